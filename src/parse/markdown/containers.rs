//! Directives on lines of their own: containers, and attributes for the block above.

use std::borrow::Cow;
use std::ops::Range;

use super::alerts;
use super::attributes::{Allowed, Attributes, without_lang};
use super::calls::{Written, direction_alone, told_direction};
use super::directives::{Arg, Args, Container, Directive, Scanned};
use super::sink::{Insert, Mark, Rank, Spot};
use super::writer::{FrameKind, Slot, Writer};
use crate::base::{Code, Diagnostic};
use crate::model::{BlockKind, Hole, TextString};
use crate::text::{Direction, balanced};

/// A container that is open.
pub(super) struct OpenContainer {
    colons: usize,
    kind: BlockKind,
    end: End,
    /// Whether its author has said its direction.
    directs: bool,
    /// Its language, if its author gives it another one than the page's.
    pub other_language: Option<Box<str>>,
    /// Its direction, if its author gives it one.
    pub direction: Option<Direction>,
    /// Where it starts in the copy.
    start: usize,
    /// Its opening line in the file.
    line: Range<usize>,
}

/// What a container ends with.
enum End {
    Tag(&'static str),
    /// The end of a call, and where its text begins.
    Call(u32, Spot),
}

/// The language that was told of a block from its script, if that runs in the direction which its author gives it.
fn told_by(taken: &[Insert], slot: Slot, direction: Direction) -> Option<Box<str>> {
    let is_whole = |insert: &&Insert| match insert.rank {
        Rank::Around => slot.heading.is_some(),
        _ => insert.spot.at == slot.at || Some(insert.spot.at) == slot.lang,
    };
    let told: String = taken.iter().filter(is_whole).map(|insert| &*insert.html).collect();
    let (others, lang) = without_lang(&told);
    let is_so = others.contains(&format!(" dir=\"{}\"", direction.as_str()));
    lang.split('"').nth(1).filter(|_| is_so).map(Box::from)
}

impl<'a> Writer<'_, 'a> {
    /// Does what the line of the edit `number` says.
    pub(super) fn directive(&mut self, number: usize, range: Range<usize>) {
        let copy = self.copy;
        let Some(edit) = copy.edits().get(number) else { return };
        let line = edit.found.from..edit.found.to;
        let Scanned::Directive(directive) = &edit.found.what else {
            return;
        };
        let done = match &**directive {
            Directive::Open(container) => {
                self.open_container(container, range.clone(), line.clone());
                true
            }
            Directive::Close(colons) => self.close_container(*colons, range.clone()),
            Directive::Attributes(args) => self.attach(args, line.clone()),
            Directive::Element(html) => {
                let html = self.mended(html, |_| line.start);
                self.sink.line();
                self.sink.html.push_str(&html);
                self.sink.html.push('\n');
                self.set_last(None);
                self.put_aside(BlockKind::Html, range.clone());
                true
            }
            Directive::SpanStart { .. } | Directive::SpanEnd => false,
        };
        if done && !matches!(**directive, Directive::Element(_)) {
            self.report_steering(copy.typed(edit), &(edit.found.from..edit.found.to));
        }
        if !done {
            let message = match **directive {
                Directive::Close(_) => "this line closes no container",
                _ => "there is no block above to take these attributes",
            };
            self.report(line, Diagnostic::new(Code::DirectiveSyntax, message));
            let typed = self.settle(copy.typed(edit), &(edit.found.from..edit.found.to));
            let slot = self.open_tag("<p");
            self.push_text(&typed);
            self.sink.html.push_str("</p>\n");
            self.set_last(slot);
            self.put_aside(BlockKind::Paragraph, range);
        }
    }

