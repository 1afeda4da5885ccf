//! Articles whose address is not what it was: what the last generation says of this one.

use std::collections::{HashMap, HashSet};

use crate::base::SourcePath;
use crate::model::{Document, Site};
use crate::write::Manifest;

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

/// What seems to have moved: a page that is gone and a document that is new, of one language, whose addresses end alike or begin
/// alike, if there is one such document only. It is a guess, and nothing is made of it but a proposal.
pub fn moves(site: &Site, last: &Manifest) -> Vec<Move> {
    let is_new = |document: &&Document| !last.contains(&document.route.file());
    let new: Vec<&Document> = site.documents().filter(is_new).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let mut alike: HashMap<String, Vec<&Document>> = HashMap::new();
    for document in new {
        for likeness in likenesses(document.route.as_str()) {
            alike.entry(likeness).or_default().push(document);
        }
    }
    let now: HashSet<String> = site.routes.keys().map(|route| route.file()).collect();
    let gone = last
        .paths()
        .filter(|path| path.ends_with(".html") && !now.contains(*path));
    let moves: Vec<Move> = gone
        .filter_map(|file| {
            let from = address(file);
            let found = likenesses(&from)
                .into_iter()
                .find_map(|likeness| alike.get(&likeness))?;
            let [document] = found.as_slice() else { return None };
            Some(Move {
                path: document.path.clone(),
                from,
                to: document.route.as_str().to_owned(),
            })
        })
        .collect();
    // Two pages that are gone cannot both have become the same one.
    let mut claims: HashMap<&str, usize> = HashMap::new();
    for found in &moves {
        *claims.entry(&found.to).or_default() += 1;
    }
    let is_sole = |found: &&Move| claims.get(&*found.to) == Some(&1);
    moves.iter().filter(is_sole).cloned().collect()
}

/// The address that a file answers for.
fn address(file: &str) -> String {
    let folder = file
        .strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(file))
}

/// What an address has in common with those that it may have become: its language with its last part, and all but its last part.
fn likenesses(address: &str) -> Vec<String> {
    let parts: Vec<&str> = address
        .trim_end_matches(".html")
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    match parts.as_slice() {
        [language, .., last] => {
            let around = parts.get(..parts.len() - 1).unwrap_or_default().join("/");
            vec![format!("{language}//{last}"), format!("{around}/")]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_resemble_each_other() {
        for (a, b, expected) in [
            ("/ar/articles/a/", "/ar/2025/03/a/", true),
            ("/ar/articles/a/", "/ar/articles/b/", true),
            ("/ar/articles/a.html", "/ar/notes/a/", true),
            ("/ar/articles/a/", "/en/2025/a/", false),
            ("/ar/articles/a/", "/ar/notes/b/", false),
            ("/", "/ar/", false),
        ] {
            let other = likenesses(b);
            let resemble = likenesses(a).iter().any(|likeness| other.contains(likeness));
            assert_eq!(resemble, expected, "{a} {b}");
        }
        assert_eq!(address("ar/x/index.html"), "/ar/x/");
        assert_eq!(address("index.html"), "/");
        assert_eq!(address("ar/x.html"), "/ar/x.html");
    }
}
