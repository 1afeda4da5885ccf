//! What the names of a template hold, and so where they may be printed.

/// What a value is, as far as printing it goes.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// Ready HTML, in which what runs against the page is isolated and marked: for the text of elements.
    Markup,
    /// A text that may run in any direction. In an attribute it stands as it is; in the text of an element it is
    /// isolated where it has to be.
    Text,
    /// A word for machines, or a phrase in the language of the page: as it is everywhere.
    Word,
    /// An address.
    Url,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// What an author wrote under a name of his own: any type, texts of any direction.
    Free,
    /// A list of values of one shape.
    List(&'static Shape),
    /// Fields by name.
    Map(&'static [(&'static str, Shape)]),
    /// Values of one shape under names that the theme chooses.
    Names(&'static Shape),
}

impl Shape {
    /// The word by which the manual calls what can be printed; none for lists and maps.
    pub fn word(&self) -> Option<&'static str> {
        match self {
            Shape::Markup => Some("HTML"),
            Shape::Text => Some("text"),
            Shape::Word => Some("word"),
            Shape::Url => Some("address"),
            Shape::Number => Some("number"),
            Shape::Flag => Some("yes or no"),
            Shape::Free => Some("free"),
            Shape::List(_) | Shape::Map(_) | Shape::Names(_) => None,
        }
    }

    /// Calls `visit` with every name within and its shape. A shape that holds itself is followed once.
    pub fn each_field(&'static self, visit: &mut dyn FnMut(&'static str, &'static Shape)) {
        let mut seen: Vec<*const Shape> = Vec::new();
        let mut waiting = vec![self];
        while let Some(shape) = waiting.pop() {
            if seen.contains(&std::ptr::from_ref(shape)) {
                continue;
            }
            seen.push(shape);
            match shape {
                Shape::List(item) | Shape::Names(item) => waiting.push(item),
                Shape::Map(fields) => {
                    for (name, field) in *fields {
                        visit(name, field);
                        waiting.push(field);
                    }
                }
                _ => {}
            }
        }
    }
}

/// A name that a template may ask for.
#[derive(Clone, Copy, Debug)]
pub struct TableRow {
    /// The name.
    pub name: &'static str,
    /// What it means, in one sentence.
    pub meaning: &'static str,
    /// What it holds.
    pub shape: &'static Shape,
    /// The kinds of pages on which it can hold anything; none for every one.
    pub kinds: &'static [&'static str],
}
