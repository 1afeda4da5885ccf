//! The world of one story: a disk in memory and how the pipeline is called. Nothing else here names them.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use maqal::disk::MemoryDisk;
use maqal::pipeline::{Hooks, Pipeline, Report, Request};

pub use crate::folder::Files;
use crate::folder::files;

const ROOT: &str = "/site";
const OUT: &str = "/site/public";

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
            base_url: options.base_url.clone(),
            strict: options.strict,
            drafts: options.drafts,
            future: options.future,
            ..Request::new(ROOT, now)
        };
        pipeline.build(&self.disk, &request, &Hooks::quiet(&AtomicBool::new(false)))
    }

    fn below(&self, folder: &str) -> Files {
        files(&self.disk, Path::new(folder))
    }
}
