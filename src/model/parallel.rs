//! Two translations side by side.

use std::ops::Range;

use super::{DocId, Route};

/// Two translations side by side: an index in [`Site::parallels`](super::Site::parallels).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ParallelId(pub u32);

/// Two translations of one article, which a page of its own shows side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parallel {
    /// In the order of the site's languages.
    pub members: [DocId; 2],
    /// The address of the page.
    pub route: Route,
}

/// Blocks of two bodies that stand beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParallelRow {
    /// By body: which of its blocks; one of the two may be empty.
    pub blocks: [Range<usize>; 2],
    /// Whether one block answers to one. Otherwise this is all that stands between two places that do correspond.
    pub even: bool,
}
