//! Diagnostics for people, and the same as data.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use super::outcome::{self, exit_code};
use crate::base::{Diagnostic, Level, Place, SourcePath};
use crate::disk::Disk;
use crate::pipeline::{Outcome, Report};
use crate::text::{Direction, PDI, escaped_controls, isolate, isolated, majority};

/// Longest part of a source line that is shown, in characters.
const LONGEST_LINE: usize = 160;

/// Writes diagnostics with the lines that they are about.
pub struct Printer<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    /// Whether a terminal reads it, which reorders right-to-left text.
    terminal: bool,
    texts: HashMap<SourcePath, Lines>,
}

impl<'a> Printer<'a> {
    /// Reads sources from `root`.
    pub fn new(disk: &'a dyn Disk, root: &'a Path, terminal: bool) -> Self {
        Printer {
            disk,
            root,
            terminal,
            texts: HashMap::new(),
        }
    }

    /// One diagnostic, styled, ending in a newline.
    pub fn print(&mut self, level: Level, diagnostic: &Diagnostic) -> String {
        let color = match level {
            Level::Error => AnsiColor::Red,
            Level::Warning | Level::Off => AnsiColor::Yellow,
        };
        let (head, bold, dim) = (color.on_default().bold(), Style::new().bold(), Style::new().dimmed());
        let mut out = String::new();
        let (level, code) = (level.as_str(), diagnostic.code);
        let message = escaped_controls(&diagnostic.message);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "{head}{level}[{code}]{head:#}{bold}: {}{bold:#}",
            sentence_for(self.terminal, &message)
        );
        if let Some(place) = &diagnostic.place {
            let _ = writeln!(out, "  {dim}-->{dim:#} {}", self.place(place));
            self.excerpt(place, dim, &mut out);
        }
        if let Some(page) = &diagnostic.page {
            let _ = writeln!(out, "  {dim}page:{dim:#} {}", self.quoted(&escaped_controls(page)));
        }
        for (number, line) in diagnostic.help.iter().flat_map(|help| help.split('\n')).enumerate() {
            let label = if number == 0 { "help:" } else { "     " };
            let _ = writeln!(
                out,
                "  {dim}{label}{dim:#} {}",
                sentence_for(self.terminal, &escaped_controls(line))
            );
        }
        out
    }

    /// `path:line:column`, the path isolated from the numbers.
    fn place(&self, place: &Place) -> String {
        let path = escaped_controls(place.path.as_str());
        let path = self.quoted(&path);
        match place.position {
            Some(position) => format!("{path}:{}:{}", position.line, position.column),
            None => path,
        }
    }

    /// Text that holds right-to-left letters is isolated where a terminal would reorder its surroundings.
    fn quoted(&self, text: &str) -> String {
        quoted_for(self.terminal, text)
    }

    /// The line, with a caret below; a line with right-to-left text instead shows the words meant
    /// on a line of their own, because no caret can point into what a terminal reorders.
    fn excerpt(&mut self, place: &Place, dim: Style, out: &mut String) {
        let Some(position) = place.position else { return };
        let (disk, root) = (self.disk, self.root);
        let lines = self.texts.entry(place.path.clone()).or_insert_with(|| {
            let bytes = disk.read(&root.join(place.path.as_str())).unwrap_or_default();
            Lines::new(
                String::from_utf8_lossy(&bytes)
                    .trim_start_matches('\u{feff}')
                    .to_owned(),
            )
        });
        let column = position.column as usize - 1;
        let Some((before, after)) = lines.split(position.line, column) else {
            return;
        };
        if before.trim().is_empty() && after.trim().is_empty() {
            return;
        }
        let meant: String = after.chars().take(position.length as usize).collect();
        let is_all = before.trim().is_empty() && after.get(meant.len()..).is_none_or(|rest| rest.trim().is_empty());
        let (before, shown) = cut(before, after);
        let number = position.line.to_string();
        let gutter = " ".repeat(number.len());
        let printed = escaped_controls(&shown);
        let _ = writeln!(out, "{dim}{number} |{dim:#} {}", self.quoted(&printed));
        if holds_rtl(&shown) {
            if !meant.trim().is_empty() && !is_all {
                let _ = writeln!(
                    out,
                    "{gutter} {dim}| here:{dim:#} {}",
                    self.quoted(&escaped_controls(meant.trim()))
                );
            }
        } else {
            let pad: String = escaped_controls(&before)
                .chars()
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            let width = escaped_controls(&meant).chars().count().clamp(1, LONGEST_LINE);
            let _ = writeln!(out, "{gutter} {dim}|{dim:#} {pad}{}", "^".repeat(width));
        }
    }
}

