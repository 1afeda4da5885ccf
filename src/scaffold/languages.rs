//! Lists of languages as they are typed.

use super::Refusal;
use crate::base::nearest;
use crate::locale::{canonical, is_known};
use crate::model::{Config, Lang};
use crate::text::escaped_controls;

/// What speakers of English call the languages that are likely to be asked for.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("english", "en"),
    ("farsi", "fa"),
    ("french", "fr"),
    ("german", "de"),
    ("hebrew", "he"),
    ("kurdish", "ku"),
    ("pashto", "ps"),
    ("persian", "fa"),
    ("spanish", "es"),
    ("turkish", "tr"),
    ("urdu", "ur"),
];

/// The canonical tags of a list such as `ar,en` or `ar، en`.
///
/// # Errors
/// A tag that names no known language, one that stands twice, or none at all.
pub fn languages(written: &str) -> Result<Vec<String>, Refusal> {
    let mut tags: Vec<String> = Vec::new();
    for word in words(written) {
        let tag = language(word)?;
        if tags.contains(&tag) {
            return Err(Refusal::usage(
                format!("`{tag}` stands twice"),
                "name each language once",
            ));
        }
        tags.push(tag);
    }
    if tags.is_empty() {
        let help = "write the tags of the languages, the main one first, such as `ar,en`";
        return Err(Refusal::usage("no language is named", help));
    }
    Ok(tags)
}

/// The words of a list, with the commas of either script between them.
pub(super) fn words(written: &str) -> impl Iterator<Item = &str> {
    let parts = written.split(|c: char| c.is_whitespace() || ",،;؛".contains(c));
    parts.filter(|word| !word.is_empty())
}

/// The language of a site that a tag means, however it is spelt.
pub(super) fn known(config: &Config, tag: &str) -> Option<Lang> {
    canonical(tag).ok().and_then(|tag| config.lang(&tag))
}

fn language(word: &str) -> Result<String, Refusal> {
    let (message, meant) = match canonical(word) {
        Ok(tag) if is_known(&tag) => return Ok(tag),
        Ok(_) => (format!("`{}` is no known language", escaped_controls(word)), None),
        Err(error) => (error.message, error.suggestion.filter(|tag| is_known(tag))),
    };
    let help = match meant.or_else(|| named(word)) {
        Some(tag) => format!("write `{tag}`"),
        None => "write a BCP 47 language tag, such as `ar`, `en` or `pt-BR`".to_owned(),
    };
    Err(Refusal::usage(message, help))
}

/// The tag of the language that has, or nearly has, this name.
fn named(word: &str) -> Option<String> {
    let word = word.to_lowercase();
    let of = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|&(_, tag)| tag);
    let near = || nearest(&word, NAMES.iter().map(|&(name, _)| name)).and_then(of);
    let tags = || nearest(&word, NAMES.iter().map(|&(_, tag)| tag));
    of(&word).or_else(near).or_else(tags).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn lists_of_languages() {
        for (written, expected) in [
            ("ar,en", "ar en"),
            ("AR ، en", "ar en"),
            ("iw;pt-br", "he pt-BR"),
            ("fr", "fr"),
        ] {
            assert_eq!(languages(written).unwrap().join(" "), expected, "{written}");
        }
    }

    #[test]
    fn what_names_no_language_is_refused_with_what_was_meant() {
        for (written, help) in [
            ("ar,arabic", "write `ar`"),
            ("Englsh", "write `en`"),
            ("العربية", "write `ar`"),
            ("ar_EG", "write `ar-EG`"),
            ("arr", "write `ar`"),
            ("xx", "write a BCP 47 language tag"),
            ("klingonese", "write a BCP 47 language tag"),
            ("ar,AR", "name each language once"),
            (" , ", "write the tags"),
            ("a\u{202E}b", "write a BCP 47 language tag"),
        ] {
            let Err(Refusal::Usage { message, help: found }) = languages(written) else {
                panic!("{written}: it is refused")
            };
            assert!(found.starts_with(help), "{written}: {message}: {found}");
            assert!(!message.contains('\u{202E}'), "{message}");
        }
    }
}
