//! Links and images: their addresses, titles and texts.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::attributes::without_controls;
use super::placing::attributes;
use super::sink::Mark;
use super::url::unsafe_scheme;
use super::writer::{Events, Writer, count};
use crate::base::escape::{self, escaped};
use crate::base::{Code, Diagnostic};
use crate::model::{Hole, Reference, ReferenceKind};
use crate::text::{BARRIER, Direction, first_strong, is_bidi_control, runs_against, without_bidi_controls};

impl Writer<'_, '_> {
    pub(super) fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
        let place = self.copy.origins(range.clone());
        let hole = self.reference(ReferenceKind::Link, &format!("{mail}{target}"), range);
        self.uncounted("", |writer| {
            writer.sink.html.push_str("<a");
            writer.sink.mark(Mark::Hole(hole));
            writer.push_title_attribute(title, place);
            writer.sink.html.push('>');
        });
    }

    pub(super) fn image(&mut self, target: &str, title: &str, range: Range<usize>, events: &mut Events<'_>) {
        let place = self.copy.origins(range.clone());
        let hole = self.reference(ReferenceKind::Image, target, range);
        let around = match hole {
            Hole::Reference(at) if !self.strict => Some([Hole::Picture(at), Hole::PictureEnd(at)]),
            _ => None,
        };
        let alt = self.alternative(events);
        let alt = self.settle(&alt, &place);
        let instead = escaped(&alt);
        let (direction, mark) = self.stated(&alt);
        self.uncounted(&instead, |writer| {
            if let Some([before, _]) = around {
                writer.sink.mark(Mark::Hole(before));
            }
            writer.sink.html.push_str("<img");
            writer.sink.mark(Mark::Hole(hole));
            writer.sink.html.push_str(" alt=\"");
            writer.sink.html.push_str(mark);
            writer.sink.html.push_str(&instead);
            writer.sink.html.push('"');
            writer.sink.html.push_str(&direction);
            writer.push_title_attribute(title, place);
            writer.sink.html.push_str(" />");
            if let Some([_, behind]) = around {
                writer.sink.mark(Mark::Hole(behind));
            }
        });
        self.line.atom(BARRIER);
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(&alt);
        }
    }

    /// How the text of an attribute says its direction: the attributes of an element whose text runs against the page, or a
    /// mark before a text whose first letter does.
    fn stated(&self, text: &str) -> (Cow<'static, str>, &'static str) {
        let Some(reading) = self.reading.filter(|_| self.may_isolate()) else {
            return (Cow::default(), "");
        };
        let base = reading.direction;
        if runs_against(text, base) {
            return (attributes(reading, base.opposite(), Some(text)), "");
        }
        let mark = match (first_strong(text) == Some(base.opposite()), base) {
            (false, _) => "",
            (true, Direction::Ltr) => "\u{200E}",
            (true, Direction::Rtl) => "\u{200F}",
        };
        (Cow::default(), mark)
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
        let place = self.copy.origins(range.clone());
        self.image(&dest_url, "", range, events);
        let title = self.copy.unescaped(&title);
        self.sink.html.push_str("<figcaption>");
        self.clean_text(&title, place);
        self.end_steering(0);
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

    fn push_title_attribute(&mut self, title: &str, place: Range<usize>) {
        if !title.is_empty() {
            let title = self.settle(&without_controls(&self.copy.unescaped(title)), &place);
            self.sink.html.push_str(" title=\"");
            // Writing to a string cannot fail.
            escape::html(&title, &mut self.sink.html);
            self.sink.html.push('"');
        }
    }

    fn reference(&mut self, kind: ReferenceKind, target: &str, range: Range<usize>) -> Hole {
        let written = self.copy.unescaped(target);
        let origin = self.copy.origins(range);
        Hole::Reference(self.refer(kind, &written, origin))
    }

    /// Takes an address that stands at a range of the file; its number.
    pub(super) fn refer(&mut self, kind: ReferenceKind, written: &str, origin: Range<usize>) -> u32 {
        let mut target = without_controls(written).into_owned();
        if let Some(control) = target.chars().find(|&c| is_bidi_control(c) && !self.strict) {
            self.report_address(control, &origin);
            target = without_bidi_controls(&target);
        }
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
        index
    }
}
