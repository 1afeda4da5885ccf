//! Articles whose address is not what it was: what the last generation says of this one.

use std::collections::{HashMap, HashSet};

use crate::base::SourcePath;
use crate::base::escape::escaped;
use crate::model::{Document, Site};
use crate::text::without_bidi_controls;
use crate::write::Manifest;

/// How many pages that are gone are read to tell what became of them.
const MOST_READ: usize = 200;

/// An article that seems to have moved since the last build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its source.
    pub path: SourcePath,
    /// The address that it had.
    pub from: String,
    /// The address that it has.
    pub to: String,
}

/// What seems to have moved: a page that is gone and a document that is new, of one language, whose addresses end alike, or else
/// whose titles are one; in one folder, whose date is one. It is a guess, and nothing is made of it but a proposal, if there is
/// one such document only. `read` gives what was published last.
pub fn moves(site: &Site, last: &Manifest, read: impl Fn(&str) -> Option<Vec<u8>>) -> Vec<Move> {
    let is_new = |document: &&Document| !last.contains(&document.route.file());
    let new: Vec<&Document> = site.documents().filter(is_new).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let now: HashSet<String> = site.routes.keys().map(|route| route.file()).collect();
    let gone = last
        .paths()
        .filter(|path| path.ends_with(".html") && !now.contains(*path));
    let mut left = MOST_READ;
    let moves: Vec<Move> = gone
        .filter_map(|file| {
            let from = address(file);
            let page = || {
                left = left.checked_sub(1)?;
                read(file)
            };
            let document = successor(&from, page, &new)?;
            Some(Move {
                path: document.path.clone(),
                from,
                to: document.route.as_str().to_owned(),
            })
        })
        .collect();
    // Two pages that are gone cannot both have become the same one; but one beside its translation lies below it.
    let mut claims: HashMap<&str, Vec<&str>> = HashMap::new();
    for found in &moves {
        claims.entry(&found.to).or_default().push(&found.from);
    }
    let is_sole = |found: &&Move| {
        let mut rivals = claims.get(&*found.to).into_iter().flatten();
        rivals.all(|rival| rival.starts_with(&found.from))
    };
    moves.iter().filter(is_sole).cloned().collect()
}

/// The document that a page became, if one alone may be it. The page is read if its address does not tell.
fn successor<'d>(from: &str, page: impl FnOnce() -> Option<Vec<u8>>, new: &[&'d Document]) -> Option<&'d Document> {
    let (first, last) = ends(from)?;
    let near = |document: &&&Document| ends(document.route.as_str()).is_some_and(|(own, _)| own == first);
    let near: Vec<_> = new.iter().filter(near).copied().collect();
    let ends_alike = |document: &&Document| ends(document.route.as_str()).is_some_and(|(_, own)| own == last);
    let mut alike: Vec<_> = near.iter().copied().filter(ends_alike).collect();
    if alike.is_empty() && !near.is_empty() {
        let page = page()?;
        let page = String::from_utf8_lossy(&page);
        let title = title(&page);
        alike.extend(near.iter().filter(|document| is_titled(&title, &document.title)));
        if alike.is_empty() {
            let is_dated = |document: &&Document| {
                let date = document.date.map(|date| format!("datetime=\"{date}"));
                date.is_some_and(|date| page.contains(&date))
            };
            let beside = near
                .iter()
                .filter(|document| folder(document.route.as_str()) == folder(from));
            alike.extend(beside.filter(|document| is_dated(document)));
        }
    }
    match alike.as_slice() {
        [document] => Some(document),
        _ => None,
    }
}

/// The address that a file answers for.
fn address(file: &str) -> String {
    let folder = file
        .strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(file))
}

/// The first part of an address, which is its language or its section, and the last.
fn ends(address: &str) -> Option<(&str, &str)> {
    let parts = address.trim_end_matches(".html").trim_matches('/');
    let (first, rest) = parts.split_once('/')?;
    Some((first, rest.rsplit('/').next().unwrap_or(rest)))
}

/// All of an address but its last part.
fn folder(address: &str) -> &str {
    address
        .trim_end_matches('/')
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// The title of a page, as its source has it.
fn title(page: &str) -> String {
    let title = page
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    without_bidi_controls(title.map_or("", |(title, _)| title.trim()))
}

/// Whether the title of a page is that of a document, with the name of the site beside it or not.
fn is_titled(page: &str, document: &str) -> bool {
    let own = without_bidi_controls(&escaped(document));
    let is_beside =
        |rest: Option<&str>, blank: fn(&str) -> bool| rest.is_some_and(|rest| rest.is_empty() || blank(rest));
    !own.is_empty()
        && (is_beside(page.strip_prefix(&own), |rest| rest.starts_with(' '))
            || is_beside(page.strip_suffix(&own), |rest| rest.ends_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_what_they_have_in_common() {
        assert_eq!(ends("/ar/articles/a/"), Some(("ar", "a")));
        assert_eq!(ends("/ar/a.html"), Some(("ar", "a")));
        assert_eq!(ends("/ar/"), None);
        assert_eq!(ends("/"), None);
        assert_eq!(folder("/ar/articles/a/"), "/ar/articles");
        assert_eq!(folder("/ar/articles/a.html"), "/ar/articles");
        assert_eq!(address("ar/x/index.html"), "/ar/x/");
        assert_eq!(address("index.html"), "/");
        assert_eq!(address("ar/x.html"), "/ar/x.html");
    }

    #[test]
    fn titles_with_the_name_of_a_site() {
        let page = title("<head><title>\u{2068}A &amp; B\u{2069} – Site</title>");
        assert!(is_titled(&page, "A & B"));
        assert!(is_titled("Site: A", "A"));
        assert!(!is_titled("C++ – Site", "C"), "the beginning of another title");
        assert!(!is_titled(&page, "Site B") && !is_titled(&page, ""));
    }
}
