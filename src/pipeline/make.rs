//! Pages: made or remembered, written into staging, published together.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::assets::is_sheet;
use super::images::Original;
use super::moves::moves;
use super::{Hooks, Outcome, Pipeline, Report, Request, Step, program};
use crate::base::{Code, Diagnostic, Digest, Digester};
use crate::disk::Disk;
use crate::model::{CodeBlock, Config, Job, OutputKind, StaticOrigin};
use crate::parse::highlight::{self, pre};
use crate::plan::{Planner, Shown, key};
use crate::render::Renderer;
use crate::scan::{CONFIG, CONTENT, THEMES};
use crate::write::{Publication, Sources};

/// A page that was made: what its bytes came to.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    digest: Digest,
}

impl Page {
    /// The page of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Page {
            digest: Digest::of(bytes),
        }
    }
}

/// Where pages go: into staging, or nowhere when errors forbid publishing and only more errors are looked for.
pub(super) type Staging<'a, 'd> = Option<&'a Publication<'d>>;

/// What a publication is made from.
pub(super) struct Plan<'a, 'p> {
    pub planner: &'a Planner<'p>,
    pub renderer: &'a Renderer,
    /// The images of which smaller copies are offered.
    pub originals: &'a [Original],
}

impl Pipeline {
    /// Makes every page and publishes them, unless anything is in error.
    pub(super) fn publish(
        &self,
        disk: &dyn Disk,
        request: &Request,
        hooks: &Hooks<'_>,
        plan: &Plan<'_, '_>,
        report: &mut Report,
    ) -> Result<(), Outcome> {
        let Plan {
            planner,
            renderer,
            originals,
        } = *plan;
        let site = planner.site();
        let staging = if report.has_errors() {
            None
        } else {
            Some(open(disk, request)?)
        };
        if let Some(last) = staging.as_ref().and_then(Publication::last) {
            let read = |file: &str| disk.read(&request.out.join(file)).ok();
            report.moved = moves(site, last, read);
        }
        self.make(hooks, planner, renderer, staging.as_ref(), report)?;
        let Some(staging) = staging.filter(|_| !report.has_errors()) else {
            return Err(Outcome::Errors);
        };
        self.copy_images(disk, request, hooks, originals, &staging, report)?;
        if report.has_errors() {
            return Err(Outcome::Errors);
        }
        site.files.par_iter().try_for_each(|file| {
            hooks.goes_on()?;
            let path = file.route.file();
            match &file.origin {
                StaticOrigin::Theme(bytes) => staging.put(&path, bytes)?,
                StaticOrigin::Content(source) => {
                    let bytes = disk.read(&request.root.join(source.as_str()))?;
                    match is_sheet(source) {
                        true => staging.put(&path, &self.sheet(source, &bytes, &site.config, request).value)?,
                        false => staging.put(&path, &bytes)?,
                    }
                }
            };
            Ok::<_, Outcome>(())
        })?;
        hooks.goes_on()?;
        refuse_to_empty(&staging, report)?;
        (hooks.progress)(Step::Publish, 0, 1);
        let summary = staging.publish()?;
        report.counts.written = summary.written;
        report.counts.kept = summary.kept;
        report.counts.removed = summary.removed;
        report.leftover = summary.leftover.map(|error| error.to_string());
        Ok(())
    }

