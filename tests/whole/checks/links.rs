//! Every address within the site leads to a file, and every fragment to a place in it.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde_json::Value;
use url::Url;

use crate::feed::{Atom, Xml};
use crate::page::Page;
use crate::site::{Site, Target, is_feed};

/// Members of JSON-LD and of JSON Feed that hold an address.
const ADDRESSES: &[&str] = &[
    "url",
    "image",
    "feed_url",
    "home_page_url",
    "external_url",
    "next_url",
    "icon",
    "favicon",
];

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let pages: Vec<_> = site.pages.iter().collect();
    let wrong = pages.into_par_iter().flat_map_iter(|(path, page)| {
        let mut found = Vec::new();
        let at = site.address(path);
        of_page(site, path, &at, page, &mut found);
        for data in &page.data {
            match serde_json::from_str(data) {
                Ok(data) => of_data(site, path, &data, &mut found),
                Err(error) => found.push(format!("{path}: JSON-LD: {error}")),
            }
        }
        found
    });
    problems.extend(wrong.collect::<Vec<_>>());
    for (path, xml) in &site.xml {
        match xml {
            Xml::Atom(feed) => of_atom(site, path, feed, problems),
            Xml::Sitemap(entries) => {
                let translations = entries.iter().flat_map(|entry| &entry.alternates);
                let addresses = entries
                    .iter()
                    .map(|entry| &entry.loc)
                    .chain(translations.map(|(_, address)| address));
                addresses.for_each(|address| absolute(site, path, address, problems));
            }
            Xml::Index(parts) => parts.iter().for_each(|part| absolute(site, path, part, problems)),
            Xml::Other => {}
        }
    }
    for (path, feed) in site.json.iter().filter(|(_, json)| is_feed(json)) {
        of_data(site, path, feed, problems);
        for content in site.contents.get(path).into_iter().flatten() {
            of_page(site, path, &site.root, content, problems);
        }
    }
    // Style sheets lead to pictures and fonts.
    for (path, sheet) in site.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        let sheet = String::from_utf8_lossy(sheet);
        for part in sheet.split("url(").skip(1) {
            let address = part.split(')').next().unwrap_or_default();
            one(
                site,
                path,
                &site.address(path),
                address.trim().trim_matches(['"', '\'']),
                problems,
            );
        }
    }
}

fn of_page(site: &Site, path: &str, at: &Url, page: &Page, problems: &mut Vec<String>) {
    let addresses: BTreeSet<_> = page.links.iter().map(|link| link.address.as_str()).collect();
    for address in addresses {
        one(site, path, at, address, problems);
    }
}

fn of_atom(site: &Site, path: &str, feed: &Atom, problems: &mut Vec<String>) {
    for link in &feed.links {
        absolute(site, path, &link.href, problems);
    }
    if let Some(content) = &feed.content {
        of_page(site, path, &site.root, content, problems);
    }
    feed.entries
        .iter()
        .for_each(|entry| of_atom(site, path, entry, problems));
}

/// Addresses anywhere in JSON.
fn of_data(site: &Site, path: &str, data: &Value, problems: &mut Vec<String>) {
    match data {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(address) if ADDRESSES.contains(&name.as_str()) => {
                        absolute(site, path, address, problems);
                    }
                    value => of_data(site, path, value, problems),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| of_data(site, path, value, problems)),
        _ => {}
    }
}

/// An address that is seen from elsewhere.
fn absolute(site: &Site, path: &str, address: &str, problems: &mut Vec<String>) {
    if Url::parse(address).is_err() {
        problems.push(format!("{path}: {address} is not absolute"));
    } else {
        one(site, path, &site.root, address, problems);
    }
}

fn one(site: &Site, path: &str, at: &Url, address: &str, problems: &mut Vec<String>) {
    match site.target(at, address) {
        Target::Elsewhere => {}
        Target::Wrong => problems.push(format!("{path}: {address} is no address")),
        Target::Beside => problems.push(format!("{path}: {address} leads out of the site")),
        Target::Missing(file) => problems.push(format!("{path}: {address} leads to {file}, which does not exist")),
        Target::File(_, None) => {}
        Target::File(file, Some(fragment)) => {
            // In a picture or a text a fragment may mean anything.
            if site.pages.get(&file).is_some_and(|page| !page.has_anchor(&fragment)) {
                problems.push(format!("{path}: {address} leads to no place in {file}"));
            }
        }
    }
}
