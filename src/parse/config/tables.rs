//! The tables beside the languages: `[taxonomies]`, `[markdown]`, `[assets]`, `[slots]` and `[check]`.

use std::collections::BTreeMap;

use super::reader::{Setting, Table};
use crate::base::{Code, Level, Levels, Span, nearest};
use crate::model::{AssetSettings, Localized, MarkdownSettings, MenuEntry, Slots};
use crate::parse::head::KNOWN_KEYS;
use crate::parse::tree::{Data, Reporter, quoted};

/// Reads `taxonomies`, a list of names or a table of them with their titles; `tags` unless it is set.
pub(super) fn taxonomies(
    setting: Option<Setting<'_>>,
    languages: &[String],
    reporter: &mut Reporter<'_>,
) -> (Vec<String>, BTreeMap<String, Localized<String>>) {
    let mut titles = BTreeMap::new();
    let Some(setting) = setting else {
        return (vec!["tags".to_owned()], titles);
    };
    let names: Vec<(&str, Span)> = match &setting.node.data {
        Data::Map(entries) => {
            for entry in entries {
                let own = Setting::new("taxonomies.", entry);
                if let Some(settings) = own.table(reporter) {
                    let table = Table::new(&format!("taxonomies.{}.", entry.key), settings, &["title"], reporter);
                    let title = table.get("title").map(|title| title.localized(languages, reporter));
                    titles.extend(title.map(|title| (entry.key.clone(), title)));
                }
            }
            entries
                .iter()
                .map(|entry| (entry.key.as_str(), entry.key_span))
                .collect()
        }
        _ => setting.texts(reporter),
    };
    let mut taxonomies: Vec<String> = Vec::new();
    for (name, span) in names {
        let problem = if KNOWN_KEYS.contains(&name) {
            "cannot use the name of another front matter key"
        } else if name.is_empty() || name.starts_with('.') || name.contains(['/', '\\']) {
            "must hold names that can stand in an address"
        } else if taxonomies.iter().any(|other| other == name) {
            "holds a name twice"
        } else {
            taxonomies.push(name.to_owned());
            continue;
        };
        setting.bad_at(span, problem, "write `taxonomies = [\"tags\"]`", reporter);
    }
    (taxonomies, titles)
}

/// Reads `menu`: names of what the site has, and tables with a title and an address.
pub(super) fn menu(setting: &Setting<'_>, languages: &[String], reporter: &mut Reporter<'_>) -> Vec<MenuEntry> {
    let help = "write such as `menu = [\"articles\", \"about\", { title = \"…\", url = \"…\" }]`";
    let Data::List(items) = &setting.node.data else {
        setting.bad("must be a list", help, reporter);
        return Vec::new();
    };
    let mut menu = Vec::new();
    for item in items {
        match &item.data {
            Data::Text(place) => {
                menu.push(MenuEntry::Place(
                    place.trim_matches('/').to_owned(),
                    reporter.position(item.span),
                ));
            }
            Data::Map(entries) => {
                let table = Table::new("menu.", entries, &["title", "url"], reporter);
                let (Some(title), Some(url)) = (table.get("title"), table.get("url")) else {
                    setting.bad_at(item.span, "holds an entry without `title` or `url`", help, reporter);
                    continue;
                };
                menu.push(MenuEntry::Link {
                    title: title.localized(languages, reporter),
                    url: url.localized(languages, reporter),
                });
            }
            _ => setting.bad_at(item.span, "must hold names and tables", help, reporter),
        }
    }
    menu
}

/// Reads `[permalinks]`: by section, how the addresses of its articles are made.
pub(super) fn permalinks(
    setting: Option<Setting<'_>>,
    languages: &[String],
    reporter: &mut Reporter<'_>,
) -> BTreeMap<String, Localized<String>> {
    let mut permalinks = BTreeMap::new();
    let entries = setting.and_then(|setting| setting.table(reporter));
    for entry in entries.unwrap_or_default() {
        let setting = Setting::new("permalinks.", entry);
        let mut patterns = setting.localized(languages, reporter);
        let mut is_sound = |pattern: &String| {
            let problem = pattern_problem(pattern);
            if let Some(problem) = &problem {
                setting.bad(problem, "write such as `\"/{year}/{month}/{slug}/\"`", reporter);
            }
            problem.is_none()
        };
        patterns.plain = patterns.plain.filter(&mut is_sound);
        patterns.by_language.retain(|_, pattern| is_sound(pattern));
        permalinks.insert(entry.key.clone(), patterns);
    }
    permalinks
}

