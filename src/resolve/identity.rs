//! What a path says: the section, the name, the language, and which files are one article.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::SourcePath;
use crate::locale;
use crate::text::{Direction, nfc};

/// What the name of a source says of its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The folder of its section below `content/`, without a language folder.
    pub folder: String,
    /// Its name without language and extension; the folder's name for `<name>/index.md`.
    pub name: String,
    /// The language that its path names.
    pub lang: Option<String>,
    /// Whether it is the `_index` file of its folder.
    pub index: bool,
    /// Equal for translations of one article.
    key: String,
}

impl Identity {
    fn new(folder: &str, name: &str, lang: Option<&str>, index: bool) -> Self {
        Identity {
            key: key(folder, if index { "_index" } else { name }),
            folder: folder.to_owned(),
            name: name.to_owned(),
            lang: lang.map(str::to_owned),
            index,
        }
    }

    /// Equal for translations of one article.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Joins a folder and a name.
pub fn key(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// Reads paths below `content/` for one set of languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Reader {
    languages: Vec<String>,
    sections: BTreeSet<String>,
}

impl Reader {
    /// `paths` are all documents: an `index` file stands for its folder's section, not for a
    /// page of the folder's name, where the folder holds other documents.
    pub fn new<'p>(languages: &[String], paths: impl Iterator<Item = &'p SourcePath>) -> Self {
        let mut sections = BTreeSet::new();
        let reader = Reader {
            languages: languages.to_vec(),
            sections: BTreeSet::new(),
        };
        for path in paths {
            let path = nfc(below_content(path.as_str()));
            let Split { folder, name, .. } = reader.split(&path);
            if name != "index" {
                add_with_ancestors(&mut sections, folder);
            }
        }
        Reader { sections, ..reader }
    }

    /// Whether it reads for these languages.
    pub(super) fn is_of(&self, languages: &[String]) -> bool {
        self.languages == languages
    }

    /// What `path`, below `content/`, says.
    pub fn identity(&self, path: &str) -> Identity {
        let path = nfc(path);
        let Split { folder, name, lang } = self.split(&path);
        let bundle = name == "index" && !folder.is_empty() && !self.sections.contains(folder);
        if bundle {
            let (parent, own) = folder.rsplit_once('/').unwrap_or(("", folder));
            return Identity::new(parent, own, lang, false);
        }
        Identity::new(folder, name, lang, name == "_index" || name == "index")
    }

    /// Takes a path in NFC apart.
    fn split<'p>(&'p self, path: &'p str) -> Split<'p> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let (first, rest) = folder.split_once('/').unwrap_or((folder, ""));
        let (folder, folder_lang) = match self.language(first) {
            Some(lang) => (rest, Some(lang)),
            None => (folder, None),
        };
        let stem = stem(file);
        let (name, suffix_lang) = match stem.rsplit_once('.') {
            Some((name, suffix)) if !name.is_empty() => match self.language(suffix) {
                Some(lang) => (name, Some(lang)),
                None => (stem, None),
            },
            _ => (stem, None),
        };
        Split {
            folder,
            name,
            lang: suffix_lang.or(folder_lang),
        }
    }

    fn language(&self, tag: &str) -> Option<&str> {
        let same = |language: &&String| language.eq_ignore_ascii_case(tag);
        if let Some(language) = self.languages.iter().find(same) {
            return Some(language);
        }
        // `iw` is a former name of `he`. Most folders and suffixes do not even look like a tag.
        let looks_like_one = tag.len() == 2 || tag.contains('-');
        let canonical = looks_like_one.then(|| locale::canonical(tag).ok()).flatten()?;
        self.languages
            .iter()
            .find(|language| **language == canonical)
            .map(String::as_str)
    }
}

/// A path taken apart.
struct Split<'p> {
    /// The folder without the language folder.
    folder: &'p str,
    /// The name without language and extension.
    name: &'p str,
    /// The language that either of them names.
    lang: Option<&'p str>,
}

/// The folder of a source below `content/`.
pub fn own_folder(path: &SourcePath) -> &str {
    match path.folder() {
        "content" => "",
        folder => below_content(folder),
    }
}

