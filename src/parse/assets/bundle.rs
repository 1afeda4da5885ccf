//! One style sheet of several: imports are replaced by what they take in.
//!
//! The bundler of lightningcss cannot stand in for it: it refuses an import from another host behind one that it takes
//! in, it refuses or drops what it cannot read, where a sheet is published as it is, it leaves each `url()` as it was
//! written in another folder, and it prints a text of its own, where a preview shows sheets as they were written.

use std::borrow::Cow;

use super::address::{Target, folder, relative};
use super::sheets::Sheets;
use crate::parse::css::{Import, Link};

/// Sheets within one bundle at most; one that would take in more keeps its imports.
const MOST_SHEETS: usize = 200;

/// A part of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its text.
    pub text: Cow<'a, str>,
    /// The sheet that it is taken from, by index, and where it stands there, in bytes; nothing of what is added.
    pub from: Option<(usize, usize)>,
}

impl<'a> Piece<'a> {
    fn made(text: impl Into<Cow<'a, str>>) -> Self {
        Piece {
            text: text.into(),
            from: None,
        }
    }
}

/// Whether a bundle holds more than the one sheet that it begins with.
pub fn has_imported(pieces: &[Piece<'_>]) -> bool {
    let mut sheets = pieces.iter().filter_map(|piece| Some(piece.from?.0));
    let first = sheets.next();
    sheets.any(|sheet| Some(sheet) != first)
}

/// How many sheets each sheet would bring, itself included; `None` for one that must stay on its own: it imports what
/// cannot be taken in, or has a rule that counts for a whole file.
pub fn sizes(sheets: &Sheets<'_>) -> Vec<Option<usize>> {
    let mut sizes = vec![None; sheets.len()];
    let mut states = vec![State::New; sheets.len()];
    for at in 0..sheets.len() {
        size(sheets, at, &mut states, &mut sizes);
    }
    sizes
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

fn size(sheets: &Sheets<'_>, at: usize, states: &mut [State], sizes: &mut [Option<usize>]) -> Option<usize> {
    match states.get(at)? {
        State::Done => return sizes.get(at).copied().flatten(),
        // What closes a circle is left out.
        State::Open => return Some(0),
        State::New => {}
    }
    if let Some(state) = states.get_mut(at) {
        *state = State::Open;
    }
    let sheet = sheets.sheet(at)?;
    let mut sum = (!sheet.references.has_namespace).then_some(1usize);
    for import in &sheet.references.imports {
        let below = sheets
            .imported(at, import)
            .and_then(|next| size(sheets, next, states, sizes));
        sum = sum.zip(below).map(|(sum, below)| sum.saturating_add(below));
    }
    let sum = sum.filter(|&sum| sum <= MOST_SHEETS);
    if let (Some(state), Some(size)) = (states.get_mut(at), sizes.get_mut(at)) {
        *state = State::Done;
        *size = sum;
    }
    sum
}

/// Puts bundles together.
pub struct Bundler<'a, 's> {
    pub sheets: &'s Sheets<'a>,
    /// See [`sizes`].
    pub sizes: &'s [Option<usize>],
    /// The folder of the sheet that is made.
    pub folder: &'s str,
    /// The address of a file of the theme below its folder.
    pub address: &'s dyn Fn(&str) -> String,
    /// Which sheets are open, so that none takes in itself.
    pub open: Vec<usize>,
    pub pieces: Vec<Piece<'a>>,
}

impl<'a> Bundler<'a, '_> {
    /// Adds a sheet with what it imports.
    pub fn add(&mut self, at: usize) {
        let sheets = self.sheets;
        let Some(sheet) = sheets.sheet(at) else { return };
        let references = &sheet.references;
        let own_folder = folder(sheet.name);
        let is_entry = self.open.is_empty();
        self.open.push(at);
        // An import that must stay has to stand before everything else, and so has each one before it.
        let stays = |import: &Import| match sheets.imported(at, import) {
            Some(next) => self.sizes.get(next).copied().flatten().is_none(),
            None => true,
        };
        let kept = references.imports.iter().rposition(stays).map_or(0, |last| last + 1);
        let imports = references.imports.iter().enumerate();
        let mut edits: Vec<Edit<'_>> = imports
            .map(|(nth, import)| match sheets.imported(at, import) {
                Some(next) if nth >= kept => Edit::Import(import, next),
                _ => Edit::Link(&import.link),
            })
            .chain(references.links.iter().map(Edit::Link))
            .chain(references.charsets.iter().filter(|_| !is_entry).map(Edit::Drop))
            .collect();
        edits.sort_by_key(|edit| edit.at().start);
        let mut done = 0;
        for edit in edits {
            let range = edit.at();
            self.copy(at, sheet.text, done, range.start);
            match edit {
                Edit::Import(import, next) => self.import(import, next),
                Edit::Link(link) => match self.rewritten(own_folder, &link.address) {
                    Some(address) => self.pieces.push(Piece {
                        text: format!("url(\"{address}\")").into(),
                        from: Some((at, range.start)),
                    }),
                    None => self.copy(at, sheet.text, range.start, range.end),
                },
                Edit::Drop(_) => {}
            }
            done = range.end;
        }
        self.copy(at, sheet.text, done, sheet.text.len());
        self.open.pop();
    }

    fn copy(&mut self, at: usize, text: &'a str, start: usize, end: usize) {
        if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
            self.pieces.push(Piece {
                text: text.into(),
                from: Some((at, start)),
            });
        }
    }

    fn import(&mut self, import: &Import, next: usize) {
        // As in a browser, a sheet does not take in one that is taking it in.
        if self.open.contains(&next) {
            return;
        }
        for rule in &import.within {
            self.pieces.push(Piece::made(format!("{rule} {{\n")));
        }
        self.add(next);
        self.pieces.push(Piece::made("\n"));
        self.pieces.extend(import.within.iter().map(|_| Piece::made("}\n")));
    }

    /// The address that leads to the same from the sheet that is made; `None` if it is the same address.
    fn rewritten(&self, own_folder: &str, written: &str) -> Option<String> {
        let Target::Path(path, suffix) = super::address::target(own_folder, written) else {
            return None;
        };
        let address = if self.sheets.has_file(&path) {
            (self.address)(&path)
        } else {
            path.clone()
        };
        (address != path || self.folder != own_folder).then(|| format!("{}{suffix}", relative(self.folder, &address)))
    }
}

/// Something in a sheet that is not copied.
enum Edit<'r> {
    Import(&'r Import, usize),
    Link(&'r Link),
    Drop(&'r std::ops::Range<usize>),
}

impl Edit<'_> {
    fn at(&self) -> std::ops::Range<usize> {
        match self {
            Edit::Import(import, _) => import.at.clone(),
            Edit::Link(link) => link.at.clone(),
            Edit::Drop(range) => (*range).clone(),
        }
    }
}
