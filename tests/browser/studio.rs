//! What all tests share: one browser, one server, and the workers that are free.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use maqal::pipeline::Pipeline;

use crate::axe;
use crate::chromium::Browser;
use crate::faces::Faces;
use crate::server::Server;
use crate::tab::Tab;

/// Started when the first test needs it.
pub struct Studio {
    /// Whether the sites isolate phrases automatically.
    pub isolation: bool,
    browser: Mutex<Option<Result<Browser, String>>>,
    server: OnceLock<Result<Server, String>>,
    axe: OnceLock<Result<String, String>>,
    faces: OnceLock<Result<Faces, String>>,
    free: Mutex<Vec<Worker>>,
    cases: AtomicUsize,
    wrong: AtomicUsize,
}

/// What one test at a time uses.
pub struct Worker {
    pub tab: Tab,
    pub pipeline: Pipeline,
}

impl Studio {
    pub fn new(isolation: bool) -> Self {
        Studio {
            isolation,
            browser: Mutex::default(),
            server: OnceLock::new(),
            axe: OnceLock::new(),
            faces: OnceLock::new(),
            free: Mutex::default(),
            cases: AtomicUsize::new(0),
            wrong: AtomicUsize::new(0),
        }
    }

    /// Lends a worker to a task. One that panics takes its worker with it.
    pub fn lend<T>(&self, task: impl FnOnce(&mut Worker) -> Result<T, String>) -> Result<T, String> {
        let free = lock(&self.free).pop();
        let mut worker = match free {
            Some(worker) => worker,
            None => Worker {
                tab: self.tab()?,
                pipeline: Pipeline::default(),
            },
        };
        let done = task(&mut worker);
        lock(&self.free).push(worker);
        done
    }

    fn tab(&self) -> Result<Tab, String> {
        let mut browser = lock(&self.browser);
        match browser.get_or_insert_with(Browser::start) {
            Ok(browser) => browser.tab(),
            Err(problem) => Err(problem.clone()),
        }
    }

    /// The first number of the browser's version.
    pub fn browser(&self) -> Result<String, String> {
        match lock(&self.browser).get_or_insert_with(Browser::start) {
            Ok(browser) => Ok(browser.major().to_owned()),
            Err(problem) => Err(problem.clone()),
        }
    }

    /// The server of all sites.
    pub fn server(&self) -> Result<&Server, String> {
        self.server.get_or_init(Server::start).as_ref().map_err(Clone::clone)
    }

    /// The script that looks for barriers.
    pub fn axe(&self) -> Result<&str, String> {
        let script = self.axe.get_or_init(axe::script).as_ref();
        script.map(String::as_str).map_err(Clone::clone)
    }

    /// The faces that a site may bring with it.
    pub fn faces(&self) -> Result<&Faces, String> {
        self.faces.get_or_init(Faces::fetch).as_ref().map_err(Clone::clone)
    }

    /// Counts a case.
    pub fn count(&self, is_right: bool) {
        self.cases.fetch_add(1, Ordering::Relaxed);
        self.wrong.fetch_add(usize::from(!is_right), Ordering::Relaxed);
    }

    /// How many cases were wrong.
    pub fn tally(&self) -> String {
        let (wrong, cases) = (self.wrong.load(Ordering::Relaxed), self.cases.load(Ordering::Relaxed));
        format!("without automatic isolation {wrong} of {cases} cases are wrong")
    }

    /// Ends the browser.
    pub fn close(&self) {
        lock(&self.free).clear();
        drop(lock(&self.browser).take());
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
