//! `[settings]` of `theme.toml`: what a site may set, and what it is if the site does not.

use std::collections::BTreeMap;

use super::typed::{Wrong, typed};
use crate::base::{Code, Span, nearest};
use crate::locale::canonical;
use crate::model::{Localized, Setting, SettingKind, Value};
use crate::parse::tree::{Data, Entry, Node, Reporter, quoted};

/// The keys of a setting.
const KEYS: [&str; 7] = ["type", "default", "description", "min", "max", "options", "of"];

/// The settings that a theme declares, over those of the theme that it extends: it may declare others, give a default of
/// its own, or declare one anew.
pub fn settings(
    entries: &[Entry],
    inherited: BTreeMap<String, Setting>,
    reporter: &mut Reporter<'_>,
) -> BTreeMap<String, Setting> {
    let mut settings = inherited;
    for entry in entries {
        if !is_name(&entry.key) {
            let message = format!("a setting cannot be called {}", quoted(&entry.key));
            let help = "write its name in small Latin letters, digits and `_`, as templates do: `settings.line_height`";
            reporter.add(Code::ThemeSyntax, entry.key_span, message, help);
            continue;
        }
        let before = settings.get(&entry.key);
        let setting = match &entry.node.data {
            Data::Map(fields) => declared(entry, fields, before, reporter),
            _ => by_default(entry, before, reporter),
        };
        settings.extend(setting.map(|setting| (entry.key.clone(), setting)));
    }
    settings
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// `name = value`: a default, of which the kind is told where no other theme declared it.
fn by_default(entry: &Entry, before: Option<&Setting>, reporter: &mut Reporter<'_>) -> Option<Setting> {
    let kind = match before {
        Some(before) => before.kind.clone(),
        None => match told(&entry.node) {
            Some(kind) => kind,
            None => {
                let message = format!(
                    "the kind of the setting `{}` cannot be told from its default",
                    entry.key
                );
                let help = format!("write `[settings.{}]` with `type = \"…\"`", entry.key);
                reporter.add(Code::ThemeSyntax, entry.node.span, message, help);
                return None;
            }
        },
    };
    let default = Localized::plain(value(&kind, &entry.key, &entry.node, reporter)?);
    Some(match before {
        Some(before) => Setting {
            default,
            ..before.clone()
        },
        None => Setting {
            kind,
            base: default.clone(),
            default,
            description: Localized::default(),
        },
    })
}

/// What kind a value is of.
fn told(node: &Node) -> Option<SettingKind> {
    match &node.data {
        Data::Text(_) => Some(SettingKind::Text),
        Data::Plain { value, .. } => match value {
            Value::Bool(_) => Some(SettingKind::Bool),
            Value::Int(_) => Some(SettingKind::Int { min: None, max: None }),
            Value::Float(_) => Some(SettingKind::Number { min: None, max: None }),
            _ => None,
        },
        Data::List(items) => {
            let of = items.first().map_or(Some(SettingKind::Text), told)?;
            Some(SettingKind::List(Box::new(of)))
        }
        Data::Null | Data::Map(_) => None,
    }
}

/// A table that declares a setting, or says something else of one that another theme declares.
fn declared(entry: &Entry, fields: &[Entry], before: Option<&Setting>, reporter: &mut Reporter<'_>) -> Option<Setting> {
    for field in fields.iter().filter(|field| !KEYS.contains(&field.key.as_str())) {
        let message = format!("`{}` is no key of a setting", field.key);
        let help = match nearest(&field.key, KEYS) {
            Some(meant) => format!("write `{meant}`"),
            None => format!("the keys of a setting are {}", KEYS.join(", ")),
        };
        reporter.add(Code::UnknownKey, field.key_span, message, help);
    }
    let field = |name: &str| fields.iter().find(|field| field.key == name);
    let kind = match (field("type"), before) {
        (Some(written), _) => kind(written, fields, reporter)?,
        (None, Some(before)) => before.kind.clone(),
        (None, None) => match field("default").and_then(|field| told(&field.node)) {
            Some(kind) => kind,
            None => {
                let message = format!("the setting `{}` says neither what it is nor its default", entry.key);
                let help = format!("add `type = \"…\"`: {}", SettingKind::WORDS.join(", "));
                reporter.add(Code::ThemeSyntax, entry.key_span, message, help);
                return None;
            }
        },
    };
    let is_new = field("type").is_some() || before.is_none();
    let default = match (field("default"), before.filter(|_| !is_new)) {
        (Some(written), _) => default(&kind, &entry.key, &written.node, reporter)?,
        (None, Some(before)) => before.default.clone(),
        (None, None) => Localized::plain(usual(&kind)),
    };
    let description = match (field("description"), before) {
        (Some(written), _) => texts(&written.node, reporter),
        (None, Some(before)) => before.description.clone(),
        (None, None) => Localized::default(),
    };
    let base = before
        .filter(|_| !is_new)
        .map_or(&default, |before| &before.base)
        .clone();
    Some(Setting {
        kind,
        default,
        base,
        description,
    })
}

/// The kind that `type` and the keys beside it say.
fn kind(written: &Entry, fields: &[Entry], reporter: &mut Reporter<'_>) -> Option<SettingKind> {
    let word = match &written.node.data {
        Data::Text(word) => word.as_str(),
        _ => "",
    };
    let field = |name: &str| fields.iter().find(|field| field.key == name);
    Some(match word {
        "text" => SettingKind::Text,
        "boolean" => SettingKind::Bool,
        "integer" => {
            let mut limit = |name| limit(field(name), Node::as_int, "a whole number", reporter);
            let (min, max) = (limit("min"), limit("max"));
            in_order(min, max, field("max"), reporter);
            SettingKind::Int { min, max }
        }
        "number" => {
            let mut limit = |name| limit(field(name), as_number, "a number", reporter);
            let (min, max) = (limit("min"), limit("max"));
            in_order(min, max, field("max"), reporter);
            SettingKind::Number { min, max }
        }
        "colour" => SettingKind::Colour,
        "choice" => SettingKind::Choice(options(field("options"), written, reporter)?),
        "file" => SettingKind::File,
        "list" => {
            let of = match field("of") {
                None => SettingKind::Text,
                Some(of) if of.node.as_text() == Some("list") => {
                    let message = "a list cannot hold lists";
                    reporter.add(Code::ThemeSyntax, of.node.span, message, "write `of = \"text\"`");
                    return None;
                }
                Some(of) => kind(of, fields, reporter)?,
            };
            SettingKind::List(Box::new(of))
        }
        _ => {
            let message = format!(
                "there is no type {} of settings",
                written.node.as_text().map_or("like this".to_owned(), quoted)
            );
            let help = match (nearest(word, SettingKind::WORDS), word) {
                (Some(meant), _) => format!("write `{meant}`"),
                (None, "color") => "write `colour`".to_owned(),
                (None, "bool") => "write `boolean`".to_owned(),
                (None, "string") => "write `text`".to_owned(),
                _ => format!("the types are {}", SettingKind::WORDS.join(", ")),
            };
            reporter.add(Code::ThemeSyntax, written.node.span, message, help);
            return None;
        }
    })
}

fn as_number(node: &Node) -> Option<f64> {
    match node.data {
        Data::Plain {
            value: Value::Float(number),
            ..
        } => Some(number),
        _ => node.as_int().and_then(|whole| i32::try_from(whole).ok()).map(f64::from),
    }
}

fn limit<T>(
    field: Option<&Entry>,
    read: impl Fn(&Node) -> Option<T>,
    expected: &str,
    reporter: &mut Reporter<'_>,
) -> Option<T> {
    let field = field?;
    let limit = read(&field.node);
    if limit.is_none() {
        let message = format!("`{}` must be {expected}, but it is {}", field.key, field.node.kind());
        let help = format!("write `{} = 1`, or take the line out", field.key);
        reporter.add(Code::ThemeSyntax, field.node.span, message, help);
    }
    limit
}

fn in_order<T: PartialOrd>(min: Option<T>, max: Option<T>, field: Option<&Entry>, reporter: &mut Reporter<'_>) {
    if let (Some(min), Some(max), Some(field)) = (min, max, field)
        && max < min
    {
        let message = "`max` is less than `min`, so that nothing can be set";
        reporter.add(Code::ThemeSyntax, field.node.span, message, "exchange the two");
    }
}

/// The words among which a site chooses.
fn options(field: Option<&Entry>, written: &Entry, reporter: &mut Reporter<'_>) -> Option<Vec<String>> {
    let items = match field.map(|field| &field.node.data) {
        Some(Data::List(items)) => items.as_slice(),
        _ => &[],
    };
    let words = items.iter().map(|item| match &item.data {
        // They stand in selectors of style sheets.
        Data::Text(word)
            if !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) =>
        {
            Ok(word.clone())
        }
        _ => Err(item.span),
    });
    let help = "write such as `options = [\"narrow\", \"wide\"]`";
    match words.collect::<Result<Vec<_>, Span>>() {
        Ok(words) if !words.is_empty() => Some(words),
        Ok(_) => {
            let span = field.map_or(written.node.span, |field| field.node.span);
            reporter.add(Code::ThemeSyntax, span, "a choice needs a list of `options`", help);
            None
        }
        Err(span) => {
            let message = "an option is a word of Latin letters, digits, `-` and `_`";
            reporter.add(Code::ThemeSyntax, span, message, help);
            None
        }
    }
}

