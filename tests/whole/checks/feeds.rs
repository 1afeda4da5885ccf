//! What no schema says of feeds (RFC 4287, JSON Feed 1.1): where they are, whose, in which language, and when.

use std::collections::BTreeSet;

use serde_json::Value;

use super::primary;
use crate::feed::{Atom, Xml};
use crate::site::{Site, Target, is_feed};

pub fn check(site: &Site, problems: &mut Vec<String>) {
    for (path, xml) in &site.xml {
        if let Xml::Atom(feed) = xml {
            atom(site, path, feed, problems);
        }
    }
    for (path, feed) in site.json.iter().filter(|(_, json)| is_feed(json)) {
        json(site, path, feed, problems);
    }
}

fn atom(site: &Site, path: &str, feed: &Atom, problems: &mut Vec<String>) {
    let mut say = |what: String| problems.push(format!("{path}: {what}"));
    let own = feed.links.iter().filter(|link| link.rel == "self");
    let own: Vec<_> = own.map(|link| site.target(&site.root, &link.href)).collect();
    if own != [Target::File(path.to_owned(), None)] {
        say("the link to itself leads elsewhere".to_owned());
    }
    let mut ids = BTreeSet::from([feed.id.as_str()]);
    for entry in &feed.entries {
        if !ids.insert(&entry.id) {
            say(format!("the id {} stands twice", entry.id));
        }
        if !feed.has_author && !entry.has_author {
            say(format!("{} has no author", entry.id));
        }
    }
    for part in [feed].into_iter().chain(&feed.entries) {
        if part.lang.is_empty() {
            say(format!("{} has no language", part.id));
        }
        for date in part.dates.iter().filter(|date| !is_rfc3339(date)) {
            say(format!("`{date}` is no date of RFC 3339"));
        }
        for link in part
            .links
            .iter()
            .filter(|link| ["alternate", "related"].contains(&link.rel.as_str()))
        {
            let lang = site.page(&link.href).map(|(_, page)| page.lang.as_str());
            if lang.is_some_and(|lang| primary(lang) != primary(&link.hreflang)) {
                say(format!("{} is called `{}` and is not", link.href, link.hreflang));
            }
        }
    }
}

fn json(site: &Site, path: &str, feed: &Value, problems: &mut Vec<String>) {
    let mut say = |what: String| problems.push(format!("{path}: {what}"));
    if feed["version"] != "https://jsonfeed.org/version/1.1" {
        say("`version` is another".to_owned());
    }
    for key in ["title", "language", "home_page_url", "feed_url"] {
        if feed[key].as_str().is_none_or(str::is_empty) {
            say(format!("`{key}` is missing or no text"));
        }
    }
    let own = feed["feed_url"].as_str().unwrap_or_default();
    if site.target(&site.root, own) != Target::File(path.to_owned(), None) {
        say(format!("`feed_url` is {own}"));
    }
    let Some(items) = feed["items"].as_array() else {
        return say("`items` is missing or no list".to_owned());
    };
    let mut ids = BTreeSet::new();
    for item in items {
        let id = item["id"].as_str().unwrap_or_default();
        if id.is_empty() || !ids.insert(id) {
            say(format!("an `id` is missing, no text or there twice: {}", item["id"]));
        }
        if !["content_html", "content_text"].iter().any(|key| item[key].is_string()) {
            say(format!("{id} has no content"));
        }
        for key in [
            "url",
            "title",
            "summary",
            "language",
            "image",
            "content_html",
            "content_text",
        ] {
            if !item[key].is_string() && !item[key].is_null() {
                say(format!("{id}: `{key}` is no text"));
            }
        }
        let url = item["url"].as_str().unwrap_or_default();
        let lang = site.page(url).map(|(_, page)| page.lang.as_str());
        if lang.is_some_and(|lang| item["language"].as_str().map(primary) != Some(primary(lang))) {
            say(format!("{id}: `language` is not the page's"));
        }
        for key in ["date_published", "date_modified"] {
            if !item[key].is_null() && !item[key].as_str().is_some_and(is_rfc3339) {
                say(format!("{id}: `{key}` is no date of RFC 3339"));
            }
        }
        for tag in item["tags"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|tag| !tag.is_string())
        {
            say(format!("{id}: the tag {tag} is no text"));
        }
    }
    for owner in [feed].into_iter().chain(items) {
        for author in owner["authors"].as_array().into_iter().flatten() {
            if !author["name"].is_string() {
                say(format!("the author {author} has no name"));
            }
        }
    }
}

/// Whether a text is a date with time and offset in the form of RFC 3339, section 5.6.
fn is_rfc3339(text: &str) -> bool {
    let (Some((date, rest)), true) = (text.split_once('T'), text.is_ascii()) else {
        return false;
    };
    let offset = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (time, offset) = rest.split_at(offset);
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let in_range = |text: &str, form: &[(usize, u32, u32)], between: char| {
        let parts: Vec<_> = text.split(between).collect();
        let fits = |(part, (digits, least, most)): (&&str, &(usize, u32, u32))| {
            let number = part
                .parse()
                .ok()
                .filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
            part.len() == *digits && number.is_some_and(|number| (*least..=*most).contains(&number))
        };
        parts.len() == form.len() && parts.iter().zip(form).all(fits)
    };
    in_range(date, &[(4, 0, 9999), (2, 1, 12), (2, 1, 31)], '-')
        && in_range(time, &[(2, 0, 23), (2, 0, 59), (2, 0, 60)], ':')
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (offset == "Z" || in_range(offset.get(1..).unwrap_or_default(), &[(2, 0, 23), (2, 0, 59)], ':'))
}

#[test]
fn dates_of_rfc_3339() {
    for good in [
        "2025-03-04T00:00:00Z",
        "2025-03-04T09:30:00.5+03:00",
        "2025-12-31T23:59:60-00:00",
    ] {
        assert!(is_rfc3339(good), "{good}");
    }
    for bad in [
        "2025-03-04",
        "2025-03-04T00:00:00",
        "2025-3-4T00:00:00Z",
        "2025-13-04T00:00:00Z",
        "2025-03-04 00:00:00Z",
        "2025-03-04T00:00Z",
        "2025-03-04T00:00:00+3:00",
        "٢٠٢٥-٠٣-٠٤T00:00:00Z",
        "2025-03-04T00:00:00.Z",
    ] {
        assert!(!is_rfc3339(bad), "{bad}");
    }
}
