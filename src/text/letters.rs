//! What kind of character one is: punctuation, or of a script that runs from right to left.

use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// Whether CommonMark 0.31 counts it as punctuation: the general categories P and S.
pub fn is_punctuation(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Punctuation.contains(category) || GeneralCategoryGroup::Symbol.contains(category)
}

/// Whether it lies in a block of Hebrew or Arabic, as their letters, vowels, digits and punctuation do, or is one of the
/// marks that are typed among them.
pub fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{200F}')
}

/// Whether it is a letter or a vowel mark of Hebrew.
pub fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{591}'..='\u{5F2}' | '\u{FB1D}'..='\u{FB4F}')
}

/// Whether it shows nothing and only steers what stands beside it: a bidirectional mark, a joiner, a zero width space, a
/// byte order mark. Isolates and embeddings, which come in pairs, are not among them.
pub fn is_mark(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether these letters are nothing but particles that are written together with the word behind them: `و`, `بال`, `ה`;
/// or letters drawn out with a tatweel to be joined to it: `بـ`.
pub fn is_attached_particle(letters: &str) -> bool {
    // One conjunction, one preposition, the article; each may be missing.
    const ARABIC: [&str; 2] = ["وف", "بلكس"];
    let bare: String = letters.chars().filter(|&c| !is_vowel(c)).take(8).collect();
    if bare.ends_with('ـ') {
        return true;
    }
    let mut rest = bare.as_str();
    for kind in ARABIC {
        rest = rest.strip_prefix(|c| kind.contains(c)).unwrap_or(rest);
    }
    let is_arabic = matches!(rest, "" | "ال" | "ل");
    let is_hebrew = bare.chars().count() <= 3 && bare.chars().all(|c| "ושהכלבמ".contains(c));
    !bare.is_empty() && (is_arabic || is_hebrew)
}

fn is_vowel(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{591}'..='\u{5BD}' | '\u{5C1}' | '\u{5C2}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_characters() {
        for (c, punctuation, right_to_left) in [
            ('a', false, false),
            ('«', true, false),
            ('$', true, false),
            ('،', true, true),
            ('ـ', false, true),
            ('س', false, true),
            ('٣', false, true),
            ('\u{64E}', false, true),
            ('ש', false, true),
            ('־', true, true),
            ('\u{200F}', false, true),
            ('\u{200E}', false, false),
            ('ﷺ', false, true),
            (' ', false, false),
        ] {
            assert_eq!(
                (is_punctuation(c), is_right_to_left(c)),
                (punctuation, right_to_left),
                "{c:?}"
            );
        }
    }

    #[test]
    fn particles() {
        for (letters, expected) in [
            ("و", true),
            ("وَ", true),
            ("ب", true),
            ("فب", true),
            ("وال", true),
            ("لل", true),
            ("كال", true),
            ("بـ", true),
            ("وبـ", true),
            ("ה", true),
            ("וב", true),
            ("", false),
            ("كتب", false),
            ("من", false),
            ("a", false),
            ("תנ", false),
            ("שבה", true),
            ("שבהל", false),
        ] {
            assert_eq!(is_attached_particle(letters), expected, "{letters}");
        }
    }
}