/// A path without `.`, `..` and empty parts; `None` where it leaves the root.
pub fn normal(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The path without its leading `content/`.
pub fn below_content(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

/// The file name without the extension of a document.
pub fn stem(file: &str) -> &str {
    [".md", ".markdown", ".txt"]
        .iter()
        .find_map(|extension| file.strip_suffix(extension))
        .unwrap_or(file)
}

/// A folder and the folders around it, innermost first, without the root.
pub fn ancestors(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |inner| inner.rsplit_once('/').map(|(outer, _)| outer))
        .filter(|f| !f.is_empty())
}

/// Adds a folder and the folders around it.
pub fn add_with_ancestors(folders: &mut BTreeSet<String>, folder: &str) {
    for folder in ancestors(folder) {
        // Whoever is known, so are those around it.
        if folders.contains(folder) {
            return;
        }
        folders.insert(folder.to_owned());
    }
}

/// The languages that the names of documents tell, for a site that does not list its own.
///
/// A suffix is a language only if its locale is known and some file pairs with it. Files without
/// a suffix have the language that `direction`, of their letters, makes most likely.
pub fn found_languages(paths: &[SourcePath], direction: Option<Direction>) -> Vec<String> {
    let mut names: BTreeMap<(String, String), BTreeSet<Option<String>>> = BTreeMap::new();
    for path in paths {
        let path = nfc(below_content(path.as_str())).into_owned();
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
        let suffixed = stem(file).rsplit_once('.').filter(|(name, _)| !name.is_empty());
        match suffixed.and_then(|(name, suffix)| Some((name, known(suffix)?))) {
            Some((name, lang)) => names
                .entry((folder.to_owned(), name.to_owned()))
                .or_default()
                .insert(Some(lang)),
            None => names
                .entry((folder.to_owned(), stem(file).to_owned()))
                .or_default()
                .insert(None),
        };
        let (first, rest) = path.split_once('/').unwrap_or(("", &path));
        if let Some(lang) = known(first) {
            names
                .entry((String::new(), format!("/{rest}")))
                .or_default()
                .insert(Some(lang));
        }
    }
    let paired = || names.values().filter(|tags| tags.len() > 1);
    let mut found: BTreeSet<String> = paired().flatten().flatten().cloned().collect();
    let Some(direction) = direction else {
        return found.into_iter().collect();
    };
    // Files without a suffix are not in a language that one of them is translated into.
    let beside: BTreeSet<&String> = paired()
        .filter(|tags| tags.contains(&None))
        .flatten()
        .flatten()
        .collect();
    let mut likely = found
        .iter()
        .filter(|tag| locale::direction(tag) == direction && !beside.contains(tag));
    let default = match (likely.next(), likely.next()) {
        (Some(only), None) => only.clone(),
        _ if direction == Direction::Rtl => "ar".to_owned(),
        _ => "en".to_owned(),
    };
    found.remove(&default);
    std::iter::once(default).chain(found).collect()
}

/// Whether the name of a document may say its language, in a site that lists none.
pub fn names_language(path: &SourcePath) -> bool {
    let path = below_content(path.as_str());
    let (first, file) = (
        path.split('/').next().unwrap_or_default(),
        path.rsplit('/').next().unwrap_or_default(),
    );
    let suffix = stem(file).rsplit_once('.').map(|(_, suffix)| suffix);
    suffix.and_then(known).or_else(|| known(first)).is_some()
}

fn known(tag: &str) -> Option<String> {
    let plausible =
        (2..=12).contains(&tag.len()) && tag.is_ascii() && tag.starts_with(|first: char| first.is_ascii_lowercase());
    (plausible && locale::is_known(tag))
        .then(|| locale::canonical(tag).ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_folder_name_and_language() {
        let languages = ["ar".to_owned(), "en".to_owned(), "he".to_owned()];
        let paths = [
            "content/articles/a.ar.md",
            "content/articles/b/index.en.md",
            "content/docs/index.md",
            "content/docs/x.md",
        ]
        .map(SourcePath::from);
        let reader = Reader::new(&languages, paths.iter());
        for (path, folder, name, lang, index) in [
            ("articles/a.ar.md", "articles", "a", Some("ar"), false),
            ("articles/b/index.en.md", "articles", "b", Some("en"), false),
            ("ar/articles/a.md", "articles", "a", Some("ar"), false),
            ("en/articles/b/index.md", "articles", "b", Some("en"), false),
            ("_index.en.md", "", "_index", Some("en"), true),
            ("index.md", "", "index", None, true),
            ("docs/index.md", "docs", "index", None, true),
            ("v1.2-notes.md", "", "v1.2-notes", None, false),
            ("0.6.1.30-release.ar.md", "", "0.6.1.30-release", Some("ar"), false),
            ("x.iw.md", "", "x", Some("he"), false),
            ("x.fr.md", "", "x.fr", None, false),
            ("note.ar.txt", "", "note", Some("ar"), false),
        ] {
            let identity = reader.identity(path);
            let told = (
                identity.folder.as_str(),
                identity.name.as_str(),
                identity.lang.as_deref(),
                identity.index,
            );
            assert_eq!(told, (folder, name, lang, index), "{path}");
        }
        assert_eq!(
            reader.identity("articles/a.ar.md").key(),
            reader.identity("en/articles/a.md").key()
        );
    }

    #[test]
    fn paths_without_dots() {
        for (path, expected) in [
            ("a/./b/../c", Some("a/c")),
            ("../x", None),
            ("", Some("")),
            ("a//b/", Some("a/b")),
        ] {
            assert_eq!(normal(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn languages_are_found_in_pairs_only() {
        let of = |paths: &[&str], direction| {
            let paths: Vec<SourcePath> = paths.iter().map(|path| SourcePath::from(*path)).collect();
            found_languages(&paths, direction)
        };
        let (ltr, rtl) = (Some(Direction::Ltr), Some(Direction::Rtl));
        assert_eq!(of(&["content/a.ar.md", "content/a.en.md"], None), ["ar", "en"]);
        assert_eq!(of(&["content/next.js.md", "content/intro.to.md"], ltr), ["en"]);
        assert_eq!(of(&["content/a.md", "content/a.ar.md"], ltr), ["en", "ar"]);
        assert_eq!(of(&["content/a.md"], rtl), ["ar"]);
        assert_eq!(of(&["content/ar/x.md", "content/en/x.md"], None), ["ar", "en"]);
        assert_eq!(of(&[], None), Vec::<String>::new());
        assert_eq!(
            of(&["content/a.ar.md", "content/a.en.md", "content/b.md"], ltr),
            ["en", "ar"]
        );
    }
}
