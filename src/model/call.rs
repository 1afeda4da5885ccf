//! The call of a component in a text, and what it comes to.

use super::{Value, Variable};
use crate::base::Position;
use crate::text::Direction;

/// How many calls may stand within each other; the text of one is written anew for every call around it.
pub const DEEPEST_CALL: usize = 32;

/// A directive with a name: what a component is called by.
#[derive(Clone, Debug, PartialEq)]
pub struct ComponentCall {
    /// Its name.
    pub name: Box<str>,
    /// Its arguments in the order written.
    pub arguments: Vec<Argument>,
    /// Whether it stands within a line of text.
    pub inline: bool,
    /// Whether anything stands in it.
    pub has_body: bool,
    /// Its `#id`: an index of [`Body::ids`](super::Body::ids).
    pub id: Option<u32>,
    /// The attributes of the element around its text.
    pub attributes: CallAttributes,
    /// The direction that its author has given to the place, if any.
    pub direction: Option<Direction>,
    /// Where it stands.
    pub position: Position,
}

/// Attributes that a call has whatever its component, as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CallAttributes {
    /// The classes, joined by blanks.
    pub classes: Box<str>,
    /// `lang` and `dir`, each with a blank before it.
    pub direction: Box<str>,
    /// Those two, and what else any element may have, for the case that no component takes the call.
    pub all: Box<str>,
}

/// An argument of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: Box<str>,
    /// What is written behind the equals sign; `None` for a bare word.
    pub value: Option<Box<str>>,
    /// The same as a number, if it is one in the digits of any script.
    pub number: Option<Value>,
    /// For an address, its index in [`Body::references`](super::Body::references).
    pub reference: Option<u32>,
    /// Where it stands.
    pub position: Position,
}

/// A call that fits its component, with all that the component sees.
pub struct Call<'a> {
    /// The component.
    pub component: &'a str,
    /// Its arguments by name.
    pub arguments: Vec<(&'a str, Value)>,
    /// What it may ask for beside them.
    pub given: Vec<Variable<'a>>,
    /// The HTML of what stands in the call.
    pub body: &'a str,
    /// The direction of the text around it.
    pub direction: Direction,
}

impl ComponentCall {
    /// Writes what the component made of the call, in an element that takes the attributes of the call, if it has any.
    /// `id` is its attribute, or empty.
    pub fn write_answer(&self, id: &str, answer: &str, out: &mut String) {
        let CallAttributes { classes, direction, .. } = &self.attributes;
        let class = match &**classes {
            "" => String::new(),
            classes => format!(" class=\"{classes}\""),
        };
        if class.is_empty() && id.is_empty() && direction.is_empty() {
            return out.push_str(answer);
        }
        let element = self.element();
        out.push_str(&format!("<{element}{class}{id}{direction}>{answer}</{element}>"));
    }

    /// Writes a call that no component takes: its text, in an element of its name.
    pub fn write_unanswered(&self, id: &str, body: &str, out: &mut String) {
        let CallAttributes { classes, all, .. } = &self.attributes;
        let (element, name) = (self.element(), &self.name);
        let blank = if classes.is_empty() { "" } else { " " };
        let line = if self.inline { "" } else { "\n" };
        out.push_str(&format!(
            "<{element} class=\"{name}{blank}{classes}\"{id}{all}>{line}{body}</{element}>"
        ));
    }

    fn element(&self) -> &'static str {
        if self.inline { "span" } else { "div" }
    }
}
