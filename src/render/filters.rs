//! The filters that Tera does not have, or not as they should be.

use tera::{Kwargs, State, TeraResult, Value};

use super::contexts::text_of_html;
use super::isolation::{self, MARKS};
use crate::base::escape::json_in_html;
use crate::model::{Loading, ShownImage};
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

/// `picture`: an image such as `cover`, ready to print with its smaller copies; nothing where there is no image. `alt`
/// is what it says to those who do not see it; `sizes`, `loading` and `class` may be given too.
///
/// # Errors
/// The value is no image, `alt` is missing, or `loading` is no word of HTML's.
pub fn picture(value: &Value, kwargs: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let Some(alt) = kwargs.get::<&Value>("alt")? else {
        let message = "`picture` needs `alt`: what the image says to those who do not see it, or an empty text";
        return Err(tera::Error::message(message));
    };
    if value.is_none() || value.as_map().is_some_and(|fields| fields.is_empty()) {
        return Ok(Value::safe_string(""));
    }
    let field = |name: &'static str| value.as_map().and(value.get_from_path(name));
    let Some(url) = field("url").and_then(Value::as_str) else {
        let message = "`picture` shows an image, such as `cover` or what a component takes as a `map`";
        return Err(tera::Error::message(message));
    };
    let text = |name: &'static str| field(name).and_then(Value::as_str).unwrap_or_default();
    let side = |name: &'static str| u32::try_from(field(name)?.as_i64()?).ok();
    let loading = kwargs.get::<&str>("loading")?.unwrap_or(text("loading"));
    let image = ShownImage {
        url: url.to_owned(),
        size: side("width").zip(side("height")),
        srcset: text("srcset").to_owned(),
        sizes: kwargs.get::<&str>("sizes")?.unwrap_or(text("sizes")).to_owned(),
        loading: Loading::parse(loading)
            .ok_or_else(|| tera::Error::message("`loading` of `picture` is `\"lazy\"` or `\"eager\"`"))?,
    };
    let mut html = String::new();
    image.write(
        &plain_text(alt),
        kwargs.get::<&str>("class")?.unwrap_or_default(),
        &mut html,
    );
    Ok(Value::safe_string(&html))
}

/// A value as an attribute shows it.
fn plain_text(value: &Value) -> String {
    match value.as_str() {
        Some(html) if value.is_safe() => text_of_html(html),
        Some(text) => text.to_owned(),
        None => value.to_string(),
    }
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
