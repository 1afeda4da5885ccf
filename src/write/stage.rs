//! A generation while it is being made, and how one is taken away again.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::WriteError;
use super::guard::{self, read_manifest, refuse_foreign, refused};
use super::manifest::{self, Manifest, UNFINISHED, ancestors};
use crate::disk::{Disk, DiskError, Entry, Kind};

/// Where the finished manifest is written before it takes its place.
const NEW_MANIFEST: &str = ".maqal-manifest-new";

/// A folder that becomes a generation. It is known as ours at every instant: it is empty, or it holds
/// the mark of an unfinished generation, which is made first, or the manifest that replaces the mark.
pub(super) struct Stage<'d> {
    disk: &'d dyn Disk,
    folder: PathBuf,
    /// Folders that exist already, relative.
    made: Mutex<HashSet<Box<str>>>,
}

impl<'d> Stage<'d> {
    /// Makes the folder, which must not exist, and marks it.
    pub(super) fn create(disk: &'d dyn Disk, folder: PathBuf) -> Result<Self, DiskError> {
        disk.create_folder(&folder)?;
        disk.write_new(&folder.join(manifest::NAME), UNFINISHED.as_bytes())?;
        let made = Mutex::default();
        Ok(Stage { disk, folder, made })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Adds a file.
    pub(super) fn write(&self, path: &str, bytes: &[u8]) -> Result<(), DiskError> {
        self.make_folders(path)?;
        self.disk.write_new(&self.folder.join(path), bytes)
    }

    /// Adds the file that another generation has at `path`, if `accept` agrees to its bytes.
    /// Answers whether it did.
    pub(super) fn link(&self, path: &str, from: &Path, accept: impl FnOnce(&[u8]) -> bool) -> Result<bool, DiskError> {
        self.make_folders(path)?;
        let to = self.folder.join(path);
        if let Err(error) = self.disk.hard_link(&from.join(path), &to) {
            return match error.kind {
                ErrorKind::AlreadyExists => Err(error),
                // Gone, on another file system, another user's, out of links: it is written instead.
                _ => Ok(false),
            };
        }
        // Checked here, where nobody replaces it by a link to something else.
        if self.disk.kind(&to)? == Some(Kind::File) && accept(&self.disk.read(&to)?) {
            return Ok(true);
        }
        self.disk.remove_file(&to)?;
        Ok(false)
    }

    /// Writes the manifest, after which the generation is complete.
    pub(super) fn finish(&self, manifest: &Manifest) -> Result<(), DiskError> {
        let new = self.folder.join(NEW_MANIFEST);
        self.disk.write_new(&new, manifest.to_text().as_bytes())?;
        self.disk.rename(&new, &self.folder.join(manifest::NAME))
    }

    fn make_folders(&self, path: &str) -> Result<(), DiskError> {
        let made = || self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<&str> = {
            let made = made();
            ancestors(path).take_while(|folder| !made.contains(*folder)).collect()
        };
        for folder in missing.into_iter().rev() {
            match self.disk.create_folder(&self.folder.join(folder)) {
                // Another thread was quicker. Were it a file, writing below it would fail.
                Err(error) if error.kind != ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
            made().insert(folder.into());
        }
        Ok(())
    }
}

/// Removes a generation of ours, finished or not, or what a killed build left of one.
/// Refuses, without removing what is not ours, if there is anything else.
pub(super) fn discard(disk: &dyn Disk, folder: &Path) -> Result<(), WriteError> {
    match disk.kind(folder)? {
        None => return Ok(()),
        Some(Kind::Folder) => {}
        Some(_) => return Err(in_the_way(folder)),
    }
    let manifest = match unfinished(disk, folder)? {
        Some(true) => None,
        Some(false) => Some(read_manifest(disk, folder)?.unwrap_or_default()),
        None if disk.list(folder)?.is_empty() => return Ok(disk.remove_folder(folder)?),
        None => return Err(in_the_way(folder)),
    };
    let entries = disk.walk(folder, &|_| false)?;
    remove(disk, folder, &entries, manifest.as_ref())
}

fn in_the_way(folder: &Path) -> WriteError {
    let message = format!("`{}` is needed for building but holds something else", folder.display());
    refused(message, "move it away")
}

/// Whether the generation in `folder` is marked as unfinished; `None` if it has neither mark nor manifest.
pub(super) fn unfinished(disk: &dyn Disk, folder: &Path) -> Result<Option<bool>, DiskError> {
    let path = folder.join(manifest::NAME);
    match disk.kind(&path)? {
        // The mark itself may have been cut short.
        Some(Kind::File) => Ok(Some(UNFINISHED.as_bytes().starts_with(&disk.read(&path)?))),
        _ => Ok(None),
    }
}

/// Removes what `manifest` lists of `entries`, or every file and folder of an unfinished generation.
/// The manifest goes last, so that this can be resumed at any point.
pub(super) fn remove(
    disk: &dyn Disk,
    folder: &Path,
    entries: &[Entry],
    manifest: Option<&Manifest>,
) -> Result<(), WriteError> {
    let foreign: HashSet<String> = match manifest {
        Some(manifest) => guard::foreign(entries, &[manifest]).into_iter().collect(),
        None => HashSet::new(),
    };
    let plain = |entry: &Entry| matches!(entry.kind, Kind::File | Kind::Folder);
    let (ours, left): (Vec<_>, Vec<_>) = entries
        .iter()
        .filter(|entry| entry.path != manifest::NAME)
        .partition(|entry| plain(entry) && !foreign.contains(&entry.path));
    remove_entries(disk, folder, &ours)?;
    let left: Vec<_> = left.into_iter().map(|entry| entry.path.clone()).collect();
    refuse_foreign(folder, &left)?;
    disk.remove_file(&folder.join(manifest::NAME))?;
    Ok(disk.remove_folder(folder)?)
}

/// Removes files, and folders unless something else lies in them.
pub(super) fn remove_entries(disk: &dyn Disk, folder: &Path, entries: &[&Entry]) -> Result<(), DiskError> {
    // Backwards, so that a folder comes after what it holds.
    for entry in entries.iter().rev() {
        let path = folder.join(&entry.path);
        match entry.kind {
            Kind::Folder => match disk.remove_folder(&path) {
                Err(error) if error.kind == ErrorKind::DirectoryNotEmpty => {}
                result => result?,
            },
            _ => disk.remove_file(&path)?,
        }
    }
    Ok(())
}
