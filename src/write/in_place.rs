//! Publishing where folders cannot be exchanged: file by file, in an order that readers survive.
//!
//! The complete generation first lies inside the output. From then on it is its own journal: whoever
//! finds it there moves what is left of it, removes what the older generation alone lists, and puts the
//! manifest in its place last.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::iter;
use std::path::Path;

use super::WriteError;
use super::guard::{foreign, read_manifest, refuse_foreign};
use super::manifest::{self, Manifest, ancestors};
use super::stage::{self, Stage, remove_entries};
use crate::disk::{Disk, DiskError, Entry, Kind};

/// The folder in the output that holds the next generation.
pub(super) const NEXT: &str = ".maqal-next";

/// Publishes the finished generation in `stage`, which is used up unless this fails early.
pub(super) fn publish(
    disk: &dyn Disk,
    stage: &Path,
    out: &Path,
    manifest: &Manifest,
    sync: bool,
) -> Result<(), WriteError> {
    let next = out.join(NEXT);
    match disk.rename(stage, &next) {
        Err(error) if error.kind == ErrorKind::CrossesDevices => {
            if let Err(error) = copy(disk, stage, &next, manifest) {
                // The error that matters is the first; what stays is removed by the next build.
                let _ = stage::discard(disk, &next);
                return Err(error.into());
            }
        }
        result => result?,
    }
    complete(disk, out, sync)?;
    if sync {
        disk.sync_tree(out)?;
    }
    Ok(())
}

fn copy(disk: &dyn Disk, from: &Path, to: &Path, manifest: &Manifest) -> Result<(), DiskError> {
    let copy = Stage::create(disk, to.to_path_buf())?;
    for path in manifest.paths() {
        copy.write(path, &disk.read(&from.join(path))?)?;
    }
    copy.finish(manifest)
}

/// Completes what a publication in place has begun in `out`, and removes what one has not finished preparing.
pub(super) fn complete(disk: &dyn Disk, out: &Path, sync: bool) -> Result<(), WriteError> {
    let next = out.join(NEXT);
    if disk.kind(&next)? != Some(Kind::Folder) {
        // Anything else of this name is foreign, which the caller finds out.
        return Ok(());
    }
    if stage::unfinished(disk, &next)? != Some(false) {
        return stage::discard(disk, &next);
    }
    let new = read_manifest(disk, &next)?.unwrap_or_default();
    let old = read_manifest(disk, out)?.unwrap_or_default();
    let (pending, present) = survey(disk, out, [&old, &new])?;
    if sync {
        disk.sync_tree(out)?;
    }
    let folders = new.folders();
    let stale = present.iter().filter(|entry| match entry.kind {
        Kind::Folder => !folders.contains(&*entry.path),
        _ => !new.contains(&entry.path),
    });
    let (blocking, stale): (Vec<_>, Vec<_>) = stale.partition(|entry| {
        let path = &*entry.path;
        folders.contains(path) || iter::once(path).chain(ancestors(path)).any(|above| new.contains(above))
    });
    remove_entries(disk, out, &blocking)?;
    for folder in &folders {
        match disk.create_folder(&out.join(folder)) {
            Err(error) if error.kind != ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
    }
    let mut moves: Vec<&str> = pending.iter().map(|path| &**path).collect();
    moves.sort_by_key(|path| rank(path));
    for path in moves {
        disk.rename(&next.join(path), &out.join(path))?;
    }
    remove_entries(disk, out, &stale)?;
    if sync {
        disk.sync_tree(out)?;
    }
    // Empty folders, and files that both generations share, under their second name.
    let rest = disk.walk(&next, &|_| false)?;
    let rest: Vec<_> = rest.iter().filter(|entry| entry.path != manifest::NAME).collect();
    remove_entries(disk, &next, &rest)?;
    disk.rename(&next.join(manifest::NAME), &out.join(manifest::NAME))?;
    Ok(disk.remove_folder(&next)?)
}

/// The files that still wait in the next generation, and all that lies in the output beside it, if
/// nothing of it is foreign.
fn survey(
    disk: &dyn Disk,
    out: &Path,
    [old, new]: [&Manifest; 2],
) -> Result<(BTreeSet<String>, Vec<Entry>), WriteError> {
    let next = out.join(NEXT);
    let waiting = disk.walk(&next, &|_| false)?;
    refuse_foreign(&next, &foreign(&waiting, &[new]))?;
    let files = waiting.into_iter().filter(|entry| entry.kind == Kind::File);
    let paths = files.map(|entry| entry.path);
    let pending: BTreeSet<String> = paths.filter(|path| path != manifest::NAME).collect();
    let mut present = disk.walk(out, &|path| path == NEXT)?;
    present.retain(|entry| entry.path != manifest::NAME);
    let mut strange = foreign(&present, &[old, new]);
    let in_the_way = present
        .iter()
        .filter(|entry| entry.kind == Kind::File && pending.contains(&entry.path) && !old.contains(&entry.path));
    strange.extend(in_the_way.map(|entry| entry.path.clone()));
    refuse_foreign(out, &strange)?;
    Ok((pending, present))
}

/// What is named by others comes before what names it.
fn rank(path: &str) -> u8 {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => 1,
        Some("xml" | "json") => 2,
        _ => 0,
    }
}
