//! Addresses: URLs, e-mail addresses and paths, which run from left to right whatever stands in them
//! (RFC 3987, section 4.1).

use std::ops::Range;

use super::Phrase;
use super::plain::position;
use crate::text::direction::{Direction, strong_of};

/// Whether there may be an address in a text: all have one of these signs, but for those that begin with `www.`.
pub(super) fn may_stand_in(text: &str) -> bool {
    let is_w = |byte: u8| byte | 0x20 == b'w';
    let mut rest = text.as_bytes();
    while let Some(at) = position(rest, |byte| is_w(byte) | matches!(byte, b':' | b'@' | b'/')) {
        rest = rest.get(at..).unwrap_or_default();
        let is_name = rest.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"www."));
        match rest.split_first() {
            Some((&first, behind)) if is_w(first) && !is_name => rest = behind,
            _ => return true,
        }
    }
    false
}

/// Whether `text` begins with a character that an address can begin with.
pub(super) fn may_begin(text: &str) -> bool {
    let first = text.as_bytes().first();
    first.is_some_and(|&first| first.is_ascii_alphanumeric() || matches!(first, b'/' | b'~' | b'.'))
}

/// The length of the address that `rest` starts with, if one must be told from the words of the text; `before` is the
/// character before it. Without right-to-left letters a path is a word like others, and joins its neighbours.
pub(super) fn length(rest: &str, before: impl FnOnce() -> Option<char>) -> Option<usize> {
    let length = any(rest, before)?;
    let is_path = rest.starts_with(['/', '~', '.']);
    let is_mixed = || {
        rest.get(..length)
            .is_some_and(|run| run.contains(|c| strong_of(c) == Some(Direction::Rtl)))
    };
    (!is_path || is_mixed()).then_some(length)
}

/// The length of the address or path that `rest` starts with.
pub(super) fn any(rest: &str, before: impl FnOnce() -> Option<char>) -> Option<usize> {
    let first = *rest.as_bytes().first().filter(|_| may_begin(rest))?;
    let continues = |c: char| {
        strong_of(c) != Some(Direction::Rtl) && (c.is_alphanumeric() || matches!(c, '/' | '.' | ':' | '-' | '@' | '~'))
    };
    if before().is_some_and(continues) {
        return None;
    }
    let is_address = match first {
        b'/' | b'~' | b'.' => is_path(rest),
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => is_url_or_mail(rest),
        _ => false,
    };
    if !is_address {
        return None;
    }
    let run = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    Some(trimmed(run)).filter(|&length| length > 1)
}

/// `https://…`, `www.…`, `mailto:…`, `name@example.org`
fn is_url_or_mail(rest: &str) -> bool {
    let name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'+' | b'-');
    let length = rest.bytes().take(64).take_while(name).count();
    let (name, after) = rest.split_at(length);
    match after.bytes().next() {
        Some(b':') => is_scheme(name, after) || name.eq_ignore_ascii_case("mailto") || is_www(name),
        Some(b'@') => after.get(1..).is_some_and(is_host),
        _ => is_www(name),
    }
}

fn is_scheme(name: &str, after: &str) -> bool {
    let has_host = |rest: &str| rest.starts_with(char::is_alphanumeric);
    name.len() <= LONGEST_SCHEME && !name.contains(['.', '_']) && after.strip_prefix("://").is_some_and(has_host)
}

const LONGEST_SCHEME: usize = 16;

fn is_www(name: &str) -> bool {
    let start = name.get(..4);
    start.is_some_and(|start| start.eq_ignore_ascii_case("www.")) && name.as_bytes().get(4) != Some(&b'.')
}

fn is_host(domain: &str) -> bool {
    let host = domain
        .bytes()
        .take(256)
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
        .count();
    domain
        .get(..host)
        .is_some_and(|host| host.trim_end_matches('.').contains('.'))
}

/// `/srv/مستخدم`, `~/x`, `./x`
fn is_path(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', '~']);
    let Some(rest) = rest.strip_prefix('/') else {
        return false;
    };
    let segment = rest.find(|c: char| c == '/' || ends(c)).unwrap_or(rest.len());
    segment > 0 && rest.get(segment..).is_some_and(|after| after.starts_with('/'))
}

/// What ends an address in a text.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '،' | '؛' | '؟' | '۔' | '»' | '«' | '”' | '“' | '"' | '<' | '>' | '`' | super::CODE | super::BARRIER
        )
}

/// The length of an address without the punctuation of the sentence behind it. A closing bracket belongs to
/// it only if it was opened within it.
fn trimmed(run: &str) -> usize {
    let mut open = run.matches('(').count();
    let mut closed = run.matches(')').count();
    let mut end = run.len();
    for (at, c) in run.char_indices().rev() {
        match c {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' => {}
            ')' if closed > open => closed -= 1,
            ']' | '}' => {}
            '(' => open -= 1,
            _ => break,
        }
        end = at;
    }
    end
}

/// The right-to-left segments of an address that a digit follows: the digit would change places with them.
pub(super) fn segments(text: &str, address: Range<usize>, found: &mut Vec<Phrase>) {
    let start = address.start;
    let Some(url) = text.get(address) else { return };
    let mut segment: Option<Range<usize>> = None;
    for (at, c) in url.char_indices() {
        let end = start + at + c.len_utf8();
        if strong_of(c) == Some(Direction::Rtl) {
            segment = Some(segment.map_or(start + at, |segment| segment.start)..end);
        } else if strong_of(c) == Some(Direction::Ltr) {
            segment = None;
        } else if c.is_numeric() {
            found.extend(segment.take().map(|range| Phrase {
                range,
                direction: Direction::Rtl,
                needed: true,
                torn: true,
                prose: false,
                inner: Vec::new(),
            }));
        } else if let Some(run) = segment.as_mut().filter(|_| !matches!(c, '/' | '?' | '#' | '&' | '=')) {
            // Within a segment, marks and hyphens hold words together.
            if url
                .get(at + c.len_utf8()..)
                .is_some_and(|after| after.starts_with(|c| strong_of(c) == Some(Direction::Rtl)))
            {
                run.end = end;
            }
        }
    }
}
