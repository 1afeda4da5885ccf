//! `page`, `neighbours` and `section`: the facts of the page itself.

use std::borrow::Cow;

use super::Planner;
use super::texts::{DESCRIPTION, TITLE, Writing};
use crate::base::{Digest, Digester};
use crate::model::{Body, DocId, Document, Job, Kind, Lang, SectionId, SectionPage, Subject, Value};

impl<'a> Planner<'a> {
    /// A section in the language of a job.
    pub(super) fn section_page(&self, section: SectionId, lang: Lang) -> Option<&'a SectionPage> {
        self.parts
            .site
            .section(section)
            .pages
            .get(usize::from(lang.0))?
            .as_ref()
    }

    /// The list that a page is a page of, in a language, and the number of the page.
    pub(super) fn list_page(&self, subject: Subject, lang: Lang) -> Option<(&'a SectionPage, Option<usize>)> {
        let site = self.parts.site;
        let at = usize::from(lang.0);
        match subject {
            Subject::Section { section, number } => Some((self.section_page(section, lang)?, number)),
            Subject::Terms(taxonomy) => {
                let index = &site.taxonomies.get(taxonomy as usize)?.index;
                Some((index.get(at)?.as_ref()?, None))
            }
            Subject::Term { term, number } => Some((site.term(term).pages.get(at)?.as_ref()?, number)),
            Subject::Archive(None) => Some((&site.archives.get(at)?.as_ref()?.page, None)),
            Subject::Archive(Some(year)) => {
                let years = &site.archives.get(at)?.as_ref()?.years;
                Some((&years.iter().find(|(of, _)| *of == year)?.1, None))
            }
            _ => None,
        }
    }

    /// The document that a page shows, if it shows one.
    pub(super) fn document(&self, job: &Job) -> Option<DocId> {
        match job.subject {
            Subject::Document(id) => Some(id),
            Subject::Fallback(id) => Some(self.parts.site.fallback(id).document),
            Subject::Section { section, number: None } => self.section_page(section, job.lang)?.document,
            _ => None,
        }
    }

    /// The title of a page as plain text.
    pub(super) fn title(&self, job: &Job) -> Cow<'_, str> {
        let title: &str = match job.subject {
            Subject::Document(id) => &self.parts.site.document(id).title,
            Subject::Parallel(id) => &self.parts.site.document(self.parts.site.parallel(id).members[0]).title,
            Subject::Fallback(id) => &self.parts.site.document(self.parts.site.fallback(id).document).title,
            Subject::Alias(id) => &self.parts.site.document(id).title,
            Subject::NotFound(_) => self.string(job.lang, "not_found"),
            Subject::Timeline(None) => self.string(job.lang, "archive_of_all"),
            // More than the year, which is the title of a page of each language.
            Subject::Timeline(Some(year)) => {
                let year = self.locale(job.lang).year_in_calendars(year.into());
                return format!("{}: {year}", self.string(job.lang, "archive_of_all")).into();
            }
            subject => self.list_page(subject, job.lang).map_or("", |(page, _)| &page.title),
        };
        // The home of a site without a title.
        let title = if title.is_empty() {
            self.site_title(job.lang)
        } else {
            title
        };
        title.into()
    }

    /// How the title of a page is written: as the document or the list that it belongs to.
    pub(super) fn title_writing(&self, job: &Job) -> Writing {
        let site = self.parts.site;
        let document = match job.subject {
            Subject::Document(id) | Subject::Alias(id) => site.document(id),
            Subject::Parallel(id) => site.document(site.parallel(id).members[0]),
            Subject::Fallback(id) => site.document(site.fallback(id).document),
            subject => {
                let page = self.list_page(subject, job.lang);
                return page.map_or_else(|| self.writing(job.lang), |(page, _)| self.list_writing(page, job.lang));
            }
        };
        Writing::of(document)
    }

    /// Whether one of the texts of a page is such.
    fn shows(&self, job: &Job, is_such: impl Fn(&Body) -> bool) -> bool {
        let shown = match job.subject {
            Subject::Parallel(id) => self.parts.site.parallel(id).members.to_vec(),
            _ => self.document(job).into_iter().collect(),
        };
        shown.into_iter().any(|id| is_such(self.body(id)))
    }

    /// Whether it has blocks of code, and formulas: style sheets of their own are for these.
    fn has_code_and_formulas(&self, job: &Job) -> [bool; 2] {
        [
            self.shows(job, |body| !body.code.is_empty()),
            self.shows(job, |body| body.formulas),
        ]
    }

    pub(super) fn page_digest(&self, job: &Job) -> Digest {
        let digester = self
            .setting_on("page", job)
            .text(job.route.as_str())
            .text(&self.title(job))
            .debug(&self.title_writing(job))
            .text(self.kind(job))
            .debug(&self.has_code_and_formulas(job))
            .text(self.term_text(job).unwrap_or_default());
        let Some(id) = self.document(job) else {
            return digester.finish();
        };
        let document = self.parts.site.document(id);
        digester
            .digest(document.card)
            .digest(self.setting("page-text", document.lang).finish())
            .debug(&(
                document.described,
                document.updated,
                &document.terms,
                &document.image,
                self.image_size(document),
                document.noindex,
                &document.extra,
            ))
            .digest(self.filed_digest(id))
            .number(self.body(id).words as u64)
            .number(self.body(id).rtl_words as u64)
            .number(self.body(id).code_words as u64)
            .finish()
    }

    pub(super) fn page(&self, job: &Job) -> Value {
        let language = self.language(job.lang);
        let document = self
            .document(job)
            .map(|id| (self.parts.site.document(id), self.body(id)));
        let [code, formulas] = self.has_code_and_formulas(job);
        // What an untranslated page says of itself is in the language of its text.
        let of = document.map_or(job.lang, |(document, _)| document.lang);
        let page = Writing::around(job);
        let [title, title_text] = self.twins(TITLE, page, self.title_writing(job), Some(&self.title(job)));
        let mut facts = vec![
            title,
            title_text,
            ("url", self.url(&job.route)),
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(job.direction.as_str())),
            ("kind", Value::text(self.kind(job))),
            ("code", Value::Bool(code)),
            ("formulas", Value::Bool(formulas)),
            ("date", self.date(of, document.and_then(|(document, _)| document.date))),
            (
                "updated",
                self.date(of, document.and_then(|(document, _)| document.updated)),
            ),
            (
                "draft",
                Value::Bool(document.is_some_and(|(document, _)| document.draft)),
            ),
            (
                "noindex",
                Value::Bool(
                    document.is_some_and(|(document, _)| document.noindex)
                        || matches!(job.subject, Subject::Fallback(_) | Subject::Parallel(_)),
                ),
            ),
        ];
        facts.extend(
            document
                .zip(self.document(job))
                .map(|((document, body), id)| self.document_facts(id, document, body))
                .unwrap_or_else(|| {
                    no_facts(self.twins(DESCRIPTION, page, self.writing(job.lang), self.term_text(job)))
                }),
        );
        Value::map(facts)
    }

    fn document_facts(&self, id: DocId, document: &Document, body: &Body) -> Vec<(&'static str, Value)> {
        let reading = (body.words > 0).then(|| {
            let minutes = self.minutes(document, body);
            self.counted(document.lang, "reading_time", minutes)
        });
        let described = document.described.then_some(&*document.description);
        let of = Writing::of(document);
        let [description, description_text] = self.twins(DESCRIPTION, of, of, described);
        let [byline, byline_text] = self.byline(id);
        let size = self.image_size(document);
        let side = |side: fn((u32, u32)) -> u32| Value::from(size.map(|size| i64::from(side(size))));
        vec![
            description,
            description_text,
            ("tags", self.tags(id)),
            ("terms", self.terms_of(id)),
            byline,
            byline_text,
            ("reading_time", Value::from(reading)),
            ("words", Value::from(body.words)),
            ("image", Value::from(document.image.as_deref())),
            ("image_width", side(|(width, _)| width)),
            ("image_height", side(|(_, height)| height)),
            ("weight", Value::from(document.weight)),
            ("extra", Value::Map(document.extra.clone())),
        ]
    }

    /// The older and the newer article beside it in its section; among the undated, the one before and the one after.
    fn beside(&self, id: DocId) -> (Option<DocId>, Option<DocId>) {
        let document = self.parts.site.document(id);
        let members = match document.kind {
            Kind::Article => self
                .section_page(document.section, document.lang)
                .map(|page| page.members.as_slice()),
            _ => None,
        };
        let members = members.unwrap_or_default();
        let dated = document.date.is_some();
        let at = self.parts.site.places[id.0 as usize];
        if members.get(at) != Some(&id) {
            return (None, None);
        }
        // A home lists the articles of all sections; an article's neighbours are of its own.
        let kindred = |member: &&DocId| {
            let other = self.parts.site.document(**member);
            other.date.is_some() == dated && other.section == document.section
        };
        let (before, after) = members.split_at(at);
        let (before, after) = (before.iter().rev().find(kindred), after.iter().skip(1).find(kindred));
        let (before, after) = (before.copied(), after.copied());
        if dated { (after, before) } else { (before, after) }
    }

    pub(super) fn neighbours_digest(&self, job: &Job) -> Digest {
        let (previous, next) = self.document(job).map_or((None, None), |id| self.beside(id));
        let digester = self.setting_on("neighbours", job);
        [previous, next]
            .iter()
            .fold(digester, |digester, neighbour| match neighbour {
                Some(id) => digester.digest(self.card_digest(*id)),
                None => digester.number(0),
            })
            .finish()
    }

    pub(super) fn neighbours(&self, job: &Job) -> Value {
        let (previous, next) = self.document(job).map_or((None, None), |id| self.beside(id));
        let card = |id: Option<DocId>| Value::from(id.map(|id| self.card(Writing::around(job), id)));
        Value::map([("previous", card(previous)), ("next", card(next))])
    }

    /// The section around a page: of an article its own, of a section the one that holds it.
    fn around(&self, job: &Job) -> Option<&'a SectionPage> {
        let section = match job.subject {
            Subject::Document(id) => Some(self.parts.site.document(id).section),
            Subject::Section { section, number: None } => self.parts.site.section(section).parent,
            Subject::Section { section, .. } => Some(section),
            Subject::Fallback(id) => Some(self.parts.site.document(self.parts.site.fallback(id).document).section),
            Subject::Parallel(id) => Some(
                self.parts
                    .site
                    .document(self.parts.site.parallel(id).members[0])
                    .section,
            ),
            Subject::Term { term, .. } => return Some(self.list_page(Subject::Terms(term.taxonomy), job.lang)?.0),
            Subject::Archive(Some(_)) => return Some(self.list_page(Subject::Archive(None), job.lang)?.0),
            _ => None,
        };
        self.section_page(section.filter(|section| section.0 != 0)?, job.lang)
    }

    pub(super) fn section_digest(&self, job: &Job) -> Digest {
        let around = self
            .around(job)
            .map(|page| (&page.route, &page.title, self.list_writing(page, job.lang)));
        Digester::new("section")
            .digest(self.config().digest)
            .debug(&Writing::around(job))
            .debug(&around)
            .finish()
    }

    pub(super) fn section(&self, job: &Job) -> Value {
        self.around(job)
            .map_or(Value::Null, |page| self.link_to_list(job, page))
    }
}

/// What a page without a document has in their place.
fn no_facts([description, description_text]: [(&'static str, Value); 2]) -> Vec<(&'static str, Value)> {
    vec![
        description,
        description_text,
        ("terms", Value::list([])),
        ("byline", Value::Null),
        ("byline_text", Value::Null),
        ("tags", Value::list([])),
        ("reading_time", Value::Null),
        ("words", Value::Int(0)),
        ("image", Value::Null),
        ("image_width", Value::Null),
        ("image_height", Value::Null),
        ("weight", Value::Null),
        ("extra", Value::map::<String>([])),
    ]
}
