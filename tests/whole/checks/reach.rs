//! Who begins at the home page of a language finds every page in that language, and from the front page every page
//! in all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::page::Page;
use crate::site::{Site, Target};

const FRONT: &str = "index.html";

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let homes = homes(site);
    let mut found = BTreeMap::new();
    for (lang, home) in &homes {
        found.insert(*lang, reached(site, home, |page| page.lang == *lang));
    }
    let from_front = reached(site, FRONT, |_| true);
    for (path, page) in site.made().filter(|(_, page)| page.is_listed()) {
        let Some(home) = homes.get(page.lang.as_str()) else {
            problems.push(format!("{path}: its language, `{}`, has no home", page.lang));
            continue;
        };
        let is_reached = if is_for_all(path, &homes) {
            from_front.contains(path)
        } else {
            found[page.lang.as_str()].contains(path)
        };
        if !is_reached {
            problems.push(format!("{path}: no way leads to it from {home}"));
        }
    }
}

/// The home page of each language.
fn homes(site: &Site) -> BTreeMap<&str, &str> {
    let front = site.pages.get_key_value(FRONT);
    let alternates = front.into_iter().flat_map(|(_, page)| &page.alternates);
    let members = alternates.filter(|(value, _)| value != "x-default");
    let mut homes: BTreeMap<&str, &str> = members
        .filter_map(|(_, address)| site.page(address))
        .map(|(path, page)| (page.lang.as_str(), path))
        .collect();
    if homes.is_empty() {
        // A language alone has no translations.
        let lang = front.map(|(_, page)| page.lang.as_str()).unwrap_or_default();
        let home = site.pages.get_key_value(&format!("{lang}/index.html")).or(front);
        homes.extend(home.map(|(path, page)| (page.lang.as_str(), path.as_str())));
    }
    homes
}

/// Whether a page belongs to no language's home: the front page, and what lies beside the homes.
fn is_for_all(path: &str, homes: &BTreeMap<&str, &str>) -> bool {
    let folder = |home: &str| home.strip_suffix(FRONT).map(str::to_owned);
    let folders: Vec<_> = homes.values().filter_map(|home| folder(home)).collect();
    !folders.iter().any(|folder| path.starts_with(folder.as_str()))
}

/// The pages that links lead to from one page, by way of those that `goes_on` accepts.
fn reached(site: &Site, home: &str, goes_on: impl Fn(&Page) -> bool) -> BTreeSet<String> {
    let mut found = BTreeSet::from([home.to_owned()]);
    let mut open = vec![home.to_owned()];
    while let Some(path) = open.pop() {
        let Some(page) = site.pages.get(&path).filter(|page| goes_on(page)) else {
            continue;
        };
        let at = site.address(&path);
        for link in page.links.iter().filter(|link| link.is_followed) {
            if let Target::File(target, _) = site.target(&at, &link.address)
                && !found.contains(&target)
            {
                found.insert(target.clone());
                open.push(target);
            }
        }
    }
    found
}