    fn open_container(&mut self, container: &Container<'a>, range: Range<usize>, line: Range<usize>) {
        let none = Args::default();
        if container.args.is_none() {
            let message = "the arguments of this directive cannot be read";
            let diagnostic = Diagnostic::new(Code::DirectiveSyntax, message);
            self.report(
                line.clone(),
                diagnostic.help("write `{#id .class key=value key=\"a value\" word}`"),
            );
        }
        let args = container.args.as_ref().unwrap_or(&none);
        let name = container.name.unwrap_or_default();
        let title = container.title.or_else(|| args.get("title"));
        let (mut kind, mut end) = (BlockKind::Container, End::Tag("</div>\n"));
        if let Some(key) = alerts::key(name) {
            kind = BlockKind::Alert;
            let attributes = Attributes::of(&args.without("title"), Allowed::All);
            self.open_alert_with(key, title, attributes, line.clone());
        } else if name == "details" {
            end = End::Tag("</details>\n");
            self.sink.line();
            self.sink.html.push_str("<details");
            self.push_attributes(Attributes::of(&args.without("title"), Allowed::All), line.clone());
            self.sink.html.push_str("><summary");
            self.push_title(title, "details");
            self.sink.html.push_str("</summary>\n");
        } else if !name.is_empty() && self.may_call(&line) {
            let position = self.places.position(line.clone());
            let call = self.take_call(&Written {
                name,
                title: container.title,
                args,
                inline: false,
                origin: line.clone(),
                position,
            });
            self.open_calls += 1;
            self.sink.line();
            self.sink.mark(Mark::Hole(Hole::Call(call)));
            end = End::Call(call, self.sink.spot());
        } else {
            let allowed = if name.is_empty() { Allowed::All } else { Allowed::Global };
            self.sink.line();
            self.sink.html.push_str("<div");
            self.push_attributes(Attributes::of(args, allowed).with_classes(name), line.clone());
            self.sink.html.push_str(">\n");
        }
        self.begin_directed(args, &line);
        let open = OpenContainer {
            directs: args.direct(),
            colons: container.colons,
            kind,
            end,
            other_language: self.told_language(args),
            direction: told_direction(args),
            start: range.start,
            line,
        };
        *self.open_colons.entry(container.colons).or_default() += 1;
        self.enter(FrameKind::Container(open), None);
    }

    /// Closes the innermost container of as many colons, or else of fewer. Answers whether there is one.
    fn close_container(&mut self, colons: usize, range: Range<usize>) -> bool {
        let open = || {
            self.frames.iter().rev().map_while(|frame| match &frame.kind {
                FrameKind::Container(container) => Some(container.colons),
                _ => None,
            })
        };
        let is_open = self.open_colons.contains_key(&colons);
        let depth = match is_open.then(|| open().position(|other| other == colons)).flatten() {
            Some(depth) => depth,
            None if open().next().is_some_and(|other| other < colons) => 0,
            None => return false,
        };
        for left_open in (0..=depth).rev() {
            match self.frames.pop().map(|frame| frame.kind) {
                Some(FrameKind::Container(container)) if left_open == 0 => self.leave_container(container, range.end),
                Some(FrameKind::Container(container)) => self.leave_unclosed(container, range.clone()),
                _ => {}
            }
        }
        true
    }

    /// Closes a container whose closing line is missing.
    pub(super) fn leave_unclosed(&mut self, container: OpenContainer, range: Range<usize>) {
        let message = format!("this container has no closing line of {} colons", container.colons);
        let help = format!(
            "close it with `{}` on a line of its own",
            ":".repeat(container.colons.min(20))
        );
        let diagnostic = Diagnostic::new(Code::UnclosedDirective, message).help(help);
        self.report(container.line.clone(), diagnostic);
        self.leave_container(container, range.start);
    }

    fn leave_container(&mut self, container: OpenContainer, end: usize) {
        if let Some(open) = self.open_colons.get_mut(&container.colons) {
            *open -= 1;
            if *open == 0 {
                self.open_colons.remove(&container.colons);
            }
        }
        if let Some(directed) = self.end_directed(container.directs) {
            // What stands in it was written for the language of the page.
            self.language_of(&directed, false);
        }
        match container.end {
            End::Tag(tag) => {
                self.sink.line();
                self.sink.html.push_str(tag);
            }
            End::Call(call, from) => {
                self.open_calls -= 1;
                if let Some(call) = self.components.get_mut(call as usize) {
                    call.has_body = self.sink.spot() != from;
                }
                self.sink.line();
                self.sink.mark(Mark::Hole(Hole::CallEnd));
                self.sink.html.push('\n');
            }
        }
        self.set_last(None);
        self.put_aside(container.kind, container.start..end);
    }

