//! What the references and headings of one document come to, once all documents are known.

use std::sync::Arc;

use super::{Image, Lang, Withheld};
use crate::base::Digest;

/// Where a reference leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// As written: another site, a scheme, an empty target.
    AsWritten,
    /// Within the site: the address with base path and fragment, percent-encoded once,
    /// and the language of what is there, if it is a page.
    Internal {
        /// The address.
        href: Arc<str>,
        /// The language of the page.
        lang: Option<Lang>,
    },
    /// An image of the site whose size is known.
    Image {
        /// Its address with base path, percent-encoded once.
        href: Arc<str>,
        /// What its file shows.
        image: Arc<Image>,
    },
    /// To nothing; printed as written.
    Broken(Missing),
    /// To a page that has no such heading; printed all the same.
    NoFragment {
        /// The address, fragment included.
        href: Arc<str>,
        /// The language of the page.
        lang: Option<Lang>,
        /// The heading of that page which was perhaps meant.
        nearest: Option<Box<str>>,
    },
}

/// What may explain a reference that leads to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The source exists and is not published.
    HeldBack(Withheld),
    /// A file of nearly this name lies in its place: the path to write.
    Near(Box<str>),
    /// Nothing does.
    Nothing,
}

/// By index of a document's headings: the ids under which its translations know them.
pub type Anchors = Box<[Box<[Box<str>]>]>;

/// The outcome for one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// By index of [`Body::references`](super::Body::references).
    pub targets: Box<[Target]>,
    /// By index of [`Body::headings`](super::Body::headings): the ids under which the translations know it.
    pub anchors: Anchors,
    /// The languages of translations whose outline does not align with this one's.
    pub unaligned: Vec<Lang>,
    /// Of all of the above.
    pub digest: Digest,
}
