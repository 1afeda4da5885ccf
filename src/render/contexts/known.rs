//! What is known of a value before a template runs.

use std::collections::HashMap;
use std::ops::BitOr;
use std::rc::Rc;

use crate::model::{Shape, TableRow};

/// A set of what a value can be when it is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// Never anything: a field that does not exist, a component that nobody calls.
    pub const NONE: Kinds = Kinds(0);
    /// HTML.
    pub const MARKUP: Kinds = Kinds(1);
    /// A text of any direction.
    pub const TEXT: Kinds = Kinds(1 << 1);
    /// A word for machines or a phrase in the language of the page.
    pub const WORD: Kinds = Kinds(1 << 2);
    /// An address.
    pub const URL: Kinds = Kinds(1 << 3);
    /// A number.
    pub const NUMBER: Kinds = Kinds(1 << 4);
    /// Yes or no.
    pub const FLAG: Kinds = Kinds(1 << 5);
    /// JSON, as the filter makes it.
    pub const JSON: Kinds = Kinds(1 << 6);
    /// What an author wrote freely.
    pub const FREE: Kinds = Kinds(1 << 7);
    /// Anything.
    pub const UNKNOWN: Kinds = Kinds(1 << 8);
    /// Told by the name of a field alone.
    pub const GUESSED: Kinds = Kinds(1 << 9);
    /// A list or a map.
    pub const NODE: Kinds = Kinds(1 << 10);

    /// Whether any of `others` is possible.
    pub fn has(self, others: Kinds) -> bool {
        self.0 & others.0 != 0
    }

    /// Without `others`.
    pub fn without(self, others: Kinds) -> Kinds {
        Kinds(self.0 & !others.0)
    }
}

impl BitOr for Kinds {
    type Output = Kinds;

    fn bitor(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// All that is known of a value.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// What it can be.
    pub kinds: Kinds,
    /// The expression that made it HTML, as written.
    pub markup: Option<Rc<str>>,
    /// The lists and maps that it can be, if the table knows them.
    shapes: Vec<&'static Shape>,
    /// The items of a list or the values of a map that a template makes.
    items: Option<Box<Known>>,
}

impl Known {
    /// Of these kinds.
    pub fn of(kinds: Kinds) -> Self {
        Known {
            kinds,
            ..Known::default()
        }
    }

    /// HTML that the expression `source` makes.
    pub fn markup(source: &str) -> Self {
        Known {
            markup: Some(source.into()),
            ..Known::of(Kinds::MARKUP)
        }
    }

    /// A list or map whose items are like `item`.
    pub fn node(mut item: Known) -> Self {
        // One level is remembered, so that a list that is put into itself comes to an end.
        if item.items.take().is_some() {
            item.kinds = item.kinds | Kinds::UNKNOWN;
        }
        Known {
            items: Some(Box::new(item)),
            ..Known::of(Kinds::NODE)
        }
    }

    /// A value of this shape.
    pub fn shaped(shape: &'static Shape) -> Self {
        let kinds = match shape {
            Shape::Markup => Kinds::MARKUP,
            Shape::Text => Kinds::TEXT,
            Shape::Word => Kinds::WORD,
            Shape::Url => Kinds::URL,
            Shape::Number => Kinds::NUMBER,
            Shape::Flag => Kinds::FLAG,
            Shape::Free => Kinds::FREE,
            Shape::List(_) | Shape::Map(_) | Shape::Names(_) => Kinds::NODE,
        };
        let mut known = Known::of(kinds);
        if kinds == Kinds::NODE {
            known.shapes.push(shape);
        }
        known
    }

    /// The same as the value of `source`, which is what makes it HTML if it is.
    pub fn written(mut self, source: &str) -> Self {
        if self.kinds.has(Kinds::MARKUP) && self.markup.is_none() {
            self.markup = Some(source.into());
        }
        self
    }

    /// The same with other kinds.
    pub fn with(mut self, kinds: Kinds) -> Self {
        self.kinds = kinds;
        if !kinds.has(Kinds::MARKUP) {
            self.markup = None;
        }
        self
    }

