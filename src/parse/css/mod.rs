//! What is wrong with style sheets that serve pages of both directions.
//!
//! A sheet is parsed as CSS Syntax says, its values into small trees; then every declaration is
//! looked at: whether it keeps to the left or right (`physical`), sets a direction that belongs
//! into the markup (`direction`), or gives the letters of a cursive script what they cannot take
//! (`cursive`). What cannot be told without the page is left alone.

mod colour;
mod comments;
mod cursive;
mod direction;
mod paint;
mod physical;
mod problems;
mod references;
mod selector;
mod sheet;
mod shorthand;
mod value;

use std::collections::BTreeSet;
use std::ops::Range;

use super::places::Places;
use crate::base::{Code, Diagnostic, LineIndex, SourcePath, Span};
use crate::locale::is_cursive;

pub use colour::{colour, colour_names};
use comments::Reasons;
use cursive::Style;
pub use references::{Import, Link, References, references};
use selector::Scope;

/// A style sheet as it lies on the disk.
#[derive(Clone, Copy, Debug)]
pub struct StyleSheet<'a> {
    /// Where it is.
    pub path: &'a SourcePath,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The languages of the site, as far as style sheets care.
struct Languages<'a> {
    /// Whether one is written in a cursive script.
    cursive: bool,
    /// The first that is not.
    other: Option<&'a str>,
}

/// Something wrong at a place of a sheet.
struct Finding {
    /// What kind of thing.
    code: Code,
    /// What is meant, in bytes.
    at: Range<usize>,
    /// The declaration in which it stands; that of a syntax error is empty.
    declaration: Range<usize>,
    /// One sentence.
    message: String,
    /// What to write instead.
    help: String,
    /// The style that a rule for cursive text may take back.
    style: Option<Style>,
}

/// What is wrong with the style sheets of one theme, or with one beside the articles, in a site of these languages.
pub fn check(sheets: &[StyleSheet<'_>], languages: &[String]) -> Vec<Diagnostic> {
    let languages = Languages {
        cursive: languages.iter().any(|tag| is_cursive(tag)),
        other: languages.iter().map(String::as_str).find(|tag| !is_cursive(tag)),
    };
    let mut taken_back = BTreeSet::new();
    let mut found = Vec::with_capacity(sheets.len());
    let mut diagnostics = Vec::new();
    for sheet in sheets {
        let text = match str::from_utf8(sheet.bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
            Err(error) => {
                diagnostics.push(not_utf8(sheet, error.valid_up_to()));
                continue;
            }
        };
        let scope = selector::named(sheet.path.name());
        found.push((sheet.path, text, findings(text, scope, &languages, &mut taken_back)));
    }
    for (path, text, findings) in found {
        let mut places = Places::new(text);
        let meant = findings
            .into_iter()
            .filter(|finding| finding.style.is_none_or(|style| !taken_back.contains(&style)));
        diagnostics.extend(meant.map(|finding| {
            Diagnostic::new(finding.code, finding.message)
                .help(finding.help)
                .at(path, places.position(finding.at))
        }));
    }
    diagnostics
}

/// Everything in one sheet that no comment gives a reason for, in the order of the text.
fn findings(text: &str, scope: Scope, languages: &Languages<'_>, taken_back: &mut BTreeSet<Style>) -> Vec<Finding> {
    let reasons = Reasons::read(text);
    let mut sheet = sheet::read(text, scope);
    sheet.problems.unclosed_comment(reasons.unclosed.clone());
    let mut findings = sheet.problems.findings();
    for block in &sheet.blocks {
        physical::check(block, text, &mut findings);
        direction::check(block, &mut findings);
        if languages.cursive {
            cursive::check(block, languages, &mut findings);
            taken_back.extend(cursive::taken_back(block));
        }
    }
    findings.retain(|finding| !reasons.cover(finding.code, &finding.declaration));
    findings.sort_by_key(|finding| (finding.at.start, finding.at.end, finding.code));
    findings
}

fn not_utf8(sheet: &StyleSheet<'_>, valid: usize) -> Diagnostic {
    let sound = String::from_utf8_lossy(sheet.bytes.get(..valid).unwrap_or_default());
    let place = LineIndex::new(&sound).position(Span::new(valid, valid));
    Diagnostic::new(Code::CssSyntax, "this style sheet is not valid UTF-8")
        .at(sheet.path, place)
        .help("save it as UTF-8")
}

#[cfg(test)]
mod tests;
