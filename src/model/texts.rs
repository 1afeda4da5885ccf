//! What pages are made from beside the site.

use std::sync::Arc;

use super::{Body, DocId, FileId, Image, Links, ParallelId, ParallelRow};

/// The bodies of a site's documents, which may be read when somebody asks for them.
pub trait Bodies: Send + Sync {
    /// The body of a document.
    fn body(&self, id: DocId) -> &Body;
}

/// The images of a site's files, which may be looked at when somebody asks for them.
pub trait Images: Send + Sync {
    /// What a file shows; `None` if it shows nothing, or its size cannot be told.
    fn image(&self, id: FileId) -> Option<&Arc<Image>>;
}

/// The bodies and images of a site, and what follows from them together.
pub trait Texts: Bodies + Images {
    /// Where the references of a document lead.
    fn links(&self, id: DocId) -> &Links;

    /// Which blocks of two translations stand beside each other.
    fn rows(&self, id: ParallelId) -> &[ParallelRow];
}
