//! `navigation`: what the site says that it is, or its top sections and the pages of its root.

use super::Planner;
use super::texts::{TITLE, Writing};
use crate::base::{Digest, Digester};
use crate::model::{DocId, Job, Lang, MenuEntry, Route, SectionId, Site, Value};

/// What the pages of one language share as navigation.
pub(super) struct Menu<'a> {
    entries: Vec<Entry<'a>>,
    digest: Digest,
}

#[derive(Debug)]
struct Entry<'a> {
    title: &'a str,
    /// How it is written, if a document says it.
    of: Option<Writing>,
    to: To<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum To<'a> {
    Page(&'a Route),
    Elsewhere(&'a str),
}

impl<'a> Menu<'a> {
    /// The navigation of a language.
    pub fn new(site: &'a Site, lang: Lang) -> Self {
        let entries: Vec<_> = match &site.config.menu {
            Some(menu) => menu.iter().filter_map(|entry| set(site, lang, entry)).collect(),
            None => usual(site, lang),
        };
        Menu {
            digest: Digester::new("menu").debug(&entries).finish(),
            entries,
        }
    }
}

/// Top sections in their order, then pages of the root.
fn usual(site: &Site, lang: Lang) -> Vec<Entry<'_>> {
    let at = usize::from(lang.0);
    let page = |id: SectionId| site.section(id).pages.get(at)?.as_ref();
    let children = page(SectionId(0)).into_iter().flat_map(|home| &home.children);
    let sections = children
        .filter_map(|&id| page(id))
        .map(|page| (&page.route, &*page.title, page.document));
    let pages = site.pages.get(at).into_iter().flatten();
    let pages = pages.map(|&id| {
        let document = site.document(id);
        (&document.route, &*document.title, Some(id))
    });
    sections.chain(pages).map(|place| of_place(site, place)).collect()
}

fn of_place<'a>(site: &Site, (route, title, document): (&'a Route, &'a str, Option<DocId>)) -> Entry<'a> {
    Entry {
        title,
        of: document.map(|id| Writing::of(site.document(id))),
        to: To::Page(route),
    }
}

fn set<'a>(site: &'a Site, lang: Lang, entry: &'a MenuEntry) -> Option<Entry<'a>> {
    match entry {
        MenuEntry::Place(name, _) => Some(of_place(site, site.place(name, lang)?)),
        MenuEntry::Link { title, url } => {
            let tag = &site.config.language(lang).tag;
            Some(Entry {
                title: title.get(tag)?,
                of: None,
                to: To::Elsewhere(url.get(tag)?),
            })
        }
    }
}

impl<'a> Planner<'a> {
    /// The entry that a page is, or lies below.
    fn current_entry(&self, job: &Job) -> Option<To<'a>> {
        let here = job.route.as_str();
        let holds = |to: &To<'_>| match to {
            To::Page(route) => {
                here == route.as_str() || (route.as_str().ends_with('/') && here.starts_with(route.as_str()))
            }
            To::Elsewhere(_) => false,
        };
        self.menu(job.lang).entries.iter().map(|entry| entry.to).find(holds)
    }

    pub(super) fn navigation_digest(&self, job: &Job) -> Digest {
        let digester = self.setting_on("navigation", job).digest(self.menu(job.lang).digest);
        digester.debug(&self.current_entry(job)).finish()
    }

    pub(super) fn navigation(&self, job: &Job) -> Value {
        let current = self.current_entry(job);
        Value::list(self.menu(job.lang).entries.iter().map(|entry| {
            let of = entry.of.unwrap_or_else(|| self.writing(job.lang));
            let [title, title_text] = self.twins(TITLE, Writing::around(job), of, Some(entry.title));
            let url = match entry.to {
                To::Page(route) => self.url(route),
                To::Elsewhere(url) => Value::text(url),
            };
            Value::map([
                title,
                title_text,
                ("url", url),
                ("current", Value::Bool(current == Some(entry.to))),
            ])
        }))
    }
}
