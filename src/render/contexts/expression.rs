//! Expressions: what is known of the value that one has, by Tera's own grammar.

use super::filters::{Arguments, cuts, filtered, joined};
use super::known::{Kinds, Known};
use super::names::{Names, Problem};
use crate::base::Span;
use crate::render::tags::{Placed, Word};

mod parts;

/// Tera refuses expressions that are nested deeper.
const DEEPEST: usize = 64;

/// Reads the words of one tag.
pub struct Reader<'a, 'w, 'n, 't> {
    source: &'a str,
    words: &'w [Placed<'a>],
    at: usize,
    depth: usize,
    names: &'n mut Names<'a, 't>,
}

impl<'a, 'w, 'n, 't> Reader<'a, 'w, 'n, 't> {
    /// Reads `words` of the template `source`.
    pub fn new(source: &'a str, words: &'w [Placed<'a>], names: &'n mut Names<'a, 't>) -> Self {
        Reader {
            source,
            words,
            at: 0,
            depth: 0,
            names,
        }
    }

    /// The value of the expression that comes next.
    pub fn value(&mut self) -> Known {
        self.expression(0)
    }

    fn peek(&self) -> Option<Word<'a>> {
        self.words.get(self.at).map(|&(word, _)| word)
    }

    fn next_is(&self, sign: char) -> bool {
        self.peek() == Some(Word::Sign(sign))
    }

