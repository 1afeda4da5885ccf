//! Addresses of documents: by the pattern of their section, or below its own address.

use super::identity::ancestors;
use super::sections::Sections;
use crate::model::{Config, Date, Lang, Route};

/// What addresses are made from.
#[derive(Clone, Copy)]
pub(super) struct Addresses<'a> {
    pub config: &'a Config,
    pub sections: &'a Sections,
}

impl Addresses<'_> {
    /// The address of what is called `slug` in a folder, in a language; and whether it lacks the date that a pattern asks for.
    pub fn of(&self, folder: &str, lang: Lang, slug: &str, date: Option<Date>) -> (Route, bool) {
        let pattern = self.pattern(folder, lang);
        let path = pattern.and_then(|pattern| permalink(pattern, slug, date));
        if let Some(path) = path {
            let around = self.config.prefix(lang);
            return (Route::new(&format!("{}{path}", around.trim_end_matches('/'))), false);
        }
        let folder = self.sections.route(folder, lang);
        let end = if self.config.pretty_urls { "/" } else { ".html" };
        (Route::new(&format!("{folder}{slug}{end}")), pattern.is_some())
    }

    /// How addresses in a folder are made, if it or a section around it has a pattern of its own.
    fn pattern(&self, folder: &str, lang: Lang) -> Option<&str> {
        let tag = &self.config.language(lang).tag;
        let mut around = ancestors(folder);
        around
            .find_map(|folder| self.config.permalinks.get(folder)?.get(tag))
            .map(String::as_str)
    }
}

/// A pattern filled in; `None` if it asks for a date that is not there. Numbers are ASCII's, as ISO 8601 writes them.
fn permalink(pattern: &str, slug: &str, date: Option<Date>) -> Option<String> {
    let mut path = pattern.replace("{slug}", slug);
    if path.contains('{') {
        let (year, month, day) = date?.ymd();
        path = path.replace("{year}", &format!("{year:04}"));
        path = path
            .replace("{month}", &format!("{month:02}"))
            .replace("{day}", &format!("{day:02}"));
    }
    Some(path)
}
