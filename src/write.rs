//! Artifacts to disk, atomically.

mod guard;
mod in_place;
mod manifest;
mod replace;
mod stage;
#[cfg(test)]
mod tests;
mod workplace;

pub use guard::Sources;
pub use manifest::Manifest;

use std::collections::HashSet;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::base::Digest;
use crate::disk::{Disk, DiskError, Kind};
use guard::{foreign, refuse_foreign, refused};
use stage::Stage;
use workplace::Workplace;

/// One publication: files are put into a folder beside the output, which then takes its place in one step.
///
/// Dropped without [`publish`](Publication::publish), it leaves the output as it was.
pub struct Publication<'d> {
    disk: &'d dyn Disk,
    out: PathBuf,
    old: Old,
    stage: Stage<'d>,
    files: Mutex<Vec<File>>,
    /// Whether anything was written; until then nothing need be linked either.
    changed: AtomicBool,
    sync: bool,
    workplace: Workplace<'d>,
}

/// What lies in the output when a publication opens.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Old {
    Nothing,
    EmptyFolder,
    Generation(Manifest),
}

/// One file that was added.
struct File {
    path: String,
    digest: Digest,
    put: Put,
    /// Whether it is in the staging folder.
    staged: bool,
}

/// What happened to one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The published file had these bytes already and stays as it is.
    Kept,
    /// It is new or has changed.
    Written,
}

/// What a publication did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// How many files are new or have changed.
    pub written: usize,
    /// How many files stay as they were.
    pub kept: usize,
    /// How many files are gone.
    pub removed: usize,
    /// How the output took its new form.
    pub mode: Mode,
    /// Why the last generation could not be removed from beside the output; the next build will try again.
    pub leftover: Option<WriteError>,
}

/// How the output took its new form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// There was none before.
    First,
    /// It already had this form.
    Unchanged,
    /// The old and the new generation changed places in one step.
    Exchanged,
    /// Its files were moved one by one, because it lies where folders cannot be exchanged.
    Renamed,
}

/// Why nothing, or not everything, was published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// It might destroy what is not ours.
    Refused {
        /// What was refused, in one sentence.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// The system failed.
    Environment(DiskError),
}

impl<'d> Publication<'d> {
    /// Starts a publication to `out`, once what a killed build left there is cleared up.
    ///
    /// Refuses an output that is, contains or lies inside a source, that holds what no manifest of ours
    /// lists, or that another publication is at work on. With `sync`, the site survives a loss of power at any moment.
    pub fn open(disk: &'d dyn Disk, out: &Path, sources: Sources<'_>, sync: bool) -> Result<Self, WriteError> {
        let out = guard::target(disk, out, sources)?;
        let mut workplace = Workplace::open(disk, &out)?;
        stage::discard(disk, &workplace.staging)?;
        in_place::complete(disk, &out, sync)?;
        let old = Old::read(disk, &out)?;
        workplace.staged = true;
        let stage = Stage::create(disk, workplace.staging.clone())?;
        Ok(Publication {
            disk,
            out,
            old,
            stage,
            files: Mutex::default(),
            changed: AtomicBool::new(false),
            sync,
            workplace,
        })
    }

    /// What was published last, if anything was.
    pub fn last(&self) -> Option<&Manifest> {
        match &self.old {
            Old::Generation(manifest) => Some(manifest),
            _ => None,
        }
    }

