//! What the sources were when they were last looked at.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::listing::{Listing, below, is_listed, is_of_theme, is_text, is_used};
use crate::base::SourcePath;
use crate::disk::{DiskError, Entry, Files, Kind, Stamp};
use crate::scan::{CONFIG, CONTENT, THEMES, may_matter};

/// The longest step of a file system's clock, in seconds and with one to spare: two writes within one may leave the same
/// stamp (FAT: 2 seconds).
const CLOCK_STEP: i64 = 3;
/// How many files one look reads again that only their stamps do not vouch for: nobody is to wait for more.
const MOST_READ_AGAIN: usize = 500;

/// Where to look for what may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hint {
    /// Somewhere: everything is looked at, and read where its stamp differs.
    Everywhere,
    /// The same, with a list of what there is, if there was no other look since it was made.
    Listed(Listing),
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
    /// Whether anything of that lies elsewhere than in the themes.
    pub beyond_themes: bool,
}

/// What lies where, by path.
type Nodes = BTreeMap<SourcePath, Node>;

/// The sources of a site at one moment: its texts in memory, the names of all other files.
#[derive(Clone)]
pub(super) struct Mirror {
    root: PathBuf,
    disk: Arc<dyn Files>,
    nodes: Nodes,
}

#[derive(Clone)]
struct Node {
    kind: Kind,
    stamp: Stamp,
    /// When this stamp was first met, by the clock of looks.
    since: i64,
    /// Whether the stamp can be trusted: what was read long after it was first met is what was read before.
    settled: bool,
    /// Of what is text.
    bytes: Option<Arc<[u8]>>,
}

impl Node {
    /// Whether what lay here at `moment` lies here for longer than a step of a clock.
    fn is_ripe(&self, moment: i64) -> bool {
        moment.saturating_sub(self.since) > CLOCK_STEP
    }

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

