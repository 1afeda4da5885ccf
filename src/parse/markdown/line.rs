//! The running text of one block as its reader meets it, with the way back to the HTML that is written for it.

use super::sink::{Sink, Spot};
use crate::text::{BARRIER, Direction, Phrase, mostly_against, phrases, wholly_against};

/// Stands in a line for a line end that the author asked for.
pub(super) const BREAK: char = '\u{2029}';

/// How often, on average, a byte is looked at to tell the direction of the elements that hold it.
const MOST_LOOKS: usize = 8;

/// What stands in one block: its text, and the elements within it.
#[derive(Default)]
pub(super) struct Line {
    /// The text; code, breaks and what the author has isolated stand in it as one character each.
    pub text: String,
    /// The elements, by where they begin.
    pub elements: Vec<Element>,
    chunks: Vec<Chunk>,
    /// The open elements, those of the author's own HTML by their names.
    open: Vec<(usize, Option<String>)>,
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

    /// Makes it empty, with room for the next.
    pub fn clear(&mut self) {
        self.text.clear();
        self.elements.clear();
        self.chunks.clear();
        self.open.clear();
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
        self.start(before, slot, None);
    }

    /// Notes a start tag of the author's own.
    pub fn open_raw(&mut self, name: String, before: Spot, slot: Option<Place>) {
        self.start(before, slot, Some(name));
    }

    fn start(&mut self, before: Spot, slot: Option<Place>, name: Option<String>) {
        self.open.push((self.elements.len(), name));
        self.elements.push(Element {
            start: self.text.len(),
            end: usize::MAX,
            before,
            behind: before,
            slot,
        });
    }

    /// Notes the end of the innermost open element; tags of the author's own within it are never closed.
    pub fn close(&mut self, behind: Spot) {
        while let Some((at, name)) = self.open.pop() {
            if name.is_none() {
                return self.end(at, behind);
            }
        }
    }

    /// Notes an end tag of the author's own. One that belongs to no start tag of the line is a barrier.
    pub fn close_raw(&mut self, name: &str, behind: Spot) {
        match self.open.pop() {
            Some((at, Some(open))) if open == name => self.end(at, behind),
            other => {
                self.open.extend(other);
                self.atom(BARRIER);
            }
        }
    }

    fn end(&mut self, at: usize, behind: Spot) {
        if let Some(element) = self.elements.get_mut(at) {
            element.end = self.text.len();
            element.behind = behind;
        }
    }

    /// The phrases of the text, and the elements whose text mostly runs the other way, or wholly in several phrases: those
    /// turn as a whole.
    pub fn phrases(&self, base: Direction) -> Vec<Phrase> {
        let found = phrases(&self.text, base);
        let turned = self.turned(base, &found);
        if turned.is_empty() {
            return found;
        }
        let mut merged = Vec::with_capacity(found.len() + turned.len());
        let mut found = found.into_iter().peekable();
        for element in turned {
            while let Some(before) = found.next_if(|phrase| phrase.range.end <= element.range.start) {
                merged.push(before);
            }
            let mut only = None;
            while let Some(within) = found.next_if(|phrase| phrase.range.start < element.range.end) {
                only = (within.range == element.range).then_some(within);
            }
            merged.push(only.unwrap_or(element));
        }
        merged.extend(found);
        merged
    }

    fn turned(&self, base: Direction, found: &[Phrase]) -> Vec<Phrase> {
        let mut turned: Vec<Phrase> = Vec::new();
        // Elements nest, but each byte may be looked at a few times only.
        let mut left = MOST_LOOKS * self.text.len();
        for element in &self.elements {
            let is_free = turned.last().is_none_or(|last| last.range.end <= element.start);
            let text = self
                .text
                .get(element.start..element.end)
                .filter(|_| is_free && element.slot.is_some());
            let Some(text) = text.filter(|text| text.len() < self.text.len() && text.len() <= left) else {
                continue;
            };
            left -= text.len();
            if mostly_against(text, base) || (holds_several(found, element) && wholly_against(text, base)) {
                let mut inner = phrases(text, base.opposite());
                inner.iter_mut().for_each(|phrase| phrase.shift(element.start));
                turned.push(Phrase {
                    range: element.start..element.end,
                    direction: base.opposite(),
                    needed: true,
                    torn: true,
                    prose: true,
                    inner,
                });
            }
        }
        turned
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

/// Whether several phrases lie within an element, and none in part.
fn holds_several(phrases: &[Phrase], element: &Element) -> bool {
    let first = phrases.partition_point(|phrase| phrase.range.end <= element.start);
    let end = phrases.partition_point(|phrase| phrase.range.start < element.end);
    let met = phrases.get(first..end).unwrap_or_default();
    let (Some(first), Some(last)) = (met.first(), met.last()) else {
        return false;
    };
    met.len() > 1 && element.start <= first.range.start && last.range.end <= element.end
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
