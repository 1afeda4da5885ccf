//! What machines call each language: search engines in `hreflang`, in the head of pages and in the sitemap alike, and
//! previews in `og:locale`.

use super::Planner;
use crate::locale;
use crate::model::{Config, Lang};

/// The names of one language.
pub(super) struct Tags {
    hreflang: String,
    /// Not where the value is another language's: it stands for one page.
    is_own: bool,
    /// With a territory; none where no territory is likely.
    preview: Option<String>,
}

/// By language.
pub(super) fn tags(config: &Config) -> Vec<Tags> {
    let values: Vec<String> = config
        .languages
        .iter()
        .map(|language| locale::hreflang(&language.tag))
        .collect();
    let owner = |value: &String| {
        let named = config.languages.iter().position(|language| language.tag == *value);
        named.or_else(|| values.iter().position(|other| other == value))
    };
    let languages = config.languages.iter().zip(&values).enumerate();
    languages
        .map(|(at, (language, value))| Tags {
            hreflang: value.clone(),
            is_own: owner(value) == Some(at),
            preview: locale::with_territory(&language.locale),
        })
        .collect()
}

impl Planner<'_> {
    /// What search engines call a language, if that is its name alone.
    pub(super) fn hreflang(&self, lang: Lang) -> Option<&str> {
        let tags = self.tags.get(usize::from(lang.0))?;
        tags.is_own.then_some(tags.hreflang.as_str())
    }

    /// The same for a link that is no page's, by the tag of its language.
    pub(super) fn hreflang_of<'t>(&'t self, tag: &'t str) -> &'t str {
        let lang = self.config().lang(tag);
        let tags = lang.and_then(|lang| self.tags.get(usize::from(lang.0)));
        tags.map_or(tag, |tags| &tags.hreflang)
    }

    /// What previews call a language.
    pub(super) fn preview_locale(&self, lang: Lang) -> Option<&str> {
        self.tags.get(usize::from(lang.0))?.preview.as_deref()
    }
}
