//! Dates, numbers, lists and order as one locale writes them.

use std::cmp::Ordering;

use icu_calendar::{AnyCalendarKind, Date};
use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed};
use icu_datetime::{
    DateTimeFormatter, DateTimeFormatterPreferences,
    fieldsets::{Y, YM, YMD},
};
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences, input::Decimal};
use icu_list::{ListFormatter, ListFormatterPreferences};
use icu_plurals::{PluralRules, PluralRulesPreferences};

use super::{Calendar, Digits, PluralCategory, TagError, tag};

/// The formats of one language and region, made once and shared by all threads.
///
/// ICU's formatters cannot be shared between threads, so this holds what they are made from and makes one
/// when asked. Their data is compiled in, which leaves a few microseconds for a date and less for the rest.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    /// One per calendar in which dates are shown, the main one first.
    dates: Vec<DateTimeFormatterPreferences>,
    gregorian: DateTimeFormatterPreferences,
    numbers: DecimalFormatterPreferences,
    plurals: PluralRulesPreferences,
    lists: ListFormatterPreferences,
    collator: CollatorBorrowed<'static>,
    /// Tells letters apart, and nothing else.
    letters: CollatorBorrowed<'static>,
}

impl Locale {
    /// Prepares the formats of a locale such as `ar-EG`. Without calendars dates are in the one that the tag asks for
    /// (`-u-ca-`), or else in the one that CLDR prefers for the region.
    pub fn new(tag: &str, digits: Digits, calendars: &[Calendar]) -> Result<Self, TagError> {
        let mut base = tag::parse(tag)?;
        if digits != Digits::Auto {
            set(&mut base, "nu", digits.as_str());
        }
        let shown_in = |calendar: Calendar| {
            let mut locale = base.clone();
            set(&mut locale, "ca", calendar.as_str());
            DateTimeFormatterPreferences::from(locale)
        };
        let gregorian = shown_in(Calendar::Gregorian);
        let dates = match calendars {
            [] => vec![DateTimeFormatterPreferences::from(&base)],
            calendars => calendars.iter().copied().map(shown_in).collect(),
        };
        let mut letters = CollatorOptions::default();
        letters.strength = Some(Strength::Primary);
        let unusable = || TagError::new(tag, "names formats that do not exist", None);
        let locale = Locale {
            tag: tag::canonical(tag)?,
            dates,
            gregorian,
            numbers: (&base).into(),
            plurals: (&base).into(),
            lists: (&base).into(),
            collator: Collator::try_new((&base).into(), Default::default()).map_err(|_| unusable())?,
            letters: Collator::try_new((&base).into(), letters).map_err(|_| unusable())?,
        };
        if locale.works() { Ok(locale) } else { Err(unusable()) }
    }

    /// The canonical tag that the formats were made for.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// A day in long form, in every calendar: `١ رمضان ١٤٤٧ هـ (١٨ فبراير ٢٠٢٦)`.
    /// The day is Gregorian; one that does not exist is written as ISO 8601 writes it.
    pub fn date(&self, year: i32, month: u8, day: u8) -> String {
        let shown = Date::try_new_iso(year, month, day).map(|date| {
            self.dates
                .iter()
                .filter_map(|&preferences| {
                    let formatter = DateTimeFormatter::try_new(preferences, YMD::long()).ok()?;
                    Some(formatter.format(&date).to_string())
                })
                .reduce(|main, other| format!("{main} ({other})"))
        });
        match shown {
            Ok(Some(shown)) => shown,
            _ => format!("{year:04}-{month:02}-{day:02}"),
        }
    }

    /// A Gregorian month and its year: `أغسطس 2026`.
    pub fn month(&self, year: i32, month: u8) -> String {
        let shown = || {
            let date = Date::try_new_iso(year, month, 1).ok()?;
            let formatter = DateTimeFormatter::try_new(self.gregorian, YM::long()).ok()?;
            Some(formatter.format(&date).to_string())
        };
        shown().unwrap_or_else(|| format!("{year:04}-{month:02}"))
    }

    /// A Gregorian year.
    pub fn year(&self, year: i32) -> String {
        let shown = || {
            let date = Date::try_new_iso(year, 1, 1).ok()?;
            let formatter = DateTimeFormatter::try_new(self.gregorian, Y::long()).ok()?;
            Some(formatter.format(&date).to_string())
        };
        shown().unwrap_or_else(|| year.to_string())
    }

