//! Paths of sources, relative to the site's root.

use std::fmt;
use std::sync::Arc;

/// A source's path: relative to the root, parts joined by `/`, spelt as the disk spells it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a relative path whose parts are joined by `/`.
    pub fn new(path: &str) -> Self {
        SourcePath(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything before the last `/`, or nothing.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Everything after the last `/`.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// What follows the last dot of the name, or nothing.
    pub fn extension(&self) -> &str {
        match self.name().rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() => extension,
            _ => "",
        }
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SourcePath {
    fn from(path: &str) -> Self {
        SourcePath::new(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_path() {
        for (path, folder, name, extension) in [
            ("content/a/b.ar.md", "content/a", "b.ar.md", "md"),
            ("site.toml", "", "site.toml", "toml"),
            ("content/.nojekyll", "content", ".nojekyll", ""),
            ("content/CNAME", "content", "CNAME", ""),
        ] {
            let path = SourcePath::new(path);
            assert_eq!(
                (path.folder(), path.name(), path.extension()),
                (folder, name, extension)
            );
        }
    }
}
