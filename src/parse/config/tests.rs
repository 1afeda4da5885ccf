//! Whole configurations: defaults, every setting, every problem.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::base::Level;
use crate::model::Lang;
use crate::parse::tests::assert_first;
use crate::text::Direction;

fn read(text: &str) -> Checked<Config> {
    config(Some(text), &Found::default())
}

const EVERYTHING: &str = r#"
base_url = "https://example.org/blog"
title = "Both"
description = { ar = "وصف", en = "About" }
languages = ["AR", "en"]
default_language = "en"
theme = "mine"
paginate_by = 5
feed_limit = 7
time_zone = "Africa/Cairo"
prefix_default_language = false
pretty_urls = false
taxonomies = ["tags", "topics"]

[language.ar]
name = "عربي"
locale = "ar-EG"
digits = "arab"
calendars = ["gregory", "islamic-umalqura"]
title = "مقالات"
sections = { articles = "مقالات", "notes/short" = "قصيرة" }

[markdown]
highlight = false

[theme_settings]
accent = "teal"

[check]
broken-link = "error"
missing-title = "off"
"#;

#[test]
fn defaults() {
    for (found, tags) in [(&[][..], &["en"][..]), (&["ar", "en", "ar", "???"], &["ar", "en"])] {
        let found = Found {
            languages: found.iter().map(|tag| (*tag).to_owned()).collect(),
        };
        let config = config(None, &found);
        assert_eq!(config.diagnostics, []);
        let config = config.value;
        let languages: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
        assert_eq!(languages, tags);
        assert_eq!(
            (config.base_url.origin.as_str(), config.base_url.path.as_str()),
            ("", "/")
        );
        assert_eq!((config.theme.as_str(), config.time_zone.as_str()), ("diwan", "UTC"));
        assert_eq!((config.paginate_by, config.feed_limit), (10, 20));
        assert!(config.prefix_default_language && config.pretty_urls);
        assert_eq!(config.default_language, Lang(0));
        assert_eq!(config.taxonomies, ["tags"]);
        assert_eq!(config.title, Default::default());
    }
}

#[test]
fn every_setting() {
    let checked = read(EVERYTHING);
    assert_eq!(checked.diagnostics, []);
    let config = checked.value;
    assert_eq!(
        (config.base_url.origin.as_str(), config.base_url.path.as_str()),
        ("https://example.org", "/blog/")
    );
    assert_eq!(config.title.get("ar").unwrap(), "مقالات");
    assert_eq!(config.title.get("en").unwrap(), "Both");
    assert_eq!(config.description.get("en").unwrap(), "About");
    assert_eq!(config.default_language, Lang(1));
    let arabic = config.language(Lang(0));
    assert_eq!(
        (
            arabic.tag.as_str(),
            arabic.locale.as_str(),
            arabic.name.as_str(),
            arabic.digits.as_str()
        ),
        ("ar", "ar-EG", "عربي", "arab")
    );
    assert_eq!(arabic.direction, Direction::Rtl);
    assert_eq!(arabic.calendars, ["gregory", "islamic-umalqura"]);
    assert_eq!(arabic.sections["notes/short"], "قصيرة");
    assert_eq!(config.taxonomies, ["tags", "topics"]);
    assert!(!config.markdown.highlight && !config.markdown.strict_commonmark);
    assert_eq!(config.levels.of(Code::BrokenLink), Level::Error);
    assert_eq!(config.levels.of(Code::MissingTitle), Level::Off);
    assert!(!config.prefix_default_language && !config.pretty_urls);
    assert_eq!(
        (config.paginate_by, config.feed_limit, config.theme.as_str()),
        (5, 7, "mine")
    );
}

