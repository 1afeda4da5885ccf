//! The class of a token: that of the innermost of its scopes that has one.

use std::collections::HashMap;

use syntect::parsing::{BasicScopeStackOp, Scope, ScopeStack, ScopeStackOp};

use crate::text::LiteralKind;

/// Classes by the start of a scope, the more special before the more general.
/// The empty class ends what is around it: code within a string is no string.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("constant.character", "x"),
    ("constant.other.placeholder", "x"),
    ("constant.language", "k"),
    ("constant", "n"),
    ("entity.name.class", "t"),
    ("entity.name.enum", "t"),
    ("entity.name.function", "f"),
    ("entity.name.impl", "t"),
    ("entity.name.interface", "t"),
    ("entity.name.macro", "m"),
    ("entity.name.namespace", "t"),
    ("entity.name.section", "h"),
    ("entity.name.struct", "t"),
    ("entity.name.tag", "g"),
    ("entity.name.trait", "t"),
    ("entity.name.type", "t"),
    ("entity.name.union", "t"),
    ("entity.other.attribute-name", "a"),
    ("entity.other.inherited-class", "t"),
    ("invalid", "e"),
    ("keyword.operator.module", "k"),
    ("keyword.operator.new", "k"),
    ("keyword.operator.word", "k"),
    ("keyword.operator", "o"),
    ("keyword.other.template", "s"),
    ("keyword", "k"),
    ("markup.bold", "b"),
    ("markup.deleted", "d"),
    ("markup.heading", "h"),
    ("markup.inserted", "i"),
    ("markup.italic", "u"),
    ("markup.raw", "s"),
    ("markup.underline", "s"),
    ("meta.diff.header", "h"),
    ("meta.diff.range", "h"),
    ("meta.interpolation", ""),
    ("meta.property-name", "a"),
    ("meta.template.expression", ""),
    ("punctuation.definition.annotation", "m"),
    ("source", ""),
    ("storage.type.numeric", "n"),
    ("storage.type.primitive", "t"),
    ("storage", "k"),
    ("string", "s"),
    ("support.class", "t"),
    ("support.constant", "n"),
    ("support.function", "f"),
    ("support.macro", "m"),
    ("support.type.property-name", "a"),
    ("support.type", "t"),
    ("text", ""),
    ("variable.annotation", "m"),
    ("variable.function", "f"),
    ("variable.language", "k"),
    ("variable", "v"),
];

/// The starts of scopes whose tokens hold text for people.
const LITERALS: &[(&str, LiteralKind)] = &[("comment", LiteralKind::Comment), ("string", LiteralKind::Text)];

/// The start of the scope of a mark that begins a string: no part of what stands before it.
const BEGINNINGS: &[(&str, ())] = &[("punctuation.definition.string.begin", ())];

/// The tables with their scopes read.
pub(super) struct Classes {
    classes: Vec<(Scope, &'static str)>,
    literals: Vec<(Scope, LiteralKind)>,
    beginnings: Vec<(Scope, ())>,
}

impl Classes {
    pub fn new() -> Self {
        Classes {
            classes: read(CLASSES),
            literals: read(LITERALS),
            beginnings: read(BEGINNINGS),
        }
    }

    fn of(&self, scope: Scope) -> Known {
        Known {
            class: first(&self.classes, scope),
            literal: first(&self.literals, scope),
            begins: first(&self.beginnings, scope).is_some(),
        }
    }
}

fn read<T: Copy>(table: &[(&str, T)]) -> Vec<(Scope, T)> {
    let read = |&(scope, what): &(&str, T)| Scope::new(scope).ok().map(|scope| (scope, what));
    table.iter().filter_map(read).collect()
}

fn first<T: Copy>(table: &[(Scope, T)], scope: Scope) -> Option<T> {
    let mut matching = table.iter().filter(|(prefix, _)| prefix.is_prefix_of(scope));
    matching.next().map(|&(_, what)| what)
}

/// What a scope means by itself.
#[derive(Clone, Copy)]
struct Known {
    class: Option<&'static str>,
    literal: Option<LiteralKind>,
    begins: bool,
}

/// The scopes that are open, and the class that they amount to.
pub(super) struct ClassStack<'c> {
    classes: &'c Classes,
    known: HashMap<Scope, Known>,
    scopes: ScopeStack,
    open: Vec<Open>,
    /// How many literals have been met.
    literals: usize,
}

/// What holds within a scope.
#[derive(Clone, Copy, Default)]
struct Open {
    class: &'static str,
    literal: Option<Within>,
}

/// The outermost literal around a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Within {
    /// What it is.
    pub kind: LiteralKind,
    /// The number of its scope: a literal may have several, one after another.
    pub number: usize,
    /// Whether the token is the mark that begins a string.
    pub begins: bool,
}

impl<'c> ClassStack<'c> {
    pub fn new(classes: &'c Classes) -> Self {
        ClassStack {
            classes,
            known: HashMap::new(),
            scopes: ScopeStack::new(),
            open: Vec::new(),
            literals: 0,
        }
    }

    /// The class of what follows; empty for none.
    pub fn class(&self) -> &'static str {
        self.open.last().map_or("", |open| open.class)
    }

    /// The literal that what follows is a part of.
    pub fn literal(&self) -> Option<Within> {
        self.open.last().and_then(|open| open.literal)
    }

    /// Opens or closes scopes; `None` if the parser contradicts itself.
    pub fn apply(&mut self, operation: &ScopeStackOp) -> Option<()> {
        let (classes, known, open) = (self.classes, &mut self.known, &mut self.open);
        let literals = &mut self.literals;
        let hook = |operation: BasicScopeStackOp, _: &[Scope]| match operation {
            BasicScopeStackOp::Push(scope) => {
                let own = *known.entry(scope).or_insert_with(|| classes.of(scope));
                let around = open.last().copied().unwrap_or_default();
                let literal = match (around.literal, own.literal) {
                    (None, Some(kind)) => {
                        *literals += 1;
                        Some(Within {
                            kind,
                            number: *literals,
                            begins: false,
                        })
                    }
                    (around, _) => around.map(|around| Within {
                        begins: own.begins,
                        ..around
                    }),
                };
                open.push(Open {
                    class: own.class.unwrap_or(around.class),
                    literal,
                });
            }
            BasicScopeStackOp::Pop => {
                open.pop();
            }
        };
        self.scopes.apply_with_hook(operation, hook).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_special_comes_before_the_general() {
        let classes = Classes::new();
        assert_eq!(classes.classes.len(), CLASSES.len(), "every scope can be read");
        assert_eq!(classes.literals.len(), LITERALS.len());
        for (at, (scope, _)) in classes.classes.iter().enumerate() {
            let hidden = classes
                .classes
                .iter()
                .take(at)
                .any(|(before, _)| before.is_prefix_of(*scope));
            assert!(!hidden, "{scope} is never reached");
        }
    }
}
