//! What lies in the folders of a site, without what is in the files.

use std::path::Path;

use crate::base::SourcePath;
use crate::disk::{DiskError, Files, Kind, Stamp};
use crate::scan::{CONFIG, CONTENT, DATA, THEMES, is_debris, is_hidden};

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
    let entries = disk.walk(&root.join(folder), &|_| false)?;
    let folder = folder.to_owned();
    Ok(entries.into_iter().map(move |entry| {
        let path = SourcePath::new(&format!("{folder}/{}", entry.path));
        // What is never published matters by its name alone, if at all.
        let is_looked_into = is_published(&path) || is_text(&path);
        let stamp = if is_looked_into { entry.stamp } else { Stamp::default() };
        (path, entry.kind, stamp)
    }))
}

/// Whether a source is kept in memory: all that decides more than its own bytes.
pub(super) fn is_text(path: &SourcePath) -> bool {
    matches!(path.extension(), "md" | "markdown" | "txt" | "toml")
        || path.extension().eq_ignore_ascii_case("css")
        || is_of_theme(path)
        || path.as_str().starts_with(DATA)
}

pub(super) fn is_of_theme(path: &SourcePath) -> bool {
    path.as_str().starts_with("themes/")
}

/// Whether a path is that of a file which may be published.
pub(super) fn is_published(path: &SourcePath) -> bool {
    !is_hidden(path.as_str()) && !is_debris(path.as_str())
}
