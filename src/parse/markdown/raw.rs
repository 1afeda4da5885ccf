//! The author's own HTML: it passes, but for what would do harm on the page around it.
//!
//! Elements that are never closed are closed where the body ends, end tags that close nothing are left
//! out, and `<x />` becomes `<x></x>`, because HTML knows no such ending. Names that no browser knows are reported.
//! What computers print or are told runs from left to right, unless the author says otherwise.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::elements::{ends_by_itself, holds_text, is_code, is_element, is_foreign, is_void, runs_in_line};
use super::raw_text::{RawText, controls_decoded};
use super::tags::{Piece, Pieces, Tag};
use super::writer::Writer;
use crate::base::{Code, Diagnostic};
use crate::text::{has_steering, is_steering};

/// What earlier HTML of the same body has opened.
#[derive(Default)]
pub(super) struct Raw {
    open: HashMap<String, Vec<Opened>>,
    /// How many that say their direction are open.
    pub directed: usize,
    /// How many that say their language are open.
    pub told: usize,
    opened: usize,
    foreign: usize,
    unknown: HashSet<String>,
}

/// An element that is open.
struct Opened {
    /// The how-manieth it is.
    order: usize,
    /// Where it stands in the file.
    place: Range<usize>,
    /// Whether it says its direction, and its language.
    directs: bool,
    tells: bool,
}

impl Writer<'_, '_> {
    /// HTML as it is printed; `origin` gives the byte of the file for a byte of `html`.
    pub(super) fn mended(&mut self, html: &str, origin: impl Fn(usize) -> usize) -> String {
        let mut out = String::with_capacity(html.len());
        let mut steered = RawText::default();
        let mut pieces = Pieces::new(html);
        while let Some(piece) = pieces.next() {
            let tag = match piece {
                Piece::Tag(tag) => tag,
                Piece::Other(other) => {
                    let from = pieces.at() - other.len();
                    steered.push(&controls_decoded(other), &mut out, |at| origin(from + at));
                    continue;
                }
            };
            let name = tag.name.to_ascii_lowercase();
            if !runs_in_line(&name) {
                steered.end(&mut out);
            }
            let place = origin(tag.at)..origin(tag.at + tag.source.len());
            if tag.closes {
                if self.close_raw(&name, place.clone()) {
                    out.push_str(&self.balanced_tag(Cow::Borrowed(tag.source), &place));
                }
                continue;
            }
            let is_html = self.raw.foreign == 0;
            if is_html {
                self.know(tag.name, &name, &place);
            }
            let source = self.opening_tag(&tag, &name, &place);
            let may_close_itself = !is_html || is_foreign(&name);
            if is_void(&name) || (tag.closes_itself && may_close_itself) {
                out.push_str(&source);
            } else if tag.closes_itself {
                let open = source.trim_end_matches('>').trim_end_matches('/').trim_end();
                // Writing to a string cannot fail.
                let _ = write!(out, "{open}></{}>", tag.name);
            } else {
                out.push_str(&source);
                if is_html && holds_text(&name) {
                    let text = pieces.text_of(&name);
                    let from = pieces.at() - text.len();
                    steered.push(text, &mut out, |at| origin(from + at));
                    steered.end(&mut out);
                }
                self.open_raw(&tag, name, place);
            }
        }
        self.reports.extend(steered.finish(&mut out));
        out
    }

    /// An opening tag as it is printed: code in HTML says its direction, if it does not yet.
    fn opening_tag<'t>(&mut self, tag: &Tag<'t>, name: &str, place: &Range<usize>) -> Cow<'t, str> {
        let source = self.balanced_tag(tag.without_markdown(), place);
        match tag.dir.is_some() || self.raw.foreign > 0 || !is_code(name) || name == "pre" {
            true => source,
            false => directed(&source, tag.name),
        }
    }

    /// Notes an element that is open from here on.
    fn open_raw(&mut self, tag: &Tag<'_>, name: String, place: Range<usize>) {
        self.raw.foreign += usize::from(is_foreign(&name));
        self.raw.opened += 1;
        let directs = tag.directs(self.base());
        self.raw.directed += usize::from(directs);
        self.raw.told += usize::from(tag.tells_language);
        self.raw.open.entry(name).or_default().push(Opened {
            order: self.raw.opened,
            place,
            directs,
            tells: tag.tells_language,
        });
    }

    /// A tag without the controls that its attributes leave open.
    fn balanced_tag<'t>(&mut self, source: Cow<'t, str>, place: &Range<usize>) -> Cow<'t, str> {
        let decoded = controls_decoded(&source);
        if !has_steering(&decoded) {
            return source;
        }
        let reported = self.reports.len();
        let balanced = self.settle(&decoded, place);
        if self.reports.len() == reported {
            return balanced.into();
        }
        // What is to be ended would be ended behind the tag.
        self.reports.truncate(reported + 1);
        decoded.replace(is_steering, "").into()
    }

    /// Reports a name that no browser knows, once a body.
    fn know(&mut self, typed: &str, name: &str, place: &Range<usize>) {
        if is_element(name) || !self.raw.unknown.insert(name.to_owned()) {
            return;
        }
        let message = format!("`{typed}` is no HTML element; browsers show only what stands within it");
        let help = "write HTML or a directive (`:::name{…}`); put it in backquotes to show it as text";
        let diagnostic = Diagnostic::new(Code::UnknownElement, message).help(help);
        self.report(place.clone(), diagnostic);
    }

    /// Notes an end tag. Answers whether it closes anything.
    fn close_raw(&mut self, name: &str, place: Range<usize>) -> bool {
        if let Some(opened) = self.raw.open.get_mut(name).and_then(Vec::pop) {
            self.raw.directed -= usize::from(opened.directs);
            self.raw.told -= usize::from(opened.tells);
            self.raw.foreign -= usize::from(is_foreign(name));
            return true;
        }
        let harmless = ends_by_itself(name) || !is_element(name);
        if !harmless && self.raw.foreign == 0 {
            let message = format!("`</{name}>` closes nothing, so it is left out");
            self.report(place, Diagnostic::new(Code::UnbalancedHtml, message));
        }
        false
    }

    /// Closes what is still open, behind the last block.
    pub(super) fn close_all_raw(&mut self) {
        let open = std::mem::take(&mut self.raw.open);
        let named = open
            .into_iter()
            .flat_map(|(name, opened)| opened.into_iter().map(move |opened| (name.clone(), opened)));
        let mut left: Vec<_> = named.filter(|(name, _)| !ends_by_itself(name)).collect();
        left.sort_by_key(|(_, opened)| Reverse(opened.order));
        for (name, Opened { place, .. }) in left {
            if let Some(block) = self.blocks.last_mut() {
                block.sink.html.push_str(&format!("</{name}>"));
            }
            if is_element(&name) {
                let message = format!("`<{name}>` is never closed, so it ends where the text ends");
                let help = format!("write `</{name}>` where it shall end");
                self.report(place, Diagnostic::new(Code::UnbalancedHtml, message).help(help));
            }
        }
    }
}

/// A start tag that runs from left to right.
fn directed<'t>(source: &str, name: &str) -> Cow<'t, str> {
    let (start, rest) = source.split_at_checked(1 + name.len()).unwrap_or((source, ""));
    format!("{start} dir=\"ltr\"{rest}").into()
}
