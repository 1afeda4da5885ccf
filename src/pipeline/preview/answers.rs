//! What is answered about the site in memory.

use std::ops::Range;
use std::sync::Arc;

use super::Preview;
use super::standing::Place;
use crate::base::Digest;
use crate::model::{DocId, Document, Site, Withheld};

/// When the sources are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The present, in seconds since 1970 UTC: it decides what is shown.
    pub now: i64,
    /// By a clock that nobody sets, in seconds: it decides since when a file lies as it does.
    pub steady: i64,
}

impl From<i64> for Moment {
    fn from(now: i64) -> Self {
        Moment { now, steady: now }
    }
}

/// What another look at the sources came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Whether anything differs.
    pub changed: bool,
    /// The addresses of the documents whose text was written, if it is published.
    pub saved: Vec<String>,
}

/// A file of the site, as it is now.
#[derive(Clone, Debug)]
pub struct Made {
    /// What is in it.
    pub bytes: Arc<[u8]>,
    /// Of the bytes.
    pub digest: Digest,
    /// What would be held back without `--drafts` or `--future`.
    pub held: Option<Withheld>,
    /// If it was made now: the variables that differ from those it was made from before; all of them the first time.
    pub reasons: Option<Vec<&'static str>>,
}

impl Made {
    /// What was made before, and is no page that may be held back.
    pub(super) fn plain(bytes: Arc<[u8]>, digest: Digest) -> Self {
        Made {
            bytes,
            digest,
            held: None,
            reasons: None,
        }
    }
}

/// Two translations, block by block.
#[derive(Clone, Debug)]
pub struct Beside {
    /// The original first, or else the one that was asked for.
    pub members: [DocId; 2],
    /// All translations, in the order of languages.
    pub all: Vec<DocId>,
    /// Which blocks of both answer to each other.
    pub rows: Vec<[Range<usize>; 2]>,
}

impl Preview {
    /// Shows the site to `look`, if there is one, with why a document of it would not be published by a plain build.
    pub fn look_into<T>(&self, look: impl FnOnce(&Site, &dyn Fn(&Document) -> Option<Withheld>) -> T) -> Option<T> {
        let standing = self.now().standing?;
        Some(look(standing.edition.site(), &|document: &Document| {
            standing.held(document)
        }))
    }

    /// Shows to `look` the document of a file beside its translation into a language, or into the first other one.
    pub fn beside<T>(&self, file: &str, with: Option<&str>, look: impl FnOnce(&Site, &Beside) -> T) -> Option<T> {
        let standing = self.now().standing?;
        let Place::Document(id) = standing.place(&self.pipeline, file)? else {
            return None;
        };
        let beside = standing.beside(&self.pipeline, id, with)?;
        Some(look(standing.edition.site(), &beside))
    }
}
