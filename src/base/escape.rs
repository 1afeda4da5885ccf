//! Escaping for HTML: text, attribute values, URLs in attributes.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Writes text or an attribute value: `&`, `<`, `>` and `"` become entities.
pub fn html(text: &str, out: &mut String) {
    // Writing to a string cannot fail.
    let _ = escape_html(out, text);
}

/// Writes text between tags, where quotation marks stay as they are.
pub fn text(text: &str, out: &mut String) {
    let _ = escape_html_body_text(out, text);
}

/// Writes an attribute with a blank before it.
pub fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    html(value, out);
    out.push('"');
}

/// Text or an attribute value, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    html(text, &mut out);
    out
}

/// A JSON text made safe between tags and within `<script>`. Outside its strings none of these characters occurs.
pub fn json_in_html(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

/// Writes a URL for an attribute: what is not allowed in a URL is percent-encoded, what is encoded stays.
pub fn href(url: &str, out: &mut String) {
    let _ = escape_href(out, url);
}
