//! Phrases that run against the text around them, and what must be isolated so that the bidirectional
//! algorithm (UAX #9) shows them in the order in which they are read.
//!
//! ```text
//! text ─ islands ─→ words, numbers ─ joined ─→ phrases ─ risk ─→ those to isolate, each with what is nested in it
//! ```
//!
//! A phrase is the longest run of words of the other direction that single spaces or inner punctuation join,
//! with the symbols that belong to its first and last word (`C++`, `.NET`, `@user`). Left alone, such symbols go to
//! the wrong side, two phrases change places, and a number behind one joins it: those are isolated, tightly, as
//! the W3C asks in *Inline markup and bidirectional text in HTML*.

mod address;
mod islands;
mod joined;
mod number;
mod pairs;
mod plain;
mod risk;
#[cfg(test)]
mod tests;
mod walk;

use std::ops::Range;

use super::direction::{Direction, letter_of, majority, strong_of};
use islands::islands;
use joined::Joiner;
use plain::position;
pub use walk::{Part, walk};

/// Stands for inline code in a text: isolated already, and part of a phrase only between two of its words.
pub const CODE: char = '\u{FFFC}';

/// Stands in a text for what no phrase goes across: an image, a note's mark, what the author has isolated.
pub const BARRIER: char = '\u{FDD0}';

/// How deep phrases are looked for within phrases.
const DEEPEST: usize = 4;

/// A part of a text that runs against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Its direction.
    pub direction: Direction,
    /// Whether it must be isolated; otherwise it does no harm to say its direction where an element holds it anyway.
    pub needed: bool,
    /// Whether the algorithm would show it wrongly even in a text that is known to run as it does.
    pub torn: bool,
    /// Whether it is running text rather than a name or a number, so that its language should be told (WCAG 2.2, 3.1.2).
    pub prose: bool,
    /// What is to be isolated within it, in order, in bytes of the whole text.
    pub inner: Vec<Phrase>,
}

impl Phrase {
    /// Moves it, with all that is within it, `by` bytes on.
    pub fn shift(&mut self, by: usize) {
        self.range = self.range.start + by..self.range.end + by;
        self.inner.iter_mut().for_each(|phrase| phrase.shift(by));
    }
}

/// The phrases of `text` that run against `base`, the direction of the text around, in order.
pub fn phrases(text: &str, base: Direction) -> Vec<Phrase> {
    let mut found = Vec::new();
    if may_oppose(text, base) {
        within(text, 0..text.len(), base, 0, &mut found);
    }
    found
}

/// The direction of a text that is printed by itself where all runs as `base`, and its phrases; none if phrases are not to
/// be isolated.
pub fn printed(text: &str, base: Direction, isolates: bool) -> (Direction, Vec<Phrase>) {
    if !isolates {
        return (majority(text).unwrap_or(base), Vec::new());
    }
    let direction = if runs_against(text, base) {
        base.opposite()
    } else {
        base
    };
    (direction, phrases(text, direction))
}

/// Whether a block is wholly in the other direction than `base`, so that it should have that direction itself.
///
/// Right to left that is one without a single letter of its own direction, for Arabic prose is full of Latin names. Left
/// to right it is enough if the first letter and most words are of the other direction.
pub fn runs_against(text: &str, base: Direction) -> bool {
    let Some(words) = Words::beginning_against(text, base, base == Direction::Rtl) else {
        return false;
    };
    words.other > words.own
}

/// Whether a text of both directions begins in the other than `base` and has most of its words in it.
pub fn mostly_against(text: &str, base: Direction) -> bool {
    Words::beginning_against(text, base, false).is_some_and(|words| words.own > 0 && words.other > words.own)
}

/// Whether a text holds words of the other direction than `base` only, and may turn as a whole. One with the commas or
/// question marks of right-to-left text may not: those part a list whose items follow the text around them.
pub fn wholly_against(text: &str, base: Direction) -> bool {
    let is_list = base == Direction::Rtl && text.contains(['،', '؛', '؟', '۔']);
    !is_list && Words::beginning_against(text, base, true).is_some_and(|words| words.own == 0 && words.other > 0)
}

