//! `content` and `toc`: a body with its holes closed for a page.

use super::Planner;
use crate::base::{Digest, escape};
use crate::model::{Body, Closer, DocId, Heading, Hole, Lang, Links, ReferenceKind, Target, Value, encode};
use crate::text::{Direction, marked};

impl Planner<'_> {
    pub(super) fn content_digest(&self, id: DocId) -> Digest {
        self.setting("content", self.parts.site.document(id).lang)
            .digest(self.body(id).digest)
            .digest(self.links(id).digest)
            .number(self.parts.code_version.into())
            .finish()
    }

    pub(super) fn content(&self, id: DocId) -> Value {
        let body = self.body(id);
        let closer = PageCloser {
            planner: self,
            lang: self.parts.site.document(id).lang,
            links: self.links(id),
            body,
        };
        let size = body.blocks.iter().map(|block| block.markup.html.len()).sum::<usize>();
        let mut out = String::with_capacity(size + size / 4);
        for (at, block) in body.blocks.iter().enumerate() {
            if body.more == Some(at) {
                out.push_str("<span id=\"more\"></span>");
            }
            block.markup.fill(&closer, &mut out);
        }
        closer.footnotes(&mut out);
        Value::Markup(out.into())
    }

    /// The headings, nested.
    pub(super) fn toc(&self, id: DocId) -> Value {
        let direction = self.language(self.parts.site.document(id).lang).direction;
        nested(&mut self.body(id).headings.iter().peekable(), 0, direction)
    }
}

/// The headings deeper than `around`, each with those below it.
fn nested<'h>(
    headings: &mut std::iter::Peekable<impl Iterator<Item = &'h Heading>>,
    around: u8,
    direction: Direction,
) -> Value {
    let mut items = Vec::new();
    while let Some(heading) = headings.next_if(|heading| heading.level > around) {
        items.push(Value::map([
            ("id", Value::text(&heading.id)),
            ("href", Value::from(format!("#{}", encode(&heading.id)))),
            ("title", Value::markup(&heading.html)),
            ("title_text", Value::text(marked(&heading.text, direction))),
            ("level", Value::Int(heading.level.into())),
            ("children", nested(headings, heading.level, direction)),
        ]));
    }
    Value::list(items)
}

/// Closes holes for the document's own page.
struct PageCloser<'a> {
    planner: &'a Planner<'a>,
    lang: Lang,
    links: &'a Links,
    body: &'a Body,
}

impl Closer for PageCloser<'_> {
    fn close(&self, hole: Hole, out: &mut String) {
        match hole {
            Hole::Reference(at) => self.reference(at as usize, out),
            Hole::HeadingId(at) => {
                if let Some(heading) = self.body.headings.get(at as usize) {
                    attribute("id", &heading.id, out);
                }
            }
            Hole::Id(at) => {
                if let Some(id) = self.body.ids.get(at as usize) {
                    attribute("id", id, out);
                }
            }
            Hole::HeadingLinks(at) => self.heading_links(at as usize, out),
            Hole::FootnoteMark { footnote, nth } => self.footnote_mark(footnote, nth, out),
            Hole::FootnoteBack(footnote) => self.footnote_back(footnote, out),
            Hole::Text(key) => escape::html(self.planner.string(self.lang, key.0), out),
            Hole::Code(at) => {
                if let Some(code) = self.body.code.get(at as usize) {
                    out.push_str(&(self.planner.parts.show_code)(code));
                }
            }
            Hole::Numerals => self.numerals(out),
        }
    }
}

impl PageCloser<'_> {
    fn reference(&self, at: usize, out: &mut String) {
        let (Some(reference), Some(target)) = (self.body.references.get(at), self.links.targets.get(at)) else {
            return;
        };
        let name = match reference.kind {
            ReferenceKind::Link => " href=\"",
            ReferenceKind::Image => " src=\"",
        };
        out.push_str(name);
        let lang = match target {
            Target::AsWritten | Target::Broken(_) => {
                escape::href(&reference.target, out);
                None
            }
            Target::Internal { href, lang } | Target::NoFragment { href, lang, .. } => {
                escape::html(href, out);
                *lang
            }
        };
        out.push('"');
        if let Some(other) = lang.filter(|&lang| lang != self.lang && reference.kind == ReferenceKind::Link) {
            attribute("hreflang", &self.planner.language(other).tag, out);
        }
    }

    /// The ids of the translations' headings, and the link to the heading itself.
    fn heading_links(&self, at: usize, out: &mut String) {
        let Some(heading) = self.body.headings.get(at) else {
            return;
        };
        for id in self.links.anchors.get(at).iter().flat_map(|ids| ids.iter()) {
            out.push_str("<span");
            attribute("id", id, out);
            out.push_str("></span>");
        }
        out.push_str(" <a class=\"permalink\"");
        attribute("href", &format!("#{}", encode(&heading.id)), out);
        attribute("aria-label", self.planner.string(self.lang, "permalink"), out);
        out.push_str(">#</a>");
    }

    fn footnote_mark(&self, footnote: u32, nth: u32, out: &mut String) {
        let number = footnote as usize + 1;
        let shown = self.planner.locale(self.lang).plain_number(i64::from(footnote) + 1);
        out.push_str("<sup class=\"footnote-ref\"><a");
        attribute("href", &format!("#fn-{number}"), out);
        attribute("id", &mark_id(number, nth), out);
        out.push_str(" role=\"doc-noteref\"><bdi>");
        escape::html(&shown, out);
        out.push_str("</bdi></a></sup>");
    }

    fn footnote_back(&self, footnote: u32, out: &mut String) {
        let Some(definition) = self.body.footnotes.get(footnote as usize) else {
            return;
        };
        for nth in 0..definition.references {
            out.push_str(" <a");
            attribute("href", &format!("#{}", mark_id(footnote as usize + 1, nth)), out);
            out.push_str(" role=\"doc-backlink\"");
            attribute("aria-label", self.planner.string(self.lang, "footnote_back"), out);
            out.push_str(">↑</a>");
        }
    }

    /// Says in which digits a list is numbered; ASCII's go without saying.
    fn numerals(&self, out: &mut String) {
        match self.planner.locale(self.lang).numerals() {
            "latn" => {}
            numerals => attribute("data-numerals", numerals, out),
        }
    }

    /// The section of all footnotes, in the order of their first marks.
    fn footnotes(&self, out: &mut String) {
        if self.body.footnotes.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        attribute("aria-label", self.planner.string(self.lang, "footnotes"), out);
        out.push_str("><ol");
        self.numerals(out);
        out.push_str(">\n");
        for (footnote, number) in self.body.footnotes.iter().zip(1..) {
            out.push_str(&format!("<li id=\"fn-{number}\">"));
            footnote.markup.fill(self, out);
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }
}

/// The id of the `nth` mark of a footnote.
fn mark_id(number: usize, nth: u32) -> String {
    match nth {
        0 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{}", nth + 1),
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape::html(value, out);
    out.push('"');
}
