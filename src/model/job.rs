//! What there is to render.

use super::{DocId, FallbackId, Lang, ParallelId, Route, SectionId, TermId, Value};
use crate::base::{Diagnostic, Digest};
use crate::text::Direction;

/// The kind of an output: it decides how values are escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutputKind {
    /// HTML.
    Html,
    /// XML: feeds and sitemaps.
    Xml,
    /// JSON.
    Json,
    /// A style sheet.
    Css,
    /// Plain text.
    Text,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// One document.
    Document(DocId),
    /// A list page of a section in the job's language; `number` is `None` on the first page,
    /// which shows the newest, otherwise its stable number.
    Section {
        /// The section.
        section: SectionId,
        /// The number of an older page.
        number: Option<usize>,
    },
    /// The page of all terms of a taxonomy, in the job's language: an index in [`super::Site::taxonomies`].
    Terms(u32),
    /// A list page of a term in the job's language.
    Term {
        /// The term.
        term: TermId,
        /// The number of an older page.
        number: Option<usize>,
    },
    /// The archive of the job's language: one year, or all years.
    Archive(Option<i16>),
    /// The archive of all languages: one year, or all years.
    Timeline(Option<i16>),
    /// A feed: an index in [`super::Site::feeds`].
    Feed(u32),
    /// The front page in all languages.
    Front,
    /// Two translations side by side.
    Parallel(ParallelId),
    /// A document on a page of a language that it is not translated into.
    Fallback(FallbackId),
    /// A former address of a document.
    Alias(DocId),
    /// What a host shows for an address that has nothing: in one language, or in all of them.
    NotFound(Option<Lang>),
    /// The sitemap, or one of its parts, counted from 0.
    Sitemap(Option<usize>),
    /// What crawlers are told of the site.
    Robots,
    /// The style sheet of what the site sets in its theme.
    Sheet,
}

/// One page to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its address.
    pub route: Route,
    /// Its kind.
    pub kind: OutputKind,
    /// Its template.
    pub template: String,
    /// The language of its chrome.
    pub lang: Lang,
    /// The direction of that language.
    pub direction: Direction,
    /// What it is about.
    pub subject: Subject,
}

/// A named value of a template: its digest, cheap, and the value, made when the page is.
pub struct Variable<'a> {
    /// The name in templates.
    pub name: &'static str,
    /// Of everything that the value is made from.
    pub digest: Digest,
    /// Whether many pages use the same value.
    pub shared: bool,
    /// Makes the value, or says why there is none.
    pub value: Box<dyn Fn() -> Result<Value, Diagnostic> + Send + Sync + 'a>,
}
