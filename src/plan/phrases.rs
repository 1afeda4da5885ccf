//! Ready phrases: theme strings with numbers, dates as a reader of the language writes them.

use super::Planner;
use crate::base::escape::escaped;
use crate::locale::Locale;
use crate::model::{Date, Lang, Language, Value};
use crate::text::{Direction, majority};

impl Planner<'_> {
    /// A theme string without a number.
    pub(super) fn string(&self, lang: Lang, key: &str) -> &str {
        self.strings(lang).map_or("", |strings| strings.text(key))
    }

    /// The form of a theme string for `number`, which stands where it says `{n}`.
    pub(super) fn counted(&self, lang: Lang, key: &str, number: usize) -> String {
        let locale = self.locale(lang);
        let form = self
            .strings(lang)
            .map_or("", |strings| strings.plural(key, locale.plural(number as u64).as_str()));
        form.replace("{n}", &self.number(lang, number))
    }

    /// A number in the digits of the language.
    pub(super) fn number(&self, lang: Lang, number: usize) -> String {
        self.locale(lang).number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// `{iso, text}`, or nothing.
    pub(super) fn date(&self, lang: Lang, date: Option<Date>) -> Value {
        let Some(date) = date else { return Value::Null };
        Value::map([
            ("iso", Value::from(date.to_string())),
            ("text", Value::from(spelt(self.locale(lang), date))),
        ])
    }

    /// A text of unknown script as markup for a page of `lang`: isolated if it runs the other way.
    pub(super) fn inserted(&self, lang: Lang, text: &str) -> Value {
        let page = self.language(lang);
        match majority(text).filter(|&direction| direction != page.direction) {
            None => Value::markup(escaped(text)),
            Some(direction) => {
                let tag = self
                    .other_language(page, direction)
                    .map(|tag| format!(" lang=\"{tag}\""))
                    .unwrap_or_default();
                Value::markup(format!(
                    "<bdi{tag} dir=\"{}\">{}</bdi>",
                    direction.as_str(),
                    escaped(text)
                ))
            }
        }
    }

    /// The tag of the only other language of the site that runs in `direction`.
    fn other_language(&self, page: &Language, direction: Direction) -> Option<&str> {
        let mut others = self.config().languages.iter();
        let other = others.find(|language| language.direction == direction && language.tag != page.tag)?;
        others
            .all(|language| language.direction != direction)
            .then_some(other.tag.as_str())
    }
}

fn spelt(locale: &Locale, date: Date) -> String {
    let (year, month, _) = date.ymd();
    match date.day {
        Some(day) => locale.date(year.into(), month, day),
        None => locale.month(year.into(), month),
    }
}

/// How many minutes a text takes a silent reader; never zero.
///
/// Rates follow Brysbaert 2019 for English and the IReST figures (Trauzettel-Klosinski and Dietz 2012)
/// for the ratio between languages.
pub(super) fn minutes(words: usize, tag: &str) -> usize {
    let rate = match tag.split('-').next().unwrap_or(tag) {
        "en" => 238,
        "he" => 190,
        "ar" | "fa" | "ur" => 160,
        _ => 200,
    };
    words.div_ceil(rate).max(1)
}
