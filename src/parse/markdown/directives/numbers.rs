//! Lines that begin with a number in the digits of another script: `١. `, `۲) `, `١- `.

use crate::locale::digit;

/// A number that begins an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Number {
    /// Its length in bytes, with the sign behind it.
    pub length: usize,
    /// What CommonMark writes instead.
    pub ascii: Box<str>,
    /// CLDR's name of its digits.
    pub numerals: &'static str,
}

/// The longest number that CommonMark takes for one of a list.
const MOST: usize = 9;
/// The same where a dash stands behind it: a longer one is a year.
const MOST_BEFORE_DASH: usize = 3;

/// The number that `line` begins with, if it is one of a list and not in ASCII digits.
///
/// Other signs than CommonMark's `.` and `)` are usual among Arabic and Urdu authors; there a range, `١- ٣`, is none.
pub(super) fn number(line: &str) -> Option<Number> {
    let mut digits = line.chars().map_while(digit).take(MOST + 1).peekable();
    let &(numerals, _) = digits.peek().filter(|(numerals, _)| *numerals != "latn")?;
    let mut ascii = String::new();
    for (other, value) in digits {
        if other != numerals {
            return None;
        }
        ascii.push(char::from(b'0' + value));
    }
    let count = ascii.len();
    let (at, sign) = line.char_indices().nth(count)?;
    let length = at + sign.len_utf8();
    let text = line
        .get(length..)?
        .strip_prefix([' ', '\t'])?
        .trim_start_matches([' ', '\t']);
    let first = text.chars().next()?;
    let (most, read) = match sign {
        '.' | ')' => (MOST, sign),
        '۔' => (MOST, '.'),
        '-' | '–' | 'ـ' if digit(first).is_none() => (MOST_BEFORE_DASH, '.'),
        _ => return None,
    };
    ascii.push(read);
    (count <= most).then(|| Number {
        length,
        ascii: ascii.into(),
        numerals,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_lists() {
        for (line, expected) in [
            ("١. نص", Some((3, "1.", "arab"))),
            ("١٢) نص", Some((5, "12)", "arab"))),
            ("۳.\tمتن", Some((3, "3.", "arabext"))),
            ("१. एक", Some((4, "1.", "deva"))),
            ("১. এক", Some((4, "1.", "beng"))),
            ("١- نص", Some((3, "1.", "arab"))),
            ("١– نص", Some((5, "1.", "arab"))),
            ("١ـ نص", Some((4, "1.", "arab"))),
            ("۱۔ متن", Some((4, "1.", "arabext"))),
            ("٢٠٢٥. نص", Some((9, "2025.", "arab"))),
            ("١٢٣٤٥٦٧٨٩. نص", Some((19, "123456789.", "arab"))),
            ("١٢٣٤٥٦٧٨٩٠. نص", None),
            ("٢٠٢٥- نص", None),
            ("١- ٣", None),
            ("١- 3", None),
            ("١-٣ نص", None),
            ("١.٥ نص", None),
            ("١.", None),
            ("١. ", None),
            ("١۲. نص", None),
            ("1. نص", None),
            ("1٢. نص", None),
            ("١، نص", None),
            ("١ نص", None),
            ("نص ١. نص", None),
            ("", None),
        ] {
            let found = number(line);
            let found = found
                .as_ref()
                .map(|found| (found.length, &*found.ascii, found.numerals));
            assert_eq!(found, expected, "{line}");
        }
    }
}
