//! `languages`, `default_language` and the `[language.…]` tables.

use std::collections::BTreeMap;

use super::reader::{Setting, Table, known_language};
use crate::base::{Code, Span, nearest};
use crate::locale::{Calendar, Digits, autonym, canonical, direction, quotes, script, without_implied_script};
use crate::model::{Lang, Language};
use crate::parse::tree::{Data, Reporter, quoted};
use crate::text::Quotes;

/// The settings of one language.
const KNOWN: [&str; 9] = [
    "name",
    "locale",
    "digits",
    "calendars",
    "quotes",
    "title",
    "description",
    "sections",
    "words_per_minute",
];

/// More languages than any site has; the index of a language is one byte.
const MOST: usize = 200;

/// A language of which nothing but the tag is known.
pub fn plain(tag: &str) -> Language {
    Language {
        tag: tag.to_owned(),
        locale: tag.to_owned(),
        script: script(tag).unwrap_or_default(),
        direction: direction(tag),
        name: autonym(tag),
        digits: "auto".to_owned(),
        quotes: None,
        calendars: Vec::new(),
        words_per_minute: None,
        sections: BTreeMap::new(),
    }
}

/// Reads `languages`; without a usable one, those that were found, or English.
pub(super) fn tags(setting: Option<Setting<'_>>, found: &[String], reporter: &mut Reporter<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    if let Some(setting) = setting {
        for (written, span) in setting.texts(reporter) {
            match canonical(written) {
                Ok(tag) if tags.contains(&tag) => {
                    let problem = format!("names {} twice", quoted(&tag));
                    setting.bad_at(span, &problem, "keep one of the two", reporter);
                }
                Ok(_) if tags.len() == MOST => {
                    let problem = format!("holds more than {MOST} languages");
                    setting.bad_at(span, &problem, "remove some", reporter);
                    break;
                }
                Ok(tag) => {
                    if let Some(shorter) = without_implied_script(&tag) {
                        let message = format!("`{tag}` names a script that goes without saying");
                        let help = format!("write `{shorter}`, as BCP 47 asks, in the names of files too");
                        reporter.add(Code::ImpliedScript, span, message, help);
                    }
                    tags.push(tag);
                }
                Err(error) => {
                    let help = match error.suggestion {
                        Some(suggestion) => format!("write `{suggestion}`"),
                        None => "write a BCP 47 language tag, such as `ar`, `en` or `pt-BR`".to_owned(),
                    };
                    reporter.add(Code::UnknownLanguage, span, error.message, help);
                }
            }
        }
        let is_empty = matches!(&setting.node.data, Data::List(items) if items.is_empty());
        if is_empty {
            setting.bad(
                "must hold at least one language",
                "write `languages = [\"ar\", \"en\"]`",
                reporter,
            );
        }
    }
    if tags.is_empty() {
        for tag in found.iter().filter_map(|tag| canonical(tag).ok()).take(MOST) {
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
    }
    if tags.is_empty() {
        tags.push("en".to_owned());
    }
    tags
}

/// Reads `default_language`: the first language unless it says otherwise.
pub(super) fn default_language(
    setting: Option<Setting<'_>>,
    languages: &[String],
    reporter: &mut Reporter<'_>,
) -> Lang {
    let Some(setting) = setting else { return Lang(0) };
    let Some(written) = setting.text(reporter) else {
        return Lang(0);
    };
    let at = canonical(written)
        .ok()
        .and_then(|tag| languages.iter().position(|language| *language == tag));
    match at.and_then(|at| u8::try_from(at).ok()) {
        Some(at) => Lang(at),
        None => {
            let message = format!("`default_language` is {}, which is not in `languages`", quoted(written));
            let help = format!("use one of {}", languages.join(", "));
            reporter.add(Code::UnknownLanguage, setting.node.span, message, help);
            Lang(0)
        }
    }
}

/// What the `[language.…]` tables say.
pub(super) struct Tables {
    pub(super) languages: Vec<Language>,
    pub(super) title: BTreeMap<String, String>,
    pub(super) description: BTreeMap<String, String>,
}

