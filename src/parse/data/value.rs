//! Any value of a notation that serde reads.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::model::Value;

/// Values in one file, names included.
const MOST: usize = 200_000;
/// Lists and tables inside each other.
const DEEPEST: usize = 64;
/// The name under which the TOML crate hands over a date.
const DATE: &str = "$__toml_private_datetime";

/// How much of a file was read.
#[derive(Default)]
pub struct Limits {
    values: Cell<usize>,
}

/// Reads one value and what is in it.
#[derive(Clone, Copy)]
pub struct Seed<'l> {
    limits: &'l Limits,
    depth: usize,
}

impl<'l> Seed<'l> {
    /// Reads the root of a file.
    pub fn new(limits: &'l Limits) -> Self {
        Seed { limits, depth: 0 }
    }

    fn within<E: Error>(self) -> Result<Self, E> {
        let depth = self.depth + 1;
        if depth > DEEPEST {
            return Err(E::custom(format_args!("it is nested more than {DEEPEST} deep")));
        }
        Ok(Seed { depth, ..self })
    }

    fn count<E: Error>(self, value: Value) -> Result<Value, E> {
        let values = self.limits.values.get() + 1;
        self.limits.values.set(values);
        if values > MOST {
            return Err(E::custom(format_args!("it holds more than {MOST} values")));
        }
        Ok(value)
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("data")
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        self.count(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        self.count(Value::Int(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        match i64::try_from(value) {
            Ok(value) => self.count(Value::Int(value)),
            Err(_) => Err(E::custom(format_args!("the number {value} is too large"))),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        self.count(Value::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.count(Value::text(value))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        self.count(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        self.count(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.within()?;
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        self.count(Value::list(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inner = self.within()?;
        let mut map = BTreeMap::new();
        while let Some(key) = entries.next_key_seed(inner)? {
            let key = name(&key).ok_or_else(|| A::Error::custom("a key must be a text or a number"))?;
            if map.contains_key(&key) {
                return Err(A::Error::custom(format_args!("the key `{key}` stands twice")));
            }
            map.insert(key, entries.next_value_seed(inner)?);
        }
        match map.remove(DATE) {
            Some(date) if map.is_empty() => self.count(date),
            _ => self.count(Value::Map(Arc::new(map))),
        }
    }
}

/// The name that a key is.
fn name(key: &Value) -> Option<String> {
    match key {
        Value::Text(text) => Some(text.to_string()),
        Value::Int(number) => Some(number.to_string()),
        Value::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
