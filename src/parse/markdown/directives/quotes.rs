//! Straight quotation marks that are printed as those of a language.
//!
//! They stay as they are in the copy, where they are syntax too; only what turns out to be text is printed otherwise.

use std::ops::Range;

use super::surroundings::{Marks, Quotation, marked};
use super::words::{Kind, Sign};
use crate::text::{is_attached_particle, is_hebrew, is_punctuation, is_right_to_left};

/// What stands in a word where it is left out: `don’t`.
const APOSTROPHE: char = '’';

/// A mark that may open a quotation.
struct Opener {
    at: usize,
    byte: u8,
    /// Whether it opens a quotation within another.
    is_inner: bool,
}

/// The marks of a paragraph, each by its byte in `text`, and what they become; what has no partner is not among them.
pub(super) fn quotes(text: &str, paragraph: Range<usize>, signs: &[Sign], marks: Marks<'_>) -> Vec<(usize, char)> {
    let mut open: Vec<Opener> = Vec::new();
    let mut found = Vec::new();
    let mut quotations = Vec::new();
    for sign in signs {
        let Kind::Quote(byte) = sign.kind else { continue };
        let (Some(head), Some(tail)) = (text.get(..sign.at), text.get(sign.end..)) else {
            continue;
        };
        let is_open = open.iter().any(|opener| opener.byte == byte);
        match part(head, tail, byte, is_open) {
            Part::Apostrophe => found.push((sign.at, APOSTROPHE)),
            Part::Text => {}
            Part::Close => {
                while let Some(opener) = open.pop() {
                    if opener.byte == byte {
                        quotations.push(Quotation {
                            open: opener.at,
                            close: sign.at,
                            is_inner: opener.is_inner,
                        });
                        break;
                    }
                }
            }
            Part::Open => {
                let is_inner = byte == b'\'' || open.last().is_some_and(|around| around.byte == byte);
                open.push(Opener {
                    at: sign.at,
                    byte,
                    is_inner,
                });
            }
        }
    }
    if !quotations.is_empty() {
        found.extend(marked(text, paragraph, quotations, marks));
    }
    found.sort_unstable();
    found
}

/// What a mark does.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Open,
    Close,
    Apostrophe,
    /// Neither: a foot, an inch, a sign within a Hebrew word.
    Text,
}

fn part(head: &str, tail: &str, byte: u8, is_open: bool) -> Part {
    let before = head.chars().next_back().unwrap_or('\n');
    let after = tail.chars().next().unwrap_or('\n');
    let in_word = is_of_word(before) && is_of_word(after);
    if in_word && is_hebrew(before) && is_hebrew(after) && is_within_hebrew_word(head, tail) {
        return Part::Text;
    }
    if in_word && is_right_to_left(before) && is_attached_particle(word_before(head)) {
        return Part::Open;
    }
    if byte == b'\'' {
        let is_latin = |c: char| c.is_alphabetic() && !is_right_to_left(c);
        if in_word {
            return match is_latin(after) && !is_right_to_left(before) {
                true => Part::Apostrophe,
                false => Part::Text,
            };
        }
        if !is_open && is_latin(before) && !is_of_word(after) {
            return Part::Apostrophe;
        }
    }
    let follows_opener = match before {
        '"' | '\'' => is_of_word(after),
        _ => matches!(before, '(' | '[' | '{' | '«' | '‹' | '“' | '„' | '—'),
    };
    if is_open && !before.is_whitespace() && !follows_opener {
        return Part::Close;
    }
    let is_start = before.is_whitespace() || is_punctuation(before) || is_right_to_left(before);
    if is_start && !after.is_whitespace() {
        Part::Open
    } else {
        Part::Text
    }
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || (is_right_to_left(c) && !is_punctuation(c))
}

/// The letters that `head` ends with, at most eight.
fn word_before(head: &str) -> &str {
    let letters = head.chars().rev().take(9).take_while(|&c| is_of_word(c));
    let length: usize = letters.map(char::len_utf8).sum();
    head.get(head.len() - length..).unwrap_or_default()
}

