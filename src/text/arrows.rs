//! Arrows that point the wrong way: no arrow is mirrored in right-to-left text (UAX #9, L4), so one that points to the
//! right points back to the word before it.

use super::direction::{Direction, strong_of};

/// The arrow that points to the left, for one that points to the right.
pub fn opposite_arrow(c: char) -> Option<char> {
    Some(match c {
        '→' | '➔' | '➙' | '➛' | '➜' | '➝' | '➞' | '➤' => '←',
        '⇒' => '⇐',
        '⟶' => '⟵',
        '⟹' => '⟸',
        '⇨' => '⇦',
        '➡' => '⬅',
        _ => return None,
    })
}

/// Whether the arrow at `at` stands between two right-to-left words of a right-to-left text.
pub fn points_back(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let behind = text.get(at..).unwrap_or_default().chars().skip(1);
    nearest_is_rtl(before.chars().rev()) && nearest_is_rtl(behind)
}

/// Whether the first letter or digit, before any other arrow and anything that stands for what is no text, is right to left.
fn nearest_is_rtl(characters: impl Iterator<Item = char>) -> bool {
    const FARTHEST: usize = 20;
    let stops = |c: &char| {
        c.is_alphanumeric()
            || opposite_arrow(*c).is_some()
            || matches!(*c, super::CODE | super::BARRIER | '\n' | '\u{2029}')
    };
    let nearest = characters.take(FARTHEST).find(stops);
    nearest.and_then(strong_of) == Some(Direction::Rtl)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_between_words() {
        for (text, expected) in [
            ("أ → ب", true),
            ("المادة→المنتج", true),
            ("«أ» ⇒ (ب)", true),
            ("شָלום → עולם", true),
            ("أ → Rust", false),
            ("5 → ب", false),
            ("A → B", false),
            ("→ ب", false),
            ("أ →", false),
            ("أ → \u{FFFC} ب", false),
            ("أ → → ب", false),
        ] {
            let at = text.find(|c| opposite_arrow(c).is_some());
            assert_eq!(at.is_some_and(|at| points_back(text, at)), expected, "{text}");
        }
        assert_eq!(opposite_arrow('←'), None);
    }
}
