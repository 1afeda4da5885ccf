//! Quotation marks in pairs.

/// The marks around a quotation, and around one within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// What `"` opens and closes with.
    pub outer: [char; 2],
    /// The same of `'`; `None` leaves it as it is typed.
    pub inner: Option<[char; 2]>,
}

impl Quotes {
    /// Reads two or four marks in a row: `«»` or `«»‹›`.
    pub fn parse(text: &str) -> Option<Self> {
        let marks: Vec<char> = text.chars().take(5).collect();
        let is_mark = |c: &char| super::is_punctuation(*c);
        match marks.as_slice() {
            all if !all.iter().all(is_mark) => None,
            &[open, close] => Some(Quotes {
                outer: [open, close],
                inner: None,
            }),
            &[open, close, within, without] => Some(Quotes {
                outer: [open, close],
                inner: Some([within, without]),
            }),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_or_four_marks() {
        for (text, expected) in [
            ("«»", Some((['«', '»'], None))),
            ("«»‹›", Some((['«', '»'], Some(['‹', '›'])))),
            ("””", Some((['”', '”'], None))),
            ("「」『』", Some((['「', '」'], Some(['『', '』'])))),
            ("", None),
            ("«", None),
            ("«»‹", None),
            ("«»‹›x", None),
            ("ab", None),
            ("« »", None),
        ] {
            let quotes = Quotes::parse(text).map(|quotes| (quotes.outer, quotes.inner));
            assert_eq!(quotes, expected, "{text}");
        }
    }
}
