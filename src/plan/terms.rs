//! `terms`, `series` and `related`: what articles have in common.

use std::collections::HashSet;

use super::Planner;
use super::head::plain_isolate;
use super::texts::{NAME, TITLE, Writing};
use crate::base::{Digest, Digester, escape::escaped};
use crate::model::{DocId, Job, Lang, SectionPage, Subject, TermId, Value};
use crate::text::{fold_key, marked, without_marks};

/// How many related articles a page shows.
const MOST_RELATED: usize = 4;

/// How many articles are looked at to find them, those under the rarest terms first.
const MOST_CANDIDATES: usize = 50;

impl<'a> Planner<'a> {
    /// Whether the terms of a taxonomy are series.
    pub(super) fn is_series(&self, taxonomy: u32) -> bool {
        let taxonomy = self.parts.site.taxonomies.get(taxonomy as usize);
        taxonomy.is_some_and(|taxonomy| taxonomy.is_series)
    }

    fn filed(&self, id: DocId) -> &'a [TermId] {
        self.parts.site.filed.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    fn term_page(&self, term: TermId, lang: Lang) -> Option<&'a SectionPage> {
        self.list_page(Subject::Term { term, number: None }, lang)
            .map(|(page, _)| page)
    }

    /// What the table of terms says about the term of a page.
    pub(super) fn term_text(&self, job: &Job) -> Option<&'a str> {
        let Subject::Term { term, .. } = job.subject else {
            return None;
        };
        let texts = &self.parts.site.term(term).texts;
        texts.get(usize::from(job.lang.0))?.as_deref()
    }

    /// Of the names and addresses of a document's terms.
    pub(super) fn filed_digest(&self, id: DocId) -> Digest {
        let lang = self.parts.site.document(id).lang;
        let terms = self.filed(id).iter();
        let pages: Vec<_> = terms.filter_map(|&term| self.term_page(term, lang)).collect();
        Digester::new("filed")
            .each(pages.into_iter(), |digester, page| {
                digester.text(page.route.as_str()).text(&page.title)
            })
            .finish()
    }

    /// The tags of a document with their addresses.
    pub(super) fn tags(&self, id: DocId) -> Value {
        let taxonomies = &self.parts.site.taxonomies;
        let at = taxonomies.iter().position(|taxonomy| taxonomy.name == "tags");
        let at = at.and_then(|at| u32::try_from(at).ok());
        Value::list(at.into_iter().flat_map(|at| self.items_of(id, at)))
    }

    /// All terms of a document by taxonomy, series aside.
    pub(super) fn terms_of(&self, id: DocId) -> Value {
        let of = Writing::of(self.parts.site.document(id));
        let taxonomies = (0..).zip(&self.parts.site.taxonomies);
        Value::list(
            taxonomies
                .filter(|(_, taxonomy)| !taxonomy.is_series)
                .filter_map(|(at, taxonomy)| {
                    let items = self.items_of(id, at);
                    let (index, _) = self
                        .list_page(Subject::Terms(at), of.lang)
                        .filter(|_| !items.is_empty())?;
                    let [title, title_text] = self.twins(TITLE, of, self.writing(of.lang), Some(&index.title));
                    Some(Value::map([
                        ("key", Value::text(&taxonomy.name)),
                        title,
                        title_text,
                        ("url", self.url(&index.route)),
                        ("items", Value::list(items)),
                    ]))
                }),
        )
    }

    /// The authors of a document, joined as the language joins a list, each with a link to what they wrote.
    pub(super) fn byline(&self, id: DocId) -> [(&'static str, Value); 2] {
        let of = Writing::of(self.parts.site.document(id));
        let is_authors = |term: &&TermId| {
            let taxonomy = self.parts.site.taxonomies.get(term.taxonomy as usize);
            taxonomy.is_some_and(|taxonomy| taxonomy.name == "authors")
        };
        let pages = self
            .filed(id)
            .iter()
            .filter(is_authors)
            .filter_map(|&term| self.term_page(term, of.lang));
        let names: Vec<(String, String)> = pages
            .map(|page| {
                let name = self.inserted(of, &page.title);
                let href = escaped(&self.href(&page.route));
                (
                    page.title.to_string(),
                    format!("<a class=\"p-author\" rel=\"author\" href=\"{href}\">{name}</a>"),
                )
            })
            .collect();
        if names.is_empty() {
            return [("byline", Value::Null), ("byline_text", Value::Null)];
        }
        let plain: Vec<String> = names
            .iter()
            .map(|(name, _)| plain_isolate(name, of.direction))
            .collect();
        let locale = self.locale(of.lang);
        [
            ("byline", Value::markup(locale.list_marked(&names))),
            (
                "byline_text",
                Value::from(marked(&locale.list(&plain), of.direction).into_owned()),
            ),
        ]
    }

    fn items_of(&self, id: DocId, taxonomy: u32) -> Vec<Value> {
        // Its author wrote them, and they stand with its text.
        let of = Writing::of(self.parts.site.document(id));
        let terms = self.filed(id).iter().filter(|term| term.taxonomy == taxonomy);
        let pages = terms.filter_map(|&term| self.term_page(term, of.lang));
        pages
            .map(|page| {
                let [name, name_text] = self.twins(NAME, of, of, Some(&page.title));
                Value::map([name, name_text, ("url", self.url(&page.route))])
            })
            .collect()
    }

    fn terms_of_index(&self, job: &Job) -> Vec<&'a SectionPage> {
        let Subject::Terms(taxonomy) = job.subject else {
            return Vec::new();
        };
        let taxonomy = self.parts.site.taxonomies.get(taxonomy as usize);
        let pages = taxonomy.into_iter().flat_map(|taxonomy| &taxonomy.terms);
        pages
            .filter_map(|term| term.pages.get(usize::from(job.lang.0))?.as_ref())
            .collect()
    }

    pub(super) fn terms_digest(&self, job: &Job) -> Digest {
        let pages = self.terms_of_index(job).into_iter();
        self.setting_on("terms", job)
            .each(pages, |digester, page| {
                let digester = digester.text(page.route.as_str()).text(&page.title);
                digester.number(page.members.len() as u64)
            })
            .finish()
    }

    /// The terms of a taxonomy in the order of the language, under the letters that they begin with.
    pub(super) fn terms(&self, job: &Job) -> Value {
        let mut pages = self.terms_of_index(job);
        let of = self.writing(job.lang);
        let locale = self.locale(job.lang);
        let filed = |page: &'a SectionPage| self.without_article(job.lang, &page.title);
        pages.sort_by(|a, b| {
            let by_word = locale.compare(filed(a), filed(b));
            let by_name = by_word.then_with(|| locale.compare(&a.title, &b.title));
            by_name.then_with(|| a.route.cmp(&b.route))
        });
        let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
        for page in pages {
            let letter = self.letter(job.lang, filed(page));
            let [name, name_text] = self.twins(NAME, Writing::around(job), of, Some(&page.title));
            let number = page.members.len();
            let item = Value::map([
                name,
                name_text,
                ("url", self.url(&page.route)),
                ("count", Value::from(self.counted(job.lang, "articles_count", number))),
                ("number", Value::from(number)),
            ]);
            match groups.last_mut().filter(|(last, _)| *last == letter) {
                Some((_, items)) => items.push(item),
                None => groups.push((letter, vec![item])),
            }
        }
        Value::list(
            groups
                .into_iter()
                .map(|(letter, items)| Value::map([("letter", Value::from(letter)), ("items", Value::list(items))])),
        )
    }

    /// A name as an index files it: the Arabic article, which most terms begin with, does not count.
    fn without_article<'n>(&self, lang: Lang, name: &'n str) -> &'n str {
        let tag = &self.parts.site.config.language(lang).tag;
        let is_arabic = tag.split('-').next() == Some("ar");
        let rest = name.strip_prefix("ال").filter(|_| is_arabic);
        // Of a name of four letters, such as that of God, it is a part.
        rest.filter(|rest| rest.chars().nth(2).is_some()).unwrap_or(name)
    }

    /// The letter that a name is found under: its first one as the language counts letters, all forms of alef as one; `#` for
    /// what begins with none.
    fn letter(&self, lang: Lang, name: &str) -> String {
        let folded = fold_key(name);
        let Some(first) = folded.chars().next().filter(|c| c.is_alphabetic()) else {
            return "#".to_owned();
        };
        let (letter, bare): (String, String) = (
            first.to_uppercase().collect(),
            without_marks(first).to_uppercase().collect(),
        );
        let is_alef = bare == "ا";
        if is_alef || self.locale(lang).is_one_letter(&letter, &bare) {
            bare
        } else {
            letter
        }
    }

    /// The series of a document and its place among the parts.
    fn part(&self, job: &Job) -> Option<(&'a SectionPage, usize)> {
        let Subject::Document(id) = job.subject else {
            return None;
        };
        let term = self.filed(id).iter().find(|term| self.is_series(term.taxonomy))?;
        let page = self.term_page(*term, job.lang)?;
        Some((page, page.members.iter().position(|&member| member == id)?))
    }

    pub(super) fn series_digest(&self, job: &Job) -> Digest {
        let digester = self.setting_on("series", job);
        let Some((page, at)) = self.part(job) else {
            return digester.finish();
        };
        digester
            .text(page.route.as_str())
            .text(&page.title)
            .number(at as u64)
            .each(page.members.iter(), |digester, &id| {
                digester.digest(self.card_digest(id))
            })
            .finish()
    }

    pub(super) fn series(&self, job: &Job) -> Value {
        let Some((page, at)) = self.part(job) else {
            return Value::Null;
        };
        let parts = page.members.len();
        let text = self.counted(job.lang, "part_of", parts);
        let text = text.replace("{part}", &self.number(job.lang, at + 1));
        let card = |at: Option<usize>| {
            let id = at.and_then(|at| page.members.get(at));
            Value::from(id.map(|&id| self.card(Writing::around(job), id)))
        };
        let [title, title_text] = self.twins(TITLE, Writing::around(job), self.writing(job.lang), Some(&page.title));
        Value::map([
            title,
            title_text,
            ("url", self.url(&page.route)),
            ("text", Value::from(text)),
            ("part", Value::from(at + 1)),
            ("parts", Value::from(parts)),
            ("previous", card(at.checked_sub(1))),
            ("next", card(Some(at + 1))),
            (
                "items",
                Value::list(page.members.iter().map(|&id| self.card(Writing::around(job), id))),
            ),
        ])
    }

    /// Articles that share terms with the page, best first; the parts of its series stand there as such. A shared term counts
    /// the more the fewer articles have it, and candidates come from the rarest, so that a frequent one costs no more.
    fn related_to(&self, job: &Job) -> Vec<DocId> {
        let Subject::Document(id) = job.subject else {
            return Vec::new();
        };
        let (series, terms): (Vec<TermId>, Vec<TermId>) =
            self.filed(id).iter().partition(|term| self.is_series(term.taxonomy));
        let weigh = |term: TermId| Some((term, self.term_page(term, job.lang)?));
        let mut shared: Vec<(TermId, &SectionPage)> = terms.into_iter().filter_map(weigh).collect();
        shared.sort_by_key(|(_, page)| (page.members.len(), &page.route));
        let is_part = |other: DocId| self.filed(other).iter().any(|term| series.contains(term));
        let mut seen = HashSet::from([id]);
        let members = shared.iter().flat_map(|(_, page)| page.members.iter().copied());
        let candidates = members.filter(|&member| seen.insert(member) && !is_part(member));
        let weight = |other: DocId| -> f64 {
            let in_common = shared.iter().filter(|(term, _)| self.filed(other).contains(term));
            in_common.map(|(_, page)| 1.0 / page.members.len() as f64).sum()
        };
        let mut found: Vec<(DocId, f64)> = candidates
            .take(MOST_CANDIDATES)
            .map(|other| (other, weight(other)))
            .collect();
        let newness = |id: DocId| self.parts.site.document(id).date.map(|date| date.sort_key());
        found.sort_by(|(a, weight), (b, other)| {
            let newer = || newness(*b).cmp(&newness(*a)).then(a.cmp(b));
            other.total_cmp(weight).then_with(newer)
        });
        found.into_iter().take(MOST_RELATED).map(|(id, _)| id).collect()
    }

    pub(super) fn related_digest(&self, job: &Job) -> Digest {
        self.setting_on("related", job)
            .each(self.related_to(job).into_iter(), |digester, id| {
                digester.digest(self.card_digest(id))
            })
            .finish()
    }

    pub(super) fn related(&self, job: &Job) -> Value {
        Value::list(
            self.related_to(job)
                .into_iter()
                .map(|id| self.card(Writing::around(job), id)),
        )
    }
}
