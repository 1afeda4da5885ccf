//! Pages and their translations know each other, in the head, in the sitemap and in feeds; every page that search
//! engines may list has one address, and the sitemap lists these and no others.

use std::collections::{BTreeMap, BTreeSet};

use super::primary;
use crate::feed::{Atom, Entry, Xml};
use crate::page::Page;
use crate::site::{Site, Target};

type Set = BTreeSet<(String, String)>;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let entries = sitemap(site, problems);
    for (path, page) in site.made() {
        called(site, path, page, problems);
        if page.is_listed() {
            canonical(site, path, page, problems);
            alternates(site, path, page, problems);
        } else if !page.alternates.is_empty() {
            problems.push(format!("{path}: no search engine lists it, but it has `hreflang`"));
        }
    }
    listed(site, &entries, problems);
    for xml in site.xml.values() {
        if let Xml::Atom(feed) = xml {
            feed.entries.iter().for_each(|entry| related(site, entry, problems));
        }
    }
}

/// What a page says of the language of another one is what that one says itself.
fn called(site: &Site, path: &str, page: &Page, problems: &mut Vec<String>) {
    let at = site.address(path);
    for (lang, address) in page.called.iter().filter(|(lang, _)| lang != "x-default") {
        let Target::File(file, _) = site.target(&at, address) else {
            continue;
        };
        let Some(page) = site.pages.get(&file) else {
            continue;
        };
        if [&page.lang, &page.text_lang]
            .iter()
            .all(|own| primary(own) != primary(lang))
        {
            problems.push(format!("{path}: {file} is called `{lang}` and is in `{}`", page.lang));
        }
    }
}

fn canonical(site: &Site, path: &str, page: &Page, problems: &mut Vec<String>) {
    match page.canonical.as_slice() {
        [address] if address.starts_with(site.root.as_str()) && leads_to(site, address, path) => {}
        wrong => problems.push(format!(
            "{path}: `canonical` is {wrong:?} instead of {}",
            site.address(path)
        )),
    }
}

/// Whether an absolute address is a file's own.
fn leads_to(site: &Site, address: &str, path: &str) -> bool {
    site.target(&site.root, address) == Target::File(path.to_owned(), None) && !address.contains('?')
}

fn set(alternates: &[(String, String)]) -> Set {
    alternates.iter().cloned().collect()
}

fn alternates(site: &Site, path: &str, page: &Page, problems: &mut Vec<String>) {
    let own = set(&page.alternates);
    let mut say = |what: String| problems.push(format!("{path}: {what}"));
    for address in &page.translations {
        // What it leads to counts, not how it is written.
        let Target::File(file, None) = site.target(&site.address(path), address) else {
            continue;
        };
        let is_listed = site.pages.get(&file).is_some_and(Page::is_listed);
        if is_listed && !own.iter().any(|(_, member)| leads_to(site, member, &file)) {
            say(format!("`hreflang` lacks {file}, to which it links as a translation"));
        }
    }
    if page.alternates.is_empty() {
        return;
    }
    let values: BTreeSet<_> = page
        .alternates
        .iter()
        .map(|(value, _)| value.to_ascii_lowercase())
        .collect();
    if values.len() != page.alternates.len() {
        say("a value of `hreflang` stands twice".to_owned());
    }
    if !values.contains("x-default") {
        say("`hreflang` lacks `x-default`".to_owned());
    }
    if !page
        .alternates
        .iter()
        .any(|(_, address)| page.canonical.contains(address))
    {
        say("`hreflang` lacks the page itself".to_owned());
    }
    for (_, address) in &page.alternates {
        let Some((file, member)) = site.page(address).filter(|(_, member)| member.is_listed()) else {
            say(format!("`hreflang` leads to {address}, which no search engine lists"));
            continue;
        };
        if set(&member.alternates) != own {
            say(format!("`hreflang` of {file} is another set"));
        }
        if !member.canonical.contains(address) {
            say(format!("`hreflang` writes the address of {file} otherwise than itself"));
        }
    }
}

/// All entries by their address.
fn sitemap<'a>(site: &'a Site, problems: &mut Vec<String>) -> BTreeMap<&'a str, &'a Entry> {
    let mut files = match site.xml.get("sitemap.xml") {
        Some(Xml::Index(parts)) => parts
            .iter()
            .filter_map(|part| match site.target(&site.root, part) {
                Target::File(path, None) => Some(path),
                _ => None,
            })
            .collect(),
        _ => vec!["sitemap.xml".to_owned()],
    };
    files.sort();
    files.dedup();
    let mut entries = BTreeMap::new();
    for file in files {
        let Some(Xml::Sitemap(part)) = site.xml.get(&file) else {
            problems.push(format!("{file}: there is no such sitemap"));
            continue;
        };
        if part.len() > 50_000 || site.files[&file].len() > 50 << 20 {
            problems.push(format!("{file}: it is larger than sitemaps.org allows"));
        }
        for entry in part {
            if entries.insert(entry.loc.as_str(), entry).is_some() {
                problems.push(format!("{file}: {} stands twice", entry.loc));
            }
        }
    }
    entries
}

fn listed(site: &Site, entries: &BTreeMap<&str, &Entry>, problems: &mut Vec<String>) {
    let mut canonical = BTreeMap::new();
    for (path, page) in site.made().filter(|(_, page)| page.is_listed()) {
        for address in &page.canonical {
            if let Some(other) = canonical.insert(address.as_str(), (path, page)) {
                problems.push(format!("{path}: `canonical` is also that of {}", other.0));
            }
        }
    }
    for (address, (path, page)) in &canonical {
        match entries.get(address) {
            None => problems.push(format!("{path}: the sitemap lacks {address}")),
            Some(entry) if set(&entry.alternates) != set(&page.alternates) => {
                problems.push(format!("{path}: the sitemap has other translations than the page"));
            }
            Some(_) => {}
        }
    }
    let extra = entries.keys().filter(|address| !canonical.contains_key(*address));
    problems.extend(extra.map(|address| format!("sitemap.xml: {address} is no page's `canonical`")));
}

/// The translations that a feed names are those of the page.
fn related(site: &Site, entry: &Atom, problems: &mut Vec<String>) {
    let by_rel = |rel| entry.links.iter().filter(move |link| link.rel == rel);
    let own = by_rel("alternate").next().and_then(|link| site.page(&link.href));
    let Some((path, page)) = own.filter(|(_, page)| page.is_listed()) else {
        return;
    };
    let named: BTreeSet<_> = by_rel("related").map(|link| link.href.as_str()).collect();
    let others = page
        .alternates
        .iter()
        .filter(|(value, address)| value != "x-default" && !page.canonical.contains(address));
    let others: BTreeSet<_> = others.map(|(_, address)| address.as_str()).collect();
    if named != others {
        problems.push(format!(
            "{path}: a feed has the translations {named:?}, the page {others:?}"
        ));
    }
}
