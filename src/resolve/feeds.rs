//! Feeds: which there are, and where.

use super::claimant::Claimant;
use super::claims::Claims;
use super::frame::Frame;
use super::sections::has_front;
use crate::base::Diagnostic;
use crate::model::{DocId, Feed, FeedScope, OutputKind, Route, SectionId, SectionPage, Site, TermId};

/// Each format by the name of its file, which is that of its template too.
pub const FORMATS: [(&str, OutputKind); 2] = [("feed.xml", OutputKind::Xml), ("feed.json", OutputKind::Json)];

/// The feeds of a site whose address is known, for readers need absolute addresses: of each language, section and term that
/// has dated articles, and of all languages. What an author has put at an address stays there.
pub(super) fn feeds(site: &Site, frame: &Frame, claims: &mut Claims, problems: &mut Vec<Diagnostic>) -> Vec<Feed> {
    let mut feeds = Vec::new();
    if site.config.base_url.origin.is_empty() {
        return feeds;
    }
    let is_dated = |ids: &[DocId]| ids.iter().any(|&id| site.document(id).date.is_some());
    let mut add = |around: &str, lang, scope| {
        for (name, kind) in FORMATS.into_iter().filter(|(name, _)| frame.offers(name)) {
            let route = Route::new(&format!("{around}{name}"));
            if !claims.holds(&route) {
                claims.claim(&route, || Claimant::made(format!("the feed `{route}`")), problems);
                feeds.push(Feed {
                    route,
                    kind,
                    lang,
                    scope,
                });
            }
        }
    };
    for ((lang, _), articles) in site.config.langs().zip(&site.articles) {
        let at = usize::from(lang.0);
        let of = |pages: &[Option<SectionPage>]| {
            let page = pages
                .get(at)
                .and_then(Option::as_ref)
                .filter(|page| is_dated(&page.members));
            page.map(|page| page.route.to_string())
        };
        if !articles.is_empty() {
            add(&site.config.prefix(lang), lang, FeedScope::Language);
        }
        for (section, id) in site.sections.iter().zip(0..).skip(1) {
            if let Some(route) = of(&section.pages) {
                add(&route, lang, FeedScope::Section(SectionId(id)));
            }
        }
        for (taxonomy, of_taxonomy) in (0u32..).zip(&site.taxonomies) {
            for (term, of_term) in (0u32..).zip(&of_taxonomy.terms) {
                if let Some(route) = of(&of_term.pages) {
                    add(&route, lang, FeedScope::Term(TermId { taxonomy, term }));
                }
            }
        }
    }
    let is_shared = site.config.languages.len() > 1 && has_front(&site.config);
    if is_shared && site.articles.iter().any(|articles| !articles.is_empty()) {
        add("/", site.config.default_language, FeedScope::All);
    }
    feeds
}
