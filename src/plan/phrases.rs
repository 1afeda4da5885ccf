//! Ready phrases: theme strings with numbers, dates as a reader of the language writes them.

use super::Planner;
use super::texts::Writing;
use crate::base::escape;
use crate::locale::Locale;
use crate::model::{Date, Lang, Language, Value};
use crate::text::{Direction, Part, printed, script, walk};

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

    /// A text of unknown script as HTML for what is written as `around`: isolated if it runs the other way, and so are the
    /// phrases in it that do.
    pub(super) fn inserted(&self, around: Writing, text: &str) -> String {
        let page = self.language(around.lang);
        let (direction, found) = printed(text, around.direction, self.config().markdown.isolate);
        let is_against = direction != around.direction;
        let mut html = String::new();
        if is_against {
            html.push_str(&self.isolate(page, direction, Some(text)));
        }
        walk(text, &found, &mut |part| match part {
            Part::Open(phrase, text) => {
                html.push_str(&self.isolate(page, phrase.direction, phrase.prose.then_some(text)))
            }
            Part::Text(text) => escape::html(text, &mut html),
            Part::Close => html.push_str("</bdi>"),
        });
        if is_against {
            html.push_str("</bdi>");
        }
        html
    }

    /// The start tag of an isolate; with a text in another language, that language too, if the site has just one of its script.
    fn isolate(&self, page: &Language, direction: Direction, text: Option<&str>) -> String {
        let languages = &self.config().languages;
        let other = text.and_then(script).and_then(|script| page.told(script, languages));
        let lang = other.filter(|language| language.direction == direction);
        let lang = lang
            .map(|language| format!(" lang=\"{}\"", language.tag))
            .unwrap_or_default();
        format!("<bdi dir=\"{}\"{lang}>", direction.as_str())
    }
}

fn spelt(locale: &Locale, date: Date) -> String {
    let (year, month, _) = date.ymd();
    match date.day {
        Some(day) => locale.date(year.into(), month, day),
        None => locale.month(year.into(), month),
    }
}
