//! The steps in order: the only place that joins them, and the owner of what is remembered.

mod make;
mod moves;
mod read;
mod report;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::base::{Checked, Code, Diagnostic, Digest, Digester, Level, Memory};
use crate::check;
use crate::disk::Disk;
use crate::locale::{Locale, Zone};
use crate::model::{Body, Config, Head, Links, ParallelRow, Site, Theme};
use crate::parse::highlight::{self, Highlighter};
use crate::plan::{Parts, Planner, SitemapLimits};
use crate::render::Renderer;
use crate::resolve::{self, Input, Linker, Schedule};
use crate::scan::{self, Tree};

pub use make::Page;
pub use moves::Move;
pub use report::{Counts, Outcome, Report};

/// Stack of a thread that parses or renders, in bytes: deep nesting in content or templates stays far below it.
const STACK: usize = 16 << 20;

/// What to build.
#[derive(Clone, Debug)]
pub struct Request {
    /// The folder that holds `content/`.
    pub root: PathBuf,
    /// The output folder.
    pub out: PathBuf,
    /// The user's home, which is never an output.
    pub home: Option<PathBuf>,
    /// Replaces `base_url` of `site.toml`.
    pub base_url: Option<String>,
    /// Warnings count as errors.
    pub strict: bool,
    /// Safe against power loss too.
    pub sync: bool,
    /// Publish drafts.
    pub drafts: bool,
    /// Publish what is dated in the future.
    pub future: bool,
    /// The present, in seconds since 1970 UTC: it decides what is published and nothing else.
    pub now: i64,
}

/// A step of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Listing the sources.
    Scan,
    /// Reading them.
    Parse,
    /// Putting them together.
    Resolve,
    /// Making and writing pages.
    Render,
    /// Publishing what was written.
    Publish,
}

impl Step {
    /// One word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Step::Scan => "scan",
            Step::Parse => "parse",
            Step::Resolve => "resolve",
            Step::Render => "render",
            Step::Publish => "publish",
        }
    }
}

/// How a build talks to whoever runs it.
#[derive(Clone, Copy)]
pub struct Hooks<'a> {
    /// Set from outside to end the build before the next page.
    pub interrupted: &'a AtomicBool,
    /// Told how much of a step is done, of how much.
    pub progress: &'a (dyn Fn(Step, usize, usize) + Sync),
}

impl Hooks<'_> {
    fn goes_on(&self) -> Result<(), Outcome> {
        if self.interrupted.load(Ordering::Relaxed) {
            Err(Outcome::Interrupted)
        } else {
            Ok(())
        }
    }
}

/// Builds sites, and remembers between builds what did not change.
#[derive(Default)]
pub struct Pipeline {
    heads: Memory<Checked<Arc<Head>>>,
    bodies: Memory<Checked<Arc<Body>>>,
    themes: Memory<Loaded>,
    sheets: Memory<Vec<Diagnostic>>,
    rows: Memory<Vec<ParallelRow>>,
    pages: Memory<Page>,
    code: Memory<Box<str>>,
    highlighter: Highlighter,
    threads: Option<ThreadPool>,
}

/// A theme with its compiled templates; without them if it has errors.
struct Loaded {
    theme: Theme,
    renderer: Option<Renderer>,
    diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    fn is_sound(&self) -> bool {
        self.diagnostics
            .iter()
            .all(|problem| problem.code.level() != Level::Error)
    }
}

/// A site with everything that its pages are made from.
struct Edition {
    site: Site,
    bodies: Vec<Arc<Body>>,
    links: Vec<Links>,
    rows: Vec<Arc<Vec<ParallelRow>>>,
    locales: Vec<Locale>,
    loaded: Arc<Loaded>,
}

impl Pipeline {
    /// Reads the sources, makes the site and publishes it, all of it or nothing.
    pub fn build(&mut self, disk: &dyn Disk, request: &Request, hooks: &Hooks<'_>) -> Report {
        let threads = match self
            .threads
            .take()
            .map_or_else(|| ThreadPoolBuilder::new().stack_size(STACK).build(), Ok)
        {
            Ok(threads) => threads,
            Err(error) => return Report::new(Outcome::Environment(format!("cannot start threads: {error}"))),
        };
        let mut report = Report::default();
        let ended = threads.install(|| self.steps(disk, request, hooks, &mut report));
        self.threads = Some(threads);
        if let Err(outcome) = ended {
            report.outcome = outcome;
        }
        report.parsed = self.bodies.turn();
        self.heads.turn();
        self.themes.turn();
        self.sheets.turn();
        self.rows.turn();
        self.pages.turn();
        self.code.turn();
        report.finish();
        report
    }

