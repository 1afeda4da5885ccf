//! The ways in which editors save.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;

/// A way to save.
#[derive(Clone, Copy, Debug)]
pub enum Editor {
    /// Writes the file in place.
    InPlace,
    /// Empties the file first and writes it a moment later.
    Truncating,
    /// Writes another file and renames it over this one.
    Renaming,
    /// As vim does it by default: the old file becomes a backup, a new one is written, the backup goes.
    Backup,
    /// As emacs does it: a link to nothing says who holds the file, the old one is copied beside, then written in place.
    Copy,
    /// In pieces, each flushed.
    Pieces,
    /// Removes the file and makes it anew.
    Anew,
    /// A second name in another folder, renamed over this one: what a checkout does.
    Checkout,
}

pub const EDITORS: [Editor; 8] = [
    Editor::InPlace,
    Editor::Truncating,
    Editor::Renaming,
    Editor::Backup,
    Editor::Copy,
    Editor::Pieces,
    Editor::Anew,
    Editor::Checkout,
];

impl Editor {
    /// Saves a file of the site at `root`.
    pub fn save(self, root: &Path, path: &str, bytes: &[u8]) {
        let path = root.join(path);
        let folder = path.parent().unwrap();
        fs::create_dir_all(folder).unwrap();
        let beside = |suffix: &str| {
            let name = path.file_name().unwrap().to_str().unwrap();
            folder.join(format!("{name}{suffix}"))
        };
        match self {
            Editor::InPlace => fs::write(&path, bytes).unwrap(),
            Editor::Truncating => {
                File::create(&path).unwrap();
                std::thread::yield_now();
                fs::write(&path, bytes).unwrap();
            }
            Editor::Renaming => {
                let other = beside(".tmp");
                fs::write(&other, bytes).unwrap();
                fs::rename(other, &path).unwrap();
            }
            Editor::Backup => {
                let backup = beside("~");
                let was = path.exists();
                if was {
                    fs::rename(&path, &backup).unwrap();
                }
                fs::write(&path, bytes).unwrap();
                if was {
                    fs::remove_file(backup).unwrap();
                }
            }
            Editor::Copy => {
                let copy = beside("~");
                let lock = folder.join(format!(".#{}", path.file_name().unwrap().to_str().unwrap()));
                let _ = symlink("author@host.1:2", &lock);
                if path.exists() {
                    fs::copy(&path, &copy).unwrap();
                }
                fs::write(&path, bytes).unwrap();
                let _ = fs::remove_file(copy);
                fs::remove_file(lock).unwrap();
            }
            Editor::Pieces => {
                let mut file = OpenOptions::new()
                    .write(true)
                    .create(true)
                    .truncate(true)
                    .open(&path)
                    .unwrap();
                for piece in bytes.chunks(97) {
                    file.write_all(piece).unwrap();
                    file.flush().unwrap();
                }
            }
            Editor::Anew => {
                let _ = fs::remove_file(&path);
                fs::write(&path, bytes).unwrap();
            }
            Editor::Checkout => {
                let other = root.join(".checkout");
                fs::create_dir_all(&other).unwrap();
                fs::write(other.join("file"), bytes).unwrap();
                fs::rename(other.join("file"), &path).unwrap();
            }
        }
    }
}
