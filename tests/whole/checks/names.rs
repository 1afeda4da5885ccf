//! Ids are unique, a page says its language and direction, and no name holds a character that nobody sees.

use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::primary;
use crate::feed::{Atom, Xml};
use crate::page::Page;
use crate::site::Site;

/// Languages that are written from right to left, of those that the theme knows.
const RIGHT_TO_LEFT: &[&str] = &["ar", "fa", "he", "ur"];

pub fn check(site: &Site, problems: &mut Vec<String>) {
    for path in site.files.keys() {
        plain(path, path, problems);
    }
    for (path, page) in &site.pages {
        of_page(path, page, problems);
        if page.is_made {
            direction(path, page, problems);
        }
        for data in page.data.iter().filter_map(|data| serde_json::from_str(data).ok()) {
            of_data(path, &data, problems);
        }
    }
    for (path, xml) in &site.xml {
        match xml {
            Xml::Atom(feed) => of_atom(path, feed, problems),
            Xml::Sitemap(entries) => {
                let translations = entries
                    .iter()
                    .flat_map(|entry| &entry.alternates)
                    .map(|(_, address)| address);
                let addresses = entries.iter().map(|entry| &entry.loc).chain(translations);
                addresses.for_each(|address| plain(path, address, problems));
            }
            Xml::Index(parts) => parts.iter().for_each(|part| plain(path, part, problems)),
            Xml::Other => {}
        }
    }
    for (path, data) in &site.json {
        of_data(path, data, problems);
        let contents = site.contents.get(path).into_iter().flatten();
        contents.for_each(|content| of_page(path, content, problems));
    }
}

fn direction(path: &str, page: &Page, problems: &mut Vec<String>) {
    let expected = if RIGHT_TO_LEFT.contains(&primary(&page.lang)) {
        "rtl"
    } else {
        "ltr"
    };
    if page.lang.is_empty() || page.dir != expected {
        problems.push(format!(
            "{path}: its language is `{}` and its direction `{}`",
            page.lang, page.dir
        ));
    }
}

fn of_page(path: &str, page: &Page, problems: &mut Vec<String>) {
    let mut known = BTreeSet::new();
    for id in &page.ids {
        plain(path, id, problems);
        if !known.insert(id) {
            problems.push(format!("{path}: the id `{id}` stands twice"));
        }
        if id.is_empty() || id.contains(char::is_whitespace) {
            problems.push(format!("{path}: `{id}` is no id"));
        }
    }
    for link in &page.links {
        plain(path, &link.address, problems);
    }
}

fn of_atom(path: &str, feed: &Atom, problems: &mut Vec<String>) {
    plain(path, &feed.id, problems);
    feed.links.iter().for_each(|link| plain(path, &link.href, problems));
    if let Some(content) = &feed.content {
        of_page(path, content, problems);
    }
    feed.entries.iter().for_each(|entry| of_atom(path, entry, problems));
}

/// Keys, and what holds an address or an id.
fn of_data(path: &str, data: &Value, problems: &mut Vec<String>) {
    match data {
        Value::Object(members) => {
            for (key, value) in members {
                plain(path, key, problems);
                match value.as_str() {
                    Some(text) if key == "id" || key.ends_with("url") => plain(path, text, problems),
                    _ => of_data(path, value, problems),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| of_data(path, value, problems)),
        _ => {}
    }
}

/// A name holds nothing that steers directions (UAX #9), bare or encoded.
fn plain(path: &str, name: &str, problems: &mut Vec<String>) {
    let steers =
        |c: char| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let decoded = percent_decode_str(name).decode_utf8_lossy();
    if name.contains(steers) || decoded.contains(steers) {
        problems.push(format!("{path}: {name:?} holds a character that steers directions"));
    }
}
