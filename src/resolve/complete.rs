//! What follows from the documents of a site: lists, pages that are made of other texts, feeds, and who has which address.

use std::collections::HashMap;

use super::aliases::aliases;
use super::archives::{archives, timeline};
use super::claims::Claims;
use super::documents::Input;
use super::fallbacks::fallbacks;
use super::feeds::feeds;
use super::generated::generated;
use super::parallels::parallels;
use super::sections::{self, Order, Sections};
use super::terms::Filing;
use crate::base::Diagnostic;
use crate::model::{DocId, Generated, Lang, Route, Site};

/// The template without which a theme has no pages with two translations side by side.
const PARALLEL: &str = "parallel.html";

/// Adds it to a site that has its documents. The addresses are claimed.
pub(super) fn complete(
    mut site: Site,
    input: &Input<'_>,
    sections: &Sections,
    claims: &mut Claims,
    problems: &mut Vec<Diagnostic>,
) -> Site {
    site.fallbacks = fallbacks(&site, sections, input.frame, claims, problems);
    sections.complete(&mut site, input.locales, claims, problems);
    let filing = Filing {
        site: &site,
        order: Order::new(&site.documents, input.locales),
        frame: input.frame,
    };
    let (taxonomies, filed) = filing.taxonomies(claims, problems);
    (site.taxonomies, site.filed) = (taxonomies, filed);
    if input.frame.offers("archive.html") {
        site.archives = archives(&site, input.locales, input.frame, claims, problems);
    }
    if input.frame.offers("timeline.html") {
        site.timeline = timeline(&site, claims, problems);
    }
    if input.frame.offers(PARALLEL) {
        site.parallels = parallels(&site, claims, problems);
    }
    site.feeds = feeds(&site, input.frame, claims, problems);
    // What is generated gives way to what an author put at its address, which an alias does not.
    site.generated = generated(&input.config, input.frame, claims, problems);
    site.aliases = aliases(&site.documents, claims, problems);
    site.routes = routes(&site);
    site
}

/// Every address of the site.
fn routes(site: &Site) -> HashMap<Route, (Option<DocId>, Option<Lang>)> {
    let mut routes = HashMap::with_capacity(2 * site.documents.len() + site.files.len());
    routes.extend(site.files.iter().map(|file| (file.route.clone(), (None, None))));
    for (generated, route) in &site.generated {
        let lang = match generated {
            Generated::NotFound(lang) => *lang,
            Generated::Sitemap | Generated::Robots => None,
        };
        routes.insert(route.clone(), (None, lang));
    }
    // A link to a former address is one to the document.
    for alias in &site.aliases {
        let lang = site.document(alias.document).lang;
        routes.insert(alias.route.clone(), (Some(alias.document), Some(lang)));
    }
    for section in &site.sections {
        for (page, (lang, _)) in section.pages.iter().zip(site.config.langs()) {
            let Some(page) = page else { continue };
            routes.insert(page.route.clone(), (page.document, Some(lang)));
            routes.extend((1..=page.older_pages).map(|number| (page.older_route(number), (None, Some(lang)))));
        }
    }
    made_lists(site, &mut routes);
    for (document, at) in site.documents.iter().zip(0..) {
        routes.insert(document.route.clone(), (Some(DocId(at)), Some(document.lang)));
    }
    routes.extend(
        site.parallels
            .iter()
            .map(|parallel| (parallel.route.clone(), (None, None))),
    );
    let shown = site.fallbacks.iter();
    routes.extend(shown.filter_map(|fallback| Some((fallback.route.clone()?, (None, Some(fallback.lang))))));
    if sections::has_front(&site.config) {
        routes.insert(Route::new("/"), (None, None));
    }
    routes
}

/// The addresses of the lists that no folder stands for.
fn made_lists(site: &Site, routes: &mut HashMap<Route, (Option<DocId>, Option<Lang>)>) {
    let of_terms = site.taxonomies.iter().flat_map(|taxonomy| {
        let terms = taxonomy.terms.iter().map(|term| &term.pages);
        [&taxonomy.index].into_iter().chain(terms)
    });
    for pages in of_terms {
        for (page, (lang, _)) in pages.iter().zip(site.config.langs()) {
            let Some(page) = page else { continue };
            let older = (1..=page.older_pages).map(|number| page.older_route(number));
            routes.extend(
                [page.route.clone()]
                    .into_iter()
                    .chain(older)
                    .map(|route| (route, (None, Some(lang)))),
            );
        }
    }
    for (archive, (lang, _)) in site.archives.iter().zip(site.config.langs()) {
        let Some(archive) = archive else { continue };
        let years = archive.years.iter().map(|(_, page)| page.route.clone());
        routes.extend(
            [archive.page.route.clone()]
                .into_iter()
                .chain(years)
                .map(|route| (route, (None, Some(lang)))),
        );
    }
    routes.extend(site.feeds.iter().map(|feed| (feed.route.clone(), (None, None))));
    if let Some(timeline) = &site.timeline {
        let years = timeline.years.iter().map(|(_, route, _)| route.clone());
        routes.extend(
            [timeline.route.clone()]
                .into_iter()
                .chain(years)
                .map(|route| (route, (None, None))),
        );
    }
}
