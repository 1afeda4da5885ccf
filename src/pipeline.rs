//! The steps in order: the only place that joins them, and the owner of what is remembered.

mod assets;
mod edition;
mod images;
mod make;
mod moves;
mod preview;
mod read;
mod report;
mod settle;
mod survey;
#[cfg(test)]
mod tests;
mod texts;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::base::{Checked, Diagnostic, Digest, Level, Memory};
use crate::check;
use crate::disk::Disk;
use crate::images::Gate;
use crate::model::{Assets, Body, Config, Head, ParallelRow, Theme};
use crate::parse::highlight::Highlighter;
use crate::plan::{Planner, SitemapLimits};
use crate::render::Renderer;
use crate::scan;

use edition::Edition;
pub use make::Page;
use make::Plan;
pub use moves::Move;
pub use preview::{Beside, Hint, Listing, Made, Moment, Preview, Seen};
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
    /// Make what a preview shows: addresses that stay when a file changes, and style sheets as they were written.
    pub for_preview: bool,
    /// The present, in seconds since 1970 UTC: it decides what is published and nothing else.
    pub now: i64,
}

impl Request {
    /// To publish the site at `root` in its own folder `public` as it is at `now`, in seconds since 1970 UTC: without drafts, and
    /// without what is dated later.
    pub fn new(root: impl Into<PathBuf>, now: i64) -> Self {
        let root = root.into();
        Request {
            out: root.join("public"),
            root,
            home: None,
            base_url: None,
            strict: false,
            sync: false,
            drafts: false,
            future: false,
            for_preview: false,
            now,
        }
    }
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
    /// Making smaller copies of images.
    Images,
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
            Step::Images => "images",
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

impl<'a> Hooks<'a> {
    /// For whom progress does not matter.
    pub fn quiet(interrupted: &'a AtomicBool) -> Self {
        Hooks {
            interrupted,
            progress: &|_, _, _| {},
        }
    }

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
    assets: Memory<Checked<Assets>>,
    templates: Memory<Templates>,
    sheets: Memory<Checked<Arc<[u8]>>>,
    checked_sheets: Memory<Vec<Diagnostic>>,
    rows: Memory<Vec<ParallelRow>>,
    pages: Memory<Page>,
    code: Memory<Box<str>>,
    pictures: Memory<images::Found>,
    gate: Gate,
    highlighter: Highlighter,
    threads: Option<ThreadPool>,
}

/// A theme with its templates.
struct Loaded {
    theme: Theme,
    assets: Arc<Checked<Assets>>,
    templates: Arc<Templates>,
    /// Of the theme, of what is published for it, and of its templates.
    diagnostics: Vec<Diagnostic>,
}

/// The templates of a theme, compiled; not so if they have errors.
struct Templates {
    renderer: Option<Renderer>,
    diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// What is wrong with it. What no file of a theme is to blame for is the name in the settings.
    fn problems(&self, config: &Config) -> Vec<Diagnostic> {
        let settings = scan::CONFIG.into();
        let place = |problem: &Diagnostic| match (&problem.place, config.theme_position) {
            (Some(_), _) => problem.clone(),
            (None, Some(position)) => problem.clone().at(&settings, position),
            (None, None) => problem.clone().in_file(&settings),
        };
        self.diagnostics.iter().map(place).collect()
    }

    /// The templates, if nothing forbids their use.
    fn sound(&self) -> Option<&Renderer> {
        let mut levels = self.diagnostics.iter().map(|problem| problem.code.level());
        let is_sound = levels.all(|level| level != Level::Error);
        self.templates.renderer.as_ref().filter(|_| is_sound)
    }
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
        report.parsed = self.turn();
        report.finish();
        report
    }

    /// Forgets what the last two generations did not ask for; answers how many bodies were parsed since the call before.
    fn turn(&self) -> usize {
        self.heads.turn();
        self.themes.turn();
        self.assets.turn();
        self.templates.turn();
        self.sheets.turn();
        self.checked_sheets.turn();
        self.rows.turn();
        self.pages.turn();
        self.code.turn();
        self.pictures.turn();
        self.bodies.turn()
    }

    /// The steps themselves. An early end is an outcome; diagnostics go to the report as they come.
    fn steps(&self, disk: &dyn Disk, request: &Request, hooks: &Hooks<'_>, report: &mut Report) -> Result<(), Outcome> {
        (hooks.progress)(Step::Scan, 0, 1);
        let mut tree = scan::scan(disk, &request.root)?;
        read::sort_texts(disk, request, &mut tree)?;
        let config = self.configure(disk, request, &tree, report)?;
        report.found(&tree.diagnostics);
        let loaded = self.load_theme(disk, request, &config, &tree, None)?;
        report.found(&loaded.problems(&config));
        let settings = self.settle(&tree, config, &loaded.theme, None, report)?;
        self.style_sheets(disk, request, &tree, &settings.config, report)?;

        let sources = self.read(disk, request, hooks, &tree, &settings.config, report)?;
        (hooks.progress)(Step::Resolve, 0, 1);
        let resolved = settings.resolve(&settings.frame(&loaded), &sources, &tree, request, None);
        let edition = Edition::new(settings, Arc::new(resolved), Arc::new(sources), loaded);
        report.count(edition.site());
        self.check(disk, &request.root, hooks, &edition, report)?;
        let originals = self.originals(disk, &request.root, &edition);

        let make = |planner: &Planner<'_>, renderer: &Renderer| {
            report.found(&check::templates(
                planner.site(),
                &edition.loaded.theme.offered,
                |name| renderer.has(name),
            ));
            let plan = Plan {
                planner,
                renderer,
                originals: &originals,
            };
            self.publish(disk, request, hooks, &plan, report)
        };
        // A theme in error, or data that is missing, would only say the same again for every page.
        let published = self.plan(disk, &request.root, &edition, SitemapLimits::default(), make);
        published.unwrap_or(Err(Outcome::Errors))
    }
}

/// Of everything in the program that decides the bytes of a page.
fn program() -> Digest {
    Digest::of(env!("CARGO_PKG_VERSION").as_bytes())
}
