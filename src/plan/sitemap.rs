//! `sitemap`: every page that search engines may list, with its translations.

use super::Planner;
use crate::base::{Digest, Digester};
use crate::model::{Date, Generated, Job, Route, Subject, Value};

/// How much one sitemap holds at most.
#[derive(Clone, Copy, Debug)]
pub struct SitemapLimits {
    /// In pages; sitemaps.org allows 50,000.
    pub pages: usize,
    /// In bytes, roughly. Addresses in Arabic are three times as long as they look, and each stands there once for each
    /// language; sitemaps.org allows 50 MiB, but no page of ours is that large.
    pub bytes: usize,
}

impl Default for SitemapLimits {
    fn default() -> Self {
        SitemapLimits {
            pages: 50_000,
            bytes: 8 << 20,
        }
    }
}

/// What stands around one address in a sitemap, in bytes.
const FRAME: usize = 100;

/// A page in a sitemap.
pub(super) struct Entry {
    route: Route,
    updated: Option<Date>,
    alternates: Vec<(String, Route)>,
}

/// All of them, in as many sitemaps as it takes.
pub(super) struct Sitemaps {
    /// The entries of each.
    parts: Vec<Vec<Entry>>,
    /// The addresses of the parts; none if all entries stand in `/sitemap.xml`.
    routes: Vec<Route>,
}

impl Planner<'_> {
    /// Whether search engines may list a page.
    pub(super) fn is_listed(&self, job: &Job) -> bool {
        let document = match job.subject {
            Subject::Document(id) => Some(id),
            // All pages of a list are as its first one is.
            subject => self.list_page(subject, job.lang).and_then(|(page, _)| page.document),
        };
        match job.subject {
            // What repeats a text yields to the article that has it.
            Subject::Parallel(_) | Subject::Fallback(_) => false,
            Subject::Alias(_)
            | Subject::NotFound(_)
            | Subject::Sitemap(_)
            | Subject::Robots
            | Subject::Sheet
            | Subject::Feed(_) => false,
            Subject::Document(_)
            | Subject::Section { .. }
            | Subject::Front
            | Subject::Terms(_)
            | Subject::Term { .. }
            | Subject::Archive(_)
            | Subject::Timeline(_) => document.is_none_or(|id| self.parts.site.document(id).is_listed()),
        }
    }

    fn sitemaps(&self) -> &Sitemaps {
        self.sitemaps.get_or_init(|| {
            let pages = self.pages();
            let listed = pages.iter().filter(|job| self.is_listed(job));
            let entries: Vec<Entry> = listed.map(|job| self.sitemap_entry(job)).collect();
            let prefix = self.absolute(&self.config().base_url.path).len();
            let parts = split(entries, self.parts.sitemap_limits, prefix);
            let routes = match parts.len() {
                0 | 1 => Vec::new(),
                several => {
                    let numbered = (1_usize..).map(|number| Route::new(&format!("/sitemap-{number}.xml")));
                    // A file of the site's own keeps its address.
                    let free = numbered.filter(|route| !self.parts.site.routes.contains_key(route));
                    free.take(several).collect()
                }
            };
            Sitemaps { parts, routes }
        })
    }

    fn sitemap_entry(&self, job: &Job) -> Entry {
        let document = match job.subject {
            Subject::Document(id) => Some(self.parts.site.document(id)),
            _ => None,
        };
        let updated = document.and_then(|document| document.updated.or(document.date));
        Entry {
            route: job.route.clone(),
            // The schema of sitemaps has no months.
            updated: updated.filter(|date| date.day.is_some()),
            alternates: self.alternates(job),
        }
    }

    /// The addresses of the parts, if there are several.
    pub(super) fn sitemap_routes(&self) -> &[Route] {
        &self.sitemaps().routes
    }

    /// What one file lists: entries, or the addresses of others that do.
    fn sitemap_of(&self, job: &Job) -> (&[Entry], &[Route]) {
        let Subject::Sitemap(part) = job.subject else {
            return (&[], &[]);
        };
        let Sitemaps { parts, routes } = self.sitemaps();
        match part {
            None if routes.is_empty() => (parts.first().map_or(&[], Vec::as_slice), &[]),
            None => (&[], routes),
            Some(part) => (parts.get(part).map_or(&[], Vec::as_slice), &[]),
        }
    }

    /// The sitemap that is published, ours or the author's.
    fn published_sitemap(&self) -> Option<&Route> {
        let generated = self.parts.site.generated.iter();
        let ours = generated.filter(|(what, _)| *what == Generated::Sitemap);
        let by_author = || self.parts.site.routes.get_key_value(&Route::new("/sitemap.xml"));
        let published = ours.map(|(_, route)| route).next();
        published.or_else(|| by_author().map(|(route, _)| route))
    }

    pub(super) fn sitemap_digest(&self, job: &Job) -> Digest {
        let (entries, parts) = self.sitemap_of(job);
        Digester::new("sitemap")
            .digest(self.config().digest)
            .debug(&self.published_sitemap())
            .debug(&parts)
            .each(entries.iter(), |digester, entry| {
                digester
                    .text(entry.route.as_str())
                    .debug(&(entry.updated, &entry.alternates))
            })
            .finish()
    }

    pub(super) fn sitemap(&self, job: &Job) -> Value {
        let url = |route: &Route| Value::from(self.absolute_href(route));
        let (entries, parts) = self.sitemap_of(job);
        let pages = entries.iter().map(|entry| {
            let alternates = entry
                .alternates
                .iter()
                .map(|(hreflang, route)| Value::map([("hreflang", Value::text(hreflang)), ("url", url(route))]));
            Value::map([
                ("url", url(&entry.route)),
                ("lastmod", Value::from(entry.updated.map(|date| date.to_string()))),
                ("alternates", Value::list(alternates)),
            ])
        });
        Value::map([
            (
                "url",
                Value::from(self.published_sitemap().map(|route| self.absolute_href(route))),
            ),
            (
                "files",
                Value::list(parts.iter().map(|route| Value::map([("url", url(route))]))),
            ),
            ("pages", Value::list(pages)),
        ])
    }
}

