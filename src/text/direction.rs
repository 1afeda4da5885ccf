//! The direction of a text, from the bidirectional classes of its characters.

use icu_properties::CodePointMapData;
use icu_properties::props::BidiClass;

/// A direction of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// Left to right, like Latin.
    Ltr,
    /// Right to left, like Arabic and Hebrew.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }

    /// The direction that a value of HTML's `dir` attribute gives, written as [`Direction::as_str`] writes it.
    pub fn parse(word: &str) -> Option<Self> {
        [Direction::Ltr, Direction::Rtl]
            .into_iter()
            .find(|direction| direction.as_str() == word)
    }

    /// The other direction.
    pub fn opposite(self) -> Self {
        match self {
            Direction::Ltr => Direction::Rtl,
            Direction::Rtl => Direction::Ltr,
        }
    }
}

/// The direction of the first strong character outside isolates (UAX #9, rules P2 and P3), if there is one.
pub fn first_strong(text: &str) -> Option<Direction> {
    let mut open_isolates = 0usize;
    for c in text.chars() {
        match class(c) {
            BidiClass::LeftToRightIsolate | BidiClass::RightToLeftIsolate | BidiClass::FirstStrongIsolate => {
                open_isolates += 1
            }
            BidiClass::PopDirectionalIsolate => open_isolates = open_isolates.saturating_sub(1),
            BidiClass::ParagraphSeparator => open_isolates = 0,
            other if open_isolates == 0 => {
                if let Some(direction) = strong(other) {
                    return Some(direction);
                }
            }
            _ => {}
        }
    }
    None
}

/// The direction of most letters, if one has the majority.
pub fn majority(text: &str) -> Option<Direction> {
    let (mut ltr, mut rtl) = (0usize, 0usize);
    for c in text.chars() {
        match letter_of(c) {
            Some(Direction::Ltr) => ltr += 1,
            Some(Direction::Rtl) => rtl += 1,
            None => {}
        }
    }
    match ltr.cmp(&rtl) {
        std::cmp::Ordering::Greater => Some(Direction::Ltr),
        std::cmp::Ordering::Less => Some(Direction::Rtl),
        std::cmp::Ordering::Equal => None,
    }
}

/// Whether there is a letter in a text.
pub fn has_letter(text: &str) -> bool {
    text.contains(|c| letter_of(c).is_some())
}

/// The direction of a letter; of anything else, none.
pub(super) fn letter_of(c: char) -> Option<Direction> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Direction::Ltr),
        '\0'..='\u{7F}' => None,
        '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => Some(Direction::Rtl),
        _ => strong_of(c).filter(|_| c.is_alphabetic()),
    }
}

/// The direction of a strong character.
pub(super) fn strong_of(c: char) -> Option<Direction> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Direction::Ltr),
        '\0'..='\u{7F}' => None,
        // What most texts are made of is told without a look at the tables.
        '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => Some(Direction::Rtl),
        '\u{64B}'..='\u{65F}' | '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}' | '\u{2010}'..='\u{2027}' => None,
        _ => strong(class(c)),
    }
}

pub(super) fn class(c: char) -> BidiClass {
    CodePointMapData::<BidiClass>::new().get(c)
}

fn strong(class: BidiClass) -> Option<Direction> {
    match class {
        BidiClass::LeftToRight => Some(Direction::Ltr),
        BidiClass::RightToLeft | BidiClass::ArabicLetter => Some(Direction::Rtl),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Direction::{Ltr, Rtl};
    use super::*;

    #[test]
    fn what_is_told_without_the_tables_is_what_they_say() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(strong_of(c), strong(class(c)), "{c:?}");
            assert_eq!(letter_of(c), strong(class(c)).filter(|_| c.is_alphabetic()), "{c:?}");
        }
    }

    #[test]
    fn the_first_strong_character_decides() {
        for (text, expected) in [
            ("لغة Rust", Some(Rtl)),
            ("C++ أم Rust؟", Some(Ltr)),
            ("שלום", Some(Rtl)),
            ("2025: العام", Some(Rtl)),
            ("«مقدمة»", Some(Rtl)),
            ("٢٠٢٥", None),
            ("123 …", None),
            ("", None),
            ("\u{200F}Rust", Some(Rtl)),
            ("\u{2068}Rust\u{2069} لغة", Some(Rtl)),
            ("\u{2068}a\u{2067}b\u{2069}c\u{2069} \u{2069}العربية", Some(Rtl)),
            ("\u{2066}open العربية", None),
            ("\u{2066}open\u{2029}العربية", Some(Rtl)),
            // an embedding is not an isolate: its letters count
            ("\u{202B}Rust\u{202C} لغة", Some(Ltr)),
        ] {
            assert_eq!(first_strong(text), expected, "{text:?}");
        }
    }

    #[test]
    fn most_letters_decide() {
        for (text, expected) in [
            ("Rust لغة برمجة", Some(Rtl)),
            ("لغة Rust programming", Some(Ltr)),
            ("ab اب", None),
            ("123", None),
            ("\u{200F}\u{200F}\u{200F}a", Some(Ltr)),
            ("أَ a", None),
        ] {
            assert_eq!(majority(text), expected, "{text:?}");
        }
    }

    #[test]
    fn names_and_opposites() {
        for (direction, name) in [(Ltr, "ltr"), (Rtl, "rtl")] {
            assert_eq!(direction.as_str(), name);
            assert_eq!(Direction::parse(name), Some(direction));
            assert_eq!(direction.opposite().opposite(), direction);
            assert_ne!(direction.opposite(), direction);
        }
    }
}
