//! What the program publishes of its own accord, beside pages and lists.

use super::{DocId, Lang, Route};

/// A file that nobody wrote and that lists nothing a reader would look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Generated {
    /// The sitemap, or the index of its parts.
    Sitemap,
    /// What crawlers are told of the site.
    Robots,
    /// What a host shows for an address that has nothing: in one language, or in all of them.
    NotFound(Option<Lang>),
}

impl Generated {
    /// The template that makes it.
    pub fn template(self) -> &'static str {
        match self {
            Generated::Sitemap => "sitemap.xml",
            Generated::Robots => "robots.txt",
            Generated::NotFound(_) => "404.html",
        }
    }

    /// What it is, in a few words.
    pub fn description(self) -> &'static str {
        match self {
            Generated::Sitemap => "the sitemap",
            Generated::Robots => "what crawlers are told",
            Generated::NotFound(_) => "the page for what is not found",
        }
    }
}

/// A former address of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The former address.
    pub route: Route,
    /// What has moved.
    pub document: DocId,
}
