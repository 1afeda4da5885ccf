//! Articles whose address is not what it was: what the last generation says of this one.

use std::collections::HashSet;

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
    let new: Vec<&Document> = site.documents.iter().filter(is_new).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let now: HashSet<String> = site.routes.keys().map(|route| route.file()).collect();
    let gone = last
        .paths()
        .filter(|path| path.ends_with(".html") && !now.contains(*path));
    let mut moves: Vec<Move> = gone
        .filter_map(|file| {
            let from = address(file);
            let mut alike = new.iter().filter(|document| resemble(&from, document.route.as_str()));
            let document = alike.next().filter(|_| alike.next().is_none())?;
            Some(Move {
                path: document.path.clone(),
                from,
                to: document.route.as_str().to_owned(),
            })
        })
        .collect();
    // Two pages that are gone cannot both have become the same one.
    let targets: Vec<String> = moves.iter().map(|found| found.to.clone()).collect();
    moves.retain(|found| targets.iter().filter(|to| **to == found.to).count() == 1);
    moves
}

/// The address that a file answers for.
fn address(file: &str) -> String {
    let folder = file
        .strip_suffix("index.html")
        .filter(|folder| folder.is_empty() || folder.ends_with('/'));
    format!("/{}", folder.unwrap_or(file))
}

/// Whether two addresses of one language have the same last part, or all other parts in common.
fn resemble(a: &str, b: &str) -> bool {
    let parts = |address: &str| -> Vec<String> {
        let parts = address
            .trim_end_matches(".html")
            .split('/')
            .filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let (a, b) = (parts(a), parts(b));
    let (Some((a_last, a_around)), Some((b_last, b_around))) = (a.split_last(), b.split_last()) else {
        return false;
    };
    a_around.first() == b_around.first() && (a_last == b_last || a_around == b_around)
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
            assert_eq!(resemble(a, b), expected, "{a} {b}");
        }
        assert_eq!(address("ar/x/index.html"), "/ar/x/");
        assert_eq!(address("index.html"), "/");
        assert_eq!(address("ar/x.html"), "/ar/x.html");
    }
}
