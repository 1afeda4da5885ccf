//! Source maps (ECMA-426): which line of which sheet a line of a bundle comes from.

use serde_json::json;

use super::address::folder;
use super::bundle::Piece;
use super::sheets::Sheets;
use crate::model::encode;

/// The name of the map of a bundle, and the map.
pub fn source_map(name: &str, pieces: &[Piece<'_>], sheets: &Sheets<'_>) -> (String, String) {
    let mut mappings = String::new();
    let mut last = Last::default();
    let mut column = 0;
    let mut starts_line = true;
    for piece in pieces {
        let Some((sheet, from)) = piece.from else {
            column = advance(&piece.text, column, &mut mappings, &mut last, &mut starts_line, |_| {
                None
            });
            continue;
        };
        let text = sheets.sheet(sheet).map_or("", |sheet| sheet.text);
        let before = text.get(..from).unwrap_or_default();
        let line = before.matches('\n').count();
        let at = utf16(before.rsplit('\n').next().unwrap_or_default());
        let place = |nth: usize| Some((sheet, line + nth, if nth == 0 { at } else { 0 }));
        column = advance(&piece.text, column, &mut mappings, &mut last, &mut starts_line, place);
    }
    let of = |at: usize| sheets.sheet(at);
    let all = || (0..sheets.len()).filter_map(of);
    let up = "../".repeat(name.matches('/').count());
    let map = json!({
        "version": 3,
        "file": name.rsplit('/').next(),
        "sources": all().map(|sheet| format!("{up}{}", encode(sheet.name))).collect::<Vec<_>>(),
        "sourcesContent": all().map(|sheet| sheet.text).collect::<Vec<_>>(),
        "names": [],
        "mappings": mappings,
    });
    (format!("{name}.map"), map.to_string())
}

/// The address of a map in the sheet beside it.
pub fn reference(name: &str) -> String {
    let name = name.strip_prefix(folder(name)).unwrap_or(name);
    encode(name.trim_start_matches('/'))
}

/// What the numbers of a mapping are counted from.
#[derive(Default)]
struct Last {
    column: usize,
    sheet: usize,
    line: usize,
    at: usize,
}

/// Goes over a piece that begins in `column`: each of its lines is mapped to the place that `place` has for it. Answers
/// the column behind it.
fn advance(
    text: &str,
    mut column: usize,
    mappings: &mut String,
    last: &mut Last,
    starts_line: &mut bool,
    place: impl Fn(usize) -> Option<(usize, usize, usize)>,
) -> usize {
    for (nth, line) in text.split('\n').enumerate() {
        if nth > 0 {
            mappings.push(';');
            (column, last.column, *starts_line) = (0, 0, true);
        }
        if let Some((sheet, source_line, at)) = place(nth).filter(|_| !line.is_empty()) {
            if !std::mem::take(starts_line) {
                mappings.push(',');
            }
            for (now, before) in [
                (column, &mut last.column),
                (sheet, &mut last.sheet),
                (source_line, &mut last.line),
                (at, &mut last.at),
            ] {
                vlq(difference(now, *before), mappings);
                *before = now;
            }
        }
        column += utf16(line);
    }
    column
}

fn difference(now: usize, before: usize) -> i64 {
    let number = |value| i64::try_from(value).unwrap_or(i64::MAX);
    number(now) - number(before)
}

fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}

/// A number in the base-64 digits of source maps: five bits each, the lowest first, the sign as the first bit of all.
fn vlq(value: i64, out: &mut String) {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut rest = (value.unsigned_abs() << 1) | u64::from(value < 0);
    loop {
        let more = rest > 31;
        let digit = usize::try_from((rest & 31) | (u64::from(more) << 5)).unwrap_or_default();
        out.push(DIGITS.get(digit).copied().map_or('A', char::from));
        rest >>= 5;
        if !more {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_base_64() {
        for (value, expected) in [
            (0, "A"),
            (1, "C"),
            (-1, "D"),
            (15, "e"),
            (16, "gB"),
            (-511, "/f"),
            (512, "ggB"),
        ] {
            let mut out = String::new();
            vlq(value, &mut out);
            assert_eq!(out, expected, "{value}");
        }
    }
}
