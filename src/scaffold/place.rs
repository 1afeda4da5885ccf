//! Files that are written together: all of them or none, over nothing that exists.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::{NewFile, Refusal};
use crate::disk::{Disk, DiskError, Kind};
use crate::pipeline::Outcome;

/// How many names a message lists.
const MOST_LISTED: usize = 10;

/// Writes all files below `root`, with the folders they need. Whatever keeps one of them from being written, and
/// `interrupted` when it is set, takes back the others.
///
/// # Errors
/// Something is in the way, the disk refused, or it was interrupted.
pub fn place(disk: &dyn Disk, root: &Path, files: &[NewFile], interrupted: &AtomicBool) -> Result<(), Refusal> {
    let taken = in_the_way(disk, root, files)?;
    if !taken.is_empty() {
        return Err(refused(&taken));
    }
    let mut made = Made {
        disk,
        paths: Vec::new(),
    };
    let all = files.iter().try_for_each(|file| {
        if interrupted.load(Ordering::Relaxed) {
            return Err(Outcome::Interrupted);
        }
        Ok(made.file(&root.join(file.path.as_str()), &file.text)?)
    });
    all.map_err(|outcome| match (made.take_back(), outcome) {
        (left, outcome) if left.is_empty() => outcome.into(),
        (left, Outcome::Environment(message)) => Outcome::Environment(format!("{message}; {}", remains(&left))).into(),
        (left, _) => Outcome::Environment(remains(&left)).into(),
    })
}

/// What is said of files that could not be removed again.
fn remains(left: &[&Path]) -> String {
    let names: Vec<_> = left.iter().map(|path| format!("`{}`", path.display())).collect();
    format!("what was written of {} could not be removed again", names.join(", "))
}

/// What is said where something is in the way.
pub fn refused(taken: &[String]) -> Refusal {
    let names = taken.iter().take(MOST_LISTED).map(|path| format!("`{path}`"));
    let mut message = names.collect::<Vec<_>>().join(", ");
    let more = taken.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        message.push_str(&format!(" and {more} more"));
    }
    let is = if taken.len() == 1 { "is" } else { "are" };
    message.push_str(&format!(" {is} there already"));
    Refusal::for_safety(
        message,
        "nothing was written; choose another place, or move away what is there",
    )
}

/// Which paths below `root` cannot be written, because they exist or because a file stands where a folder would have to.
pub fn in_the_way(disk: &dyn Disk, root: &Path, files: &[NewFile]) -> Result<Vec<String>, DiskError> {
    let mut taken = Vec::new();
    for file in files {
        let path = file.path.as_str();
        let folders = path.match_indices('/').filter_map(|(end, _)| path.get(..end));
        let mut blocked = false;
        for folder in folders {
            let place = root.join(folder);
            if disk.kind(&place)?.is_some() && !is_folder(disk, &place)? {
                blocked = true;
                taken.push(folder.to_owned());
                break;
            }
        }
        if !blocked && disk.kind(&root.join(path))?.is_some() {
            taken.push(path.to_owned());
        }
    }
    taken.sort();
    taken.dedup();
    Ok(taken)
}

/// Whether a folder lies at a path, or at the end of the link there.
pub fn is_folder(disk: &dyn Disk, path: &Path) -> Result<bool, DiskError> {
    Ok(match disk.kind(path)? {
        Some(Kind::Folder) => true,
        Some(Kind::Link { .. }) => match disk.canonical(path) {
            Ok(end) => disk.kind(&end)? == Some(Kind::Folder),
            Err(_) => false,
        },
        _ => false,
    })
}

/// What was made so far, in order.
struct Made<'a> {
    disk: &'a dyn Disk,
    paths: Vec<(PathBuf, bool)>,
}

impl Made<'_> {
    fn file(&mut self, path: &Path, text: &str) -> Result<(), DiskError> {
        if let Some(folder) = path.parent() {
            self.folder(folder)?;
        }
        let written = self.disk.write_new(path, text.as_bytes());
        // A part of it may be there, unless it is somebody else's.
        let is_ours = written
            .as_ref()
            .map_or_else(|error| error.kind != ErrorKind::AlreadyExists, |()| true);
        if is_ours {
            self.paths.push((path.to_path_buf(), false));
        }
        written
    }

    /// Makes a folder and those around it, where they are missing.
    fn folder(&mut self, path: &Path) -> Result<(), DiskError> {
        if path.as_os_str().is_empty() || self.disk.kind(path)?.is_some() {
            return Ok(());
        }
        if let Some(around) = path.parent() {
            self.folder(around)?;
        }
        self.disk.create_folder(path)?;
        self.paths.push((path.to_path_buf(), true));
        Ok(())
    }

    /// Removes it all, last first. A folder in which somebody put something meanwhile stays. Answers which files stay too.
    fn take_back(&self) -> Vec<&Path> {
        let mut left = Vec::new();
        for (path, is_folder) in self.paths.iter().rev() {
            if *is_folder {
                let _ = self.disk.remove_folder(path);
            } else if self
                .disk
                .remove_file(path)
                .is_err_and(|error| error.kind != ErrorKind::NotFound)
            {
                left.push(path.as_path());
            }
        }
        left
    }
}
