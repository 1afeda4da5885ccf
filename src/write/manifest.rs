//! The list of what was published, which lies inside what it lists.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::base::Digest;

/// The manifest's file name.
pub(super) const NAME: &str = ".maqal-manifest";

/// How every name starts that lies in a published folder for our own use.
const RESERVED: &str = ".maqal-";

const FIRST_LINE: &str = "maqal manifest 1\n";

/// What stands in the manifest's place while the generation is being made.
pub(super) const UNFINISHED: &str = "maqal staging 1\n";

/// The files of one generation: paths relative to the output, parts joined by `/`, with the digests of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    files: BTreeMap<Box<str>, Digest>,
}

impl Manifest {
    /// The digest of the file at `path`.
    pub fn digest(&self, path: &str) -> Option<Digest> {
        self.files.get(path).copied()
    }

    /// All files, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, Digest)> {
        self.files.iter().map(|(path, digest)| (&**path, *digest))
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(|path| &**path)
    }

    /// Whether the file at `path` is listed.
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Every folder that a listed file needs.
    pub(super) fn folders(&self) -> BTreeSet<&str> {
        let mut folders = BTreeSet::new();
        for path in self.paths() {
            for folder in ancestors(path) {
                if !folders.insert(folder) {
                    break;
                }
            }
        }
        folders
    }

    pub(super) fn to_text(&self) -> String {
        let mut text = FIRST_LINE.to_owned();
        for (path, digest) in self.files() {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{digest} {path}");
        }
        text
    }

    /// Reads a manifest, or says in one sentence why nobody should act on it.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let text = str::from_utf8(bytes).map_err(|_| "it is not valid UTF-8".to_owned())?;
        let lines = text
            .strip_prefix(FIRST_LINE)
            .ok_or("it was not written by this version of Maqal")?;
        if !lines.is_empty() && !lines.ends_with('\n') {
            return Err("its last line is cut off".to_owned());
        }
        let mut files = BTreeMap::new();
        for line in lines.split_terminator('\n') {
            let (digest, path) = line
                .split_once(' ')
                .and_then(|(digest, path)| Some((Digest::from_hex(digest)?, path)))
                .ok_or_else(|| format!("this line has no digest: {line}"))?;
            check_path(path).map_err(|reason| format!("it lists `{path}`, which {reason}"))?;
            if files.insert(path.into(), digest).is_some() {
                return Err(format!("it lists `{path}` twice"));
            }
        }
        Ok(Manifest { files })
    }
}

impl FromIterator<(String, Digest)> for Manifest {
    fn from_iter<I: IntoIterator<Item = (String, Digest)>>(files: I) -> Self {
        let files = files.into_iter();
        Manifest {
            files: files.map(|(path, digest)| (path.into(), digest)).collect(),
        }
    }
}

/// The folders that hold `path`, the innermost first.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(|(end, _)| path.get(..end))
}

/// Whether a path stays inside the output and may be used there; else what it does wrong.
pub(super) fn check_path(path: &str) -> Result<(), &'static str> {
    if path.starts_with('/') {
        return Err("is absolute");
    }
    if path.contains('\\') {
        return Err("holds a backslash");
    }
    if path.chars().any(char::is_control) {
        return Err("holds a control character");
    }
    if path.starts_with(RESERVED) {
        return Err("uses a name that Maqal keeps for itself");
    }
    for part in path.split('/') {
        match part {
            "" => return Err("has an empty part"),
            "." | ".." => return Err("has a part that is `.` or `..`"),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn paths_stay_inside() {
        for path in ["index.html", "ar/مقالات/x/index.html", ".well-known/x", "a b..c", "…/x"] {
            assert_eq!(check_path(path), Ok(()), "{path}");
        }
        for path in [
            "",
            "/",
            "/etc/passwd",
            "..",
            "../x",
            "a/../x",
            "a/./x",
            "a//b",
            "a/",
            "a\\b",
            "a\0b",
            "a\nb",
            NAME,
            ".maqal-next/x",
        ] {
            assert!(check_path(path).is_err(), "{path:?}");
        }
    }

    #[test]
    fn a_manifest_is_read_as_written_whatever_the_order() {
        let digest = Digest::of(b"x");
        let files = ["b/ملف.html", "a", "b c/d"].map(|path| (path.to_owned(), digest));
        let manifest: Manifest = files.clone().into_iter().collect();
        let text = manifest.to_text();
        assert_eq!(text, files.into_iter().rev().collect::<Manifest>().to_text());
        assert_eq!(Manifest::parse(text.as_bytes()).unwrap(), manifest);
        assert_eq!(manifest.folders().into_iter().collect::<Vec<_>>(), ["b", "b c"]);
        let empty = Manifest::default();
        assert_eq!(Manifest::parse(empty.to_text().as_bytes()), Ok(empty));
    }

    #[test]
    fn a_damaged_manifest_is_refused() {
        let line = format!("{} x", Digest::of(b"x"));
        for text in [
            "",
            "maqal manifest 2\n",
            &format!("{FIRST_LINE}{line}"),
            &format!("{FIRST_LINE}{line}\n{line}\n"),
            &format!("{FIRST_LINE}x\n"),
            &format!("{FIRST_LINE}\n"),
            &format!("{FIRST_LINE}12 x\n"),
            &format!("{FIRST_LINE}{line}/../../y\n"),
        ] {
            assert!(Manifest::parse(text.as_bytes()).is_err(), "{text:?}");
        }
        assert!(Manifest::parse(b"\xff").is_err());
    }

    #[test]
    fn ancestors_from_the_inside() {
        assert_eq!(ancestors("a/ب/c").collect::<Vec<_>>(), ["a/ب", "a"]);
        assert_eq!(ancestors("a").count(), 0);
    }
}
