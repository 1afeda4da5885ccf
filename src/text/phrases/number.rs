//! Numbers that the bidirectional algorithm would take apart, and the units that go with numbers.

use super::islands::{Island, Kind};

/// How many islands, from the number at `at` on, are one identifier that reads from left to right: a signed number or a
/// price, a date in figures with hyphens, an ISBN, a telephone number. Ranges and sums are none: right-to-left
/// readers read them as the algorithm lays them out.
pub(super) fn identifier(text: &str, islands: &[Island], at: usize) -> Option<usize> {
    let digits = number(text, islands, at)?;
    if let Some(islands) = telephone(text, islands, at) {
        return Some(islands);
    }
    (is_signed(digits) || is_grouped(digits)).then_some(1)
}

/// The text of a number in European digits.
fn number<'t>(text: &'t str, islands: &[Island], at: usize) -> Option<&'t str> {
    let island = islands.get(at).filter(|island| island.kind == Kind::Number)?;
    let digits = text.get(island.range.clone())?;
    digits.contains(|c: char| c.is_ascii_digit()).then_some(digits)
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

/// `+20 2 1234-5678`, `012 3456 789`
fn telephone(text: &str, islands: &[Island], at: usize) -> Option<usize> {
    let first = number(text, islands, at)?;
    if !first.starts_with(['+', '0']) || first.contains(['.', ',', ':', '/', '%']) {
        return None;
    }
    let mut digits = 0;
    let mut end = at;
    while let Some(group) = number(text, islands, end) {
        let follows =
            end == at || separated(text, islands, end - 1, end) && group.starts_with(|c: char| c.is_ascii_digit());
        if !follows || digits > MOST_DIGITS || group.contains(['.', ',', ':', '/', '%']) {
            break;
        }
        digits += group.bytes().filter(u8::is_ascii_digit).count();
        end += 1;
    }
    let is_split = end - at > 1 || first.contains('-') || first.starts_with('+');
    (is_split && (7..=MOST_DIGITS).contains(&digits)).then_some(end - at)
}

/// The longest telephone number (ITU-T E.164).
const MOST_DIGITS: usize = 15;

fn separated(text: &str, islands: &[Island], a: usize, b: usize) -> bool {
    let gap = || text.get(islands.get(a)?.range.end..islands.get(b)?.range.start);
    matches!(gap(), Some(" " | "\u{A0}" | ") " | " (" | "-"))
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
