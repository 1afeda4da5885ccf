//! Components where they are defined.

use super::{Frame, Walk, whole};
use crate::render::contexts::known::{Kinds, Known};
use crate::render::contexts::names::Hidden;
use crate::render::contexts::places::Places;
use crate::render::graph::dotted;
use crate::render::tags::{Placed, Word};

impl<'a> Walk<'a, '_, '_> {
    /// Begins the body of a component, which knows no names but its parameters.
    pub(super) fn begin_component(&mut self, words: &[Placed<'a>]) {
        let rest = words.get(1..).unwrap_or_default();
        let name = dotted(rest).unwrap_or_default();
        let mut names = Hidden::default();
        let given = self.names.facts.argument(&name, "…");
        self.names.swap(&mut names);
        for parameter in parameters(rest) {
            let mut known = self.names.facts.argument(&name, parameter.name).or(given.clone());
            known.join(Known::of(parameter.default));
            if parameter.is_implicit {
                known.join(self.names.find(parameter.name));
            }
            self.names.bind(parameter.name, known);
        }
        self.names.bind("body", Known::markup("body"));
        let around = std::mem::replace(&mut self.places, Places::content());
        self.frames.push(Frame::Component {
            around,
            names,
            span: whole(words),
        });
    }
}

/// A parameter of a component.
struct Parameter<'a> {
    name: &'a str,
    /// Whether the caller's name of that kind is taken where none is given.
    is_implicit: bool,
    /// What it is where nothing is given: a literal; or anything, if it takes what no other parameter does.
    default: Kinds,
}

/// The parameters of a component, from the words of its tag.
fn parameters<'a>(words: &[Placed<'a>]) -> Vec<Parameter<'a>> {
    let mut found: Vec<Parameter<'a>> = Vec::new();
    let mut depth = 0usize;
    let mut before = Word::Sign(' ');
    for &(word, _) in words {
        match (before, word) {
            (Word::Sign('(' | ',' | '@' | '…'), Word::Name(name)) if depth == 1 => found.push(Parameter {
                name,
                is_implicit: before == Word::Sign('@'),
                default: match before {
                    Word::Sign('…') => Kinds::UNKNOWN,
                    _ => Kinds::NONE,
                },
            }),
            (Word::Sign('='), value) if depth == 1 => {
                if let Some(parameter) = found.last_mut() {
                    parameter.default = literal(value);
                }
            }
            _ => {}
        }
        match word {
            Word::Sign('(' | '[' | '{') => depth += 1,
            Word::Sign(')') if depth == 1 => break,
            Word::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = word;
    }
    found
}

/// What a literal is, by its first word.
fn literal(word: Word<'_>) -> Kinds {
    match word {
        Word::Text(_) => Kinds::WORD,
        Word::Sign('0' | '-') => Kinds::NUMBER,
        Word::Name("true" | "True" | "false" | "False") => Kinds::FLAG,
        Word::Sign(_) => Kinds::NODE,
        _ => Kinds::NONE,
    }
}
