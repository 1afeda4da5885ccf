//! Counting words and finding the first sentence.

use unicode_segmentation::UnicodeSegmentation;

use super::direction::{Direction, strong_of};

/// The number of words that hold a letter or a digit (UAX #29). Vowel marks, tatweel and non-joiners do not part words.
pub fn word_count(text: &str) -> usize {
    text.unicode_words().count()
}

/// The number of words, and how many of them are of right-to-left letters.
pub fn words_by_direction(text: &str) -> (usize, usize) {
    let mut all = 0;
    let is_rtl = |word: &&str| word.chars().find_map(strong_of) == Some(Direction::Rtl);
    let rtl = text.unicode_words().inspect(|_| all += 1).filter(is_rtl).count();
    (all, rtl)
}

/// The first sentence of the first line, with its final mark; the whole line if no mark ends it.
pub fn first_sentence(text: &str) -> &str {
    let line = text.trim_start().lines().next().unwrap_or("").trim_end();
    for (at, mark) in line.char_indices().filter(|&(_, c)| ends_sentence(c)) {
        let (before, after) = (&line[..at], &line[at + mark.len_utf8()..]);
        let rest = after.trim_start_matches(closes_quotation);
        let complete = rest.is_empty() || rest.starts_with(char::is_whitespace);
        if complete && !(mark == '.' && is_abbreviated(before)) {
            return &line[..line.len() - rest.len()];
        }
    }
    line
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '…' | '۔')
}

fn closes_quotation(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']')
}

/// Whether a full stop after this text marks an initial (`د.`, `J.`, `e.g.`) or the number of a list item.
fn is_abbreviated(before: &str) -> bool {
    let opens_line = || before.chars().all(char::is_numeric);
    let mut backwards = before.chars().rev();
    let initial =
        backwards.next().is_some_and(char::is_alphabetic) && !backwards.next().is_some_and(char::is_alphanumeric);
    initial || opens_line()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_a_letter_or_a_digit() {
        for (text, expected) in [
            ("الكتابُ جديدٌ", 2),
            ("أطلقت شركة X نموذج R1 في 20 يناير 2025.", 9),
            ("می\u{200C}خواهم بروم", 2),
            ("كتـــاب", 1),
            ("٣٫٥ مليون", 2),
            ("don't — stop", 2),
            ("… ؟ !", 0),
            ("", 0),
        ] {
            assert_eq!(word_count(text), expected, "{text:?}");
        }
    }

    #[test]
    fn words_of_either_direction() {
        for (text, expected) in [
            ("أطلقت شركة X نموذج R1 في 20 يناير 2025.", (9, 5)),
            ("The title is مدخل إلى C++ 2", (7, 2)),
            ("", (0, 0)),
        ] {
            assert_eq!(words_by_direction(text), expected, "{text:?}");
        }
    }

    #[test]
    fn first_sentences() {
        for (text, expected) in [
            ("One. Two.", "One."),
            ("  Leading space! Then more", "Leading space!"),
            ("ما هذا؟ لا أعرف.", "ما هذا؟"),
            ("یہ اردو ہے۔ دوسرا جملہ۔", "یہ اردو ہے۔"),
            ("Version 3.5 is out. Get it", "Version 3.5 is out."),
            ("Wait… what", "Wait…"),
            ("No mark at all", "No mark at all"),
            ("A title\nThe text. More.", "A title"),
            ("He said \"go.\" We went.", "He said \"go.\""),
            ("قال «اذهب.» فذهبنا.", "قال «اذهب.»"),
            ("كتب د. أحمد هذا. انتهى", "كتب د. أحمد هذا."),
            ("See e.g. this one. Done", "See e.g. this one."),
            ("1. First item. Second", "1. First item."),
            ("Released in 2025. Then", "Released in 2025."),
            ("example.com is a site. Yes", "example.com is a site."),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(first_sentence(text), expected, "{text:?}");
        }
    }
}
