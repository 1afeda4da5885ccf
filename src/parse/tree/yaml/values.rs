//! The first pass: values, with the places of all texts that the parser lends.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, hash_map};
use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::errors::TOO_LARGE;
use super::place;
use crate::base::Span;
use crate::model::Value;
use crate::parse::tree::{Data, Entry, Node, limits};

/// How the message of an unknown tag starts.
pub(super) const UNKNOWN_TAG: &str = "unknown tag";

/// The first pass.
pub(super) struct First<'b> {
    block: &'b str,
    base: usize,
    /// Whether tags of the core schema were rewritten as local ones.
    local_tags: bool,
    nodes: Cell<usize>,
    /// Whether something was understood as a number or a truth value.
    pub(super) plain: Cell<bool>,
    /// Keys that stand twice: the name, the second place, the first.
    pub(super) duplicates: RefCell<Vec<(String, Span, Span)>>,
}

impl<'b> First<'b> {
    /// Starts a pass over a block that starts `base` bytes into its file.
    pub(super) fn new(block: &'b str, base: usize, local_tags: bool) -> Self {
        First {
            block,
            base,
            local_tags,
            nodes: Cell::new(0),
            plain: Cell::new(false),
            duplicates: RefCell::default(),
        }
    }

    /// Reads the root.
    pub(super) fn seed(&self, fallback: Span) -> NodeSeed<'_> {
        NodeSeed {
            pass: self,
            fallback,
            depth: 0,
        }
    }

    fn count<E: de::Error>(&self, depth: usize) -> Result<(), E> {
        let nodes = self.nodes.get() + 1;
        self.nodes.set(nodes);
        if nodes > limits::NODES || depth > limits::DEPTH {
            return Err(E::custom(TOO_LARGE));
        }
        Ok(())
    }
}

#[derive(Clone, Copy)]
pub(super) struct NodeSeed<'p> {
    pass: &'p First<'p>,
    /// The place of the key: used where the parser lends no text.
    fallback: Span,
    depth: usize,
}

impl NodeSeed<'_> {
    fn child(self, fallback: Span) -> Self {
        NodeSeed {
            fallback,
            depth: self.depth + 1,
            ..self
        }
    }

    fn node<E: de::Error>(self, data: Data) -> Result<Node, E> {
        self.pass.count(self.depth)?;
        Ok(Node {
            data,
            span: self.fallback,
        })
    }

    fn plain<E: de::Error>(self, source: String, value: Value) -> Result<Node, E> {
        self.pass.plain.set(true);
        self.node(Data::Plain { source, value })
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
        self.node(Data::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Node, E> {
        self.node(Data::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Node, E> {
        self.plain(value.to_string(), Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Node, E> {
        self.plain(value.to_string(), Value::Int(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Node, E> {
        let number = i64::try_from(value).map_or(Value::text(value.to_string()), Value::Int);
        self.plain(value.to_string(), number)
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Node, E> {
        self.plain(value.to_string(), Value::text(value.to_string()))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Node, E> {
        self.plain(value.to_string(), Value::text(value.to_string()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Node, E> {
        self.plain(value.to_string(), Value::Float(value))
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Node, E> {
        let span = place(text, self.pass.block, self.pass.base).unwrap_or(self.fallback);
        NodeSeed { fallback: span, ..self }.visit_str(text)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Node, E> {
        self.node(Data::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let list = self.node(Data::Null)?;
        let mut nodes = Vec::new();
        while let Some(node) = items.next_element_seed(self.child(self.fallback))? {
            nodes.push(node);
        }
        Ok(Node {
            data: Data::List(nodes),
            ..list
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let node = self.node(Data::Null)?;
        let mut entries = Vec::new();
        let mut seen: HashMap<String, Span> = HashMap::new();
        while let Some((key, key_span)) = map.next_key_seed(KeySeed(self))? {
            let node = map.next_value_seed(self.child(key_span))?;
            match seen.entry(key.clone()) {
                hash_map::Entry::Vacant(free) => {
                    free.insert(key_span);
                    entries.push(Entry { key, key_span, node });
                }
                hash_map::Entry::Occupied(earlier) => {
                    let duplicate = (key, key_span, *earlier.get());
                    self.pass.duplicates.borrow_mut().push(duplicate);
                }
            }
        }
        Ok(Node {
            data: Data::Map(entries),
            ..node
        })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Node, A::Error> {
        const CORE: [&str; 7] = ["_str", "_int", "_bool", "_float", "_null", "_seq", "_map"];
        let (tag, value) = tagged.variant::<String>()?;
        if self.pass.local_tags && CORE.contains(&tag.as_str()) {
            return value.newtype_variant_seed(self);
        }
        let tag = tag.replacen('_', "!", usize::from(self.pass.local_tags && tag.starts_with('_')));
        Err(de::Error::custom(format!("{UNKNOWN_TAG} `!{tag}`")))
    }
}

/// A key: its text as written, and its place.
struct KeySeed<'p>(NodeSeed<'p>);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = (String, Span);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = (String, Span);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        let NodeSeed { pass, fallback, depth } = self.0;
        pass.count(depth)?;
        let span = place(text, pass.block, pass.base).unwrap_or(fallback);
        Ok((text.to_owned(), span))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        self.0.pass.count(self.0.depth)?;
        Ok((text.to_owned(), self.0.fallback))
    }
}
