//! The theme's words for a language that the theme does not know.

use crate::locale::{PluralCategory, required_categories};
use crate::parse::theme::built_in_strings;

/// The strings of the built-in theme in English, to be translated, with every plural form that the language has; `None`
/// where the theme has its strings.
pub fn strings(lang: &str) -> Option<String> {
    if built_in_strings(lang).is_some() {
        return None;
    }
    let english = built_in_strings("en").unwrap_or_default();
    let mut text = format!(
        "# What the theme says in the language `{lang}`. These are its English words: translate them. What stands in braces is\n\
         # filled in; a word that depends on a number has all plural forms of the language.\n\n"
    );
    for line in english.lines() {
        text.push_str(&with_all_forms(line, lang));
        text.push('\n');
    }
    Some(text)
}

/// A line `key = { one = "…", other = "…" }` with the other forms of a language, which are worded like the last.
fn with_all_forms(line: &str, lang: &str) -> String {
    let Some((start, other)) = line.split_once("other = ") else {
        return line.to_owned();
    };
    let text = other.trim_end_matches('}').trim_end();
    let is_missing = |category: &PluralCategory| {
        *category != PluralCategory::Other && !start.contains(&format!(" {} = ", category.as_str()))
    };
    let missing = required_categories(lang).into_iter().filter(is_missing);
    let forms: String = missing
        .map(|category| format!("{} = {text}, ", category.as_str()))
        .collect();
    format!("{start}{forms}other = {other}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::parse::theme::{BUILT_IN, ThemeFile, load};

    #[test]
    fn the_theme_takes_them_for_every_kind_of_plural() {
        assert_eq!(strings("ar-EG"), None);
        for lang in ["fr", "ru", "pl", "cy", "ja", "pt-BR", "ckb"] {
            let text = strings(lang).unwrap();
            let file = ThemeFile {
                path: format!("themes/{BUILT_IN}/strings/{lang}.toml").as_str().into(),
                bytes: text.into_bytes().into(),
            };
            let loaded = load(BUILT_IN, &[file], &["ar".to_owned(), lang.to_owned()]);
            assert_eq!(loaded.diagnostics, [], "{lang}");
        }
    }
}
