//! Places in the file, found in the order of the text so that no line is counted twice.

use std::ops::Range;

use crate::base::{LineIndex, Position, Span};

/// Turns byte ranges of a text into lines and columns; fast when they come in order.
pub(super) struct Places<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    column: u32,
}

/// A place is at most this many bytes long, so that nested links stay linear.
const LONGEST: usize = 256;

impl<'a> Places<'a> {
    /// Starts at the first byte.
    pub fn new(text: &'a str) -> Self {
        Places {
            text,
            at: 0,
            line: 1,
            column: 1,
        }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of a range.
    pub fn position(&mut self, range: Range<usize>) -> Position {
        let start = self.text.floor_char_boundary(range.start);
        if start < self.at {
            let end = range.end.min(start + LONGEST);
            return LineIndex::new(self.text).position(Span::new(start, end));
        }
        self.advance(start);
        let end = self.text.floor_char_boundary(range.end.min(start + LONGEST));
        let meant = self.text.get(start..end).unwrap_or_default();
        let length = meant.chars().take_while(|&c| c != '\n' && c != '\r').count();
        Position {
            line: self.line,
            column: self.column,
            length: u32::try_from(length).unwrap_or(u32::MAX),
        }
    }

    fn advance(&mut self, to: usize) {
        let mut previous = self.text.as_bytes().get(self.at.wrapping_sub(1)).copied();
        for character in self.text.get(self.at..to).unwrap_or_default().chars() {
            let is_second_half = character == '\n' && previous == Some(b'\r');
            if is_second_half {
                self.column = 1;
            } else if matches!(character, '\n' | '\r') {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
            previous = u8::try_from(character).ok();
        }
        self.at = to;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_line_index() {
        let text = "ab\nسلام x\r\nend\rlast\r\n\n\r\rx";
        let index = LineIndex::new(text);
        let mut places = Places::new(text);
        for (start, character) in text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r')) {
            let range = start..start + character.len_utf8();
            let expected = index.position(range.clone().into());
            assert_eq!(places.position(range), expected, "{start}");
        }
        assert_eq!(places.position(0..1), index.position(Span::new(0, 1)), "going back");
    }
}
