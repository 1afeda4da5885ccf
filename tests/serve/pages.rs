//! Pages of tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use maqal::base::Digest;
use maqal::serve::{File, Pages};

/// A map of files that can be changed.
pub struct Map {
    files: Mutex<BTreeMap<String, Arc<[u8]>>>,
    problems: Mutex<Arc<str>>,
}

impl Map {
    pub fn new(files: &[(&str, &str)]) -> Arc<Self> {
        let map = Map {
            files: Mutex::default(),
            problems: Mutex::new("{\"errors\":[],\"warnings\":[]}".into()),
        };
        for (path, text) in files {
            map.put(path, text.as_bytes());
        }
        Arc::new(map)
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.files.lock().unwrap().insert(path.to_owned(), bytes.into());
    }

    pub fn remove(&self, path: &str) {
        self.files.lock().unwrap().remove(path);
    }

    pub fn set_problems(&self, problems: &str) {
        *self.problems.lock().unwrap() = problems.into();
    }
}

impl Pages for Map {
    fn base(&self) -> String {
        "/".to_owned()
    }

    fn is_empty(&self) -> bool {
        self.files.lock().unwrap().is_empty()
    }

    fn has(&self, file: &str) -> bool {
        if file == "sought.html" {
            hang();
        }
        self.files.lock().unwrap().contains_key(file)
    }

    fn file(&self, file: &str) -> Option<File> {
        if file == "hanging.html" {
            hang();
        }
        let bytes = Arc::clone(self.files.lock().unwrap().get(file)?);
        Some(file_of(bytes))
    }

    fn overview(&self) -> String {
        "{}".to_owned()
    }

    fn pair(&self, _: &str, _: Option<&str>) -> Option<String> {
        None
    }

    fn problems(&self) -> Arc<str> {
        Arc::clone(&self.problems.lock().unwrap())
    }
}

/// A folder as naive code would serve it: whatever path it is asked for, it looks there. What keeps a stranger inside is
/// the server alone.
pub struct Folder(pub PathBuf);

impl Pages for Folder {
    fn base(&self) -> String {
        "/".to_owned()
    }

    fn is_empty(&self) -> bool {
        false
    }

    fn has(&self, file: &str) -> bool {
        self.0.join(file).is_file()
    }

    fn file(&self, file: &str) -> Option<File> {
        fs::read(self.0.join(file)).ok().map(|bytes| file_of(bytes.into()))
    }

    fn overview(&self) -> String {
        "{}".to_owned()
    }

    fn pair(&self, _: &str, _: Option<&str>) -> Option<String> {
        None
    }

    fn problems(&self) -> Arc<str> {
        "{}".into()
    }
}

/// Takes longer than any deadline here, and no test waits for it.
fn hang() {
    std::thread::sleep(Duration::from_secs(600));
}

fn file_of(bytes: Arc<[u8]>) -> File {
    File {
        digest: Digest::of(&bytes),
        bytes,
        held: None,
    }
}
