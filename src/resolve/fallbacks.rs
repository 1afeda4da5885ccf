//! What stands in for missing translations, as the site, a section or a page wants it.

use std::collections::HashMap;

use super::addresses::Addresses;
use super::claimant::{Claimant, What};
use super::claims::Claims;
use super::frame::Frame;
use super::identity::ancestors;
use super::sections::Sections;
use crate::base::Diagnostic;
use crate::model::{Document, Fallback, FallbackPolicy, Kind, Pair, Site};

/// The template without which a theme shows no document in the place of its translation.
const FALLBACK: &str = "fallback.html";

/// Every stand-in, by document, then language; the addresses of those that are shown are claimed.
pub fn fallbacks(
    site: &Site,
    sections: &Sections,
    frame: &Frame,
    claims: &mut Claims,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Fallback> {
    let policies = Policies::new(site, sections);
    let can_show = frame.offers(FALLBACK);
    let addresses = Addresses {
        config: &site.config,
        sections,
    };
    let mut fallbacks = Vec::new();
    for pair in &site.pairs {
        let original = site.document(pair.original);
        let policy = policies.of(site, sections, pair);
        // Lists have texts of their own in each language; a page stands in no list.
        let shown = policy == FallbackPolicy::Show && can_show;
        let linked = policy != FallbackPolicy::Hide && original.kind == Kind::Article;
        if original.kind.is_index() || !(shown || linked) {
            continue;
        }
        for (lang, _) in site.config.langs() {
            if pair.members.iter().any(|&member| site.document(member).lang == lang) {
                continue;
            }
            let route = shown.then(|| {
                let folder = sections.folder(original.section);
                addresses.of(folder, lang, &original.slug, original.date).0
            });
            if let Some(route) = &route {
                let claimant = || Claimant {
                    what: What::Words(format!("the page that shows `{}` untranslated", original.path)),
                    ..Claimant::source(&original.path, None)
                };
                claims.claim(route, claimant, problems);
            }
            fallbacks.push(Fallback {
                document: pair.original,
                lang,
                route,
            });
        }
    }
    fallbacks.sort_by_key(|fallback| (fallback.document, fallback.lang));
    fallbacks
}

/// What the `_index` files say, by folder.
struct Policies<'a>(HashMap<&'a str, FallbackPolicy>);

impl<'a> Policies<'a> {
    fn new(site: &Site, sections: &'a Sections) -> Self {
        let mut policies = HashMap::new();
        for pair in &site.pairs {
            let original = site.document(pair.original);
            if let Some(policy) = said(site, pair).filter(|_| original.kind.is_index()) {
                policies.insert(sections.folder(original.section), policy);
            }
        }
        Policies(policies)
    }

    /// The policy of a page: its own, that of the nearest section around it, that of the site.
    fn of(&self, site: &Site, sections: &Sections, pair: &Pair) -> FallbackPolicy {
        let folder = sections.folder(site.document(pair.original).section);
        let around = || ancestors(folder).chain([""]).find_map(|folder| self.0.get(folder));
        said(site, pair)
            .or_else(|| around().copied())
            .unwrap_or(site.config.fallback)
    }
}

/// What the front matter of an original, or else of a translation, says.
fn said(site: &Site, pair: &Pair) -> Option<FallbackPolicy> {
    let of = |document: &Document| document.head.front.fallback;
    let members = pair.members.iter().map(|&member| site.document(member));
    of(site.document(pair.original)).or_else(|| members.filter_map(of).next())
}
