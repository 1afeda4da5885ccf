//! A tree of folders, files and links that behaves as a POSIX file system does.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// How many links one path may pass through.
const MAX_LINKS: usize = 40;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Folder(BTreeMap<OsString, Node>),
    File { inode: u64, bytes: Arc<[u8]> },
    Link(PathBuf),
}

impl Node {
    pub(super) fn child(&self, name: &OsStr) -> Option<&Node> {
        match self {
            Node::Folder(children) => children.get(name),
            _ => None,
        }
    }

    fn is_same_file(&self, other: &Node) -> bool {
        match (self, other) {
            (Node::File { inode: one, .. }, Node::File { inode: other, .. }) => one == other,
            _ => false,
        }
    }
}

/// The names that lead from the root to a place, links resolved.
pub(super) type Place = Vec<OsString>;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tree {
    root: Node,
    inodes: u64,
}

impl Tree {
    pub(super) fn new() -> Self {
        let root = Node::Folder(BTreeMap::new());
        Tree { root, inodes: 0 }
    }

    /// Where `path` leads; its last part need not exist. A relative path starts at the root.
    pub(super) fn place(&self, path: &Path, follow_last: bool) -> Result<Place, ErrorKind> {
        let mut pending = Vec::new();
        queue(&mut pending, path);
        let (mut place, mut links) = (Place::new(), 0);
        while let Some(part) = pending.pop() {
            if part == "/" {
                place.clear();
                continue;
            }
            match self.node(&place) {
                Some(Node::Folder(_)) => {}
                Some(_) => return Err(ErrorKind::NotADirectory),
                None => return Err(ErrorKind::NotFound),
            }
            if part == ".." {
                place.pop();
                continue;
            }
            place.push(part);
            if !follow_last && pending.is_empty() {
                break;
            }
            if let Some(Node::Link(target)) = self.node(&place) {
                links += 1;
                if links > MAX_LINKS {
                    return Err(ErrorKind::InvalidInput);
                }
                place.pop();
                queue(&mut pending, target);
            }
        }
        Ok(place)
    }

    pub(super) fn node(&self, place: &[OsString]) -> Option<&Node> {
        place.iter().try_fold(&self.root, |node, name| node.child(name))
    }

    /// What lies at `path`, which must exist.
    pub(super) fn find(&self, path: &Path, follow_last: bool) -> Result<&Node, ErrorKind> {
        let place = self.place(path, follow_last)?;
        self.node(&place).ok_or(ErrorKind::NotFound)
    }

    /// Puts a node where nothing lies.
    pub(super) fn add(&mut self, path: &Path, node: Node) -> Result<(), ErrorKind> {
        let place = self.place(path, false)?;
        if self.node(&place).is_some() {
            return Err(ErrorKind::AlreadyExists);
        }
        self.set(&place, node)
    }

    pub(super) fn new_file(&mut self, bytes: &[u8]) -> Node {
        self.inodes += 1;
        Node::File {
            inode: self.inodes,
            bytes: bytes.into(),
        }
    }

    /// Takes out what `accept` agrees to.
    pub(super) fn take(
        &mut self,
        path: &Path,
        accept: impl FnOnce(&Node) -> Result<(), ErrorKind>,
    ) -> Result<Node, ErrorKind> {
        let place = self.place(path, false)?;
        accept(self.node(&place).ok_or(ErrorKind::NotFound)?)?;
        self.cut(&place)
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> Result<(), ErrorKind> {
        let (from, to) = (self.place(from, false)?, self.place(to, false)?);
        let moved = self.node(&from).ok_or(ErrorKind::NotFound)?;
        if to.starts_with(&from) && to != from {
            return Err(ErrorKind::InvalidInput);
        }
        match (moved, self.node(&to)) {
            (_, None) => {}
            (moved, Some(there)) if moved.is_same_file(there) => return Ok(()),
            (Node::Folder(_), Some(Node::Folder(children))) if children.is_empty() => {}
            (Node::Folder(_), Some(Node::Folder(_))) => return Err(ErrorKind::DirectoryNotEmpty),
            (Node::Folder(_), Some(_)) => return Err(ErrorKind::NotADirectory),
            (_, Some(Node::Folder(_))) => return Err(ErrorKind::IsADirectory),
            _ => {}
        }
        let node = self.cut(&from)?;
        self.set(&to, node)
    }

    pub(super) fn exchange(&mut self, one: &Path, other: &Path) -> Result<(), ErrorKind> {
        let (one, other) = (self.place(one, false)?, self.place(other, false)?);
        if one.starts_with(&other) || other.starts_with(&one) {
            return Err(ErrorKind::InvalidInput);
        }
        self.node(&other).ok_or(ErrorKind::NotFound)?;
        let first = self.cut(&one)?;
        let second = self.cut(&other)?;
        self.set(&one, second)?;
        self.set(&other, first)
    }

    /// Puts a node at a place whose folder exists, over anything.
    fn set(&mut self, place: &[OsString], node: Node) -> Result<(), ErrorKind> {
        let (name, folder) = place.split_last().ok_or(ErrorKind::AlreadyExists)?;
        self.children(folder)?.insert(name.clone(), node);
        Ok(())
    }

    fn cut(&mut self, place: &[OsString]) -> Result<Node, ErrorKind> {
        let (name, folder) = place.split_last().ok_or(ErrorKind::PermissionDenied)?;
        let node = self.children(folder)?.remove(name);
        node.ok_or(ErrorKind::NotFound)
    }

    fn children(&mut self, folder: &[OsString]) -> Result<&mut BTreeMap<OsString, Node>, ErrorKind> {
        let mut node = &mut self.root;
        for name in folder {
            node = match node {
                Node::Folder(children) => children.get_mut(name).ok_or(ErrorKind::NotFound)?,
                _ => return Err(ErrorKind::NotADirectory),
            };
        }
        match node {
            Node::Folder(children) => Ok(children),
            _ => Err(ErrorKind::NotADirectory),
        }
    }
}

/// Puts the parts of `path` on a stack, the first on top.
fn queue(pending: &mut Vec<OsString>, path: &Path) {
    let parts = path.components().rev();
    let parts = parts.filter(|part| !matches!(part, Component::CurDir));
    pending.extend(parts.map(|part| part.as_os_str().to_owned()));
}
