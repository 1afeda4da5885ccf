//! The names of languages in themselves, for links to a translation.

use icu_locale::LocaleExpander;

use super::tag;
use crate::text::fold_key;

/// Names as CLDR has them, except that Indonesian and Malay keep their customary *Bahasa*.
const AUTONYMS: &[(&str, &str)] = &[
    ("af", "Afrikaans"),
    ("am", "አማርኛ"),
    ("ar", "العربية"),
    ("az", "azərbaycan"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("bs", "bosanski"),
    ("ca", "català"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "čeština"),
    ("cy", "Cymraeg"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("dv", "ދިވެހި"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "español"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fil", "Filipino"),
    ("fr", "français"),
    ("ga", "Gaeilge"),
    ("gl", "galego"),
    ("gu", "ગુજરાતી"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Bahasa Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kab", "Taqbaylit"),
    ("kk", "қазақ тілі"),
    ("km", "ខ្មែរ"),
    ("kn", "ಕನ್ನಡ"),
    ("ko", "한국어"),
    ("ku", "kurdî"),
    ("ky", "кыргызча"),
    ("lo", "ລາວ"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("mk", "македонски"),
    ("ml", "മലയാളം"),
    ("mn", "монгол"),
    ("mr", "मराठी"),
    ("ms", "Bahasa Melayu"),
    ("nb", "norsk bokmål"),
    ("ne", "नेपाली"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pa", "ਪੰਜਾਬੀ"),
    ("pl", "polski"),
    ("ps", "پښتو"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sd", "سنڌي"),
    ("si", "සිංහල"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("so", "Soomaali"),
    ("sq", "shqip"),
    ("sr", "српски"),
    ("sr-Latn", "srpski"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("ta", "தமிழ்"),
    ("te", "తెలుగు"),
    ("tg", "тоҷикӣ"),
    ("th", "ไทย"),
    ("tk", "türkmen dili"),
    ("tr", "Türkçe"),
    ("tt", "татар"),
    ("ug", "ئۇيغۇرچە"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("uz", "o‘zbek"),
    ("vi", "Tiếng Việt"),
    ("yi", "ייִדיש"),
    ("zgh", "ⵜⴰⵎⴰⵣⵉⵖⵜ"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];

/// The language's name in itself and in its script; the tag where none is known.
pub fn autonym(tag: &str) -> String {
    let known = || {
        let mut id = tag::parse(tag).ok()?.id;
        let language = id.language;
        let stated = id.script.is_some() || id.region.is_some();
        let expander = LocaleExpander::new_extended();
        expander.maximize(&mut id);
        let own_script = expander.get_likely_script(&language.into());
        let written = id.script.map(|script| format!("{language}-{script}"));
        written
            .filter(|_| stated)
            .and_then(|written| listed(&written))
            // a name in another script would be one that the page's readers may not read
            .or_else(|| listed(language.as_str()).filter(|_| id.script == own_script))
    };
    known().unwrap_or(tag).to_owned()
}

pub(super) fn is_listed(tag: &str) -> bool {
    listed(tag).is_some()
}

/// The tag of the language that calls itself by this name.
pub(super) fn language_named(name: &str) -> Option<&'static str> {
    let key = fold_key(name);
    AUTONYMS
        .iter()
        .find(|(_, autonym)| fold_key(autonym) == key)
        .map(|&(tag, _)| tag)
}

fn listed(tag: &str) -> Option<&'static str> {
    let at = AUTONYMS.binary_search_by_key(&tag, |&(listed, _)| listed).ok()?;
    AUTONYMS.get(at).map(|&(_, autonym)| autonym)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::locale::{canonical, direction};
    use crate::text::first_strong;

    #[test]
    fn names_of_languages() {
        for (tag, expected) in [
            ("ar", "العربية"),
            ("ar-EG", "العربية"),
            ("AR", "العربية"),
            ("en-GB", "English"),
            ("iw", "עברית"),
            ("fa", "فارسی"),
            ("ur", "اردو"),
            ("ckb", "کوردیی ناوەندی"),
            ("zh", "中文"),
            ("zh-TW", "繁體中文"),
            ("zh-CN", "简体中文"),
            ("sr", "српски"),
            ("sr-Latn", "srpski"),
            ("az-Arab", "az-Arab"),
            ("xx", "xx"),
            ("not a tag", "not a tag"),
        ] {
            assert_eq!(autonym(tag), expected, "{tag}");
        }
    }

    #[test]
    fn the_table_is_sorted_canonical_and_in_the_right_script() {
        assert!(AUTONYMS.is_sorted_by_key(|&(tag, _)| tag));
        for &(tag, name) in AUTONYMS {
            assert_eq!(canonical(tag).unwrap(), tag);
            assert_eq!(first_strong(name), Some(direction(tag)), "{tag}");
        }
    }
}
