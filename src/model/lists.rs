//! Lists that the program makes of dated articles and of their terms.

use super::{DocId, Lang, OutputKind, PairId, Route, SectionId, SectionPage};

/// A term: an index in [`Taxonomy::terms`] of a taxonomy, itself an index in the site's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TermId {
    /// The taxonomy.
    pub taxonomy: u32,
    /// The term.
    pub term: u32,
}

/// A way of sorting articles by what their front matter says: tags, authors, series.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// The key of the front matter.
    pub name: String,
    /// Whether a term is a series, whose parts follow one another.
    pub is_series: bool,
    /// By language: the page of all terms, where there are any.
    pub index: Vec<Option<SectionPage>>,
    /// The terms by their folded keys.
    pub terms: Vec<Term>,
}

/// What articles are filed under, in every language that files one there.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its identity: the folded form of its spellings, or the id of the table of terms.
    pub key: String,
    /// By language: its page.
    pub pages: Vec<Option<SectionPage>>,
    /// By language: what the table of terms says about it.
    pub texts: Vec<Option<String>>,
}

/// The dated articles of one language by year.
#[derive(Clone, Debug)]
pub struct Archive {
    /// The page of all years.
    pub page: SectionPage,
    /// The page of each year, newest first.
    pub years: Vec<(i16, SectionPage)>,
}

/// The dated articles of all languages by year, translations in one row.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The address of the page of all years.
    pub route: Route,
    /// The year, its page's address, and its rows, newest first.
    pub years: Vec<(i16, Route, Vec<Row>)>,
}

/// A row of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The article in all its languages.
    pub pair: PairId,
    /// The member whose date places it.
    pub dated: DocId,
}

/// What a feed tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FeedScope {
    /// The dated articles of a language.
    Language,
    /// Those of a section.
    Section(SectionId),
    /// Those of a term.
    Term(TermId),
    /// Those of all languages.
    All,
}

/// A feed.
#[derive(Clone, Debug)]
pub struct Feed {
    /// Its address.
    pub route: Route,
    /// Atom (RFC 4287) if XML, JSON Feed 1.1 if JSON.
    pub kind: OutputKind,
    /// The language of its own texts, and of its articles unless it has all.
    pub lang: Lang,
    /// What it tells of.
    pub scope: FeedScope,
}
