//! `sizes` and `parallel_sizes` of `theme.toml`: how wide images stand in a text, and in one of two side by side, always
//! or by the value of a setting.

use std::collections::BTreeMap;

use crate::base::{Code, Span, nearest};
use crate::model::{Setting, SettingKind, Sizes};
use crate::parse::tree::{Data, Entry, Node, Reporter};

/// What to write for a key.
fn example(name: &str) -> String {
    format!("write such as `{name} = \"(min-width: 39rem) 36rem, 100vw\"`")
}

/// Reads what stands under `name` against the settings of the theme; `None` if it cannot be used.
pub fn sizes(
    name: &str,
    node: &Node,
    settings: &BTreeMap<String, Setting>,
    reporter: &mut Reporter<'_>,
) -> Option<Sizes> {
    let mut refuse = |span: Span, message: String, help: String| {
        reporter.add(Code::ThemeSyntax, span, message, help);
        None
    };
    let entries = match &node.data {
        Data::Map(entries) => entries.as_slice(),
        _ => return text(name, &example(name), node, reporter).map(Sizes::Always),
    };
    let [by] = entries else {
        let message = format!("`{name}` is a text, or a table by the values of one setting");
        return refuse(node.span, message, example(name));
    };
    let Some(options) = settings.get(&by.key).and_then(choice) else {
        let choices = || settings.iter().filter(|(_, setting)| choice(setting).is_some());
        let names = choices().map(|(name, _)| name.as_str());
        let help = match nearest(&by.key, names) {
            Some(meant) => format!("write `[{name}.{meant}]`"),
            None => example(name),
        };
        let message = format!("`{}` is no setting of the type `choice`", by.key);
        return refuse(by.key_span, message, help);
    };
    let Data::Map(given) = &by.node.data else {
        let message = format!("`{name}.{}` must be a table, but it is {}", by.key, by.node.kind());
        let help = format!("write `[{name}.{}]` and below it a line for each option", by.key);
        return refuse(by.node.span, message, help);
    };
    values(name, by, given, options, reporter).map(|values| Sizes::By {
        setting: by.key.clone(),
        values,
    })
}

/// The options of a setting that has some.
fn choice(setting: &Setting) -> Option<&[String]> {
    match &setting.kind {
        SettingKind::Choice(options) => Some(options),
        _ => None,
    }
}

/// A text for each option.
fn values(
    name: &str,
    by: &Entry,
    given: &[Entry],
    options: &[String],
    reporter: &mut Reporter<'_>,
) -> Option<BTreeMap<String, String>> {
    let mut values = BTreeMap::new();
    for entry in given {
        if !options.contains(&entry.key) {
            let help = match nearest(&entry.key, options.iter().map(String::as_str)) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("its options are {}", options.join(", ")),
            };
            let message = format!("`{}` is no option of `{}`", entry.key, by.key);
            reporter.add(Code::ThemeSyntax, entry.key_span, message, help);
            return None;
        }
        values.insert(
            entry.key.clone(),
            text(&entry.key, &example(name), &entry.node, reporter)?,
        );
    }
    if let Some(missing) = options.iter().find(|option| !values.contains_key(*option)) {
        let message = format!("`{name}.{}` says nothing of `{missing}`", by.key);
        let help = format!("add a line such as `{missing} = \"(min-width: 39rem) 36rem, 100vw\"`");
        reporter.add(Code::ThemeSyntax, by.key_span, message, help);
        return None;
    }
    Some(values)
}

fn text(name: &str, help: &str, node: &Node, reporter: &mut Reporter<'_>) -> Option<String> {
    let is = match &node.data {
        Data::Text(text) if !text.trim().is_empty() => return Some(text.trim().to_owned()),
        Data::Text(_) => "empty",
        _ => node.kind(),
    };
    let message = format!("`{name}` must be a text, but it is {is}");
    reporter.add(Code::ThemeSyntax, node.span, message, help);
    None
}
