//! A site without errors, which stands until there is a newer one.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::sync::{Arc, OnceLock};

use super::mirror::Mirror;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::check;
use crate::disk::Files;
use crate::model::{Bodies, DocId, Document, FileId, Job, ParallelId, Route, StaticOrigin, Subject, Withheld};
use crate::pipeline::edition::Edition;
use crate::pipeline::preview::Beside;
use crate::pipeline::{Hooks, Outcome, Pipeline, Report, Request};
use crate::plan::{Planner, SitemapLimits};
use crate::render::Renderer;
use crate::resolve::{Schedule, rows};

/// A site with the sources that it was made from.
pub(super) struct Standing {
    pub edition: Edition,
    pub mirror: Arc<Mirror>,
    pub request: Request,
    pub basis: Arc<super::change::Basis>,
    /// By file, but for what is made of the theme's settings: they follow from the site alone.
    pub places: Arc<OnceLock<Places>>,
    /// What there is whatever the documents are.
    pub fixtures: OnceLock<Vec<Job>>,
}

/// What answers for each file.
pub(super) type Places = HashMap<String, Place>;

/// What answers for a file.
#[derive(Clone)]
pub(super) enum Place {
    /// The page of a document, which is not the text of a list.
    Document(DocId),
    /// A page that is made.
    Page(Job),
    /// A file that is published as it is.
    File(FileId),
}

impl Standing {
    /// Shows the planner to `look`.
    pub fn plan<T>(&self, pipeline: &Pipeline, look: impl FnOnce(&Planner<'_>, &Renderer) -> T) -> Option<T> {
        let limits = SitemapLimits::default();
        pipeline.plan(&*self.mirror, &self.request.root, &self.edition, limits, look)
    }

    /// Everything that the site has.
    pub fn places(&self, pipeline: &Pipeline) -> &Places {
        self.places.get_or_init(|| {
            let files = self.edition.site().files.iter().zip((0..).map(FileId));
            let files = files.map(|(file, id)| (file.route.file(), Place::File(id)));
            let jobs = self.plan(pipeline, |planner, _| planner.jobs()).unwrap_or_default();
            let jobs = jobs.into_iter().filter(|job| job.subject != Subject::Sheet);
            let pages = jobs.map(|job| match job.subject {
                Subject::Document(id) => (job.route.file(), Place::Document(id)),
                _ => (job.route.file(), Place::Page(job)),
            });
            files.chain(pages).collect()
        })
    }

    /// The files that are made of the theme's settings.
    pub fn sheets(&self, pipeline: &Pipeline) -> Vec<Job> {
        let jobs = self.fixtures(pipeline).iter();
        jobs.filter(|job| job.subject == Subject::Sheet).cloned().collect()
    }

    fn fixtures(&self, pipeline: &Pipeline) -> &[Job] {
        let list = || self.plan(pipeline, |planner, _| planner.fixtures()).unwrap_or_default();
        self.fixtures.get_or_init(list)
    }

    /// What answers for a file. What can be found by its address alone is found before everything is listed, and so is that there
    /// is nothing.
    pub fn place(&self, pipeline: &Pipeline, file: &str) -> Option<Place> {
        let site = self.edition.site();
        let route = Route::of_file(file);
        let document = site.routes.get(&route).and_then(|(id, _)| *id).filter(|&id| {
            let document = site.document(id);
            // A former address leads to a document too.
            document.route == route && !document.kind.is_index()
        });
        if let Some(id) = document {
            return Some(Place::Document(id));
        }
        // A file of the author's may be called as the page of a folder is.
        let as_file = Route::new(&format!("/{file}"));
        let is_it = |other: &Route| *other == route || *other == as_file;
        if let Some(job) = self.fixtures(pipeline).iter().find(|job| is_it(&job.route)) {
            return Some(Place::Page(job.clone()));
        }
        let is_known = site.routes.contains_key(&route) || site.routes.contains_key(&as_file);
        if !is_known && !is_part_of_sitemap(file) {
            return None;
        }
        if let Some(places) = self.places.get() {
            return places.get(file).cloned();
        }
        // Somebody else is listing everything; whoever waits for one page need not wait for all.
        let mut files = site.files.iter().zip((0..).map(FileId));
        if let Some((_, id)) = files.find(|(file, _)| is_it(&file.route)) {
            return Some(Place::File(id));
        }
        let parallel = site.parallels.iter().position(|parallel| is_it(&parallel.route));
        let parallel = parallel.and_then(|at| u32::try_from(at).ok()).map(ParallelId);
        let job = self.plan(pipeline, |planner, _| match parallel {
            Some(id) => Some(planner.parallel_job(id)),
            None => planner.other_pages().into_iter().find(|job| is_it(&job.route)),
        });
        let made = job.flatten().map(Place::Page);
        made.or_else(|| self.places(pipeline).get(file).cloned())
    }

    /// What is in a file that is published as it is, or why it cannot be read; nothing if it is gone by now.
    pub fn bytes(&self, id: FileId) -> Result<Option<Arc<[u8]>>, Diagnostic> {
        let source = match &self.edition.site().file(id).origin {
            StaticOrigin::Theme(bytes) => return Ok(Some(Arc::from(&**bytes))),
            StaticOrigin::Content(source) => source,
        };
        match self.mirror.read(&self.request.root.join(source.as_str())) {
            Ok(bytes) => Ok(Some(bytes.into())),
            Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Diagnostic::new(Code::Unreadable, error.to_string()).in_file(source)),
        }
    }

