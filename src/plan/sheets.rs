//! `settings`, and the style sheets that are made of them, for what no file of the theme can foresee: a colour, a file.

use super::Planner;
use crate::base::{Digest, Digester};
use crate::model::{Job, Lang, LanguageSettings, OutputKind, Route, Subject, THEME_FOLDER, Value};

/// The template of the style sheets.
const SHEET: &str = "settings.css";

/// How many hexadecimal digits of a digest stand in an address: enough that two values of a setting never share one.
const DIGITS: usize = 12;

impl Planner<'_> {
    pub(super) fn of_theme(&self, lang: Lang) -> Option<&LanguageSettings> {
        self.parts.settings.of(&self.language(lang).tag)
    }

    pub(super) fn settings_digest(&self, lang: Lang) -> Digest {
        self.of_theme(lang).map(|settings| settings.digest).unwrap_or_default()
    }

    /// The settings of the theme: its defaults, and what the site sets.
    pub(super) fn settings(&self, lang: Lang) -> Value {
        self.of_theme(lang)
            .map_or(Value::Null, |settings| settings.values.clone())
    }

    /// The address of the style sheet that the settings of a language need, if they need one. It changes with them.
    pub(super) fn sheet(&self, lang: Lang) -> Option<Route> {
        let settings = self.of_theme(lang)?;
        let is_made = settings.restyled && (self.parts.has_template)(SHEET);
        let digester = Digester::new("sheet").digest(self.templates).digest(settings.digest);
        let digest = digester.finish().to_string();
        is_made.then(|| {
            Route::new(&format!(
                "{THEME_FOLDER}settings-{}.css",
                digest.get(..DIGITS).unwrap_or(&digest)
            ))
        })
    }

    /// The entry of `assets` for it; nothing stands there where none is made.
    pub(super) fn sheet_asset(&self, lang: Lang) -> Option<(String, Value)> {
        let address = || self.sheet(lang).map(|route| self.href(&route));
        (self.parts.has_template)(SHEET).then(|| (SHEET.to_owned(), Value::from(address())))
    }

    /// The style sheets of all languages; those with the same settings share one.
    pub(super) fn sheets(&self, jobs: &mut Vec<Job>) {
        let mut made: Vec<Route> = Vec::new();
        for (lang, _) in self.config().langs() {
            let Some(route) = self.sheet(lang).filter(|route| !made.contains(route)) else {
                continue;
            };
            made.push(route.clone());
            jobs.push(Job {
                kind: OutputKind::Css,
                ..self.page_job(route, SHEET, lang, Subject::Sheet)
            });
        }
    }
}
