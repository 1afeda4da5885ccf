//! The texts of one site: read, and put together, when somebody asks for them.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use super::Pipeline;
use super::edition::Edition;
use super::images::Seen;
use crate::base::{Checked, Digester};
use crate::disk::{DiskError, Files};
use crate::model::{Bodies, Body, DocId, FileId, Image, Images, Links, ParallelId, ParallelRow, Site, Texts};
use crate::resolve::{self, Linker};

/// What was read and put together so far, by document, parallel or file.
pub(super) struct Shelf {
    bodies: Vec<OnceLock<Arc<Checked<Arc<Body>>>>>,
    links: Vec<OnceLock<Box<Links>>>,
    rows: Vec<OnceLock<Arc<Vec<ParallelRow>>>>,
    /// By file.
    pub images: Vec<OnceLock<Option<Seen>>>,
    /// Why an image could not be read, if one could not: a page without its size is not to be published.
    pub unread: OnceLock<DiskError>,
}

impl Shelf {
    /// An empty one.
    pub fn new(site: &Site) -> Self {
        Shelf {
            bodies: site.ids().map(|_| OnceLock::new()).collect(),
            links: site.ids().map(|_| OnceLock::new()).collect(),
            rows: site.parallels.iter().map(|_| OnceLock::new()).collect(),
            images: site.files.iter().map(|_| OnceLock::new()).collect(),
            unread: OnceLock::new(),
        }
    }
}

/// Reads bodies from a disk into the shelf of an edition.
pub(super) struct Library<'a> {
    pub pipeline: &'a Pipeline,
    pub files: &'a dyn Files,
    /// The site's folder.
    pub root: &'a Path,
    pub edition: &'a Edition,
}

impl Pipeline {
    /// Reads the texts of an edition below `root`.
    pub(super) fn library<'a>(&'a self, files: &'a dyn Files, root: &'a Path, edition: &'a Edition) -> Library<'a> {
        Library {
            pipeline: self,
            files,
            root,
            edition,
        }
    }
}

impl Bodies for Library<'_> {
    fn body(&self, id: DocId) -> &Body {
        let read = || {
            let document = self.edition.site().document(id);
            let Edition { settings, sources, .. } = self.edition;
            let text = || {
                self.files
                    .read(&self.root.join(document.path.as_str()))
                    .unwrap_or_default()
            };
            self.pipeline.body_of(document, &settings.config, sources, text)
        };
        &self.edition.shelf.bodies[id.0 as usize].get_or_init(read).value
    }
}

/// The same, with what follows from several bodies.
pub(super) struct Reading<'a> {
    library: &'a Library<'a>,
    linker: Linker<'a>,
}

impl<'a> Reading<'a> {
    /// Reads nothing yet.
    pub fn new(library: &'a Library<'a>) -> Self {
        Reading {
            linker: Linker::new(
                library.edition.site(),
                &library.edition.resolved.index,
                library,
                library,
            ),
            library,
        }
    }
}

impl Bodies for Reading<'_> {
    fn body(&self, id: DocId) -> &Body {
        self.library.body(id)
    }
}

impl Images for Reading<'_> {
    fn image(&self, id: FileId) -> Option<&Arc<Image>> {
        self.library.image(id)
    }
}

impl Texts for Reading<'_> {
    fn links(&self, id: DocId) -> &Links {
        self.library.edition.shelf.links[id.0 as usize].get_or_init(|| Box::new(self.linker.links(id)))
    }

    fn rows(&self, id: ParallelId) -> &[ParallelRow] {
        self.library.edition.shelf.rows[id.0 as usize].get_or_init(|| {
            let members = self.library.edition.site().parallel(id).members;
            let [own, other] = members.map(|id| self.body(id));
            let digest = Digester::new("rows").digest(own.digest).digest(other.digest).finish();
            let rows = &self.library.pipeline.rows;
            rows.get_or_make(digest, || resolve::rows(own, other))
        })
    }
}
