//! What lies beside the output while a publication is open.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::guard::refused;
use super::{WriteError, stage};
use crate::disk::{Disk, DiskError, Lock};

/// The lock and the staging folder beside the output; both go when this is dropped.
pub(super) struct Workplace<'d> {
    disk: &'d dyn Disk,
    /// Where the new generation is made.
    pub(super) staging: PathBuf,
    /// Whether what lies there is to be removed.
    pub(super) staged: bool,
    lock: Option<Box<dyn Lock>>,
    /// Folders above the output that had to be made, the outermost first.
    parents: Vec<PathBuf>,
}

impl<'d> Workplace<'d> {
    /// Makes the folders above `out` and takes its lock.
    pub(super) fn open(disk: &'d dyn Disk, out: &Path) -> Result<Self, WriteError> {
        let mut workplace = Workplace {
            disk,
            staging: beside(out, ".maqal"),
            staged: false,
            lock: None,
            parents: Vec::new(),
        };
        workplace.make_parents(out)?;
        workplace.lock(out)?;
        Ok(workplace)
    }

    fn make_parents(&mut self, out: &Path) -> Result<(), WriteError> {
        let mut missing = Vec::new();
        for folder in out.ancestors().skip(1) {
            if folder.as_os_str().is_empty() || self.disk.kind(folder)?.is_some() {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            match self.disk.create_folder(folder) {
                Ok(()) => self.parents.push(folder.to_path_buf()),
                // Another build was quicker.
                Err(error) if error.kind == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    fn lock(&mut self, out: &Path) -> Result<(), WriteError> {
        let path = beside(out, ".maqal-lock");
        self.lock = Some(self.disk.lock(&path).map_err(|error| match error.kind {
            ErrorKind::WouldBlock => {
                let holder = self.disk.read(&path).unwrap_or_default();
                let holder = String::from_utf8_lossy(&holder);
                refused(
                    format!("process {} is publishing to `{}`", holder.trim(), out.display()),
                    "wait until it has finished",
                )
            }
            // It is the first file that is written.
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => WriteError::Environment(DiskError {
                action: "write into the folder of",
                path: out.to_path_buf(),
                reason: format!("{}; make it writable, or name another place with `--out`", error.reason),
                ..error
            }),
            _ => error.into(),
        })?);
        Ok(())
    }
}

impl Drop for Workplace<'_> {
    fn drop(&mut self) {
        // Nobody is left to hear of an error here. What stays is removed by the next build.
        if self.staged {
            let _ = stage::discard(self.disk, &self.staging);
        }
        self.lock = None;
        for folder in self.parents.iter().rev() {
            if self.disk.remove_folder(folder).is_err() {
                break;
            }
        }
    }
}

/// The hidden path beside `out` that ends in `suffix`.
fn beside(out: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(out.file_name().unwrap_or_default());
    name.push(suffix);
    out.with_file_name(name)
}
