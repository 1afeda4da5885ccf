//! `head`: all metadata of a page's head as one ready variable.

use super::Planner;
use crate::base::{Digest, escape::escaped};
use crate::model::{Job, Lang, Route, Subject, Value};
use crate::text::{Direction, marked, runs_against};

impl Planner<'_> {
    pub(super) fn head_digest(&self, job: &Job) -> Digest {
        self.setting("head", job.lang)
            .digest(self.page_digest(job))
            .digest(self.translations_digest(job))
            .debug(&self.feed_links(job))
            .digest(self.moved_digest(job))
            .finish()
    }

    pub(super) fn head(&self, job: &Job) -> Value {
        let mut out = format!("<title>{}</title>\n", escaped(&self.window_title(job)));
        let document = self.document(job).map(|id| self.parts.site.document(id));
        let tag = &self.language(job.lang).tag;
        let of_site = || self.config().description.get(tag).map(String::as_str);
        let description = document
            .map(|document| &*document.description)
            .filter(|text| !text.is_empty())
            .or_else(of_site);
        if let Some(description) = description {
            let description = marked(description, self.language(job.lang).direction);
            out.push_str(&format!(
                "<meta name=\"description\" content=\"{}\">\n",
                escaped(&description)
            ));
        }
        if let Some(image) = document.and_then(|document| self.absolute_image(document.image.as_deref()?)) {
            out.push_str(&format!(
                "<meta property=\"og:image\" content=\"{}\">\n",
                escaped(&image)
            ));
        }
        if self.is_listed(job) {
            self.addresses(job, &mut out);
        } else {
            out.push_str("<meta name=\"robots\" content=\"noindex\">\n");
            self.refresh(job, &mut out);
        }

        for (kind, lang, title, url) in self.feed_links(job) {
            out.push_str(&format!(
                "<link rel=\"alternate\" type=\"{kind}\" hreflang=\"{lang}\" title=\"{}\" href=\"{}\">\n",
                escaped(&title),
                escaped(&url)
            ));
        }
        out.push_str("<meta name=\"generator\" content=\"Maqal\">\n");
        Value::Markup(out.into())
    }

    /// The absolute address of an image (ogp.me asks for one), as far as it can be told.
    fn absolute_image(&self, image: &str) -> Option<String> {
        let has_origin = !self.config().base_url.origin.is_empty();
        if image.starts_with("//") {
            Some(format!("https:{image}"))
        } else if image.starts_with('/') {
            has_origin.then(|| self.absolute(image))
        } else {
            image.contains("://").then(|| image.to_owned())
        }
    }

    /// At a former address: to the new one, at once, and which of the two counts.
    fn refresh(&self, job: &Job, out: &mut String) {
        let Subject::Alias(id) = job.subject else { return };
        let href = self.parts.site.document(id).route.href(&self.config().base_url.path);
        if !self.config().base_url.origin.is_empty() {
            let url = escaped(&self.absolute(&href));
            out.push_str(&format!("<link rel=\"canonical\" href=\"{url}\">\n"));
        }
        let href = escaped(&href);
        out.push_str(&format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n"));
    }

    /// `rel=canonical`, and the same `hreflang` set on every page of a cluster, itself included.
    fn addresses(&self, job: &Job, out: &mut String) {
        let url = |route: &Route| escaped(&self.absolute(&route.href(&self.config().base_url.path)));
        if self.config().base_url.origin.is_empty() {
            return; // neither means anything without a host
        }
        out.push_str(&format!("<link rel=\"canonical\" href=\"{}\">\n", url(&job.route)));
        for (tag, route) in self.alternates(job) {
            out.push_str(&format!(
                "<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\">\n",
                url(&route)
            ));
        }
    }

    /// The cluster of a page: every language that has it, and `x-default`. Empty where there is one language only.
    pub(super) fn alternates(&self, job: &Job) -> Vec<(String, Route)> {
        let home = matches!(job.subject, Subject::Front)
            || matches!(job.subject, Subject::Section { section, number: None } if section.0 == 0);
        let is_older = matches!(
            job.subject,
            Subject::Section { number: Some(_), .. } | Subject::Term { number: Some(_), .. }
        );
        if is_older || matches!(job.subject, Subject::Timeline(_)) {
            return Vec::new();
        }
        let versions: Vec<_> = self
            .versions(job)
            .into_iter()
            .filter(|version| version.listed && (version.exists || home) && self.hreflang(version.lang).is_some())
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
            _ if home && self.config().prefix_default_language => Some(Route::new("/")),
            version => version.map(|version| version.route.clone()),
        };
        let tagged = versions
            .iter()
            .filter_map(|version| Some((self.hreflang(version.lang)?.to_owned(), version.route.clone())));
        tagged
            .chain(default.map(|route| ("x-default".to_owned(), route)))
            .collect()
    }

    /// The plain title of a window: the page's, then the site's, each isolated if it runs against the page,
    /// the whole marked if its first strong character does.
    fn window_title(&self, job: &Job) -> String {
        self.joined_title(job.lang, self.title(job))
    }

    /// A plain title of something in the site, and the site's.
    pub(super) fn joined_title(&self, lang: Lang, page: &str) -> String {
        let language = self.language(lang);
        let site = self.site_title(lang);
        let parts: Vec<&str> = [page, site].into_iter().filter(|part| !part.is_empty()).collect();
        let title = match parts.as_slice() {
            [page, site] if page != site => {
                format!(
                    "{} – {}",
                    plain_isolate(page, language.direction),
                    plain_isolate(site, language.direction)
                )
            }
            [only, ..] => (*only).to_owned(),
            [] => String::new(),
        };
        marked(&title, language.direction).into_owned()
    }
}

/// A part of a composed plain text: between isolates (UAX #9) if it runs the other way.
fn plain_isolate(part: &str, base: Direction) -> String {
    match (runs_against(part, base), base) {
        (false, _) => part.to_owned(),
        (true, Direction::Rtl) => format!("\u{2066}{part}\u{2069}"),
        (true, Direction::Ltr) => format!("\u{2067}{part}\u{2069}"),
    }
}
