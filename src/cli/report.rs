//! Diagnostics for people, and the same as data.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use super::outcome::exit_code;
use crate::base::{Diagnostic, Level, Place, SourcePath};
use crate::disk::Disk;
use crate::pipeline::{Outcome, Report};
use crate::text::{Direction, escaped_controls, isolated, majority};

/// Longest part of a source line that is shown, in characters.
const LONGEST_LINE: usize = 160;

/// Writes diagnostics with the lines that they are about.
pub struct Printer<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    /// Whether a terminal reads it, which reorders right-to-left text.
    terminal: bool,
    texts: HashMap<SourcePath, String>,
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
            self.quoted(&message)
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
            let _ = writeln!(out, "  {dim}{label}{dim:#} {}", self.quoted(&escaped_controls(line)));
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
        if self.terminal && holds_rtl(text) {
            isolated(text)
        } else {
            text.to_owned()
        }
    }

    /// The line, with a caret below; a line with right-to-left text instead shows the words meant
    /// on a line of their own, because no caret can point into what a terminal reorders.
    fn excerpt(&mut self, place: &Place, dim: Style, out: &mut String) {
        let Some(position) = place.position else { return };
        let (disk, root) = (self.disk, self.root);
        let text = self.texts.entry(place.path.clone()).or_insert_with(|| {
            let bytes = disk.read(&root.join(place.path.as_str())).unwrap_or_default();
            String::from_utf8_lossy(&bytes)
                .trim_start_matches('\u{feff}')
                .to_owned()
        });
        let Some(line) = line_of(text, position.line).map(str::to_owned) else {
            return;
        };
        if line.trim().is_empty() {
            return;
        }
        let column = position.column as usize - 1;
        let meant: String = line.chars().skip(column).take(position.length as usize).collect();
        let from = column.saturating_sub(LONGEST_LINE / 2);
        let shown: String = line.chars().skip(from).take(LONGEST_LINE).collect();
        let number = position.line.to_string();
        let gutter = " ".repeat(number.len());
        let printed = escaped_controls(&shown);
        let _ = writeln!(out, "{dim}{number} |{dim:#} {}", self.quoted(&printed));
        if holds_rtl(&shown) {
            if !meant.trim().is_empty() && meant.trim() != line.trim() {
                let _ = writeln!(
                    out,
                    "{gutter} {dim}| here:{dim:#} {}",
                    self.quoted(&escaped_controls(meant.trim()))
                );
            }
        } else {
            let before: String = shown.chars().take(column - from).collect();
            let pad: String = escaped_controls(&before)
                .chars()
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            let width = escaped_controls(&meant).chars().count().clamp(1, LONGEST_LINE);
            let _ = writeln!(out, "{gutter} {dim}|{dim:#} {pad}{}", "^".repeat(width));
        }
    }
}

fn holds_rtl(text: &str) -> bool {
    majority(text) == Some(Direction::Rtl)
        || text
            .chars()
            .any(|c| majority(c.encode_utf8(&mut [0; 4])) == Some(Direction::Rtl))
}

/// A line by its number; `\r\n`, `\n` and a lone `\r` end lines.
fn line_of(text: &str, number: u32) -> Option<&str> {
    let lines = text
        .split('\n')
        .flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    lines.clone().nth(number.checked_sub(1)? as usize)
}

/// The whole report as data.
pub fn as_json(report: &Report, seconds: f64, signal: Option<u8>) -> Value {
    let counts = &report.counts;
    let reason = match &report.outcome {
        Outcome::Environment(message) | Outcome::Defect(message) => Some(message.clone()),
        Outcome::Refused { message, help } | Outcome::NoSite { message, help } => Some(format!("{message}; {help}")),
        _ => None,
    };
    json!({
        "exit": exit_code(&report.outcome, signal),
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
        "withheld": report.withheld.iter().map(|held| json!({
            "path": held.path.as_str(),
            "reason": held.reason.as_str(),
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
