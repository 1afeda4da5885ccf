//! Where sources may have changed: what the system says, gathered over a few milliseconds.
//!
//! Nothing is concluded from the kind of an event: its paths are where to look again. Where the system says too little, or nothing,
//! everything is looked at.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::SourcePath;
use crate::pipeline::Hint;
use crate::scan::{CONFIG, CONTENT, THEMES, may_matter};

/// How long nothing may happen before what happened is told.
const QUIET: Duration = Duration::from_millis(2);
/// How long it takes at most to be told, if something happens all the time.
const PATIENCE: Duration = Duration::from_millis(40);
/// Whether the system tells when a file that was written is closed.
const TELLS_CLOSING: bool = cfg!(target_os = "linux");
/// More paths than this are everywhere.
const MANY: usize = 400;
/// How long after a look another one follows, at everything: a folder that is new is not watched from its first moment, nor is a
/// site.
const AGAIN: Duration = Duration::from_millis(150);
/// How often somebody who waits for something else is asked whether it goes on.
const STEP: Duration = Duration::from_millis(1);
/// How often everything is looked at although nothing is said.
const ROUND: Duration = Duration::from_secs(2);
/// The same where the system cannot say anything.
const POLL: Duration = Duration::from_millis(250);
/// How many times longer than a look the pause after it is at least, where nothing is said.
const SHARE: u32 = 25;
/// How long it takes at most until everything is looked at again.
const LONGEST_ROUND: Duration = Duration::from_secs(15);

/// The folders of a site that are watched, with what lies in them.
const FOLDERS: [&str; 2] = [CONTENT, THEMES];

/// Watches the sources of a site.
pub struct Watch {
    root: PathBuf,
    /// The same without links, as some systems call it.
    real: PathBuf,
    events: Receiver<notify::Result<Event>>,
    /// `None` where everything is looked at again and again instead.
    watcher: Option<RecommendedWatcher>,
    warning: Option<String>,
    next_round: Instant,
    is_round_again: bool,
    /// How long it takes at most to be told of what happens all the time.
    patience: Duration,
}

/// What happened since the first event of a hint.
#[derive(Default)]
struct Gathered {
    paths: BTreeSet<PathBuf>,
    /// Those that somebody is still writing: half of a file is another text.
    open: BTreeSet<PathBuf>,
}

