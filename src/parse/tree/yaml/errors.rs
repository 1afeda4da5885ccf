//! What the YAML parser's complaints mean, and what to type instead.

use super::values::UNKNOWN_TAG;
use crate::base::quote::in_quotes;
use crate::base::{Code, Span};
use crate::parse::tree::{Reporter, quoted};

/// The complaint about a block that holds too much.
pub(super) const TOO_LARGE: &str = "too many values, or nested too deeply";

/// Reports a complaint of the parser about a block that starts `base` bytes into its file.
pub(super) fn report(error: &serde_yaml::Error, block: &str, base: usize, reporter: &mut Reporter<'_>) {
    let text = error.to_string();
    let at = match error.location() {
        _ if text.contains("control characters") => forbidden(block),
        Some(location) => context(&text, block).unwrap_or_else(|| location.index()),
        None => 0,
    };
    let at = block.floor_char_boundary(at.min(block.trim_end().len()));
    let after = block.get(at..).unwrap_or_default();
    let length = after.chars().next().map_or(0, char::len_utf8);
    let span = Span::new(at, at + length).shifted(base);
    if ["recursion limit", "repetition limit", TOO_LARGE]
        .iter()
        .any(|limit| text.contains(limit))
    {
        report_size(span, reporter);
        return;
    }
    let (message, help) = explain(&text, block, at);
    reporter.add(Code::FrontMatterSyntax, span, message, help);
}

/// Reports a block that holds too much.
pub(super) fn report_size(span: Span, reporter: &mut Reporter<'_>) {
    reporter.add(
        Code::FrontMatterSyntax,
        span,
        format!("The front matter holds {TOO_LARGE}"),
        "move data to a file under `content/_data/`",
    );
}

/// What the complaint means, and what to type instead.
fn explain(text: &str, block: &str, at: usize) -> (String, String) {
    let start = block.get(..at).map_or(0, |before| {
        before.rfind(['\n', '\r']).map_or(0, |line_end| line_end + 1)
    });
    let line = block
        .get(start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let before = block.get(start..at).unwrap_or_default();
    let quote = || match line.split_once(": ") {
        Some((key, value)) => {
            format!("put the value in quotes: {key}: {}", in_quotes(value.trim()))
        }
        None => "put the value in double quotes".to_owned(),
    };
    let found = block.get(at..).and_then(|after| after.chars().next()).unwrap_or(' ');
    let has = |part: &str| text.contains(part);
    let (message, help) = match () {
        () if line.starts_with('\t') => (
            "A tab stands in the indentation".to_owned(),
            "indent with spaces".to_owned(),
        ),
        () if has("mapping values are not allowed") && before.contains(": ") => {
            ("A `:` stands inside a value that is not in quotes".to_owned(), quote())
        }
        () if has("mapping values are not allowed") => (
            "This key does not fit the lines before it".to_owned(),
            "write `key: value` on each line, keys of one level in one column".to_owned(),
        ),
        () if has("cannot start any token") => (format!("A value cannot start with `{found}`"), quote()),
        () if has("quoted scalar") => (
            "A quotation mark is never closed".to_owned(),
            "close it at the end of the value".to_owned(),
        ),
        () if has("flow sequence") || has("flow mapping") || has("flow node") => (
            "A bracket is not closed, or a comma is missing".to_owned(),
            "write `[one, two]`; put text that starts with a bracket in quotes".to_owned(),
        ),
        () if has("expected ':'") => (
            "This line is neither `key: value` nor part of the value before it".to_owned(),
            "write `key: value`, or indent the line to go on with the value".to_owned(),
        ),
        () if has("alias") || has("anchor") => (
            "A value that starts with `*` or `&` has a meaning of its own in YAML".to_owned(),
            quote(),
        ),
        () if has("did not find expected key") && before.contains(": ") => {
            ("Text follows the closing quotation mark or bracket".to_owned(), quote())
        }
        () if has("control characters") => (
            format!("The character U+{:04X} cannot stand in front matter", u32::from(found)),
            "remove it".to_owned(),
        ),
        () if has(UNKNOWN_TAG) => (
            format!(
                "YAML tags are not understood: {}",
                text.split(UNKNOWN_TAG)
                    .last()
                    .unwrap_or_default()
                    .split(" at ")
                    .next()
                    .unwrap_or_default()
                    .trim()
            ),
            "remove the tag, or put the value in quotes".to_owned(),
        ),
        () if has("expected a key") => (
            "A key is a list or a mapping".to_owned(),
            "put a value that starts with a bracket or a brace in quotes".to_owned(),
        ),
        () if has("more than one document") => (
            "A second document starts inside the front matter".to_owned(),
            "a line that starts with `---` ends the front matter only if nothing follows".to_owned(),
        ),
        () => (
            format!(
                "This is not valid YAML: {}",
                quoted(text.split(" at line ").next().unwrap_or(text))
            ),
            "write `key: value` on each line; put unusual text in double quotes".to_owned(),
        ),
    };
    (message, help)
}

/// The offset at which the construct starts that is never completed, where the complaint is about one: the parser notices
/// only at the end of the block.
fn context(text: &str, block: &str) -> Option<usize> {
    let parts = [
        "while scanning a quoted scalar at ",
        "while scanning a simple key at ",
        "while parsing a flow sequence at ",
        "while parsing a flow mapping at ",
    ];
    let place = parts.iter().find_map(|part| Some(text.split_once(part)?.1))?;
    let (line, column) = place.strip_prefix("line ")?.split_once(" column ")?;
    offset(block, line.parse().ok()?, column.parse().ok()?)
}

/// The offset of a line and column as YAML 1.1 counts them, from 1.
fn offset(block: &str, line: usize, column: usize) -> Option<usize> {
    let (mut row, mut col) = (1, 1);
    let mut characters = block.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if (row, col) == (line, column) {
            return Some(at);
        }
        let crlf = c == '\r' && characters.peek().is_some_and(|&(_, next)| next == '\n');
        if !crlf && matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            (row, col) = (row + 1, 1);
        } else {
            col += 1;
        }
    }
    None
}

/// The offset of the first character that YAML does not allow.
fn forbidden(block: &str) -> usize {
    let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let noncharacter = |c: char| matches!(c, '\u{FFFE}' | '\u{FFFF}');
    block.find(|c| !allowed(c) || noncharacter(c)).unwrap_or(0)
}
