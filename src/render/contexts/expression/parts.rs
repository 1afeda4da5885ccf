//! The larger parts of expressions: lists, maps, loops, and calls of components.

use super::Reader;
use crate::render::contexts::known::{Kinds, Known};
use crate::render::graph::dotted;
use crate::render::tags::Word;

impl<'a> Reader<'a, '_, '_, '_> {
    /// Takes a call of a component, `<Name …`: what it is called with is taken note of.
    pub fn component(&mut self) -> Known {
        let start = self.at;
        self.at += 1;
        let name = dotted(self.words.get(self.at..).unwrap_or_default()).unwrap_or_default();
        self.at += 1;
        while self.next_is('.') {
            self.at += 2;
        }
        loop {
            match self.peek() {
                Some(Word::Name(argument)) => {
                    self.at += 1;
                    let known = self.argument(argument);
                    self.names.facts.call(&name, argument, known);
                }
                Some(Word::Sign('{')) => {
                    // `{...map}`: any argument may be in it.
                    self.at += 1;
                    self.take('…');
                    let spread = self.expression(0);
                    self.names.facts.call(&name, "…", spread.item());
                    self.take('}');
                }
                _ => break,
            }
        }
        self.take('/');
        self.take('>');
        Known::markup(self.written(start))
    }

    fn argument(&mut self, name: &str) -> Known {
        if !self.take('=') {
            return self.names.find(name);
        }
        match self.peek() {
            Some(Word::Text(_)) => {
                self.at += 1;
                Known::of(Kinds::WORD)
            }
            _ if self.take('{') => {
                let known = self.expression(0);
                self.take('}');
                known
            }
            _ => Known::default(),
        }
    }

    /// A list, `[a, ...b]`, or its description, `[a.b for a in c if d]`, behind its bracket.
    pub(super) fn list(&mut self) -> Known {
        let (each, end) = self.parts_of_list();
        let mut item = Known::default();
        if let Some(each) = each {
            let start = self.at;
            self.at = each + 1;
            let mark = self.names.mark();
            self.bind_each(1);
            let words = self.words;
            self.at = start;
            self.words = words.get(..each).unwrap_or_default();
            item = self.expression(0);
            self.words = words;
            self.names.release(mark);
            self.at = end + 1;
            return Known::node(item);
        }
        while self.at < self.words.len() && !self.take(']') {
            let before = self.at;
            if self.take('…') {
                let spread = self.expression(0);
                item.join(spread.item());
            } else if !self.take(',') {
                let one = self.expression(0);
                item.join(one);
            }
            self.at = self.at.max(before + 1);
        }
        Known::node(item)
    }

    /// Where the `for` of a list stands, if it is described, and where the list ends.
    fn parts_of_list(&self) -> (Option<usize>, usize) {
        let mut depth = 0usize;
        let mut each = None;
        for (at, (word, _)) in self.words.iter().enumerate().skip(self.at) {
            match word {
                Word::Sign('[' | '(' | '{') => depth += 1,
                Word::Sign(']') if depth == 0 => return (each, at),
                Word::Sign(']' | ')' | '}') => depth = depth.saturating_sub(1),
                Word::Name("for") if depth == 0 => each = each.or(Some(at)),
                _ => {}
            }
        }
        (each, self.words.len())
    }

    /// `a in list` or `a, b in map`: binds the names. What is gone through binds at least as strongly as `least`.
    pub fn bind_each(&mut self, least: u8) {
        let first = self.take_any_name();
        let second = if self.take(',') { self.take_any_name() } else { None };
        self.take_name("in");
        let over = self.expression(least);
        let (key, value) = match second {
            Some(_) => (first, second),
            None => (None, first),
        };
        if let Some(name) = key {
            let known = over.key();
            self.names.facts.bind(name, known.clone());
            self.names.bind(name, known);
        }
        if let Some(name) = value {
            let known = over.item();
            self.names.facts.bind(name, known.clone());
            self.names.bind(name, known);
        }
    }

    pub(super) fn take_any_name(&mut self) -> Option<&'a str> {
        let Some(Word::Name(name)) = self.peek() else {
            return None;
        };
        self.at += 1;
        Some(name)
    }

    /// A map behind its brace.
    pub(super) fn map(&mut self) -> Known {
        let mut value = Known::default();
        while self.at < self.words.len() && !self.take('}') {
            let before = self.at;
            if self.take('…') {
                let spread = self.expression(0);
                value.join(spread.item());
            } else if !self.take(',') {
                self.at += 1;
                if self.take(':') {
                    let one = self.expression(0);
                    value.join(one);
                }
            }
            self.at = self.at.max(before + 1);
        }
        Known::node(value)
    }
}
