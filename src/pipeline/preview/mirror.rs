//! What the sources were when they were last looked at.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::SourcePath;
use crate::disk::{DiskError, Entry, Files, Kind, Stamp};
use crate::scan::{CONFIG, CONTENT, THEMES, is_debris};

/// Where to look for what may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Somewhere: everything is looked at, and read where its stamp differs.
    Everywhere,
    /// At these paths, which are read whatever their stamps say.
    At(Vec<PathBuf>),
}

/// What differs between two mirrors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// Everything that was written, made or removed.
    pub paths: Vec<SourcePath>,
    /// Whether anything but the text of documents that were there differs.
    pub beyond: bool,
}

/// The sources of a site at one moment: its texts in memory, the names of all other files.
#[derive(Clone)]
pub(super) struct Mirror {
    root: PathBuf,
    disk: Arc<dyn Files>,
    nodes: BTreeMap<SourcePath, Node>,
}

#[derive(Clone)]
struct Node {
    kind: Kind,
    stamp: Stamp,
    /// Whether the stamp can be trusted: it was the same when the file was read twice.
    settled: bool,
    /// Of what is text.
    bytes: Option<Arc<[u8]>>,
}

impl Node {
    fn is_same(&self, other: &Node) -> bool {
        let same_text = match (&self.bytes, &other.bytes) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
            (None, None) => self.stamp == other.stamp,
            _ => false,
        };
        self.kind == other.kind && same_text
    }
}

impl Mirror {
    /// An empty one.
    pub fn new(disk: Arc<dyn Files>, root: &Path) -> Self {
        Mirror {
            root: root.to_path_buf(),
            disk,
            nodes: BTreeMap::new(),
        }
    }

    /// The text of a source, as it was read.
    pub fn text(&self, path: &SourcePath) -> Option<&Arc<[u8]>> {
        self.nodes.get(path)?.bytes.as_ref()
    }

    /// The sources as they are now, and what differs; nothing if nothing does.
    pub fn look(&self, hint: &Hint) -> Result<Option<(Mirror, Change)>, DiskError> {
        let seen = match hint {
            Hint::Everywhere => None,
            Hint::At(paths) => self.at(paths)?,
        };
        let (nodes, change) = match seen {
            Some(found) => found,
            None => self.everywhere()?,
        };
        let mirror = Mirror { nodes, ..self.clone() };
        Ok((!change.paths.is_empty()).then_some((mirror, change)))
    }

    /// All there is, read where something tells that it was written anew.
    fn everywhere(&self) -> Result<(BTreeMap<SourcePath, Node>, Change), DiskError> {
        let mut found: Vec<(SourcePath, Kind, Stamp)> = Vec::with_capacity(self.nodes.len() + 16);
        for top in [CONFIG, CONTENT, THEMES] {
            let path = SourcePath::new(top);
            match self.disk.kind(&self.root.join(top))? {
                None => {}
                Some(Kind::Folder) => {
                    found.push((path, Kind::Folder, Stamp::default()));
                    found.extend(self.below(top)?);
                }
                Some(kind) => found.push((path, kind, Stamp::default())),
            }
        }
        let nodes = found.into_par_iter().map(|(path, kind, stamp)| {
            let known = self.nodes.get(&path);
            if let Some(known) = known.filter(|known| known.settled && known.kind == kind && known.stamp == stamp) {
                return Ok(Some((path, known.clone())));
            }
            let node = self.node(&path, kind, stamp)?;
            Ok(node.map(|node| (path, node)))
        });
        let nodes: Vec<_> = nodes.collect::<Result<_, DiskError>>()?;
        let nodes: BTreeMap<_, _> = nodes.into_iter().flatten().collect();
        let change = difference(&self.nodes, &nodes);
        Ok((nodes, change))
    }

    /// The same with another look at some paths; `None` where that would not tell enough.
    fn at(&self, paths: &[PathBuf]) -> Result<Option<(BTreeMap<SourcePath, Node>, Change)>, DiskError> {
        let mut nodes = self.nodes.clone();
        let mut change = Change::default();
        for path in paths {
            // What editors leave behind while they save is seen when everything is looked at.
            let Some(path) = self.source(path).filter(|path| !is_debris(path.as_str())) else {
                continue;
            };
            let kind = self.disk.kind(&self.root.join(path.as_str()))?;
            let known = nodes.get(&path).map(|node| node.kind.clone());
            match kind {
                Some(Kind::File) if is_text(&path) && (known.is_some() || self.has_folder_of(&path)) => {
                    match self.node(&path, Kind::File, Stamp::default())? {
                        Some(node) => {
                            change.note(&path, nodes.insert(path.clone(), node.clone()).as_ref(), Some(&node))
                        }
                        None => change.note(&path, nodes.remove(&path).as_ref(), None),
                    }
                }
                None if known.is_none() => {}
                None if known == Some(Kind::File) => change.note(&path, nodes.remove(&path).as_ref(), None),
                // A folder that is known tells of names in it, which have hints of their own.
                Some(Kind::Folder) if known == Some(Kind::Folder) => {}
                _ => return Ok(None),
            }
        }
        Ok(Some((nodes, change)))
    }

