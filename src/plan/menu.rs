//! `navigation`: what the site says that it is, or its top sections and the pages of its root.

use super::Planner;
use super::texts::TITLE;
use crate::base::{Digest, Digester};
use crate::model::{Job, Lang, MenuEntry, Route, SectionId, Site, Value};

/// What the pages of one language share as navigation.
pub(super) struct Menu<'a> {
    entries: Vec<Entry<'a>>,
    digest: Digest,
}

#[derive(Debug)]
struct Entry<'a> {
    title: &'a str,
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
        .map(|page| (&page.route, &*page.title));
    let pages = site.pages.get(at).into_iter().flatten().map(|&id| site.document(id));
    let pages = pages.map(|document| (&document.route, &*document.title));
    let entry = |(route, title)| Entry {
        title,
        to: To::Page(route),
    };
    sections.chain(pages).map(entry).collect()
}

fn set<'a>(site: &'a Site, lang: Lang, entry: &'a MenuEntry) -> Option<Entry<'a>> {
    match entry {
        MenuEntry::Place(name, _) => {
            let (route, title) = site.place(name, lang)?;
            Some(Entry {
                title,
                to: To::Page(route),
            })
        }
        MenuEntry::Link { title, url } => {
            let tag = &site.config.language(lang).tag;
            Some(Entry {
                title: title.get(tag)?,
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
        let digester = self.setting("navigation", job.lang).digest(self.menu(job.lang).digest);
        digester.debug(&self.current_entry(job)).finish()
    }

    pub(super) fn navigation(&self, job: &Job) -> Value {
        let current = self.current_entry(job);
        Value::list(self.menu(job.lang).entries.iter().map(|entry| {
            let [title, title_text] = self.twins(TITLE, job.lang, job.lang, Some(entry.title));
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