impl Watch {
    /// Watches from now on, by what the system tells; or, if `poll` is asked for or the system tells nothing, by looking.
    pub fn new(root: &Path, poll: bool) -> Self {
        let (sender, events) = channel();
        let mut watch = Watch {
            root: root.to_path_buf(),
            real: root.canonicalize().unwrap_or_else(|_| root.to_path_buf()),
            events,
            watcher: None,
            warning: None,
            next_round: Instant::now() + AGAIN,
            is_round_again: false,
            patience: PATIENCE,
        };
        if poll {
            return watch;
        }
        let tell = move |event: notify::Result<Event>| {
            // The first look reads thousands of files; nobody who waits for quiet is to hear of each.
            if !event.as_ref().is_ok_and(is_reading) {
                // Nobody listens any more when the program ends.
                let _ = sender.send(event);
            }
        };
        // Whatever a link leads to is no source.
        let watcher = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false));
        match watcher.and_then(|mut watcher| follow(&mut watcher, root).map(|()| watcher)) {
            Ok(watcher) => watch.watcher = Some(watcher),
            Err(error) => watch.warning = Some(sentence(&error)),
        }
        watch
    }

    /// What there is to say of how it watches, once.
    pub fn warning(&mut self) -> Option<String> {
        self.warning.take()
    }

    /// Waits until there is something to look at.
    pub fn wait(&mut self) -> Hint {
        loop {
            let left = self.next_round.saturating_duration_since(Instant::now());
            if left.is_zero() {
                self.is_round_again = false;
                return Hint::Everywhere;
            }
            match self.events.recv_timeout(left) {
                Ok(event) => {
                    if let Some(hint) = self.gather(event) {
                        return hint;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                // Without a watcher nothing is ever sent.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(left),
            }
        }
    }

    /// Waits for what the system says, as long as `goes_on`.
    pub fn wait_while(&mut self, goes_on: impl Fn() -> bool) -> Option<Hint> {
        while goes_on() {
            match self.events.recv_timeout(STEP) {
                Ok(event) => {
                    if let Some(hint) = self.gather(event) {
                        return Some(hint);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(STEP),
            }
        }
        None
    }

    /// Says how long it took to look where the last hint said.
    pub fn looked(&mut self, hint: &Hint, took: Duration) {
        let rest = took * SHARE;
        self.next_round = Instant::now()
            + match (&self.watcher, hint) {
                (None, _) => POLL.max(rest.min(ROUND)).max(took),
                (Some(_), Hint::Everywhere | Hint::Listed(_)) if self.is_round_again => AGAIN.max(took),
                (Some(_), Hint::Everywhere | Hint::Listed(_)) => ROUND.max(rest.min(LONGEST_ROUND)),
                // However often something is said, what is not said is looked for in time.
                (Some(_), Hint::At(_)) => return,
            };
    }

    /// All that happens shortly after an event, as one hint; `None` if it is of no interest.
    fn gather(&mut self, first: notify::Result<Event>) -> Option<Hint> {
        let until = Instant::now() + self.patience;
        let mut gathered = Gathered::default();
        let mut everywhere = false;
        let mut event = first;
        loop {
            everywhere |= self.take(event, &mut gathered);
            let quiet = if gathered.open.is_empty() { QUIET } else { self.patience };
            let wait = quiet.min(until.saturating_duration_since(Instant::now()));
            match self.events.recv_timeout(wait) {
                Ok(next) if Instant::now() < until => event = next,
                Ok(next) => {
                    everywhere |= self.take(next, &mut gathered);
                    break;
                }
                Err(_) => break,
            }
        }
        let paths = gathered.paths;
        if everywhere || paths.len() > MANY {
            self.is_round_again = true;
            return Some(Hint::Everywhere);
        }
        (!paths.is_empty()).then(|| Hint::At(paths.into_iter().collect()))
    }

    /// Adds the paths of an event; answers whether they do not tell enough.
    fn take(&mut self, event: notify::Result<Event>, gathered: &mut Gathered) -> bool {
        let event = match event {
            Ok(event) => event,
            Err(error) => {
                self.follow_again();
                if matches!(error.kind, ErrorKind::MaxFilesWatch) {
                    self.warning = Some(sentence(&error));
                    self.watcher = None;
                }
                return true;
            }
        };
        if event.need_rescan() {
            return true;
        }
        let below: Vec<_> = event.paths.iter().filter_map(|path| self.below(path)).collect();
        let is_watched =
            |path: &&Path| path.as_os_str().is_empty() || FOLDERS.iter().any(|folder| *path == Path::new(folder));
        if below.iter().any(is_watched) {
            // It may be another folder than the one that was watched.
            self.follow_again();
            return true;
        }
        let sources: Vec<_> = below.into_iter().filter(|path| is_source(path)).collect();
        if event.kind == EventKind::Create(CreateKind::Folder) && !sources.is_empty() {
            // Something may come into it before it is watched.
            self.next_round = self.next_round.min(Instant::now() + AGAIN);
        }
        // What lies in a folder that is gone, or called otherwise, has no events of its own.
        let is_folder = match event.kind {
            EventKind::Remove(RemoveKind::Folder) => !sources.is_empty(),
            EventKind::Modify(ModifyKind::Name(_)) => sources.iter().any(|path| path.extension().is_none()),
            _ => false,
        };
        let sources = sources.into_iter().map(|path| self.root.join(path));
        match event.kind {
            EventKind::Modify(ModifyKind::Data(_)) if TELLS_CLOSING => gathered.open.extend(sources.clone()),
            _ => sources.clone().for_each(|path| {
                gathered.open.remove(&path);
            }),
        }
        gathered.paths.extend(sources);
        is_folder
    }

    /// A path as it is called from the root on; `None` if it lies elsewhere.
    fn below<'p>(&self, path: &'p Path) -> Option<&'p Path> {
        let below = path.strip_prefix(&self.root);
        below.or_else(|_| path.strip_prefix(&self.real)).ok()
    }

    fn follow_again(&mut self) {
        if let Some(watcher) = &mut self.watcher
            && let Err(error) = follow(watcher, &self.root)
        {
            self.warning = Some(sentence(&error));
            self.watcher = None;
        }
    }
}

/// Whether somebody has only looked at a file.
fn is_reading(event: &Event) -> bool {
    matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write))
}

/// Whether a path from the root on is that of a source, and not of what is hidden, or left behind while an editor saves.
fn is_source(path: &Path) -> bool {
    let top = path.iter().next().unwrap_or_default();
    let is_top = FOLDERS.iter().any(|folder| top == *folder) || path == Path::new(CONFIG);
    // A name that is no UTF-8 is an error, which a look tells.
    is_top && path.to_str().is_none_or(|path| may_matter(&SourcePath::new(path)))
}

/// Watches the folder of a site, not what lies in it, and the folders that hold sources with all they hold.
fn follow(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    for folder in FOLDERS {
        match watcher.watch(&root.join(folder), RecursiveMode::Recursive) {
            Err(error) if is_missing(&error) => {}
            result => result?,
        }
    }
    Ok(())
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn sentence(error: &notify::Error) -> String {
    let reason = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "there are more folders than the system watches; `sysctl fs.inotify.max_user_watches=524288` allows more"
                .to_owned()
        }
        ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    };
    format!("the system cannot tell when files change, so they are looked at several times a second: {reason}")
}