/// Entries in their order, in parts within the limits; `prefix` is how long the start of every address is.
fn split(entries: Vec<Entry>, limits: SitemapLimits, prefix: usize) -> Vec<Vec<Entry>> {
    let mut parts: Vec<Vec<Entry>> = Vec::new();
    let mut bytes = 0;
    for entry in entries {
        let alternates = entry.alternates.iter().map(|(_, route)| route);
        let routes = std::iter::once(&entry.route).chain(alternates);
        let size: usize = routes.map(|route| FRAME + prefix + 3 * route.as_str().len()).sum();
        let fits = |part: &&mut Vec<Entry>| part.len() < limits.pages && bytes + size <= limits.bytes;
        match parts.last_mut().filter(fits) {
            Some(part) => {
                bytes += size;
                part.push(entry);
            }
            None => {
                bytes = size;
                parts.push(vec![entry]);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use std::iter::zip;

    use super::*;

    fn lengths(entries: usize, limits: SitemapLimits) -> Vec<usize> {
        let entry = |number| Entry {
            route: Route::new(&format!("/{number:04}/")),
            updated: None,
            alternates: Vec::new(),
        };
        let parts = split((0..entries).map(entry).collect(), limits, 20);
        let routes = parts.iter().flatten().map(|entry| entry.route.as_str().to_owned());
        let expected = (0..entries).map(|number| format!("/{number:04}/"));
        assert!(zip(routes, expected).all(|(route, expected)| route == expected));
        parts.iter().map(Vec::len).collect()
    }

    #[test]
    fn parts_are_full_and_within_both_limits() {
        let pages = |pages| SitemapLimits {
            pages,
            ..SitemapLimits::default()
        };
        assert_eq!(lengths(0, pages(3)), [0; 0]);
        assert_eq!(lengths(3, pages(3)), [3]);
        assert_eq!(lengths(4, pages(3)), [3, 1]);
        assert_eq!(lengths(7, pages(3)), [3, 3, 1]);
        assert_eq!(lengths(50_000, SitemapLimits::default()), [50_000]);
        let bytes = |bytes| SitemapLimits { pages: 100, bytes };
        assert_eq!(lengths(5, bytes(2 * (FRAME + 20 + 18))), [2, 2, 1]);
        assert_eq!(
            lengths(2, bytes(1)),
            [1, 1],
            "what is too large alone still stands somewhere"
        );
    }
}
