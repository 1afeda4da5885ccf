//! What a line is made of, as far as directives and invisible marks care.

use super::args;
use super::patterns::name_length;

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

/// The length of the bidi marks and byte order marks that `text` starts with.
pub(super) fn marks(text: &str) -> usize {
    let is_mark = |character| matches!(character, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}');
    text.len() - text.trim_start_matches(is_mark).len()
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
        Some(b'[') => within(text, 1000, "]:").is_some(),
        Some(b'{') => args::is_meant(text),
        Some(byte) if byte.is_ascii_digit() => list_number(text.as_bytes()) > 0,
        _ => false,
    }
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
