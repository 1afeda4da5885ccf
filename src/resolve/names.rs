//! What lies in each folder of the content: for suggestions, and to say why a source is not published.

use std::collections::HashMap;

use super::identity::{Reader, below_content};
use crate::base::{SourcePath, nearest};
use crate::model::Withheld;
use crate::text::nfc;

/// A larger folder gives no suggestions: one would cost as much as reading it.
const LARGEST: usize = 300;

/// The names of a site's sources and files.
#[derive(Default)]
pub struct Names {
    folders: HashMap<Box<str>, Vec<Box<str>>>,
    held: HashMap<String, Withheld>,
}

impl Names {
    /// Takes paths below `content/`.
    pub fn new<'p>(paths: impl Iterator<Item = &'p str>) -> Self {
        let mut names = Names::default();
        for path in paths {
            let (folder, name) = split(path);
            match names.folders.get_mut(folder) {
                Some(there) => there.push(name.into()),
                None => drop(names.folders.insert(folder.into(), vec![name.into()])),
            }
        }
        names
    }

    /// Adds sources that are held back, by their path and by the article that they are.
    pub fn hold(&mut self, path: &str, reason: Withheld, reader: &Reader) {
        let path = below_content(path);
        self.held.insert(path.to_owned(), reason);
        self.held
            .entry(reader.identity(path).key().to_owned())
            .or_insert(reason);
    }

    /// Why the source at this path, or with this key, is not published.
    pub fn held(&self, path_or_key: &str) -> Option<Withheld> {
        self.held.get(path_or_key).copied()
    }

    /// The name in the folder of `path` that is most like the last part of it.
    pub fn near(&self, path: &str) -> Option<&str> {
        let (folder, name) = split(path);
        let there = self.folders.get(folder).filter(|names| names.len() <= LARGEST)?;
        nearest(name, there.iter().map(|name| &**name))
    }
}

/// How two paths differ that look the same, if they do so by their normal form only.
pub fn normal_form(own: &SourcePath, other: &SourcePath) -> Option<&'static str> {
    let [composed, others] = [own, other].map(|path| nfc(path.as_str()));
    let look_alike = own != other && composed == others;
    look_alike.then_some(if composed == own.as_str() {
        "the name of the other is decomposed: its letters and their marks are characters of their own"
    } else {
        "its own name is decomposed: letters and their marks are characters of their own"
    })
}

/// The folder of a path, and its last part.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}
