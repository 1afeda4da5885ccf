//! The style sheets of a theme, and what is wrong with what they refer to.

use std::collections::{BTreeMap, BTreeSet};

use super::address::{Target, folder, target};
use super::bundle::{self, Bundler, Piece};
use super::minify::Refusal;
use crate::base::{Code, Diagnostic, LineIndex, Position, SourcePath, Span, nearest};
use crate::model::Asset;
use crate::parse::css::{Import, Link, References, references};
use crate::parse::places::Places;

/// All sheets of a theme.
pub struct Sheets<'a> {
    sheets: Vec<Sheet<'a>>,
    by_name: BTreeMap<&'a str, usize>,
    /// The names of all files of the theme, sheets or not.
    files: BTreeSet<&'a str>,
    sizes: Vec<Option<usize>>,
}

/// One sheet.
pub struct Sheet<'a> {
    /// Its name below the theme's `static/`.
    pub name: &'a str,
    path: &'a SourcePath,
    /// Its text without a byte order mark.
    pub text: &'a str,
    /// What it refers to.
    pub references: References,
}

impl<'a> Sheets<'a> {
    /// Reads the sheets among the files of a theme. One that is no text is a file like any other.
    pub fn read(files: &'a [Asset]) -> Self {
        let is_sheet = |asset: &&Asset| asset.path.extension().eq_ignore_ascii_case("css");
        let sheet = |asset: &'a Asset| {
            let text = std::str::from_utf8(&asset.bytes).ok()?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            Some(Sheet {
                name: &asset.name,
                path: &asset.path,
                text,
                references: references(text),
            })
        };
        let sheets: Vec<Sheet<'a>> = files.iter().filter(is_sheet).filter_map(sheet).collect();
        let mut sheets = Sheets {
            by_name: sheets.iter().enumerate().map(|(at, sheet)| (sheet.name, at)).collect(),
            sheets,
            files: files.iter().map(|asset| &*asset.name).collect(),
            sizes: Vec::new(),
        };
        sheets.sizes = bundle::sizes(&sheets);
        sheets
    }

    /// Whether a file is one of them.
    pub fn has(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// Whether the theme has a file of this name.
    pub fn has_file(&self, name: &str) -> bool {
        self.files.contains(name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.sheets.len()
    }

    /// The sheet of an index.
    pub fn sheet(&self, at: usize) -> Option<&Sheet<'a>> {
        self.sheets.get(at)
    }

    /// The file of a sheet.
    pub fn path(&self, at: usize) -> Option<&'a SourcePath> {
        self.sheets.get(at).map(|sheet| sheet.path)
    }

    /// The sheet that an import of the sheet `at` takes in, if it is one of the theme's.
    pub fn imported(&self, at: usize, import: &Import) -> Option<usize> {
        let sheet = self.sheet(at)?;
        match target(folder(sheet.name), &import.link.address) {
            Target::Path(path, _) => self.by_name.get(path.as_str()).copied(),
            _ => None,
        }
    }

    /// A sheet with what it imports; `address` says under which name below the theme's folder pages find a file.
    pub fn bundle(&self, name: &str, address: &dyn Fn(&str) -> String) -> Vec<Piece<'a>> {
        let Some(&at) = self.by_name.get(name) else {
            return Vec::new();
        };
        let mut bundler = Bundler {
            sheets: self,
            sizes: &self.sizes,
            folder: folder(name),
            address,
            open: Vec::new(),
            pieces: Vec::new(),
        };
        bundler.add(at);
        bundler.pieces
    }

    /// What is wrong with imports and addresses.
    pub fn check(&self) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for sheet in &self.sheets {
            let mut places = Places::new(sheet.text);
            for import in &sheet.references.imports {
                let found = self.import_problem(sheet, &import.link);
                diagnostics.extend(found.map(|found| found.at(sheet.path, places.position(import.link.at.clone()))));
            }
            for link in &sheet.references.links {
                let found = self.link_problem(sheet, link);
                diagnostics.extend(found.map(|found| found.at(sheet.path, places.position(link.at.clone()))));
            }
        }
        self.cycles(&mut diagnostics);
        diagnostics
    }

    fn import_problem(&self, sheet: &Sheet<'_>, link: &Link) -> Option<Diagnostic> {
        match target(folder(sheet.name), &link.address) {
            Target::Remote => {
                let message = format!("this takes a style sheet from another host: `{}`", link.address);
                let help = "put a copy into the theme, so that readers ask no other host for it";
                Some(Diagnostic::new(Code::RemoteImport, message).help(help))
            }
            Target::Path(path, _) if !path.starts_with("../") && !self.has_file(&path) => {
                let message = format!("the theme has no file `{path}` to import");
                Some(self.suggest(Diagnostic::new(Code::MissingAsset, message), &path))
            }
            _ => None,
        }
    }

    fn link_problem(&self, sheet: &Sheet<'_>, link: &Link) -> Option<Diagnostic> {
        match target(folder(sheet.name), &link.address) {
            Target::Path(path, _) if !path.starts_with("../") && !self.has_file(&path) => {
                let message = format!("the theme has no file `{path}`");
                Some(self.suggest(Diagnostic::new(Code::BrokenLink, message), &path))
            }
            _ => None,
        }
    }

    fn suggest(&self, problem: Diagnostic, path: &str) -> Diagnostic {
        match nearest(path, self.files.iter().copied()) {
            Some(meant) => problem.help(format!("did you mean `{meant}`?")),
            None => problem.help("addresses follow from the folder of the style sheet in which they stand"),
        }
    }

    /// Reports each import that closes a circle.
    fn cycles(&self, diagnostics: &mut Vec<Diagnostic>) {
        let mut done = vec![false; self.len()];
        for start in 0..self.len() {
            self.follow(start, &mut Vec::new(), &mut done, diagnostics);
        }
    }

    fn follow(&self, at: usize, path: &mut Vec<usize>, done: &mut [bool], diagnostics: &mut Vec<Diagnostic>) {
        let (Some(sheet), Some(false)) = (self.sheet(at), done.get(at).copied()) else {
            return;
        };
        path.push(at);
        for import in &sheet.references.imports {
            let Some(next) = self.imported(at, import) else {
                continue;
            };
            let Some(begin) = path.iter().position(|&open| open == next) else {
                self.follow(next, path, done, diagnostics);
                continue;
            };
            let circle = path.iter().skip(begin).chain([&next]);
            let names: Vec<String> = circle
                .filter_map(|&at| Some(format!("`{}`", self.sheet(at)?.name)))
                .collect();
            let message = format!("style sheets import each other in a circle: {}", names.join(", "));
            let place = LineIndex::new(sheet.text).position(import.link.at.clone().into());
            let problem = Diagnostic::new(Code::ImportCycle, message).at(sheet.path, place);
            diagnostics.push(problem.help("browsers pass over the import that closes it; remove it"));
        }
        path.pop();
        if let Some(done) = done.get_mut(at) {
            *done = true;
        }
    }

    /// What is said of a bundle that cannot be shortened: the place in the sheet from which the words come.
    pub fn refused(&self, name: &str, pieces: &[Piece<'_>], text: &str, refusal: &Refusal) -> Diagnostic {
        let problem = refusal.diagnostic();
        let mut before = 0;
        let at = refusal.offset(text);
        let piece = pieces.iter().find_map(|piece| {
            let start = before;
            before += piece.text.len();
            let (sheet, from) = piece.from.filter(|_| at < before)?;
            Some((self.sheet(sheet)?, from + at.saturating_sub(start)))
        });
        let entry = || Some((self.sheet(*self.by_name.get(name)?)?, 0));
        match piece.or_else(entry) {
            Some((sheet, at)) => problem.at(sheet.path, place(sheet.text, at)),
            None => problem,
        }
    }
}

fn place(text: &str, at: usize) -> Position {
    LineIndex::new(text).position(Span::new(at, at))
}
