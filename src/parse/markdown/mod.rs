//! Markdown: events with offsets become blocks with holes.
//!
//! ```text
//! file ─ directives::scan ─→ Copy ─ pulldown-cmark ─→ events ─ Writer ─→ blocks with marks ─ finish ─→ Body
//! ```
//!
//! The parser reads a copy of the text in which directives are placeholders, so one parse sees the
//! whole document; every offset leads back to the file.

mod alerts;
mod attributes;
mod blocks;
mod calls;
mod code;
mod containers;
mod copy;
mod directives;
mod elements;
mod finish;
mod footnotes;
mod formula;
mod frames;
mod headings;
mod ids;
mod inline;
mod isolate;
mod line;
mod lists;
mod opening;
mod placing;
mod plain;
mod raw;
mod raw_text;
mod references;
mod reports;
mod sink;
mod spans;
mod steering;
mod strict;
mod tables;
mod tags;
#[cfg(test)]
mod tests;
mod untold;
mod url;
mod writer;

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

pub use opening::{Opening, opening};

use crate::base::{Checked, Diagnostic, Digest, Digester, SourcePath};
use crate::model::{Body, Language, MarkdownSettings};
use crate::parse::places::Places;
use crate::text::{Direction, runs_against};
use copy::Copy;
use directives::Marks;
use writer::Writer;

/// A file whose body is to be parsed.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Where it lies.
    pub path: &'a SourcePath,
    /// The whole file, without a byte order mark.
    pub text: &'a str,
    /// Where the body begins, in bytes.
    pub start: usize,
    /// Whether the body is plain text.
    pub plain_text: bool,
    /// What becomes of a heading of level 1 that stands first; in strict mode it always stays.
    pub title: LeadingTitle<'a>,
    /// The language that it is read in.
    pub reading: Reading<'a>,
    /// Of the source and of the settings that matter to its body.
    pub digest: Digest,
}

/// The language of a page, among those of its site.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The language of the page.
    pub language: &'a Language,
    /// The direction of the page: the language's, unless the page says another.
    pub direction: Direction,
    /// All languages of the site, to tell what a text in another script is in.
    pub languages: &'a [Language],
    /// Whether what runs against the page is isolated.
    pub isolate: bool,
}

impl Reading<'_> {
    /// Of everything above that matters to a body.
    pub fn digest(&self) -> Digest {
        // Without marks of its own a page takes none of other languages.
        let marks = |language: &Language| language.quotes.filter(|_| self.language.quotes.is_some());
        let digester = Digester::new("reading")
            .text(&self.language.tag)
            .text(self.direction.as_str())
            .number(self.isolate.into())
            .debug(&self.language.quotes);
        digester
            .each(self.languages.iter(), |digester, language| {
                digester
                    .text(&language.tag)
                    .text(&language.script)
                    .debug(&marks(language))
            })
            .finish()
    }

    /// What straight quotation marks become, if anything.
    fn marks(&self) -> Option<Marks<'_>> {
        let own = self.language.quotes?;
        let reading = self.isolate.then_some(*self);
        Some(Marks { own, reading })
    }

    /// Whether a text in another script than the language's is what makes the page run as it says: an Azerbaijani page with
    /// `dir: rtl` is written in Arabic letters.
    fn explains(&self, text: &str) -> bool {
        self.direction != self.language.direction && !runs_against(text, self.direction)
    }
}

/// What becomes of a heading of level 1 that stands first; the page prints its title itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeadingTitle<'a> {
    /// It stays.
    #[default]
    Keep,
    /// It is the page's title and not part of the body.
    Drop,
    /// It is not part of the body if its text is this title.
    DropIfEqual(&'a str),
}

/// Parses the body of a file.
pub fn body(source: &Source<'_>, settings: &MarkdownSettings) -> Checked<Body> {
    let (value, reports) = if source.plain_text {
        plain::body(source.text, source.start, source.digest)
    } else if settings.strict_commonmark {
        strict_body(source.text, source.start, source.digest)
    } else {
        let marks = source.reading.marks();
        let copy = Copy::prepared(source.text, source.start, marks);
        // The heading is compared with the title as both are shown.
        let title = match source.title {
            LeadingTitle::DropIfEqual(title) if marks.is_some() => Some(Copy::prepared(title, 0, marks)),
            _ => None,
        };
        let title = title.as_ref().map(Copy::shown_whole);
        let title = title.as_deref().map_or(source.title, LeadingTitle::DropIfEqual);
        let mut writer = Writer::new(&copy, source.text, Some(source.reading), title);
        writer.formulas = settings.has_formulas();
        writer.report_controls(source.text);
        writer.run(
            &mut Parser::new_ext(&copy.text, options(settings.has_formulas()))
                .into_offset_iter()
                .peekable(),
        );
        writer.finish(source.digest)
    };
    Checked {
        value,
        diagnostics: placed(source, reports),
    }
}

/// The HTML of a text by CommonMark 0.31.2 and nothing else.
pub fn commonmark_html(text: &str) -> String {
    let (body, _) = strict_body(text, 0, Digest::default());
    body.blocks.iter().map(|block| &*block.markup.html).collect()
}

fn strict_body(text: &str, start: usize, digest: Digest) -> (Body, Vec<(Range<usize>, Diagnostic)>) {
    let copy = Copy::verbatim(text, start);
    let mut writer = Writer::new(&copy, text, None, LeadingTitle::Keep);
    writer.run(
        &mut Parser::new_ext(&copy.text, Options::empty())
            .into_offset_iter()
            .peekable(),
    );
    let (mut body, reports) = writer.finish(digest);
    strict::close(&mut body);
    (body, reports)
}

/// The syntax that Maqal reads, with formulas or without.
fn options(math: bool) -> Options {
    let formulas = if math { Options::ENABLE_MATH } else { Options::empty() };
    formulas
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// Diagnostics in the order of the text, with their places.
fn placed(source: &Source<'_>, mut reports: Vec<(Range<usize>, Diagnostic)>) -> Vec<Diagnostic> {
    reports.sort_by_key(|(range, _)| range.start);
    let mut places = Places::new(source.text);
    let place = |(range, diagnostic): (Range<usize>, Diagnostic)| diagnostic.at(source.path, places.position(range));
    reports.into_iter().map(place).collect()
}