    /// Why what is in a place would not be published by a plain build.
    pub fn held_at(&self, place: &Place) -> Option<Withheld> {
        let Place::Document(id) = place else {
            return None;
        };
        self.held(self.edition.site().document(*id))
    }

    /// Why a document would not be published by a plain build.
    pub fn held(&self, document: &Document) -> Option<Withheld> {
        let site = self.edition.site();
        let (own, original) = (&document.head, &site.document(site.pair(document.pair).original).head);
        let plain = Schedule {
            drafts: false,
            future: false,
            ..self.edition.settings.schedule(&self.request)
        };
        plain.withheld_as(own, original)
    }

    /// A document beside its translation into a language, or into the first other one.
    pub fn beside(&self, pipeline: &Pipeline, id: DocId, with: Option<&str>) -> Option<Beside> {
        let site = self.edition.site();
        let pair = site.pair(site.document(id).pair);
        let tag = |id: DocId| site.config.language(site.document(id).lang).tag.as_str();
        let mut others = pair.members.iter().copied().filter(|&member| member != id);
        let other = others.find(|&member| with.is_none_or(|with| tag(member) == with))?;
        let members = if pair.original == other {
            [other, id]
        } else {
            [id, other]
        };
        let library = pipeline.library(&*self.mirror, &self.request.root, &self.edition);
        let [own, other] = members.map(|id| library.body(id));
        Some(Beside {
            rows: rows(own, other).into_iter().map(|row| row.blocks).collect(),
            members,
            all: pair.members.clone(),
        })
    }

    /// The addresses of a source.
    pub fn addresses_of(&self, path: &SourcePath) -> Vec<String> {
        let site = self.edition.site();
        let from = site.documents.partition_point(|document| document.path < *path);
        let documents = site
            .documents
            .iter()
            .skip(from)
            .take_while(|document| document.path == *path);
        documents
            .map(|document| document.route.href(self.base_path()))
            .collect()
    }

    /// The path of the site's root.
    pub fn base_path(&self) -> &str {
        &self.edition.settings.config.base_url.path
    }

    /// Everything that a build finds wrong, but for what only the making of smaller copies of images tells.
    pub fn check(&self, pipeline: &Pipeline, hooks: &Hooks<'_>, report: &mut Report) -> Result<(), Outcome> {
        let (mirror, request) = (&*self.mirror, &self.request);
        report.levels(&self.edition.settings.config.levels, request.strict);
        self.basis.tell(report);
        let config = &self.edition.settings.config;
        pipeline.style_sheets(mirror, request, &self.basis.tree, config, report)?;
        pipeline.read(mirror, request, hooks, &self.basis.tree, config, report)?;
        report.count(self.edition.site());
        pipeline.check(mirror, &request.root, hooks, &self.edition, report)?;
        let make = |planner: &Planner<'_>, renderer: &Renderer| {
            report.found(&check::templates(
                planner.site(),
                &self.edition.loaded.theme.offered,
                |name| renderer.has(name),
            ));
            pipeline.make(hooks, planner, renderer, None, report)
        };
        self.plan(pipeline, make).unwrap_or(Ok(()))?;
        if report.has_errors() {
            Err(Outcome::Errors)
        } else {
            Ok(())
        }
    }
}

/// Whether a file may be a part of a sitemap: only these have addresses that the site does not know of.
fn is_part_of_sitemap(file: &str) -> bool {
    file.starts_with("sitemap-") && file.ends_with(".xml")
}