/// What a setting is where nobody says anything.
fn usual(kind: &SettingKind) -> Value {
    match kind {
        SettingKind::Text | SettingKind::Colour | SettingKind::File => Value::text(""),
        SettingKind::Bool => Value::Bool(false),
        SettingKind::Int { min, max } => Value::Int(min.or(*max).unwrap_or(0)),
        SettingKind::Number { min, max } => Value::Float(min.or(*max).unwrap_or(0.0)),
        SettingKind::Choice(options) => options.first().map_or(Value::Null, Value::text),
        SettingKind::List(_) => Value::list([]),
    }
}

/// A default: one value, or for text a table by language.
fn default(kind: &SettingKind, name: &str, node: &Node, reporter: &mut Reporter<'_>) -> Option<Localized<Value>> {
    let Some(entries) = node.as_map() else {
        return value(kind, name, node, reporter).map(Localized::plain);
    };
    let is_text = match kind {
        SettingKind::List(of) => **of == SettingKind::Text,
        kind => *kind == SettingKind::Text,
    };
    if !is_text {
        let message = format!("the default of `{name}` must be one value, for only texts have one for each language");
        let help = "write the value; a site may still set one for each language";
        reporter.add(Code::ThemeSyntax, node.span, message, help);
        return None;
    }
    let mut by_language = BTreeMap::new();
    for entry in entries {
        if let Some(tag) = language(entry, reporter) {
            by_language.insert(tag, value(kind, name, &entry.node, reporter)?);
        }
    }
    Some(Localized {
        plain: None,
        by_language,
    })
}

