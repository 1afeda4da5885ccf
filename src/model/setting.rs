//! What a theme lets a site set, and what the site has set.

use std::collections::BTreeMap;

use super::{Localized, Value};
use crate::base::{Digest, Digester};

/// What the value of a setting may be.
#[derive(Clone, Debug, PartialEq)]
pub enum SettingKind {
    /// Any text.
    Text,
    /// True or false.
    Bool,
    /// A whole number within these limits.
    Int {
        /// The least.
        min: Option<i64>,
        /// The greatest.
        max: Option<i64>,
    },
    /// A number within these limits.
    Number {
        /// The least.
        min: Option<f64>,
        /// The greatest.
        max: Option<f64>,
    },
    /// A colour, as `#rrggbb` or `#rrggbbaa`; empty for none.
    Colour,
    /// One of these words.
    Choice(Vec<String>),
    /// The address of a file of the site; empty for none.
    File,
    /// A list of values of one kind.
    List(Box<SettingKind>),
}

impl SettingKind {
    /// The words by which `theme.toml` calls the kinds.
    pub const WORDS: [&str; 8] = [
        "text", "boolean", "integer", "number", "colour", "choice", "file", "list",
    ];

    /// The word by which `theme.toml` calls it.
    pub fn word(&self) -> &'static str {
        match self {
            SettingKind::Text => "text",
            SettingKind::Bool => "boolean",
            SettingKind::Int { .. } => "integer",
            SettingKind::Number { .. } => "number",
            SettingKind::Colour => "colour",
            SettingKind::Choice(_) => "choice",
            SettingKind::File => "file",
            SettingKind::List(_) => "list",
        }
    }

    /// Whether no style sheet can foresee all values, so that one is made of the value.
    fn is_open(&self) -> bool {
        match self {
            SettingKind::Int { .. } | SettingKind::Number { .. } | SettingKind::Colour | SettingKind::File => true,
            SettingKind::Text | SettingKind::Bool | SettingKind::Choice(_) | SettingKind::List(_) => false,
        }
    }
}

/// A setting that a theme declares.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting {
    /// What it may be.
    pub kind: SettingKind,
    /// What it is where the site says nothing.
    pub default: Localized<Value>,
    /// The default of the theme that declares it first, which its style sheets take for granted.
    pub base: Localized<Value>,
    /// What it is for.
    pub description: Localized<String>,
}

/// Values by the names of the settings.
type Given = BTreeMap<String, Localized<Value>>;

/// The settings of a theme as one language of the site has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LanguageSettings {
    /// Every setting by its name.
    pub values: Value,
    /// Whether one of them differs from what the style sheets of the theme take for granted and cannot foresee.
    pub restyled: bool,
    /// Of the values.
    pub digest: Digest,
}

/// The settings of a theme as the site has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeSettings {
    by_language: BTreeMap<String, LanguageSettings>,
}

impl ThemeSettings {
    /// What is declared, over it what is given, for each of `languages`.
    pub fn new(declared: &BTreeMap<String, Setting>, given: &Given, languages: &[String]) -> Self {
        let of_language = |tag: &String| {
            let value = |name: &String, setting: &Setting| {
                let given = given.get(name).and_then(|value| value.get(tag));
                given.cloned().unwrap_or_else(|| of(&setting.default, tag))
            };
            let values: BTreeMap<String, Value> = declared
                .iter()
                .map(|(name, setting)| (name.clone(), value(name, setting)))
                .collect();
            let differs = |(name, setting): (&String, &Setting)| {
                setting.kind.is_open() && values.get(name) != Some(&of(&setting.base, tag))
            };
            let language = LanguageSettings {
                restyled: declared.iter().any(differs),
                digest: Digester::new("settings").debug(&values).finish(),
                values: Value::Map(values.into()),
            };
            (tag.clone(), language)
        };
        ThemeSettings {
            by_language: languages.iter().map(of_language).collect(),
        }
    }

    /// Those of one language.
    pub fn of(&self, tag: &str) -> Option<&LanguageSettings> {
        self.by_language.get(tag)
    }
}

/// The value for a language, or for the one that its tag begins with; an empty text where there is none.
fn of(value: &Localized<Value>, tag: &str) -> Value {
    let ends = tag.match_indices('-').map(|(at, _)| at).chain([tag.len()]);
    let starts: Vec<&str> = ends.filter_map(|end| tag.get(..end)).collect();
    let nearest = starts.into_iter().rev().find_map(|start| value.by_language.get(start));
    let found = nearest.or(value.plain.as_ref());
    found.cloned().unwrap_or_else(|| Value::text(""))
}
