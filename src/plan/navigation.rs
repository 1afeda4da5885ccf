//! `site`, `navigation`, `translations` and `strings`: what surrounds every page.

use super::Planner;
use super::texts::{DESCRIPTION, TITLE, Writing};
use crate::base::Digest;
use crate::model::{DocId, Document, Job, Lang, Phrase, Route, SectionId, SectionPage, Subject, Value};

/// A page as one of the languages has it.
pub(super) struct Version<'a> {
    pub lang: Lang,
    pub route: &'a Route,
    pub title: &'a str,
    /// How the title is written.
    pub writing: Writing,
    /// Whether this is the page itself rather than the language's home in its place.
    pub exists: bool,
    /// Whether search engines may list it.
    pub listed: bool,
}

impl<'a> Planner<'a> {
    /// `{title, title_text, url}`.
    pub(super) fn named_link(&self, job: &Job, of: Writing, route: &Route, title: &str) -> Value {
        let url = self.href(route);
        let [title, title_text] = self.twins(TITLE, Writing::around(job), of, Some(title));
        Value::map([title, title_text, ("url", Value::from(url))])
    }

    /// The same for a list in the language of a page.
    pub(super) fn link_to_list(&self, job: &Job, page: &SectionPage) -> Value {
        self.named_link(job, self.list_writing(page, job.lang), &page.route, &page.title)
    }

    /// The title of the site, or what stands for it where none is set: its host, or the word for a home.
    pub(super) fn site_title(&self, lang: Lang) -> &str {
        let set = self.config().title.get(&self.language(lang).tag).map(String::as_str);
        let host = || Some(self.config().base_url.host.as_str()).filter(|host| !host.is_empty());
        set.or_else(host).unwrap_or_else(|| self.string(lang, "home"))
    }

    pub(super) fn site_facts(&self, job: &Job) -> Value {
        let lang = job.lang;
        let (page, of) = (Writing::around(job), self.writing(lang));
        let tag = &self.language(lang).tag;
        let base = &self.config().base_url;
        let home = self
            .section_page(SectionId(0), lang)
            .map(|page| page.route.href(&base.path));
        let described = self.config().description.get(tag).map(String::as_str);
        let [title, title_text] = self.twins(TITLE, page, of, Some(self.site_title(lang)));
        let [description, description_text] = self.twins(DESCRIPTION, page, of, described);
        Value::map([
            title,
            title_text,
            description,
            description_text,
            ("base", Value::text(&base.path)),
            ("url", Value::from(self.absolute(&base.path))),
            ("home", Value::from(home)),
        ])
    }

    /// The page in every language of the site; a language that lacks it answers with its home.
    pub(super) fn versions(&self, job: &Job) -> Vec<Version<'a>> {
        let langs = self.config().langs();
        langs
            .filter_map(|(lang, _)| {
                let version = self.version(job, lang);
                version.or_else(|| self.stand_in(job, lang)).or_else(|| self.home(lang))
            })
            .collect()
    }

    fn version(&self, job: &Job, lang: Lang) -> Option<Version<'a>> {
        match job.subject {
            Subject::Document(id) => self.translated(id, lang),
            Subject::Fallback(id) => {
                let fallback = self.parts.site.fallback(id);
                if lang == fallback.lang {
                    let document = self.parts.site.document(fallback.document);
                    Some(version_of(lang, fallback.route.as_ref()?, document))
                } else {
                    self.translated(fallback.document, lang)
                }
            }
            Subject::Parallel(id) => self.translated(self.parts.site.parallel(id).members[0], lang),
            // Where there is nothing, a reader goes on from a home.
            Subject::NotFound(_) => self.home(lang).map(|home| Version { exists: true, ..home }),
            Subject::Timeline(_) | Subject::Feed(_) | Subject::Front => None,
            // Only first pages correspond: older ones are numbered by each language's own articles.
            subject => {
                let (page, _) = self.list_page(subject, lang)?;
                let document = page.document.map(|id| self.parts.site.document(id));
                Some(Version {
                    lang,
                    route: &page.route,
                    title: &page.title,
                    writing: self.list_writing(page, lang),
                    exists: true,
                    listed: document.is_none_or(Document::is_listed),
                })
            }
        }
    }

    fn translated(&self, id: DocId, lang: Lang) -> Option<Version<'a>> {
        let translation = self.parts.site.document(self.parts.site.translation(id, lang)?);
        Some(version_of(lang, &translation.route, translation))
    }

    /// The page that shows a document in the place of a missing translation.
    fn stand_in(&self, job: &Job, lang: Lang) -> Option<Version<'a>> {
        let id = match job.subject {
            Subject::Document(id) => id,
            Subject::Fallback(id) => self.parts.site.fallback(id).document,
            Subject::Parallel(id) => self.parts.site.parallel(id).members[0],
            _ => return None,
        };
        let original = self.parts.site.pair(self.parts.site.document(id).pair).original;
        let route = self.parts.site.fallback_of(original, lang)?.route.as_ref()?;
        Some(Version {
            exists: false,
            listed: false,
            ..version_of(lang, route, self.parts.site.document(original))
        })
    }

    fn home(&self, lang: Lang) -> Option<Version<'a>> {
        let home = self.section_page(SectionId(0), lang)?;
        Some(Version {
            lang,
            route: &home.route,
            title: &home.title,
            writing: self.list_writing(home, lang),
            exists: false,
            listed: true,
        })
    }

    pub(super) fn translations_digest(&self, job: &Job) -> Digest {
        let versions: Vec<_> = self
            .versions(job)
            .into_iter()
            .map(|version| {
                (
                    version.lang,
                    version.route,
                    version.title,
                    version.writing,
                    version.exists,
                    version.listed,
                )
            })
            .collect();
        self.setting_on("translations", job).debug(&versions).finish()
    }

    pub(super) fn translations(&self, job: &Job) -> Value {
        // A page of several languages is none of its translations.
        let has_one = !matches!(
            job.subject,
            Subject::Timeline(_) | Subject::Front | Subject::Parallel(_)
        );
        let page = Writing::around(job);
        Value::list(self.versions(job).into_iter().map(|version| {
            // What stands in for a page is one of the reader's language, whatever its text is in.
            let own = Some(version.writing).filter(|writing| writing.lang == version.lang);
            let of = own.unwrap_or_else(|| self.writing(version.lang));
            let [tag, dir, name, name_text] = self.language_facts(page, of);
            let [title, title_text] = self.twins(TITLE, page, version.writing, Some(version.title));
            Value::map([
                tag,
                dir,
                name,
                name_text,
                ("url", self.url(version.route)),
                title,
                title_text,
                ("current", Value::Bool(has_one && version.lang == job.lang)),
                ("exists", Value::Bool(version.exists)),
            ])
        }))
    }

    /// The plain strings; those with a number come ready in other variables.
    pub(super) fn string_map(&self, lang: Lang) -> Value {
        let phrases = self.strings(lang).into_iter().flat_map(|strings| &strings.phrases);
        Value::map(phrases.filter_map(|(key, phrase)| match phrase {
            Phrase::Plain(text) => Some((key.clone(), Value::text(text))),
            Phrase::Plural(_) => None,
        }))
    }
}

/// A document as a language has it.
fn version_of<'a>(lang: Lang, route: &'a Route, document: &'a Document) -> Version<'a> {
    Version {
        lang,
        route,
        title: &document.title,
        writing: Writing::of(document),
        exists: true,
        listed: document.is_listed(),
    }
}
