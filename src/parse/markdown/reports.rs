//! What is reported about a body.

use std::ops::Range;

use super::directives::{Scanned, SuspectKind};
use super::writer::{Writer, count};
use crate::base::{Code, Diagnostic};
use crate::model::Hole;
use crate::text::{Direction, nfc, opposite_arrow, points_back, without_bidi_controls};

/// How many characters of emphasis a message repeats.
const SHORT: usize = 40;

impl Writer<'_, '_> {
    /// Reports a problem at a range of the file.
    pub(super) fn report(&mut self, range: Range<usize>, diagnostic: Diagnostic) {
        self.reports.push((range, diagnostic));
    }

    /// Reports the control characters that the copy leaves out, once per line.
    pub(super) fn report_controls(&mut self, file: &str) {
        let mut scanned = 0;
        let mut is_reported = false;
        for edit in self.copy.edits() {
            let (from, to) = (edit.found.from, edit.found.to);
            if !matches!(edit.found.what, Scanned::Control) {
                continue;
            }
            let between = file.get(scanned..from).unwrap_or_default();
            is_reported &= !between.contains(['\n', '\r']);
            scanned = from;
            if std::mem::replace(&mut is_reported, true) {
                continue;
            }
            let code = file.as_bytes().get(from).copied().unwrap_or_default();
            let message = format!("the control character U+{code:04X} was dropped");
            self.reports
                .push((from..to, Diagnostic::new(Code::ControlCharacter, message)));
        }
    }

    /// Reports what was suspected in a range of the copy, now that it is known to be text or raw HTML.
    pub(super) fn confirm(&mut self, range: &Range<usize>, is_html: bool) {
        let copy = self.copy;
        if self.next_suspect >= copy.suspects.len() {
            return;
        }
        let range = copy.origins(range.clone());
        while let Some(suspect) = copy.suspects.get(self.next_suspect) {
            if suspect.from >= range.end {
                return;
            }
            self.next_suspect += 1;
            if suspect.from < range.start {
                continue;
            }
            let diagnostic = match suspect.kind {
                SuspectKind::Shortcode(name) if self.shortcodes.insert(name) => {
                    let message = format!("`{name}` is a shortcode of another generator, printed as text");
                    let help =
                        "write Markdown, HTML or a directive (`:::name{…}`) instead; put it in backquotes to show it";
                    Diagnostic::new(Code::ForeignShortcode, message).help(help)
                }
                SuspectKind::Footnote(label) if !is_html => {
                    let message = format!("the footnote `{label}` is not defined");
                    let help = format!("write `[^{label}]: …` on a line of its own");
                    Diagnostic::new(Code::UndefinedFootnote, message).help(help)
                }
                SuspectKind::Arguments if !is_html => {
                    let message = "these arguments cannot be read, so they are printed as text";
                    let help = "write `{#id .class key=value key=\"a value\" word}`";
                    Diagnostic::new(Code::DirectiveSyntax, message).help(help)
                }
                SuspectKind::Emphasis(length) if !is_html => self.no_emphasis(suspect.from..suspect.to, length),
                SuspectKind::Space if !is_html => {
                    let message = "the blank behind this marker is not an ordinary space, so it is printed as text";
                    Diagnostic::new(Code::SpaceAfterMarker, message).help("type an ordinary space instead")
                }
                _ => continue,
            };
            self.report(suspect.from..suspect.to, diagnostic);
        }
    }

    /// What looks like emphasis and is printed as text: two runs of `length` signs and what stands between them.
    fn no_emphasis(&self, range: Range<usize>, length: usize) -> Diagnostic {
        let typed = self.copy.file_text(range.clone());
        let run = typed.get(..length).unwrap_or_default();
        let within = self.copy.file_text(range.start + length..range.end - length);
        let words = within.trim();
        let is_short = within.chars().take(SHORT + 1).count() <= SHORT;
        let shown = |run: &str, words: &str| match is_short {
            true => format!("`{run}{words}{run}`"),
            false => format!("`{run}…{run}`"),
        };
        if words.len() < within.len() {
            let message = format!(
                "{} is no emphasis: there are blanks within the signs",
                shown(run, within)
            );
            return Diagnostic::new(Code::NotEmphasis, message).help(format!("write {}", shown(run, words)));
        }
        let message = format!("{} is no emphasis: an underscore touches a letter", shown(run, within));
        let stars = "*".repeat(length);
        Diagnostic::new(Code::NotEmphasis, message).help(format!("write {}", shown(&stars, words)))
    }

    /// Notes the arrows to the right in running text that starts at a byte of the file.
    pub(super) fn note_arrows(&mut self, text: &str, origin: usize) {
        if self.reading.is_some_and(|reading| reading.direction == Direction::Rtl) {
            let arrows = text.char_indices().filter(|&(_, c)| opposite_arrow(c).is_some());
            self.arrows
                .extend(arrows.map(|(at, _)| (self.plain.len() + at, origin + at)));
        }
    }

    /// Reports the arrows of the running text that point back, now that what stands behind them is known.
    pub(super) fn report_arrows(&mut self) {
        for (at, origin) in std::mem::take(&mut self.arrows) {
            let arrow = self.plain.get(at..).and_then(|rest| rest.chars().next());
            let Some((arrow, opposite)) = arrow.and_then(|arrow| Some((arrow, opposite_arrow(arrow)?))) else {
                continue;
            };
            if points_back(&self.plain, at) {
                let message = format!("`{arrow}` points back to the word before it, for no arrow is mirrored");
                let help = format!("write `{opposite}` between right-to-left words");
                let diagnostic = Diagnostic::new(Code::ArrowDirection, message).help(help);
                self.report(origin..origin + arrow.len_utf8(), diagnostic);
            }
        }
    }

    /// Takes an id that the author chose at a range of the file.
    pub(super) fn claim_id(&mut self, id: &str, range: Range<usize>) -> Box<str> {
        let taken = self.ids.claim(id);
        if *taken != *nfc(&without_bidi_controls(id)) {
            let message = format!("the id `{id}` is taken; it was changed to `{taken}`");
            let help = "give each heading an id of its own; those that start with `fn-` belong to footnotes";
            self.report(range, Diagnostic::new(Code::DuplicateId, message).help(help));
        }
        taken
    }

    /// The hole of an id that belongs to no heading.
    pub(super) fn id_hole(&mut self, id: Box<str>) -> Hole {
        let index = count(self.other_ids.len());
        self.other_ids.push(id);
        Hole::Id(index)
    }
}
