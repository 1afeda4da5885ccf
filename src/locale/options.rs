//! What a site may choose about its dates and numbers.

/// The digits of generated numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Digits {
    /// Those that CLDR prefers for the locale.
    #[default]
    Auto,
    /// 0123456789
    Latn,
    /// ٠١٢٣٤٥٦٧٨٩
    Arab,
    /// ۰۱۲۳۴۵۶۷۸۹
    Arabext,
}

impl Digits {
    /// Every choice.
    pub const ALL: [Digits; 4] = [Digits::Auto, Digits::Latn, Digits::Arab, Digits::Arabext];

    /// The name in the settings: `auto`, or CLDR's name of the digits.
    pub fn as_str(self) -> &'static str {
        match self {
            Digits::Auto => "auto",
            Digits::Latn => "latn",
            Digits::Arab => "arab",
            Digits::Arabext => "arabext",
        }
    }

    /// Reads the name used in the settings.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

/// A calendar in which dates are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Calendar {
    /// The Gregorian calendar.
    Gregorian,
    /// The Umm al-Qura calendar of Saudi Arabia; it is calculated and says nothing of moon sightings.
    IslamicUmmAlQura,
    /// The Solar Hijri calendar of Iran and Afghanistan.
    Persian,
    /// The Hebrew calendar.
    Hebrew,
}

impl Calendar {
    /// Every calendar.
    pub const ALL: [Calendar; 4] = [
        Calendar::Gregorian,
        Calendar::IslamicUmmAlQura,
        Calendar::Persian,
        Calendar::Hebrew,
    ];

    /// The name in BCP 47, which the settings use too.
    pub fn as_str(self) -> &'static str {
        match self {
            Calendar::Gregorian => "gregory",
            Calendar::IslamicUmmAlQura => "islamic-umalqura",
            Calendar::Persian => "persian",
            Calendar::Hebrew => "hebrew",
        }
    }

    /// Reads the name in BCP 47.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_again() {
        for digits in Digits::ALL {
            assert_eq!(Digits::parse(digits.as_str()), Some(digits));
        }
        for calendar in Calendar::ALL {
            assert_eq!(Calendar::parse(calendar.as_str()), Some(calendar));
        }
        assert_eq!(Digits::parse("arabic"), None);
        assert_eq!(Calendar::parse("gregorian"), None);
    }
}
