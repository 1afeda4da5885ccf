//! One file of the site, made when somebody asks for it.

use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};

use super::answers::Made;
use super::standing::Place;
use super::{Now, Preview, pages};
use crate::base::{Diagnostic, Digest};
use crate::model::Job;
use crate::pipeline::make::missing;
use crate::pipeline::{Page, program};
use crate::plan::{Planner, key};
use crate::render::Renderer;

impl Preview {
    /// A file of the site, made now if need be. A page that cannot be made is as it was last, if it was; then, and if it was not,
    /// [`Preview::failures`] says why.
    pub fn file(&self, file: &str) -> Option<Made> {
        let now = self.now();
        let standing = now.standing?;
        let Some(place) = standing.place(&self.pipeline, file) else {
            return self.copy(&standing, now.generation, file);
        };
        if let Place::File(id) = place {
            let bytes = match standing.bytes(id) {
                Ok(bytes) => bytes?,
                Err(problem) => {
                    self.fails(now.generation, file, problem);
                    return None;
                }
            };
            self.succeeds(now.generation, file);
            let digest = Digest::of(&bytes);
            return Some(Made::plain(bytes, digest));
        }
        let make = |planner: &Planner<'_>, renderer: &Renderer| {
            let job = match &place {
                Place::Document(id) => planner.document_job(*id)?,
                Place::Page(job) => job.clone(),
                Place::File(_) => return None,
            };
            Some(self.page(planner, renderer, &job, file))
        };
        let held = standing.held_at(&place);
        match standing.plan(&self.pipeline, make)?? {
            Ok(made) => {
                self.succeeds(now.generation, file);
                Some(Made { held, ..made })
            }
            Err(problem) => {
                self.fails(now.generation, file, problem);
                let last = self.pages.last(file)?;
                Some(Made {
                    held,
                    ..Made::plain(last.bytes, last.digest)
                })
            }
        }
    }

    /// One page, as it was made last if it would come out the same.
    fn page(&self, planner: &Planner<'_>, renderer: &Renderer, job: &Job, file: &str) -> Result<Made, Diagnostic> {
        if let Some(problem) = missing(renderer, job) {
            return Err(problem);
        }
        let variables = planner.variables(job, renderer.names(&job.template));
        let key = key(program(), planner.templates(), job, &variables);
        let last = self.pages.last(file);
        if let Some(last) = last.as_ref().filter(|last| last.key == key) {
            return Ok(Made::plain(Arc::clone(&last.bytes), last.digest));
        }
        let bytes: Arc<[u8]> = renderer.render(job, &variables)?.into();
        let digest = Digest::of(&bytes);
        self.pipeline.pages.get_or_make(key, || Page::of(&bytes));
        let receipt: pages::Receipt = variables
            .iter()
            .map(|variable| (variable.name, variable.digest))
            .collect();
        let before = last.map(|last| last.receipt).unwrap_or_default();
        let reasons = receipt
            .iter()
            .filter(|item| !before.contains(item))
            .map(|(name, _)| *name)
            .collect();
        self.pages.keep(
            file,
            pages::Page {
                key,
                receipt: Arc::new(receipt),
                bytes: Arc::clone(&bytes),
                digest,
            },
        );
        Ok(Made {
            bytes,
            digest,
            held: None,
            reasons: Some(reasons),
        })
    }

    /// Remembers that a page of a generation could not be made.
    pub(super) fn fails(&self, generation: u64, file: &str, problem: Diagnostic) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.generation == generation && now.failed.iter().all(|(failed, _)| failed != file) {
            let mut failed = now.failed.to_vec();
            failed.push((file.to_owned(), problem));
            now.failed = Arc::new(failed);
            self.failed.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// A page of a generation that took too long once may be made in time now.
    pub(super) fn succeeds(&self, generation: u64, file: &str) {
        let is_it = |(failed, _): &(String, Diagnostic)| failed == file;
        let has_failed = |now: &Now| now.generation == generation && now.failed.iter().any(is_it);
        if !has_failed(&self.now()) {
            return;
        }
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if !has_failed(&now) {
            return;
        }
        let failed = now.failed.iter().filter(|failed| !is_it(failed)).cloned().collect();
        now.failed = Arc::new(failed);
        self.failed.fetch_add(1, Ordering::Relaxed);
    }
}
