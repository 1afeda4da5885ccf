//! The site in memory, as it is now: pages are made when somebody wants them, from the sources as they were last looked at.
//!
//! It is the same value that a build makes, by the same steps; what did not change is the same part of it.

mod answers;
mod change;
mod copies;
mod listing;
mod making;
mod mirror;
mod pages;
mod standing;
#[cfg(test)]
mod tests;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::{Hooks, Outcome, Pipeline, Report, Request, STACK};
use crate::base::{Diagnostic, SourcePath};
use crate::disk::{DiskError, Files};

pub use answers::{Beside, Made, Moment, Seen};
use change::Knowledge;
pub use listing::Listing;
pub use mirror::Hint;
use mirror::Mirror;
use pages::Pages;
use standing::Standing;

/// How many changes may follow each other before what nobody needs is forgotten.
const MOST_CHANGES: u64 = 256;

/// A site that is looked at while it is written.
pub struct Preview {
    pipeline: Pipeline,
    disk: Arc<dyn Files>,
    request: Request,
    /// What follows from the sources, for whoever looks at them next.
    knowledge: Mutex<Knowledge>,
    now: RwLock<Now>,
    pages: Pages,
    /// How often a page could not be made, or could be made again.
    failed: AtomicU64,
    /// How many changes were seen since what nobody needs was last forgotten.
    changes: AtomicU64,
    /// Where everything is made, in the background.
    background: ThreadPool,
    /// Where sources are read.
    threads: ThreadPool,
}

/// What there is at one moment.
#[derive(Clone, Default)]
struct Now {
    /// The last site without errors.
    standing: Option<Arc<Standing>>,
    /// Why there is no newer one.
    failing: Option<Arc<Report>>,
    /// What was found wrong with it.
    checked: Arc<Report>,
    /// Pages that could not be made since, by file.
    failed: Arc<Vec<(String, Diagnostic)>>,
    /// How often the sources were found changed.
    generation: u64,
}

impl Preview {
    /// A site that nobody has looked at yet. `request` says what is shown; its output folder is never touched. What nobody waits
    /// for is done on a thread that calls `step_back` first.
    ///
    /// # Errors
    /// The system cannot start threads.
    pub fn new(disk: Arc<dyn Files>, request: Request, step_back: fn()) -> Result<Self, String> {
        let pool = |count, start: fn()| {
            let threads = ThreadPoolBuilder::new().num_threads(count).stack_size(STACK);
            let threads = threads.start_handler(move |_| start()).build();
            threads.map_err(|error| format!("cannot start threads: {error}"))
        };
        Ok(Preview {
            knowledge: Mutex::new(Knowledge::new(Mirror::new(Arc::clone(&disk), &request.root))),
            disk,
            pipeline: Pipeline::default(),
            request: Request {
                for_preview: true,
                ..request
            },
            now: RwLock::default(),
            pages: Pages::default(),
            failed: AtomicU64::new(0),
            changes: AtomicU64::new(0),
            background: pool(1, step_back)?,
            threads: pool(0, || {})?,
        })
    }

    /// Lists the sources as they lie on the disk: on a large site that takes longer than all else of a look at it, and needs
    /// nothing that a look holds.
    ///
    /// # Errors
    /// A folder cannot be listed; a look says so too.
    pub fn listing(&self) -> Result<Listing, DiskError> {
        Listing::new(&*self.disk, &self.request.root)
    }

    /// Looks at the sources again. What is wrong with them is in [`Preview::report`]; the last site without errors stays.
    pub fn look(&self, hint: &Hint, moment: impl Into<Moment>) -> Seen {
        let Moment { now, steady } = moment.into();
        let request = Request {
            now,
            ..self.request.clone()
        };
        let mut guard = self.knowledge();
        let knowledge = &mut *guard;
        let mut report = Report::default();
        let look = || knowledge.look(&self.pipeline, hint, steady, &request, &mut report);
        let found = self.threads.install(look);
        let change = match found {
            Ok(None) => return Seen::default(),
            Ok(Some(change)) => change,
            Err(outcome) => {
                report.outcome = outcome;
                report.finish();
                return self.stays(report);
            }
        };
        report.finish();
        // A check forgets too, but none comes to its end while edits follow each other closely.
        if self.changes.fetch_add(1, Ordering::Relaxed) >= MOST_CHANGES {
            if let Some(renderer) = change.standing.edition.loaded.sound() {
                renderer.turn();
            }
            self.forget();
        }
        let written = &change.written;
        let saved = written
            .iter()
            .flat_map(|path| change.standing.addresses_of(path))
            .collect();
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let checked = match &now.standing {
            // Until the next check, what was found in other files stands.
            Some(_) => now.checked.without(written),
            None => report,
        };
        let next = Now {
            standing: Some(Arc::clone(&change.standing)),
            failing: None,
            checked: Arc::new(checked),
            failed: Arc::default(),
            generation: now.generation + 1,
        };
        let last = std::mem::replace(&mut *now, next);
        drop(now);
        // A large site takes its time to go, and nobody is to wait for that.
        self.background.spawn(move || drop(last));
        Seen { changed: true, saved }
    }

