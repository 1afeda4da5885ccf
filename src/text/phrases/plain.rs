//! Stretches of words of the text's own direction: most of a text is nothing else, and is passed without a look at its words.

use std::ops::Range;

use super::number::PERSIAN_ZERO;
use crate::text::direction::Direction;

/// Looks ahead in a part of a text for the next place of interest.
pub(super) struct Plain {
    base: Direction,
    /// Where the part of the text ends.
    end: usize,
    /// The first place of interest at or behind the place that was asked for last.
    until: usize,
    /// Where the last whole word before it begins; the end if there is no such place.
    last_word: usize,
}

impl Plain {
    pub fn new(part: &Range<usize>, base: Direction) -> Self {
        Plain {
            base,
            end: part.end,
            until: part.start,
            last_word: part.start,
        }
    }

    /// Where the last word before the next place of interest begins, if what stands before it is worth passing at once.
    pub fn words(&mut self, text: &str, at: usize) -> Option<usize> {
        if self.until < at {
            self.look(text.get(at..self.end)?, at);
        }
        (self.last_word >= at + WORTH_PASSING).then_some(self.last_word)
    }

    fn look(&mut self, text: &str, at: usize) {
        let rest = text.as_bytes();
        let until = match self.base {
            Direction::Ltr => position(rest, is_of_interest_left_to_right),
            Direction::Rtl => {
                let until = position(rest, is_of_interest_right_to_left);
                // No byte tells this digit from letters.
                let end = until.unwrap_or(rest.len());
                let passed = text.get(..end).or_else(|| text.get(..end.checked_sub(1)?));
                passed.and_then(|passed| passed.find(PERSIAN_ZERO)).or(until)
            }
        };
        let space = |end: usize| rest.get(..end)?.iter().rposition(|&byte| byte == b' ');
        self.last_word = match until {
            Some(until) => space(until).and_then(space).map_or(at, |space| at + space + 1),
            None => self.end,
        };
        self.until = at + until.unwrap_or(rest.len());
    }
}

/// So many bytes hold more words than a name.
const WORTH_PASSING: usize = 48;

/// Where the first such byte stands. Blocks are looked at as a whole: that is many times as fast as byte by byte.
pub(super) fn position(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> Option<usize> {
    let holds_one = |block: &[u8; BLOCK]| block.iter().fold(false, |found, &byte| found | is_such(byte));
    let (blocks, _) = bytes.as_chunks();
    let before = match blocks.iter().position(holds_one) {
        Some(blocks) => blocks * BLOCK,
        // The end is looked at as a whole too, with some bytes for the second time.
        None if bytes.last_chunk().is_some_and(|end| !holds_one(end)) => return None,
        None => blocks.len() * BLOCK,
    };
    let rest = bytes.get(before..)?;
    Some(before + rest.iter().position(|&byte| is_such(byte))?)
}

/// The bytes of a block.
const BLOCK: usize = 32;

/// Whether a byte may be part of what is no word of right-to-left text: of a letter or a digit of the other direction, of
/// an address, of a bracket or a quotation mark, of what a telephone number begins with, or of any rare character. Few
/// comparisons are worth some plain signs, and some rare letters that share their last byte with the Arabic-Indic zero.
fn is_of_interest_right_to_left(byte: u8) -> bool {
    matches!(byte, b'"' | b'(' | b')' | b'+' | b'/'..=0x7F | 0xA0 | 0xC2..=0xD6 | 0xE0..)
}

/// The same for left-to-right text.
fn is_of_interest_left_to_right(byte: u8) -> bool {
    let is_bracket = matches!(byte | 0x20, b'{'..=b'~');
    is_bracket | matches!(byte, b'"' | b'(' | b')' | b'/' | b':' | b'@' | 0xC2 | 0xD6..=0xE0 | 0xE2 | 0xEF..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_ends_before_the_last_word() {
        let words = "كلمة ".repeat(12);
        for (behind, left) in [("Rust", "كلمة Rust"), ("«نص»", "كلمة «نص»"), ("وRust", "كلمة وRust")]
        {
            let text = format!("{words}{behind}");
            let end = Plain::new(&(0..text.len()), Direction::Rtl).words(&text, 2);
            assert_eq!(end.and_then(|end| text.get(end..)), Some(left));
        }
        let plain = Plain::new(&(0..words.len()), Direction::Rtl).words(&words, 2);
        assert_eq!(plain, Some(words.len()));
    }

    #[test]
    fn a_few_words_are_looked_at() {
        for text in ["كلمة كلمة Rust", "كلمةكلمةكلمةكلمةكلمةكلمةكلمةكلمة Rust", "a b c"]
        {
            assert_eq!(
                Plain::new(&(0..text.len()), Direction::Rtl).words(text, 2),
                None,
                "{text}"
            );
        }
    }
}