    /// Adds what another value can be. Says whether that is more than before.
    pub fn join(&mut self, other: Known) -> bool {
        let before = self.kinds;
        self.kinds = self.kinds | other.kinds;
        let mut grew = self.kinds != before;
        if self.markup.is_none() {
            self.markup = other.markup;
        }
        for shape in other.shapes {
            if !self.shapes.iter().any(|known| std::ptr::eq(*known, shape)) {
                self.shapes.push(shape);
                grew = true;
            }
        }
        match (&mut self.items, other.items) {
            (Some(items), Some(others)) => grew |= items.join(*others),
            (None, Some(items)) => {
                self.items = Some(items);
                grew = true;
            }
            (_, None) => {}
        }
        grew
    }

    /// This or that.
    pub fn or(mut self, other: Known) -> Self {
        self.join(other);
        self
    }

    /// The field `name`; `fields` says what fields of that name hold wherever it is known.
    pub fn field(&self, name: &str, fields: &Fields) -> Known {
        let mut known = self.beyond_shapes();
        if let Some(shape) = fields.shape(name).filter(|_| known.kinds.has(Kinds::UNKNOWN)) {
            let kinds = known.kinds.without(Kinds::UNKNOWN) | Kinds::GUESSED;
            known = known.with(kinds).or(Known::shaped(shape));
        }
        for shape in &self.shapes {
            match shape {
                Shape::Map(fields) => {
                    let field = fields.iter().find(|(field, _)| *field == name);
                    known.join(field.map(|(_, shape)| Known::shaped(shape)).unwrap_or_default());
                }
                Shape::Names(value) => {
                    known.join(Known::shaped(value));
                }
                _ => {}
            }
        }
        known
    }

    /// Any item of a list, any value of a map.
    pub fn item(&self) -> Known {
        let mut known = self.beyond_shapes();
        for shape in &self.shapes {
            match shape {
                Shape::List(item) | Shape::Names(item) => {
                    known.join(Known::shaped(item));
                }
                Shape::Map(fields) => {
                    for (_, field) in *fields {
                        known.join(Known::shaped(field));
                    }
                }
                _ => {}
            }
        }
        known
    }

    /// The key of any entry of a map.
    pub fn key(&self) -> Known {
        let free = Kinds::FREE | Kinds::UNKNOWN | Kinds::NODE;
        let is_ours = self.items.is_none() && !self.kinds.without(Kinds::NODE).has(free);
        Known::of(if is_ours { Kinds::WORD } else { Kinds::FREE })
    }

    /// What lies within a value of which no shape tells.
    fn beyond_shapes(&self) -> Known {
        let mut known = self.items.as_deref().cloned().unwrap_or_default();
        if self.kinds.has(Kinds::FREE) {
            known.join(Known::of(Kinds::FREE));
        }
        if self.kinds.has(Kinds::UNKNOWN) {
            known.join(Known::of(Kinds::UNKNOWN));
        }
        known
    }
}

/// What the fields of a name hold: everywhere the same.
pub struct Fields(HashMap<&'static str, &'static Shape>);

impl Fields {
    /// All fields of the table.
    pub fn new(table: &'static [TableRow]) -> Self {
        let mut fields = HashMap::new();
        for row in table {
            row.shape.each_field(&mut |name, shape| {
                fields.entry(name).or_insert(shape);
            });
        }
        Fields(fields)
    }

    /// What a field of this name holds.
    pub fn shape(&self, name: &str) -> Option<&'static Shape> {
        self.0.get(name).copied()
    }

    /// The plain twin of an expression that ends with a field that is HTML: `page.title_text` of `page.title`.
    pub fn twin(&self, source: &str) -> Option<String> {
        let is_path = source
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'?'));
        let (_, field) = source.rsplit_once('.').filter(|_| is_path)?;
        self.shape(&format!("{field}_text"))?;
        Some(format!("{source}_text"))
    }
}
