//! Terms such as tags: a list, or one text that must be split.

use std::collections::HashSet;

use crate::text::fold_key;

/// What separates terms in one text.
pub(super) const ANY: [char; 4] = [',', '،', '؛', ';'];

/// What separates terms even within an item of a list: no term holds an Arabic comma.
pub(super) const ARABIC: [char; 2] = ['،', '؛'];

/// Terms in the order written, each once, by the first of its spellings.
#[derive(Default)]
pub(super) struct Terms {
    list: Vec<String>,
    seen: HashSet<String>,
}

impl Terms {
    /// Adds a text, split at `separators`. Answers whether there was anything to split.
    pub(super) fn add(&mut self, text: &str, separators: &[char]) -> bool {
        for term in text.split(separators).map(str::trim).filter(|term| !term.is_empty()) {
            let key = fold_key(term);
            if !key.is_empty() && self.seen.insert(key) {
                self.list.push(term.to_owned());
            }
        }
        text.contains(separators)
    }

    /// The terms so far.
    pub(super) fn list(&self) -> &[String] {
        &self.list
    }

    /// The terms.
    pub(super) fn into_list(self) -> Vec<String> {
        self.list
    }
}
