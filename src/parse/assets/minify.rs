//! A style sheet in as few bytes as say the same. Nothing is rewritten for older browsers: what follows the direction
//! of the text goes on to do so.

use lightningcss::error::{Error, ErrorLocation};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};

use crate::base::{Code, Diagnostic};

/// Why a sheet cannot be shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    reason: String,
    /// From 0.
    line: usize,
    /// From 0, in units of UTF-16.
    column: usize,
}

/// Shortens a sheet.
///
/// # Errors
/// Something in it cannot be read.
pub fn minified(text: &str) -> Result<String, Refusal> {
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| Refusal::new(&error))?;
    sheet
        .minify(MinifyOptions::default())
        .map_err(|error| Refusal::new(&error))?;
    let printed = sheet.to_css(PrinterOptions {
        minify: true,
        ..PrinterOptions::default()
    });
    printed
        .map(|printed| printed.code)
        .map_err(|error| Refusal::new(&error))
}

impl Refusal {
    fn new<T: std::fmt::Display>(error: &Error<T>) -> Self {
        let ErrorLocation { line, column, .. } = error.loc.clone().unwrap_or(ErrorLocation {
            filename: String::new(),
            line: 0,
            column: 1,
        });
        Refusal {
            reason: error.kind.to_string(),
            line: usize::try_from(line).unwrap_or_default(),
            column: usize::try_from(column).unwrap_or_default().saturating_sub(1),
        }
    }

    /// Where it is in the text that was to be shortened, in bytes.
    pub fn offset(&self, text: &str) -> usize {
        let line_at = |text: &str| text.split_inclusive('\n').take(self.line).map(str::len).sum::<usize>();
        let start = line_at(text).min(text.len());
        let mut units = 0;
        let rest = text.get(start..).unwrap_or_default();
        let within = rest.char_indices().find(|(_, c)| {
            let is_there = units >= self.column;
            units += c.len_utf16();
            is_there
        });
        start + within.map_or(rest.len(), |(at, _)| at)
    }

    /// What is said of it.
    pub fn diagnostic(&self) -> Diagnostic {
        let reason = self.reason.trim_end_matches('.');
        let message = format!("the style sheet is published as it is, since this cannot be read: {reason}");
        Diagnostic::new(Code::CssSyntax, message).help("browsers may skip it too, up to the end of the rule")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_text_goes_on_to_follow_it() {
        for (text, expected) in [
            (
                "a { margin-inline: 1px; margin-block: 1px }",
                "a{margin-block:1px;margin-inline:1px}",
            ),
            (
                "a { padding-inline-start: 1px; padding-inline-end: 1px }",
                "a{padding-inline:1px}",
            ),
            (
                "a { inset-inline: 0; inset-block: 0 }",
                "a{inset-block:0;inset-inline:0}",
            ),
            (
                "a { margin-left: 1px; margin-inline-start: 2px }",
                "a{margin-left:1px;margin-inline-start:2px}",
            ),
            (
                "a { margin-inline-start: 2px; margin-left: 1px }",
                "a{margin-inline-start:2px;margin-left:1px}",
            ),
            (
                "a { border-inline-start: 1px solid red }",
                "a{border-inline-start:1px solid red}",
            ),
            ("a { border-start-end-radius: 2px }", "a{border-start-end-radius:2px}"),
            (
                "a { text-align: start; float: inline-end; clear: inline-start }",
                "a{text-align:start;float:inline-end;clear:inline-start}",
            ),
            (
                "a { inline-size: 1px; block-size: 2px }",
                "a{block-size:2px;inline-size:1px}",
            ),
            ("a:dir(rtl) { color: red }", "a:dir(rtl){color:red}"),
            ("a { &:hover { color: red } }", "a{&:hover{color:red}}"),
            (
                "a { caption-side: inline-start; resize: inline }",
                "a{caption-side:inline-start;resize:inline}",
            ),
            (
                "@supports (display: grid) { a { color: red } }",
                "@supports (display:grid){a{color:red}}",
            ),
            (
                "@container (inline-size > 1px) { a { color: red } }",
                "@container (inline-size>1px){a{color:red}}",
            ),
        ] {
            assert_eq!(minified(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn the_place_of_what_cannot_be_read() {
        let text = "a { color: red }\n/* 𝐀ب */ b:nth-child(x y z) { color: red }";
        let refusal = minified(text).err();
        let at = refusal.as_ref().map(|refusal| refusal.offset(text)).unwrap_or_default();
        // The word that is not expected ends there.
        assert_eq!(text.get(at..), Some(" y z) { color: red }"), "{refusal:?}");
    }
}
