//! Language tags: their canonical form and what follows from it.

use std::fmt;

use icu_locale::{LanguageIdentifier, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander};

use super::autonym;
use crate::text::{Direction, escaped_controls};

/// Why a language tag cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagError {
    /// What is wrong, in one sentence.
    pub message: String,
    /// The tag that was probably meant.
    pub suggestion: Option<String>,
}

impl TagError {
    pub(super) fn new(tag: &str, problem: &str, suggestion: Option<String>) -> Self {
        TagError {
            message: format!("`{}` {problem}", escaped_controls(tag)),
            suggestion,
        }
    }
}

impl fmt::Display for TagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TagError {}

/// The canonical form of a BCP 47 language tag: `iw` is `he`, `AR-eg` is `ar-EG`.
pub fn canonical(tag: &str) -> Result<String, TagError> {
    Ok(parse(tag)?.to_string())
}

/// The direction of a language's likely script; left to right if the tag is unknown.
pub fn direction(tag: &str) -> Direction {
    let rtl = parse(tag).is_ok_and(|locale| LocaleDirectionality::new_extended().is_right_to_left(&locale.id));
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// The four letters (ISO 15924) of the script that the tag names or that CLDR thinks most likely: `Arab` for `ar`.
pub fn script(tag: &str) -> Option<String> {
    let mut id = parse(tag).ok()?.id;
    LocaleExpander::new_extended().maximize(&mut id);
    Some(id.script?.as_str().to_owned())
}

/// The language that CLDR thinks most likely for a script, four letters of ISO 15924: `ru` for `Cyrl`.
pub fn language_of_script(script: &str) -> Option<String> {
    let mut id = parse(&format!("und-{script}")).ok()?.id;
    LocaleExpander::new_extended().maximize(&mut id);
    (!id.language.is_unknown()).then(|| id.language.to_string())
}

/// Languages of which the IANA registry says that their script goes without saying (RFC 5646, section 4.1).
const SCRIPT_IMPLIED: [&str; 32] = [
    "ar", "bg", "bn", "cs", "da", "de", "dv", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hu", "hy", "it", "ja",
    "ka", "ko", "nl", "pl", "ps", "pt", "ru", "sv", "th", "tr", "uk", "ur", "yi",
];

/// The same tag without a script that goes without saying: `ar` for `ar-Arab`; `None` if nothing can be left out.
pub fn without_implied_script(tag: &str) -> Option<String> {
    let mut locale = parse(tag).ok()?;
    let script = locale.id.script.take()?;
    let language = locale.id.language.as_str();
    let is_implied = SCRIPT_IMPLIED.contains(&language) && self::script(language)? == script.as_str();
    is_implied.then(|| locale.to_string())
}

/// The living scripts whose letters join, as CSS Text and the Unicode Standard list them.
const CURSIVE: [&str; 9] = ["Adlm", "Arab", "Aran", "Mand", "Mong", "Nkoo", "Phag", "Rohg", "Syrc"];

/// Whether the letters of a language's likely script join; not if the tag is unknown.
pub fn is_cursive(tag: &str) -> bool {
    script(tag).is_some_and(|script| CURSIVE.contains(&script.as_str()))
}

/// Whether CLDR has data for this language, so that a part of a file name can be meant as one.
/// A tag may name a script and a region, nothing more.
pub fn is_known(tag: &str) -> bool {
    let Ok(locale) = parse(tag) else {
        return false;
    };
    let mut bare = locale.id.clone();
    bare.script = None;
    bare.region = None;
    let plain = locale.id.variants.is_empty() && locale.extensions.is_empty();
    plain && !bare.language.is_unknown() && (has_common_data(&bare) || autonym::is_listed(bare.language.as_str()))
}

/// The two letters of the region that the tag names or that CLDR thinks most likely: `EG` for `ar`.
pub fn likely_region(tag: &str) -> Option<String> {
    let mut id = parse(tag).ok()?.id;
    // a number stands for a part of the world, such as 419 for Latin America
    id.region = id.region.filter(|region| region.is_alphabetic());
    LocaleExpander::new_extended().maximize(&mut id);
    let region = id.region.filter(|region| region.is_alphabetic())?;
    Some(region.as_str().to_owned())
}

/// What search engines take for `hreflang`: the language, a script if the tag names one, a region if it is a country (ISO
/// 3166-1 alpha-2). Regions of the United Nations such as `419` they do not know, nor variants and extensions.
pub fn hreflang(tag: &str) -> String {
    let Ok(mut locale) = parse(tag) else {
        return tag.to_owned();
    };
    locale.id.region = locale.id.region.filter(|region| region.is_alphabetic());
    locale.id.variants.clear();
    locale.id.to_string()
}

/// The language and its territory as the Open Graph protocol has them, `ar_EG`: the territory that the tag names, or the
/// one that CLDR thinks most likely.
pub fn with_territory(tag: &str) -> Option<String> {
    Some(format!("{}_{}", parse(tag).ok()?.id.language, likely_region(tag)?))
}

pub(super) fn parse(tag: &str) -> Result<icu_locale::Locale, TagError> {
    parse_silently(tag).ok_or_else(|| TagError::new(tag, "is not a language tag of BCP 47", suggestion(tag)))
}

fn parse_silently(tag: &str) -> Option<icu_locale::Locale> {
    let mut locale = icu_locale::Locale::try_from_str(tag).ok()?;
    LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
    Some(locale)
}

/// Reads what other systems write: `ar_EG`, `ar_EG.UTF-8`, or the language's own name.
fn suggestion(tag: &str) -> Option<String> {
    let posix = tag.trim().split(['.', '@']).next()?.replace('_', "-");
    match parse_silently(&posix) {
        Some(locale) => Some(locale.to_string()),
        None => autonym::language_named(tag).map(str::to_owned),
    }
}

/// Whether the language belongs to those that CLDR covers at its basic level or better.
fn has_common_data(id: &LanguageIdentifier) -> bool {
    LocaleExpander::new_common().get_likely_script(id).is_some()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn scripts_that_go_without_saying() {
        for (tag, expected) in [
            ("ar-Arab", Some("ar")),
            ("ar-Arab-EG", Some("ar-EG")),
            ("he-Hebr", Some("he")),
            ("EN-latn-gb", Some("en-GB")),
            ("ar", None),
            ("ar-Latn", None),
            ("zh-Hans", None),
            ("sr-Cyrl", None),
            ("az-Arab", None),
            ("pa-Arab", None),
            ("ar_Arab", None),
        ] {
            assert_eq!(without_implied_script(tag).as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn languages_of_scripts() {
        for (script, expected) in [
            ("Cyrl", Some("ru")),
            ("Hebr", Some("he")),
            ("Arab", Some("ar")),
            ("Latn", Some("en")),
            ("Grek", Some("el")),
            ("Hira", Some("ja")),
            ("Zzzz", None),
            ("?", None),
        ] {
            assert_eq!(language_of_script(script).as_deref(), expected, "{script}");
        }
    }

    #[test]
    fn canonical_tags() {
        for (tag, expected) in [
            ("ar", "ar"),
            ("iw", "he"),
            ("AR-eg", "ar-EG"),
            ("arb", "ar"),
            ("en-uk", "en-GB"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("ar-u-nu-arab", "ar-u-nu-arab"),
        ] {
            assert_eq!(canonical(tag).unwrap(), expected, "{tag}");
        }
    }

    #[test]
    fn bad_tags_and_what_was_meant() {
        for (tag, suggestion) in [
            ("ar_EG", Some("ar-EG")),
            ("en_US.UTF-8", Some("en-US")),
            (" ar ", Some("ar")),
            ("العربية", Some("ar")),
            ("English", Some("en")),
            ("deutsch", Some("de")),
            ("", None),
            ("notes", None),
            ("ar-EG-EG", None),
            ("*", None),
        ] {
            let error = canonical(tag).unwrap_err();
            assert_eq!(error.suggestion.as_deref(), suggestion, "{tag:?}");
        }
        assert_eq!(
            canonical("a\u{202E}b").unwrap_err().to_string(),
            "`a\\u{202E}b` is not a language tag of BCP 47"
        );
    }

    #[test]
    fn direction_follows_the_likely_script() {
        let rtl = "ar he fa ur ps ckb sd ug ks yi dv nqo syr rhg und-Hebr ff-Adlm az-IR az-Arab pa-PK \
                   uz-AF ku-Arab ms-Arab ha-Arab ar-EG iw";
        let ltr = "en ar-Latn ur-Latn sd-Deva sd-IN ku az pa zh-Hant xx ar_EG";
        for (tags, expected) in [(rtl, Direction::Rtl), (ltr, Direction::Ltr)] {
            for tag in tags.split_whitespace() {
                assert_eq!(direction(tag), expected, "{tag}");
            }
        }
    }

    #[test]
    fn letters_that_join() {
        for (tags, expected) in [
            (
                "ar ar-EG fa ur ps ckb ug syr mn-Mong nqo rhg ff-Adlm und-Arab ur-Aran az-IR",
                true,
            ),
            ("en he yi ar-Latn mn az dv xx ar_EG", false),
        ] {
            for tag in tags.split(' ') {
                assert_eq!(is_cursive(tag), expected, "{tag}");
            }
        }
    }

    #[test]
    fn languages_that_a_file_name_can_mean() {
        for tag in "ar en fr he fa ur ckb zh zh-Hant ar-EG pt-BR yi dv iw sr-Latn EN".split_whitespace() {
            assert!(is_known(tag), "{tag}");
        }
        for tag in [
            "jp",
            "notes",
            "js",
            "min",
            "v2",
            "xx",
            "und",
            "en-notes",
            "ar_EG",
            "ar-u-nu-arab",
            "",
        ] {
            assert!(!is_known(tag), "{tag}");
        }
    }

    #[test]
    fn what_search_engines_take() {
        for (tag, expected) in [
            ("ar", "ar"),
            ("ar-EG", "ar-EG"),
            ("ar-001", "ar"),
            ("es-419", "es"),
            ("en-uk", "en-GB"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("sr-Latn-150", "sr-Latn"),
            ("ar-EG-u-nu-arab", "ar-EG"),
            ("de-1996", "de"),
        ] {
            assert_eq!(hreflang(tag), expected, "{tag}");
        }
    }

    #[test]
    fn languages_with_their_territories() {
        for (tag, expected) in [
            ("ar", Some("ar_EG")),
            ("en", Some("en_US")),
            ("en-GB", Some("en_GB")),
            ("fa", Some("fa_IR")),
            ("he", Some("he_IL")),
            ("ur", Some("ur_PK")),
            ("ar-001", Some("ar_EG")),
            ("ar-SA-u-nu-latn", Some("ar_SA")),
            ("zh-Hant", Some("zh_TW")),
            ("eo", None),
        ] {
            assert_eq!(with_territory(tag).as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn regions() {
        for (tag, expected) in [
            ("ar", Some("EG")),
            ("en", Some("US")),
            ("fa", Some("IR")),
            ("he", Some("IL")),
            ("ur", Some("PK")),
            ("ar-SA", Some("SA")),
            ("ar-001", Some("EG")),
            ("zh-Hant", Some("TW")),
            ("eo", None),
            ("xx", None),
            ("ar_EG", None),
        ] {
            assert_eq!(likely_region(tag).as_deref(), expected, "{tag}");
        }
    }
}
