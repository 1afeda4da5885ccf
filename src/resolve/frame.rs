//! What putting a site together takes from its theme.

use std::collections::{BTreeMap, BTreeSet};

use super::archives::ARCHIVE;
use super::terms::SERIES;
use crate::model::{AssetFile, Assets, Config, Theme};

/// Of a theme everything that decides which pages there are, where, and what their lists are called: not how they look.
/// A theme with an equal frame makes the same site.
#[derive(Clone, Debug, PartialEq)]
pub struct Frame {
    /// The theme's name.
    pub(super) name: String,
    /// What is published for it.
    pub(super) assets: Vec<AssetFile>,
    /// The templates that it has, its own or those of the theme which it extends.
    templates: BTreeSet<String>,
    /// What it calls lists: by language tag, then by key.
    titles: BTreeMap<String, BTreeMap<String, String>>,
}

impl Frame {
    /// Takes them from a theme and from what is published for it.
    pub fn new(theme: &Theme, assets: &Assets, config: &Config) -> Self {
        let below_parent = theme.parent.as_ref().map(|parent| format!("{parent}/"));
        let names = theme.templates.iter().map(|template| template.name.as_str());
        let inherited = names
            .clone()
            .filter_map(|name| name.strip_prefix(below_parent.as_deref()?));
        let lists = || config.taxonomies.iter().map(String::as_str).chain([ARCHIVE, SERIES]);
        let titles = theme.strings.iter().map(|(tag, strings)| {
            let titles = lists().map(|key| (key.to_owned(), strings.text(key).to_owned()));
            (tag.clone(), titles.collect())
        });
        Frame {
            name: theme.name.clone(),
            assets: assets.files.clone(),
            templates: names.chain(inherited).map(str::to_owned).collect(),
            titles: titles.collect(),
        }
    }

    /// Whether the theme has a template of this name.
    pub(super) fn offers(&self, template: &str) -> bool {
        self.templates.contains(template)
    }

    /// What the theme calls a list in a language: the archive, or a taxonomy; empty if it says nothing.
    pub(super) fn title(&self, tag: &str, list: &str) -> &str {
        let titles = self.titles.get(tag);
        titles.and_then(|titles| titles.get(list)).map_or("", String::as_str)
    }
}
