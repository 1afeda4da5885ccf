//! A theme: templates, strings, files. Templates are texts here; `render` alone compiles them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{OutputKind, Setting, Value};
use crate::base::{Digest, SourcePath};

/// The address below which the files of a theme are published.
pub const THEME_FOLDER: &str = "/theme/";

/// One template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// The name by which templates call each other: `page.html`, or `diwan/page.html` for the parent's own.
    pub name: String,
    /// The file, for diagnostics; a file of the built-in theme has its path in this repository.
    pub path: SourcePath,
    /// What it makes, by the extension of its file.
    pub kind: OutputKind,
    /// Its text.
    pub text: Arc<str>,
}

/// A string of the theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// One text.
    Plain(String),
    /// A text by CLDR plural category, `{n}` standing for the number.
    Plural(BTreeMap<String, String>),
}

/// The strings of one language by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    /// By key.
    pub phrases: BTreeMap<String, Phrase>,
    /// Of all of them.
    pub digest: Digest,
}

impl Strings {
    /// A plain string; empty for a key that the theme lacks, which its load has reported.
    pub fn text(&self, key: &str) -> &str {
        match self.phrases.get(key) {
            Some(Phrase::Plain(text)) => text,
            _ => "",
        }
    }

    /// The form of a string for a plural category, or its `other`.
    pub fn plural(&self, key: &str, category: &str) -> &str {
        match self.phrases.get(key) {
            Some(Phrase::Plural(forms)) => forms
                .get(category)
                .or_else(|| forms.get("other"))
                .map_or("", String::as_str),
            Some(Phrase::Plain(text)) => text,
            None => "",
        }
    }
}

/// A file that a theme publishes, as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its name below the theme's `static/`.
    pub name: String,
    /// The file, for diagnostics.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// How wide images stand in a text, as HTML's `sizes` says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sizes {
    /// Whatever the site sets.
    Always(String),
    /// By the value of a setting.
    By {
        /// The name of the setting.
        setting: String,
        /// By its values.
        values: BTreeMap<String, String>,
    },
}

impl Default for Sizes {
    /// Nothing is known but the width of the window.
    fn default() -> Self {
        Sizes::Always("100vw".to_owned())
    }
}

impl Sizes {
    /// What it is under these settings, if that is said.
    pub fn under(&self, settings: &Value) -> Option<&str> {
        match (self, settings) {
            (Sizes::Always(sizes), _) => Some(sizes),
            (Sizes::By { setting, values }, Value::Map(settings)) => {
                values.get(settings.get(setting)?.as_text()?).map(String::as_str)
            }
            (Sizes::By { .. }, _) => None,
        }
    }
}

/// A loaded theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// The theme that it extends: a template that the theme itself lacks is looked for below this name.
    pub parent: Option<String>,
    /// All templates.
    pub templates: Vec<Template>,
    /// By language tag, for every language of the site.
    pub strings: BTreeMap<String, Strings>,
    /// What it publishes.
    pub assets: Vec<Asset>,
    /// What a site may set.
    pub settings: BTreeMap<String, Setting>,
    /// How wide images stand in a text.
    pub sizes: Sizes,
    /// How wide they stand in one of two texts side by side.
    pub parallel_sizes: Sizes,
    /// The templates that a page may ask for by name, beside the usual ones.
    pub offered: Vec<String>,
    /// Of everything above.
    pub digest: Digest,
}

impl Theme {
    /// The name of a template without that of the theme which it comes from.
    pub fn own_name<'n>(&self, template: &'n str) -> &'n str {
        let parent = self.parent.as_deref().and_then(|parent| template.strip_prefix(parent));
        parent.and_then(|name| name.strip_prefix('/')).unwrap_or(template)
    }
}
