//! Blocks that are more than a tag around their content: quotes and alerts, code, raw HTML.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event};

use super::alerts;
use super::attributes::without_controls;
use super::code::Listing;
use super::sink::Mark;
use super::writer::{Events, FrameKind, Writer, count};
use crate::model::{BlockKind, CodeBlock, Hole};
use crate::text::without_bidi_controls;

impl Writer<'_, '_> {
    pub(super) fn start_quote(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        use BlockQuoteKind::{Caution, Important, Note, Tip, Warning};
        let alert = match kind {
            Some(Note) => Some("note"),
            Some(Tip) => Some("tip"),
            Some(Important) => Some("important"),
            Some(Warning) => Some("warning"),
            Some(Caution) => Some("caution"),
            None if self.strict => None,
            None => {
                let quote = self.copy.text.get(range.clone()).unwrap_or_default();
                alerts::of_quote(quote).map(|(key, length)| {
                    self.skip = range.start + length;
                    key
                })
            }
        };
        let slot = match alert {
            Some(key) => self.open_alert(key, None),
            None => {
                let slot = self.open_tag("<blockquote");
                self.sink.html.push('\n');
                slot
            }
        };
        let kind = if alert.is_some() {
            BlockKind::Alert
        } else {
            BlockKind::Quote
        };
        self.enter(FrameKind::Block(kind), slot);
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>, events: &mut Events<'_>) {
        let mut text = String::new();
        for (event, range) in events.by_ref() {
            match event {
                Event::Text(part) => {
                    text.push_str(&self.copy.restored(&part, range.clone()));
                    if !self.strict {
                        self.report_code(self.copy.origins(range));
                    }
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        let mut listing = Listing::default();
        let info = match kind {
            CodeBlockKind::Fenced(info) if self.strict => Cow::Borrowed(&**info),
            CodeBlockKind::Fenced(info) => {
                let written = self.copy.unescaped(info);
                self.report_code_info(&written, self.copy.origins(range.clone()));
                if written.contains('{') {
                    listing = self.listing(self.copy.origin(range.start), text.lines().count());
                }
                Cow::Owned(without_bidi_controls(&without_controls(&written)))
            }
            CodeBlockKind::Indented => Cow::Borrowed(""),
        };
        let info = info.trim_ascii();
        let ends = |c: char| c.is_ascii_whitespace() || (!self.strict && matches!(c, '{' | ','));
        let language = info.split(ends).next().unwrap_or_default();
        self.sink.line();
        if let Some(title) = &listing.title {
            self.sink.html.push_str("<figure class=\"code\"><figcaption>");
            self.push_isolated(&without_bidi_controls(&without_controls(title)));
            self.sink.html.push_str("</figcaption>");
        }
        self.code_words += text.split_ascii_whitespace().count();
        let index = count(self.code.len());
        self.code.push(CodeBlock {
            language: language.into(),
            numbers: listing.numbers,
            marked: listing.marked,
            text: text.into(),
        });
        self.sink.mark(Mark::Hole(Hole::Code(index)));
        if listing.title.is_some() {
            self.sink.html.push_str("</figure>");
        }
        self.sink.html.push('\n');
        self.set_last(None);
        self.put_aside(BlockKind::Code, range);
    }

    pub(super) fn html_block(&mut self, range: Range<usize>, events: &mut Events<'_>) {
        let source = self.copy.text.get(range.clone()).unwrap_or_default();
        let marker = if self.strict { None } else { self.copy.marker(source) };
        let mut html = String::with_capacity(source.len());
        let mut parts = Vec::new();
        for (event, range) in events.by_ref() {
            match event {
                Event::Html(part) | Event::Text(part) => {
                    self.confirm(&range, true);
                    parts.push((html.len(), range.start));
                    html.push_str(&self.copy.restored(&part, range));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        if let Some(number) = marker {
            return self.directive(number, range);
        }
        if self.strict {
            self.sink.html.push_str(&html);
        } else if self.frames.len() == 1 && is_more(&html) {
            self.more.get_or_insert(self.blocks.len());
        } else {
            let copy = self.copy;
            let html = self.mended(&html, |at| {
                let before = parts.partition_point(|&(from, _)| from <= at);
                let (from, start) = parts.get(before.saturating_sub(1)).copied().unwrap_or((0, range.start));
                copy.origin(start + (at - from))
            });
            self.sink.html.push_str(&html);
            self.sink.line();
        }
        self.set_last(None);
        self.put_aside(BlockKind::Html, range);
    }
}

pub fn is_more(html: &str) -> bool {
    let inner = html
        .trim_ascii()
        .strip_prefix("<!--")
        .and_then(|html| html.strip_suffix("-->"));
    inner.is_some_and(|inner| inner.trim_ascii() == "more")
}