impl Tables {
    /// Reads the tables. `smart` says whether a language has CLDR's quotation marks unless its table says otherwise.
    pub(super) fn read(
        setting: Option<Setting<'_>>,
        tags: &[String],
        smart: bool,
        reporter: &mut Reporter<'_>,
    ) -> Self {
        let language = |tag: &String| Language {
            quotes: smart.then(|| quotes(tag)),
            ..plain(tag)
        };
        let mut tables = Tables {
            languages: tags.iter().map(language).collect(),
            title: BTreeMap::new(),
            description: BTreeMap::new(),
        };
        let entries = setting.and_then(|setting| setting.table(reporter));
        for entry in entries.unwrap_or_default() {
            let Some(tag) = known_language(entry, tags, reporter) else {
                continue;
            };
            let Some(settings) = Setting::new("language.", entry).table(reporter) else {
                continue;
            };
            let table = Table::new(&format!("language.{}.", entry.key), settings, &KNOWN, reporter);
            let text = |name: &str, reporter: &mut Reporter<'_>| {
                let text = table.get(name)?.text(reporter)?;
                (!text.is_empty()).then(|| text.to_owned())
            };
            tables
                .title
                .extend(text("title", reporter).map(|text| (tag.clone(), text)));
            tables
                .description
                .extend(text("description", reporter).map(|text| (tag.clone(), text)));
            let name = text("name", reporter);
            if let Some(language) = tables.languages.iter_mut().find(|language| language.tag == tag) {
                language.name = name.unwrap_or_else(|| autonym(&tag));
                formats(language, &table, reporter);
                marks(language, table.get("quotes"), reporter);
                let rate = table.get("words_per_minute");
                language.words_per_minute = rate.and_then(|setting| setting.count(reporter));
                language.sections = sections(table.get("sections"), reporter);
            }
        }
        tables
    }
}

/// Reads `locale`, `digits` and `calendars`.
fn formats(language: &mut Language, table: &Table<'_>, reporter: &mut Reporter<'_>) {
    if let Some(setting) = table.get("locale")
        && let Some(written) = setting.text(reporter)
    {
        match canonical(written) {
            Ok(locale) => language.locale = locale,
            Err(error) => {
                let help = match error.suggestion {
                    Some(suggestion) => format!("write `{suggestion}`"),
                    None => "write a BCP 47 tag, such as `ar-EG`".to_owned(),
                };
                reporter.add(Code::UnknownLanguage, setting.node.span, error.message, help);
            }
        }
    }
    if let Some(setting) = table.get("digits")
        && let Some(written) = setting.text(reporter)
    {
        match Digits::parse(written) {
            Some(_) => language.digits = written.to_owned(),
            None => unknown_name(
                &setting,
                setting.node.span,
                written,
                &Digits::ALL.map(Digits::as_str),
                reporter,
            ),
        }
    }
    if let Some(setting) = table.get("calendars") {
        for (written, span) in setting.texts(reporter) {
            match Calendar::parse(written) {
                Some(_) => language.calendars.push(written.to_owned()),
                None => unknown_name(&setting, span, written, &Calendar::ALL.map(Calendar::as_str), reporter),
            }
        }
    }
}

/// Reads `quotes`.
fn marks(language: &mut Language, setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) {
    let Some(setting) = setting else { return };
    match setting.text(reporter) {
        None => {}
        Some("") => language.quotes = None,
        Some(written) => match Quotes::parse(written) {
            Some(quotes) => language.quotes = Some(quotes),
            None => setting.bad(
                "must be two or four quotation marks in a row",
                "write `quotes = \"«»‹›\"`: the outer pair, then the inner one",
                reporter,
            ),
        },
    }
}

fn unknown_name(setting: &Setting<'_>, span: Span, written: &str, names: &[&str], reporter: &mut Reporter<'_>) {
    let help = match nearest(written, names.iter().copied()) {
        Some(meant) => format!("write `{meant}`"),
        None => format!("use one of {}", names.join(", ")),
    };
    setting.bad_at(span, &format!("does not know {}", quoted(written)), help, reporter);
}

/// Reads the words of sections in addresses.
fn sections(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let Some(setting) = setting else { return words };
    for entry in setting.table(reporter).unwrap_or_default() {
        let section = Setting::new(&format!("{}.", setting.name), entry);
        let Some(word) = section.text(reporter) else { continue };
        if word.is_empty() || word.starts_with('.') || word.contains(['/', '\\']) {
            section.bad(
                "must be one word of an address, without slashes",
                format!("write `{} = \"{}\"`", entry.key, entry.key),
                reporter,
            );
        } else {
            let folder = entry.key.trim_matches('/');
            words.insert(folder.to_owned(), word.to_owned());
        }
    }
    words
}