    /// Adds a file; from any thread. `path` is relative to the output, its parts joined by `/`.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, WriteError> {
        let digest = Digest::of(bytes);
        if self.reuse(path, digest, |found| found == bytes)? {
            return Ok(Put::Kept);
        }
        self.changed.store(true, Ordering::Relaxed);
        let written = self.stage.write(path, bytes);
        written.map_err(|error| claimed(path, error))?;
        self.record(path, digest, Put::Written, true);
        Ok(Put::Written)
    }

    /// Adds the file that was last published at `path`, if its bytes really have this digest.
    pub fn keep(&self, path: &str, digest: Digest) -> Result<bool, WriteError> {
        self.reuse(path, digest, |found| Digest::of(found) == digest)
    }

    /// How many of the files that were published last were not added so far.
    pub fn gone(&self) -> usize {
        let files = self.files();
        let added: HashSet<&str> = files.iter().map(|file| &*file.path).collect();
        let is_gone = |path: &&str| !added.contains(path);
        self.last().map_or(0, |last| last.paths().filter(is_gone).count())
    }

    /// Makes everything that was added the published site, and nothing else.
    pub fn publish(mut self) -> Result<Summary, WriteError> {
        let files = std::mem::take(&mut *self.files());
        let kept = files.iter().filter(|file| file.put == Put::Kept).count();
        let written = files.len() - kept;
        let new: Manifest = files.iter().map(|file| (file.path.clone(), file.digest)).collect();
        let removed = match &self.old {
            Old::Generation(old) => old.paths().filter(|path| !new.contains(path)).count(),
            _ => 0,
        };
        let (mode, leftover) = if written == 0 && removed == 0 && matches!(self.old, Old::Generation(_)) {
            if self.sync {
                self.disk.sync_tree(&self.out)?;
            }
            (Mode::Unchanged, None)
        } else {
            for file in files.iter().filter(|file| !file.staged) {
                self.stage_late(file)?;
            }
            self.stage.finish(&new)?;
            if self.sync {
                self.disk.sync_tree(self.stage.folder())?;
            }
            self.replace(&new)?
        };
        Ok(Summary {
            written,
            kept,
            removed,
            mode,
            leftover,
        })
    }

    /// Adds the file that lies in the output, if it was listed with this digest and `accept` agrees to its bytes.
    fn reuse(&self, path: &str, digest: Digest, accept: impl FnOnce(&[u8]) -> bool) -> Result<bool, WriteError> {
        manifest::check_path(path)
            .map_err(|reason| refused(format!("`{path}` {reason}"), "give the page another address"))?;
        match &self.old {
            Old::Generation(old) if old.digest(path) == Some(digest) => {}
            _ => return Ok(false),
        }
        let staged = self.changed.load(Ordering::Relaxed);
        let reused = if staged {
            let linked = self.stage.link(path, &self.out, accept);
            linked.map_err(|error| claimed(path, error))?
        } else {
            let there = self.out.join(path);
            self.disk.kind(&there)? == Some(Kind::File) && accept(&self.disk.read(&there)?)
        };
        if reused {
            self.record(path, digest, Put::Kept, staged);
        }
        Ok(reused)
    }

    /// Stages a kept file that was only looked at so far.
    fn stage_late(&self, file: &File) -> Result<(), WriteError> {
        let same = |found: &[u8]| Digest::of(found) == file.digest;
        let linked = self.stage.link(&file.path, &self.out, same);
        if linked.map_err(|error| claimed(&file.path, error))? {
            return Ok(());
        }
        let bytes = self.disk.read(&self.out.join(&file.path))?;
        if !same(&bytes) {
            let message = format!("`{}` was changed while the site was being built", file.path);
            return Err(refused(message, "build again"));
        }
        Ok(self.stage.write(&file.path, &bytes)?)
    }

    fn record(&self, path: &str, digest: Digest, put: Put, staged: bool) {
        let path = path.to_owned();
        self.files().push(File {
            path,
            digest,
            put,
            staged,
        });
    }

    fn files(&self) -> MutexGuard<'_, Vec<File>> {
        // A thread that panicked while holding the lock left whole entries behind.
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn claimed(path: &str, error: DiskError) -> WriteError {
    match error.kind {
        ErrorKind::AlreadyExists => refused(
            format!("`{path}` is made twice, or this disk cannot tell it from another file's name"),
            "give one of the two another address",
        ),
        _ => error.into(),
    }
}

impl Old {
    /// What lies in `out`, if nothing of it is foreign.
    fn read(disk: &dyn Disk, out: &Path) -> Result<Self, WriteError> {
        if disk.kind(out)?.is_none() {
            return Ok(Old::Nothing);
        }
        let manifest = guard::read_manifest(disk, out)?;
        let entries = disk.walk(out, &|_| false)?;
        let listed = manifest.as_ref();
        refuse_foreign(out, &foreign(&entries, &Vec::from_iter(listed)))?;
        Ok(manifest.map_or(Old::EmptyFolder, Old::Generation))
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteError::Refused { message, .. } => f.write_str(message),
            WriteError::Environment(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<DiskError> for WriteError {
    fn from(error: DiskError) -> Self {
        WriteError::Environment(error)
    }
}
