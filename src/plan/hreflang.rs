//! What each language is called in `hreflang`, in the head of pages and in the sitemap alike.

use super::Planner;
use crate::locale;
use crate::model::{Config, Lang};

/// By language; none for a language whose value is another one's, for a value stands for one page.
pub(super) fn hreflangs(config: &Config) -> Vec<Option<String>> {
    let values: Vec<String> = config
        .languages
        .iter()
        .map(|language| locale::hreflang(&language.tag))
        .collect();
    let owner = |value: &String| {
        let named = config.languages.iter().position(|language| language.tag == *value);
        named.or_else(|| values.iter().position(|other| other == value))
    };
    let own = values.iter().enumerate();
    own.map(|(at, value)| (owner(value) == Some(at)).then(|| value.clone()))
        .collect()
}

impl Planner<'_> {
    /// The value of a language, if it has one of its own.
    pub(super) fn hreflang(&self, lang: Lang) -> Option<&str> {
        self.hreflangs.get(usize::from(lang.0))?.as_deref()
    }
}
