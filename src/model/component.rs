//! The components that a theme offers to texts, and whether a call fits one.

use std::collections::BTreeMap;

use super::{Argument, ComponentCall, Value};
use crate::base::nearest;

/// The containers that every text has, whatever the theme; no component takes the name of one.
pub const CONTAINERS: [&str; 6] = ["caution", "details", "important", "note", "tip", "warning"];

/// Arguments that belong to the call and not to its component.
pub const CALL_ARGUMENTS: [&str; 5] = ["class", "dir", "id", "isolate", "lang"];

/// Whether an argument of this name holds an address, which is found and checked like that of a link.
pub fn is_address_argument(name: &str) -> bool {
    const ADDRESSES: [&str; 3] = ["href", "poster", "src"];
    ADDRESSES.contains(&name) || name.ends_with("_href") || name.ends_with("_src")
}

/// Whether an argument of this name, which holds an address, may hold that of an image.
pub fn is_image_argument(name: &str) -> bool {
    is_address_argument(name) && !name.ends_with("href")
}

/// What a component of a text may ask for beside its arguments.
pub const GIVEN: [&str; 3] = ["dir", "lang", "strings"];

/// A component that texts may call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its name in templates.
    pub name: String,
    /// Other names that authors may call it by.
    pub others: Vec<String>,
    /// What it takes, by name.
    pub parameters: Vec<Parameter>,
    /// Whether it stands within a line of text.
    pub inline: bool,
    /// Whether it prints what stands in the call.
    pub takes_body: bool,
}

/// What a component takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What it has to be.
    pub kind: ParameterKind,
    /// What it is where it is not given, as a template writes it; `None` if it has to be given.
    pub default: Option<String>,
}

/// The type of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterKind {
    /// Whatever is written.
    Any,
    /// A text.
    Text,
    /// Yes or no: a bare word, `true` or `false`.
    Flag,
    /// A whole number.
    Whole,
    /// A number that may have a fraction.
    Fraction,
    /// A number of either kind.
    Number,
    /// The address of an image, of which the component gets all that is known.
    Image,
}

/// Why a call does not fit.
#[derive(Clone, Debug, PartialEq)]
pub enum Misfit<'a> {
    /// The component has no such parameter; perhaps this one is meant.
    Unknown(&'a Argument, Option<&'a str>),
    /// The argument is given a second time.
    Twice(&'a Argument),
    /// The argument is not of its type.
    Type(&'a Argument, ParameterKind),
    /// The argument is not given.
    Missing(&'a Parameter),
    /// It stands within a line and must not, or the reverse.
    Form,
    /// The component would not print what stands in it.
    Body,
}

/// All components of a theme that texts may call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Components {
    components: BTreeMap<String, Component>,
    /// By their other names.
    others: BTreeMap<String, String>,
}

impl FromIterator<Component> for Components {
    fn from_iter<T: IntoIterator<Item = Component>>(components: T) -> Self {
        let mut all = Components::default();
        for component in components {
            for other in &component.others {
                all.others.insert(other.clone(), component.name.clone());
            }
            all.components.insert(component.name.clone(), component);
        }
        all
    }
}

impl Components {
    /// The component that authors call `name`.
    pub fn find(&self, name: &str) -> Option<&Component> {
        let by_other_name = || self.components.get(self.others.get(name)?);
        self.components.get(name).or_else(by_other_name)
    }

    /// All of them, by their names.
    pub fn iter(&self) -> impl Iterator<Item = &Component> {
        self.components.values()
    }

    /// What authors may call, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.components.keys().map(String::as_str)
    }

    /// The name of a component or container that is perhaps meant by `name`.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let known = self.names().chain(self.others.keys().map(String::as_str));
        nearest(&name.to_lowercase(), known.chain(CONTAINERS))
    }
}

impl Components {
    /// The references that calls give to components as images, by their index in
    /// [`Body::references`](super::Body::references).
    pub fn images<'a>(&'a self, calls: &'a [ComponentCall]) -> impl Iterator<Item = u32> + 'a {
        calls.iter().flat_map(|call| {
            let component = self.find(&call.name);
            call.arguments.iter().filter_map(move |argument| {
                let parameter = component?.parameter(&argument.name)?;
                argument.reference.filter(|_| parameter.kind == ParameterKind::Image)
            })
        })
    }
}

