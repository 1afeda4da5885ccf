//! Chromium without a window, spoken to over a pipe in the DevTools protocol: one JSON text after another, each ended
//! by a zero. Chromium ends by itself when the pipe is closed, so that it never outlives the tests.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tab::Tab;

/// What to install where something is missing.
const PACKAGES: &str = "install the Debian packages `chromium-headless-shell fonts-noto-core`";

/// Its names, best first: one has no window to draw and is much faster.
const PROGRAMS: [&str; 2] = ["chromium-headless-shell", "chromium"];

/// How long Chromium may take to answer.
const PATIENCE: Duration = Duration::from_secs(600);

/// How long it may take to end by itself.
const FAREWELL: Duration = Duration::from_secs(3);

const FLAGS: [&str; 18] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    "--disable-quic",
    "--hide-scrollbars",
    // Letters have the same shapes whatever the machine's settings say of hinting.
    "--font-render-hinting=none",
    "--remote-debugging-pipe",
    // Every site here is a case's own, and none has to be kept from the others.
    "--disable-site-isolation-trials",
    "--process-per-site",
    "--renderer-process-limit=2",
    "--disable-features=BackForwardCache,ProactivelySwapBrowsingInstance,SpareRendererForSitePerProcess",
    // Nothing but the tests' own server is reached.
    "--host-resolver-rules=MAP *.localhost 127.0.0.1, MAP * ~NOTFOUND",
    "about:blank",
];

/// The face in which Arabic text is set where the fonts are installed.
const ARABIC_FACE: &str = "Noto Naskh Arabic";

/// A running Chromium, ended with the value.
pub struct Browser {
    process: Child,
    wire: Arc<Wire>,
    /// Removed with the value, once the process has ended.
    profile: TempDir,
    major: String,
}

/// The connection that all tabs share.
pub struct Wire {
    input: Mutex<Option<ChildStdin>>,
    next: AtomicU64,
    /// Who waits for the answer of which number; `None` once Chromium has ended.
    waiting: Mutex<Option<HashMap<u64, mpsc::Sender<Value>>>>,
    /// What was told without being asked, by session; of those that listen.
    heard: Mutex<HashMap<String, Vec<Value>>>,
}

