//! What cannot be read in a style sheet.

use std::ops::Range;

use super::Finding;
use super::value::Part;
use crate::base::Code;

const UNCLOSED: &str = "all that follows counts as part of it; close it where it ends";

/// How many characters of what cannot be read are shown.
const LONGEST: usize = 40;

/// Problems in the order in which they are found.
#[derive(Default)]
pub struct Problems {
    found: Vec<Problem>,
    is_too_deep: bool,
    is_unclosed: bool,
}

struct Problem {
    at: Range<usize>,
    message: String,
    help: &'static str,
}

impl Problems {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Forgets those found after the first `known`.
    pub fn forget(&mut self, known: usize) {
        if self.found.len() > known {
            self.found.truncate(known);
            self.is_unclosed = false;
        }
    }

    /// Something at `start` because of which browsers skip what it stands in.
    pub fn skipped(&mut self, start: usize, message: &str) {
        let help = "browsers skip what cannot be read, up to the next `;` or the end of the rule";
        self.push(start..start + 1, message, help);
    }

    /// Brackets that were opened at `open`, if what they hold ends with the file. Of several the innermost is the cause.
    pub fn unclosed(&mut self, text: &str, open: Range<usize>, end: usize, closing: u8) {
        if text.as_bytes().get(end) == Some(&closing) || self.is_unclosed {
            return;
        }
        self.is_unclosed = true;
        let bracket = text.get(open.clone()).unwrap_or_default();
        self.push(open, &format!("`{bracket}` is never closed"), UNCLOSED);
    }

    /// A comment that is never closed.
    pub fn unclosed_comment(&mut self, at: Option<Range<usize>>) {
        if let Some(at) = at {
            self.push(at, "the comment is never closed", UNCLOSED);
        }
    }

    /// Brackets within too many others, once.
    pub fn too_deep(&mut self, at: Range<usize>) {
        if !std::mem::replace(&mut self.is_too_deep, true) {
            let message = "brackets are nested too deeply here";
            self.push(at, message, "the rest of the rule is not checked");
        }
    }

    /// A comment as other languages have it, in what should be a selector.
    pub fn slashes(&mut self, selector: &[Part]) {
        let slashes = selector.windows(2).find_map(|pair| match pair {
            [first, second] if first.is_mark('/') && second.is_mark('/') && first.at.end == second.at.start => {
                Some(first.at.start..second.at.end)
            }
            _ => None,
        });
        if let Some(at) = slashes {
            let message = "CSS has no comments of this form, so the rule that follows is lost";
            self.push(at, message, "write `/* … */`");
        }
    }

    /// Something that begins at `start` and cannot be read at all, unless something in it was reported.
    pub fn neither(&mut self, text: &str, start: usize) {
        if self.found.last().is_some_and(|problem| problem.at.start >= start) {
            return;
        }
        let rest = text.get(start..).unwrap_or_default().char_indices();
        let word = rest.take(LONGEST).take_while(|(_, c)| !c.is_whitespace() && *c != ';');
        let end = word.last().map_or(1, |(at, c)| at + c.len_utf8());
        let message = "this is neither a declaration nor a rule";
        let help = "write `property: value;`, or `selector { … }`";
        self.push(start..start + end, message, help);
    }

    /// All of them.
    pub fn findings(self) -> Vec<Finding> {
        let finding = |problem: Problem| Finding {
            code: Code::CssSyntax,
            at: problem.at,
            declaration: 0..0,
            message: problem.message,
            help: problem.help.to_owned(),
            style: None,
        };
        self.found.into_iter().map(finding).collect()
    }

    fn push(&mut self, at: Range<usize>, message: &str, help: &'static str) {
        let message = message.to_owned();
        self.found.push(Problem { at, message, help });
    }
}
