//! Places in a text: byte ranges, and the lines and columns that people read.

/// A byte range of a source text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of a byte range; offsets beyond 4 GiB are clamped.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span {
            start: clamp(start),
            end: clamp(end.max(start)),
        }
    }

    /// The same range in a text that starts `by` bytes earlier.
    pub fn shifted(self, by: usize) -> Self {
        Span::new(self.start as usize + by, self.end as usize + by)
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}

/// A place as people count: lines and columns from 1, columns and lengths in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in characters.
    pub column: u32,
    /// How many characters of that line are meant; 0 where only the point is known.
    pub length: u32,
}

impl Position {
    /// The first character of a file.
    pub const START: Position = Position {
        line: 1,
        column: 1,
        length: 0,
    };
}

/// Turns byte offsets of one text into lines and columns.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineIndex<'a> {
    /// Indexes the lines of `text`; `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes
            .iter()
            .enumerate()
            .filter(|&(at, &byte)| byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')));
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        LineIndex { text, starts }
    }

    /// The place of `span`; an offset inside a character counts as that character.
    pub fn position(&self, span: Span) -> Position {
        let start = self.text.floor_char_boundary(span.start as usize);
        let line = self.starts.partition_point(|&line_start| line_start <= start).max(1);
        let line_start = self.starts.get(line - 1).copied().unwrap_or(0);
        let line_end = self.starts.get(line).copied().unwrap_or(self.text.len());
        let end = self
            .text
            .floor_char_boundary((span.end as usize).clamp(start, line_end.max(start)));
        let characters = |from: usize, to: usize| {
            let slice = self.text.get(from..to).unwrap_or_default();
            let count = slice.trim_end_matches(['\n', '\r']).chars().count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: characters(line_start, start).saturating_add(1),
            length: characters(start, end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters() {
        let text = "ab\nسلام x\r\nend\rlast";
        let index = LineIndex::new(text);
        let of = |needle: &str| {
            let at = text.find(needle).unwrap_or_default();
            let place = index.position(Span::new(at, at + needle.len()));
            (place.line, place.column, place.length)
        };
        assert_eq!(of("ab"), (1, 1, 2));
        assert_eq!(of("سلام"), (2, 1, 4));
        assert_eq!(of("x"), (2, 6, 1));
        assert_eq!(of("end"), (3, 1, 3));
        assert_eq!(of("last"), (4, 1, 4));
        assert_eq!(of("x\r\nend"), (2, 6, 1), "a place ends with its line");
    }

    #[test]
    fn offsets_outside_the_text_are_clamped() {
        let index = LineIndex::new("سط");
        assert_eq!(index.position(Span::new(1, 99)).column, 1);
        assert_eq!(index.position(Span::new(99, 99)).line, 1);
        assert_eq!(LineIndex::new("").position(Span::new(0, 0)), Position::START);
    }
}