/// As much of a line as is printed, of which `before` stands before the place that is meant: that part of it, and all.
fn cut(before: &str, after: &str) -> (String, String) {
    let start = before.char_indices().rev().map(|(at, _)| at).take(LONGEST_LINE / 2);
    let start = start.last().unwrap_or(before.len());
    let is_cut = if start > 0 { "…" } else { "" };
    let before = format!("{is_cut}{}", before.get(start..).unwrap_or_default());
    let mut rest = before.chars().chain(after.chars());
    let mut shown: String = rest.by_ref().take(LONGEST_LINE).collect();
    if rest.next().is_some() {
        shown.push('…');
    }
    (before, shown)
}

/// Text for a terminal or for anything else.
pub fn quoted_for(terminal: bool, text: &str) -> String {
    if terminal && holds_rtl(text) {
        isolated(text)
    } else {
        text.to_owned()
    }
}

/// A sentence of the program's, with each name in backquotes isolated, so that neither turns the other.
pub fn sentence_for(terminal: bool, text: &str) -> String {
    if !terminal || !holds_rtl(text) {
        return text.to_owned();
    }
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(nth, part)| quoted_for(nth % 2 == 1, part));
    let sentence = parts.collect::<Vec<_>>().join("`");
    format!("{}{sentence}{PDI}", isolate(Direction::Ltr))
}

fn holds_rtl(text: &str) -> bool {
    majority(text) == Some(Direction::Rtl)
        || text
            .chars()
            .any(|c| majority(c.encode_utf8(&mut [0; 4])) == Some(Direction::Rtl))
}

/// The lines of a text, to be asked for in order: a place on a line is looked for from the last one on.
struct Lines {
    text: String,
    ranges: Vec<Range<usize>>,
    /// The last place: line, column, byte.
    last: (u32, usize, usize),
}

impl Lines {
    /// `\r\n`, `\n` and a lone `\r` end lines.
    fn new(text: String) -> Self {
        let mut ranges = Vec::new();
        let mut start = 0;
        for (at, end) in text.match_indices(['\n', '\r']) {
            if end == "\n" && at > 0 && text.as_bytes().get(at - 1) == Some(&b'\r') {
                start = at + 1;
                continue;
            }
            ranges.push(start..at);
            start = at + 1;
        }
        ranges.push(start..text.len());
        Lines {
            text,
            ranges,
            last: (0, 0, 0),
        }
    }

    /// A line by its number, split before a column, both as people count but for the column's first being 0.
    fn split(&mut self, number: u32, column: usize) -> Option<(&str, &str)> {
        let range = self.ranges.get(number.checked_sub(1)? as usize)?.clone();
        let (from_column, from) = match self.last {
            (line, last, byte) if line == number && last <= column => (last, byte),
            _ => (0, range.start),
        };
        let rest = self.text.get(from..range.end)?;
        let length = rest
            .char_indices()
            .nth(column - from_column)
            .map_or(rest.len(), |(at, _)| at);
        if length < rest.len() {
            self.last = (number, column, from + length);
        }
        let at = from + length - range.start;
        self.text.get(range)?.split_at_checked(at)
    }
}

