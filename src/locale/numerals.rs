//! Decimal digits by script.

use super::Locale;

/// CLDR's names of the digits in which CSS can number a list, with their zeros; ASCII's own are the first.
const NUMERALS: [(&str, char); 5] = [
    ("latn", '0'),
    ("arab", '٠'),
    ("arabext", '۰'),
    ("beng", '০'),
    ("deva", '०'),
];

/// Whose digit it is, by CLDR's name, and its value.
pub fn digit(c: char) -> Option<(&'static str, u8)> {
    NUMERALS.into_iter().find_map(|(name, zero)| {
        let value = u32::from(c).checked_sub(u32::from(zero)).filter(|&value| value < 10)?;
        Some((name, u8::try_from(value).ok()?))
    })
}

impl Locale {
    /// CLDR's name of the digits that its numbers have; `latn` where it is none of those that CSS can number a list in.
    pub fn numerals(&self) -> &'static str {
        let zero = self.plain_number(0).chars().next();
        zero.and_then(digit).map_or("latn", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::locale::Digits;

    #[test]
    fn digits_of_scripts() {
        for (c, expected) in [
            ('0', Some(("latn", 0))),
            ('9', Some(("latn", 9))),
            ('٠', Some(("arab", 0))),
            ('٩', Some(("arab", 9))),
            ('۴', Some(("arabext", 4))),
            ('९', Some(("deva", 9))),
            ('১', Some(("beng", 1))),
            ('a', None),
            (':', None),
            ('½', None),
            ('٪', None),
        ] {
            assert_eq!(digit(c), expected, "{c}");
        }
    }

    #[test]
    fn numerals_of_locales() {
        for (locale, digits, expected) in [
            ("ar", Digits::Auto, "latn"),
            ("ar-EG", Digits::Auto, "arab"),
            ("ar-EG", Digits::Latn, "latn"),
            ("ar", Digits::Arab, "arab"),
            ("fa", Digits::Auto, "arabext"),
            ("ur", Digits::Auto, "latn"),
            ("he", Digits::Auto, "latn"),
            ("mr", Digits::Auto, "deva"),
            ("en", Digits::Auto, "latn"),
        ] {
            let numerals = Locale::new(locale, digits, &[]).unwrap().numerals();
            assert_eq!(numerals, expected, "{locale}");
        }
    }

    #[test]
    fn numerals_of_regions() {
        for (locales, expected) in [
            ("ar-AE ar-MA ar-DZ ar-TN ar-LY", "latn"),
            (
                "ar-SA ar-EG ar-SY ar-IQ ar-LB ar-JO ar-PS ar-KW ar-QA ar-BH ar-OM ar-YE ar-SD ar-MR",
                "arab",
            ),
            ("fa ps ur-IN", "arabext"),
        ] {
            for locale in locales.split(' ') {
                let numerals = Locale::new(locale, Digits::Auto, &[]).unwrap().numerals();
                assert_eq!(numerals, expected, "{locale}");
            }
        }
    }
}
