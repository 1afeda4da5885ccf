//! Reads single settings; one that cannot be used is reported and counts as missing.

use std::collections::BTreeMap;

use crate::base::quote::in_quotes;
use crate::base::{Code, Position, Span, nearest};
use crate::locale::canonical;
use crate::model::Localized;
use crate::parse::tree::{Data, Entry, Node, Reporter, quoted};

/// The entries of a table by name, and the list of problems.
pub(super) struct Table<'t> {
    /// The name in front of its settings, with a dot at the end; empty for the root.
    prefix: String,
    entries: &'t [Entry],
}

impl<'t> Table<'t> {
    /// Takes a table and reports what is not one of its settings.
    pub(super) fn new(prefix: &str, entries: &'t [Entry], known: &[&str], reporter: &mut Reporter<'_>) -> Self {
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let message = format!("`{prefix}{}` is not a setting", entry.key);
            if entry.sets_direction() {
                let help =
                    "remove it; the direction follows from the script of the language, such as `ar` or `az-Arab`";
                reporter.add(Code::NeedlessDirection, entry.key_span, message, help);
                continue;
            }
            let help = match nearest(&entry.key, known.iter().copied()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("the settings here are {}", known.join(", ")),
            };
            reporter.add(Code::UnknownSetting, entry.key_span, message, help);
        }
        Table {
            prefix: prefix.to_owned(),
            entries,
        }
    }

    /// A setting by its name.
    pub(super) fn get(&self, name: &str) -> Option<Setting<'t>> {
        let entry = self.entries.iter().find(|entry| entry.key == name)?;
        Some(Setting::new(&self.prefix, entry))
    }
}

/// One setting: its whole name and its value.
pub(super) struct Setting<'t> {
    pub(super) name: String,
    pub(super) node: &'t Node,
}

impl<'t> Setting<'t> {
    /// The setting of an entry in the table that `prefix` names.
    pub(super) fn new(prefix: &str, entry: &'t Entry) -> Self {
        Setting {
            name: format!("{prefix}{}", entry.key),
            node: &entry.node,
        }
    }

    /// Where its value stands.
    pub(super) fn position(&self, reporter: &Reporter<'_>) -> Position {
        reporter.position(self.node.span)
    }

    /// Reports a wrong value.
    pub(super) fn bad(&self, problem: &str, help: impl Into<String>, reporter: &mut Reporter<'_>) {
        self.bad_at(self.node.span, problem, help, reporter);
    }

    /// Reports a wrong part of a value.
    pub(super) fn bad_at(&self, span: Span, problem: &str, help: impl Into<String>, reporter: &mut Reporter<'_>) {
        let message = format!("`{}` {problem}", self.name);
        reporter.add(Code::BadSetting, span, message, help);
    }

    fn wrong_type(&self, expected: &str, help: &str, reporter: &mut Reporter<'_>) {
        let problem = format!("must be {expected}, but it is {}", self.node.kind());
        self.bad(&problem, format!("write `{} = {help}`", self.last_name()), reporter);
    }

    fn last_name(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }

    /// Text; empty text too.
    pub(super) fn text(&self, reporter: &mut Reporter<'_>) -> Option<&'t str> {
        match &self.node.data {
            Data::Text(text) => Some(text.trim()),
            _ => {
                self.wrong_type("text", "\"…\"", reporter);
                None
            }
        }
    }

    /// True or false.
    pub(super) fn bool(&self, reporter: &mut Reporter<'_>) -> Option<bool> {
        let value = self.node.as_bool();
        if value.is_none() {
            self.wrong_type("true or false", "true", reporter);
        }
        value
    }

    /// A whole number from 1.
    pub(super) fn count(&self, reporter: &mut Reporter<'_>) -> Option<usize> {
        let count = self.node.as_int().and_then(|number| usize::try_from(number).ok());
        let count = count.filter(|&count| count > 0);
        if count.is_none() {
            let source = self.node.as_text().map_or(self.node.kind().to_owned(), quoted);
            let problem = format!("must be a whole number from 1, but it is {source}");
            self.bad(&problem, format!("write `{} = 10`", self.last_name()), reporter);
        }
        count
    }

    /// A table.
    pub(super) fn table(&self, reporter: &mut Reporter<'_>) -> Option<&'t [Entry]> {
        let table = self.node.as_map();
        if table.is_none() {
            self.wrong_type("a table", "{ … }", reporter);
        }
        table
    }

    /// A list of texts with their places.
    pub(super) fn texts(&self, reporter: &mut Reporter<'_>) -> Vec<(&'t str, Span)> {
        let Data::List(items) = &self.node.data else {
            let text = self.node.as_text().unwrap_or_default();
            let words = text.split([',', '،']).map(str::trim).filter(|word| !word.is_empty());
            let help = match words.map(in_quotes).collect::<Vec<_>>().as_slice() {
                [] => "[\"…\", \"…\"]".to_owned(),
                words => format!("[{}]", words.join(", ")),
            };
            self.wrong_type("a list", &help, reporter);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match &item.data {
                Data::Text(text) => texts.push((text.trim(), item.span)),
                _ => self.bad_at(
                    item.span,
                    &format!("must hold text, but this is {}", item.kind()),
                    format!("write `{} = [\"…\", \"…\"]`", self.last_name()),
                    reporter,
                ),
            }
        }
        texts
    }

    /// Text, or a table of texts by language.
    pub(super) fn localized(&self, languages: &[String], reporter: &mut Reporter<'_>) -> Localized<String> {
        let Some(entries) = self.node.as_map() else {
            let text = self.text(reporter).filter(|text| !text.is_empty());
            return text.map_or_else(Localized::default, |text| Localized::plain(text.to_owned()));
        };
        let mut by_language = BTreeMap::new();
        for entry in entries {
            let Some(tag) = known_language(entry, languages, reporter) else {
                continue;
            };
            let text = Setting::new(&format!("{}.", self.name), entry).text(reporter);
            by_language.extend(text.map(|text| (tag, text.to_owned())));
        }
        Localized {
            plain: None,
            by_language,
        }
    }
}

/// The language that an entry's name is; reported if the site has none of this tag.
pub(super) fn known_language(entry: &Entry, languages: &[String], reporter: &mut Reporter<'_>) -> Option<String> {
    let tag = canonical(&entry.key).unwrap_or_else(|error| error.suggestion.unwrap_or(entry.key.clone()));
    if languages.contains(&tag) && canonical(&entry.key).is_ok() {
        return Some(tag);
    }
    let message = format!("{} is not a language of this site", quoted(&entry.key));
    let help = if languages.contains(&tag) {
        format!("write `{tag}`")
    } else {
        format!("add it to `languages`, or use one of them: {}", languages.join(", "))
    };
    reporter.add(Code::UnknownLanguage, entry.key_span, message, help);
    None
}
