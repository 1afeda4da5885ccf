//! Blocks in another script than their page, of which nothing says the language: a screen reader reads them in the voice
//! of the page, and a browser takes its letters.

use std::ops::Range;

use super::Reading;
use super::line::Line;
use super::writer::{Frame, FrameKind, Writer};
use crate::base::{Code, Diagnostic};
use crate::locale::language_of_script;
use crate::text::{foreign_script, runs_against};

/// Running text in a language that nobody says.
pub(super) struct Untold {
    /// The number of its block on the top level.
    block: usize,
    /// Its first line in the file.
    range: Range<usize>,
    /// Whether it is but a part of the block.
    is_part: bool,
    /// The languages that it may be in.
    candidates: Vec<String>,
}

impl Writer<'_, '_> {
    /// Notes where a line begins, if nothing of it is written yet.
    pub(super) fn begin_line(&mut self, at: usize) {
        if self.line.is_empty() {
            self.line_start = at;
        }
    }

    /// Notes a line in a script in which its page is not written, unless the markup says its language: that is known
    /// where it runs against the page and just one language of the site is written so. One of a block is enough.
    pub(super) fn note_language(&mut self, line: &Line, reading: Reading<'_>) {
        let block = self.blocks.len();
        if self.raw.told > 0 || self.untold.last().is_some_and(|last| last.block == block) {
            return;
        }
        let Some(script) = foreign_script(&line.text, &reading.language.script) else {
            return;
        };
        let told = reading.language.told(script, reading.languages);
        let is_marked = told.is_some_and(|told| told.direction != reading.language.direction);
        if is_marked && runs_against(&line.text, reading.language.direction) {
            return;
        }
        let written = reading.languages.iter().filter(|language| language.script == script);
        let mut candidates: Vec<_> = written.map(|language| language.tag.clone()).collect();
        if candidates.is_empty() {
            candidates.extend(language_of_script(script));
        }
        let is_around = |frame: &&Frame| !matches!(frame.kind, FrameKind::Span(_));
        let start = self.copy.origin(self.line_start);
        let rest = self.places.text().get(start..).unwrap_or_default();
        self.untold.push(Untold {
            block,
            range: start..start + rest.find(['\n', '\r']).unwrap_or(rest.len()),
            is_part: self.frames.iter().filter(is_around).count() > 2,
            candidates,
        });
    }

    /// Forgets what was noted of the block above, of which its author turns out to have said something.
    pub(super) fn take_back_untold(&mut self) {
        let above = match self.frames.len() {
            1 => self.blocks.len().saturating_sub(1),
            _ => self.blocks.len(),
        };
        self.untold.pop_if(|untold| untold.block == above);
    }

    /// Reports what is still noted.
    pub(super) fn report_untold(&mut self) {
        for untold in std::mem::take(&mut self.untold) {
            let tag = untold.candidates.first().map_or("…", String::as_str);
            let mut help = match untold.is_part {
                true => format!("write `[…]{{lang={tag}}}` around its words"),
                false => format!("write `{{lang={tag}}}` on a line of its own right below it"),
            };
            let others: Vec<_> = untold.candidates.iter().skip(1).map(|tag| format!("`{tag}`")).collect();
            if !others.is_empty() {
                help.push_str(&format!(", or {}", others.join(", ")));
            }
            help.push_str(", with the tag of its language");
            let message = "this is in another script than its page, and nothing says in which language";
            self.report(untold.range, Diagnostic::new(Code::MissingLanguage, message).help(help));
        }
    }
}
