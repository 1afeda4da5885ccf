//! Where the elements and attributes go that isolate the phrases of a line.

use std::borrow::Cow;

use super::Reading;
use super::line::{Element, Line, Place};
use super::sink::{Insert, Rank, Sink};
use crate::text::{BARRIER, Direction, Phrase, script};

/// What is to be put into the HTML, and into the tags of spans, by their index.
#[derive(Default)]
pub(super) struct Placed {
    pub inserts: Vec<Insert>,
    pub spans: Vec<(usize, Box<str>)>,
}

/// Puts elements around phrases, from the first to the last.
pub(super) struct Placing<'p> {
    line: &'p Line,
    sink: &'p Sink,
    reading: Reading<'p>,
    /// The elements around the place that has been reached, and the first that begins behind it.
    around: Vec<Element>,
    next: usize,
    pub placed: Placed,
}

impl<'p> Placing<'p> {
    pub fn new(line: &'p Line, sink: &'p Sink, reading: Reading<'p>) -> Self {
        Placing {
            line,
            sink,
            reading,
            around: Vec::new(),
            next: 0,
            placed: Placed::default(),
        }
    }

    /// Isolates phrases and what is nested in them.
    pub fn all(&mut self, phrases: &[Phrase]) {
        for phrase in phrases {
            // What needs no isolation only gives its direction to an element.
            if !phrase.needed && self.line.elements.is_empty() {
                continue;
            }
            let text = self.line.text.get(phrase.range.clone()).unwrap_or_default();
            let attributes = attributes(self.reading, phrase.direction, phrase.prose.then_some(text));
            self.isolate(
                phrase.range.start,
                phrase.range.end,
                phrase.needed,
                &attributes,
                &phrase.inner,
            );
        }
    }

    /// Puts an element around all the text of the line.
    pub fn whole(&mut self, attributes: &str) {
        let is_edge = |c: char| c.is_whitespace() || c == BARRIER;
        let text = &self.line.text;
        let from = text.len() - text.trim_start_matches(is_edge).len();
        let to = text.trim_end_matches(is_edge).len();
        let first = self
            .line
            .elements
            .iter()
            .find(|element| element.start == from && element.end > from);
        let last = self
            .line
            .elements
            .iter()
            .find(|element| element.end == to && element.start < to);
        let start = first
            .map(|first| first.before)
            .or_else(|| self.line.start_of(from, self.sink));
        let end = last.map(|last| last.behind).or_else(|| self.line.end_of(to, self.sink));
        if let (Some(start), Some(end)) = (start, end) {
            let inserts = &mut self.placed.inserts;
            inserts.push(Insert::new(start, Rank::Around, format!("<span{attributes}>")));
            inserts.push(Insert::new(end, Rank::Behind, "</span>"));
        }
    }

    fn isolate(&mut self, from: usize, to: usize, needed: bool, attributes: &str, inner: &[Phrase]) {
        let (from, to) = self.trimmed(from, to);
        if from >= to {
            return;
        }
        self.reach(from);
        // A phrase that leaves the element that it begins in, or ends within one, is isolated in parts.
        let leaves = self.around.last().map(|around| around.end).filter(|&end| end < to);
        let elements = self.line.elements.get(self.next..).unwrap_or_default();
        let within = elements.iter().take_while(|element| element.start < to);
        let mut inside = within
            .skip_while(|element| element.start == from && element.end > to)
            .peekable();
        let outermost = inside.peek().copied().filter(|element| element.start == from);
        let breaks = inside
            .clone()
            .find(|element| element.end > to)
            .map(|element| element.start);
        if let Some(middle) = leaves.or(breaks) {
            let (before, behind): (Vec<_>, Vec<_>) = inner.iter().cloned().partition(|inner| inner.range.end <= middle);
            self.isolate(from, middle, needed, attributes, &before);
            return self.isolate(middle, to, needed, attributes, &behind);
        }
        if let Some(place) = outermost
            .filter(|element| element.end == to)
            .and_then(|element| element.slot)
        {
            match place {
                Place::Tag(spot) => self
                    .placed
                    .inserts
                    .push(Insert::new(spot, Rank::Within, attributes.to_owned())),
                Place::Span(span) => self.placed.spans.push((span, attributes.to_owned().into())),
            }
            return self.all(inner);
        }
        if !needed {
            return;
        }
        let last = inside.find(|element| element.end == to && element.start < to);
        let start = outermost
            .map(|outermost| outermost.before)
            .or_else(|| self.line.start_of(from, self.sink));
        let end = last.map(|last| last.behind).or_else(|| self.line.end_of(to, self.sink));
        if let (Some(start), Some(end)) = (start, end) {
            let opening = Insert::new(start, Rank::Within, start_tag(attributes));
            self.placed.inserts.push(opening);
            self.all(inner);
            self.placed.inserts.push(Insert::new(end, Rank::Within, "</bdi>"));
        }
    }

    fn trimmed(&self, from: usize, to: usize) -> (usize, usize) {
        let text = self.line.text.get(from..to).unwrap_or_default();
        let start = from + text.len() - text.trim_start().len();
        (start, from + text.trim_end().len())
    }

    /// Goes on to a place in the text.
    fn reach(&mut self, at: usize) {
        while let Some(element) = self.line.elements.get(self.next).filter(|element| element.start < at) {
            self.around.push(*element);
            self.next += 1;
        }
        while self.around.last().is_some_and(|element| element.end <= at) {
            self.around.pop();
        }
    }
}

fn start_tag(attributes: &str) -> Cow<'static, str> {
    match attributes {
        LEFT_TO_RIGHT => "<bdi dir=\"ltr\">".into(),
        _ => format!("<bdi{attributes}>").into(),
    }
}

const LEFT_TO_RIGHT: &str = " dir=\"ltr\"";

/// The attributes of what runs in `direction`; with a text in another language, that language too, where the site has one
/// language of that script.
pub(super) fn attributes(reading: Reading<'_>, direction: Direction, text: Option<&str>) -> Cow<'static, str> {
    if direction == Direction::Ltr && text.is_none() {
        return LEFT_TO_RIGHT.into();
    }
    let language = text
        .and_then(script)
        .and_then(|script| reading.language.told(script, reading.languages));
    let mut attributes = format!(" dir=\"{}\"", direction.as_str());
    if let Some(language) = language.filter(|language| language.direction == direction) {
        attributes.extend([" lang=\"", &language.tag, "\""]);
    }
    attributes.into()
}