/// How many words of a text are in its own direction and how many in the other, addresses left out: they run from left
/// to right in every text.
#[derive(Default)]
struct Words {
    own: usize,
    other: usize,
}

impl Words {
    /// Counts words; `None` as soon as the first one is of the text's own direction, or any one if none may be.
    fn beginning_against(text: &str, base: Direction, wholly: bool) -> Option<Self> {
        let mut words = Words::default();
        let (mut word, mut before) = (None, None);
        let mut address_end = 0;
        for (at, c) in text.char_indices() {
            if at < address_end {
                continue;
            }
            let rest = text.get(at..).filter(|rest| address::may_begin(rest));
            if let Some(length) = rest.and_then(|rest| address::any(rest, || before)) {
                address_end = at + length;
                continue;
            }
            before = Some(c);
            let direction = letter_of(c);
            if direction.is_some() && word != direction {
                if direction == Some(base) {
                    words.own += 1;
                } else {
                    words.other += 1;
                }
                if words.own > 0 && (wholly || words.other == 0) {
                    return None;
                }
            }
            match direction {
                Some(_) => word = direction,
                None if c.is_whitespace() => word = None,
                None => {}
            }
        }
        Some(words)
    }
}

/// Whether a text may hold anything of the other direction than `base`; most texts of one script do not.
pub fn may_oppose(text: &str, base: Direction) -> bool {
    match base {
        // Right-to-left letters stand from U+0590 to U+08FF, among presentation forms, and beyond U+10000.
        Direction::Ltr => holds(text, Direction::Rtl, |byte| matches!(byte, 0xD6..=0xE0 | 0xEF..)),
        // Beyond ASCII, many texts have signs only. Armenian ends where the points of Hebrew begin, in one first byte.
        Direction::Rtl => {
            let is_sure = |byte: u8| byte.is_ascii_alphanumeric() | (byte == b'/');
            holds(text, Direction::Ltr, |byte| {
                is_sure(byte) | matches!(byte, 0xC2..=0xD6 | 0xE0..)
            }) || number::may_hold_telephone(text)
        }
    }
}

/// Whether a text holds a character that begins with such a byte: one of ASCII, or a strong one of this direction.
fn holds(text: &str, direction: Direction, begins: impl Fn(u8) -> bool) -> bool {
    let mut rest = text;
    while let Some(at) = position(rest.as_bytes(), &begins) {
        let mut from_it = rest.get(at..).unwrap_or_default().chars();
        let found = from_it.next();
        if found.is_some_and(|c| c.is_ascii()) || found.and_then(strong_of) == Some(direction) {
            return true;
        }
        rest = from_it.as_str();
    }
    false
}

/// Finds the phrases of a part of a text.
fn within(text: &str, part: Range<usize>, base: Direction, depth: usize, found: &mut Vec<Phrase>) {
    let (islands, signs) = islands(text, part, base);
    let joiner = Joiner::new(text, &islands, &signs, base);
    let spans = joiner.spans();
    for (at, span) in spans.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| spans.get(before));
        let held = text.get(span.range.clone()).unwrap_or_default();
        let mut inner = Vec::new();
        if span.is_address {
            address::segments(text, span.range.clone(), &mut inner);
        } else if span.is_number {
            number::groups(text, span.range.clone(), &mut inner);
        } else if depth < DEEPEST && may_oppose(held, span.direction) {
            within(text, span.range.clone(), span.direction, depth + 1, &mut inner);
        }
        let prose = !span.is_address && risk::is_prose(held, span.direction);
        let torn = !inner.is_empty() || risk::is_torn(text, &islands, span, before);
        let needed = torn || prose || risk::leads(&islands, span);
        if span.direction != base || !inner.is_empty() {
            found.push(Phrase {
                range: span.range.clone(),
                direction: span.direction,
                needed,
                torn,
                prose,
                inner,
            });
        }
    }
}
