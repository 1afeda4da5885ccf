//! The second pass: the sources of numbers and truth values.

use std::fmt;

use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::place;
use crate::parse::tree::{Data, Entry, Node};

/// Walks the tree of the first pass and fills them in.
pub(super) struct Sources<'n, 'b> {
    pub(super) node: &'n mut Node,
    pub(super) block: &'b str,
    pub(super) base: usize,
}

impl<'de> DeserializeSeed<'de> for Sources<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.node.data {
            Data::List(_) => deserializer.deserialize_seq(self),
            Data::Map(_) => deserializer.deserialize_map(self),
            Data::Plain { .. } => deserializer.deserialize_str(self),
            Data::Null | Data::Text(_) => de::IgnoredAny::deserialize(deserializer).map(|_| ()),
        }
    }
}

impl<'de> Visitor<'de> for Sources<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("what was there before")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<(), E> {
        if let Some(span) = place(text, self.block, self.base) {
            self.node.span = span;
        }
        self.visit_str(text)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        if let Data::Plain { source, .. } = &mut self.node.data {
            text.clone_into(source);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Sources { node, block, base } = self;
        if let Data::List(nodes) = &mut node.data {
            for node in nodes {
                items.next_element_seed(Sources { node, block, base })?;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Sources { node, block, base } = self;
        if let Data::Map(entries) = &mut node.data {
            for Entry { node, .. } in entries {
                map.next_key::<de::IgnoredAny>()?;
                map.next_value_seed(Sources { node, block, base })?;
            }
        }
        Ok(())
    }
}
