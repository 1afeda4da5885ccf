//! `maqal init` at a terminal, where it asks.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::{Child, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::maqal;
use super::site::tree;

/// The program at a pseudo-terminal, and somebody who types there.
struct Asked {
    process: Child,
    keys: File,
    /// Everything that the terminal has shown.
    shown: String,
}

impl Asked {
    fn init(folder: &Path, arguments: &[&str]) -> Self {
        let keys = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keys).unwrap();
        unlockpt(&keys).unwrap();
        let name = ptsname(&keys, Vec::new()).unwrap();
        let terminal = File::options()
            .read(true)
            .write(true)
            .open(OsStr::from_bytes(name.as_bytes()))
            .unwrap();
        let side = || Stdio::from(terminal.try_clone().unwrap());
        let mut command = maqal(&["init"]);
        command.args(arguments).current_dir(folder).env("TZ", "Asia/Riyadh");
        let process = command.stdin(side()).stdout(side()).stderr(side()).spawn().unwrap();
        Asked {
            process,
            keys: keys.into(),
            shown: String::new(),
        }
    }

    /// Reads on until the terminal has shown `text`, or nobody will show anything any more.
    fn wait_for(&mut self, text: &str) -> bool {
        let mut piece = [0; 1024];
        let from = self.shown.len();
        let mut bytes = Vec::new();
        loop {
            if String::from_utf8_lossy(&bytes).contains(text) {
                break;
            }
            // The end of a terminal is an error on Linux.
            match self.keys.read(&mut piece) {
                Ok(length) if length > 0 => bytes.extend_from_slice(&piece[..length]),
                _ => break,
            }
        }
        self.shown.push_str(&String::from_utf8_lossy(&bytes));
        self.shown[from..].contains(text)
    }

    /// Types a text where a question ends.
    fn answer(&mut self, typed: &str) {
        assert!(self.wait_for("]: "), "no question: {}", self.shown);
        self.keys.write_all(typed.as_bytes()).unwrap();
    }

    /// The exit code, and all that was shown.
    fn end(mut self) -> (Option<i32>, String) {
        self.wait_for("\0");
        (self.process.wait().unwrap().code(), self.shown)
    }
}

fn settings(folder: &Path) -> String {
    fs::read_to_string(folder.join("site.toml")).unwrap()
}

#[test]
fn what_nobody_said_is_asked() {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = Asked::init(folder.path(), &[]);
    asked.answer("he، en\n");
    asked.answer("יומן\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("Languages, the main one first [ar,en]: "), "{shown}");
    assert!(shown.contains("Title of the site ["), "{shown}");
    assert!(shown.contains("maqal serve --open"), "what to do next: {shown}");
    let settings = settings(folder.path());
    assert!(settings.contains("title = \"יומן\"\n"), "{settings}");
    assert!(settings.contains("languages = [\"he\", \"en\"]\n"), "{settings}");
}

#[test]
fn an_empty_answer_takes_what_is_usual() {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = Asked::init(folder.path(), &["--title", "Notebook"]);
    asked.answer("\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(!shown.contains("Title of the site"), "an option has answered: {shown}");
    let settings = settings(folder.path());
    assert!(settings.contains("title = \"Notebook\"\n"), "{settings}");
    assert!(settings.contains("languages = [\"ar\", \"en\"]\n"), "{settings}");
}

#[test]
fn a_wrong_answer_is_explained_and_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = Asked::init(folder.path(), &["--title", "Notebook"]);
    asked.answer("Arabic\n");
    asked.answer("ar\n");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.contains("write `ar`"), "{shown}");
    assert!(settings(folder.path()).contains("languages = [\"ar\"]\n"));
}

#[test]
fn the_end_of_typing_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut asked = Asked::init(folder.path(), &[]);
    asked.answer("en\n");
    // Ctrl-D
    asked.answer("\u{4}");
    let (code, shown) = asked.end();
    assert_eq!(code, Some(2), "{shown}");
    assert!(shown.contains("nothing was written"), "{shown}");
    assert!(tree(folder.path()).is_empty());
}
