//! Raw HTML taken apart: tags, and what stands between them.

use std::borrow::Cow;
use std::ops::Range;

use super::elements::{is_code, is_part};
use crate::text::Direction;

/// A part of raw HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'t> {
    /// A start tag or an end tag.
    Tag(Tag<'t>),
    /// Text, a comment, a declaration.
    Other(&'t str),
}

/// A tag.
#[derive(Debug, PartialEq)]
pub(super) struct Tag<'t> {
    /// All of it.
    pub source: &'t str,
    /// Its first byte in the HTML.
    pub at: usize,
    /// Its name as typed.
    pub name: &'t str,
    /// Whether it is an end tag.
    pub closes: bool,
    /// Whether it ends with `/>`.
    pub closes_itself: bool,
    /// The value of its attribute `dir`.
    pub dir: Option<&'t str>,
    /// Whether it has an attribute `lang`.
    pub tells_language: bool,
    /// The attribute `markdown="1"` in the source, with the blank before it.
    markdown: Option<Range<usize>>,
}

impl<'t> Tag<'t> {
    /// Whether it says another direction of what stands within it than `base`, or isolates a phrase. A part of the page
    /// that only says the page's own direction once more is like the page.
    pub fn directs(&self, base: Option<Direction>) -> bool {
        let name = self.name.to_ascii_lowercase();
        let repeats = || {
            let own = base.map(Direction::as_str);
            is_part(&name)
                && self
                    .dir
                    .is_some_and(|dir| own.is_some_and(|own| own.eq_ignore_ascii_case(dir)))
        };
        let says = self.dir.is_some() || is_code(&name) || matches!(name.as_str(), "bdi" | "bdo");
        !self.closes && says && !repeats()
    }

    /// Whether it asks for Markdown within it, as other programs need to be told.
    pub fn asks_for_markdown(&self) -> bool {
        self.markdown.is_some()
    }

    /// The tag without that attribute.
    pub fn without_markdown(&self) -> Cow<'t, str> {
        let Some(Range { start, end }) = self.markdown else {
            return Cow::Borrowed(self.source);
        };
        let (before, after) = (self.source.get(..start), self.source.get(end..));
        format!("{}{}", before.unwrap_or_default(), after.unwrap_or_default()).into()
    }
}

/// The parts of raw HTML, in order; joined, they are all of it.
pub(super) struct Pieces<'t> {
    html: &'t str,
    at: usize,
    /// Names of which no further end tag follows.
    endless: Vec<Box<str>>,
}

impl<'t> Pieces<'t> {
    pub fn new(html: &'t str) -> Self {
        Pieces {
            html,
            at: 0,
            endless: Vec::new(),
        }
    }

    /// Where the next part begins, in bytes.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Takes what stands before the next end tag of this name, if there is one.
    pub fn text_of(&mut self, name: &str) -> &'t str {
        if self.endless.iter().any(|endless| **endless == *name) {
            return "";
        }
        let rest = self.html.get(self.at..).unwrap_or_default();
        let is_end = |at: usize| {
            let found = rest.get(at + 2..at + 2 + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        match rest.match_indices("</").map(|(at, _)| at).find(|&at| is_end(at)) {
            Some(length) => self.take(length),
            None => {
                self.endless.push(name.into());
                ""
            }
        }
    }

    fn take(&mut self, length: usize) -> &'t str {
        let end = (self.at + length).min(self.html.len());
        let taken = self.html.get(self.at..end).unwrap_or_default();
        self.at = end;
        taken
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
        let until = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let length = match rest.find('<') {
            Some(0) if rest.starts_with("<!--") => until("-->"),
            Some(0) if rest.starts_with("<!") || rest.starts_with("<?") => until(">"),
            Some(0) => match tag(rest, self.at) {
                Read::Tag(tag) => {
                    self.at += tag.source.len();
                    return Some(Piece::Tag(tag));
                }
                Read::Text => 1,
                Read::Unfinished => rest.len(),
            },
            Some(at) => at,
            None => rest.len(),
        };
        Some(Piece::Other(self.take(length)))
    }
}

enum Read<'t> {
    Tag(Tag<'t>),
    Text,
    Unfinished,
}

/// Where the reading of a tag is, with where the attribute's name starts and ends.
#[derive(Clone, Copy)]
enum State {
    Between,
    Name(usize),
    Equals(usize, usize),
    Value(usize, usize, usize),
    Quoted(usize, usize, usize, u8),
}

