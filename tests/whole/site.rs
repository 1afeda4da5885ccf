//! A published site, known from its files only.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;
use serde_json::Value;
use url::Url;

use crate::feed::{Xml, fragment};
use crate::folder::Files;
use crate::page::Page;

/// A published site; each file was parsed once.
pub struct Site {
    /// The address of the output folder.
    pub root: Url,
    /// Every file.
    pub files: Files,
    /// The HTML among them.
    pub pages: BTreeMap<String, Page>,
    /// The XML among them.
    pub xml: BTreeMap<String, Xml>,
    /// The JSON among them.
    pub json: BTreeMap<String, Value>,
    /// The JSON Feeds among those, each entry's text as a page.
    pub contents: BTreeMap<String, Vec<Page>>,
    /// Files that do not parse.
    pub broken: Vec<String>,
}

/// Where an address leads.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// To a file, perhaps to a place in it.
    File(String, Option<String>),
    /// To a file of the site that does not exist.
    Missing(String),
    /// To the site's host, but not to the site.
    Beside,
    /// To another host, or no host at all.
    Elsewhere,
    /// It is no address.
    Wrong,
}

impl Site {
    /// Reads a site from its files.
    pub fn new(files: Files) -> Result<Site, String> {
        let front = files.get("index.html").map_or(&[][..], Vec::as_slice);
        let front = Page::parse(&String::from_utf8_lossy(front));
        let root = front
            .canonical
            .first()
            .ok_or("the front page has no `canonical`: the site needs a `base_url`")?;
        let root = Url::parse(root).map_err(|error| format!("index.html: {root}: {error}"))?;

        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).map_err(|error| error.to_string());
        let (pages, mut broken) = parsed(&files, ".html", |bytes| Ok(Page::parse(&text(bytes)?)));
        let (xml, worse) = parsed(&files, ".xml", |bytes| Xml::parse(&text(bytes)?));
        broken.extend(worse);
        let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).map_err(|error| error.to_string());
        let (json, worse) = parsed(&files, ".json", read);
        broken.extend(worse);
        let feeds: Vec<_> = json.par_iter().filter(|(_, feed)| is_feed(feed)).collect();
        let contents = feeds.into_par_iter().map(|(path, feed)| (path.clone(), contents(feed)));
        Ok(Site {
            root,
            contents: contents.collect(),
            files,
            pages,
            xml,
            json,
            broken,
        })
    }

    /// The address of a file.
    pub fn address(&self, file: &str) -> Url {
        let folder = file
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let mut url = self.root.clone();
        let path = folder.unwrap_or(file).replace('%', "%25");
        url.set_path(&format!("{}{path}", self.root.path()));
        url
    }

    /// Where an address leads that stands in a file which is at `base`.
    pub fn target(&self, base: &Url, address: &str) -> Target {
        let Ok(url) = base.join(address) else {
            return Target::Wrong;
        };
        if url.origin() != self.root.origin() {
            return Target::Elsewhere;
        }
        let Some(path) = url.path().strip_prefix(self.root.path()) else {
            return Target::Beside;
        };
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().ok().map(String::from);
        let Some(mut path) = decoded(path) else {
            return Target::Wrong;
        };
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        if self.files.contains_key(&path) {
            Target::File(path, url.fragment().and_then(decoded))
        } else {
            Target::Missing(path)
        }
    }

    /// The page at which an absolute address leads.
    pub fn page(&self, address: &str) -> Option<(&str, &Page)> {
        match self.target(&self.root, address) {
            Target::File(path, None) => self
                .pages
                .get_key_value(&path)
                .map(|(path, page)| (path.as_str(), page)),
            _ => None,
        }
    }

    /// The pages that the generator made, by their path.
    pub fn made(&self) -> impl Iterator<Item = (&str, &Page)> {
        let pages = self.pages.iter().filter(|(_, page)| page.is_made);
        pages.map(|(path, page)| (path.as_str(), page))
    }
}

/// Whether JSON is a JSON Feed.
pub fn is_feed(json: &Value) -> bool {
    let version = json.get("version").and_then(Value::as_str);
    version.is_some_and(|version| version.starts_with("https://jsonfeed.org/"))
}

fn contents(feed: &Value) -> Vec<Page> {
    let items = feed["items"].as_array().map_or(&[][..], Vec::as_slice);
    let html = |item: &Value| Some(fragment(item["content_html"].as_str()?, item["language"].as_str()?));
    items.iter().filter_map(html).collect()
}

/// The files with this end, parsed, and what does not parse.
fn parsed<T: Send>(
    files: &Files,
    end: &str,
    parse: impl Fn(&[u8]) -> Result<T, String> + Sync,
) -> (BTreeMap<String, T>, Vec<String>) {
    let named: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(end)).collect();
    let results: Vec<_> = named
        .into_par_iter()
        .map(|(path, bytes)| (path, parse(bytes)))
        .collect();
    let (mut good, mut broken) = (BTreeMap::new(), Vec::new());
    for (path, result) in results {
        match result {
            Ok(value) => drop(good.insert(path.clone(), value)),
            Err(error) => broken.push(format!("{path}: {error}")),
        }
    }
    (good, broken)
}
