//! Blocks in another script than their page, of which nothing says the language: a screen reader reads them in the voice
//! of the page, and a browser takes its letters.

use std::ops::Range;

use super::Reading;
use super::calls::direction_alone;
use super::directives::Args;
use super::line::Line;
use super::writer::{Frame, FrameKind, Writer};
use crate::base::{Code, Diagnostic};
use crate::locale::language_of_script;
use crate::text::{Direction, foreign_script, runs_against};

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

/// Text whose author says its direction, and not its language.
pub(super) struct Directed {
    direction: Direction,
    pub text: String,
    /// Where that stands in the file.
    at: Range<usize>,
}

impl<'c> Writer<'c, '_> {
    /// Notes where a line begins, if nothing of it is written yet.
    pub(super) fn begin_line(&mut self, at: usize) {
        if self.line.is_empty() {
            self.line_start = at;
        }
    }

    /// Notes a line in a script in which its page is not written, unless the markup says its language: that is known
    /// where it runs against the page and just one language of the site is written so. One of a block is enough.
    pub(super) fn note_language(&mut self, line: &Line, reading: Reading<'_>) {
        if self.raw.told > 0 {
            return;
        }
        let Some(script) =
            foreign_script(&line.text, &reading.language.script).filter(|_| !reading.explains(&line.text))
        else {
            return;
        };
        let told = reading.language.told(script, reading.languages);
        let is_marked = told.is_some_and(|told| told.direction != reading.direction);
        if is_marked && runs_against(&line.text, reading.direction) {
            return;
        }
        let is_around = |frame: &&Frame| !matches!(frame.kind, FrameKind::Span(_));
        let start = self.copy.origin(self.line_start);
        let rest = self.places.text().get(start..).unwrap_or_default();
        let range = start..start + rest.find(['\n', '\r']).unwrap_or(rest.len());
        let is_part = self.frames.iter().filter(is_around).count() > 2;
        self.add_untold(script, reading, range, is_part);
    }

    fn add_untold(&mut self, script: &str, reading: Reading<'_>, range: Range<usize>, is_part: bool) {
        let block = self.blocks.len();
        if self.untold.last().is_some_and(|last| last.block == block) {
            return;
        }
        let written = reading.languages.iter().filter(|language| language.script == script);
        let mut candidates: Vec<_> = written.map(|language| language.tag.clone()).collect();
        if candidates.is_empty() {
            candidates.extend(language_of_script(script));
        }
        self.untold.push(Untold {
            block,
            range,
            is_part,
            candidates,
        });
    }

    /// Begins what is left to its author, if these arguments give it a direction.
    pub(super) fn begin_directed(&mut self, args: &Args, at: &Range<usize>) {
        if self.may_isolate() && self.raw.told == 0 {
            self.directed = direction_alone(args).map(|direction| Directed {
                direction,
                text: String::new(),
                at: at.clone(),
            });
        }
        self.untouched += usize::from(args.direct());
    }

    /// Ends it. Answers the outermost if its language is not said.
    pub(super) fn end_directed(&mut self, directs: bool) -> Option<Directed> {
        self.untouched -= usize::from(directs);
        self.directed.take_if(|_| self.untouched == 0)
    }

    /// The language of running text in another script than its page: the only one of the site that is written so, if it
    /// runs as the author says. Where there is none, or its element cannot take it any more, that is noted.
    pub(super) fn language_of(&mut self, directed: &Directed, takes: bool) -> Option<&'c str> {
        let reading = self.reading.filter(|reading| !reading.explains(&directed.text))?;
        let script = foreign_script(&directed.text, &reading.language.script)?;
        let told = reading.language.told(script, reading.languages);
        let told = told.filter(|told| takes && told.direction == directed.direction);
        if told.is_none() {
            self.add_untold(script, reading, directed.at.clone(), true);
        }
        told.map(|told| told.tag.as_str())
    }

    /// Forgets what was noted of the block above, of which its author turns out to have said something; a direction alone
    /// is not enough.
    pub(super) fn take_back_untold(&mut self, is_direction_alone: bool) {
        let above = match self.frames.len() {
            1 => self.blocks.len().saturating_sub(1),
            _ => self.blocks.len(),
        };
        match self.untold.last_mut().filter(|untold| untold.block == above) {
            // A second line of braces would not be for the block.
            Some(untold) if is_direction_alone => untold.is_part = true,
            Some(_) => drop(self.untold.pop()),
            None => {}
        }
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
