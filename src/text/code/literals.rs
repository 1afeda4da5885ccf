//! Literals of code: where they are in code of no particular language, and what in them is text.

use std::ops::Range;

use super::{joins, turns, words};
use crate::text::direction::{Direction, first_strong, majority};

/// What a literal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// A string.
    Text,
    /// A comment, or the part of one that stands on a line.
    Comment,
}

/// A token of a line of code that holds text for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Where it stands, in bytes of the line.
    pub range: Range<usize>,
    /// What it is.
    pub kind: LiteralKind,
}

/// What stands between the quotation marks of a string; all of it if there are none.
pub(super) fn within_quotes(text: &str) -> Range<usize> {
    const LONGEST_PREFIX: usize = 4;
    let prefix = text
        .bytes()
        .take(LONGEST_PREFIX)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'#' | b'$' | b'@'))
        .count();
    let after = text.get(prefix..).unwrap_or_default();
    let Some((open, close)) = after.chars().next().and_then(quotes) else {
        return 0..text.len();
    };
    let start = prefix + after.len() - after.trim_start_matches(open).len();
    let end = text.trim_end_matches('#').trim_end_matches(close).len();
    start.min(text.len())..end.max(start)
}

/// What stands between the marks of a comment.
pub(super) fn within_marks(text: &str) -> Range<usize> {
    const BEGINNINGS: [&str; 6] = ["<!--", "<%--", "{{/*", "{/*", "{-", "(*"];
    const ENDS: [&str; 9] = ["*/}}", "*/}", "*/", "--%>", "-->", "-}", "*)", "#}", "%}"];
    let begun = BEGINNINGS.iter().find_map(|mark| text.strip_prefix(mark));
    let begun = begun.unwrap_or_else(|| {
        let text = text
            .strip_prefix('{')
            .filter(|rest| rest.starts_with('#'))
            .unwrap_or(text);
        text.trim_start_matches(['/', '*', '#', '-', ';', '%', '!', '>'])
    });
    let content = begun.trim_start();
    let start = text.len() - content.len();
    let ended = ENDS
        .iter()
        .find_map(|mark| content.strip_suffix(mark))
        .unwrap_or(content);
    start..start + ended.trim_end().len()
}

/// A line that is text to be read, as if it were all one comment; `None` if its first letter is not a right-to-left one.
pub fn prose_line(line: &str) -> Option<Literal> {
    (first_strong(line) == Some(Direction::Rtl)).then_some(Literal {
        range: 0..line.len(),
        kind: LiteralKind::Comment,
    })
}

/// Whether a line has as many words in a row as sentences have and code has not.
fn is_sentence(line: &str) -> bool {
    const WORDS: usize = 3;
    let (mut in_a_row, mut end) = (0, 0);
    for word in words(line) {
        let turning = line.get(word.clone()).is_some_and(|word| word.contains(turns));
        let follows = in_a_row > 0 && joins(line, &(end..end), &word);
        in_a_row = match (turning, follows) {
            (true, true) => in_a_row + 1,
            (true, false) => 1,
            (false, _) => 0,
        };
        if in_a_row == WORDS {
            return majority(line) == Some(Direction::Rtl);
        }
        end = word.end;
    }
    false
}

/// The literals of a line of code in no particular language: what stands between quotation marks, and a comment
/// behind the marks that most languages have. A sentence is one literal.
pub fn literals(line: &str) -> Vec<Literal> {
    if let Some(prose) = prose_line(line).filter(|_| is_sentence(line)) {
        return vec![prose];
    }
    let mut found = Vec::new();
    let mut at = 0;
    let mut before: Option<char> = None;
    // Quotation marks that end nothing in what is left of the line.
    let mut missing: Vec<char> = Vec::new();
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        if before.is_none_or(char::is_whitespace) && begins_comment(rest) {
            found.push(Literal {
                range: at..line.len(),
                kind: LiteralKind::Comment,
            });
            break;
        }
        let next = rest.get(first.len_utf8()..).unwrap_or_default();
        let mut length = first.len_utf8();
        if first == '\\' {
            length += next.chars().next().map_or(0, char::len_utf8);
        } else if let Some((_, close)) = quotes(first)
            && let Some(prefix) = prefix_before_quote(line.get(..at).unwrap_or_default())
            && !missing.contains(&close)
        {
            match closing_quote(next, close) {
                None => missing.push(close),
                Some(end) => {
                    length += end;
                    found.push(Literal {
                        range: at - prefix..at + length,
                        kind: LiteralKind::Text,
                    });
                }
            }
        }
        at += length;
        before = line.get(..at).and_then(|line| line.chars().next_back());
    }
    found
}

fn begins_comment(rest: &str) -> bool {
    let followed = |mark: &str, fits: fn(char) -> bool| {
        rest.strip_prefix(mark)
            .is_some_and(|after| after.chars().next().is_none_or(fits))
    };
    followed("//", |_| true)
        || followed("/*", |_| true)
        || followed("<!--", |_| true)
        || followed("#", |c| c.is_whitespace() || turns(c) || matches!(c, '#' | '!'))
        || followed(";", |c| c.is_whitespace() || turns(c) || c == ';')
        || followed("--", char::is_whitespace)
}

/// A quotation mark that may open a string, and the one that ends it.
fn quotes(open: char) -> Option<(char, char)> {
    let close = match open {
        '"' | '\'' | '`' => open,
        '“' => '”',
        '«' => '»',
        _ => return None,
    };
    Some((open, close))
}

/// The length of the letters that belong to a quotation mark behind them (`f"…"`); `None` if it is an apostrophe.
fn prefix_before_quote(before: &str) -> Option<usize> {
    const LONGEST: usize = 2;
    let letters = before
        .bytes()
        .rev()
        .take(LONGEST)
        .take_while(|byte| b"bBfFrRuU".contains(byte))
        .count();
    let outside = before.get(..before.len() - letters)?;
    (!outside.ends_with(|c: char| c.is_alphanumeric())).then_some(letters)
}

/// How far it is to behind the quotation mark that ends a string.
fn closing_quote(text: &str, close: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == close => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}
