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

/// A bracket or a quotation mark, and where it stands.
pub(super) type Sign = (usize, char);

/// The pairs among the signs of a text, by their first byte.
pub(super) fn pairs(signs: &[Sign]) -> Vec<Pair> {
    let mut open: Vec<Sign> = Vec::new();
    let mut pairs = Vec::new();
    for &(at, c) in signs {
        let Some(sign) = closing(c) else {
            if let Some(found) = open.iter().rposition(|&(_, opened)| closing(opened) == Some(c)) {
                pairs.push(pair(open.remove(found), (at, c)));
                open.truncate(found);
            }
            continue;
        };
        // Straight and curly marks look alike on both sides: the second one closes.
        match open.last() {
            Some(&opened) if closing(opened.1) == Some(sign) && is_quote(c) && !matches!(c, '«' | '‹') => {
                open.pop();
                pairs.push(pair(opened, (at, c)));
            }
            _ if open.len() < DEEPEST => open.push((at, c)),
            _ => {}
        }
    }
    pairs.sort_by_key(|pair| pair.outer.start);
    pairs
}

fn pair((opened, opening): Sign, (closed, closing): Sign) -> Pair {
    Pair {
        outer: opened..closed + closing.len_utf8(),
        content: opened + opening.len_utf8()..closed,
        quotes: is_quote(closing),
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

/// Whether a character is one of a pair.
pub(super) fn is_sign(c: char) -> bool {
    is_bracket(c) || is_quote(c)
}
