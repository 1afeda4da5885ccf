//! The jobs of a site, in the order of addresses' owners: front page, lists, documents, what is made of two of them or for
//! want of one.

use super::Planner;
use crate::model::{
    DocId, Document, FallbackId, Job, Kind, Lang, OutputKind, ParallelId, Route, SectionId, Subject, TermId,
};
use crate::text::Direction;

impl Planner<'_> {
    /// Every page and every list of the site.
    pub(super) fn pages(&self) -> Vec<Job> {
        let mut jobs = self.lists_and_feeds();
        jobs.extend(self.parts.site.ids().filter_map(|id| self.document_job(id)));
        let parallels = (0..).map(ParallelId).take(self.parts.site.parallels.len());
        jobs.extend(parallels.map(|id| self.parallel_job(id)));
        self.fallback_pages(&mut jobs);
        jobs
    }

    /// Every page but those of documents, of two of them side by side, and the fixtures. They are few.
    pub fn other_pages(&self) -> Vec<Job> {
        let mut jobs = self.lists_and_feeds();
        self.fallback_pages(&mut jobs);
        self.alias_pages(&mut jobs);
        jobs
    }

    fn lists_and_feeds(&self) -> Vec<Job> {
        let mut jobs = Vec::new();
        if self.config().prefix_default_language {
            jobs.push(self.page_job(
                Route::new("/"),
                "front.html",
                self.config().default_language,
                Subject::Front,
            ));
        }
        for (section, at) in self.parts.site.sections.iter().zip(0..) {
            for (lang, _) in self.config().langs() {
                self.lists(SectionId(at), section.parent.is_none(), lang, &mut jobs);
            }
        }
        self.made_lists(&mut jobs);
        self.feeds(&mut jobs);
        jobs
    }

    fn fallback_pages(&self, jobs: &mut Vec<Job>) {
        for (fallback, at) in self.parts.site.fallbacks.iter().zip(0..) {
            if let Some(route) = &fallback.route {
                let subject = Subject::Fallback(FallbackId(at));
                jobs.push(self.page_job(route.clone(), "fallback.html", fallback.lang, subject));
            }
        }
    }

    /// The page of two documents side by side.
    pub fn parallel_job(&self, id: ParallelId) -> Job {
        let parallel = self.parts.site.parallel(id);
        let lang = self.parts.site.document(parallel.members[0]).lang;
        self.page_job(parallel.route.clone(), "parallel.html", lang, Subject::Parallel(id))
    }

    /// The page of a document, unless it is the text of a list.
    pub fn document_job(&self, id: DocId) -> Option<Job> {
        let document = self.parts.site.document(id);
        let usual = match document.kind {
            Kind::Home | Kind::Section => return None,
            Kind::Page => "page.html",
            Kind::Article => "article.html",
        };
        let template = self.template(Some(document), usual);
        Some(self.page_job(document.route.clone(), template, document.lang, Subject::Document(id)))
    }

    /// The lists that no folder stands for: terms and archives.
    fn made_lists(&self, jobs: &mut Vec<Job>) {
        let site = self.parts.site;
        for (at, taxonomy) in (0u32..).zip(&site.taxonomies) {
            for (lang, _) in self.config().langs() {
                self.list(Subject::Terms(at), "terms.html", lang, jobs);
                for (term, _) in (0..).zip(&taxonomy.terms) {
                    let term = TermId { taxonomy: at, term };
                    let template = if taxonomy.is_series { "series.html" } else { "term.html" };
                    self.list(Subject::Term { term, number: None }, template, lang, jobs);
                }
            }
        }
        for ((lang, _), archive) in self.config().langs().zip(&site.archives) {
            self.list(Subject::Archive(None), "archive.html", lang, jobs);
            for (year, _) in archive.iter().flat_map(|archive| &archive.years) {
                self.list(Subject::Archive(Some(*year)), "archive.html", lang, jobs);
            }
        }
        if let Some(timeline) = &site.timeline {
            let lang = self.config().default_language;
            let mut page = |route: &Route, year| {
                let subject = Subject::Timeline(year);
                jobs.push(self.page_job(route.clone(), "timeline.html", lang, subject));
            };
            page(&timeline.route, None);
            for (year, route, _) in &timeline.years {
                page(route, Some(*year));
            }
        }
    }

    fn feeds(&self, jobs: &mut Vec<Job>) {
        jobs.extend(self.parts.site.feeds.iter().zip(0..).map(|(feed, at)| {
            let template = if feed.kind == OutputKind::Json {
                "feed.json"
            } else {
                "feed.xml"
            };
            Job {
                kind: feed.kind,
                ..self.page_job(feed.route.clone(), template, feed.lang, Subject::Feed(at))
            }
        }));
    }

    /// The pages of a list, where the language has it.
    fn list(&self, subject: Subject, template: &str, lang: Lang, jobs: &mut Vec<Job>) {
        let Some((page, _)) = self.list_page(subject, lang) else {
            return;
        };
        jobs.push(self.page_job(page.route.clone(), template, lang, subject));
        for number in (1..=page.older_pages).rev() {
            let Subject::Term { term, .. } = subject else { return };
            let subject = Subject::Term {
                term,
                number: Some(number),
            };
            jobs.push(self.page_job(page.older_route(number), "list.html", lang, subject));
        }
    }

    /// The template that a document asks for, if the theme has it.
    fn template<'t>(&self, document: Option<&'t Document>, usual: &'t str) -> &'t str {
        let asked = document.and_then(|document| document.template.as_deref());
        asked.filter(|name| (self.parts.has_template)(name)).unwrap_or(usual)
    }

    pub(super) fn page_job(&self, route: Route, template: &str, lang: Lang, subject: Subject) -> Job {
        Job {
            route,
            kind: OutputKind::Html,
            template: template.to_owned(),
            lang,
            direction: self.direction(subject, lang),
            subject,
        }
    }

    /// The direction of a page in a language: that of its document. All pages of a list are as its first one is.
    fn direction(&self, subject: Subject, lang: Lang) -> Direction {
        let document = match subject {
            Subject::Document(id) => Some(id),
            subject => self.list_page(subject, lang).and_then(|(page, _)| page.document),
        };
        match document {
            Some(id) => self.parts.site.document(id).direction,
            None => self.language(lang).direction,
        }
    }

    fn lists(&self, section: SectionId, home: bool, lang: Lang, jobs: &mut Vec<Job>) {
        let Some(page_of) = self.section_page(section, lang) else {
            return;
        };
        let document = page_of.document.map(|id| self.parts.site.document(id));
        let usual = if home { "home.html" } else { "section.html" };
        let template = self.template(document, usual);
        jobs.push(self.page_job(
            page_of.route.clone(),
            template,
            lang,
            Subject::Section { section, number: None },
        ));
        for number in (1..=page_of.older_pages).rev() {
            let subject = Subject::Section {
                section,
                number: Some(number),
            };
            jobs.push(self.page_job(page_of.older_route(number), "list.html", lang, subject));
        }
    }
}
