//! A source on its way into the site: read, named, published with what it inherits.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::identity::Identity;
use super::terms::SERIES;
use crate::base::SourcePath;
use crate::model::{Date, FrontMatter, Head, Lang};

/// A source whose head was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its path.
    pub path: SourcePath,
    /// Its head.
    pub head: Arc<Head>,
}

/// A source whose place and language are known.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// What was read.
    pub read: &'a Read,
    /// What its path says.
    pub identity: Arc<Identity>,
    /// Its language.
    pub lang: Lang,
}

/// A source that is published now, with its original.
pub struct Published<'a> {
    /// Its index among all named sources.
    pub at: usize,
    /// The source.
    pub named: &'a Named<'a>,
    /// The one that it translates; itself, if it translates none.
    pub original: &'a Named<'a>,
    /// The index of its group.
    pub group: usize,
}

/// A front matter together with that of the original: what is not text is inherited.
#[derive(Clone, Copy)]
pub struct Inherited<'a> {
    own: &'a FrontMatter,
    original: &'a FrontMatter,
}

impl<'a> Inherited<'a> {
    /// `original` is `own` for an original.
    pub fn new(own: &'a Head, original: &'a Head) -> Self {
        Inherited {
            own: &own.front,
            original: &original.front,
        }
    }

    /// The article's date.
    pub fn date(&self) -> Option<Date> {
        self.own.date.or(self.original.date)
    }

    /// When it may be published.
    pub fn publish(&self) -> Option<Date> {
        self.own.publish.or(self.original.publish)
    }

    /// When it is no longer published.
    pub fn expires(&self) -> Option<Date> {
        self.own.expires.or(self.original.expires)
    }

    /// Whether it is a draft: a state of the text itself, so it is not inherited.
    pub fn draft(&self) -> bool {
        self.own.draft
    }

    /// Whether it is pinned to the top of its lists.
    pub fn pinned(&self) -> bool {
        self.own.pinned || self.original.pinned
    }

    /// Its image, and whether that was named by the original.
    pub fn image(&self) -> Option<(&'a str, bool)> {
        let own = self.own.image.as_deref().map(|image| (image, false));
        own.or_else(|| self.original.image.as_deref().map(|image| (image, true)))
    }

    /// Its place among the undated.
    pub fn weight(&self) -> Option<i64> {
        self.own.weight.or(self.original.weight)
    }

    /// Whether search engines are asked to leave it out.
    pub fn noindex(&self) -> bool {
        self.own.noindex.or(self.original.noindex).unwrap_or(false)
    }

    /// Whether readers may comment on it, if it says so.
    pub fn comments(&self) -> Option<bool> {
        self.own.comments.or(self.original.comments)
    }

    /// Its template.
    pub fn template(&self) -> Option<&'a String> {
        self.own.template.as_ref().or(self.original.template.as_ref())
    }

    /// Its terms by taxonomy.
    pub fn terms(&self) -> BTreeMap<String, Vec<String>> {
        let mut terms = self.original.terms.clone();
        terms.extend(
            self.own
                .terms
                .iter()
                .map(|(taxonomy, own)| (taxonomy.clone(), own.clone())),
        );
        let series = self.own.series.as_ref().or(self.original.series.as_ref());
        terms.extend(series.map(|series| (SERIES.to_owned(), vec![series.clone()])));
        terms
    }
}