/// What addresses can be made from.
const PLACEHOLDERS: [&str; 4] = ["year", "month", "day", "slug"];

fn pattern_problem(pattern: &str) -> Option<String> {
    if !(pattern.starts_with('/') && pattern.ends_with('/')) {
        return Some(format!("is {}, which does not begin and end with `/`", quoted(pattern)));
    }
    let names = pattern
        .split('{')
        .skip(1)
        .map(|part| part.split_once('}').map(|(name, _)| name));
    let unknown = names
        .clone()
        .find(|name| name.is_none_or(|name| !PLACEHOLDERS.contains(&name)));
    if unknown.is_some() {
        return Some(format!(
            "is {}, which holds something else than {{year}}, {{month}}, {{day}} and {{slug}} in braces",
            quoted(pattern)
        ));
    }
    let has_slug = names.flatten().any(|name| name == "slug");
    (!has_slug).then(|| format!("is {}, which has no {{slug}}", quoted(pattern)))
}

/// Reads `[markdown]`.
pub(super) fn markdown(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> MarkdownSettings {
    let defaults = MarkdownSettings::default();
    let Some(entries) = setting.and_then(|setting| setting.table(reporter)) else {
        return defaults;
    };
    let table = Table::new(
        "markdown.",
        entries,
        &["strict_commonmark", "highlight", "isolate", "math", "smart_punctuation"],
        reporter,
    );
    let mut bool = |name, default| {
        let setting = table.get(name);
        setting.and_then(|setting| setting.bool(reporter)).unwrap_or(default)
    };
    MarkdownSettings {
        strict_commonmark: bool("strict_commonmark", defaults.strict_commonmark),
        highlight: bool("highlight", defaults.highlight),
        isolate: bool("isolate", defaults.isolate),
        math: bool("math", defaults.math),
        smart_punctuation: bool("smart_punctuation", defaults.smart_punctuation),
    }
}

/// Reads `[assets]`.
pub(super) fn assets(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> AssetSettings {
    let defaults = AssetSettings::default();
    let Some(entries) = setting.and_then(|setting| setting.table(reporter)) else {
        return defaults;
    };
    let table = Table::new("assets.", entries, &["minify", "integrity"], reporter);
    let mut bool = |name, default| {
        let setting = table.get(name);
        setting.and_then(|setting| setting.bool(reporter)).unwrap_or(default)
    };
    AssetSettings {
        minify: bool("minify", defaults.minify),
        integrity: bool("integrity", defaults.integrity),
    }
}

/// Reads `[slots]`.
pub(super) fn slots(setting: Option<Setting<'_>>, languages: &[String], reporter: &mut Reporter<'_>) -> Slots {
    let Some(entries) = setting.and_then(|setting| setting.table(reporter)) else {
        return Slots::default();
    };
    let table = Table::new("slots.", entries, &["head", "comments"], reporter);
    let mut slot = |name| {
        let setting = table.get(name);
        setting
            .map(|setting| setting.localized(languages, reporter))
            .unwrap_or_default()
    };
    Slots {
        head: slot("head"),
        comments: slot("comments"),
    }
}

/// Reads `[check]`. An error stays one: only warnings can be raised or switched off.
pub(super) fn levels(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> Levels {
    let mut levels = Levels::default();
    for entry in setting.and_then(|setting| setting.table(reporter)).unwrap_or_default() {
        let setting = Setting::new("check.", entry);
        let Some(code) = Code::ALL.iter().find(|code| code.as_str() == entry.key) else {
            let help = match nearest(&entry.key, Code::ALL.iter().map(|code| code.as_str())) {
                Some(meant) => format!("write `{meant}`"),
                None => "use the name that stands in brackets in the report".to_owned(),
            };
            let message = format!("{} is not the name of a diagnostic", quoted(&entry.key));
            reporter.add(Code::BadSetting, entry.key_span, message, help);
            continue;
        };
        let Some(written) = setting.text(reporter) else {
            continue;
        };
        let level = [Level::Error, Level::Warning, Level::Off]
            .into_iter()
            .find(|level| level.as_str() == written);
        match level {
            None => setting.bad(
                &format!("cannot be {}", quoted(written)),
                "write \"error\", \"warning\" or \"off\"",
                reporter,
            ),
            Some(level) if code.level() == Level::Error && level != Level::Error => setting.bad(
                "is always an error: what it reports cannot be published",
                "remove this line",
                reporter,
            ),
            Some(level) => {
                levels.0.insert(*code, level);
            }
        }
    }
    levels
}
