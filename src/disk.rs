//! The outside world as one small trait: the real disk, and one in memory for tests.

mod memory;
mod real;

pub use memory::MemoryDisk;
pub use real::RealDisk;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Everything that the program reads from files.
///
/// Paths are the caller's, absolute or relative to the working folder. Symbolic links in the folders
/// of a path are followed as the system does; what an operation does with a link at its end is said there.
pub trait Files: Send + Sync {
    /// Everything below `folder`, sorted by path, without the folders (and what they hold) whose
    /// relative path `skip` accepts. Links are listed, never entered; a link at `folder` itself is followed.
    fn walk(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, DiskError>;

    /// The content of a file; a link is followed.
    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError>;

    /// What tells of a regular file that it is still the one that was read under the same stamp; `None` where only
    /// reading it tells.
    fn stamp(&self, _path: &Path) -> Option<Stamp> {
        None
    }

    /// What lies at a path, a link being a link; `None` if nothing does.
    fn kind(&self, path: &Path) -> Result<Option<Kind>, DiskError>;
}

/// Everything that the program does to files, with paths as [`Files`] takes them.
pub trait Disk: Files {
    /// The sorted names in one folder.
    fn list(&self, folder: &Path) -> Result<Vec<String>, DiskError>;

    /// Makes one folder; fails where anything exists.
    fn create_folder(&self, path: &Path) -> Result<(), DiskError>;

    /// Makes a file; fails where anything exists, links included. May leave a part of it on failure.
    fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError>;

    /// Gives a file a second name; fails where anything exists. A link is not followed.
    fn hard_link(&self, from: &Path, to: &Path) -> Result<(), DiskError>;

    /// Moves a file over a file or nothing, or a folder over an empty folder or nothing.
    /// Two names of one file both stay.
    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError>;

    /// Exchanges two paths in one step; [`io::ErrorKind::Unsupported`] where the system cannot.
    fn exchange(&self, one: &Path, other: &Path) -> Result<(), DiskError>;

    /// Removes one file or link.
    fn remove_file(&self, path: &Path) -> Result<(), DiskError>;

    /// Removes one empty folder.
    fn remove_folder(&self, path: &Path) -> Result<(), DiskError>;

    /// Waits until everything written to the file system that holds `path` would survive a power loss.
    fn sync_tree(&self, path: &Path) -> Result<(), DiskError>;

    /// Locks a file, made if need be and removed when the lock is dropped;
    /// [`io::ErrorKind::WouldBlock`] while another holds it.
    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, DiskError>;

    /// The absolute path of what exists at `path`, with every link followed.
    fn canonical(&self, path: &Path) -> Result<PathBuf, DiskError>;
}

/// A lock that is held until it is dropped.
pub trait Lock: Send + Sync {}

/// What lies at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link.
    Link {
        /// Where it points, as written in it.
        target: PathBuf,
        /// Whether it leads to something below the folder that was walked; `false` if nobody walked.
        inside: bool,
    },
    /// A device, socket or pipe.
    Other,
}

/// One result of a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Relative to the folder that was walked, parts joined by `/`.
    pub path: String,
    /// What it is.
    pub kind: Kind,
    /// Of a regular file; all zero for anything else.
    pub stamp: Stamp,
}

/// What tells, without reading it, that a file may have been written anew. Equal stamps are no proof: clocks of file
/// systems tick slowly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Its bytes.
    pub len: u64,
    /// The file itself: another one may have taken its place.
    pub inode: u64,
    /// When it was written and when its entry changed, in nanoseconds of the system's clock.
    pub times: [i128; 2],
}

/// The system's words for a failure, as they go on a sentence: without its number, and in lower case.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// Something that the disk refused to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiskError {
    /// What was tried, as a verb: `write`, `read`.
    pub action: &'static str,
    /// With what.
    pub path: PathBuf,
    /// The kind of failure.
    pub kind: io::ErrorKind,
    /// The system's words for it.
    pub reason: String,
}

impl DiskError {
    /// A failure as the system reports it.
    pub fn new(action: &'static str, path: &Path, error: &io::Error) -> Self {
        DiskError {
            action,
            path: path.to_path_buf(),
            kind: error.kind(),
            reason: reason(error),
        }
    }

    fn not_utf8(path: &Path) -> Self {
        let reason = "its name is not valid UTF-8; rename it";
        let error = io::Error::new(io::ErrorKind::InvalidData, reason);
        DiskError::new("use", path, &error)
    }
}

impl fmt::Display for DiskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(f, "cannot {} {path}: {}", self.action, self.reason)
    }
}

impl std::error::Error for DiskError {}

#[cfg(test)]
mod tests;
