//! The project's values as Tera's.

use std::collections::BTreeMap;

use crate::model::{OutputKind, Value};

/// Converts a value for one kind of output.
///
/// Markup is ready for HTML and printed there as it is. In XML, JSON and plain text it is text like any other:
/// a feed carries it escaped.
pub fn convert(value: &Value, kind: OutputKind) -> tera::Value {
    match value {
        Value::Null => tera::Value::none(),
        Value::Bool(truth) => (*truth).into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Text(text) => tera::Value::normal_string(text),
        Value::Markup(html) if kind == OutputKind::Html => tera::Value::safe_string(html),
        Value::Markup(html) => tera::Value::normal_string(html),
        Value::List(items) => items.iter().map(|item| convert(item, kind)).collect::<Vec<_>>().into(),
        Value::Map(entries) => entries
            .iter()
            .map(|(name, value)| (name.clone(), convert(value, kind)))
            .collect::<BTreeMap<String, tera::Value>>()
            .into(),
    }
}