/// The whole report as data.
pub fn as_json(report: &Report, seconds: f64, signal: Option<u8>) -> Value {
    let reason = match &report.outcome {
        Outcome::Environment(message) | Outcome::Defect(message) => Some(message.clone()),
        Outcome::Refused { message, help } | Outcome::NoSite { message, help } => Some(format!("{message}; {help}")),
        _ => None,
    };
    whole(report, seconds, exit_code(&report.outcome, signal), reason)
}

/// A build that could not begin, for what it was asked with, as data.
pub fn not_begun(reason: &str) -> Value {
    whole(&Report::default(), 0.0, outcome::USAGE, Some(reason.to_owned()))
}

fn whole(report: &Report, seconds: f64, exit: u8, reason: Option<String>) -> Value {
    let counts = &report.counts;
    json!({
        "exit": exit,
        "reason": reason,
        "seconds": seconds,
        "pages": counts.pages,
        "sources": {
            "published": counts.documents,
            "translated": counts.paired,
            "files": counts.files,
            "drafts": counts.drafts,
            "future": counts.future,
            "expired": counts.expired,
            "ignored": counts.ignored,
        },
        "output": { "written": counts.written, "unchanged": counts.kept, "removed": counts.removed },
        "leftover": report.leftover,
        "withheld": report.withheld.iter().map(|held| json!({
            "path": held.path.as_str(),
            "reason": held.reason.as_str(),
        })).collect::<Vec<_>>(),
        "moved": report.moved.iter().map(|moved| json!({
            "path": moved.path.as_str(),
            "from": moved.from,
            "to": moved.to,
        })).collect::<Vec<_>>(),
        "diagnostics": report.diagnostics.iter().map(|(level, diagnostic)| one(*level, diagnostic)).collect::<Vec<_>>(),
    })
}

fn one(level: Level, diagnostic: &Diagnostic) -> Value {
    let position = diagnostic.place.as_ref().and_then(|place| place.position);
    json!({
        "level": level.as_str(),
        "code": diagnostic.code.as_str(),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "path": diagnostic.place.as_ref().map(|place| place.path.as_str()),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "length": position.map(|position| position.length),
        "page": diagnostic.page,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_isolated_on_a_terminal_only() {
        for (text, expected) in [
            ("`a` is wrong", "`a` is wrong"),
            (
                "`مقدمة.md` and `ب` clash",
                "\u{2066}`\u{2068}مقدمة.md\u{2069}` and `\u{2068}ب\u{2069}` clash\u{2069}",
            ),
            ("the title: عنوان", "\u{2066}the title: عنوان\u{2069}"),
        ] {
            assert_eq!(sentence_for(true, text), expected);
            assert_eq!(sentence_for(false, text), text);
        }
        assert_eq!(quoted_for(true, "مقدمة.md"), "\u{2068}مقدمة.md\u{2069}");
        assert_eq!(quoted_for(true, "a.md"), "a.md");
        assert_eq!(quoted_for(false, "مقدمة.md"), "مقدمة.md");
    }

    #[test]
    fn where_a_long_line_is_cut_is_seen() {
        let (before, after) = ("a".repeat(500), "b".repeat(500));
        let (before, shown) = cut(&before, &after);
        assert_eq!(before, format!("…{}", "a".repeat(80)));
        assert_eq!(shown, format!("{before}{}…", "b".repeat(79)));
        assert_eq!(cut("a", "b"), ("a".to_owned(), "ab".to_owned()));
    }

    #[test]
    fn lines_are_split_at_columns() {
        let mut lines = Lines::new("ab\r\nسلام\rc\n\nd".to_owned());
        for (line, column, expected) in [
            (1, 0, Some(("", "ab"))),
            (2, 1, Some(("س", "لام"))),
            (2, 3, Some(("سلا", "م"))),
            (2, 2, Some(("سل", "ام"))),
            (2, 9, Some(("سلام", ""))),
            (3, 0, Some(("", "c"))),
            (4, 0, Some(("", ""))),
            (5, 0, Some(("", "d"))),
            (6, 0, None),
            (0, 0, None),
        ] {
            assert_eq!(lines.split(line, column), expected, "{line}:{column}");
        }
    }
}
