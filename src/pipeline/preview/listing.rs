//! What lies in the folders of a site, without what is in the files.

use std::path::Path;

use super::mirror::{is_published, is_text};
use crate::base::SourcePath;
use crate::disk::{DiskError, Files, Kind, Stamp};
use crate::scan::{CONFIG, CONTENT, THEMES};

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
