//! The disk of this machine.

use std::fs::{self, DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use walkdir::WalkDir;

use super::{Disk, DiskError, Entry, Files, Kind, Lock, Stamp};

/// How often a lock file may vanish under our hands before somebody else is said to hold it.
const LOCK_ATTEMPTS: usize = 100;

/// The disk of this machine. New files have mode 0644 and folders 0755, less the umask.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Files for RealDisk {
    fn walk(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, DiskError> {
        let mut inside = Inside::new(folder);
        let mut entries = Vec::new();
        let mut walk = WalkDir::new(folder).min_depth(1).into_iter();
        while let Some(found) = walk.next() {
            let found = match found {
                Ok(found) => found,
                Err(error) if error.depth() > 0 && is_gone(error.io_error()) => continue,
                Err(error) => {
                    let path = error.path().unwrap_or(folder).to_path_buf();
                    let words = error.io_error().map(|error| DiskError::new("list", &path, error));
                    return Err(words.unwrap_or_else(|| DiskError::new("list", &path, &error.into())));
                }
            };
            let path = relative(folder, found.path())?;
            let kind = found.file_type();
            if kind.is_dir() && skip(&path) {
                walk.skip_current_dir();
                continue;
            }
            let mut stamp = Stamp::default();
            let kind = if kind.is_dir() {
                Kind::Folder
            } else if kind.is_symlink() {
                let Some(target) = act("read", found.path(), unless_gone(fs::read_link(found.path())))? else {
                    continue;
                };
                let inside = inside.holds(found.path());
                Kind::Link { target, inside }
            } else if kind.is_file() {
                let data = found.metadata().map_err(io::Error::from);
                let Some(data) = act("examine", found.path(), unless_gone(data))? else {
                    continue;
                };
                stamp = Stamp::of(&data);
                Kind::File
            } else {
                Kind::Other
            };
            entries.push(Entry { path, kind, stamp });
        }
        entries.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        Ok(entries)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError> {
        act("read", path, fs::read(path))
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>, DiskError> {
        let Some(data) = act("examine", path, unless_gone(fs::symlink_metadata(path)))? else {
            return Ok(None);
        };
        let kind = data.file_type();
        Ok(Some(if kind.is_dir() {
            Kind::Folder
        } else if kind.is_file() {
            Kind::File
        } else if kind.is_symlink() {
            let target = act("read", path, fs::read_link(path))?;
            let inside = false;
            Kind::Link { target, inside }
        } else {
            Kind::Other
        }))
    }
}

impl Disk for RealDisk {
    fn list(&self, folder: &Path) -> Result<Vec<String>, DiskError> {
        let mut names = Vec::new();
        for found in act("list", folder, fs::read_dir(folder))? {
            let name = act("list", folder, found)?.file_name();
            let name = name.into_string();
            names.push(name.map_err(|name| DiskError::not_utf8(&folder.join(name)))?);
        }
        names.sort_unstable();
        Ok(names)
    }

    fn create_folder(&self, path: &Path) -> Result<(), DiskError> {
        act("create", path, DirBuilder::new().mode(0o755).create(path))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        let mut options = OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o644).open(path);
        act("write", path, file.and_then(|mut file| file.write_all(bytes)))
    }

    fn hard_link(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        act("link to", from, fs::hard_link(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        act("replace", to, fs::rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> Result<(), DiskError> {
        act("exchange", other, exchange(one, other))
    }

    fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        act("remove", path, fs::remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> Result<(), DiskError> {
        act("remove", path, fs::remove_dir(path))
    }

    fn sync_tree(&self, path: &Path) -> Result<(), DiskError> {
        act("sync", path, sync(path))
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, DiskError> {
        for _ in 0..LOCK_ATTEMPTS {
            if let Some(lock) = act("lock", path, FileLock::take(path))? {
                return Ok(Box::new(lock));
            }
        }
        act("lock", path, Err(io::ErrorKind::WouldBlock.into()))
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf, DiskError> {
        act("find", path, fs::canonicalize(path))
    }
}

impl Stamp {
    fn of(data: &fs::Metadata) -> Self {
        let time = |seconds: i64, nanoseconds: i64| i128::from(seconds) * 1_000_000_000 + i128::from(nanoseconds);
        Stamp {
            len: data.len(),
            inode: data.ino(),
            times: [
                time(data.mtime(), data.mtime_nsec()),
                time(data.ctime(), data.ctime_nsec()),
            ],
        }
    }
}

/// Nothing, where what was asked for is not there: it may go away while a folder is listed.
fn unless_gone<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_gone(Some(&error)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether an error says that there is no such path, for a folder on the way may be a file by now.
fn is_gone(error: Option<&io::Error>) -> bool {
    error.is_some_and(|error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
}

fn act<T>(action: &'static str, path: &Path, result: io::Result<T>) -> Result<T, DiskError> {
    result.map_err(|error| DiskError::new(action, path, &error))
}

/// `path` below `folder`, as text with `/`.
fn relative(folder: &Path, path: &Path) -> Result<String, DiskError> {
    path.strip_prefix(folder)
        .unwrap_or(path)
        .to_str()
        .map(str::to_owned)
        .ok_or_else(|| DiskError::not_utf8(path))
}

/// Tells whether links stay in a folder, whose own place is looked up when the first link is met.
struct Inside<'a> {
    folder: &'a Path,
    place: Option<io::Result<PathBuf>>,
}

impl<'a> Inside<'a> {
    fn new(folder: &'a Path) -> Self {
        let place = None;
        Inside { folder, place }
    }

    fn holds(&mut self, link: &Path) -> bool {
        let place = self.place.get_or_insert_with(|| fs::canonicalize(self.folder));
        match (place, fs::canonicalize(link)) {
            (Ok(place), Ok(end)) => end.starts_with(place),
            _ => false,
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        // What file systems without this operation answer.
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(target_os = "linux")]
fn sync(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(path)?)?)
}

#[cfg(not(target_os = "linux"))]
fn sync(_: &Path) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

/// A lock file that names the process which holds it.
struct FileLock {
    path: PathBuf,
    file: File,
}

impl FileLock {
    /// `None` if the file was removed by its last holder between our opening and locking it.
    fn take(path: &Path) -> io::Result<Option<Self>> {
        let no_follow = i32::try_from(OFlags::NOFOLLOW.bits()).unwrap_or(0);
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o644)
            .custom_flags(no_follow)
            .open(path)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
            TryLockError::Error(error) => error,
        })?;
        let ours = file.metadata()?;
        let same = fs::symlink_metadata(path).is_ok_and(|named| (named.dev(), named.ino()) == (ours.dev(), ours.ino()));
        if !same {
            return Ok(None);
        }
        let path = path.to_path_buf();
        let mut lock = FileLock { path, file };
        lock.file.set_len(0)?;
        writeln!(lock.file, "{}", std::process::id())?;
        Ok(Some(lock))
    }
}

impl Lock for FileLock {}

impl Drop for FileLock {
    fn drop(&mut self) {
        // Removed while still held; whoever opened it meanwhile sees that its path names it no longer.
        // If it stays, it is an unlocked file that the next holder takes over.
        let _ = fs::remove_file(&self.path);
    }
}
