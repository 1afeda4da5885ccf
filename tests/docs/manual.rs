//! The manual as its reader has it: the code spans and table rows of all chapters of one language.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Options, Parser};

/// The chapters in one language.
pub struct Manual {
    /// The language.
    pub tag: &'static str,
    /// Its word for an error.
    pub error: &'static str,
    /// Its word for a warning.
    pub warning: &'static str,
    /// Each chapter: its path in the project, its text.
    pub chapters: Vec<(String, String)>,
    spans: BTreeSet<String>,
}

impl Manual {
    /// The manual in both languages.
    pub fn both() -> [Manual; 2] {
        [
            Manual::read("ar", "خطأ", "تحذير"),
            Manual::read("en", "error", "warning"),
        ]
    }

    fn read(tag: &'static str, error: &'static str, warning: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/manual");
        let mut chapters = Vec::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(&format!(".{tag}.md")) {
                chapters.push((format!("content/manual/{name}"), fs::read_to_string(&path).unwrap()));
            }
        }
        assert!(chapters.len() > 1, "no chapters in `{tag}`");
        let spans = chapters.iter().flat_map(|(_, text)| spans(text)).collect();
        Manual {
            tag,
            error,
            warning,
            chapters,
            spans,
        }
    }

    /// Whether a row of a table begins with `name` in a code span and goes on with `second`.
    pub fn has_row(&self, name: &str, second: &str) -> bool {
        let row = format!("| `{name}` | {second} | ");
        self.chapters
            .iter()
            .any(|(_, text)| text.lines().any(|line| line.starts_with(&row)))
    }

    /// Whether these words stand in a chapter.
    pub fn says(&self, words: &str) -> bool {
        self.chapters.iter().any(|(_, text)| text.contains(words))
    }

    /// How the manual calls what a value of a template can be.
    pub fn word<'k>(&self, kind: &'k str) -> &'k str {
        match (self.tag, kind) {
            ("ar", "text") => "نص",
            ("ar", "word") => "كلمة",
            ("ar", "address") => "عنوان ويب",
            ("ar", "number") => "عدد",
            ("ar", "yes or no") => "نعم أو لا",
            ("ar", "free") => "حر",
            _ => kind,
        }
    }

    /// The code spans in the second cell of the row of a table that begins with `first`.
    pub fn listed(&self, first: &str) -> BTreeSet<&str> {
        let row = format!("| {first} | ");
        let mut lines = self.chapters.iter().flat_map(|(_, text)| text.lines());
        let cell = lines.find_map(|line| line.strip_prefix(&row)?.split(" | ").next());
        cell.unwrap_or_default().split('`').skip(1).step_by(2).collect()
    }

    /// Which of these names begin no row of a table in one of the two manuals; `[name]` counts too.
    pub fn without_row<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
        let begins = |line: &str, name: &str| {
            line.starts_with(&format!("| `{name}` | ")) || line.starts_with(&format!("| `[{name}]` | "))
        };
        lacking(names, |manual, name| {
            let mut lines = manual.chapters.iter().flat_map(|(_, text)| text.lines());
            lines.any(|line| begins(line, name))
        })
    }

    /// Which of these names stand in no code span of one of the two manuals.
    pub fn missing<'n>(names: impl Iterator<Item = &'n str>) -> Vec<String> {
        lacking(names, |manual, name| manual.spans.contains(name))
    }
}

fn lacking<'n>(names: impl Iterator<Item = &'n str>, has: impl Fn(&Manual, &str) -> bool) -> Vec<String> {
    let manuals = Manual::both();
    let mut missing = Vec::new();
    for name in names {
        let without = manuals.iter().filter(|manual| !has(manual, name));
        missing.extend(without.map(|manual| format!("{}: `{name}` is missing", manual.tag)));
    }
    missing
}

/// The code spans of a text; blocks of code are examples, not mentions.
pub fn spans(text: &str) -> Vec<String> {
    let events = Parser::new_ext(text, Options::ENABLE_TABLES);
    let spans = events.filter_map(|event| match event {
        Event::Code(code) => Some(code.to_string()),
        _ => None,
    });
    spans.collect()
}

/// Fails with everything that is wrong, a line each.
pub fn report(problems: impl IntoIterator<Item = String>) {
    let problems: Vec<String> = problems.into_iter().collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
