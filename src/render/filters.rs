//! The filters that Tera does not have, or not as they should be.

use tera::{Kwargs, State, TeraResult, Value};

use super::contexts::text_of_html;
use super::isolation::{self, MARKS};
use crate::base::escape::json_in_html;
use crate::text::Direction;

/// `json`: any value as JSON, ready to print between tags and into a script.
pub fn json(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    // By way of a sorted map, so that a page does not depend on the order of a hash table.
    let sorted: serde_json::Value = serde_json::to_value(value).map_err(tera::Error::message)?;
    Ok(Value::safe_string(&json_in_html(&sorted.to_string())))
}

/// `plain`: the text of HTML, to be escaped where it is printed; any other value as it is.
pub fn plain(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Ok(match value.as_str() {
        Some(html) if value.is_safe() => Value::normal_string(&text_of_html(html)),
        _ => value.clone(),
    })
}

/// `urlencode`: a text as a part of an address, all but unreserved characters (RFC 3986) percent-encoded. A mark for
/// readers who guess directions is no part of it.
pub fn urlencode(text: &str, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.trim_start_matches(MARKS).bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    Ok(Value::normal_string(&encoded))
}

/// `escape`: the same value, since everything is escaped once, where it is printed.
pub fn escape(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Ok(value.clone())
}

/// The filter behind expressions whose values may run against a page in the direction `base`.
pub fn isolated(base: Direction) -> impl Fn(&Value, Kwargs, &State<'_>) -> TeraResult<Value> + Send + Sync + 'static {
    move |value, kwargs, _| {
        if value.is_undefined() {
            let of = kwargs.get::<&str>("of")?.unwrap_or("this");
            return Err(tera::Error::message(format!("`{of}` is not defined")));
        }
        let text = value.as_str().filter(|_| !value.is_safe());
        let html = text.and_then(|text| isolation::isolated(text, base));
        Ok(html.map_or_else(|| value.clone(), |html| Value::safe_string(&html)))
    }
}
