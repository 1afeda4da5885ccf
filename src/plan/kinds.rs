//! The kinds of pages: by which name a page knows what it is, and what makes it.

use super::Planner;
use super::cards::kind;
use crate::model::{Job, Subject};

/// A kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageKind {
    /// What such a page has as `page.kind`.
    pub name: &'static str,
    /// The templates that make it, unless a page names one of its own.
    pub templates: &'static [&'static str],
}

macro_rules! kinds {
    ($($name:literal $($template:literal)+;)*) => {
        /// Every kind of page: first those that every theme makes, then those for which a theme may have no template.
        pub static KINDS: &[PageKind] = &[$(PageKind {
            name: $name,
            templates: &[$($template),+],
        }),*];
    };
}

kinds! {
    "front" "front.html";
    "home" "home.html" "list.html";
    "section" "section.html" "list.html";
    "page" "page.html";
    "article" "article.html";
    "alias" "alias.html";
    "fallback" "fallback.html";
    "parallel" "parallel.html";
    "feed" "feed.xml" "feed.json";
    "terms" "terms.html";
    "term" "term.html" "list.html";
    "series" "series.html";
    "archive" "archive.html";
    "timeline" "timeline.html";
    "not-found" "404.html";
    "sitemap" "sitemap.xml";
    "robots" "robots.txt";
    "sheet" "settings.css";
}

impl Planner<'_> {
    /// The name of the kind of page that a job makes.
    pub(super) fn kind(&self, job: &Job) -> &'static str {
        match job.subject {
            Subject::Document(id) => kind(self.parts.site.document(id).kind),
            Subject::Section { section, .. } if section.0 == 0 => "home",
            Subject::Section { .. } => "section",
            Subject::Terms(_) => "terms",
            Subject::Term { term, .. } if self.is_series(term.taxonomy) => "series",
            Subject::Term { .. } => "term",
            Subject::Archive(_) => "archive",
            Subject::Timeline(_) => "timeline",
            Subject::Feed(_) => "feed",
            Subject::Front => "front",
            Subject::Parallel(_) => "parallel",
            Subject::Fallback(_) => "fallback",
            Subject::Alias(_) => "alias",
            Subject::NotFound(_) => "not-found",
            Subject::Sitemap(_) => "sitemap",
            Subject::Robots => "robots",
            Subject::Sheet => "sheet",
        }
    }
}
