//! What lies in the folders of a site, without what is in the files.

use std::path::Path;

use crate::base::SourcePath;
use crate::disk::{DiskError, Files, Kind, Stamp};
use crate::scan::{CONFIG, CONTENT, DATA, THEMES, is_data, is_debris, may_matter};

/// What lay in the folders of the sources at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing(pub(super) Vec<(SourcePath, Kind, Stamp)>);

impl Listing {
    /// Lists the sources of the site at `root`, in the order of their paths.
    pub(super) fn new(disk: &dyn Files, root: &Path) -> Result<Self, DiskError> {
        let mut found: Vec<(SourcePath, Kind, Stamp)> = Vec::new();
        for top in [CONTENT, CONFIG, THEMES] {
            let path = SourcePath::new(top);
            match disk.kind(&root.join(top))? {
                None => {}
                // A link in such a place is followed.
                Some(Kind::Link { .. }) if top == CONFIG => found.push((path, Kind::File, Stamp::default())),
                Some(Kind::Folder | Kind::Link { .. }) => {
                    found.push((path, Kind::Folder, Stamp::default()));
                    found.extend(below(disk, root, top)?);
                }
                Some(kind) => found.push((path, kind, Stamp::default())),
            }
        }
        Ok(Listing(found))
    }
}

/// What lies in a folder, in the order of paths.
pub(super) fn below(
    disk: &dyn Files,
    root: &Path,
    folder: &str,
) -> Result<impl Iterator<Item = (SourcePath, Kind, Stamp)> + use<>, DiskError> {
    // As in a build: a theme may be a repository of its own, and nothing follows from what that holds.
    let skips = |path: &str| folder == THEMES && is_debris(path);
    let entries = disk.walk(&root.join(folder), &skips)?;
    let folder = folder.to_owned();
    Ok(entries.into_iter().map(move |entry| {
        let path = SourcePath::new(&format!("{folder}/{}", entry.path));
        let stamp = if is_used(&path) { entry.stamp } else { Stamp::default() };
        (path, entry.kind, stamp)
    }))
}

/// Whether a source is kept in memory: all that decides more than its own bytes.
pub(super) fn is_text(path: &SourcePath) -> bool {
    let is_written = || {
        matches!(path.extension(), "md" | "markdown" | "txt" | "toml") || path.extension().eq_ignore_ascii_case("css")
    };
    may_matter(path)
        && match path.as_str().starts_with(DATA) {
            true => is_data(path),
            false => is_of_theme(path) || is_written(),
        }
}

/// Whether anything follows from what is in a file; others matter by their names alone, if at all.
pub(super) fn is_used(path: &SourcePath) -> bool {
    is_text(path) || (may_matter(path) && !path.as_str().starts_with(DATA))
}

/// Whether a source is seen at once when the system tells of it. What editors leave behind while they save is seen when
/// everything is looked at, and what a theme's repository holds is not a source at all.
pub(super) fn is_listed(path: &SourcePath) -> bool {
    may_matter(path) || !(is_of_theme(path) || is_debris(path.as_str()))
}

pub(super) fn is_of_theme(path: &SourcePath) -> bool {
    path.as_str().starts_with("themes/")
}