/// Whether a mark between two Hebrew letters is that of an acronym, תנ"ך, or a foreign sound, ז'אנר, and does not open a
/// quotation behind a particle, ה"ארץ".
fn is_within_hebrew_word(head: &str, tail: &str) -> bool {
    let letters = tail.chars().take(9).take_while(|&c| is_of_word(c)).count();
    letters < 2 || !is_attached_particle(word_before(head))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::words::Signs;
    use super::*;
    use crate::text::Quotes;

    fn shown(line: &str, marks: &str) -> String {
        let mut signs = Signs::default();
        for at in 0..line.len() {
            signs.note(line, at, line.len());
        }
        let mut shown = line.to_owned();
        let marks = Marks {
            own: Quotes::parse(marks).unwrap(),
            reading: None,
        };
        let found = quotes(line, 0..line.len(), &signs.take(), marks);
        for (at, mark) in found.into_iter().rev() {
            shown.replace_range(at..at + 1, &mark.to_string());
        }
        shown
    }

    #[test]
    fn arabic() {
        for (line, expected) in [
            ("قال \"نعم\" ثم سكت", "قال «نعم» ثم سكت"),
            ("\"نعم\" و'لا'", "«نعم» و‹لا›"),
            ("و\"نعم\"، بـ\"لا\".", "و«نعم»، بـ«لا»."),
            ("قال: \"سمعته يقول 'لا' ثم مضى\".", "قال: «سمعته يقول ‹لا› ثم مضى»."),
            ("قال: \"سمعته يقول \"لا\" ثم مضى\".", "قال: «سمعته يقول ‹لا› ثم مضى»."),
            ("(\"نعم\")", "(«نعم»)"),
            ("**\"نعم\"** \"**نعم**\"", "**«نعم»** «**نعم**»"),
            ("شاشة 15\" كبيرة", "شاشة 15\" كبيرة"),
            ("\"بلا نهاية", "\"بلا نهاية"),
            ("نهاية\" بلا بداية", "نهاية\" بلا بداية"),
            ("الكتاب يسمّى \"don't\" هنا", "الكتاب يسمّى «don’t» هنا"),
            ("القرآن' نص", "القرآن' نص"),
            ("\"نعم\"ها", "«نعم»ها"),
        ] {
            assert_eq!(shown(line, "«»‹›"), expected, "{line}");
        }
    }

    #[test]
    fn hebrew() {
        for (line, expected) in [
            ("תנ\"ך ודו\"חות", "תנ\"ך ודו\"חות"),
            ("אמר \"כן\" והלך", "אמר ”כן” והלך"),
            ("ה\"ארץ\" כתב", "ה”ארץ” כתב"),
            ("ב\"ה, ש\"ס", "ב\"ה, ש\"ס"),
            ("\"דו\"ח חדש\"", "”דו\"ח חדש”"),
            ("ז'אנר וצ'ק ג'", "ז'אנר וצ'ק ג'"),
            ("'כן' ו'לא'", "’כן’ ו’לא’"),
        ] {
            assert_eq!(shown(line, "””’’"), expected, "{line}");
        }
    }

    #[test]
    fn english() {
        for (line, expected) in [
            ("\"Yes,\" he said, \"it's 'fine'.\"", "“Yes,” he said, “it’s ‘fine’.”"),
            ("the dogs' bones", "the dogs’ bones"),
            ("the '90s", "the '90s"),
            ("5'10\" tall", "5'10\" tall"),
            ("(\"a\") [\"b\"] —\"c\"", "(“a”) [“b”] —“c”"),
            ("\"'a' b\" \"a 'b'\"", "“‘a’ b” “a ‘b’”"),
            ("\"\" ''", "“” ‘’"),
            ("a \"b\" c \"d", "a “b” c \"d"),
            (
                "`\"a\"` <a title=\"b\"> [c](d \"e\")",
                "`\"a\"` <a title=\"b\"> [c](d \"e\")",
            ),
        ] {
            assert_eq!(shown(line, "“”‘’"), expected, "{line}");
        }
    }

    #[test]
    fn one_pair_only() {
        assert_eq!(shown("\"a 'b'\" don't", "«»"), "«a 'b'» don’t");
    }
}
