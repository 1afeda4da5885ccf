//! The class of a token: that of the innermost of its scopes that has one.

use std::collections::HashMap;

use syntect::parsing::{BasicScopeStackOp, Scope, ScopeStack, ScopeStackOp};

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

/// The table with its scopes read.
pub(super) struct Classes(Vec<(Scope, &'static str)>);

impl Classes {
    pub fn new() -> Self {
        let read = |&(scope, class): &(&str, &'static str)| Scope::new(scope).ok().map(|scope| (scope, class));
        Classes(CLASSES.iter().filter_map(read).collect())
    }

    fn of(&self, scope: Scope) -> Option<&'static str> {
        let mut matching = self.0.iter().filter(|(prefix, _)| prefix.is_prefix_of(scope));
        matching.next().map(|&(_, class)| class)
    }
}

/// The scopes that are open, and the class that they amount to.
pub(super) struct ClassStack<'c> {
    classes: &'c Classes,
    known: HashMap<Scope, Option<&'static str>>,
    scopes: ScopeStack,
    open: Vec<&'static str>,
}

impl<'c> ClassStack<'c> {
    pub fn new(classes: &'c Classes) -> Self {
        ClassStack {
            classes,
            known: HashMap::new(),
            scopes: ScopeStack::new(),
            open: Vec::new(),
        }
    }

    /// The class of what follows; empty for none.
    pub fn class(&self) -> &'static str {
        self.open.last().copied().unwrap_or_default()
    }

    /// Opens or closes scopes; `None` if the parser contradicts itself.
    pub fn apply(&mut self, operation: &ScopeStackOp) -> Option<()> {
        let (classes, known, open) = (self.classes, &mut self.known, &mut self.open);
        let hook = |operation: BasicScopeStackOp, _: &[Scope]| match operation {
            BasicScopeStackOp::Push(scope) => {
                let class = *known.entry(scope).or_insert_with(|| classes.of(scope));
                let around = open.last().copied().unwrap_or_default();
                open.push(class.unwrap_or(around));
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
        assert_eq!(classes.0.len(), CLASSES.len(), "every scope can be read");
        for (at, (scope, _)) in classes.0.iter().enumerate() {
            let hidden = classes.0.iter().take(at).any(|(before, _)| before.is_prefix_of(*scope));
            assert!(!hidden, "{scope} is never reached");
        }
    }
}
