//! `content` and `toc`: a body with its holes closed, for its own page or for another purpose.

use std::ops::Range;

use super::Planner;
use super::closer::BodyCloser;
use super::elsewhere::{prefixed, without_ids};
use crate::base::{Diagnostic, Digest, Digester};
use crate::model::{Body, DocId, Heading, Lang, Value, encode};
use crate::text::{Direction, marked};

/// What a body is printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose<'a> {
    /// The document's own page.
    Page,
    /// A column beside its translation: ids begin with `prefix`, and so do the links to them.
    Column {
        /// The language of the page on which both stand.
        page: Lang,
        /// What all ids begin with.
        prefix: &'a str,
    },
    /// A feed, read away from the site: absolute addresses, no ids, no links within the text.
    Feed,
}

impl Planner<'_> {
    pub(super) fn content_digest(&self, id: DocId) -> Digest {
        self.setting("content", self.parts.site.document(id).lang)
            .text(self.parts.site.document(id).direction.as_str())
            .digest(self.body(id).digest)
            .digest(self.links(id).digest)
            .number(self.parts.code_version.into())
            .text(self.sizes(self.parts.site.document(id).lang, Purpose::Page))
            .finish()
    }

    pub(super) fn content(&self, id: DocId) -> Result<Value, Diagnostic> {
        Ok(Value::Markup(self.content_for(id, Purpose::Page)?.into()))
    }

    /// The text of a document as HTML, with its footnotes.
    ///
    /// # Errors
    ///
    /// The first problem of a component that the text calls.
    pub fn content_for(&self, id: DocId, purpose: Purpose<'_>) -> Result<String, Diagnostic> {
        let body = self.body(id);
        let mut out = String::new();
        let closer = self.closer(id, purpose);
        let size = body.blocks.iter().map(|block| block.markup.html.len()).sum::<usize>();
        out.reserve(size + size / 4);
        blocks(body, 0..body.blocks.len(), &closer, &mut out);
        closer.footnotes(&mut out);
        closer.end()?;
        Ok(self.finished(id, purpose, out))
    }

    /// Parts of a document's blocks as HTML, and behind them its footnotes, empty if it has none.
    pub(super) fn parts_for(
        &self,
        id: DocId,
        parts: impl Iterator<Item = Range<usize>>,
        purpose: Purpose<'_>,
    ) -> Result<Vec<String>, Diagnostic> {
        let closer = self.closer(id, purpose);
        let mut texts: Vec<String> = parts
            .map(|part| {
                let mut out = String::new();
                blocks(self.body(id), part, &closer, &mut out);
                self.finished(id, purpose, out)
            })
            .collect();
        let mut notes = String::new();
        closer.footnotes(&mut notes);
        closer.end()?;
        texts.push(self.finished(id, purpose, notes));
        Ok(texts)
    }

    fn closer<'s>(&'s self, id: DocId, purpose: Purpose<'s>) -> BodyCloser<'s> {
        BodyCloser::new(
            self,
            self.parts.site.document(id),
            self.body(id),
            self.links(id),
            purpose,
        )
    }

    /// What a purpose asks of the attributes, the author's own HTML included.
    fn finished(&self, id: DocId, purpose: Purpose<'_>, html: String) -> String {
        match purpose {
            Purpose::Page | Purpose::Column { prefix: "", .. } => html,
            Purpose::Column { prefix, .. } => prefixed(&html, prefix),
            Purpose::Feed => {
                let route = &self.parts.site.document(id).route;
                let page = self.absolute_href(route);
                without_ids(&html, &self.config().base_url.origin, &page)
            }
        }
    }

    pub(super) fn toc_digest(&self, id: DocId) -> Digest {
        let direction = self.parts.site.document(id).direction;
        Digester::new("toc")
            .digest(self.body(id).outline)
            .text(direction.as_str())
            .finish()
    }

    /// The headings, nested.
    pub(super) fn toc(&self, id: DocId) -> Value {
        let direction = self.parts.site.document(id).direction;
        nested(&mut self.body(id).headings.iter().peekable(), 0, direction)
    }
}

/// Writes some blocks, and the place to which links from lists lead.
fn blocks(body: &Body, which: Range<usize>, closer: &BodyCloser<'_>, out: &mut String) {
    for (block, at) in body.blocks.get(which.clone()).unwrap_or_default().iter().zip(which) {
        if body.more == Some(at) && closer.purpose() != Purpose::Feed {
            out.push_str("<span id=\"more\"></span>");
        }
        block.markup.fill(closer, out);
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