    /// A Gregorian year with the years of the other calendars that it falls into: `2026 (1447 هـ – 1448 هـ)`.
    pub fn year_in_calendars(&self, year: i32) -> String {
        let shown = |&preferences: &DateTimeFormatterPreferences| {
            let formatter = DateTimeFormatter::try_new(preferences, Y::long()).ok()?;
            if formatter.calendar().kind() == AnyCalendarKind::Gregorian {
                return None;
            }
            let on = |month, day| {
                let date = Date::try_new_iso(year, month, day).ok()?;
                Some(formatter.format(&date).to_string())
            };
            let (first, last) = (on(1, 1)?, on(12, 31)?);
            Some(if first == last {
                first
            } else {
                format!("{first} – {last}")
            })
        };
        let others: Vec<String> = self.dates.iter().filter_map(shown).collect();
        match others.as_slice() {
            [] => self.year(year),
            others => format!("{} ({})", self.year(year), others.join("; ")),
        }
    }

    /// A number, grouped as is the custom: `1,234` or `١٬٢٣٤`.
    pub fn number(&self, number: i64) -> String {
        self.decimal(number, GroupingStrategy::Auto)
    }

    /// A number without grouping, for what counts nothing, such as the number of a page.
    pub fn plain_number(&self, number: i64) -> String {
        self.decimal(number, GroupingStrategy::Never)
    }

    /// The form of the noun that a cardinal number takes.
    pub fn plural(&self, number: u64) -> PluralCategory {
        PluralRules::try_new_cardinal(self.plurals)
            .map_or(PluralCategory::Other, |rules| rules.category_for(number).into())
    }

    /// The items joined by "and".
    pub fn list(&self, items: &[String]) -> String {
        match ListFormatter::try_new_and(self.lists, Default::default()) {
            Ok(formatter) => formatter.format(items.iter()).to_string(),
            Err(_) => items.join(", "),
        }
    }

    /// Marked-up items joined by "and". Each is a pair of its plain text, by which some languages choose the
    /// joining word, and its markup, which is what stands in the result.
    pub fn list_marked(&self, items: &[(String, String)]) -> String {
        // A character that no text holds ends each item, so that the joints can be told from the items.
        const END: char = '\u{FFFF}';
        let ended: Vec<String> = items
            .iter()
            .map(|(plain, _)| format!("{}{END}", plain.replace(END, "")))
            .collect();
        let joined = self.list(&ended);
        let mut chunks = joined.split(END);
        let mut out = String::new();
        for ((_, markup), plain) in items.iter().zip(&ended) {
            let chunk = chunks.next().unwrap_or("");
            let joint = chunk.strip_suffix(plain.trim_end_matches(END));
            out.push_str(joint.unwrap_or(""));
            out.push_str(markup);
        }
        out.extend(chunks);
        out
    }

    /// The order of two texts in a sorted list of this language. Texts that the language holds for equal are
    /// ordered by code points, so that the order never depends on the input's.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.collator.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Whether two letters are one in an index of the language: with an accent or without, in either case.
    pub fn is_one_letter(&self, a: &str, b: &str) -> bool {
        self.letters.compare(a, b) == Ordering::Equal
    }

    fn decimal(&self, number: i64, grouping: GroupingStrategy) -> String {
        let options = DecimalFormatterOptions::from(grouping);
        match DecimalFormatter::try_new(self.numbers, options) {
            Ok(formatter) => formatter.format(&Decimal::from(number)).to_string(),
            Err(_) => number.to_string(),
        }
    }

    /// Whether every formatter can be made, which makes the fallbacks above unreachable.
    fn works(&self) -> bool {
        let dates = self.dates.iter().chain([&self.gregorian]);
        DecimalFormatter::try_new(self.numbers, Default::default()).is_ok()
            && PluralRules::try_new_cardinal(self.plurals).is_ok()
            && ListFormatter::try_new_and(self.lists, Default::default()).is_ok()
            && dates
                .copied()
                .all(|preferences| DateTimeFormatter::try_new(preferences, YMD::long()).is_ok())
    }
}

/// Sets a Unicode extension of a locale, such as `nu` for its digits.
fn set(locale: &mut icu_locale::Locale, key: &str, value: &str) {
    if let (Ok(key), Ok(value)) = (key.parse(), value.parse()) {
        locale.extensions.unicode.keywords.set(key, value);
    }
}

#[cfg(test)]
#[path = "formats_tests.rs"]
mod tests;
