//! What pages are made from beside the site.

use super::{Body, DocId, Links, ParallelId, ParallelRow};

/// The bodies of a site's documents, which may be read when somebody asks for them.
pub trait Bodies: Send + Sync {
    /// The body of a document.
    fn body(&self, id: DocId) -> &Body;
}

/// The bodies of a site, and what follows from them together.
pub trait Texts: Bodies {
    /// Where the references of a document lead.
    fn links(&self, id: DocId) -> &Links;

    /// Which blocks of two translations stand beside each other.
    fn rows(&self, id: ParallelId) -> &[ParallelRow];
}
