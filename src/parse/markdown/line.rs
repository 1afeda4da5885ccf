//! The running text of one block as its reader meets it, with the way back to the HTML that is written for it.

use super::sink::{Sink, Spot};
use crate::text::BARRIER;

/// Stands in a line for a line end that the author asked for.
pub(super) const BREAK: char = '\u{2029}';

/// What stands in one block: its text, and the elements within it.
#[derive(Default)]
pub(super) struct Line {
    /// The text; code, breaks and what the author has isolated stand in it as one character each.
    pub text: String,
    /// The elements, by where they begin.
    pub elements: Vec<Element>,
    chunks: Vec<Chunk>,
    open: Vec<usize>,
    /// The names of the author's own tags that are open, each with how many elements are.
    raw: Vec<(String, usize)>,
}

/// A piece of text that was written at once.
struct Chunk {
    /// Its first byte in the text.
    from: usize,
    /// Where its HTML starts and ends.
    start: Spot,
    end: Spot,
}

/// An element within the block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// The bytes of the text that it holds; it may be left open.
    pub start: usize,
    pub end: usize,
    /// Before its start tag, and behind its end tag.
    pub before: Spot,
    pub behind: Spot,
    /// Where it takes attributes.
    pub slot: Option<Place>,
}

/// Where an element takes attributes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// A place in the HTML.
    Tag(Spot),
    /// The span of this index, whose tag is not written yet.
    Span(usize),
}

impl Line {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.elements.is_empty()
    }

    /// Notes text, written from `start` up to the end of the sink.
    pub fn text(&mut self, text: &str, start: Spot, sink: &Sink) {
        self.chunks.push(Chunk {
            from: self.text.len(),
            start,
            end: sink.spot(),
        });
        self.text.push_str(text);
    }

    /// Notes something that is no text, by the character that stands for it.
    pub fn atom(&mut self, atom: char) {
        if !(atom == BARRIER && self.text.ends_with(BARRIER)) {
            self.text.push(atom);
        }
    }

    /// Notes the start of an element.
    pub fn open(&mut self, before: Spot, slot: Option<Place>) {
        self.open.push(self.elements.len());
        self.elements.push(Element {
            start: self.text.len(),
            end: usize::MAX,
            before,
            behind: before,
            slot,
        });
    }

    /// Notes the end of the innermost open element.
    pub fn close(&mut self, behind: Spot) {
        if let Some(element) = self.open.pop().and_then(|at| self.elements.get_mut(at)) {
            element.end = self.text.len();
            element.behind = behind;
        }
    }

    /// Notes a start tag of the author's own.
    pub fn open_raw(&mut self, name: String, before: Spot) {
        self.open(before, None);
        self.raw.push((name, self.open.len()));
    }

    /// Notes an end tag of the author's own. One that belongs to no start tag of the line is a barrier.
    pub fn close_raw(&mut self, name: &str, behind: Spot) {
        match self.raw.last() {
            Some((open, depth)) if open == name && *depth == self.open.len() => {
                self.raw.pop();
                self.close(behind);
            }
            _ => self.atom(BARRIER),
        }
    }

    /// Where the HTML of the character at `at` starts.
    pub fn start_of(&self, at: usize, sink: &Sink) -> Option<Spot> {
        let chunk = self.chunk(at)?;
        Some(Spot {
            at: chunk.start.at + self.written(chunk, at, sink),
            marks: chunk.start.marks,
        })
    }

    /// Where the HTML of the character before `at` ends.
    pub fn end_of(&self, at: usize, sink: &Sink) -> Option<Spot> {
        let chunk = self.chunk(at.checked_sub(1)?)?;
        Some(Spot {
            at: chunk.start.at + self.written(chunk, at, sink),
            marks: chunk.start.marks,
        })
    }

    fn chunk(&self, at: usize) -> Option<&Chunk> {
        let count = self.chunks.partition_point(|chunk| chunk.from <= at);
        self.chunks.get(count.checked_sub(1)?)
    }

    /// How many bytes of HTML stand for the text between the start of a chunk and `to`.
    fn written(&self, chunk: &Chunk, to: usize, sink: &Sink) -> usize {
        let html = sink.html.get(chunk.start.at..chunk.end.at).unwrap_or_default();
        let text = self.text.get(chunk.from..to).unwrap_or_default();
        if !html.contains('&') {
            return text.len();
        }
        text.chars().map(escaped_length).sum()
    }
}

/// How many bytes `escape::text` writes for a character.
fn escaped_length(c: char) -> usize {
    match c {
        '&' => "&amp;".len(),
        '<' | '>' => "&lt;".len(),
        _ => c.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::escape;

    #[test]
    fn lengths_are_those_that_are_written() {
        for text in ["a&b", "<>", "\"'", "سلام", "a\u{a0}b"] {
            let mut html = String::new();
            escape::text(text, &mut html);
            assert_eq!(text.chars().map(escaped_length).sum::<usize>(), html.len(), "{text}");
        }
    }
}
