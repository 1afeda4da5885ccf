//! The quotation marks of languages.

use crate::text::Quotes;

/// Outer and inner marks that are not “ ” and ‘ ’, by language, after CLDR 47 (`delimiters`).
const MARKS: [(&str, &[&str]); 15] = [
    (
        "„“‚‘",
        &["cs", "de", "dsb", "et", "hr", "hsb", "is", "lb", "mk", "sk", "sl"],
    ),
    ("«»”“", &["fr-CA"]),
    ("«»‹›", &["am", "az-Arab", "fa", "fr-CH", "gsw", "mzn", "sdh"]),
    ("”“’‘", &["ar", "ms-Arab", "syr", "ur"]),
    (
        "«»“”",
        &[
            "ast", "br", "ca", "el", "es-US", "eu", "it", "kab", "kk", "mg", "pt-PT", "sc", "sq", "ti",
        ],
    ),
    ("«»„“", &["be", "cv", "ky", "ru", "sah", "uk"]),
    ("„“„“", &["bg", "lt"]),
    ("””’’", &["fi", "he", "sv"]),
    ("«»‘’", &["no", "rw"]),
    ("«»«»", &["fr", "hy"]),
    ("「」『』", &["ja", "yue", "zh-Hant"]),
    ("„”»«", &["hu"]),
    ("„”«»", &["pl", "ro"]),
    ("‘’‘’", &["nl"]),
    ("„”’’", &["sr"]),
];

/// The quotation marks of a language.
pub fn quotes(tag: &str) -> Quotes {
    let is_meant = |of: &&str| {
        let rest = tag.strip_prefix(of);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let longest = |of: &[&str]| of.iter().filter(|of| is_meant(of)).map(|of| of.len()).max();
    MARKS
        .iter()
        .filter_map(|(marks, of)| Some((longest(of)?, Quotes::parse(marks)?)))
        .max_by_key(|&(length, _)| length)
        .map_or(ENGLISH, |(_, marks)| marks)
}

const ENGLISH: Quotes = Quotes {
    outer: ['“', '”'],
    inner: Some(['‘', '’']),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_languages() {
        for (tag, outer, inner) in [
            ("ar", ['”', '“'], ['’', '‘']),
            ("ar-EG", ['”', '“'], ['’', '‘']),
            ("ur", ['”', '“'], ['’', '‘']),
            ("fa", ['«', '»'], ['‹', '›']),
            ("he", ['”', '”'], ['’', '’']),
            ("en", ['“', '”'], ['‘', '’']),
            ("pt", ['“', '”'], ['‘', '’']),
            ("pt-PT", ['«', '»'], ['“', '”']),
            ("fr", ['«', '»'], ['«', '»']),
            ("fr-CH", ['«', '»'], ['‹', '›']),
            ("de-AT", ['„', '“'], ['‚', '‘']),
            ("arn", ['“', '”'], ['‘', '’']),
            ("zh-Hant-TW", ['「', '」'], ['『', '』']),
        ] {
            let expected = Quotes {
                outer,
                inner: Some(inner),
            };
            assert_eq!(quotes(tag), expected, "{tag}");
        }
    }

    #[test]
    fn every_row_can_be_read() {
        for (marks, _) in MARKS {
            assert!(
                Quotes::parse(marks).is_some_and(|quotes| quotes.inner.is_some()),
                "{marks}"
            );
        }
    }
}
