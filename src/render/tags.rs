//! The tags of a template, `{{ … }}` and `{% … %}`, as words and places.
//!
//! Tera does not say where a template names another one, nor every name that it may reach at run
//! time, so both are read from the text, by Tera's own lexical rules. Comments and raw blocks hold
//! no tags. Text that Tera would refuse ends the reading.

use crate::base::Span;

/// A word of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'a> {
    /// A name, keywords included.
    Name(&'a str),
    /// A name after a dot: a field, never a variable.
    Field(&'a str),
    /// A quoted text, without its quotes and as written.
    Text(&'a str),
    /// Any other character.
    Sign(char),
}

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Whether it is `{% … %}`.
    pub statement: bool,
    /// Its words and where they stand.
    pub words: Vec<(Word<'a>, Span)>,
}

/// All tags of a template, in order.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut reader = Reader { text, at: 0 };
    let mut tags = Vec::new();
    while let Some(opening) = reader.next_opening() {
        match opening {
            Opening::Comment => reader.skip_past("#}"),
            Opening::Raw => reader.skip_raw(),
            Opening::Tag { statement } => tags.push(reader.tag(statement)),
        }
    }
    tags
}

enum Opening {
    Comment,
    Raw,
    Tag { statement: bool },
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn next_opening(&mut self) -> Option<Opening> {
        let rest = self.rest();
        let found = rest
            .as_bytes()
            .windows(2)
            .position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))?;
        let kind = rest.as_bytes().get(found + 1).copied();
        self.at += found + 2;
        if let Some(after) = bare_statement(self.rest(), "raw").filter(|_| kind == Some(b'%')) {
            self.at += after;
            return Some(Opening::Raw);
        }
        Some(match kind {
            Some(b'#') => Opening::Comment,
            kind => Opening::Tag {
                statement: kind == Some(b'%'),
            },
        })
    }

    fn skip_past(&mut self, end: &str) {
        let rest = self.rest();
        self.at += rest.find(end).map_or(rest.len(), |found| found + end.len());
    }

    fn skip_raw(&mut self) {
        while !self.rest().is_empty() {
            self.skip_past("{%");
            if let Some(after) = bare_statement(self.rest(), "endraw") {
                self.at += after;
                return;
            }
        }
    }

    fn tag(&mut self, statement: bool) -> Tag<'a> {
        let end = if statement { "%}" } else { "}}" };
        let mut words = Vec::new();
        loop {
            let rest = self.rest();
            let Some(first) = rest.chars().next() else { break };
            if rest.starts_with(end) {
                self.at += end.len();
                break;
            }
            let (word, length) = word(rest, first, words.last().map(|&(word, _)| word));
            if let Some(word) = word {
                words.push((word, Span::new(self.at, self.at + length)));
            }
            self.at += length;
        }
        Tag { statement, words }
    }
}

/// The word that `rest` starts with, none for white space, and how many bytes it takes.
fn word<'a>(rest: &'a str, first: char, before: Option<Word<'a>>) -> (Option<Word<'a>>, usize) {
    let one = first.len_utf8();
    match first {
        _ if first.is_ascii_whitespace() => (None, one),
        '"' | '\'' | '`' => {
            let inner = quoted(rest.get(one..).unwrap_or_default(), first);
            (Some(Word::Text(inner)), inner.len() + 2 * one)
        }
        // A spread: what follows is a variable, not a field.
        '.' if rest.starts_with("...") => (Some(Word::Sign('…')), 3),
        _ if first.is_ascii_digit() => {
            let length = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            (Some(Word::Sign('0')), length)
        }
        _ if first == '_' || first.is_ascii_alphabetic() => {
            let length = rest
                .find(|c: char| c != '_' && !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            let name = rest.get(..length).unwrap_or_default();
            let word = if before == Some(Word::Sign('.')) {
                Word::Field(name)
            } else {
                Word::Name(name)
            };
            (Some(word), length)
        }
        _ => (Some(Word::Sign(first)), one),
    }
}

/// The part of `rest` before the closing quote; a backslash takes the next character with it.
fn quoted(rest: &str, quote: char) -> &str {
    let mut escaped = false;
    let end = rest.find(|c: char| {
        let closes = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    });
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// How many bytes the rest of the tag `{% name %}` takes, if that is the tag.
fn bare_statement(rest: &str, name: &str) -> Option<usize> {
    let inner = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start();
    let inner = inner.strip_prefix(name)?.trim_ascii_start();
    let after = inner.strip_prefix('-').unwrap_or(inner).strip_prefix("%}")?;
    Some(rest.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word<'_>> {
        tags(text)
            .into_iter()
            .flat_map(|tag| tag.words.into_iter().map(|(word, _)| word))
            .collect()
    }

    #[test]
    fn words_of_tags() {
        use Word::{Field, Name, Sign, Text};
        for (text, expected) in [
            ("a {{ page.title }} b", vec![Name("page"), Sign('.'), Field("title")]),
            ("{{ a?.b }}", vec![Name("a"), Sign('?'), Sign('.'), Field("b")]),
            ("{{ [...items] }}", vec![Sign('['), Sign('…'), Name("items"), Sign(']')]),
            (
                "{%- include 'x.html' -%}",
                vec![Sign('-'), Name("include"), Text("x.html"), Sign('-')],
            ),
            (r#"{{ "a\"}}b" }}"#, vec![Text(r#"a\"}}b"#)]),
            ("{{ `%}` }}{{ x }}", vec![Text("%}"), Name("x")]),
            ("{# {{ page }} #}{{ x }}", vec![Name("x")]),
            ("{% raw %}{{ page }}{% x %}{% endraw %}{{ x }}", vec![Name("x")]),
            ("{%- raw -%}{{ page }}{%- endraw -%}{{ x }}", vec![Name("x")]),
            ("{% rawest %}", vec![Name("rawest")]),
            (
                "{{ x2 + 1.5 }}",
                vec![Name("x2"), Sign('+'), Sign('0'), Sign('.'), Sign('0')],
            ),
            ("{ { page } }", vec![]),
            ("{{ سلام }}", "سلام".chars().map(Sign).collect()),
            ("{{ 'unclosed", vec![Text("unclosed")]),
            ("{% raw %} never ended", vec![]),
            ("{# never ended", vec![]),
            ("{{", vec![]),
            ("{", vec![]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn places_are_bytes_of_the_template() {
        let text = "سلام {{ page }}";
        let tag = tags(text).remove(0);
        let at = text.find("page").unwrap_or_default();
        assert_eq!(tag.words, [(Word::Name("page"), Span::new(at, at + 4))]);
        assert!(!tag.statement);
    }
}
