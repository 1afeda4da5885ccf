//! The files of one theme folder, its `theme.toml` read.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{BUILT_IN, ThemeFile, embedded};
use crate::base::{Code, Diagnostic, LineIndex, Position, SourcePath, Span, nearest};
use crate::model::Value;

/// The keys of `theme.toml`.
const KEYS: [&str; 4] = ["name", "version", "extends", "settings"];

/// A theme folder.
pub struct Layer {
    files: BTreeMap<String, Source>,
    /// What `theme.toml` extends, with a diagnostic that has the place and no message yet.
    pub extends: Option<(String, Diagnostic)>,
    /// The settings of `theme.toml`.
    pub settings: BTreeMap<String, Value>,
}

/// One file.
pub struct Source {
    /// Where it is.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl Layer {
    /// The built-in theme.
    pub fn built_in(diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let file = |&(name, bytes): &(&str, &[u8])| {
            let path = SourcePath::new(&format!("themes/{BUILT_IN}/{name}"));
            (
                name.to_owned(),
                Source {
                    path,
                    bytes: bytes.into(),
                },
            )
        };
        Self::new(embedded::FILES.iter().map(file).collect(), diagnostics)
    }

    /// The folder `themes/<name>/` of the site, if it has files.
    pub fn of_site(name: &str, files: &[ThemeFile], diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let folder = format!("themes/{name}/");
        let file = |file: &ThemeFile| {
            let name = file.path.as_str().strip_prefix(&folder)?.to_owned();
            let (path, bytes) = (file.path.clone(), Arc::clone(&file.bytes));
            Some((name, Source { path, bytes }))
        };
        Self::new(files.iter().filter_map(file).collect(), diagnostics)
    }

    fn new(files: BTreeMap<String, Source>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        if files.is_empty() {
            return None;
        }
        let mut layer = Layer {
            files,
            extends: None,
            settings: BTreeMap::new(),
        };
        layer.read_manifest(diagnostics);
        diagnostics.extend(layer.unused());
        Some(layer)
    }

    /// The files whose names start with `folder`, by the rest of their names.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
        let from_folder = self.files.range(folder.to_owned()..);
        from_folder.map_while(move |(name, source)| Some((name.strip_prefix(folder)?, source)))
    }

    fn read_manifest(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let Some(source) = self.files.get("theme.toml") else {
            return;
        };
        let Some((text, table)) = source.table(diagnostics) else {
            return;
        };
        let index = LineIndex::new(text);
        let mut report = |code, message, span: std::ops::Range<usize>| {
            let place = index.position(span.into());
            diagnostics.push(Diagnostic::new(code, message).at(&source.path, place));
        };
        let mut extends = None;
        let mut settings = BTreeMap::new();
        for (key, value) in table.get_ref() {
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("name" | "version", DeValue::String(_)) => {}
                ("extends", DeValue::String(parent)) => {
                    let diagnostic = Diagnostic::new(Code::ThemeMissing, String::new());
                    let place = index.position(value.span().into());
                    extends = Some((parent.to_string(), diagnostic.at(&source.path, place)));
                }
                ("settings", DeValue::Table(table)) => {
                    settings = table
                        .iter()
                        .map(|(key, value)| (key.get_ref().to_string(), setting(value.get_ref())))
                        .collect();
                }
                (name, _) if KEYS.contains(&name) => {
                    let wanted = if name == "settings" { "a table" } else { "a text" };
                    report(Code::ThemeSyntax, format!("`{name}` must be {wanted}"), value.span());
                }
                (name, _) => {
                    if let Some(meant) = nearest(name, KEYS) {
                        report(
                            Code::UnknownKey,
                            format!("unknown key `{name}`; did you mean `{meant}`?"),
                            key.span(),
                        );
                    }
                }
            }
        }
        self.extends = extends;
        self.settings = settings;
    }

    /// Files of a theme that nothing reads, texts about it excepted.
    fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        let used = |name: &str| {
            name == "theme.toml"
                || ["templates/", "strings/", "static/"]
                    .iter()
                    .any(|folder| name.starts_with(folder))
        };
        let about = |source: &Source| {
            source.path.name().starts_with('.') || matches!(source.path.extension(), "" | "md" | "txt")
        };
        self.files
            .iter()
            .filter(move |(name, source)| !used(name) && !about(source))
            .map(|(_, source)| {
                Diagnostic::new(Code::UnusedFile, "nothing reads this file")
                    .in_file(&source.path)
                    .help("a theme has `theme.toml` and the folders `templates`, `strings` and `static`")
            })
    }
}

impl Source {
    /// Its text, if it is UTF-8.
    pub fn text(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<&str> {
        match str::from_utf8(&self.bytes) {
            Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
            Err(_) => {
                let diagnostic = Diagnostic::new(Code::NotUtf8, "this file is not valid UTF-8");
                diagnostics.push(diagnostic.in_file(&self.path).help("save it as UTF-8"));
                None
            }
        }
    }

    /// Its text and what it says as TOML.
    pub fn table(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<(&str, Spanned<DeTable<'_>>)> {
        let text = self.text(diagnostics)?;
        match DeTable::parse(text) {
            Ok(table) => Some((text, table)),
            Err(error) => {
                let place = error
                    .span()
                    .map_or(Position::START, |span| LineIndex::new(text).position(Span::from(span)));
                diagnostics.push(Diagnostic::new(Code::ThemeSyntax, error.message()).at(&self.path, place));
                None
            }
        }
    }
}

fn setting(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::text(text),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Null, Value::Int)
        }
        DeValue::Float(number) => number.as_str().parse().map_or(Value::Null, Value::Float),
        DeValue::Boolean(truth) => Value::Bool(*truth),
        DeValue::Datetime(time) => Value::text(time.to_string()),
        DeValue::Array(items) => Value::list(items.iter().map(|item| setting(item.get_ref()))),
        DeValue::Table(entries) => Value::map(
            entries
                .iter()
                .map(|(key, value)| (key.get_ref().to_string(), setting(value.get_ref()))),
        ),
    }
}
