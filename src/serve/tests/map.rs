//! Pages that are a map.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use crate::base::Digest;
use crate::model::Withheld;
use crate::serve::{File, Pages};

/// Files that a test lays down and changes.
pub struct Map {
    base: &'static str,
    pub files: Mutex<BTreeMap<String, (String, Option<Withheld>)>>,
}

impl Map {
    pub fn new(base: &'static str, files: &[(&str, &str)]) -> Arc<Self> {
        let files = files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), ((*text).to_owned(), None)));
        Arc::new(Map {
            base,
            files: Mutex::new(files.collect()),
        })
    }
}

impl Pages for Map {
    fn base(&self) -> String {
        self.base.to_owned()
    }

    fn is_empty(&self) -> bool {
        self.files.lock().unwrap().is_empty()
    }

    fn has(&self, file: &str) -> bool {
        self.files.lock().unwrap().contains_key(file)
    }

    fn file(&self, file: &str) -> Option<File> {
        if file == "panic/index.html" {
            std::panic::resume_unwind(Box::new("on purpose"));
        }
        let (text, held) = self.files.lock().unwrap().get(file)?.clone();
        Some(File {
            digest: Digest::of(text.as_bytes()),
            bytes: text.into_bytes().into(),
            held,
        })
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
