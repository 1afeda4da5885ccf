//! Conditions and ranges of a request (RFC 9110, sections 13 and 14).

use std::ops::Range;

use hyper::header::{HeaderName, IF_MATCH, IF_NONE_MATCH, IF_RANGE, RANGE};
use hyper::{HeaderMap, Method};

/// What a request wants of a file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// These bytes, at least one.
    Part(Range<u64>),
    /// Nothing, it is as the client has it.
    NotModified,
    /// Nothing, it is not as the client demands.
    Failed,
    /// Bytes that are not there.
    Unsatisfiable,
}

/// Reads the conditions of a request for a file of `length` bytes. `tag` is its strong entity tag, with its quotes.
pub fn wanted(method: &Method, headers: &HeaderMap, tag: &str, length: u64) -> Wanted {
    // There are no dates of modification, so conditions on dates are none.
    if headers.contains_key(IF_MATCH) && !lists(headers, IF_MATCH, |given| given == tag) {
        return Wanted::Failed;
    }
    if lists(headers, IF_NONE_MATCH, |given| given.trim_start_matches("W/") == tag) {
        return Wanted::NotModified;
    }
    // Ranges are defined for GET alone.
    if method != Method::GET {
        return Wanted::Whole;
    }
    let is_current = headers
        .get(IF_RANGE)
        .is_none_or(|given| given.as_bytes() == tag.as_bytes());
    let mut ranges = headers.get_all(RANGE).iter();
    match (ranges.next().map(|range| range.to_str()), ranges.next()) {
        (Some(Ok(range)), None) if is_current => part(range, length),
        _ => Wanted::Whole,
    }
}

/// Whether a list of entity tags has one that fits; `*` does.
fn lists(headers: &HeaderMap, name: HeaderName, fits: impl Fn(&str) -> bool) -> bool {
    let values = headers
        .get_all(name)
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    // Our tags hold no comma, so a tag that does is cut into parts that are not ours.
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || fits(tag))
}

/// One range of bytes. Several, and what is none, are answered with the whole.
fn part(range: &str, length: u64) -> Wanted {
    let Some((unit, range)) = range.split_once('=') else {
        return Wanted::Whole;
    };
    let Some((first, last)) = range.trim().split_once('-') else {
        return Wanted::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return Wanted::Whole;
    }
    let part = match (position(first), position(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        (None, Some(suffix)) if first.is_empty() => length.saturating_sub(suffix)..length,
        _ => return Wanted::Whole,
    };
    if part.start < part.end {
        Wanted::Part(part)
    } else {
        Wanted::Unsatisfiable
    }
}

/// A position; one that is too large for a number lies behind every file.
fn position(digits: &str) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(method: Method, headers: &[(&'static str, &str)]) -> Wanted {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        wanted(&method, &map, "\"t\"", 10)
    }

    #[test]
    fn ranges() {
        let many = format!("bytes={}", vec!["0-0"; 1000].join(","));
        for (range, expected) in [
            ("bytes=0-0", Wanted::Part(0..1)),
            ("bytes=-1", Wanted::Part(9..10)),
            ("bytes=5-", Wanted::Part(5..10)),
            ("Bytes = 5-7 ", Wanted::Part(5..8)),
            ("bytes=8-99", Wanted::Part(8..10)),
            ("bytes=8-99999999999999999999999", Wanted::Part(8..10)),
            ("bytes=-99", Wanted::Part(0..10)),
            ("bytes=10-", Wanted::Unsatisfiable),
            ("bytes=99999999999999999999999-", Wanted::Unsatisfiable),
            ("bytes=-0", Wanted::Unsatisfiable),
            ("bytes=7-5", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("lines=0-1", Wanted::Whole),
            ("0-1", Wanted::Whole),
            (&many, Wanted::Whole),
        ] {
            assert_eq!(of(Method::GET, &[("range", range)]), expected, "{range}");
        }
        assert_eq!(of(Method::HEAD, &[("range", "bytes=0-0")]), Wanted::Whole);
        let twice = [("range", "bytes=0-0"), ("range", "bytes=1-1")];
        assert_eq!(of(Method::GET, &twice), Wanted::Whole);
        assert_eq!(part("bytes=0-", 0), Wanted::Unsatisfiable);
    }

    #[test]
    fn a_range_of_another_version_is_not_served() {
        for (tag, expected) in [
            ("\"t\"", Wanted::Part(0..1)),
            ("\"old\"", Wanted::Whole),
            ("W/\"t\"", Wanted::Whole),
            ("Tue, 04 Mar 2025 00:00:00 GMT", Wanted::Whole),
        ] {
            let headers = [("range", "bytes=0-0"), ("if-range", tag)];
            assert_eq!(of(Method::GET, &headers), expected, "{tag}");
        }
    }

    #[test]
    fn tags() {
        for (tags, expected) in [
            ("\"t\"", Wanted::NotModified),
            ("W/\"t\"", Wanted::NotModified),
            ("*", Wanted::NotModified),
            ("\"a\", W/\"b\" ,\"t\"", Wanted::NotModified),
            ("\"a\"", Wanted::Whole),
            ("t", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            for method in [Method::GET, Method::HEAD] {
                assert_eq!(of(method, &[("if-none-match", tags)]), expected, "{tags}");
            }
        }
        let lines = [("if-none-match", "\"a\""), ("if-none-match", "\"t\"")];
        assert_eq!(of(Method::GET, &lines), Wanted::NotModified);
        for (tags, expected) in [
            ("\"t\"", Wanted::Whole),
            ("*", Wanted::Whole),
            ("W/\"t\"", Wanted::Failed),
            ("\"a\"", Wanted::Failed),
        ] {
            assert_eq!(of(Method::GET, &[("if-match", tags)]), expected, "{tags}");
        }
    }

    #[test]
    fn conditions_come_before_ranges_and_dates_count_for_nothing() {
        let both = [("if-none-match", "\"t\""), ("range", "bytes=99-")];
        assert_eq!(of(Method::GET, &both), Wanted::NotModified);
        let failed = [("if-match", "\"a\""), ("if-none-match", "\"t\"")];
        assert_eq!(of(Method::GET, &failed), Wanted::Failed);
        let date = [("if-modified-since", "Tue, 04 Mar 2925 00:00:00 GMT")];
        assert_eq!(of(Method::GET, &date), Wanted::Whole);
    }
}
