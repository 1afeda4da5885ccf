//! What stands in for a missing translation.

use super::{DocId, Lang, Route};

/// A stand-in: an index in [`Site::fallbacks`](super::Site::fallbacks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FallbackId(pub u32);

/// A document that stands in for its missing translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallback {
    /// The document, which is in another language.
    pub document: DocId,
    /// The language that it is missing in.
    pub lang: Lang,
    /// The address at which pages of that language show it; `None` where lists lead to the document itself.
    pub route: Option<Route>,
}
