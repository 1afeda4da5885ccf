//! The operations of a disk in memory.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::tree::{Node, Place};
use super::{MemoryDisk, State};
use crate::disk::{Disk, DiskError, Entry, Files, Kind, Lock, Stamp};

impl Files for MemoryDisk {
    fn walk(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, DiskError> {
        let place = self.reading("list", folder, |state| state.tree.place(folder, true))?;
        let walk = Walk { folder: place, skip };
        let mut entries = Vec::new();
        self.look().gather(&walk, (folder, ""), &mut entries)?;
        entries.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        Ok(entries)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError> {
        self.reading("read", path, |state| match state.tree.find(path, true)? {
            Node::File { bytes, .. } => Ok(bytes.to_vec()),
            _ => Err(ErrorKind::IsADirectory),
        })
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>, DiskError> {
        self.reading("examine", path, |state| match state.tree.find(path, false) {
            Ok(node) => Ok(Some(state.kind(node, path, None))),
            Err(ErrorKind::NotFound) => Ok(None),
            Err(kind) => Err(kind),
        })
    }
}

impl Disk for MemoryDisk {
    fn list(&self, folder: &Path) -> Result<Vec<String>, DiskError> {
        let names: Vec<OsString> = self.reading("list", folder, |state| match state.tree.find(folder, true)? {
            Node::Folder(children) => Ok(children.keys().cloned().collect()),
            _ => Err(ErrorKind::NotADirectory),
        })?;
        let text = |name: OsString| name.into_string();
        let names = names.into_iter().map(text);
        names
            .map(|name| name.map_err(|name| DiskError::not_utf8(&folder.join(name))))
            .collect()
    }

    fn create_folder(&self, path: &Path) -> Result<(), DiskError> {
        let folder = Node::Folder(BTreeMap::new());
        self.changing("create", path, |state| state.tree.add(path, folder))
    }

    fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
        let mut state = self.look();
        let State { tree, faults, .. } = &mut *state;
        let alive = !faults.struck();
        let fault = faults.change();
        // A write that fails, or is killed, may have done a part of its work.
        let part = bytes.get(..bytes.len() / 2).unwrap_or_default();
        let written = match fault {
            Ok(()) => {
                let file = tree.new_file(bytes);
                tree.add(path, file)
            }
            Err(kind) => {
                if alive {
                    let file = tree.new_file(part);
                    let _ = tree.add(path, file);
                }
                Err(kind)
            }
        };
        written.map_err(|kind| failed("write", path, kind))
    }

    fn hard_link(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.changing("link to", from, |state| {
            state.cross(from, to)?;
            match state.tree.find(from, false)?.clone() {
                Node::Folder(_) => Err(ErrorKind::PermissionDenied),
                node => state.tree.add(to, node),
            }
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), DiskError> {
        self.changing("replace", to, |state| {
            state.cross(from, to)?;
            state.tree.rename(from, to)
        })
    }

    fn exchange(&self, one: &Path, other: &Path) -> Result<(), DiskError> {
        self.changing("exchange", other, |state| {
            if !state.exchanges {
                return Err(ErrorKind::Unsupported);
            }
            state.cross(one, other)?;
            state.tree.exchange(one, other)
        })
    }

    fn remove_file(&self, path: &Path) -> Result<(), DiskError> {
        let removed = self.changing("remove", path, |state| {
            state.tree.take(path, |node| match node {
                Node::Folder(_) => Err(ErrorKind::IsADirectory),
                _ => Ok(()),
            })
        });
        removed.map(drop)
    }

    fn remove_folder(&self, path: &Path) -> Result<(), DiskError> {
        let removed = self.changing("remove", path, |state| {
            state.tree.take(path, |node| match node {
                Node::Folder(children) if children.is_empty() => Ok(()),
                Node::Folder(_) => Err(ErrorKind::DirectoryNotEmpty),
                _ => Err(ErrorKind::NotADirectory),
            })
        });
        removed.map(drop)
    }

    fn sync_tree(&self, path: &Path) -> Result<(), DiskError> {
        self.reading("sync", path, |state| state.tree.find(path, true).map(drop))
    }

    fn lock(&self, path: &Path) -> Result<Box<dyn Lock>, DiskError> {
        let place = self.changing("lock", path, |state| {
            let place = state.tree.place(path, false)?;
            if state.locks.contains(&place) {
                return Err(ErrorKind::WouldBlock);
            }
            if state.tree.node(&place).is_none() {
                let file = state.tree.new_file(b"1\n");
                state.tree.add(path, file)?;
            }
            state.locks.insert(place.clone());
            Ok(place)
        })?;
        let (path, state) = (path.to_path_buf(), Arc::clone(&self.state));
        Ok(Box::new(MemoryLock { state, place, path }))
    }

    fn canonical(&self, path: &Path) -> Result<PathBuf, DiskError> {
        self.reading("find", path, |state| {
            let place = state.tree.place(path, true)?;
            state.tree.node(&place).ok_or(ErrorKind::NotFound)?;
            Ok(Path::new("/").join(place.iter().collect::<PathBuf>()))
        })
    }
}

struct MemoryLock {
    state: Arc<Mutex<State>>,
    place: Place,
    path: PathBuf,
}

impl Lock for MemoryLock {}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        let disk = MemoryDisk {
            state: Arc::clone(&self.state),
        };
        let _ = disk.remove_file(&self.path);
        disk.look().locks.remove(&self.place);
    }
}

fn failed(action: &'static str, path: &Path, kind: ErrorKind) -> DiskError {
    DiskError::new(action, path, &io::Error::from(kind))
}

impl MemoryDisk {
    /// Does something that only reads, unless a fault says otherwise.
    fn reading<T>(
        &self,
        action: &'static str,
        path: &Path,
        act: impl FnOnce(&State) -> Result<T, ErrorKind>,
    ) -> Result<T, DiskError> {
        let mut state = self.look();
        let result = state.faults.read().and_then(|()| act(&state));
        result.map_err(|kind| failed(action, path, kind))
    }

    /// Does something that changes the tree, unless a fault says otherwise.
    fn changing<T>(
        &self,
        action: &'static str,
        path: &Path,
        act: impl FnOnce(&mut State) -> Result<T, ErrorKind>,
    ) -> Result<T, DiskError> {
        let mut state = self.look();
        let result = state.faults.change().and_then(|()| act(&mut state));
        result.map_err(|kind| failed(action, path, kind))
    }
}

struct Walk<'a> {
    folder: Place,
    skip: &'a dyn Fn(&str) -> bool,
}

impl State {
    fn cross(&self, one: &Path, other: &Path) -> Result<(), ErrorKind> {
        let Some(mount) = &self.mount else {
            return Ok(());
        };
        if one == mount || other == mount {
            return Err(ErrorKind::ResourceBusy);
        }
        if one.starts_with(mount) != other.starts_with(mount) {
            return Err(ErrorKind::CrossesDevices);
        }
        Ok(())
    }