    /// Gives attributes to the block above. Answers whether there is one.
    fn attach(&mut self, args: &Args, line: Range<usize>) -> bool {
        let Some(slot) = self.frames.last_mut().and_then(|frame| frame.last.take()) else {
            return false;
        };
        let mut args = Cow::Borrowed(args);
        if args.direct() {
            let taken = self.leave_untouched(slot);
            let direction = direction_alone(&args);
            match direction.and_then(|direction| told_by(&taken, slot, direction)) {
                Some(lang) => args.to_mut().list.push(Arg::Pair("lang".into(), lang)),
                None => self.take_back_untold(direction.is_some()),
            }
        }
        let args = &*args;
        if self.told_language(args).is_some() {
            self.leave_numerals_out(slot);
            if let Some(heading) = slot.heading {
                self.tell_language_of_links(heading);
            }
        }
        let attributes = Attributes::of(args, Allowed::All);
        let mut marks = Vec::new();
        match slot.class {
            Some(at) if !attributes.classes.is_empty() => {
                marks.push((at, Mark::Insert(format!(" {}", attributes.classes).into())));
            }
            _ => marks.push((slot.at, Mark::Insert(attributes.class_attribute().into()))),
        }
        if let Some(id) = &attributes.id {
            let id = self.claim_id(id, line);
            match slot.heading {
                Some(heading) => {
                    self.outline.set_id(heading, id);
                }
                None => marks.push((slot.at, Mark::Hole(self.id_hole(id)))),
            }
        }
        match slot.lang {
            Some(at) => {
                let (others, lang) = without_lang(&attributes.others);
                marks.push((slot.at, Mark::Insert(others.into())));
                marks.push((at, Mark::Insert(lang.into())));
            }
            None => marks.push((slot.at, Mark::Insert(attributes.others.into()))),
        }
        let sink = match self.blocks.last_mut() {
            Some(block) if self.frames.len() == 1 => &mut block.sink,
            _ => &mut self.sink,
        };
        sink.marks.extend(marks);
        true
    }

    /// Opens an alert; its title is the theme's unless one is given.
    pub(super) fn open_alert(&mut self, key: &'static str, title: Option<&str>) -> Option<Slot> {
        Some(self.open_alert_with(key, title, Attributes::default(), 0..0))
    }

    fn open_alert_with(
        &mut self,
        key: &'static str,
        title: Option<&str>,
        attributes: Attributes,
        line: Range<usize>,
    ) -> Slot {
        self.sink.line();
        self.sink.html.push_str("<div");
        let attributes = attributes.with_classes(&format!("alert alert-{key}"));
        let class = self.sink.html.len() + attributes.class_attribute().len() - 1;
        self.push_attributes(attributes, line);
        let at = self.sink.html.len();
        self.sink.html.push_str(" role=\"note\"><p class=\"alert-title\"");
        self.push_title(title, key);
        self.sink.html.push_str("</p>\n");
        Slot {
            at,
            class: Some(class),
            lang: None,
            heading: None,
        }
    }

    /// Writes a title into the tag that is being written. The theme's is in the language of the page, whatever the author
    /// says of the rest.
    fn push_title(&mut self, title: Option<&str>, key: &'static str) {
        if let Some(title) = title {
            self.sink.html.push('>');
            return self.push_isolated(&balanced(title));
        }
        if !self.strict {
            self.sink.mark(Mark::Hole(Hole::TextLang));
        }
        self.sink.html.push('>');
        self.sink.mark(Mark::Hole(Hole::Text(TextString(key))));
    }

    /// Writes attributes into the tag that is being written.
    fn push_attributes(&mut self, attributes: Attributes, line: Range<usize>) {
        self.sink.html.push_str(&attributes.class_attribute());
        if let Some(id) = &attributes.id {
            let id = self.claim_id(id, line);
            let hole = self.id_hole(id);
            self.sink.mark(Mark::Hole(hole));
        }
        self.sink.html.push_str(&attributes.others);
    }
}
