//! `head`: all metadata of a page's head as one ready variable.

mod data;
mod previews;

use std::borrow::Cow;

use super::Planner;
use super::navigation::Version;
use super::texts::Writing;
use crate::base::{Digest, escape::escaped};
use crate::model::{DocId, Job, Lang, Route, Subject, Value};
use crate::text::{Direction, marked, runs_against};

impl Planner<'_> {
    pub(super) fn head_digest(&self, job: &Job) -> Digest {
        let leading = self.stands_for(job);
        self.setting_on("head", job)
            .digest(self.page_digest(job))
            .debug(&self.older_page(job))
            .digest(self.translations_digest(job))
            .debug(&self.feed_links(job))
            .debug(&leading.map(|id| &self.parts.site.document(id).route))
            .digest(self.moved_digest(job))
            .debug(&self.original(job))
            .digest(self.faces_digest(job))
            .finish()
    }

    pub(super) fn head(&self, job: &Job) -> Value {
        let mut out = format!("<title>{}</title>\n", escaped(&self.window_title(job)));
        let document = self.document(job).map(|id| self.parts.site.document(id));
        let tag = &self.language(job.lang).tag;
        let of_site = || self.config().description.get(tag).map(String::as_str);
        let is_parallel = matches!(job.subject, Subject::Parallel(_));
        let description = document
            .map(|document| (&*document.description, document.direction))
            .filter(|(text, _)| !text.is_empty())
            .or_else(|| Some((of_site().filter(|_| !is_parallel)?, self.language(job.lang).direction)));
        let description = description.map(|(text, direction)| self.plain(text, direction));
        if let Some(description) = &description {
            out.push_str(&format!(
                "<meta name=\"description\" content=\"{}\">\n",
                escaped(description)
            ));
        }
        if self.is_listed(job) {
            self.addresses(job, &mut out);
        } else {
            out.push_str("<meta name=\"robots\" content=\"noindex\">\n");
            if let Some(original) = self.stands_for(job) {
                self.canonical(&self.parts.site.document(original).route, &mut out);
            }
            self.refresh(job, &mut out);
        }
        if !matches!(job.subject, Subject::Alias(_) | Subject::NotFound(_)) {
            self.preview(job, description.as_deref(), &mut out);
            self.linked_data(job, &mut out);
        }
        for (kind, lang, title, url) in self.feed_links(job) {
            let lang = self.hreflang_of(lang);
            out.push_str(&format!(
                "<link rel=\"alternate\" type=\"{kind}\" hreflang=\"{lang}\" title=\"{}\" href=\"{}\">\n",
                escaped(&title),
                escaped(&url)
            ));
        }
        out.push_str("<meta name=\"generator\" content=\"Maqal\">\n");
        self.faces(job, &mut out);
        let slot = self.config().slots.head.get(tag);
        if let Some(html) = slot.filter(|_| !matches!(job.subject, Subject::Alias(_))) {
            out.push_str(html);
            out.push('\n');
        }
        Value::Markup(out.into())
    }

    /// The document whose text a page repeats, which search engines are to find instead.
    fn stands_for(&self, job: &Job) -> Option<DocId> {
        match job.subject {
            Subject::Parallel(id) => Some(self.leading(self.parts.site.parallel(id))),
            Subject::Fallback(id) => Some(self.parts.site.fallback(id).document),
            _ => None,
        }
    }

    /// At a former address: to the new one, at once, and which of the two counts.
    fn refresh(&self, job: &Job, out: &mut String) {
        let Subject::Alias(id) = job.subject else { return };
        let href = self.href(&self.parts.site.document(id).route);
        if self.has_origin() {
            let url = escaped(&self.absolute(&href));
            out.push_str(&format!("<link rel=\"canonical\" href=\"{url}\">\n"));
        }
        let href = escaped(&href);
        out.push_str(&format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n"));
    }

    /// `rel=canonical`, and the same `hreflang` set on every page of a cluster, itself included.
    fn addresses(&self, job: &Job, out: &mut String) {
        if !self.has_origin() {
            return; // neither means anything without a host
        }
        self.canonical(&job.route, out);
        for (tag, route) in self.alternates(job) {
            out.push_str(&format!(
                "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\">\n",
                self.full(&route)
            ));
        }
    }

    fn canonical(&self, route: &Route, out: &mut String) {
        if self.has_origin() {
            out.push_str(&format!("<link rel=\"canonical\" href=\"{}\">\n", self.full(route)));
        }
    }

    /// The absolute address, escaped.
    fn full(&self, route: &Route) -> String {
        escaped(&self.absolute_href(route))
    }

    /// The cluster of a page: every language that has it, and `x-default`. Empty where there is one language only.
    pub(super) fn alternates(&self, job: &Job) -> Vec<(String, Route)> {
        let versions: Vec<_> = self
            .correspondents(job)
            .into_iter()
            .filter(|version| self.hreflang(version.lang).is_some())
            .collect();
        // Each member lists itself, so a page that no value stands for is none. The front page is the default.
        let is_member = matches!(job.subject, Subject::Front) || self.hreflang(job.lang).is_some();
        if versions.len() < 2 || !is_member {
            return Vec::new();
        }
        let default = versions
            .iter()
            .find(|version| version.lang == self.config().default_language);
        let default = match default.or(versions.first()) {
            _ if is_home(job) && self.config().prefix_default_language => Some(Route::new("/")),
            version => version.map(|version| version.route.clone()),
        };
        let tagged = versions
            .iter()
            .filter_map(|version| Some((self.hreflang(version.lang)?.to_owned(), version.route.clone())));
        tagged
            .chain(default.map(|route| ("x-default".to_owned(), route)))
            .collect()
    }

    /// The language of the original of an article.
    fn original(&self, job: &Job) -> Option<Lang> {
        let id = self.document(job)?;
        let original = self.parts.site.pair(self.parts.site.document(id).pair).original;
        Some(self.parts.site.document(original).lang)
    }

    /// The listed pages that say the same in each language, the page itself included.
    fn correspondents(&self, job: &Job) -> Vec<Version<'_>> {
        // Older pages of a list are numbered by each language's own articles, and a timeline speaks for all languages.
        let is_older = matches!(
            job.subject,
            Subject::Section { number: Some(_), .. } | Subject::Term { number: Some(_), .. }
        );
        if is_older
            || matches!(
                job.subject,
                Subject::Timeline(_) | Subject::Parallel(_) | Subject::Fallback(_)
            )
        {
            return Vec::new();
        }
        let versions = self.versions(job).into_iter();
        versions
            .filter(|version| version.listed && (version.exists || is_home(job)))
            .collect()
    }

    /// The plain title of a window: the page's, with its number where it is an older page of a list, then the site's, each
    /// isolated if it runs against the page, and so what does within each; the whole marked if its first strong character does.
    fn window_title(&self, job: &Job) -> String {
        let around = Writing::around(job);
        if let Subject::Parallel(id) = job.subject {
            return self.joined_titles(around, &self.titles(self.parts.site.parallel(id)));
        }
        let (title, number) = (self.title(job), self.older_page(job));
        let parts: Vec<&str> = [&*title].into_iter().chain(number.as_deref()).collect();
        self.joined_titles(around, &parts)
    }

    /// The plain titles of something in the site, and the site's, where all around is written as `around`.
    pub(super) fn joined_titles(&self, around: Writing, pages: &[&str]) -> String {
        let site = self.site_title(around.lang);
        let mut parts: Vec<&str> = pages.to_vec();
        if !pages.contains(&site) {
            parts.push(site);
        }
        parts.retain(|part| !part.is_empty());
        parts.dedup();
        let title = match parts.as_slice() {
            [only] => self.with_isolates(only, around.direction).into_owned(),
            parts => {
                let isolated = parts
                    .iter()
                    .map(|part| match self.with_isolates(part, around.direction) {
                        Cow::Owned(isolated) => isolated,
                        Cow::Borrowed(part) => plain_isolate(part, around.direction),
                    });
                isolated.collect::<Vec<_>>().join(" – ")
            }
        };
        marked(&title, around.direction).into_owned()
    }
}

/// Whether a page is where the site begins: a home, or the front page of all of them.
fn is_home(job: &Job) -> bool {
    match job.subject {
        Subject::Front => true,
        Subject::Section { section, number: None } => section.0 == 0,
        _ => false,
    }
}

/// A part of a composed plain text: between isolates (UAX #9) if it runs the other way.
pub(super) fn plain_isolate(part: &str, base: Direction) -> String {
    match (runs_against(part, base), base) {
        (false, _) => part.to_owned(),
        (true, Direction::Rtl) => format!("\u{2066}{part}\u{2069}"),
        (true, Direction::Ltr) => format!("\u{2067}{part}\u{2069}"),
    }
}