    fn kind(&self, node: &Node, path: &Path, within: Option<&[OsString]>) -> Kind {
        match node {
            Node::Folder(_) => Kind::Folder,
            Node::File { .. } => Kind::File,
            Node::Link(target) => Kind::Link {
                target: target.clone(),
                inside: within.is_some_and(|folder| {
                    self.tree
                        .place(path, true)
                        .is_ok_and(|end| end.starts_with(folder) && self.tree.node(&end).is_some())
                }),
            },
        }
    }

    /// Adds what lies below the folder at `path`, whose path relative to the walk is `prefix`.
    fn gather(
        &self,
        walk: &Walk<'_>,
        (path, prefix): (&Path, &str),
        entries: &mut Vec<Entry>,
    ) -> Result<(), DiskError> {
        let node = self.tree.find(path, true);
        let Node::Folder(children) = node.map_err(|kind| failed("list", path, kind))? else {
            return Err(failed("list", path, ErrorKind::NotADirectory));
        };
        for (name, child) in children {
            let path = path.join(name);
            let name = name.to_str().ok_or_else(|| DiskError::not_utf8(&path))?;
            let relative = format!("{prefix}{name}");
            let is_folder = matches!(child, Node::Folder(_));
            if is_folder && (walk.skip)(&relative) {
                continue;
            }
            entries.push(Entry {
                kind: self.kind(child, &path, Some(&walk.folder)),
                stamp: match child {
                    Node::File { bytes, inode } => Stamp {
                        len: bytes.len() as u64,
                        inode: *inode,
                        ..Stamp::default()
                    },
                    _ => Stamp::default(),
                },
                path: relative.clone(),
            });
            if is_folder {
                self.gather(walk, (&path, &format!("{relative}/")), entries)?;
            }
        }
        Ok(())
    }
}
