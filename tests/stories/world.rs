//! The world of one story: a disk in memory and how the pipeline is called. Nothing else here names them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use maqal::disk::{Files as _, Kind, MemoryDisk};
use maqal::pipeline::{Hooks, Pipeline, Report, Request};

const ROOT: &str = "/site";
const OUT: &str = "/site/public";

/// Files by their path below a folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// How a site is built.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub strict: bool,
    pub drafts: bool,
    pub future: bool,
    pub base_url: Option<String>,
}

/// A disk with one site.
#[derive(Default)]
pub struct World {
    disk: MemoryDisk,
}

impl World {
    /// A disk that holds `sources` and no output.
    pub fn with(sources: &Files) -> Self {
        let world = World::default();
        for (path, bytes) in sources {
            world.write(path, bytes);
        }
        world
    }

    /// Writes a source.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        self.disk.put(format!("{ROOT}/{path}"), bytes);
    }

    /// Removes a source.
    pub fn remove(&self, path: &str) {
        self.disk.remove(format!("{ROOT}/{path}"));
    }

    /// Everything below the site's root but the output.
    pub fn sources(&self) -> Files {
        let mut files = self.below(ROOT);
        files.retain(|path, _| !path.starts_with("public/"));
        files
    }

    /// The published files.
    pub fn output(&self) -> Files {
        self.below(OUT)
    }

    /// Builds the site.
    pub fn build(&self, pipeline: &mut Pipeline, options: &Options, now: i64) -> Report {
        let request = Request {
            root: PathBuf::from(ROOT),
            out: PathBuf::from(OUT),
            home: None,
            base_url: options.base_url.clone(),
            strict: options.strict,
            sync: false,
            drafts: options.drafts,
            future: options.future,
            for_preview: false,
            now,
        };
        let hooks = Hooks {
            interrupted: &AtomicBool::new(false),
            progress: &|_, _, _| {},
        };
        pipeline.build(&self.disk, &request, &hooks)
    }

    fn below(&self, folder: &str) -> Files {
        let folder = Path::new(folder);
        let entries = self.disk.walk(folder, &|_| false).unwrap_or_default();
        let files = entries.into_iter().filter(|entry| entry.kind == Kind::File);
        let read = |path: &str| self.disk.get(folder.join(path)).map(|bytes| bytes.to_vec());
        files
            .filter_map(|entry| Some((entry.path.clone(), read(&entry.path)?)))
            .collect()
    }
}