    /// The steps themselves. An early end is an outcome; diagnostics go to the report as they come.
    fn steps(&self, disk: &dyn Disk, request: &Request, hooks: &Hooks<'_>, report: &mut Report) -> Result<(), Outcome> {
        (hooks.progress)(Step::Scan, 0, 1);
        let mut tree = scan::scan(disk, &request.root)?;
        read::sort_texts(disk, request, &mut tree)?;
        let config = self.configure(disk, request, &tree, report)?;
        report.base_path.clone_from(&config.base_url.path);
        report.found(&tree.diagnostics);
        let loaded = self.load_theme(&config, &tree);
        report.found(&loaded.diagnostics);
        self.style_sheets(disk, request, &tree, &config, report)?;

        let edition = self.edition(disk, request, hooks, tree, config, loaded, report)?;
        report.count(&edition.site);

        // A theme in error would only say the same again for every page.
        let sound = edition.loaded.renderer.as_ref().filter(|_| edition.loaded.is_sound());
        let Some(renderer) = sound else {
            return Err(Outcome::Errors);
        };
        let has_template = |name: &str| renderer.has(name);
        report.found(&check::templates(&edition.site, has_template));
        let show_code = |block: &_| self.show_code(block, &edition.site.config);
        let planner = Planner::new(Parts {
            site: &edition.site,
            theme: &edition.loaded.theme,
            locales: &edition.locales,
            bodies: &edition.bodies,
            links: &edition.links,
            rows: &edition.rows,
            has_template: &has_template,
            show_code: &show_code,
            code_version: highlight::version(),
            sitemap_limits: SitemapLimits::default(),
        });
        self.publish(disk, request, hooks, &planner, renderer, report)
    }

    /// Documents, put together: everything that is known before the first page is made.
    #[expect(clippy::too_many_arguments, reason = "each step hands its result on")]
    fn edition(
        &self,
        disk: &dyn Disk,
        request: &Request,
        hooks: &Hooks<'_>,
        tree: Tree,
        config: Config,
        loaded: Arc<Loaded>,
        report: &mut Report,
    ) -> Result<Edition, Outcome> {
        let sources = self.read(disk, request, hooks, &tree, &config, report)?;
        (hooks.progress)(Step::Resolve, 0, 1);
        let zone = Zone::new(&config.time_zone).map_err(Outcome::Environment)?;
        let locales = locales(&config)?;
        let Checked {
            value: site,
            diagnostics,
        } = resolve::site(&Input {
            config: Arc::new(config),
            locales: &locales,
            theme: &loaded.theme,
            sources: &sources.heads,
            files: &tree.files,
            ignored: &tree.ignored,
            schedule: Schedule {
                now: request.now,
                zone: &zone,
                drafts: request.drafts,
                future: request.future,
            },
        });
        report.found(&diagnostics);
        let mut bodies = Vec::with_capacity(site.documents.len());
        for document in &site.documents {
            let body = sources
                .bodies
                .get(&(document.path.clone(), document.lang))
                .map(Arc::clone)
                .ok_or(Outcome::Errors)?;
            bodies.push(body);
        }
        let links = connect(&site, &bodies, report);
        report.found(&check::site(&site));
        let rows = self.align(&site, &bodies);
        report.found(&check::parallels(&site, &bodies, &links, &rows));
        Ok(Edition {
            site,
            bodies,
            links,
            rows,
            locales,
            loaded,
        })
    }

    /// By parallel: which blocks stand beside each other.
    fn align(&self, site: &Site, bodies: &[Arc<Body>]) -> Vec<Arc<Vec<ParallelRow>>> {
        use rayon::prelude::*;
        let body = |id: crate::model::DocId| &bodies[id.0 as usize];
        let rows = site.parallels.par_iter().map(|parallel| {
            let [own, other] = parallel.members.map(body);
            let digest = Digester::new("rows").digest(own.digest).digest(other.digest).finish();
            self.rows.get_or_make(digest, || resolve::rows(own, other))
        });
        rows.collect()
    }
}

/// Resolves the references of all documents and says what is wrong with them.
fn connect(site: &Site, bodies: &[Arc<Body>], report: &mut Report) -> Vec<Links> {
    use rayon::prelude::*;
    let tags = site.config.owned_tags();
    let linker = Linker::new(site, bodies, &tags);
    let ids: Vec<_> = site.ids().collect();
    let results: Vec<_> = ids
        .par_iter()
        .zip(bodies)
        .map(|(&id, body)| {
            let links = linker.links(id);
            let problems = check::document(site, id, body, &links);
            (links, problems)
        })
        .collect();
    let mut all = Vec::with_capacity(results.len());
    for (links, problems) in results {
        report.found(&problems);
        all.push(links);
    }
    all
}

/// One locale for each language; what `site.toml` says of them was checked when it was read.
fn locales(config: &Config) -> Result<Vec<Locale>, Outcome> {
    let locale = |language: &crate::model::Language| {
        let digits = crate::locale::Digits::parse(&language.digits).unwrap_or(crate::locale::Digits::Auto);
        let calendars: Vec<_> = language
            .calendars
            .iter()
            .filter_map(|name| crate::locale::Calendar::parse(name))
            .collect();
        Locale::new(&language.locale, digits, &calendars).map_err(|_| Outcome::BadConfig)
    };
    config.languages.iter().map(locale).collect()
}

/// Of everything in the program that decides the bytes of a page.
fn program() -> Digest {
    Digest::of(env!("CARGO_PKG_VERSION").as_bytes())
}

/// A problem of `site.toml` as a whole.
fn bad_setting(message: String) -> Diagnostic {
    Diagnostic::new(Code::BadSetting, message).in_file(&scan::CONFIG.into())
}
