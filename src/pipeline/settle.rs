//! What a site has settled before its documents are read: its settings, those of its theme, its data.

use std::sync::Arc;

use super::edition::Settings;
use super::{Outcome, Pipeline, Report};
use crate::base::{Checked, Level, SourcePath};
use crate::model::{Config, Route, SettingKind, Theme, ThemeSettings};
use crate::parse::config::theme_settings;
use crate::parse::data::data;
use crate::parse::head::decode;
use crate::parse::theme::SiteFiles;
use crate::resolve::below_content;
use crate::scan::{CONFIG, Tree};
use crate::text::nfc;

impl Pipeline {
    /// Reads the settings of the theme against what it declares, and the files of data. Answers `last` if nothing differs.
    pub(super) fn settle(
        &self,
        tree: &Tree,
        config: Config,
        theme: &Theme,
        last: Option<&Arc<Settings>>,
        report: &mut Report,
    ) -> Result<Arc<Settings>, Outcome> {
        let Checked { value, diagnostics } = of_theme(tree, &config, theme);
        report.found(&diagnostics);
        if diagnostics.iter().any(|problem| problem.code.level() == Level::Error) {
            return Err(Outcome::BadConfig);
        }
        let data = data(&tree.data);
        report.found(&data.diagnostics);
        let is_same =
            |last: &&Arc<Settings>| last.config.as_ref() == &config && last.theme == value && last.data == data.value;
        match last.filter(is_same) {
            Some(last) => Ok(Arc::clone(last)),
            None => Ok(Arc::new(Settings::new(config, value, data.value)?)),
        }
    }
}

/// The settings of the theme. Where another theme stands in for the one that is missing, what is set is not looked at.
fn of_theme(tree: &Tree, config: &Config, theme: &Theme) -> Checked<ThemeSettings> {
    let languages = config.owned_tags();
    // What is no text was reported when the settings were read.
    let text = tree
        .config
        .as_deref()
        .and_then(|bytes| decode(&CONFIG.into(), bytes).ok());
    let text = text.filter(|_| theme.name == config.theme);
    theme_settings(text, theme, &languages, &files(tree, config, theme))
}

/// The files that a setting may name, if the theme has such settings.
fn files(tree: &Tree, config: &Config, theme: &Theme) -> SiteFiles {
    let is_file = |kind: &SettingKind| match kind {
        SettingKind::List(of) => **of == SettingKind::File,
        kind => *kind == SettingKind::File,
    };
    if !theme.settings.values().any(|setting| is_file(&setting.kind)) {
        return SiteFiles::new();
    }
    let address = |path: &SourcePath| {
        let below = nfc(below_content(path.as_str())).into_owned();
        let href = Route::new(&format!("/{below}")).href(&config.base_url.path);
        (below, href)
    };
    tree.files.iter().map(address).collect()
}
