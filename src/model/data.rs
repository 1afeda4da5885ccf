//! What the files of data say.

use super::Value;
use crate::base::{Digest, Digester};

/// The files below `content/_data/`, for templates.
#[derive(Clone, Debug, PartialEq)]
pub struct SiteData {
    /// The files by their names without extension, those of folders within.
    pub value: Value,
    /// Whether every file could be read; if not, templates would miss what is there.
    pub is_whole: bool,
    /// Of all of it.
    pub digest: Digest,
}

impl SiteData {
    /// What the files that could be read say, and whether those are all.
    pub fn new(value: Value, is_whole: bool) -> Self {
        SiteData {
            is_whole,
            digest: Digester::new("data").debug(&value).finish(),
            value,
        }
    }
}
