//! What runs within a block: text, code, links, images, raw tags, marks.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::attributes::{escape_attribute, without_controls};
use super::directives::{Directive, Scanned};
use super::elements::{is_code, is_void};
use super::line::{BREAK, Place};
use super::sink::{Mark, Spot};
use super::strict;
use super::tags::{Piece, Pieces};
use super::url::unsafe_scheme;
use super::writer::{Events, Frame, FrameKind, Writer, count};
use crate::base::{Code, Diagnostic, escape};
use crate::model::{Hole, Reference, ReferenceKind, TextString};
use crate::text::{BARRIER, CODE};

impl Writer<'_, '_> {
    pub(super) fn inline(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.start < self.skip {
            return;
        }
        self.within_paragraph();
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code_span(&text, range),
            Event::InlineHtml(html) | Event::Html(html) => self.inline_html(&html, range),
            Event::SoftBreak => {
                let start = self.sink.spot();
                self.sink.html.push('\n');
                self.note_text(" ", start);
                self.say(" ");
            }
            Event::HardBreak => {
                self.sink.html.push_str("<br />\n");
                self.line.atom(BREAK);
                self.say(" ");
            }
            Event::FootnoteReference(label) => {
                let footnote = self.footnotes.index(&label);
                self.sink.mark(Mark::Hole(Hole::FootnoteMark { footnote, nth: 0 }));
                self.line.atom(BARRIER);
            }
            Event::TaskListMarker(done) => {
                self.sink
                    .html
                    .push_str("<input type=\"checkbox\" disabled aria-label=\"");
                let key = if done { "task_done" } else { "task_open" };
                self.sink.mark(Mark::Hole(Hole::Text(TextString(key))));
                self.sink.html.push_str(if done { "\" checked /> " } else { "\" /> " });
            }
            _ => {}
        }
    }

    pub(super) fn start_inline(&mut self, tag: Tag<'_>, range: Range<usize>, events: &mut Events<'_>) {
        self.within_paragraph();
        let before = self.sink.spot();
        let is_link = matches!(tag, Tag::Link { .. });
        match tag {
            Tag::Emphasis => self.sink.html.push_str("<em>"),
            Tag::Strong => self.sink.html.push_str("<strong>"),
            Tag::Strikethrough => self.sink.html.push_str("<del>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.start_link(link_type, &dest_url, &title, range),
            Tag::Image { dest_url, title, .. } => return self.image(&dest_url, &title, range, events),
            _ => {}
        }
        // A table of contents leaves out links, and with them their attributes.
        let takes_attributes = !(is_link && self.heading.is_some());
        let mut slot = self.sink.spot();
        slot.at -= 1;
        self.line.open(before, takes_attributes.then_some(Place::Tag(slot)));
        self.enter(FrameKind::Inline, None);
    }

    pub(super) fn end_inline(&mut self, tag: TagEnd) {
        self.leave();
        let end = match tag {
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            _ => "</a>",
        };
        if end == "</a>" {
            self.uncounted("", |writer| writer.sink.html.push_str(end));
        } else {
            self.sink.html.push_str(end);
        }
        self.line.close(self.sink.spot());
    }

    /// Opens a paragraph where the parser sees none: in a container in a tight list.
    fn within_paragraph(&mut self) {
        if matches!(
            self.frames.last(),
            Some(Frame {
                kind: FrameKind::Container(_),
                ..
            })
        ) {
            self.sink.line();
            self.sink.html.push_str("<p>");
            self.enter(FrameKind::Implicit, None);
        }
    }

    /// Writes text, escaped.
    pub(super) fn push_text(&mut self, text: &str) {
        if self.strict {
            strict::escape(&mut self.sink.html, text);
        } else {
            // Writing to a string cannot fail.
            escape::text(text, &mut self.sink.html);
        }
    }

    /// Writes running text.
    fn write_text(&mut self, text: &str) {
        let start = self.sink.spot();
        self.push_text(text);
        self.note_text(text, start);
        self.say(text);
    }

    /// Adds to the running text and to the text of the heading.
    fn say(&mut self, text: &str) {
        self.plain.push_str(text);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        }
    }

    /// Writes what the table of contents leaves out, or has `instead`.
    pub(super) fn uncounted(&mut self, instead: &str, write: impl FnOnce(&mut Self)) {
        let from = self.sink.html.len();
        write(self);
        let to = self.sink.html.len();
        if let Some(heading) = &mut self.heading {
            heading.cuts.push((from..to, instead.into()));
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.strict || !text.bytes().any(|byte| byte < b' ' && byte != b'\t' && byte != b'\n') {
            self.confirm(&range, false);
            self.write_text(text);
            return;
        }
        self.confirm(&range, false);
        let copy = self.copy;
        let mut rest = text;
        while let Some((before, number, after)) = copy.placeholder(rest) {
            self.clean_text(before, &range);
            rest = after;
            let Some(edit) = copy.edits().get(number) else { continue };
            let is_done = match &edit.found.what {
                Scanned::Directive(directive) => match &**directive {
                    Directive::SpanStart { .. } => self.start_span(number),
                    Directive::SpanEnd => self.end_span(),
                    _ => false,
                },
                _ => false,
            };
            if !is_done {
                self.write_text(copy.typed(edit));
            }
        }
        self.clean_text(rest, &range);
    }

    /// Writes text without the control characters that character references made.
    fn clean_text(&mut self, text: &str, range: &Range<usize>) {
        let clean = without_controls(text);
        if clean.len() < text.len() {
            let origin = self.copy.origins(range.clone());
            let message = "a control character was dropped";
            self.report(origin, Diagnostic::new(Code::ControlCharacter, message));
        }
        self.write_text(&clean);
    }

    fn code_span(&mut self, text: &str, range: Range<usize>) {
        self.sink
            .html
            .push_str(if self.strict { "<code>" } else { "<code dir=\"ltr\">" });
        let text = self.copy.restored(text, range);
        self.push_text(&text);
        self.sink.html.push_str("</code>");
        self.line.atom(CODE);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&text);
        }
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if self.strict {
            self.sink.html.push_str(html);
            return;
        }
        self.confirm(&range, true);
        let is_shortcode = self
            .copy
            .text
            .get(..range.start)
            .is_some_and(|before| before.ends_with("{{"));
        let copy = self.copy;
        if let Some(element) = copy.marker(html).and_then(|number| copy.element(number)) {
            self.sink.html.push_str(element);
            return;
        }
        let is_directive = copy.marker(html).is_some();
        let restored = copy.restored(html, range.clone());
        if is_shortcode || is_directive {
            let typed = self.copy.unescaped(&restored);
            self.write_text(&typed);
            return;
        }
        let before = self.sink.spot();
        let mended = self.mended(&restored, |at| copy.origin(range.start + at));
        match bare_tag(&restored) {
            None => self.sink.html.push_str(&mended),
            Some(bare) => self.uncounted(&bare, |writer| writer.sink.html.push_str(&mended)),
        }
        self.note_tag(&restored, before);
    }

    /// Notes the author's own tag. What he has isolated is one sign to the text around it.
    fn note_tag(&mut self, html: &str, before: Spot) {
        let Some(Piece::Tag(tag)) = Pieces::new(html).next() else {
            return;
        };
        let name = tag.name.to_ascii_lowercase();
        if self.raw.directed > 0 || tag.directs(self.base()) {
            self.line.atom(if is_code(&name) { CODE } else { BARRIER });
        } else if is_void(&name) || tag.closes_itself {
            match name.as_str() {
                "br" => self.line.atom(BREAK),
                "wbr" => {}
                _ => self.line.atom(BARRIER),
            }
        } else if tag.closes {
            let behind = self.sink.spot();
            self.line.close_raw(&name, behind);
        } else {
            self.line.open_raw(name, before);
        }
    }

    fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
        let hole = self.reference(ReferenceKind::Link, &format!("{mail}{target}"), range);
        self.uncounted("", |writer| {
            writer.sink.html.push_str("<a");
            writer.sink.mark(Mark::Hole(hole));
            writer.push_title_attribute(title);
            writer.sink.html.push('>');
        });
    }

    fn image(&mut self, target: &str, title: &str, range: Range<usize>, events: &mut Events<'_>) {
        let hole = self.reference(ReferenceKind::Image, target, range);
        let alt = self.alternative(events);
        let mut instead = String::new();
        escape_attribute(&mut instead, &alt);
        self.uncounted(&instead, |writer| {
            writer.sink.html.push_str("<img");
            writer.sink.mark(Mark::Hole(hole));
            writer.sink.html.push_str(" alt=\"");
            escape_attribute(&mut writer.sink.html, &alt);
            writer.sink.html.push('"');
            writer.push_title_attribute(title);
            writer
                .sink
                .html
                .push_str(if writer.strict { " />" } else { " loading=\"lazy\" />" });
        });
        self.line.atom(BARRIER);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&alt);
        }
    }

    /// Whether the paragraph that starts here is one image with a title.
    pub(super) fn is_figure(&self, paragraph: &Range<usize>, events: &mut Events<'_>) -> bool {
        let Some((Event::Start(Tag::Image { title, .. }), image)) = events.peek() else {
            return false;
        };
        let rest = self.copy.text.get(image.end..paragraph.end).unwrap_or_default();
        !self.strict && !title.is_empty() && image.start == paragraph.start && rest.trim().is_empty()
    }

    /// Writes the image of a figure and its caption.
    pub(super) fn figure(&mut self, events: &mut Events<'_>) {
        let Some((Event::Start(Tag::Image { dest_url, title, .. }), range)) = events.next() else {
            return;
        };
        let place = range.clone();
        self.image(&dest_url, "", range, events);
        let title = self.copy.unescaped(&title);
        self.sink.html.push_str("<figcaption>");
        self.clean_text(&title, &place);
        self.sink.html.push_str("</figcaption>");
    }

    /// The text of an image, up to its end.
    fn alternative(&mut self, events: &mut Events<'_>) -> String {
        let mut alt = String::new();
        let mut depth = 0;
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Text(text) => alt.push_str(&self.copy.unescaped(&self.copy.shown(&text, range))),
                Event::Code(text) | Event::InlineHtml(text) => alt.push_str(&self.copy.restored(&text, range)),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        without_controls(&alt).into_owned()
    }

    fn push_title_attribute(&mut self, title: &str) {
        if !title.is_empty() {
            self.sink.html.push_str(" title=\"");
            escape_attribute(&mut self.sink.html, &self.copy.unescaped(title));
            self.sink.html.push('"');
        }
    }

    fn reference(&mut self, kind: ReferenceKind, target: &str, range: Range<usize>) -> Hole {
        let target: String = without_controls(&self.copy.unescaped(target)).into();
        let origin = self.copy.origins(range);
        if let Some(scheme) = unsafe_scheme(kind, &target) {
            let message = format!("`{scheme}:` can run code in the reader's browser");
            let diagnostic = Diagnostic::new(Code::UnsafeUrl, message);
            self.report(
                origin.clone(),
                diagnostic.help("link to an `https:` address or to a page of this site"),
            );
        }
        let index = count(self.references.len());
        let position = self.places.position(origin);
        self.references.push(Reference {
            kind,
            target: target.into(),
            position,
        });
        Hole::Reference(index)
    }
}

/// What a table of contents says instead of a raw tag: nothing for a link, no attributes where there is an id.
fn bare_tag(tag: &str) -> Option<String> {
    let inner = tag.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at_checked(end)?;
    if name.eq_ignore_ascii_case("a") {
        return Some(String::new());
    }
    let attributes = attributes.to_ascii_lowercase();
    let is_named = ["id", "name"].iter().any(|key| {
        attributes.split_ascii_whitespace().any(|word| {
            word.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with('=') || rest.is_empty())
        })
    });
    is_named.then(|| format!("<{name}>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_a_table_of_contents() {
        for (tag, expected) in [
            ("<a name=\"x\">", Some("")),
            ("</a>", Some("")),
            ("<bdi dir=\"ltr\">", None),
            ("<span id=x class=y>", Some("<span>")),
            ("<abbr title=\"a\">", None),
            ("</b>", None),
            ("<!-- x -->", None),
        ] {
            assert_eq!(bare_tag(tag).as_deref(), expected, "{tag}");
        }
    }
}