    fn take(&mut self, sign: char) -> bool {
        let is_next = self.next_is(sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn take_name(&mut self, name: &str) -> bool {
        let is_next = self.peek() == Some(Word::Name(name));
        self.at += usize::from(is_next);
        is_next
    }

    /// The words from the one at `start` up to here.
    fn span(&self, start: usize) -> Span {
        let first = self.words.get(start).map_or(0, |(_, span)| span.start);
        let last = self.at.checked_sub(1).and_then(|last| self.words.get(last));
        Span::new(first as usize, last.map_or(first, |(_, span)| span.end) as usize)
    }

    fn written(&self, start: usize) -> &'a str {
        let span = self.span(start);
        self.source
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    fn expression(&mut self, least: u8) -> Known {
        if self.depth == DEEPEST {
            self.at = self.words.len();
            return Known::of(Kinds::UNKNOWN);
        }
        self.depth += 1;
        let start = self.at;
        let mut left = self.first();
        while let Some(next) = self.peek() {
            let Some(strength) = strength(next).filter(|&strength| strength >= least) else {
                break;
            };
            self.at += 1;
            left = match next {
                Word::Sign('|') => self.filter(left, start),
                Word::Sign('[') => self.subscript(left),
                Word::Sign('~') => self.joined(left, start, strength),
                Word::Name("if") => {
                    self.expression(0);
                    self.take_name("else");
                    left.or(self.expression(0))
                }
                Word::Name("and" | "or") => left.or(self.expression(strength + 1)),
                Word::Name("is") => {
                    self.take_name("not");
                    self.at += 1;
                    self.arguments();
                    Known::of(Kinds::FLAG)
                }
                Word::Name("not" | "in") => {
                    self.take_name("in");
                    self.expression(strength + 1);
                    Known::of(Kinds::FLAG)
                }
                Word::Sign(sign @ ('=' | '!' | '<' | '>')) => {
                    let _ = self.take('=') || (sign == '=' && self.take('='));
                    self.expression(strength + 1);
                    Known::of(Kinds::FLAG)
                }
                Word::Sign(sign) => {
                    let _ = matches!(sign, '*' | '/') && self.take(sign);
                    self.expression(strength + 1);
                    Known::of(Kinds::NUMBER)
                }
                _ => left,
            };
        }
        self.depth -= 1;
        left
    }

    fn first(&mut self) -> Known {
        let start = self.at;
        let Some(word) = self.peek() else {
            return Known::default();
        };
        if word == Word::Sign('<') {
            return self.component();
        }
        self.at += 1;
        match word {
            Word::Name("not") => {
                self.expression(5);
                Known::of(Kinds::FLAG)
            }
            Word::Name("true" | "True" | "false" | "False") => Known::of(Kinds::FLAG),
            Word::Name("none" | "None" | "null") => Known::default(),
            Word::Name(name) if self.next_is('(') => {
                self.arguments();
                match name {
                    "super" => Known::markup("super()"),
                    "range" => Known::node(Known::of(Kinds::NUMBER)),
                    _ => Known::default(),
                }
            }
            Word::Name(name) => self.path(name, start),
            Word::Text(_) => Known::of(Kinds::WORD),
            Word::Sign('0') => {
                if self.take('.') {
                    self.take('0');
                }
                Known::of(Kinds::NUMBER)
            }
            Word::Sign('-') => {
                self.expression(20);
                Known::of(Kinds::NUMBER)
            }
            Word::Sign('(') => {
                let inner = self.expression(0);
                self.take(')');
                inner
            }
            Word::Sign('[') => self.list(),
            Word::Sign('{') => self.map(),
            _ => Known::default(),
        }
    }

    /// A name and the fields behind it.
    fn path(&mut self, name: &str, start: usize) -> Known {
        let mut known = match name {
            "loop" => Known::of(Kinds::NUMBER),
            _ => self.names.find(name).written(name),
        };
        loop {
            let before = self.at;
            self.take('?');
            if self.take('.') {
                let field = match self.peek() {
                    Some(Word::Field(field)) => field,
                    _ => "",
                };
                self.at += 1;
                if name != "loop" {
                    known = known.field(field, &self.names.table.fields);
                }
            } else if self.take('[') {
                known = self.subscript(known);
            } else {
                self.at = before;
                return known;
            }
            known = known.written(self.written(start));
        }
    }

    /// What stands between brackets behind a value: an index, a key or a slice.
    fn subscript(&mut self, value: Known) -> Known {
        let key = self.peek();
        let mut is_slice = false;
        let start = self.at;
        while self.at < self.words.len() && !self.next_is(']') {
            let before = self.at;
            is_slice |= self.take(':');
            if !self.next_is(']') && !self.next_is(':') {
                self.expression(0);
            }
            if self.at == before {
                self.at += 1;
            }
        }
        let is_one = self.at == start + 1;
        self.take(']');
        match key {
            _ if is_slice => value,
            Some(Word::Text(key)) if is_one => value.field(key, &self.names.table.fields),
            _ => value.item(),
        }
    }

    /// `(a=1, b=2)`, if that comes next.
    fn arguments(&mut self) -> Arguments<'a> {
        let mut arguments = Vec::new();
        if !self.take('(') {
            return arguments;
        }
        while self.at < self.words.len() && !self.take(')') {
            let before = self.at;
            if let Some(name) = self.take_any_name() {
                self.take('=');
                let text = match self.peek() {
                    Some(Word::Text(text)) => Some(text),
                    _ => None,
                };
                let value = self.expression(0);
                arguments.push((name, value, text));
            }
            self.take(',');
            self.at = self.at.max(before + 1);
        }
        arguments
    }

    /// A filter behind its `|`.
    fn filter(&mut self, value: Known, start: usize) -> Known {
        let expression = self.written(start).trim_end_matches('|').trim_end();
        let Some(filter) = self.take_any_name() else {
            return value;
        };
        let arguments = self.arguments();
        if cuts(filter) {
            self.refuse_to_cut(&value, filter, expression, start);
        }
        if filter == "safe" && value.kinds.has(Kinds::TEXT) && !value.kinds.has(Kinds::FREE | Kinds::UNKNOWN) {
            let html = expression
                .strip_suffix("_text")
                .map_or_else(|| expression.to_owned(), str::to_owned);
            self.names.problems.push(Problem {
                span: self.span(start),
                message: format!("`{expression}` is plain text and may not be printed as HTML"),
                help: format!("write `{html}`"),
            });
        }
        filtered(filter, value, &arguments, self.names.table, self.written(start))
    }

    fn joined(&mut self, left: Known, start: usize, strength: u8) -> Known {
        let written = self.written(start).trim_end_matches('~').trim_end();
        let after = self.at;
        let right = self.expression(strength + 1);
        self.refuse_to_cut(&left, "~", written, start);
        let right_written = self.written(after);
        self.refuse_to_cut(&right, "~", right_written, after);
        joined(left, right)
    }

    /// HTML that is treated as characters would be printed with its tags to be read.
    fn refuse_to_cut(&mut self, value: &Known, by: &str, expression: &str, start: usize) {
        if !value.kinds.has(Kinds::MARKUP) {
            return;
        }
        let markup = value.markup.as_deref().unwrap_or(expression);
        let plain = self.names.table.fields.twin(markup);
        let plain = plain.unwrap_or_else(|| format!("({markup} | plain)"));
        self.names.problems.push(Problem {
            span: self.span(start),
            message: format!("`{markup}` is HTML, and `{by}` would treat its tags as text"),
            help: format!("write `{plain}` there"),
        });
    }
}

/// How strongly an operator binds what stands before it.
fn strength(word: Word<'_>) -> Option<u8> {
    match word {
        Word::Name("if") => Some(0),
        Word::Name("or") => Some(1),
        Word::Name("and") => Some(3),
        Word::Name("in" | "not" | "is") => Some(5),
        Word::Sign('=' | '!' | '<' | '>') => Some(7),
        Word::Sign('+' | '-') => Some(11),
        Word::Sign('*' | '/' | '%' | '~') => Some(13),
        Word::Sign('|') => Some(17),
        Word::Sign('[') => Some(19),
        _ => None,
    }
}
