//! A disk with one site, and builds of it.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use maqal::disk::MemoryDisk;
use maqal::pipeline::{Hooks, Pipeline, Report, Request};

pub use crate::folder::Files;
use crate::folder::files;

const ROOT: &str = "/site";
const OUT: &str = "/site/public";

/// What may differ between two builds beside the sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    pub strict: bool,
    pub drafts: bool,
    pub future: bool,
    /// What a preview shows.
    pub for_preview: bool,
    /// Days since the usual present, 2026-01-01.
    pub days: i64,
}

/// A disk with one site.
#[derive(Clone, Default)]
pub struct World {
    pub disk: MemoryDisk,
}

impl World {
    /// A disk that holds `sources` and no output.
    pub fn with(sources: &Files) -> Self {
        let world = World::default();
        world.change(&Files::new(), sources);
        world
    }

    /// Makes the sources `after`, which were `before`.
    pub fn change(&self, before: &Files, after: &Files) {
        for path in before.keys().filter(|path| !after.contains_key(*path)) {
            self.disk.remove(format!("{ROOT}/{path}"));
        }
        for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
            self.disk.put(format!("{ROOT}/{path}"), bytes);
        }
    }

    /// The published files, without the manifest, which is made from them.
    pub fn output(&self) -> Files {
        let mut files = self.below(OUT);
        files.remove(".maqal-manifest");
        files
    }

    /// Everything on the disk.
    pub fn everything(&self) -> Files {
        self.below("/")
    }

    /// Builds the site.
    pub fn build(&self, pipeline: &mut Pipeline, flags: Flags) -> Report {
        let request = Request {
            strict: flags.strict,
            drafts: flags.drafts,
            future: flags.future,
            for_preview: flags.for_preview,
            ..Request::new(ROOT, 1_767_225_600 + flags.days * 86_400)
        };
        pipeline.build(&self.disk, &request, &Hooks::quiet(&AtomicBool::new(false)))
    }

    fn below(&self, folder: &str) -> Files {
        files(&self.disk, Path::new(folder))
    }
}

/// Where two trees of files first differ: the path, and the line in both.
pub fn difference(one: &Files, other: &Files) -> Option<String> {
    let path = one
        .keys()
        .chain(other.keys())
        .find(|path| one.get(*path) != other.get(*path))?;
    let (Some(left), Some(right)) = (one.get(path), other.get(path)) else {
        let side = if one.contains_key(path) { "first" } else { "second" };
        return Some(format!("`{path}` is only in the {side}"));
    };
    let (left, right) = (String::from_utf8_lossy(left), String::from_utf8_lossy(right));
    let lines = (1..).zip(left.lines().zip(right.lines()));
    let differing = lines.into_iter().find(|(_, (left, right))| left != right);
    Some(match differing {
        Some((number, (left, right))) => format!("`{path}` line {number}:\n  {left}\n  {right}"),
        None => format!("`{path}` has more lines in one"),
    })
}
