//! CLDR's plural categories.

use icu_plurals::{PluralCategory as Icu, PluralRules};

use super::tag;

/// A grammatical form that a number asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PluralCategory {
    /// In Arabic: 0.
    Zero,
    /// In English: 1.
    One,
    /// In Arabic and Hebrew: 2.
    Two,
    /// In Arabic: 3 to 10, 103 to 110.
    Few,
    /// In Arabic: 11 to 99, 111 to 199.
    Many,
    /// Every other number; the only category that all languages have.
    Other,
}

impl PluralCategory {
    /// Every category, in CLDR's order.
    pub const ALL: [PluralCategory; 6] = [
        PluralCategory::Zero,
        PluralCategory::One,
        PluralCategory::Two,
        PluralCategory::Few,
        PluralCategory::Many,
        PluralCategory::Other,
    ];

    /// CLDR's keyword.
    pub fn as_str(self) -> &'static str {
        match self {
            PluralCategory::Zero => "zero",
            PluralCategory::One => "one",
            PluralCategory::Two => "two",
            PluralCategory::Few => "few",
            PluralCategory::Many => "many",
            PluralCategory::Other => "other",
        }
    }

    /// Reads CLDR's keyword.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

impl From<Icu> for PluralCategory {
    fn from(category: Icu) -> Self {
        match category {
            Icu::Zero => PluralCategory::Zero,
            Icu::One => PluralCategory::One,
            Icu::Two => PluralCategory::Two,
            Icu::Few => PluralCategory::Few,
            Icu::Many => PluralCategory::Many,
            Icu::Other => PluralCategory::Other,
        }
    }
}

/// The categories that a language's cardinal numbers use, in CLDR's order. A tag that cannot be read has `other`.
pub fn required_categories(tag: &str) -> Vec<PluralCategory> {
    let rules = tag::parse(tag)
        .ok()
        .and_then(|locale| PluralRules::try_new_cardinal(locale.into()).ok());
    let Some(rules) = rules else {
        return vec![PluralCategory::Other];
    };
    let mut used: Vec<_> = rules.categories().map(PluralCategory::from).collect();
    used.sort_unstable();
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_of_languages() {
        for (tag, expected) in [
            ("ar", "zero one two few many other"),
            ("ar-EG", "zero one two few many other"),
            ("en", "one other"),
            ("he", "one two other"),
            ("fa", "one other"),
            ("ur", "one other"),
            ("fr", "one many other"),
            ("ru", "one few many other"),
            ("ja", "other"),
            ("ar_EG", "other"),
        ] {
            let used: Vec<_> = required_categories(tag)
                .into_iter()
                .map(PluralCategory::as_str)
                .collect();
            assert_eq!(used.join(" "), expected, "{tag}");
        }
    }

    #[test]
    fn keywords_are_read_again() {
        for category in PluralCategory::ALL {
            assert_eq!(PluralCategory::parse(category.as_str()), Some(category));
        }
        assert_eq!(PluralCategory::parse("One"), None);
    }
}