    /// The texts of some of its sources, which stand in their order.
    pub fn texts<'a>(&'a self, paths: &'a [SourcePath]) -> impl Iterator<Item = (&'a SourcePath, &'a Arc<[u8]>)> {
        let from = paths.first().map_or(Bound::Unbounded, Bound::Included);
        let mut nodes = self.nodes.range((from, Bound::Unbounded)).peekable();
        paths.iter().filter_map(move |path| {
            while nodes.next_if(|(known, _)| *known < path).is_some() {}
            let (_, node) = nodes.next_if(|(known, _)| *known == path)?;
            Some((path, node.bytes.as_ref()?))
        })
    }

    /// Whether a look at everything would find nothing new and would read nothing again, as most do.
    pub fn is_as(&self, Listing(found): &Listing, moment: i64) -> bool {
        let is_same = |((path, node), (listed, kind, stamp)): ((&SourcePath, &Node), &(SourcePath, Kind, Stamp))| {
            let vouches = match *stamp == Stamp::default() {
                true => *kind != Kind::File || !is_text(path),
                false => node.settled || !node.is_ripe(moment),
            };
            vouches && path == listed && node.kind == *kind && node.stamp == *stamp
        };
        self.nodes.len() == found.len() && self.nodes.iter().zip(found).all(is_same)
    }

    /// The sources as they are now, and what differs. `moment` is by a clock that only runs on, in seconds.
    pub fn look(&self, hint: &Hint, moment: i64) -> Result<(Mirror, Change), DiskError> {
        let (nodes, change) = match hint {
            Hint::Everywhere => self.everywhere(self.listing()?, &[], moment)?,
            Hint::Listed(listing) => self.everywhere(listing.clone(), &[], moment)?,
            Hint::At(paths) => match self.at(paths, moment)? {
                Some(found) => found,
                None => self.everywhere(self.listing()?, paths, moment)?,
            },
        };
        let mirror = Mirror {
            root: self.root.clone(),
            disk: Arc::clone(&self.disk),
            nodes,
        };
        Ok((mirror, change))
    }

    fn listing(&self) -> Result<Listing, DiskError> {
        Listing::new(&*self.disk, &self.root)
    }

    /// All there is, read where something tells that it was written anew. What stands in a `hinted` path that is no text is
    /// another thing than before, for all that is known.
    fn everywhere(
        &self,
        Listing(found): Listing,
        hinted: &[PathBuf],
        moment: i64,
    ) -> Result<(Nodes, Change), DiskError> {
        let read_again = AtomicUsize::new(0);
        // Unless it is time to read once more what its stamp alone does not vouch for.
        let is_enough = |known: &Node| {
            let has_room = || known.bytes.is_none() || read_again.fetch_add(1, Ordering::Relaxed) < MOST_READ_AGAIN;
            known.settled || !known.is_ripe(moment) || !has_room()
        };
        let nodes = found.into_par_iter().map(|(path, kind, stamp)| {
            let is_known = |known: &&Node| known.kind == kind && known.stamp == stamp && stamp != Stamp::default();
            let known = self.nodes.get(&path).filter(is_known);
            if let Some(known) = known.filter(|known| is_enough(known)) {
                return Ok(Some((path, known.clone())));
            }
            let node = self.node(&path, kind, stamp, moment)?;
            Ok(node.map(|node| (path, node)))
        });
        let nodes: Vec<_> = nodes.collect::<Result<_, DiskError>>()?;
        let mut nodes: BTreeMap<_, _> = nodes.into_iter().flatten().collect();
        let mut change = difference(&self.nodes, &nodes);
        for path in hinted.iter().filter_map(|path| self.source(path)) {
            let is_file = |nodes: &Nodes| nodes.get(&path).is_some_and(|node| node.kind == Kind::File);
            let is_rewritten = is_used(&path) && !is_text(&path) && is_file(&self.nodes) && is_file(&nodes);
            if !is_rewritten || change.paths.contains(&path) {
                continue;
            }
            if let Some(node) = nodes.get_mut(&path) {
                (node.settled, node.since) = (false, moment);
            }
            change.beyond_themes |= !is_of_theme(&path);
            change.paths.push(path);
            change.beyond = true;
        }
        Ok((nodes, change))
    }

    /// The same with another look at some paths; `None` where that would not tell enough.
    fn at(&self, paths: &[PathBuf], moment: i64) -> Result<Option<(Nodes, Change)>, DiskError> {
        let mut nodes = self.nodes.clone();
        let mut change = Change::default();
        for path in paths {
            let Some(path) = self.source(path).filter(is_listed) else {
                continue;
            };
            let kind = self.disk.kind(&self.root.join(path.as_str()))?;
            let known = nodes.get(&path).map(|node| node.kind.clone());
            match kind {
                // What is read, and what matters by its name alone.
                Some(Kind::File)
                    if (is_text(&path) || !may_matter(&path)) && (known.is_some() || has_folder_of(&nodes, &path)) =>
                {
                    match self.node(&path, Kind::File, Stamp::default(), moment)? {
                        Some(node) => {
                            change.note(&path, nodes.insert(path.clone(), node.clone()).as_ref(), Some(&node))
                        }
                        None => change.note(&path, nodes.remove(&path).as_ref(), None),
                    }
                }
                Some(Kind::Folder) if known.is_none() && has_folder_of(&nodes, &path) => {
                    let found = match below(&*self.disk, &self.root, path.as_str()) {
                        // It is gone by now.
                        Err(error) if error.kind == ErrorKind::NotFound => return Ok(None),
                        found => found?,
                    };
                    let found: Vec<_> = found.collect();
                    // Whether a link leads out of the site is told by a walk through all of it.
                    if found.iter().any(|(_, kind, _)| matches!(kind, Kind::Link { .. })) {
                        return Ok(None);
                    }
                    for (path, kind, stamp) in std::iter::once((path, Kind::Folder, Stamp::default())).chain(found) {
                        if let Some(node) = self.node(&path, kind, stamp, moment)? {
                            change.note(&path, None, Some(&node));
                            nodes.insert(path, node);
                        }
                    }
                }
                None if known.is_none() => {}
                None if known == Some(Kind::File) => change.note(&path, nodes.remove(&path).as_ref(), None),
                _ => return Ok(None),
            }
        }
        Ok(Some((nodes, change)))
    }

    /// The path of a source; `None` for anything else in the folder of the site, or outside it.
    fn source(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).unwrap_or(path).to_str()?;
        let top = below.split('/').next().unwrap_or_default();
        (below == CONFIG || top == CONTENT || top == THEMES).then(|| SourcePath::new(below))
    }

    /// What is in a file that is not in memory, if it is still one: a link in its place, or on the way, leads anywhere.
    fn read_now(&self, source: &SourcePath) -> Result<Vec<u8>, DiskError> {
        let path = source.as_str();
        // The uppermost folder may be a link.
        let folders = path.match_indices('/').skip(1).filter_map(|(end, _)| path.get(..end));
        for part in folders.chain([path]) {
            let place = self.root.join(part);
            if let Some(Kind::Link { .. }) = self.disk.kind(&place)? {
                let error = io::Error::other("it is a link, which is not followed");
                return Err(DiskError::new("read", &place, &error));
            }
        }
        self.disk.read(&self.root.join(path))
    }

    /// What lies at a path; `None` if it is gone by now.
    fn node(&self, path: &SourcePath, kind: Kind, stamp: Stamp, moment: i64) -> Result<Option<Node>, DiskError> {
        let known = self.nodes.get(path);
        let is_stamped = stamp != Stamp::default();
        let same_stamp = known.filter(|known| is_stamped && known.kind == kind && known.stamp == stamp);
        let since = same_stamp.map_or(moment, |known| known.since);
        let mut node = Node {
            settled: same_stamp.is_some_and(|known| known.is_ripe(moment)),
            since,
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
            Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
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
        let is_beyond = old.is_none() || new.is_none() || !is_document;
        self.beyond |= is_beyond;
        self.beyond_themes |= is_beyond && !is_of_theme(path);
        self.paths.push(path.clone());
    }
}

/// Whether the folder around a path is there.
fn has_folder_of(nodes: &Nodes, path: &SourcePath) -> bool {
    let folder = path.folder();
    folder.is_empty()
        || nodes
            .get(&SourcePath::new(folder))
            .is_some_and(|node| node.kind == Kind::Folder)
}

/// What differs, by a walk along both.
fn difference(old: &Nodes, new: &Nodes) -> Change {
    let mut change = Change::default();
    for (path, node) in new {
        change.note(path, old.get(path), Some(node));
    }
    for (path, node) in old.iter().filter(|(path, _)| !new.contains_key(*path)) {
        change.note(path, Some(node), None);
    }
    change
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
        let Some(source) = self.source(path) else {
            return self.disk.read(path);
        };
        let kept = self.text(&source);
        kept.map_or_else(|| self.read_now(&source), |bytes| Ok(bytes.to_vec()))
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        let node = self.nodes.get(&self.source(path)?)?;
        (node.settled && node.kind == Kind::File).then_some(node.stamp)
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>, DiskError> {
        let node = self.source(path).and_then(|source| self.nodes.get(&source));
        Ok(node.map(|node| node.kind.clone()))
    }
}
