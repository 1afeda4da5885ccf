//! The files of one theme folder, its `theme.toml` read.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use super::manifest::Manifest;
use super::{BUILT_IN, ThemeFile, embedded};
use crate::base::{Code, Diagnostic, LineIndex, Position, SourcePath, Span};
use crate::model::{Setting, Sizes};
use crate::parse::head::decode;

/// The name of the file that says what a theme is.
const MANIFEST: &str = "theme.toml";

/// A theme folder.
pub struct Layer {
    files: BTreeMap<String, Source>,
    /// What `theme.toml` says.
    pub manifest: Manifest,
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
        let manifest = files.get(MANIFEST).map(|source| Manifest::read(source, diagnostics));
        let layer = Layer {
            manifest: manifest.unwrap_or_default(),
            files,
        };
        diagnostics.extend(layer.unused());
        Some(layer)
    }

    /// The files whose names start with `folder`, by the rest of their names.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a Source)> {
        let from_folder = self.files.range(folder.to_owned()..);
        from_folder.map_while(move |(name, source)| Some((name.strip_prefix(folder)?, source)))
    }

    /// The settings that `theme.toml` declares, over those of the theme that this one extends.
    pub fn settings(
        &self,
        inherited: BTreeMap<String, Setting>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Setting> {
        match self.files.get(MANIFEST) {
            Some(source) => self.manifest.settings(source, inherited, diagnostics),
            None => inherited,
        }
    }

    /// How wide images stand in a text, and in one of two side by side, if `theme.toml` says so.
    pub fn sizes(&self, settings: &BTreeMap<String, Setting>, diagnostics: &mut Vec<Diagnostic>) -> [Option<Sizes>; 2] {
        let read = |source| self.manifest.sizes(source, settings, diagnostics);
        self.files.get(MANIFEST).map_or([None, None], read)
    }

    /// Says what `theme.toml` promises and the theme does not keep. `below` are the layers that this one lies over.
    pub fn check_promises(&self, below: Option<&Layer>, diagnostics: &mut Vec<Diagnostic>) {
        let Some(source) = self.files.get(MANIFEST) else {
            return;
        };
        let layers: Vec<&Layer> = below.into_iter().chain([self]).collect();
        let has_strings = |tag: &str| {
            let file = format!("strings/{tag}.toml");
            layers.iter().any(|layer| layer.files.contains_key(&file))
        };
        let templates = layers.iter().flat_map(|layer| layer.below("templates/"));
        let templates: Vec<&str> = templates.map(|(name, _)| name).collect();
        self.manifest.check(source, has_strings, &templates, diagnostics);
    }

    /// The place of the name of the theme that this one extends, as a diagnostic.
    pub fn at_extends(&self, code: Code, message: String) -> Diagnostic {
        let problem = Diagnostic::new(code, message);
        match (self.files.get(MANIFEST), &self.manifest.extends) {
            (Some(source), Some(written)) => {
                let text = source.text(&mut Vec::new()).unwrap_or_default();
                problem.spanning(&source.path, &LineIndex::new(text), written.span)
            }
            _ => problem,
        }
    }

    /// Files of a theme that nothing reads, texts about it excepted.
    fn unused(&self) -> impl Iterator<Item = Diagnostic> {
        let used = |name: &str| {
            name == MANIFEST
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
    /// Its text without a byte order mark, if it is UTF-8.
    pub fn text(&self, diagnostics: &mut Vec<Diagnostic>) -> Option<&str> {
        decode(&self.path, &self.bytes)
            .map_err(|problem| diagnostics.push(problem))
            .ok()
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
