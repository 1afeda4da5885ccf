//! What the names of a template stand for: its own, the table's, and what others hand it.

use std::collections::HashMap;

use super::known::{Fields, Known};
use crate::base::Span;
use crate::model::TableRow;

/// What is found out about a theme as a whole, a little more in every round over its templates.
#[derive(Default)]
pub struct Facts {
    /// What `set` and loops bind to a name anywhere: an included file and a block see the names of those around them.
    bound: HashMap<String, Known>,
    /// What components are called with, by component and argument.
    arguments: HashMap<String, HashMap<String, Known>>,
    /// Whether anything was new.
    pub grew: bool,
}

impl Facts {
    /// Takes note that `name` is bound somewhere.
    pub fn bind(&mut self, name: &str, known: Known) {
        self.grew |= join(&mut self.bound, name, known);
    }

    /// Takes note of an argument of a component.
    pub fn call(&mut self, component: &str, argument: &str, known: Known) {
        if !self.arguments.contains_key(component) {
            self.arguments.insert(component.to_owned(), HashMap::new());
        }
        if let Some(arguments) = self.arguments.get_mut(component) {
            self.grew |= join(arguments, argument, known);
        }
    }

    /// What a component gets as an argument.
    pub fn argument(&self, component: &str, argument: &str) -> Known {
        let arguments = self.arguments.get(component);
        arguments
            .and_then(|arguments| arguments.get(argument))
            .cloned()
            .unwrap_or_default()
    }
}

fn join(all: &mut HashMap<String, Known>, name: &str, known: Known) -> bool {
    match all.get_mut(name) {
        Some(before) => before.join(known),
        None => {
            all.insert(name.to_owned(), known);
            true
        }
    }
}

/// The table that a template may ask.
pub struct Table {
    /// Its rows.
    pub rows: &'static [TableRow],
    /// The fields in all of them.
    pub fields: Fields,
}

/// A problem of an expression wherever it is printed.
pub struct Problem {
    /// The expression.
    pub span: Span,
    /// One sentence.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// The names at one point of a template.
pub struct Names<'a, 't> {
    /// The table.
    pub table: &'t Table,
    /// What is known of the theme.
    pub facts: &'t mut Facts,
    /// What is wrong with expressions.
    pub problems: Vec<Problem>,
    local: HashMap<&'a str, Vec<Known>>,
    bound: Vec<&'a str>,
}

impl<'a, 't> Names<'a, 't> {
    /// The names at the beginning of a template.
    pub fn new(table: &'t Table, facts: &'t mut Facts) -> Self {
        Names {
            table,
            facts,
            problems: Vec::new(),
            local: HashMap::new(),
            bound: Vec::new(),
        }
    }

    /// What a name stands for.
    pub fn find(&self, name: &str) -> Known {
        if let Some(known) = self.local.get(name).and_then(|known| known.last()) {
            return known.clone();
        }
        let row = self.table.rows.iter().find(|row| row.name == name);
        let known = row.map(|row| Known::shaped(row.shape)).unwrap_or_default();
        match self.facts.bound.get(name) {
            Some(bound) => known.or(bound.clone()),
            None => known,
        }
    }

    /// How many names are bound: a scope begins.
    pub fn mark(&self) -> usize {
        self.bound.len()
    }

    /// Binds a name until its scope ends.
    pub fn bind(&mut self, name: &'a str, known: Known) {
        self.local.entry(name).or_default().push(known);
        self.bound.push(name);
    }

    /// Sets a name: it has the value from here on, or `perhaps`, where a branch decides.
    pub fn set(&mut self, name: &'a str, known: Known, perhaps: bool) {
        match self.local.get_mut(name).and_then(|known| known.last_mut()) {
            Some(before) if perhaps => {
                before.join(known);
            }
            Some(before) => *before = known,
            None => self.bind(name, known),
        }
    }

    /// Ends the scope that began at `mark`.
    pub fn release(&mut self, mark: usize) {
        for name in self.bound.drain(mark.min(self.bound.len())..) {
            if let Some(known) = self.local.get_mut(name) {
                known.pop();
            }
        }
    }

    /// Hides the names of a template from a component within it, and gives them back.
    pub fn swap(&mut self, other: &mut Hidden<'a>) {
        std::mem::swap(&mut self.local, &mut other.local);
        std::mem::swap(&mut self.bound, &mut other.bound);
    }
}

/// The names of a template while one of its components is read.
#[derive(Default)]
pub struct Hidden<'a> {
    local: HashMap<&'a str, Vec<Known>>,
    bound: Vec<&'a str>,
}
