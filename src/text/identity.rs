//! When two spellings are the same: as text, as a term, as a file name.

use std::borrow::Cow;

use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, Script};

use super::controls::{ZWNJ, is_ignorable};

const TATWEEL: char = '\u{640}';

/// Normalization Form C, the one form in which texts are compared and paths are written.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// The identity of a term or of a heading's text: what differs only in case, spacing, vowel marks, tatweel
/// or invisible characters has the same key.
pub fn fold_key(text: &str) -> String {
    let bare: String = nfc(text).chars().filter(|&c| !is_ornament(c)).collect();
    let mut spaced = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    folded(&spaced)
}

/// A letter without what is written above or below it: `إ` is `ا`, `é` is `e` (normalization form D).
pub fn without_marks(letter: char) -> char {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize_iter(std::iter::once(letter));
    decomposed.into_iter().next().unwrap_or(letter)
}

/// The identity of a file name across file systems: two names with one key cannot lie in one folder everywhere.
pub fn file_key(name: &str) -> String {
    // ASCII has no invisible letters and one form of each, so that no table has to be asked.
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    let visible: String = name.chars().filter(|&c| !is_ignorable(c)).collect();
    folded(&nfc(&visible))
}

/// What may be left out of a word in normal form C without changing its letters: vowel marks, tatweel and
/// every invisible character but the non-joiner, which parts words.
pub(super) fn is_ornament(c: char) -> bool {
    c == TATWEEL || (is_ignorable(c) && c != ZWNJ) || is_vowel_mark(c)
}

/// Combining marks of the Arabic and Hebrew scripts.
fn is_vowel_mark(c: char) -> bool {
    // Unicode gives U+064B..U+0655 and U+0670 to no one script because Syriac shares them.
    let semitic = || {
        matches!(
            CodePointMapData::<Script>::new().get(c),
            Script::Arabic | Script::Hebrew
        )
    };
    general_category(c) == GeneralCategory::NonspacingMark
        && (matches!(c, '\u{64B}'..='\u{655}' | '\u{670}') || semitic())
}

pub(super) fn general_category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

fn folded(text: &str) -> String {
    nfc(&CaseMapper::new().fold_string(text)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_term() {
        for (spelling, key) in [
            ("بحث", "بحث"),
            ("\u{200F}بحث", "بحث"),
            ("بَحْث", "بحث"),
            ("بحـث", "بحث"),
            ("  Machine \u{A0} Learning\n", "machine learning"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("cafe\u{301}", "café"),
            ("ا\u{654}حمد", "أحمد"),
            ("אֲנִי", "אני"),
            // the non-joiner parts words, so it stays
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            // Thaana vowels are letters in all but name
            ("ދިވެހި", "ދިވެހި"),
            ("\u{200F} ", ""),
        ] {
            assert_eq!(fold_key(spelling), key, "{spelling:?}");
        }
        assert_ne!(fold_key("آلة"), fold_key("الة"));
    }

    #[test]
    fn what_is_told_without_the_tables_is_what_they_say() {
        for c in '\0'..='\u{7F}' {
            let name = c.to_string();
            assert!(!is_ignorable(c), "{c:?}");
            assert_eq!(file_key(&name), folded(&name), "{c:?}");
        }
    }

    #[test]
    fn names_that_clash_on_some_file_system() {
        for (a, b) in [
            ("Readme.md", "README.md"),
            ("cafe\u{301}.md", "café.md"),
            ("Straße", "STRASSE"),
            ("a\u{200D}b", "ab"),
            ("e\u{200D}\u{301}", "é"),
            ("مقدمة\u{200F}", "مقدمة"),
        ] {
            assert_eq!(file_key(a), file_key(b), "{a:?} {b:?}");
        }
        for (a, b) in [("بحث", "بَحث"), ("a b", "ab"), ("a-b", "a_b")] {
            assert_ne!(file_key(a), file_key(b), "{a:?} {b:?}");
        }
    }
}
