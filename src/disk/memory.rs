//! A disk in memory, for tests: it can run full, break, or be killed at any moment.

mod faults;
mod operations;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use faults::Faults;
use tree::{Node, Place, Tree};

/// A disk in memory. A clone is another disk with the same content, without locks and faults.
#[derive(Debug, Default)]
pub struct MemoryDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    tree: Tree,
    locks: BTreeSet<Place>,
    faults: Faults,
    exchanges: bool,
    mount: Option<PathBuf>,
}

impl Default for State {
    fn default() -> Self {
        State {
            tree: Tree::new(),
            locks: BTreeSet::new(),
            faults: Faults::default(),
            exchanges: true,
            mount: None,
        }
    }
}

impl Clone for MemoryDisk {
    fn clone(&self) -> Self {
        let state = self.look();
        let copy = State {
            tree: state.tree.clone(),
            exchanges: state.exchanges,
            mount: state.mount.clone(),
            ..State::default()
        };
        MemoryDisk {
            state: Arc::new(Mutex::new(copy)),
        }
    }
}

/// What tests do to the disk behind the program's back; none of it counts as an operation.
impl MemoryDisk {
    /// A disk with these files.
    pub fn with<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let disk = MemoryDisk::default();
        for (path, text) in files {
            disk.put(path, text);
        }
        disk
    }

    /// Writes a file over whatever was there, with the folders it needs.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let mut state = self.look();
        let file = state.tree.new_file(bytes.as_ref());
        state.plant(path.as_ref(), file);
    }

    /// Makes a symbolic link, with the folders it needs.
    pub fn link(&self, path: impl AsRef<Path>, target: impl AsRef<Path>) {
        let target = Node::Link(target.as_ref().to_path_buf());
        self.look().plant(path.as_ref(), target);
    }

    /// Makes an empty folder, with those above it.
    pub fn folder(&self, path: impl AsRef<Path>) {
        let folder = Node::Folder(BTreeMap::new());
        self.look().plant(path.as_ref(), folder);
    }

    /// Removes a file, a link, or a folder with all it holds.
    pub fn remove(&self, path: impl AsRef<Path>) {
        // Nothing there is as good as removed.
        let _ = self.look().tree.take(path.as_ref(), |_| Ok(()));
    }

    /// The content of a file.
    pub fn get(&self, path: impl AsRef<Path>) -> Option<Arc<[u8]>> {
        match self.look().tree.find(path.as_ref(), true) {
            Ok(Node::File { bytes, .. }) => Some(Arc::clone(bytes)),
            _ => None,
        }
    }

    /// The identity of a file, which its hard links share.
    pub fn inode(&self, path: impl AsRef<Path>) -> Option<u64> {
        match self.look().tree.find(path.as_ref(), true) {
            Ok(Node::File { inode, .. }) => Some(*inode),
            _ => None,
        }
    }

    /// From now on [`Disk::exchange`](super::Disk::exchange) is unsupported.
    pub fn without_exchange(&self) {
        self.look().exchanges = false;
    }

    /// Makes `path` another file system: nothing moves or is linked across its border.
    pub fn mount(&self, path: impl AsRef<Path>) {
        self.look().mount = Some(path.as_ref().to_path_buf());
    }

    /// Makes the `n`th operation from now fail, counted from 0.
    pub fn fail_at(&self, n: usize, kind: ErrorKind) {
        self.look().faults = Faults::fail_at(n, kind);
    }

    /// Makes the `n`th operation from now that would change something, and all operations after it,
    /// fail without effect, as if the program had been killed; counted from 0.
    pub fn stop_at(&self, n: usize) {
        self.look().faults = Faults::stop_at(n);
    }

    /// Takes back the fault that was asked for, and says whether it had struck.
    pub fn heal(&self) -> bool {
        std::mem::take(&mut self.look().faults).struck()
    }

    fn look(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn plant(&mut self, path: &Path, node: Node) {
        let folders: Vec<_> = path.ancestors().skip(1).collect();
        for folder in folders.into_iter().rev() {
            // What exists already is what is wanted.
            let _ = self.tree.add(folder, Node::Folder(BTreeMap::new()));
        }
        let _ = self.tree.take(path, |_| Ok(()));
        let _ = self.tree.add(path, node);
    }
}
