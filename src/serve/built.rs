//! The last published generation as the pages of a server.

use std::path::PathBuf;
use std::sync::Arc;

use super::pages::{File, Pages};
use crate::base::Digest;
use crate::disk::Disk;
use crate::write::{Manifest, previous};

/// Serves what its manifest lists.
pub struct Built {
    /// The disk that holds the output.
    pub disk: Arc<dyn Disk>,
    /// The output folder.
    pub out: PathBuf,
    /// The path of the site's root, with a slash at both ends.
    pub base: String,
}

impl Built {
    fn manifest(&self) -> Option<Manifest> {
        previous(self.disk.as_ref(), &self.out).ok().flatten()
    }
}

impl Pages for Built {
    fn base(&self) -> String {
        self.base.clone()
    }

    fn is_empty(&self) -> bool {
        self.manifest().is_none()
    }

    fn has(&self, file: &str) -> bool {
        self.manifest().is_some_and(|manifest| manifest.contains(file))
    }

    fn file(&self, file: &str) -> Option<File> {
        let bytes = self.disk.read(&self.out.join(file)).ok()?;
        Some(File {
            digest: Digest::of(&bytes),
            bytes: bytes.into(),
            held: None,
        })
    }

    fn problems(&self) -> Arc<str> {
        r#"{"errors":[],"warnings":[]}"#.into()
    }
}
