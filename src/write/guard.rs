//! Which folders may be published to: none that holds sources, or anything that is not ours.

use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};

use super::WriteError;
use super::manifest::{self, Manifest};
use crate::disk::{Disk, Entry, Kind};

/// What must never be published over.
#[derive(Clone, Copy, Debug)]
pub struct Sources<'a> {
    /// The site's root.
    pub root: &'a Path,
    /// Files and folders that are read, relative to the root or absolute, existing or not.
    pub folders: &'a [PathBuf],
    /// The user's home, if there is one.
    pub home: Option<&'a Path>,
}

/// How many foreign names a message lists.
const NAMES: usize = 5;

/// The folder that `out` means, once it is certain that it is no source. Only a link, or a path that
/// does not end in a name, is replaced by what it leads to.
pub(super) fn target(disk: &dyn Disk, out: &Path, sources: Sources<'_>) -> Result<PathBuf, WriteError> {
    let shown = out.display();
    if out.as_os_str().is_empty() {
        return Err(refused("the output folder has no name", ELSEWHERE));
    }
    let unexpanded = matches!(out.components().next(), Some(Component::Normal(first))
        if first.as_encoded_bytes().starts_with(b"~"));
    if unexpanded {
        let help = "the shell left the `~` as it is; write the whole path";
        return Err(refused(format!("`{shown}` starts with `~`"), help));
    }
    // A trailing slash would make the system follow a link.
    let mut out: PathBuf = out.components().collect();
    let place = real(disk, &out)?;
    check(disk, &place, &shown.to_string(), sources)?;
    let link = matches!(disk.kind(&out)?, Some(Kind::Link { .. }));
    if link || out.file_name().is_none() {
        out = place;
    }
    match disk.kind(&out)? {
        None if link => Err(refused(
            format!("`{shown}` is a link that leads to nothing"),
            "make the folder that it leads to, or remove the link",
        )),
        None | Some(Kind::Folder) => Ok(out),
        Some(_) => {
            let message = format!("`{shown}` is not a folder");
            Err(refused(message, ELSEWHERE))
        }
    }
}

const ELSEWHERE: &str = "choose another folder with --out";

/// Compares by the parts of real paths: `blog` and `blog-builder` have nothing in common.
fn check(disk: &dyn Disk, place: &Path, shown: &str, sources: Sources<'_>) -> Result<(), WriteError> {
    let refuse = |why| {
        let message = format!("refusing to use `{shown}` as output: {why}");
        Err(refused(message, ELSEWHERE))
    };
    if place.parent().is_none() {
        return refuse("it is the root of the file system");
    }
    if let Some(home) = sources.home
        && real(disk, home)?.starts_with(place)
    {
        return refuse("it is or contains your home folder");
    }
    if real(disk, sources.root)?.starts_with(place) {
        return refuse("it is or contains the site's root");
    }
    for source in sources.folders {
        let source = real(disk, &sources.root.join(source))?;
        if source.starts_with(place) {
            return refuse("it is or contains your sources");
        }
        if place.starts_with(source) {
            return refuse("it lies inside your sources");
        }
    }
    Ok(())
}

/// The real place of a path whose end need not exist.
fn real(disk: &dyn Disk, path: &Path) -> Result<PathBuf, WriteError> {
    let mut rest = Vec::new();
    let mut there = path;
    loop {
        let name = there.file_name();
        let here = match there {
            empty if empty.as_os_str().is_empty() => Path::new("."),
            other => other,
        };
        match (disk.canonical(here), name) {
            (Ok(place), _) => {
                return Ok(rest.iter().rev().fold(place, |place, name| place.join(name)));
            }
            (Err(error), Some(name)) if error.kind == ErrorKind::NotFound => {
                rest.push(name);
                there = there.parent().unwrap_or(Path::new("."));
            }
            (Err(error), _) => return Err(error.into()),
        }
    }
}

/// Reads the manifest in `folder`, if there is one.
pub(super) fn read_manifest(disk: &dyn Disk, folder: &Path) -> Result<Option<Manifest>, WriteError> {
    let path = folder.join(manifest::NAME);
    match disk.kind(&path) {
        Ok(Some(Kind::File)) => {}
        Ok(None) => return Ok(None),
        Err(error) if error.kind == ErrorKind::NotADirectory => return Ok(None),
        Ok(Some(_)) => return Err(bad_manifest(&path, "it is not a regular file")),
        Err(error) => return Err(error.into()),
    }
    let parsed = Manifest::parse(&disk.read(&path)?);
    let manifest = parsed.map_err(|reason| bad_manifest(&path, &reason))?;
    Ok(Some(manifest))
}

fn bad_manifest(path: &Path, reason: &str) -> WriteError {
    refused(
        format!("`{}` cannot be trusted: {reason}", path.display()),
        "if nothing in that folder is yours, remove the folder and build again; else choose another with --out",
    )
}

/// Which of `entries` no manifest accounts for, by kind and by name.
pub(super) fn foreign(entries: &[Entry], manifests: &[&Manifest]) -> Vec<String> {
    let folders: Vec<_> = manifests.iter().map(|manifest| manifest.folders()).collect();
    let ours = |entry: &&Entry| match entry.kind {
        Kind::File => entry.path == manifest::NAME || manifests.iter().any(|manifest| manifest.contains(&entry.path)),
        Kind::Folder => folders.iter().any(|folders| folders.contains(&*entry.path)),
        Kind::Link { .. } | Kind::Other => false,
    };
    let others = entries.iter().filter(|entry| !ours(entry));
    others.map(|entry| entry.path.clone()).collect()
}

/// Refuses a folder that holds what is not ours.
pub(super) fn refuse_foreign(folder: &Path, foreign: &[String]) -> Result<(), WriteError> {
    if foreign.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = foreign.iter().take(NAMES).map(|name| format!("`{name}`")).collect();
    let more = match foreign.len() - names.len() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let names = names.join(", ");
    Err(refused(
        format!("`{}` holds what Maqal did not write: {names}{more}", folder.display()),
        "move it into `content/`, which publishes every file at its place, or choose another folder with --out",
    ))
}

pub(super) fn refused(message: impl Into<String>, help: impl Into<String>) -> WriteError {
    let (message, help) = (message.into(), help.into());
    WriteError::Refused { message, help }
}