    /// Lists all files of the site, so that whoever asks for another one than a document does not have to wait. Whoever asks for
    /// a document that was just saved goes before.
    pub fn list(&self) {
        if let Some(standing) = self.now().standing {
            self.background.install(|| {
                standing.places(&self.pipeline);
            });
        }
    }

    /// The sources are in error: the last good site stays, and what is said of them is another thing, or is not.
    fn stays(&self, report: Report) -> Seen {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        let changed = now
            .failing
            .as_ref()
            .is_none_or(|failing| !failing.says_the_same(&report));
        if changed {
            now.failing = Some(Arc::new(report));
            now.generation += 1;
        }
        Seen {
            changed,
            saved: Vec::new(),
        }
    }

    /// Makes whatever nobody has asked for yet, and finds out all that is wrong, as a build does. Ends early when `interrupted`.
    /// Answers whether what is said of the site has changed; `None` if it was interrupted, or if there is a newer one by now.
    pub fn check(&self, interrupted: &AtomicBool) -> Option<bool> {
        let now = self.now();
        let Some(standing) = now.standing else {
            return Some(false);
        };
        let hooks = Hooks::quiet(interrupted);
        let mut report = Report::default();
        let checked = self
            .background
            .install(|| standing.check(&self.pipeline, &hooks, &mut report));
        match checked {
            Err(Outcome::Interrupted) => return None,
            Err(outcome) => {
                // What the disk refused once may be had at the next look.
                if matches!(outcome, Outcome::Environment(_)) {
                    self.knowledge().distrust();
                }
                report.outcome = outcome;
            }
            Ok(()) => {}
        }
        self.forget();
        report.finish();
        let mut latest = self.now.write().unwrap_or_else(PoisonError::into_inner);
        // What was found wrong since is newer.
        if latest.generation != now.generation {
            return None;
        }
        let changed = !latest.checked.says_the_same(&report);
        latest.checked = Arc::new(report);
        Some(changed)
    }

    /// Forgets what was remembered and nobody has asked for since the last time but a few.
    fn forget(&self) {
        self.changes.store(0, Ordering::Relaxed);
        self.pipeline.turn();
    }

    /// What is wrong with the site: what stands in the way of a new one, or else what the last [`Preview::check`] found.
    pub fn report(&self) -> Arc<Report> {
        let now = self.now();
        now.failing.unwrap_or(now.checked)
    }

    /// The pages that were asked for and could not be made.
    pub fn failures(&self) -> Vec<Diagnostic> {
        self.now().failed.iter().map(|(_, problem)| problem.clone()).collect()
    }

    /// A number that is another one whenever [`Preview::failures`] may be others because pages were asked for.
    pub fn failed(&self) -> u64 {
        self.failed.load(Ordering::Relaxed)
    }

    /// The text of a source, as it was last looked at.
    pub fn text(&self, path: &SourcePath) -> Option<Arc<[u8]>> {
        self.knowledge().text(path)
    }

    /// The path of the site's root, percent-encoded, with a slash at both ends.
    pub fn base_path(&self) -> String {
        let standing = self.now().standing;
        standing.map_or_else(|| "/".to_owned(), |standing| standing.base_path().to_owned())
    }

    /// Whether the sources are in error, so that an older site is shown, or none.
    pub fn is_failing(&self) -> bool {
        self.now().failing.is_some()
    }

    /// Whether there is a site to show.
    pub fn is_standing(&self) -> bool {
        self.now().standing.is_some()
    }

    /// Whether the site has a file of this path, relative to its root.
    pub fn has(&self, file: &str) -> bool {
        let standing = self.now().standing;
        standing.is_some_and(|standing| {
            standing.place(&self.pipeline, file).is_some() || standing.copied(&self.pipeline, file).is_some()
        })
    }

    /// All files of the site, sorted.
    pub fn files(&self) -> Vec<String> {
        let standing = self.now().standing;
        let mut files: Vec<_> = standing
            .iter()
            .flat_map(|standing| {
                let copies = standing.copies(&self.pipeline);
                let sheets = standing.sheets(&self.pipeline).into_iter();
                let sheets = sheets.map(|job| job.route.file());
                standing
                    .places(&self.pipeline)
                    .keys()
                    .cloned()
                    .chain(copies)
                    .chain(sheets)
            })
            .collect();
        files.sort();
        files
    }

    fn knowledge(&self) -> MutexGuard<'_, Knowledge> {
        self.knowledge.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Now {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
