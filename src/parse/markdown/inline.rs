//! What runs within a block: text, code, links, images, raw tags, marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::attributes::without_controls;
use super::directives::{Directive, Scanned};
use super::elements::{holds_words, is_code, is_void};
use super::line::{BREAK, Place};
use super::sink::{Mark, Spot};
use super::strict;
use super::tags::{Piece, Pieces};
use super::writer::{Events, Frame, FrameKind, Writer};
use crate::base::{Code, Diagnostic, escape};
use crate::model::{Hole, TextString};
use crate::parse::highlight::inline_code;
use crate::text::{BARRIER, CODE, is_steering};

impl Writer<'_, '_> {
    pub(super) fn inline(&mut self, event: Event<'_>, range: Range<usize>) {
        if range.start < self.skip {
            return;
        }
        self.within_paragraph();
        self.begin_line(range.start);
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.code_span(&text, range),
            Event::InlineMath(text) => self.formula(&text, range, false),
            Event::DisplayMath(text) => self.formula(&text, range, true),
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
                self.sink.html.push_str("<input type=\"checkbox\" disabled");
                self.sink.mark(Mark::Hole(Hole::TextLang));
                self.sink.html.push_str(" aria-label=\"");
                let key = if done { "task_done" } else { "task_open" };
                self.sink.mark(Mark::Hole(Hole::Text(TextString(key))));
                self.sink.html.push_str(if done { "\" checked /> " } else { "\" /> " });
            }
            _ => {}
        }
    }

    pub(super) fn start_inline(&mut self, tag: Tag<'_>, range: Range<usize>, events: &mut Events<'_>) {
        self.within_paragraph();
        self.begin_line(range.start);
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
        self.end_steering(self.frames.len() + 1);
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
        self.confirm(&range, false);
        if self.formulas && text.contains('$') {
            self.report_dollars(&range);
        }
        if self.strict || !text.bytes().any(may_be_special) {
            self.write_text(text);
            return;
        }
        let copy = self.copy;
        let is_typed = copy.text.get(range.clone()) == Some(text);
        // Where what is left of the text stands in the file.
        let origin = |rest: &str| {
            let from = if is_typed { range.end - rest.len() } else { range.start };
            copy.origins(from..range.end)
        };
        let mut rest = text;
        while let Some((before, number, after)) = copy.placeholder(rest) {
            self.clean_text(before, origin(rest));
            rest = after;
            let Some(edit) = copy.edits().get(number) else { continue };
            let (typed, place) = (copy.typed(edit), edit.found.from..edit.found.to);
            let is_done = match &edit.found.what {
                Scanned::Directive(directive) => match &**directive {
                    Directive::SpanStart { .. } => self.start_span(number),
                    Directive::SpanEnd => self.end_span(),
                    _ => false,
                },
                _ => false,
            };
            if is_done {
                self.report_steering(typed, &place);
            } else {
                self.clean_text(typed, place);
            }
        }
        self.clean_text(rest, origin(rest));
    }

    /// Writes text without the control characters that character references made, and what stands for bidi controls.
    pub(super) fn clean_text(&mut self, text: &str, origin: Range<usize>) {
        if without_controls(text).len() < text.len() {
            let message = "a control character was dropped";
            self.report(origin.clone(), Diagnostic::new(Code::ControlCharacter, message));
        }
        let mut from = 0;
        let origin = |at: usize| (origin.start + at).min(origin.end);
        for (at, control) in text.char_indices().filter(|&(_, c)| is_steering(c)) {
            self.plain_part(text.get(from..at).unwrap_or_default(), origin(from));
            self.steer(control, origin(at));
            from = at + control.len_utf8();
        }
        self.plain_part(text.get(from..).unwrap_or_default(), origin(from));
    }

    /// Writes text that starts at a byte of the file.
    fn plain_part(&mut self, text: &str, origin: usize) {
        if text.is_empty() {
            return;
        }
        self.note_arrows(text, origin);
        let clean = without_controls(text);
        self.write_text(&clean);
    }

    fn code_span(&mut self, text: &str, range: Range<usize>) {
        let text = self.copy.restored(text, range.clone());
        if self.strict {
            self.sink.html.push_str("<code>");
            self.push_text(&text);
        } else {
            self.sink.html.push_str("<code");
            self.sink
                .html
                .push_str(if self.is_turned() { "" } else { " dir=\"ltr\"" });
            self.sink
                .html
                .push_str(if is_whole(&text) { " class=\"whole\">" } else { ">" });
            inline_code(&text, &mut self.sink.html);
            self.report_code(self.copy.origins(range));
        }
        self.sink.html.push_str("</code>");
        self.line.atom(CODE);
        self.plain.push(CODE);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&text);
        }
    }

    /// Whether what is written stands directly in a span whose author chose its direction.
    fn is_turned(&self) -> bool {
        let Some(Frame {
            kind: FrameKind::Span(index),
            ..
        }) = self.frames.last()
        else {
            return false;
        };
        self.spans.get(*index).is_some_and(|span| span.has_direction(self.copy))
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
            let typed = copy.unescaped(&restored);
            return self.clean_text(&typed, copy.origins(range));
        }
        let before = self.sink.spot();
        let mended = self.mended(&restored, |at| copy.origin(range.start + at));
        self.pass_raw_tag();
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
            // A table of contents leaves out some tags, and with them their attributes.
            let is_kept = self.heading.is_none() || bare_tag(html).is_none();
            let takes_attributes = is_kept && !tag.tells_language && holds_words(&name);
            let mut slot = self.sink.spot();
            slot.at -= 1;
            self.line
                .open_raw(name, before, takes_attributes.then_some(Place::Tag(slot)));
        }
    }
}

/// Whether a code span is one short name with hyphens, such as `--strict`, of which half a name at the end of a line would
/// say something else.
fn is_whole(code: &str) -> bool {
    const LONGEST: usize = 24;
    code.len() <= LONGEST && code.contains('-') && !code.contains(char::is_whitespace)
}

/// Whether a byte is a control character, or may be the first one of a bidi control that steers.
fn may_be_special(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\t' | b'\n')) || byte == 0xE2
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
