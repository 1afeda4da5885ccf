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

/// Text or an attribute value, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    html(text, &mut out);
    out
}

/// Writes a URL for an attribute: what is not allowed in a URL is percent-encoded, what is encoded stays.
pub fn href(url: &str, out: &mut String) {
    let _ = escape_href(out, url);
}