impl Component {
    /// The arguments of a call as the component takes them, or everything that is wrong with it.
    pub fn arguments<'a>(&'a self, call: &'a ComponentCall) -> Result<Vec<(&'a str, Value)>, Vec<Misfit<'a>>> {
        let (mut arguments, mut misfits) = (Vec::new(), Vec::new());
        if call.inline != self.inline {
            misfits.push(Misfit::Form);
        } else if call.has_body && !self.takes_body {
            misfits.push(Misfit::Body);
        }
        for argument in &call.arguments {
            let Some(parameter) = self.parameter(&argument.name) else {
                let names = self.parameters.iter().map(|parameter| parameter.name.as_str());
                misfits.push(Misfit::Unknown(argument, nearest(&argument.name, names)));
                continue;
            };
            if arguments.iter().any(|(name, _)| *name == parameter.name) {
                misfits.push(Misfit::Twice(argument));
            }
            match parameter.kind.value(argument) {
                Some(value) => arguments.push((parameter.name.as_str(), value)),
                None => misfits.push(Misfit::Type(argument, parameter.kind)),
            }
        }
        let is_given = |parameter: &Parameter| call.arguments.iter().any(|argument| *argument.name == parameter.name);
        let missing = self.parameters.iter().filter(|parameter| parameter.default.is_none());
        misfits.extend(missing.filter(|parameter| !is_given(parameter)).map(Misfit::Missing));
        if misfits.is_empty() {
            Ok(arguments)
        } else {
            Err(misfits)
        }
    }

    /// The parameter of a name.
    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }
}

impl ParameterKind {
    /// The word by which a template calls it; none for whatever is written.
    pub fn word(self) -> Option<&'static str> {
        match self {
            ParameterKind::Any => None,
            ParameterKind::Text => Some("string"),
            ParameterKind::Flag => Some("bool"),
            ParameterKind::Whole => Some("integer"),
            ParameterKind::Fraction => Some("float"),
            ParameterKind::Number => Some("number"),
            ParameterKind::Image => Some("map"),
        }
    }

    /// The value of an argument, if it is of this type.
    fn value(self, argument: &Argument) -> Option<Value> {
        let written = argument.value.as_deref();
        match self {
            ParameterKind::Any => Some(written.map_or(Value::Bool(true), Value::text)),
            ParameterKind::Text | ParameterKind::Image => written.map(Value::text),
            ParameterKind::Flag => match written {
                None | Some("true") => Some(Value::Bool(true)),
                Some("false") => Some(Value::Bool(false)),
                Some(_) => None,
            },
            ParameterKind::Whole => argument.number.clone().filter(|number| matches!(number, Value::Int(_))),
            ParameterKind::Number => argument.number.clone(),
            ParameterKind::Fraction => match argument.number {
                // Exact below 2⁵³, as far as floating-point numbers are.
                Some(Value::Int(whole)) => Some(Value::Float(whole as f64)),
                ref number => number.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Position;

    fn argument(name: &str, value: Option<&str>, number: Option<Value>) -> Argument {
        Argument {
            name: name.into(),
            value: value.map(Box::from),
            number,
            reference: None,
            position: Position::START,
        }
    }

    #[test]
    fn values_of_arguments() {
        use ParameterKind::{Any, Flag, Fraction, Number, Text, Whole};
        let (int, float) = (Some(Value::Int(3)), Some(Value::Float(1.5)));
        for (kind, value, number, expected) in [
            (Any, Some("a"), None, Some(Value::text("a"))),
            (Any, None, None, Some(Value::Bool(true))),
            (Text, Some("3"), int.clone(), Some(Value::text("3"))),
            (Text, Some(""), None, Some(Value::text(""))),
            (Text, None, None, None),
            (Flag, None, None, Some(Value::Bool(true))),
            (Flag, Some("false"), None, Some(Value::Bool(false))),
            (Flag, Some("no"), None, None),
            (Whole, Some("٣"), int.clone(), int.clone()),
            (Whole, Some("1.5"), float.clone(), None),
            (Whole, None, None, None),
            (Number, Some("1.5"), float.clone(), float.clone()),
            (Fraction, Some("3"), int.clone(), Some(Value::Float(3.0))),
            (Fraction, Some("a"), None, None),
        ] {
            assert_eq!(
                kind.value(&argument("x", value, number)),
                expected,
                "{kind:?} {value:?}"
            );
        }
    }
}
