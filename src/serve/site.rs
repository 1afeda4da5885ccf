//! The site that is served: looked at whenever its sources may have changed, checked when nothing else is to be done.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

use super::live::Live;
use super::pages::{File, Pages};
use super::problems::problems;
use super::tools;
use super::watcher::Watch;
use crate::model::{Config, Route};
use crate::pipeline::{Hint, Moment, Preview, Report};

/// How long nothing may change before the whole site is checked.
const IDLE: Duration = Duration::from_millis(300);
/// The same at most, after checks that were interrupted.
const LONGEST_IDLE: Duration = Duration::from_millis(2400);
/// What is said where the program itself is at fault; what it is stands above it in the terminal.
const DEFECT: &str = "this is a bug in Maqal; what was shown before is still shown";
/// How many documents may be saved at once for a browser to go where they are.
const MOST_FOLLOWED: usize = 4;
/// How many pages that were made are remembered for the author.
const MOST_MADE: usize = 200;

/// What whoever runs the server is told.
pub enum News<'a> {
    /// What is wrong with the site differs from what was told before.
    Problems(&'a Report),
    /// A sentence on how the sources are watched.
    Warning(&'a str),
}

/// A page that was made.
#[derive(Clone, Debug)]
pub struct MadePage {
    /// Its file.
    pub file: String,
    /// Its address.
    pub address: String,
    /// What differed from what it was made of before.
    pub reasons: Vec<&'static str>,
    /// How long it took.
    pub took: Duration,
}

/// A site while it is written.
pub struct LiveSite {
    preview: Preview,
    /// When it was begun with.
    since: Instant,
    live: Live,
    problems: RwLock<Arc<str>>,
    made: Mutex<VecDeque<MadePage>>,
    /// Whether the sources were looked at for the first time.
    ready: (Mutex<bool>, Condvar),
    /// Whether there is something to check.
    unchecked: (Mutex<bool>, Condvar),
    /// Set while a check is to make room.
    interrupted: AtomicBool,
    /// What was told last; at first, that there is nothing to tell.
    told: Mutex<Arc<Report>>,
}

/// The clock, in seconds since 1970 UTC.
pub type Clock = fn() -> i64;

impl LiveSite {
    /// A site that nobody has looked at yet.
    pub fn new(preview: Preview, live: Live) -> Arc<Self> {
        Arc::new(LiveSite {
            preview,
            since: Instant::now(),
            live,
            problems: RwLock::new(Arc::from("{\"errors\":[],\"warnings\":[]}")),
            made: Mutex::default(),
            ready: (Mutex::new(false), Condvar::new()),
            unchecked: (Mutex::new(false), Condvar::new()),
            interrupted: AtomicBool::new(false),
            told: Mutex::default(),
        })
    }

    /// Looks at the sources from now on, on threads that end with the program. `tell` may be called from any of them. The watch
    /// is set up after the first look, which would tell it of every file that is read, and has everything looked at once more.
    pub fn follow(
        self: &Arc<Self>,
        watch: impl FnOnce() -> Watch + Send + 'static,
        clock: Clock,
        tell: impl Fn(News<'_>) + Send + Sync + 'static,
    ) {
        let tell = Arc::new(tell);
        let (site, say) = (Arc::clone(self), Arc::clone(&tell));
        thread::spawn(move || {
            let careful = |turn: &mut dyn FnMut()| {
                if catch_unwind(AssertUnwindSafe(turn)).is_err() {
                    // Even the terminal may be what failed.
                    let _ = catch_unwind(AssertUnwindSafe(|| say(News::Warning(DEFECT))));
                    thread::sleep(IDLE);
                }
                set(&site.ready, true);
            };
            careful(&mut || {
                site.look(&Hint::Everywhere, clock, &*say);
            });
            let Ok(mut watch) = catch_unwind(AssertUnwindSafe(watch)) else {
                return careful(&mut || say(News::Warning(DEFECT)));
            };
            loop {
                careful(&mut || site.turn(&mut watch, clock, &*say));
            }
        });
        let site = Arc::clone(self);
        thread::spawn(move || {
            let mut idle = IDLE;
            let careful = |work: &dyn Fn() -> Option<bool>| {
                catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
                    tell(News::Warning(DEFECT));
                    Some(false)
                })
            };
            loop {
                site.wait_for_change();
                careful(&|| {
                    site.preview.list();
                    None
                });
                site.wait_for_idleness(idle);
                site.interrupted.store(false, Ordering::Relaxed);
                let checked = careful(&|| site.preview.check(&site.interrupted));
                if checked.is_some() {
                    site.tell(&*tell);
                    idle = IDLE;
                }
                if checked == Some(true) {
                    site.live.changed();
                }
                if checked.is_none() {
                    // Who saves again and again is only disturbed by checks that do not come to their end.
                    idle = LONGEST_IDLE.min(2 * idle);
                    set(&site.unchecked, true);
                }
            }
        });
    }

    /// Waits for something to look at, looks, and tells what came of it.
    fn turn(&self, watch: &mut Watch, clock: Clock, say: &dyn Fn(News<'_>)) {
        if let Some(warning) = watch.warning() {
            say(News::Warning(&warning));
        }
        let hint = watch.wait();
        let before = Instant::now();
        let hint = match hint {
            Hint::Everywhere => self.listed(watch, clock, say),
            hint => hint,
        };
        self.look(&hint, clock, say);
        watch.looked(&hint, before.elapsed());
    }

    /// A hint with a list of all there is. It is made beside: whoever saves in the meantime is not kept waiting.
    fn listed(&self, watch: &mut Watch, clock: Clock, say: &dyn Fn(News<'_>)) -> Hint {
        thread::scope(|scope| {
            let listing = scope.spawn(|| self.preview.listing());
            let mut is_stale = false;
            while let Some(hint) = watch.wait_while(|| !listing.is_finished()) {
                self.look(&hint, clock, say);
                is_stale = true;
            }
            match listing.join() {
                Ok(Ok(listing)) if !is_stale => Hint::Listed(listing),
                // The look says what is wrong.
                _ => Hint::Everywhere,
            }
        })
    }

    /// Looks where a hint says, and tells what came of it.
    fn look(&self, hint: &Hint, clock: Clock, say: &dyn Fn(News<'_>)) {
        // Somebody waits for the page that was just saved; nobody waits for the end of a check.
        if matches!(hint, Hint::At(_)) {
            self.interrupted.store(true, Ordering::Relaxed);
        }
        let moment = Moment {
            now: clock(),
            steady: i64::try_from(self.since.elapsed().as_secs()).unwrap_or(i64::MAX),
        };
        let seen = self.preview.look(hint, moment);
        if !seen.changed {
            return;
        }
        self.interrupted.store(true, Ordering::Relaxed);
        // How a sound site is known only once it is checked.
        if self.preview.is_failing() {
            self.tell(say);
        } else {
            self.note();
        }
        set(&self.ready, true);
        self.live.changed();
        // Nobody follows what changes a whole folder.
        if seen.saved.len() <= MOST_FOLLOWED {
            seen.saved.iter().for_each(|address| self.live.saved(address));
        }
        set(&self.unchecked, true);
    }

    /// Waits until there is something to check.
    fn wait_for_change(&self) {
        let (unchecked, changed) = &self.unchecked;
        let waits = changed.wait_while(lock(unchecked), |unchecked| !*unchecked);
        drop(waits.unwrap_or_else(PoisonError::into_inner));
    }

    /// Waits until nothing has changed for a while.
    fn wait_for_idleness(&self, idle: Duration) {
        let (unchecked, changed) = &self.unchecked;
        let mut waits = lock(unchecked);
        loop {
            *waits = false;
            let (again, _) = changed
                .wait_timeout_while(waits, idle, |changed| !*changed)
                .unwrap_or_else(PoisonError::into_inner);
            waits = again;
            if !*waits {
                return;
            }
        }
    }

    /// Makes what browsers are told of problems.
    fn note_problems(&self) -> Arc<Report> {
        let report = self.preview.report();
        let failures = self.preview.failures();
        let stands = self.preview.is_standing();
        let json = problems(&report, &failures, stands, |path| self.preview.text(path));
        *self.problems.write().unwrap_or_else(PoisonError::into_inner) = json;
        report
    }

    /// Notes what is wrong for browsers, and says nothing.
    fn note(&self) {
        let told = lock(&self.told);
        self.note_problems();
        drop(told);
    }

    /// Says what is wrong, once.
    fn tell(&self, say: &dyn Fn(News<'_>)) {
        // Whoever notes problems holds this, so that what was found last is what stays noted.
        let mut told = lock(&self.told);
        let report = self.note_problems();
        if !told.says_the_same(&report) {
            say(News::Problems(&report));
            *told = report;
        }
    }

    /// What the first look at the sources found, once it is there.
    pub fn begun(&self) -> Arc<Report> {
        self.preview().report()
    }

    /// The path of a language's home as addresses have it; `None` if the site has no such language, or nothing stands there.
    pub fn home(&self, language: &str) -> Option<String> {
        let path_of = |config: &Config| Some(config.prefix(config.lang(language)?));
        let path = self.preview().look_into(|site, _| path_of(&site.config))??;
        let file = format!("{}index.html", path.trim_start_matches('/'));
        self.has(&file).then(|| Route::new(&path).href(&self.base()))
    }

    /// The pages that were made last, the newest first.
    fn made(&self) -> Vec<MadePage> {
        lock(&self.made).iter().cloned().collect()
    }

    /// The site, once its sources were looked at.
    fn preview(&self) -> &Preview {
        let (ready, looked) = &self.ready;
        let is_ready = lock(ready);
        drop(
            looked
                .wait_while(is_ready, |ready| !*ready)
                .unwrap_or_else(PoisonError::into_inner),
        );
        &self.preview
    }
}

impl Pages for LiveSite {
    fn base(&self) -> String {
        self.preview().base_path()
    }

    fn is_empty(&self) -> bool {
        !self.preview().is_standing()
    }

    fn has(&self, file: &str) -> bool {
        self.preview().has(file)
    }

    fn file(&self, file: &str) -> Option<File> {
        let before = Instant::now();
        let failures = self.preview().failed();
        let made = self.preview.file(file);
        if let Some(reasons) = made.as_ref().and_then(|made| made.reasons.clone()) {
            let mut kept = lock(&self.made);
            kept.truncate(MOST_MADE - 1);
            kept.push_front(MadePage {
                file: file.to_owned(),
                address: Route::new(&format!("/{}", page_of(file))).href(&self.preview.base_path()),
                reasons,
                took: before.elapsed(),
            });
        }
        if self.preview.failed() != failures {
            self.note();
            self.live.changed();
        }
        let made = made?;
        Some(File {
            bytes: made.bytes,
            digest: made.digest,
            held: made.held,
        })
    }

    fn overview(&self) -> String {
        tools::overview(self.preview(), &self.made(), &self.problems()).to_string()
    }

    fn pair(&self, file: &str, with: Option<&str>) -> Option<String> {
        tools::pair(self.preview(), file, with).map(|pair| pair.to_string())
    }

    fn problems(&self) -> Arc<str> {
        Arc::clone(&self.problems.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The path of the page that a file answers for.
fn page_of(file: &str) -> &str {
    match file.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => file,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn set((value, changed): &(Mutex<bool>, Condvar), to: bool) {
    *lock(value) = to;
    changed.notify_all();
}
