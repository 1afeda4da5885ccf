//! What YAML and TOML have in common: values that know where they stand.

mod controls;
mod reporter;
mod toml;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Span;
use crate::model::Value;

pub use self::toml::{TomlCodes, read_toml};
pub use controls::drop_controls;
pub use reporter::{Reporter, quoted};
pub use yaml::read_yaml;

/// A value and its place in the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub data: Data,
    /// Where it stands; the place of its key where the parser tells no better one.
    pub span: Span,
}

/// The value of a [`Node`].
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Nothing.
    Null,
    /// Text; dates of TOML too, as written.
    Text(String),
    /// True, false or a number.
    Plain {
        /// As written.
        source: String,
        /// As understood.
        value: Value,
    },
    /// A list.
    List(Vec<Node>),
    /// Named values in the order of the file, no name twice.
    Map(Vec<Entry>),
}

/// A named value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The name.
    pub key: String,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Entry {
    /// Whether it tries to say a direction of writing: `dir: rtl`, `rtl: true`.
    pub fn sets_direction(&self) -> bool {
        match self.key.to_ascii_lowercase().as_str() {
            "dir" | "direction" | "languagedirection" | "text_direction" => self.node.as_text().is_some_and(|value| {
                let value = value.trim().to_ascii_lowercase();
                ["rtl", "ltr", "auto"].contains(&value.as_str())
            }),
            "rtl" | "ltr" | "is_rtl" => self.node.as_bool().is_some(),
            _ => false,
        }
    }
}

impl Node {
    /// The text, or the number or truth value exactly as written.
    pub fn as_text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            Data::Plain { source, .. } => Some(source),
            _ => None,
        }
    }

    /// True or false.
    pub fn as_bool(&self) -> Option<bool> {
        match self.data {
            Data::Plain {
                value: Value::Bool(value),
                ..
            } => Some(value),
            _ => None,
        }
    }

    /// A whole number.
    pub fn as_int(&self) -> Option<i64> {
        match self.data {
            Data::Plain {
                value: Value::Int(value),
                ..
            } => Some(value),
            _ => None,
        }
    }

    /// Named values.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.data {
            Data::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether there is nothing.
    pub fn is_null(&self) -> bool {
        self.data == Data::Null
    }

    /// What it is, for messages: `a list`.
    pub fn kind(&self) -> &'static str {
        match &self.data {
            Data::Null => "nothing",
            Data::Text(_) => "text",
            Data::Plain {
                value: Value::Bool(_), ..
            } => "true or false",
            Data::Plain { .. } => "a number",
            Data::List(_) => "a list",
            Data::Map(_) => "a mapping",
        }
    }

    /// The value without its places.
    pub fn to_value(&self) -> Value {
        match &self.data {
            Data::Null => Value::Null,
            Data::Text(text) => Value::text(text),
            Data::Plain { value, .. } => value.clone(),
            Data::List(items) => Value::list(items.iter().map(Node::to_value)),
            Data::Map(entries) => {
                let entries = entries.iter().map(|entry| (entry.key.clone(), entry.node.to_value()));
                Value::Map(Arc::new(entries.collect::<BTreeMap<_, _>>()))
            }
        }
    }
}

/// Limits on what one block may hold; an honest front matter is far below them.
pub mod limits {
    /// Bytes of a front matter.
    pub const BYTES: usize = 64 * 1024;
    /// Values, names included, aliases counted each time they are used.
    pub const NODES: usize = 2_000;
    /// Lists and mappings inside each other.
    pub const DEPTH: usize = 16;
}