    fn has_folder_of(&self, path: &SourcePath) -> bool {
        let folder = path.folder();
        folder.is_empty()
            || self
                .nodes
                .get(&SourcePath::new(folder))
                .is_some_and(|node| node.kind == Kind::Folder)
    }

    /// The path of a source; `None` for anything else in the folder of the site, or outside it.
    fn source(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).unwrap_or(path).to_str()?;
        let top = below.split('/').next().unwrap_or_default();
        (below == CONFIG || top == CONTENT || top == THEMES).then(|| SourcePath::new(below))
    }

    fn below(&self, top: &str) -> Result<impl Iterator<Item = (SourcePath, Kind, Stamp)> + use<>, DiskError> {
        let entries = self.disk.walk(&self.root.join(top), &|_| false)?;
        let top = top.to_owned();
        Ok(entries.into_iter().map(move |entry| {
            (
                SourcePath::new(&format!("{top}/{}", entry.path)),
                entry.kind,
                entry.stamp,
            )
        }))
    }

    /// What lies at a path; `None` if it is gone by now.
    fn node(&self, path: &SourcePath, kind: Kind, stamp: Stamp) -> Result<Option<Node>, DiskError> {
        let known = self.nodes.get(path);
        let is_stamped = stamp != Stamp::default();
        let mut node = Node {
            settled: is_stamped && known.is_some_and(|known| known.kind == kind && known.stamp == stamp),
            kind,
            stamp,
            bytes: None,
        };
        if node.kind != Kind::File || !is_text(path) {
            return Ok(Some(node));
        }
        match self.disk.read(&self.root.join(path.as_str())) {
            Ok(bytes) => {
                let same = known
                    .and_then(|known| known.bytes.as_ref())
                    .filter(|known| known[..] == bytes[..]);
                node.settled &= same.is_some();
                node.bytes = Some(same.map_or_else(|| bytes.into(), Arc::clone));
                Ok(Some(node))
            }
            // It went away while we looked; whoever took it away causes another look.
            Err(error) if error.kind == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

impl Change {
    fn note(&mut self, path: &SourcePath, old: Option<&Node>, new: Option<&Node>) {
        let is_same = match (old, new) {
            (Some(old), Some(new)) => old.is_same(new),
            (None, None) => true,
            _ => false,
        };
        if is_same {
            return;
        }
        let is_document = matches!(path.extension(), "md" | "markdown") && path.as_str().starts_with("content/");
        self.paths.push(path.clone());
        self.beyond |= old.is_none() || new.is_none() || !is_document;
    }
}

/// What differs, by a walk along both.
fn difference(old: &BTreeMap<SourcePath, Node>, new: &BTreeMap<SourcePath, Node>) -> Change {
    let mut change = Change::default();
    for (path, node) in new {
        change.note(path, old.get(path), Some(node));
    }
    for (path, node) in old.iter().filter(|(path, _)| !new.contains_key(*path)) {
        change.note(path, Some(node), None);
    }
    change
}

/// Whether a source is kept in memory: all that decides more than its own bytes.
fn is_text(path: &SourcePath) -> bool {
    matches!(path.extension(), "md" | "markdown" | "txt" | "toml" | "css") || path.as_str().starts_with("themes/")
}

impl Files for Mirror {
    fn walk(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, DiskError> {
        let below = folder.strip_prefix(&self.root).unwrap_or(folder);
        let prefix = format!("{}/", below.to_string_lossy());
        let from = SourcePath::new(&prefix);
        let all = self.nodes.range((Bound::Included(from), Bound::Unbounded));
        let mut skipped: Vec<String> = Vec::new();
        let mut entries = Vec::new();
        for (path, node) in all {
            let Some(path) = path.as_str().strip_prefix(&prefix) else {
                break;
            };
            if skipped.iter().any(|folder| path.starts_with(folder)) {
                continue;
            }
            if node.kind == Kind::Folder && skip(path) {
                skipped.push(format!("{path}/"));
                continue;
            }
            entries.push(Entry {
                path: path.to_owned(),
                kind: node.kind.clone(),
                stamp: node.stamp,
            });
        }
        Ok(entries)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError> {
        let source = self.source(path);
        let kept = source.as_ref().and_then(|source| self.text(source));
        kept.map_or_else(|| self.disk.read(path), |bytes| Ok(bytes.to_vec()))
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>, DiskError> {
        let node = self.source(path).and_then(|source| self.nodes.get(&source));
        Ok(node.map(|node| node.kind.clone()))
    }
}
