//! A document of a site, with everything that its place in the site decides.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Date, FileId, Head, Lang, PairId, Route, SectionId, Value};
use crate::base::{Digest, SourcePath};
use crate::text::Direction;

/// A document: its index in [`Site::documents`](super::Site::documents).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocId(pub u32);

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The `_index` file of the content root: the text of a language's home.
    Home,
    /// The `_index` file of a section.
    Section,
    /// Undated, at the content root.
    Page,
    /// In a section, or dated.
    Article,
}

impl Kind {
    /// Whether it is the text of a section or of a home.
    pub fn is_index(self) -> bool {
        matches!(self, Kind::Home | Kind::Section)
    }
}

/// The instants of a document as RFC 3339 writes them, in the site's zone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instants {
    /// When it appeared, if it is dated.
    pub published: Option<Arc<str>>,
    /// When it was last changed in substance, or else when it appeared.
    pub updated: Option<Arc<str>>,
}

/// A published document. What is not text is inherited from the original of its pair.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its source.
    pub path: SourcePath,
    /// Its language.
    pub lang: Lang,
    /// The direction in which its text runs: its language's, unless it says another.
    pub direction: Direction,
    /// What it is.
    pub kind: Kind,
    /// The translations that it belongs to, itself included.
    pub pair: PairId,
    /// The section that holds it, or that it is the text of.
    pub section: SectionId,
    /// Its address.
    pub route: Route,
    /// The part of its address that is its own; empty for the text of a section.
    pub slug: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Its description: written, or its first words.
    pub description: Arc<str>,
    /// Whether the description was written by the author.
    pub described: bool,
    /// The day it is dated.
    pub date: Option<Date>,
    /// The day it was last changed in substance.
    pub updated: Option<Date>,
    /// When it appeared and when it was last changed, as RFC 3339 writes it.
    pub instants: Instants,
    /// Its path below `content/` without language and extension, which translations share.
    pub place: Arc<str>,
    /// What it is known by wherever it is published: the key of its pair, or the `id` of its front matter.
    pub key: Arc<str>,
    /// The address of its image.
    pub image: Option<Arc<str>>,
    /// The file of this site that the image is, if it is one.
    pub image_file: Option<FileId>,
    /// The theme's template, if it asks for one.
    pub template: Option<String>,
    /// Its place among the undated.
    pub weight: Option<i64>,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// Whether readers may comment on it.
    pub comments: bool,
    /// Whether it is a draft, shown because drafts were asked for.
    pub draft: bool,
    /// Whether it stands before all others on the first page of its lists.
    pub pinned: bool,
    /// The terms by taxonomy.
    pub terms: BTreeMap<String, Vec<String>>,
    /// `extra` and unknown keys.
    pub extra: Arc<BTreeMap<String, Value>>,
    /// What was read.
    pub head: Arc<Head>,
    /// Of what lists show of it.
    pub card: Digest,
}

impl Document {
    /// Whether search engines may list it.
    pub fn is_listed(&self) -> bool {
        !self.noindex && !self.draft
    }
}