#[test]
fn problems_say_where_and_what_to_write() {
    use Code::{BadSetting, ConfigSyntax, UnknownLanguage, UnknownSetting};
    for (text, code, line, column, part) in [
        ("title = x", ConfigSyntax, 1, 9, "double quotes"),
        ("a", ConfigSyntax, 1, 2, "key = value"),
        ("theme = 'a'\ntheme = 'b'", ConfigSyntax, 2, 1, "keep one"),
        ("\ntitel = 'x'", UnknownSetting, 2, 1, "`title`"),
        ("color = 'x'", UnknownSetting, 1, 1, "base_url"),
        ("output = 'x'", UnknownSetting, 1, 1, "base_url"),
        ("[markdown]\nhilight = true", UnknownSetting, 2, 1, "`highlight`"),
        ("[language.en]\nlocal = 'x'", UnknownSetting, 2, 1, "`locale`"),
        ("title = 5", BadSetting, 1, 9, "title = \"…\""),
        ("title = ['x']", BadSetting, 1, 9, "title = \"…\""),
        ("base_url = 'example.org'", BadSetting, 1, 12, "https://"),
        ("base_url = 'https://example.org/?a'", BadSetting, 1, 12, "https://"),
        ("base_url = 'https://example.org:99999'", BadSetting, 1, 12, "https://"),
        ("theme = 'a/b'", BadSetting, 1, 9, "themes/"),
        ("theme = '..'", BadSetting, 1, 9, "themes/"),
        ("paginate_by = -1", BadSetting, 1, 15, "paginate_by = 10"),
        ("paginate_by = 0", BadSetting, 1, 15, "paginate_by = 10"),
        ("feed_limit = 1.5", BadSetting, 1, 14, "feed_limit = 10"),
        ("pretty_urls = 'yes'", BadSetting, 1, 15, "pretty_urls = true"),
        ("time_zone = 'Cairo'", BadSetting, 1, 13, "Africa/Cairo"),
        ("languages = 'ar'", BadSetting, 1, 13, "`languages = [\"ar\"]`"),
        (
            "languages = 'ar, en'",
            BadSetting,
            1,
            13,
            "`languages = [\"ar\", \"en\"]`",
        ),
        ("languages = 'ar'\n[language.ar]", BadSetting, 1, 13, "[\"ar\"]"),
        ("languages = []\n[title]\nar = 'x'", BadSetting, 1, 13, "languages = ["),
        (
            "languages = ['ar', 'ar_EG']\ndefault_language = 'ar-EG'",
            UnknownLanguage,
            1,
            20,
            "`ar-EG`",
        ),
        ("languages = []", BadSetting, 1, 13, "languages = ["),
        ("languages = ['ar', 5]", BadSetting, 1, 20, "languages = ["),
        ("languages = ['ar', 'AR']", BadSetting, 1, 20, "keep one"),
        ("languages = ['ar_EG']", UnknownLanguage, 1, 14, "`ar-EG`"),
        ("languages = ['arabic!']", UnknownLanguage, 1, 14, "BCP 47"),
        ("default_language = 'fr'", UnknownLanguage, 1, 20, "en"),
        ("language = 'ar'", BadSetting, 1, 12, "language = {"),
        ("language.en = 'ar'", BadSetting, 1, 15, "en = {"),
        (
            "[language.fr]\ntitle = 'x'",
            UnknownLanguage,
            1,
            11,
            "add it to `languages`",
        ),
        ("[title]\nfr = 'x'", UnknownLanguage, 2, 1, "add it to `languages`"),
        ("[language.en]\ndigits = 'arabic'", BadSetting, 2, 10, "`arab`"),
        (
            "[language.en]\ncalendars = ['hijri']",
            BadSetting,
            2,
            14,
            "islamic-umalqura",
        ),
        ("[language.en]\nlocale = 'en_GB'", UnknownLanguage, 2, 10, "`en-GB`"),
        ("[language.en]\nsections = {a = 'b/c'}", BadSetting, 2, 17, "a = \"a\""),
        ("taxonomies = ['title']", BadSetting, 1, 15, "tags"),
        ("taxonomies = ['a/b']", BadSetting, 1, 15, "tags"),
        ("taxonomies = 'tags'", BadSetting, 1, 14, "taxonomies = ["),
        ("[taxonomies]\ntags = 5", BadSetting, 2, 8, "tags = {"),
        ("[markdown]\nhighlight = 1", BadSetting, 2, 13, "highlight = true"),
        ("theme_settings = 1", BadSetting, 1, 18, "theme_settings = {"),
        ("[check]\nbroken-lnk = 'off'", BadSetting, 2, 1, "`broken-link`"),
        ("[check]\nbroken-link = 'on'", BadSetting, 2, 15, "\"off\""),
        ("[check]\nduplicate-key = 'off'", BadSetting, 2, 17, "remove"),
    ] {
        let problems = read(text).diagnostics;
        assert_eq!(problems.len(), 1, "{text:?}: {problems:?}");
        assert_eq!(problems[0].place.as_ref().unwrap().path.as_str(), "site.toml");
        assert_first(&problems, text, code, [line, column], part);
    }
}

#[test]
fn all_problems_at_once_and_defaults_for_the_rest() {
    let checked = read("theme = 1\npaginate_by = 0\nfoo = 1\ntitle = 'x'");
    assert_eq!(checked.diagnostics.len(), 3);
    assert_eq!((checked.value.theme.as_str(), checked.value.paginate_by), ("diwan", 10));
    assert_eq!(checked.value.title.plain.as_deref(), Some("x"));
}

#[test]
fn tables_of_taxonomies() {
    assert_eq!(
        read("[taxonomies]\ntags = {}\ntopics = {}").value.taxonomies,
        ["tags", "topics"]
    );
    assert_eq!(read("taxonomies = []").value.taxonomies, [""; 0]);
}

#[test]
fn base_urls_of_the_command_line() {
    assert_eq!(base_url_option("https://a.b/c").unwrap().path, "/c/");
    let problem = base_url_option("a.b").unwrap_err();
    assert_eq!(
        problem.message,
        "`--base-url a.b` must start with `https://` or `http://`"
    );
    assert_eq!((problem.code, problem.place), (Code::BadSetting, None));
}

#[test]
fn no_damage_panics() {
    for (at, c) in EVERYTHING.char_indices() {
        let (before, after) = (&EVERYTHING[..at], &EVERYTHING[at + c.len_utf8()..]);
        read(before);
        for damaged in [
            format!("{before}{after}"),
            format!("{before}[{after}"),
            format!("{before}\n{after}"),
        ] {
            let languages = read(&damaged).value.languages;
            assert!(!languages.is_empty(), "{damaged}");
        }
    }
}
