//! Numbers that the bidirectional algorithm would take apart, and the units that go with numbers.

use std::ops::Range;

use super::Phrase;
use super::islands::{Island, Kind};
use super::pairs::Pair;
use crate::text::direction::Direction;

/// Islands that are one number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Identifier {
    /// Where it stands, in bytes; with the brackets that belong to it.
    pub range: Range<usize>,
    /// Its last island.
    pub last: usize,
}

/// The islands, from the number at `at` on, that are one identifier that reads from left to right: a signed number or a
/// price, a date in figures with hyphens, an ISBN, a telephone number. Ranges and sums are none: right-to-left
/// readers read them as the algorithm lays them out.
pub(super) fn identifier(text: &str, islands: &[Island], pairs: &[Pair], at: usize) -> Option<Identifier> {
    let (island, digits) = number(text, islands, at)?;
    telephone(text, islands, pairs, at).or_else(|| {
        (is_signed(digits) || is_grouped(digits)).then(|| Identifier {
            range: island.range.clone(),
            last: at,
        })
    })
}

/// A number and its text.
fn number<'i, 't>(text: &'t str, islands: &'i [Island], at: usize) -> Option<(&'i Island, &'t str)> {
    let island = islands.get(at).filter(|island| island.kind == Kind::Number)?;
    Some((island, text.get(island.range.clone())?))
}

/// `-5`, `$100`, `#12`
fn is_signed(number: &str) -> bool {
    let unsigned = number.trim_start_matches(['-', '−', '+', '±', '$', '€', '£', '¥', '₪', '#', '@']);
    let sign = number.len() - unsigned.len();
    (1..=4).contains(&sign) && unsigned.starts_with(|c: char| c.is_ascii_digit()) && !unsigned.contains(['-', '–'])
}

/// `2025-01-20`, `978-3-16`, `1.2.3-4`, but not `10-12` or `1.5-2.5`.
fn is_grouped(number: &str) -> bool {
    let parts = number.split('-');
    let is_whole = parts
        .clone()
        .all(|part| part.starts_with(|c: char| c.is_ascii_digit()) && part.ends_with(|c: char| c.is_ascii_digit()));
    let is_version = number.split('-').any(|part| part.matches(['.', ':']).count() > 1);
    is_whole && (parts.count() > 2 || (is_version && number.contains('-')))
}

/// The zeros of the digits that telephone numbers are written in: European, Arabic-Indic, and those of Persian and Urdu.
const ZEROS: [char; 3] = ['0', '٠', PERSIAN_ZERO];

pub(super) const PERSIAN_ZERO: char = '۰';

/// Whether a text without letters and digits of ASCII may hold a telephone number.
pub(super) fn may_hold_telephone(text: &str) -> bool {
    ['+', '٠', PERSIAN_ZERO].into_iter().any(|begins| text.contains(begins))
}

/// Whether a character is one of the ten digits that begin with this zero.
fn is_digit(c: char, zero: char) -> bool {
    u32::from(c).wrapping_sub(u32::from(zero)) < 10
}

