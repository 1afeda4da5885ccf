//! `theme.toml`: what a theme says of itself.

use std::collections::BTreeMap;

use super::layer::Source;
use super::settings::settings;
use super::sizes::sizes;
use crate::base::{Code, Diagnostic, Span, nearest};
use crate::locale::canonical;
use crate::model::{Setting, Sizes};
use crate::parse::tree::{Data, Entry, Node, Reporter, TomlCodes, read_toml};

/// The keys of `theme.toml`.
const KEYS: [&str; 8] = [
    "name",
    "version",
    "extends",
    "languages",
    "templates",
    "sizes",
    "parallel_sizes",
    "settings",
];

/// What a `theme.toml` says; settings, and what follows them, as written until it is known what the theme extends.
#[derive(Default)]
pub struct Manifest {
    /// The name of the theme that it extends.
    pub extends: Option<Written>,
    /// The languages that it has strings for, as canonical tags.
    pub languages: Vec<Written>,
    /// The templates that pages may ask for by name.
    pub templates: Vec<Written>,
    settings: Vec<Entry>,
    sizes: Option<Node>,
    parallel_sizes: Option<Node>,
}

/// A text and its place.
pub struct Written {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Manifest {
    /// Reads the file. Every problem is reported.
    pub fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut manifest = Manifest::default();
        let Some(text) = source.text(diagnostics) else {
            return manifest;
        };
        let mut reporter = Reporter::new(&source.path, text);
        let codes = TomlCodes {
            syntax: Code::ThemeSyntax,
            duplicate: Code::ThemeSyntax,
        };
        for entry in read_toml(text, 0, codes, &mut reporter).unwrap_or_default() {
            manifest.take(entry, &mut reporter);
        }
        diagnostics.extend(reporter.finish());
        manifest
    }

    fn take(&mut self, entry: Entry, reporter: &mut Reporter<'_>) {
        let kept = match entry.key.as_str() {
            "sizes" => Some(&mut self.sizes),
            "parallel_sizes" => Some(&mut self.parallel_sizes),
            _ => None,
        };
        if let Some(kept) = kept {
            *kept = Some(entry.node);
            return;
        }
        let wanted = match (entry.key.as_str(), entry.node.data) {
            ("name" | "version", Data::Text(_)) => return,
            ("extends", Data::Text(text)) => {
                let span = entry.node.span;
                self.extends = Some(Written { text, span });
                return;
            }
            ("settings", Data::Map(entries)) => {
                self.settings = entries;
                return;
            }
            ("languages", Data::List(items)) => {
                self.languages = texts("languages", items, reporter);
                self.languages.retain_mut(|written| is_language(written, reporter));
                return;
            }
            ("templates", Data::List(items)) => {
                self.templates = texts("templates", items, reporter);
                return;
            }
            ("settings", _) => ("a table", "[settings]"),
            ("languages", _) => ("a list", "languages = [\"ar\", \"en\"]"),
            ("templates", _) => ("a list", "templates = [\"photo.html\"]"),
            (name @ ("name" | "version" | "extends"), _) => ("a text", name),
            (name, _) => {
                if let Some(meant) = nearest(name, KEYS) {
                    let message = format!("unknown key `{name}`; did you mean `{meant}`?");
                    reporter.add(Code::UnknownKey, entry.key_span, message, format!("write `{meant}`"));
                }
                return;
            }
        };
        let (expected, example) = wanted;
        let message = format!("`{}` must be {expected}", entry.key);
        let help = match example {
            key @ ("name" | "version" | "extends") => format!("write `{key} = \"…\"`"),
            example => format!("write `{example}`"),
        };
        reporter.add(Code::ThemeSyntax, entry.node.span, message, help);
    }

    /// The settings, over those of the theme that this one extends.
    pub fn settings(
        &self,
        source: &Source,
        inherited: BTreeMap<String, Setting>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Setting> {
        // That it is UTF-8 was seen when it was read.
        let text = source.text(&mut Vec::new()).unwrap_or_default();
        let mut reporter = Reporter::new(&source.path, text);
        let settings = settings(&self.settings, inherited, &mut reporter);
        diagnostics.extend(reporter.finish());
        settings
    }

    /// How wide images stand in a text, and in one of two side by side, if it says so; `settings` are all that the theme
    /// has.
    pub fn sizes(
        &self,
        source: &Source,
        settings: &BTreeMap<String, Setting>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> [Option<Sizes>; 2] {
        let text = source.text(&mut Vec::new()).unwrap_or_default();
        let mut reporter = Reporter::new(&source.path, text);
        let written = [("sizes", &self.sizes), ("parallel_sizes", &self.parallel_sizes)];
        let read = written.map(|(name, node)| sizes(name, node.as_ref()?, settings, &mut reporter));
        diagnostics.extend(reporter.finish());
        read
    }

    /// What it promises and does not keep: strings for its languages, templates for pages.
    pub fn check(
        &self,
        source: &Source,
        has_strings: impl Fn(&str) -> bool,
        templates: &[&str],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let text = source.text(&mut Vec::new()).unwrap_or_default();
        let mut reporter = Reporter::new(&source.path, text);
        for Written { text: tag, span } in self.languages.iter().filter(|written| !has_strings(&written.text)) {
            let message = format!("the theme has no strings for `{tag}`");
            let help = format!("write `strings/{tag}.toml`, or take `{tag}` out of `languages`");
            reporter.add(Code::ThemeSyntax, *span, message, help);
        }
        let lacking = |written: &&Written| !templates.contains(&written.text.as_str());
        for Written { text: name, span } in self.templates.iter().filter(lacking) {
            let message = format!("the theme has no template `{name}`");
            let help = match nearest(name, templates.iter().copied()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("write `templates/{name}`, or take it out of `templates`"),
            };
            reporter.add(Code::ThemeSyntax, *span, message, help);
        }
        diagnostics.extend(reporter.finish());
    }
}

/// A list of texts.
fn texts(key: &str, items: Vec<Node>, reporter: &mut Reporter<'_>) -> Vec<Written> {
    let mut texts = Vec::with_capacity(items.len());
    for item in items {
        let span = item.span;
        match item.data {
            Data::Text(text) => texts.push(Written { text, span }),
            _ => reporter.add(
                Code::ThemeSyntax,
                span,
                format!("`{key}` must hold texts"),
                "put it in quotation marks",
            ),
        }
    }
    texts
}

/// Whether it is a tag, which is then canonical.
fn is_language(written: &mut Written, reporter: &mut Reporter<'_>) -> bool {
    match canonical(&written.text) {
        Ok(tag) => {
            written.text = tag;
            true
        }
        Err(error) => {
            let help = match error.suggestion {
                Some(suggestion) => format!("write `{suggestion}`"),
                None => "write a BCP 47 language tag, such as `ar` or `en`".to_owned(),
            };
            reporter.add(Code::UnknownLanguage, written.span, error.message, help);
            false
        }
    }
}
