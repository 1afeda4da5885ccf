//! Brackets and quotation marks that belong together.

use std::ops::Range;

/// A pair: its first byte, and where its content stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// From the opening sign to behind the closing one, in bytes.
    pub outer: Range<usize>,
    /// What stands between them.
    pub content: Range<usize>,
    /// Whether these are quotation marks.
    pub quotes: bool,
}

/// The pairs of a part of a text, by their first byte.
pub(super) fn pairs(text: &str, part: Range<usize>) -> Vec<Pair> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    let start = part.start;
    for (at, c) in text.get(part).unwrap_or_default().char_indices() {
        let at = start + at;
        let Some(sign) = closing(c) else {
            if let Some(found) = open.iter().rposition(|&(expected, _)| expected == c) {
                let (_, opened) = open.remove(found);
                open.truncate(found);
                pairs.push(pair(text, opened, at, c));
            }
            continue;
        };
        // Straight and curly marks look alike on both sides: the second one closes.
        match open.last() {
            Some(&(expected, opened)) if expected == sign && is_quote(c) && !matches!(c, '«' | '‹') => {
                open.pop();
                pairs.push(pair(text, opened, at, c));
            }
            _ if open.len() < DEEPEST => open.push((sign, at)),
            _ => {}
        }
    }
    pairs.sort_by_key(|pair| pair.outer.start);
    pairs
}

/// The pair whose signs stand at `opened` and, `sign`, at `at`.
fn pair(text: &str, opened: usize, at: usize, sign: char) -> Pair {
    let opening = text.get(opened..).and_then(|rest| rest.chars().next());
    Pair {
        outer: opened..at + sign.len_utf8(),
        content: opened + opening.map_or(1, char::len_utf8)..at,
        quotes: is_quote(sign),
    }
}

/// Pairs within more pairs than this are text.
const DEEPEST: usize = 32;

/// What closes what this opens; `"` stands for every mark that both opens and closes.
fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '{' => '}',
        '«' => '»',
        '‹' => '›',
        '﴾' => '﴿',
        '"' | '“' | '”' | '„' => '"',
        _ => return None,
    })
}

/// Whether a character opens or closes a bracket.
pub(super) fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | '﴾' | '﴿')
}

/// Whether a character is a quotation mark other than an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›')
}