/// `+20 2 1234-5678`, `012 3456 789`, `(050) 123-4567`, `٠٥٠ ١٢٣ ٤٥٦٧`
fn telephone(text: &str, islands: &[Island], pairs: &[Pair], at: usize) -> Option<Identifier> {
    let (island, first) = number(text, islands, at)?;
    let is_signed = first.starts_with('+');
    let begins_with = |zero: &char| first.starts_with(['+', *zero]) && first.contains(|c| is_digit(c, *zero));
    let zero = ZEROS.into_iter().find(begins_with)?;
    let pair_at = |at: usize| {
        let found = pairs.binary_search_by_key(&at, |pair| pair.outer.start).ok()?;
        pairs.get(found)
    };
    let mut range = island.range.start..island.range.start;
    let mut bracket: Option<&Pair> = None;
    let mut groups = Vec::new();
    let mut found = None;
    for last in at.. {
        let Some((island, group)) = number(text, islands, last) else {
            break;
        };
        match (text.get(range.end..island.range.start)?, bracket) {
            ("", _) if last == at => {}
            (" " | "\u{A0}" | "-", _) => {}
            // What is closed here was opened within the number or right before it; otherwise it is torn.
            (") " | ")", opened) => {
                let opened = opened.or_else(|| pair_at(range.start.checked_sub(1)?));
                let Some(pair) = opened.filter(|pair| pair.content.end == range.end) else {
                    break;
                };
                range.start = range.start.min(pair.outer.start);
                bracket = None;
            }
            (" (" | "(", None) => {
                bracket = island.range.start.checked_sub(1).and_then(pair_at);
                if bracket.is_none() {
                    break;
                }
            }
            _ => break,
        }
        let group = if last == at {
            group.trim_start_matches('+')
        } else {
            group
        };
        if !group.starts_with(|c| is_digit(c, zero)) || !group.chars().all(|c| is_digit(c, zero) || c == '-') {
            break;
        }
        groups.extend(group.split('-').map(|digits| digits.chars().count()));
        if groups.iter().sum::<usize>() > MOST_DIGITS {
            return None;
        }
        range.end = island.range.end;
        let closed = bracket.filter(|pair| pair.content.end == range.end);
        let is_whole = bracket.is_none() || closed.is_some();
        let is_date = zero != '0' && !is_signed && matches!(groups.as_slice(), [1 | 2, 1 | 2, 4]);
        if is_whole && !is_date && are_of_telephone(&groups, is_signed) {
            let end = closed.map_or(range.end, |pair| pair.outer.end);
            found = Some(Identifier {
                range: range.start..end,
                last,
            });
        }
    }
    found
}

/// Whether these are the lengths of the groups of a telephone number, and not of numbers in a row.
fn are_of_telephone(groups: &[usize], is_signed: bool) -> bool {
    let is_split = groups.len() > 1 && groups.iter().any(|&digits| digits > 1);
    (is_split || is_signed) && (7..=MOST_DIGITS).contains(&groups.iter().sum())
}

/// The longest telephone number (ITU-T E.164).
const MOST_DIGITS: usize = 15;

/// The groups of a number in Arabic-Indic digits. The algorithm lays them out from the right whatever the direction around
/// them is (UAX #9, rule N1), so that each has to be isolated from the others.
pub(super) fn groups(text: &str, number: Range<usize>, found: &mut Vec<Phrase>) {
    let start = number.start;
    let digits = text.get(number).unwrap_or_default();
    let mut rest = digits;
    let is_arabic = |c: char| is_digit(c, '٠');
    let mut ranges = Vec::new();
    while let Some(from) = rest.find(is_arabic) {
        let group = rest.get(from..).unwrap_or_default();
        rest = group.trim_start_matches(is_arabic);
        let end = start + digits.len() - rest.len();
        ranges.push(end - (group.len() - rest.len())..end);
    }
    if ranges.len() > 1 {
        found.extend(ranges.into_iter().map(|range| Phrase {
            range,
            direction: Direction::Ltr,
            needed: true,
            torn: true,
            prose: false,
            inner: Vec::new(),
        }));
    }
}

/// Whether a word is a unit, so that it belongs to the number before it.
pub(super) fn is_unit(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',']);
    UNITS.contains(&bare)
}

const UNITS: [&str; 84] = [
    "km/h", "mph", "m/s", "km", "m", "cm", "mm", "µm", "nm", "mi", "ft", "in", "kg", "g", "mg", "µg", "lb", "oz", "l",
    "L", "ml", "mL", "B", "kB", "KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "kb", "Mb", "Gb", "bit",
    "bits", "kbps", "Mbps", "Gbps", "MB/s", "GB/s", "Hz", "kHz", "MHz", "GHz", "px", "pt", "em", "rem", "dpi", "ppi",
    "fps", "rpm", "s", "ms", "ns", "µs", "min", "h", "C", "°C", "°F", "K", "W", "kW", "MW", "GW", "kWh", "MWh", "V",
    "mA", "mAh", "dB", "Pa", "kPa", "hPa", "tokens/s", "USD", "EUR", "GBP", "SAR", "AED",
];