impl Browser {
    /// Starts `$CHROMIUM`, or the first of [`PROGRAMS`] on the path. The error says what to install.
    pub fn start() -> Result<Self, String> {
        let program = program()?;
        let profile = tempfile::tempdir().map_err(|error| error.to_string())?;
        let log = File::create(profile.path().join("log")).map_err(|error| error.to_string())?;
        // The protocol runs over the file descriptors 3 and 4, which only a shell can give without unsafe code.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null"])
            .arg(&program)
            .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
            .args(FLAGS)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("cannot start {}: {error}; {PACKAGES}", program.display()))?;
        let (input, output) = (process.stdin.take(), process.stdout.take());
        let wire = Arc::new(Wire {
            input: Mutex::new(input),
            next: AtomicU64::new(1),
            waiting: Mutex::new(Some(HashMap::new())),
            heard: Mutex::default(),
        });
        if let Some(output) = output {
            let wire = Arc::clone(&wire);
            std::thread::spawn(move || wire.listen(output));
        }
        let mut browser = Browser {
            process,
            wire,
            profile,
            major: String::new(),
        };
        let version = browser.wire.call(None, "Browser.getVersion", json!({}));
        let version = version.map_err(|problem| {
            let log = fs::read_to_string(browser.profile.path().join("log")).unwrap_or_default();
            format!("{} does not answer: {problem}\n{log}\n{PACKAGES}", program.display())
        })?;
        browser.major = major(version.get("product").and_then(Value::as_str).unwrap_or_default());
        browser.has_fonts()?;
        Ok(browser)
    }

    /// The first number of its version.
    pub fn major(&self) -> &str {
        &self.major
    }

    /// Opens a tab.
    pub fn tab(&self) -> Result<Tab, String> {
        Tab::open(Arc::clone(&self.wire))
    }

    /// Positions are measured in known faces.
    fn has_fonts(&self) -> Result<(), String> {
        let face = format!("new FontFace('face', 'local(\"{ARABIC_FACE} Regular\"), local(\"{ARABIC_FACE}\")')");
        let loaded = format!("{face}.load().then(() => true, () => false)");
        match self.tab()?.evaluate(&loaded)? {
            Value::Bool(true) => Ok(()),
            _ => Err(format!("the font {ARABIC_FACE} is not installed; {PACKAGES}")),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.wire.call(None, "Browser.close", json!({}));
        self.wire.close();
        let until = Instant::now() + FAREWELL;
        while Instant::now() < until {
            if let Ok(Some(_)) = self.process.try_wait() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The first number of `Chrome/156.0.8078.108`.
fn major(product: &str) -> String {
    let version = product.rsplit('/').next().unwrap_or_default();
    version.split('.').next().unwrap_or_default().to_owned()
}

fn program() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        return Ok(PathBuf::from(named));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let named = |name| std::env::split_paths(&path).map(move |folder| folder.join(name));
    PROGRAMS
        .into_iter()
        .flat_map(named)
        .find(|file| Path::is_file(file))
        .ok_or_else(|| format!("there is no `chromium` on the path: {PACKAGES}, or name a Chromium in $CHROMIUM"))
}

impl Wire {
    /// Calls a method, of the whole browser or of one session, and waits for its result.
    pub fn call(&self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value, String> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let (sender, receiver) = mpsc::channel();
        match lock(&self.waiting).as_mut() {
            Some(waiting) => waiting.insert(id, sender),
            None => return Err("Chromium has ended".into()),
        };
        if let Some(input) = lock(&self.input).as_mut() {
            let written = input.write_all(format!("{message}\0").as_bytes());
            written
                .and_then(|()| input.flush())
                .map_err(|error| format!("{method}: {error}"))?;
        }
        let answer = receiver.recv_timeout(PATIENCE).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => format!("{method}: no answer within {} s", PATIENCE.as_secs()),
            mpsc::RecvTimeoutError::Disconnected => format!("{method}: Chromium has ended"),
        })?;
        match answer.get("error") {
            Some(error) => Err(format!("{method}: {error}")),
            None => Ok(answer.get("result").cloned().unwrap_or_default()),
        }
    }

    fn listen(&self, output: ChildStdout) {
        let mut output = BufReader::new(output);
        let mut message = Vec::new();
        while matches!(output.read_until(0, &mut message), Ok(length) if length > 0) {
            message.pop();
            let value: Value = serde_json::from_slice(&message).unwrap_or_default();
            message.clear();
            // What has no number is an event, which nobody waits for.
            let id = value.get("id").and_then(Value::as_u64);
            if id.is_none() {
                self.hear(&value);
                continue;
            }
            let waiting = id.and_then(|id| lock(&self.waiting).as_mut()?.remove(&id));
            if let Some(waiting) = waiting {
                let _ = waiting.send(value);
            }
        }
        *lock(&self.waiting) = None;
    }

    /// Keeps the events of a session from now on.
    pub fn listen_to(&self, session: &str) {
        lock(&self.heard).insert(session.to_owned(), Vec::new());
    }

    /// Takes the events of a session that were kept.
    pub fn heard(&self, session: &str) -> Vec<Value> {
        lock(&self.heard)
            .get_mut(session)
            .map(std::mem::take)
            .unwrap_or_default()
    }

    fn hear(&self, event: &Value) {
        let session = event.get("sessionId").and_then(Value::as_str).unwrap_or_default();
        if let Some(kept) = lock(&self.heard).get_mut(session) {
            kept.push(event.clone());
        }
    }

    fn close(&self) {
        *lock(&self.input) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
