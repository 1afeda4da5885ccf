//! The pages that show two translations side by side: one for each two languages of an article or a page.

use super::claimant::{Claimant, What};
use super::claims::Claims;
use crate::base::Diagnostic;
use crate::model::{DocId, Parallel, Route, Site};

/// The pages for all pairs, by pair; their addresses are claimed.
pub fn parallels(site: &Site, claims: &mut Claims, problems: &mut Vec<Diagnostic>) -> Vec<Parallel> {
    let mut parallels = Vec::new();
    for pair in &site.pairs {
        // Lists have texts of their own in each language.
        let is_index = |id: &DocId| site.document(*id).kind.is_index();
        if pair.members.iter().any(is_index) {
            continue;
        }
        for (at, &first) in pair.members.iter().enumerate() {
            for &second in pair.members.iter().skip(at + 1) {
                let (own, other) = (site.document(first), site.document(second));
                let route = beside(&own.route, &site.config.language(other.lang).tag);
                let claimant = || Claimant {
                    what: What::Beside(own.path.clone(), other.path.clone()),
                    ..Claimant::source(&other.path, None)
                };
                claims.claim(&route, claimant, problems);
                parallels.push(Parallel {
                    members: [first, second],
                    route,
                });
            }
        }
    }
    parallels
}

/// `/ar/x/en/`, or `/ar/x.en.html` where addresses end like that.
fn beside(route: &Route, tag: &str) -> Route {
    match route.as_str().strip_suffix(".html") {
        Some(name) => Route::new(&format!("{name}.{tag}.html")),
        None => Route::new(&format!("{}/{tag}/", route.as_str().trim_end_matches('/'))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_beside() {
        for (route, expected) in [
            ("/ar/a/", "/ar/a/en/"),
            ("/a/", "/a/en/"),
            ("/ar/a.html", "/ar/a.en.html"),
        ] {
            assert_eq!(beside(&Route::new(route), "en").as_str(), expected);
        }
    }
}
