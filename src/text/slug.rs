//! Slugs that keep their script: the part of an address that is made from a title.

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup, Script};
use unicode_segmentation::UnicodeSegmentation;

use super::controls::ZWNJ;
use super::identity::{general_category, is_ornament, nfc};

/// The longest slug in bytes; file systems allow 255, and a name needs room for its ending.
pub const MAX_SLUG_BYTES: usize = 200;

/// A title as a part of an address: letters, marks and digits of any script, in lower case, joined by `-`.
/// At most [`MAX_SLUG_BYTES`] long and in normal form C; empty if the title has no letter and no digit.
pub fn slug(title: &str) -> String {
    shortened(whole_slug(title))
}

/// The same without a limit.
pub(super) fn whole_slug(title: &str) -> String {
    let plain = nfc(&without_presentation_forms(title))
        .chars()
        .filter(|&c| !is_ornament(c))
        .map(|c| if c == ZWNJ { '-' } else { ascii_digit(c) })
        .collect::<String>()
        .to_lowercase();
    nfc(&joined(&plain)).into_owned()
}

/// Arabic and Hebrew presentation forms, which copied PDF text is full of, as the letters they show.
fn without_presentation_forms(text: &str) -> String {
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}') {
            out.extend(nfkc.normalize_iter(std::iter::once(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Any decimal digit as the ASCII digit of the same value; every other character as it is.
fn ascii_digit(c: char) -> char {
    if c.is_ascii() || !is_decimal(c) {
        return c;
    }
    // Unicode encodes decimal digits in runs that begin with a zero and count up.
    let place = (0..u32::from(c))
        .rev()
        .take_while(|&u| char::from_u32(u).is_some_and(is_decimal))
        .count();
    char::from_digit((place % 10) as u32, 10).unwrap_or(c)
}

fn is_decimal(c: char) -> bool {
    general_category(c) == GeneralCategory::DecimalNumber
}

/// Letters, numbers and their marks stay; apostrophes inside words vanish, `++` and `#` of language names are
/// spelt out, and whatever else stands between words becomes one `-`.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let before = out.chars().next_back();
        let after = rest.clone().next();
        match c {
            '\'' | '"' | '’' | '׳' | '״' if before.is_some_and(is_wordlike) && after.is_some_and(is_letter) => {}
            '+' if before.is_some_and(is_latin) && after == Some('+') => {
                out.push_str("pp");
                rest.next();
            }
            '#' if before.is_some_and(is_latin) => out.push_str("sharp"),
            c if is_base(c) || (is_mark(c) && before.is_some_and(is_wordlike)) => out.push(c),
            _ if before.is_some_and(|c| c != '-') => out.push('-'),
            _ => {}
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

fn group_holds(group: GeneralCategoryGroup, c: char) -> bool {
    group.contains(general_category(c))
}

fn is_letter(c: char) -> bool {
    group_holds(GeneralCategoryGroup::Letter, c)
}

fn is_base(c: char) -> bool {
    is_letter(c) || group_holds(GeneralCategoryGroup::Number, c)
}

/// Marks that belong to a word. Enclosing marks (keycaps, circles) are decoration.
fn is_mark(c: char) -> bool {
    group_holds(GeneralCategoryGroup::Mark, c) && general_category(c) != GeneralCategory::EnclosingMark
}

fn is_wordlike(c: char) -> bool {
    is_base(c) || is_mark(c)
}

fn is_latin(c: char) -> bool {
    is_letter(c) && CodePointMapData::<Script>::new().get(c) == Script::Latin
}

/// Cuts a slug to its limit before a `-`, or inside a word that alone is too long.
pub(super) fn shortened(mut slug: String) -> String {
    if slug.len() <= MAX_SLUG_BYTES {
        return slug;
    }
    let whole_words = slug
        .match_indices('-')
        .map(|(at, _)| at)
        .take_while(|&at| at <= MAX_SLUG_BYTES)
        .last();
    let end = whole_words.unwrap_or_else(|| {
        slug.grapheme_indices(true)
            .map(|(at, _)| at)
            .take_while(|&at| at <= MAX_SLUG_BYTES)
            .last()
            .unwrap_or(0)
    });
    slug.truncate(end);
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_their_slugs() {
        for (title, expected) in [
            ("الذكاء الاصطناعي: مقدّمة", "الذكاء-الاصطناعي-مقدمة"),
            ("القُرْآنُ الكَرِيم", "القرآن-الكريم"),
            ("مـــرحبا بك", "مرحبا-بك"),
            ("٣ أسباب لعام ٢٠٢٥", "3-أسباب-لعام-2025"),
            ("ما هو DeepSeek R1؟", "ما-هو-deepseek-r1"),
            ("می\u{200C}خواهم بروم", "می-خواهم-بروم"),
            ("\u{200F}مقدمة\u{200F}", "مقدمة"),
            ("ﻣﻘﺪﻣﺔ", "مقدمة"),
            ("תּוֹדָה רַבָּה!", "תודה-רבה"),
            ("תנ״ך", "תנך"),
            ("שׁלום", "שלום"),
            ("F# و.NET", "fsharp-و-net"),
            ("C++ أم Rust؟", "cpp-أم-rust"),
            ("a + b, ++i, # 1", "a-b-i-1"),
            ("أسئلة/أجوبة", "أسئلة-أجوبة"),
            ("Don’t panic", "dont-panic"),
            ("the 'quoted' \"word\"", "the-quoted-word"),
            ("Über uns", "über-uns"),
            ("؟!", ""),
            ("", ""),
            ("cafe\u{301}", "café"),
            ("ا\u{654}حمد", "أحمد"),
            ("--a--b--", "a-b"),
            ("../../etc/passwd", "etc-passwd"),
            ("1\u{FE0F}\u{20E3} أول ❤\u{FE0F}", "1-أول"),
            ("❤\u{301}", ""),
            ("日本語 タイトル", "日本語-タイトル"),
            ("हिन्दी", "हिन्दी"),
            ("۱۲۳ 𝟡 ４", "123-9-4"),
            ("ΟΔΟΣ", "οδος"),
        ] {
            assert_eq!(slug(title), expected, "{title:?}");
        }
    }

    #[test]
    fn long_titles_are_cut_between_words() {
        let words = "كلمة ".repeat(180);
        let cut = slug(&words);
        assert!(cut.len() <= MAX_SLUG_BYTES && cut.len() > MAX_SLUG_BYTES - 10);
        assert!(cut.ends_with("كلمة"));
        // a hyphen just behind the limit still ends a whole word
        let exact = format!("{} b", "a".repeat(MAX_SLUG_BYTES));
        assert_eq!(slug(&exact), "a".repeat(MAX_SLUG_BYTES));

        let one_word = slug(&"ب".repeat(180));
        assert_eq!(one_word, "ب".repeat(MAX_SLUG_BYTES / 2));
        let clusters = slug(&"x\u{323}\u{307}".repeat(100));
        assert!(clusters.len() <= MAX_SLUG_BYTES && clusters.ends_with('\u{323}'));
    }

    #[test]
    fn digits_of_every_script_have_their_value() {
        for zero in ['٠', '۰', '०', '０', '𝟎', '𝟘', '𝟶', '\u{1E950}', '\u{1FBF0}'] {
            for value in 0..10 {
                let digit = char::from_u32(u32::from(zero) + value).unwrap_or('?');
                assert_eq!(Some(ascii_digit(digit)), char::from_digit(value, 10));
            }
        }
        assert_eq!(ascii_digit('½'), '½');
    }
}
