//! Invisible characters: the ones that steer direction, and the ones that must not be printed.

use std::borrow::Cow;
use std::fmt::Write;

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

use super::direction::{Direction, first_strong};
use super::steering::{FSI, PDI, opens_isolate};

const LRM: char = '\u{200E}';
const RLM: char = '\u{200F}';
pub(super) const ZWNJ: char = '\u{200C}';

/// Whether a character has Unicode's `Bidi_Control` property: the marks, embeddings, overrides and isolates.
pub fn is_bidi_control(c: char) -> bool {
    bidi_control_name(c).is_some()
}

/// A text in which nothing steers the direction of what stands around it: addresses may hold no bidi control (RFC 3987, section
/// 4.1), and programs compare texts without.
pub fn without_bidi_controls(text: &str) -> String {
    text.chars().filter(|&c| !is_bidi_control(c)).collect()
}

/// The name that Unicode gives to a bidi control, and to no other character.
pub fn bidi_control_name(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{61C}' => "ARABIC LETTER MARK",
        LRM => "LEFT-TO-RIGHT MARK",
        RLM => "RIGHT-TO-LEFT MARK",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        FSI => "FIRST STRONG ISOLATE",
        PDI => "POP DIRECTIONAL ISOLATE",
        _ => return None,
    })
}

/// The text between first-strong isolate and its end, so that it cannot reorder what stands around it
/// on a terminal. Isolates that the text leaves open are closed, ends without a beginning are dropped.
pub fn isolated(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2 * FSI.len_utf8());
    let mut open = 0usize;
    out.push(FSI);
    for c in text.chars() {
        match c {
            PDI if open == 0 => continue,
            PDI => open -= 1,
            c if opens_isolate(c) => open += 1,
            _ => {}
        }
        out.push(c);
    }
    out.extend(std::iter::repeat_n(PDI, open + 1));
    out
}

/// The text with control characters, bidi controls and line separators spelt as `\u{202E}`, for diagnostics.
pub fn escaped_controls(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}');
    if !text.contains(hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if hidden(c) {
            // writing to a String cannot fail
            let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// A plain-text title for a place whose readers guess direction from the first strong character:
/// where the guess would differ from `base`, a mark is put before it.
pub fn marked(text: &str, base: Direction) -> Cow<'_, str> {
    if first_strong(text) != Some(base.opposite()) {
        return Cow::Borrowed(text);
    }
    let mark = match base {
        Direction::Ltr => LRM,
        Direction::Rtl => RLM,
    };
    Cow::Owned(format!("{mark}{text}"))
}

/// Whether a character is drawn as nothing (Unicode's `Default_Ignorable_Code_Point`).
pub(super) fn is_ignorable(c: char) -> bool {
    // What most texts are made of is told without a look at the table.
    let is_usual = matches!(c, '\0'..'\u{AD}' | '\u{620}'..='\u{6FF}');
    !is_usual && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

#[cfg(test)]
mod tests {
    use icu_properties::props::BidiControl;

    use super::*;

    #[test]
    fn bidi_controls_are_the_twelve() {
        let property = CodePointSetData::new::<BidiControl>();
        let found: Vec<u32> = (0..=0x10FFFF_u32)
            .filter(|&u| char::from_u32(u).is_some_and(|c| property.contains(c)))
            .collect();
        let expected: Vec<u32> = [0x061C, 0x200E, 0x200F]
            .into_iter()
            .chain(0x202A..=0x202E)
            .chain(0x2066..=0x2069)
            .collect();
        assert_eq!(found, expected);
        let named = |u: &u32| char::from_u32(*u).and_then(bidi_control_name).is_some();
        assert!(found.iter().all(named), "each has a name");
        assert_eq!((0..=0x10FFFF).filter(named).count(), found.len(), "and no other");
    }

    #[test]
    fn what_is_told_without_the_table_is_what_it_says() {
        let property = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(is_ignorable(c), property.contains(c), "{c:?}");
        }
    }

    #[test]
    fn isolation_cannot_be_broken_from_inside() {
        for (text, expected) in [
            ("مقدمة.md", "\u{2068}مقدمة.md\u{2069}"),
            ("", "\u{2068}\u{2069}"),
            ("a\u{2069}b", "\u{2068}ab\u{2069}"),
            ("a\u{2067}b", "\u{2068}a\u{2067}b\u{2069}\u{2069}"),
            ("\u{2066}a\u{2069}", "\u{2068}\u{2066}a\u{2069}\u{2069}"),
        ] {
            assert_eq!(isolated(text), expected, "{text:?}");
        }
    }

    #[test]
    fn controls_are_spelt_out() {
        for (text, expected) in [
            ("مقدمة", "مقدمة"),
            ("a\u{202E}b", "a\\u{202E}b"),
            ("a\n\u{1B}[0m", "a\\u{A}\\u{1B}[0m"),
            ("\u{FEFF}x\u{2028}", "\\u{FEFF}x\\u{2028}"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ] {
            assert_eq!(escaped_controls(text), expected, "{text:?}");
        }
    }

    #[test]
    fn titles_get_a_mark_only_where_first_strong_disagrees() {
        use Direction::{Ltr, Rtl};
        for (text, base, expected) in [
            ("C++ أم Rust؟", Rtl, "\u{200F}C++ أم Rust؟"),
            ("لغة Rust", Rtl, "لغة Rust"),
            ("القاهرة in pictures", Ltr, "\u{200E}القاهرة in pictures"),
            ("Cairo", Ltr, "Cairo"),
            ("2025", Rtl, "2025"),
            ("\u{200F}C++ أم Rust؟", Rtl, "\u{200F}C++ أم Rust؟"),
            ("Tagged \u{2068}رياضة\u{2069}", Ltr, "Tagged \u{2068}رياضة\u{2069}"),
        ] {
            assert_eq!(marked(text, base), expected, "{text:?}");
        }
    }
}