fn value(kind: &SettingKind, name: &str, node: &Node, reporter: &mut Reporter<'_>) -> Option<Value> {
    match typed(kind, name, node, None) {
        Ok(value) => Some(value),
        Err(Wrong { span, problem, help }) => {
            let message = format!("the default of `{name}` {problem}");
            reporter.add(Code::ThemeSyntax, span, message, help);
            None
        }
    }
}

/// A text, or a table of texts by language.
fn texts(node: &Node, reporter: &mut Reporter<'_>) -> Localized<String> {
    let mut texts = Localized::default();
    let text = |node: &Node, reporter: &mut Reporter<'_>| match &node.data {
        Data::Text(text) => Some(text.trim().to_owned()),
        _ => {
            let message = format!("a description must be text, but this is {}", node.kind());
            let help = "write `description = { ar = \"…\", en = \"…\" }`";
            reporter.add(Code::ThemeSyntax, node.span, message, help);
            None
        }
    };
    match node.as_map() {
        None => texts.plain = text(node, reporter),
        Some(entries) => {
            for entry in entries {
                if let Some(tag) = language(entry, reporter) {
                    texts
                        .by_language
                        .extend(text(&entry.node, reporter).map(|text| (tag, text)));
                }
            }
        }
    }
    texts
}

/// The language that a key is.
fn language(entry: &Entry, reporter: &mut Reporter<'_>) -> Option<String> {
    match canonical(&entry.key) {
        Ok(tag) => Some(tag),
        Err(error) => {
            let help = match error.suggestion {
                Some(suggestion) => format!("write `{suggestion}`"),
                None => "write a BCP 47 language tag, such as `ar` or `en`".to_owned(),
            };
            reporter.add(Code::UnknownLanguage, entry.key_span, error.message, help);
            None
        }
    }
}