/// Reads the tag that `text` starts with.
fn tag(text: &str, at: usize) -> Read<'_> {
    let closes = text.starts_with("</");
    let start = if closes { 2 } else { 1 };
    let named = text.get(start..).unwrap_or_default();
    let length = named
        .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
        .unwrap_or(named.len());
    let name = named.get(..length).unwrap_or_default();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.contains('<') {
        return Read::Text;
    }
    let (mut state, mut markdown, mut dir, mut tells_language) = (State::Between, None, None, false);
    for (index, byte) in text.bytes().enumerate().skip(start + length) {
        let blank = byte.is_ascii_whitespace();
        let in_value = matches!(state, State::Value(..));
        let mut end_of_value = |from: usize, to: usize, value: Range<usize>, end: usize| {
            let asks = matches!(text.get(value.clone()), Some("1" | "block" | "span"));
            let is_named = |name: &str| text.get(from..to).is_some_and(|own| own.eq_ignore_ascii_case(name));
            tells_language |= is_named("lang");
            if is_named("dir") {
                dir = text.get(value);
            }
            if text.get(from..to) == Some("markdown") && asks {
                markdown = Some(from.saturating_sub(1)..end);
            }
        };
        state = match (state, byte) {
            (State::Quoted(from, to, value, quote), byte) if byte == quote => {
                end_of_value(from, to, value..index, index + 1);
                State::Between
            }
            (State::Quoted(..), _) => state,
            (State::Value(from, to, value), _) if blank || byte == b'>' => {
                end_of_value(from, to, value..index, index);
                State::Between
            }
            (State::Equals(from, to), b'"' | b'\'') => State::Quoted(from, to, index + 1, byte),
            (State::Equals(from, to), _) if !blank && byte != b'>' => State::Value(from, to, index),
            (State::Name(from), b'=') => State::Equals(from, index),
            (State::Name(_), _) if blank || byte == b'/' => State::Between,
            (State::Between, b'=') => State::Equals(index, index),
            (State::Between, _) if !blank && !matches!(byte, b'/' | b'>') => State::Name(index),
            _ => state,
        };
        if byte == b'>' && !matches!(state, State::Quoted(..)) {
            let before = text.as_bytes().get(index - 1);
            let source = text.get(..=index).unwrap_or_default();
            return Read::Tag(Tag {
                source,
                at,
                name,
                closes,
                closes_itself: before == Some(&b'/') && !in_value,
                dir,
                tells_language,
                markdown,
            });
        }
    }
    Read::Unfinished
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic)]

    use super::*;

    #[test]
    fn tags_and_what_stands_between() {
        for (html, expected) in [
            ("a <b>c</b>", "a |B:b|c|E:b"),
            ("<br/><a href=x/>", "S:br|B:a"),
            ("<a href=\"x\"/>", "S:a"),
            ("<a title='>'>x", "B:a|x"),
            ("<a title = \">\">x", "B:a|x"),
            ("<a title=it's>x", "B:a|x"),
            ("<!-- <b> -->x", "<!-- <b> -->|x"),
            ("<!DOCTYPE html><b>", "<!DOCTYPE html>|B:b"),
            ("1 < 2 <3", "1 |<| 2 |<|3"),
            ("<b", "<b"),
            ("<a title=\"x>", "<a title=\"x>"),
            ("<Card\n  a={1}\n/>", "S:Card"),
        ] {
            let shown: Vec<String> = Pieces::new(html)
                .map(|piece| match piece {
                    Piece::Other(other) => other.to_owned(),
                    Piece::Tag(tag) if tag.closes => format!("E:{}", tag.name),
                    Piece::Tag(tag) if tag.closes_itself => format!("S:{}", tag.name),
                    Piece::Tag(tag) => format!("B:{}", tag.name),
                })
                .collect();
            assert_eq!(shown.join("|"), expected, "{html}");
        }
    }

    #[test]
    fn the_attribute_of_direction() {
        for (tag, expected) in [
            ("<kbd dir=ltr>", true),
            ("<kbd class=x DIR='rtl'>", true),
            ("<kbd title=dir>", false),
            ("<kbd title=' dir=x '>", false),
            ("<kbd data-dir=x>", false),
            ("<kbd>", false),
        ] {
            let Some(Piece::Tag(read)) = Pieces::new(tag).next() else {
                panic!("{tag}");
            };
            assert_eq!(read.dir.is_some(), expected, "{tag}");
        }
    }

    #[test]
    fn the_attribute_that_asks_for_markdown() {
        for (tag, expected) in [
            ("<div markdown=\"1\">", "<div>"),
            ("<div markdown=1 id=x>", "<div id=x>"),
            ("<div dir='rtl'  markdown='block' id=x>", "<div dir='rtl'  id=x>"),
            ("<div markdown=\"no\">", "<div markdown=\"no\">"),
            ("<div title=\" markdown=1 \">", "<div title=\" markdown=1 \">"),
        ] {
            let Some(Piece::Tag(read)) = Pieces::new(tag).next() else {
                panic!("{tag}");
            };
            assert_eq!(read.without_markdown(), expected, "{tag}");
        }
    }
}
