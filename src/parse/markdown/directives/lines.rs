//! What a line is made of, as far as directives and invisible marks care.

use super::args;
use super::numbers::number;
use super::patterns::name_length;
use crate::locale::digit;
use crate::text::is_mark;

/// Where `needle` stands among the first `limit` bytes: a bound that keeps long lines linear.
pub(super) fn within(text: &str, limit: usize, needle: &str) -> Option<usize> {
    text.get(..text.floor_char_boundary(limit))?.find(needle)
}

/// The length of what may stand before a block within a line: blanks, quote signs, list markers.
pub(super) fn prefix(line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut at = 0;
    loop {
        at += match bytes.get(at) {
            Some(b' ' | b'\t' | b'>') => 1,
            Some(b'-' | b'*' | b'+') if matches!(bytes.get(at + 1), Some(b' ' | b'\t')) => 2,
            Some(byte) if byte.is_ascii_digit() => match list_number(bytes.get(at..).unwrap_or_default()) {
                0 => return at,
                length => length,
            },
            _ => return at,
        };
    }
}

/// The length of `12. ` or `12) `, or 0.
pub(super) fn list_number(bytes: &[u8]) -> usize {
    let digits = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    let is_marker = (1..=9).contains(&digits)
        && matches!(bytes.get(digits), Some(b'.' | b')'))
        && matches!(bytes.get(digits + 1), None | Some(b' ' | b'\t'));
    if is_marker { (digits + 2).min(bytes.len()) } else { 0 }
}

/// The length of the invisible characters that `text` starts with and that may be dropped before a block marker: marks,
/// joiners, zero width spaces, and the beginnings of isolates and embeddings unless the line is blank.
pub(super) fn marks(text: &str) -> usize {
    let rest = text.trim_start_matches(|c| is_mark(c) || opens_run(c));
    if rest.trim_start_matches([' ', '\t']).is_empty() {
        return text.len() - text.trim_start_matches(is_mark).len();
    }
    text.len() - rest.len()
}

fn opens_run(c: char) -> bool {
    matches!(
        c,
        '\u{2066}'..='\u{2068}' | '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}'
    )
}

/// The length of the characters at the end of `line` that close the isolates and embeddings among `marks`.
pub(super) fn isolates(marks: &str, line: &str) -> usize {
    let opened = marks.chars().filter(|&c| opens_run(c)).count();
    let closing = line.chars().rev().take(opened);
    closing
        .take_while(|c| matches!(c, '\u{2069}' | '\u{202C}'))
        .map(char::len_utf8)
        .sum()
}

/// The length of the marker of a heading or a list that `text` starts with, and of the blank behind it, if that is none
/// of those that CommonMark takes for one: a no-break space, mostly.
pub(super) fn blanks_of_marker(text: &str) -> Option<usize> {
    let run = text.bytes().take_while(|&byte| byte == b'#').count();
    let digits = text.chars().take(10).take_while(|&c| digit(c).is_some());
    let marker = match text.as_bytes().first()? {
        b'#' if run <= 6 => run,
        b'-' | b'+' | b'*' => 1,
        _ => {
            let length: usize = digits.map(char::len_utf8).sum();
            let is_number = length > 0 && text.get(length..)?.starts_with(['.', ')']);
            if is_number { length + 1 } else { 0 }
        }
    };
    let blank = text.get(marker..).filter(|_| marker > 0)?.chars().next()?;
    (blank.is_whitespace() && !blank.is_ascii()).then(|| marker + blank.len_utf8())
}

/// Whether `text` starts with a block marker, or is blank.
pub(super) fn starts_block(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t']);
    let is_followed_by_blank = |length: usize| matches!(text.as_bytes().get(length), None | Some(b' ' | b'\t'));
    let run = |byte: u8| text.bytes().take_while(|&other| other == byte).count();
    match text.as_bytes().first() {
        None | Some(b'>' | b'|') => true,
        Some(b'#') => run(b'#') <= 6 && is_followed_by_blank(run(b'#')),
        Some(byte @ (b'`' | b'~' | b':')) => run(*byte) >= 3,
        Some(byte @ (b'-' | b'+' | b'*')) => is_followed_by_blank(1) || is_rule(text, *byte),
        Some(byte @ (b'_' | b'=')) => is_rule(text, *byte),
        Some(b'[') => is_alert(text) || within(text, 1000, "]:").is_some(),
        Some(b'{') => args::is_meant(text),
        Some(byte) if byte.is_ascii_digit() => list_number(text.as_bytes()) > 0,
        _ => number(text).is_some(),
    }
}

/// Whether `text` starts as the first line of an alert does, and not as a picture that is a link.
fn is_alert(text: &str) -> bool {
    text.strip_prefix("[!")
        .is_some_and(|name| name.starts_with(char::is_alphabetic))
}

pub(super) fn is_rule(text: &str, byte: u8) -> bool {
    text.bytes()
        .all(|other| other == byte || other == b' ' || other == b'\t')
}

/// Whether a line starts with a colon that is no marker of a definition: `:)`.
pub(super) fn is_colon_of_text(content: &str) -> bool {
    let Some(rest) = content.strip_prefix(':') else {
        return false;
    };
    let name = name_length(rest);
    let is_component = name > 0 && rest.as_bytes().get(name) == Some(&b'[');
    !is_component && !rest.starts_with([' ', '\t']) && !rest.is_empty()
}
