//! How plain text is written into each kind of output.

use std::io::{Result, Write};

use crate::model::OutputKind;

/// The escaper of a kind of output.
pub fn escaper(kind: OutputKind) -> fn(&str, &mut dyn Write) -> Result<()> {
    match kind {
        OutputKind::Html => html,
        OutputKind::Xml => xml,
        OutputKind::Json => json,
        OutputKind::Css => css,
        OutputKind::Text => plain,
    }
}

/// For element content and quoted attributes of HTML.
fn html(text: &str, out: &mut dyn Write) -> Result<()> {
    replace(text, out, entity)
}

/// For element content and quoted attributes of XML; what XML 1.0 cannot hold at all is dropped.
fn xml(text: &str, out: &mut dyn Write) -> Result<()> {
    replace(text, out, |c| match c {
        '\t' | '\n' | '\r' => None,
        '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => Some(String::new()),
        c => entity(c),
    })
}

/// What HTML and XML write for the characters of their own.
fn entity(c: char) -> Option<String> {
    let entity = match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        '\'' => "&#39;",
        _ => return None,
    };
    Some(entity.into())
}

/// For a value or a string of CSS: whatever could end either is written as its number.
fn css(text: &str, out: &mut dyn Write) -> Result<()> {
    let is_harmless = |c: char| c.is_alphanumeric() || matches!(c, '#' | '.' | '%' | '-' | '_' | '/' | '+' | ' ');
    replace(text, out, |c| {
        (!is_harmless(c)).then(|| format!("\\{:x} ", u32::from(c)))
    })
}

/// For plain text, which has nothing to escape.
fn plain(text: &str, out: &mut dyn Write) -> Result<()> {
    out.write_all(text.as_bytes())
}

/// For the inside of a JSON string.
fn json(text: &str, out: &mut dyn Write) -> Result<()> {
    replace(text, out, json_escape)
}

/// The escape of a character within a JSON string, safe within `<script>` too.
fn json_escape(c: char) -> Option<String> {
    match c {
        '"' => Some("\\\"".into()),
        '\\' => Some("\\\\".into()),
        '\n' => Some("\\n".into()),
        '\0'..='\x1f' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => Some(format!("\\u{:04x}", u32::from(c))),
        _ => None,
    }
}

/// Writes `text`, characters that `escape` knows replaced by what it says.
fn replace(text: &str, out: &mut dyn Write, escape: impl Fn(char) -> Option<String>) -> Result<()> {
    let mut written = 0;
    for (at, c) in text.char_indices() {
        if let Some(escaped) = escape(c) {
            out.write_all(text.get(written..at).unwrap_or_default().as_bytes())?;
            out.write_all(escaped.as_bytes())?;
            written = at + c.len_utf8();
        }
    }
    out.write_all(text.get(written..).unwrap_or_default().as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_kind_escapes_in_its_own_way() {
        let text = "\"س\" <b>'&\u{1}\n\\\u{2028}";
        for (kind, expected) in [
            (OutputKind::Html, "&quot;س&quot; &lt;b&gt;&#39;&amp;\u{1}\n\\\u{2028}"),
            (OutputKind::Xml, "&quot;س&quot; &lt;b&gt;&#39;&amp;\n\\\u{2028}"),
            (
                OutputKind::Json,
                "\\\"س\\\" \\u003cb\\u003e'\\u0026\\u0001\\n\\\\\\u2028",
            ),
            (OutputKind::Text, text),
            (OutputKind::Css, "\\22 س\\22  \\3c b\\3e \\27 \\26 \\1 \\a \\5c \\2028 "),
        ] {
            let mut out = Vec::new();
            escaper(kind)(text, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), expected, "{kind:?}");
        }
    }
}