    /// Makes every page, into staging if there is one.
    pub(super) fn make(
        &self,
        hooks: &Hooks<'_>,
        planner: &Planner<'_>,
        renderer: &Renderer,
        staging: Staging<'_, '_>,
        report: &mut Report,
    ) -> Result<(), Outcome> {
        let jobs = planner.jobs();
        report.counts.pages = jobs.iter().filter(|job| job.kind == OutputKind::Html).count();
        let (done, total) = (AtomicUsize::new(0), jobs.len());
        let (rendered, problems) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()));
        (hooks.progress)(Step::Render, 0, total);
        jobs.par_iter().try_for_each(|job| {
            hooks.goes_on()?;
            match self.page(planner, renderer, job, staging)? {
                Made::Rendered => push(&rendered, job.route.to_string()),
                Made::Remembered => {}
                Made::Failed(problem) => push(&problems, problem),
            }
            (hooks.progress)(Step::Render, done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Ok::<_, Outcome>(())
        })?;
        renderer.turn();
        report.rendered = rendered.into_inner().unwrap_or_else(PoisonError::into_inner);
        report.found(&problems.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }

    /// One page: linked from the last generation if it would come out the same, otherwise rendered.
    fn page(
        &self,
        planner: &Planner<'_>,
        renderer: &Renderer,
        job: &Job,
        staging: Staging<'_, '_>,
    ) -> Result<Made, Outcome> {
        if let Some(problem) = missing(renderer, job) {
            return Ok(Made::Failed(problem));
        }
        let variables = planner.variables(job, renderer.names(&job.template));
        let key = key(program(), planner.templates(), job, &variables);
        let path = job.route.file();
        if let Some(page) = self.pages.get(key) {
            // Where nothing is published, it is enough to know that the page can be made.
            let kept = staging.map_or(Ok(true), |staging| staging.keep(&path, page.digest))?;
            if kept {
                return Ok(Made::Remembered);
            }
        }
        let bytes = match renderer.render(job, &variables) {
            Ok(bytes) => bytes,
            Err(problem) => return Ok(Made::Failed(problem)),
        };
        if let Some(staging) = staging {
            staging.put(&path, &bytes)?;
        }
        self.pages.get_or_make(key, || Page::of(&bytes));
        Ok(Made::Rendered)
    }

    /// The `<pre>` of a block of code, remembered by its text.
    pub(super) fn show_code(&self, block: &CodeBlock, shown: Shown, config: &Config) -> Arc<str> {
        let language = if config.markdown.highlight {
            &*block.language
        } else {
            ""
        };
        let digest = Digester::new("code")
            .number(highlight::version().into())
            .text(language)
            .text(&block.text)
            .finish();
        let inner = self
            .code
            .get_or_make(digest, || self.highlighter.highlight(language, &block.text));
        pre(block, &inner, shown == Shown::OnPage).into()
    }
}

/// A site without any source is one that is begun with; where there was another before, its sources are elsewhere.
fn refuse_to_empty(staging: &Publication<'_>, report: &Report) -> Result<(), Outcome> {
    let gone = staging.gone();
    if report.counts.has_sources() || gone == 0 {
        return Ok(());
    }
    Err(Outcome::Refused {
        message: format!("there are no articles in `{CONTENT}`, and {gone} published files would be removed"),
        help: "look whether the disk that holds them is there; if nothing is to be published any more, remove the output first"
            .to_owned(),
    })
}

/// What is to be said where the theme cannot make a page at all.
pub(super) fn missing(renderer: &Renderer, job: &Job) -> Option<Diagnostic> {
    let message = || format!("the theme has no template `{}`", job.template);
    let help = "add it, or take it from another theme: `extends = \"diwan\"` in the `theme.toml` of this one";
    let problem = || {
        Diagnostic::new(Code::MissingTemplate, message())
            .for_page(job.route.as_str())
            .help(help)
    };
    (!renderer.has(&job.template)).then(problem)
}

enum Made {
    Rendered,
    Remembered,
    Failed(Diagnostic),
}

fn push<T>(list: &Mutex<Vec<T>>, item: T) {
    list.lock().unwrap_or_else(PoisonError::into_inner).push(item);
}

fn open<'d>(disk: &'d dyn Disk, request: &Request) -> Result<Publication<'d>, Outcome> {
    let folders = [CONTENT, THEMES, CONFIG].map(PathBuf::from);
    let sources = Sources {
        root: &request.root,
        folders: &folders,
        home: request.home.as_deref(),
    };
    Ok(Publication::open(disk, &request.out, sources, request.sync)?)
}
