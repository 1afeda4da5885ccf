//! The last step: numbers, levels and ids are known, and blocks become markup.

use std::ops::Range;

use super::copy::Copy;
use super::footnotes::Numbering;
use super::sink::{Filled, Mark, Sink};
use super::spans::SpanTag;
use super::writer::Writer;
use crate::base::{Diagnostic, Digest, Digester};
use crate::model::{Block, Body, Footnote, Heading, Hole, Markup};

impl Writer<'_, '_> {
    /// The body, and the problems by their ranges in the file.
    pub(super) fn finish(mut self, digest: Digest) -> (Body, Vec<(Range<usize>, Diagnostic)>) {
        self.report_untold();
        let headings = self.outline.finish(&mut self.ids, self.strict);
        let mut end = End {
            copy: self.copy,
            headings: &headings,
            spans: &self.spans,
            footnotes: self.footnotes.number(),
        };
        let blocks = self
            .blocks
            .into_iter()
            .map(|block| Block {
                kind: block.kind,
                span: block.range.into(),
                markup: end.markup(block.sink),
            })
            .collect();
        let mut footnotes = Vec::new();
        while let Some(definition) = end.footnotes.take(footnotes.len()) {
            let markup = end.markup(definition);
            footnotes.push(Footnote { markup, references: 0 });
        }
        // A footnote may refer to one before it, so the marks are counted last.
        for (number, footnote) in footnotes.iter_mut().enumerate() {
            footnote.references = end.footnotes.references(number);
        }
        let outline = headings.iter().fold(Digester::new("outline"), |digester, heading| {
            digester
                .number(heading.level.into())
                .text(&heading.id)
                .text(&heading.html)
        });
        let body = Body {
            blocks,
            more: self.more,
            outline: outline.finish(),
            headings,
            references: self.references,
            footnotes,
            code: self.code,
            components: self.components,
            ids: self.other_ids,
            words: self.words,
            rtl_words: self.rtl_words,
            code_words: self.code_words,
            formulas: self.has_formula,
            digest,
        };
        (body, self.reports)
    }
}

/// What marks are resolved by.
struct End<'e, 'a> {
    copy: &'e Copy<'a>,
    headings: &'e [Heading],
    spans: &'e [SpanTag],
    footnotes: Numbering,
}

impl End<'_, '_> {
    fn markup(&mut self, sink: Sink) -> Markup {
        sink.finish(|mark, out| self.resolve(mark, out))
    }

    fn resolve(&mut self, mark: &Mark, out: &mut Filled) {
        match mark {
            Mark::Hole(Hole::FootnoteMark { footnote, .. }) => {
                if let Some(hole) = self.footnotes.mark(*footnote) {
                    out.hole(hole);
                }
            }
            Mark::Hole(Hole::FootnoteBack(footnote)) => {
                if let Some(hole) = self.footnotes.back(*footnote) {
                    out.hole(hole);
                }
            }
            Mark::Hole(hole) => out.hole(*hole),
            Mark::Level(heading) => {
                let level = self.headings.get(*heading as usize).map_or(2, |heading| heading.level);
                out.html.push(char::from(b'0' + level));
            }
            Mark::Insert(html) => out.html.push_str(html),
            Mark::Span(span) => {
                if let Some(span) = self.spans.get(*span as usize) {
                    span.write(self.copy, out);
                }
            }
        }
    }
}
