//! What no document and no list makes: redirects, pages for what is not there, the sitemap, what crawlers are told.

use super::Planner;
use super::texts::{TITLE, Writing};
use crate::base::{Digest, Digester};
use crate::model::{Alias, DocId, Generated, Job, Lang, OutputKind, Route, SectionId, Subject, Value};

impl Planner<'_> {
    /// Everything that the site publishes, files excepted.
    pub fn jobs(&self) -> Vec<Job> {
        let mut jobs = self.pages();
        self.alias_pages(&mut jobs);
        jobs.extend(self.fixtures());
        let is_sitemap = |(generated, _): &(Generated, Route)| *generated == Generated::Sitemap;
        if self.parts.site.generated.iter().any(is_sitemap) {
            let parts = self.sitemap_routes().iter().zip(0..);
            jobs.extend(parts.map(|(route, part)| self.sitemap_job(route, Some(part))));
        }
        jobs
    }

    pub(super) fn alias_pages(&self, jobs: &mut Vec<Job>) {
        for Alias { route, document } in &self.parts.site.aliases {
            let lang = self.parts.site.document(*document).lang;
            jobs.push(self.page_job(route.clone(), "alias.html", lang, Subject::Alias(*document)));
        }
    }

    /// What there is whatever the documents are: pages for what is not there, what crawlers are told, the style sheets that are
    /// made of settings. They are listed without a look at anything else.
    pub fn fixtures(&self) -> Vec<Job> {
        let generated = self.parts.site.generated.iter();
        let job = |(generated, route): &(Generated, Route)| {
            let default = self.config().default_language;
            let page = |lang: Option<Lang>, subject| {
                self.page_job(route.clone(), generated.template(), lang.unwrap_or(default), subject)
            };
            match generated {
                Generated::Sitemap => self.sitemap_job(route, None),
                Generated::Robots => Job {
                    kind: OutputKind::Text,
                    ..page(None, Subject::Robots)
                },
                Generated::NotFound(lang) => page(*lang, Subject::NotFound(*lang)),
            }
        };
        let mut jobs = generated.map(job).collect();
        self.sheets(&mut jobs);
        jobs
    }

    /// The sitemap, or a part of it.
    fn sitemap_job(&self, route: &Route, part: Option<usize>) -> Job {
        let (template, lang) = (Generated::Sitemap.template(), self.config().default_language);
        Job {
            kind: OutputKind::Xml,
            ..self.page_job(route.clone(), template, lang, Subject::Sitemap(part))
        }
    }

    /// What a page at a former address leads to.
    fn moved_to(&self, job: &Job) -> Option<DocId> {
        match job.subject {
            Subject::Alias(id) => Some(id),
            _ => None,
        }
    }

    pub(super) fn moved_digest(&self, job: &Job) -> Digest {
        let to = self.moved_to(job).map(|id| self.parts.site.document(id));
        let to = to.map(|document| (&document.route, &document.title, document.direction));
        self.setting_on("moved", job).debug(&to).finish()
    }

    /// Where a former address leads now.
    pub(super) fn moved(&self, job: &Job) -> Value {
        self.moved_to(job).map_or(Value::Null, |id| {
            let document = self.parts.site.document(id);
            self.named_link(job, Writing::of(document), &document.route, &document.title)
        })
    }

    /// The languages in which a page says that there is nothing.
    fn speaking(&self, job: &Job) -> Vec<Lang> {
        match job.subject {
            Subject::NotFound(Some(lang)) => vec![lang],
            Subject::NotFound(None) => self.config().langs().map(|(lang, _)| lang).collect(),
            _ => Vec::new(),
        }
    }

    pub(super) fn not_found_digest(&self, job: &Job) -> Digest {
        let digester = Digester::new("not found").number(job.lang.0.into());
        let each = self.speaking(job).into_iter();
        digester
            .each(each, |digester, lang| {
                let home = self.section_page(SectionId(0), lang).map(|page| &page.route);
                digester.digest(self.setting("not found", lang).debug(&home).finish())
            })
            .finish()
    }

    /// One part of the page for each language that it speaks.
    pub(super) fn not_found(&self, job: &Job) -> Value {
        Value::list(self.speaking(job).into_iter().map(|lang| {
            let language = self.language(lang);
            let home = self.section_page(SectionId(0), lang);
            let home = home.map(|page| self.href(&page.route));
            let of = self.writing(lang);
            let [title, title_text] = self.twins(TITLE, of, of, Some(self.string(lang, "not_found")));
            Value::map([
                ("lang", Value::text(&language.tag)),
                ("dir", Value::text(language.direction.as_str())),
                title,
                title_text,
                ("text", Value::text(self.string(lang, "not_found_text"))),
                ("home", Value::from(home)),
                ("to_home", Value::text(self.string(lang, "to_home"))),
            ])
        }))
    }
}
