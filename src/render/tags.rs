//! A template as pieces: the text between its tags, and the tags, `{{ … }}` and `{% … %}`, as words and places.
//!
//! Tera does not say where a template names another one, nor where a value is printed, nor every name that may be
//! reached at run time, so all of it is read from the text, by Tera's own lexical rules. Comments are no pieces, raw
//! blocks are text. What Tera would refuse ends the reading.

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
    /// Any other character; `0` is any digits, `…` a spread.
    Sign(char),
}

/// A word and its place.
pub type Placed<'a> = (Word<'a>, Span);

/// One tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Whether it is `{% … %}`.
    pub statement: bool,
    /// Its words and where they stand.
    pub words: Vec<Placed<'a>>,
    /// The whole tag.
    pub span: Span,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text that is printed as it stands, and where. White space that the tags beside it drop is not part of it.
    Text(&'a str, Span),
    /// A tag.
    Tag(Tag<'a>),
}

/// All tags of a template, in order.
pub fn tags(text: &str) -> Vec<Tag<'_>> {
    let tags = pieces(text).into_iter().filter_map(|piece| match piece {
        Piece::Tag(tag) => Some(tag),
        Piece::Text(..) => None,
    });
    tags.collect()
}

/// All parts of a template, in order.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut reader = Reader {
        text,
        at: 0,
        pieces: Vec::new(),
        drops: false,
    };
    loop {
        let from = reader.at;
        let opening = reader.next_opening();
        let (end, drops) = match &opening {
            Some((_, start)) => (*start, reader.opens_with_dash(*start)),
            None => (text.len(), false),
        };
        reader.push_text(from, end, drops);
        match opening {
            Some((Opening::Comment, _)) => reader.skip_comment(),
            Some((Opening::Raw { trims }, _)) => reader.raw(trims),
            Some((Opening::Tag { statement }, start)) => reader.tag(statement, start),
            None => return reader.pieces,
        }
    }
}

enum Opening {
    Comment,
    Raw { trims: bool },
    Tag { statement: bool },
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    pieces: Vec<Piece<'a>>,
    /// Whether the tag before drops the white space that follows.
    drops: bool,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn opens_with_dash(&self, start: usize) -> bool {
        self.text.as_bytes().get(start + 2) == Some(&b'-')
    }

    /// The text between two tags; `drops` says whether the second one drops the white space before it.
    fn push_text(&mut self, from: usize, end: usize, drops: bool) {
        let text = self.text.get(from..end).unwrap_or_default();
        let after_start = if self.drops { text.trim_start() } else { text };
        let start = end - after_start.len();
        let text = if drops { after_start.trim_end() } else { after_start };
        self.drops &= from == end;
        if !text.is_empty() {
            self.pieces
                .push(Piece::Text(text, Span::new(start, start + text.len())));
        }
    }

    /// What opens next, and where; reading goes on behind it.
    fn next_opening(&mut self) -> Option<(Opening, usize)> {
        let rest = self.rest();
        let found = rest
            .as_bytes()
            .windows(2)
            .position(|pair| matches!(pair, b"{{" | b"{%" | b"{#"))?;
        let kind = rest.as_bytes().get(found + 1).copied();
        let start = self.at + found;
        self.at = start + 2;
        if let Some((after, trims)) = bare_statement(self.rest(), "raw").filter(|_| kind == Some(b'%')) {
            self.at += after;
            return Some((Opening::Raw { trims }, start));
        }
        let opening = match kind {
            Some(b'#') => Opening::Comment,
            kind => Opening::Tag {
                statement: kind == Some(b'%'),
            },
        };
        Some((opening, start))
    }

    fn skip_comment(&mut self) {
        let rest = self.rest();
        let end = rest.find("#}").unwrap_or(rest.len());
        // The dash of `{#-` is not that of `-#}`.
        self.drops |= rest.get(1..end).is_some_and(|comment| comment.ends_with('-'));
        self.at += (end + 2).min(rest.len());
    }

    fn raw(&mut self, trims: bool) {
        let from = self.at;
        self.drops |= trims;
        while !self.rest().is_empty() {
            let rest = self.rest();
            let end = rest.find("{%").unwrap_or(rest.len());
            let start = self.at + end;
            self.at = (start + 2).min(self.text.len());
            if let Some((after, trims)) = bare_statement(self.rest(), "endraw") {
                self.push_text(from, start, self.opens_with_dash(start));
                self.at += after;
                self.drops = trims;
                return;
            }
        }
    }

    fn tag(&mut self, statement: bool, start: usize) {
        let (end, end_and_drop) = if statement { ("%}", "-%}") } else { ("}}", "-}}") };
        if self.rest().starts_with('-') {
            self.at += 1;
        }
        self.drops = false;
        let mut words = Vec::new();
        loop {
            let rest = self.rest();
            let Some(first) = rest.chars().next() else { break };
            if rest.starts_with(end) {
                self.at += end.len();
                break;
            }
            if rest.starts_with(end_and_drop) {
                self.at += end_and_drop.len();
                self.drops = true;
                break;
            }
            let (word, length) = word(rest, first, words.last().map(|&(word, _)| word));
            // A quotation mark that is never closed is not there to be counted.
            let length = length.min(rest.len());
            if let Some(word) = word {
                words.push((word, Span::new(self.at, self.at + length)));
            }
            self.at += length;
        }
        let span = Span::new(start, self.at.min(self.text.len()));
        self.pieces.push(Piece::Tag(Tag { statement, words, span }));
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

/// How many bytes the rest of the tag `{% name %}` takes, if that is the tag, and whether it drops the white space
/// behind it.
fn bare_statement(rest: &str, name: &str) -> Option<(usize, bool)> {
    let inner = rest.strip_prefix('-').unwrap_or(rest).trim_ascii_start();
    let inner = inner.strip_prefix(name)?.trim_ascii_start();
    let drops = inner.starts_with('-');
    let after = inner.strip_prefix('-').unwrap_or(inner).strip_prefix("%}")?;
    Some((rest.len() - after.len(), drops))
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
            ("{%- include 'x.html' -%}", vec![Name("include"), Text("x.html")]),
            ("{{- -x -}}", vec![Sign('-'), Name("x")]),
            ("{{ - }}", vec![Sign('-')]),
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
        assert_eq!(tag.span, Span::new(at - 3, text.len()));
    }

    #[test]
    fn texts_are_what_is_printed() {
        for (text, expected) in [
            ("a {{ x }} b", &["a ", " b"][..]),
            ("a {{- x -}} b", &["a", "b"]),
            ("a {{ x -}} {{ y }} b", &["a ", " b"]),
            ("{% if x -%}\n <p> {%- endif %}", &["<p>"]),
            ("a {#- note -#} b", &["a", "b"]),
            ("a {# note #} b", &["a ", " b"]),
            ("a{% raw %} {{ x }} {% endraw %}b", &["a", " {{ x }} ", "b"]),
            ("a {%- raw -%} {{ x }} {%- endraw -%} b", &["a", "{{ x }}", "b"]),
            ("{{ x -}}{{ y }} b", &[" b"]),
            ("{", &["{"]),
            ("", &[]),
        ] {
            let printed: Vec<&str> = pieces(text)
                .into_iter()
                .filter_map(|piece| match piece {
                    Piece::Text(printed, span) => {
                        assert_eq!(text.get(span.start as usize..span.end as usize), Some(printed));
                        Some(printed)
                    }
                    Piece::Tag(_) => None,
                })
                .collect();
            assert_eq!(printed, expected, "{text}");
        }
    }
}
