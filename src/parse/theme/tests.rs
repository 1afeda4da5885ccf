//! Loading themes.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::model::{Phrase, Value};

fn file(path: &str, text: &str) -> ThemeFile {
    ThemeFile {
        path: path.into(),
        bytes: text.as_bytes().into(),
    }
}

fn languages(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|&tag| tag.to_owned()).collect()
}

/// Every diagnostic as `code path:line:column`.
fn places(checked: &Checked<Theme>) -> Vec<String> {
    let place = |diagnostic: &Diagnostic| match &diagnostic.place {
        Some(place) => match place.position {
            Some(at) => format!("{} {}:{}:{}", diagnostic.code, place.path, at.line, at.column),
            None => format!("{} {}", diagnostic.code, place.path),
        },
        None => diagnostic.code.to_string(),
    };
    checked.diagnostics.iter().map(place).collect()
}

fn template<'a>(theme: &'a Theme, name: &str) -> Option<&'a Template> {
    theme.templates.iter().find(|template| template.name == name)
}

#[test]
fn the_built_in_theme_is_complete() {
    let checked = load(BUILT_IN, &[], &languages(&["ar", "en", "he", "fa", "ur"]));
    assert_eq!(checked.diagnostics, []);
    let theme = checked.value;
    assert_eq!((theme.name.as_str(), theme.parent.as_deref()), ("diwan", Some("diwan")));
    assert!(template(&theme, "diwan/base.html").is_some());
    assert_eq!(
        theme.assets.iter().map(|asset| asset.name.as_str()).collect::<Vec<_>>(),
        [
            "article.css",
            "code.css",
            "code.js",
            "diwan.css",
            "feed.css",
            "front.css",
            "front.js",
            "lists.css",
            "math.css",
            "mode.js",
            "parallel.css",
            "reading.js",
            "timeline.css"
        ]
    );
    for strings in theme.strings.values() {
        for key in ["reading_time", "articles_count"] {
            assert!(matches!(strings.phrases.get(key), Some(Phrase::Plural(_))), "{key}");
        }
        for key in [
            "page_of",
            "note",
            "tip",
            "important",
            "warning",
            "caution",
            "footnotes",
            "footnote_back",
            "permalink",
            "table_region",
            "task_done",
            "task_open",
        ] {
            assert!(!strings.text(key).is_empty(), "{key}");
        }
    }
    assert_eq!(
        theme.strings.get("ar").unwrap().plural("reading_time", "two"),
        "قراءة دقيقتين"
    );
}

#[test]
fn files_of_the_site_win() {
    let files = [
        file("themes/diwan/templates/base.html", "mine"),
        file("themes/diwan/strings/ar.toml", "note = \"تنبّه\""),
        file("themes/diwan/static/diwan.css", "p {}"),
        file("themes/diwan/static/fonts/a.woff2", "font"),
        file("themes/diwan/theme.toml", "[settings]\ncontents = false\ndepth = 3"),
        file("themes/diwan/README.md", "about it"),
        file("themes/other/templates/base.html", "not this one"),
    ];
    let checked = load(BUILT_IN, &files, &languages(&["ar"]));
    assert_eq!(checked.diagnostics, []);
    let theme = checked.value;
    assert_eq!(&*template(&theme, "base.html").unwrap().text, "mine");
    assert!(
        template(&theme, "diwan/base.html")
            .unwrap()
            .text
            .contains("<!DOCTYPE html>")
    );
    let ar = theme.strings.get("ar").unwrap();
    assert_eq!((ar.text("note"), ar.text("tip")), ("تنبّه", "نصيحة"));
    let assets: Vec<_> = theme
        .assets
        .iter()
        .map(|asset| (asset.name.as_str(), asset.bytes.len()))
        .collect();
    for own in [("diwan.css", 4), ("fonts/a.woff2", 4)] {
        assert!(assets.contains(&own), "{own:?}");
    }
    let default = |name| theme.settings.get(name).unwrap().default.get("ar");
    assert_eq!(default("contents"), Some(&Value::Bool(false)));
    assert_eq!(default("depth"), Some(&Value::Int(3)));
    assert_eq!(default("translations_in_lists"), Some(&Value::Bool(true)));

    let plain = load(BUILT_IN, &[], &languages(&["ar"])).value;
    assert_ne!(theme.digest, plain.digest);
    assert_eq!(plain.digest, load(BUILT_IN, &[], &languages(&["ar"])).value.digest);
}

#[test]
fn a_theme_may_stand_alone_or_extend() {
    let page = || file("themes/mine/templates/page.html", "x");
    let alone = load("mine", &[page()], &languages(&["ar"]));
    assert_eq!(alone.diagnostics, []);
    assert_eq!((alone.value.parent.as_deref(), alone.value.templates.len()), (None, 1));
    assert!(alone.value.assets.is_empty());

    let extending = load(
        "mine",
        &[page(), file("themes/mine/theme.toml", "extends = \"diwan\"")],
        &languages(&["ar"]),
    );
    assert_eq!(extending.diagnostics, []);
    assert_eq!(extending.value.parent.as_deref(), Some("diwan"));
    assert!(
        template(&extending.value, "page.html").is_some() && template(&extending.value, "diwan/page.html").is_some()
    );

    let unknown = load(
        "mine",
        &[page(), file("themes/mine/theme.toml", "extends = \"other\"")],
        &languages(&["ar"]),
    );
    assert_eq!(places(&unknown), ["theme-missing themes/mine/theme.toml:1:11"]);
}

#[test]
fn a_missing_theme_is_named_with_those_there_are() {
    for (name, help) in [("diwn", "did you mean `diwan`?"), ("paper", "there are: diwan, mine")] {
        let checked = load(name, &[file("themes/mine/theme.toml", "")], &languages(&["ar"]));
        assert_eq!(places(&checked), ["theme-missing"]);
        assert_eq!(checked.diagnostics.first().unwrap().help.as_deref(), Some(help));
        assert_eq!(checked.value.name, BUILT_IN);
    }
}

#[test]
fn broken_files_are_reported_in_their_places() {
    for (path, text, expected) in [
        ("theme.toml", "name = ", "theme-syntax themes/mine/theme.toml:1:8"),
        (
            "theme.toml",
            "a = 1\nsettings = 3",
            "theme-syntax themes/mine/theme.toml:2:12",
        ),
        (
            "theme.toml",
            "extend = \"diwan\"",
            "unknown-key themes/mine/theme.toml:1:1",
        ),
        (
            "strings/ar.toml",
            "a = \"س\"\nb = 3",
            "theme-syntax themes/mine/strings/ar.toml:2:5",
        ),
        (
            "strings/ar.toml",
            "a = { fwe = \"س\" }",
            "theme-syntax themes/mine/strings/ar.toml:1:7",
        ),
        ("templates/a.svg", "", "template-refused themes/mine/templates/a.svg"),
        ("template/a.html", "", "unused-file themes/mine/template/a.html"),
        ("static/x.css", "", ""),
    ] {
        let checked = load(
            "mine",
            &[file(&format!("themes/mine/{path}"), text)],
            &languages(&["ar"]),
        );
        assert_eq!(places(&checked).join(""), expected, "{path}: {text}");
    }
    let binary = ThemeFile {
        path: "themes/mine/templates/a.html".into(),
        bytes: [0xff, 0xfe][..].into(),
    };
    assert_eq!(
        places(&load("mine", &[binary], &[])),
        ["not-utf8 themes/mine/templates/a.html:1:1"]
    );
}

#[test]
fn strings_are_complete_in_every_language() {
    let path = |lang| format!("themes/mine/strings/{lang}.toml");
    for (ar, en, expected) in [
        ("a = \"س\"", "a = \"x\"", vec![]),
        (
            "a = \"س\"\nb = \"ص\"",
            "a = \"x\"",
            vec!["missing-string themes/mine/strings/en.toml"],
        ),
        ("", "a = \"x\"", vec!["missing-string themes/mine/strings/ar.toml"]),
        (
            "a = \"{n}\"",
            "a = { one = \"one\", other = \"{n}\" }",
            vec!["missing-string themes/mine/strings/en.toml:1:1"],
        ),
        (
            "a = { one = \"س\", other = \"{n}\" }",
            "a = \"{n}\"",
            vec!["missing-string themes/mine/strings/ar.toml:1:1"; 4],
        ),
        (
            "a = { zero = \"\", one = \"\", two = \"\", few = \"{n}\", many = \"\", other = \"{n}\" }",
            "a = { one = \"a\", other = \"{n}\" }",
            vec![],
        ),
        (
            "p = \"{page} {pages}\"",
            "p = \"{page} {page}\"",
            vec!["missing-string themes/mine/strings/en.toml:1:1"],
        ),
        (
            "p = \"{page}\"",
            "\np = \"{page} {pages}\"",
            vec!["missing-string themes/mine/strings/en.toml:2:1"],
        ),
        ("p = \"{ } {} {A}\"", "p = \"\"", vec![]),
    ] {
        let files = [file(&path("ar"), ar), file(&path("en"), en)];
        let checked = load("mine", &files, &languages(&["ar", "en"]));
        assert_eq!(places(&checked), expected, "{ar} | {en}");
    }
}

#[test]
fn the_built_in_strings_are_the_measure_of_the_sites_own() {
    let files = [file("themes/diwan/strings/ar.toml", "page_of = \"صفحة {number}\"")];
    let checked = load(BUILT_IN, &files, &languages(&["ar", "en"]));
    assert_eq!(
        places(&checked),
        vec!["missing-string themes/diwan/strings/ar.toml:1:1"; 3]
    );
}

#[test]
fn a_region_takes_the_strings_of_its_language() {
    let files = [
        file("themes/mine/strings/ar.toml", "a = \"س\"\nb = \"ص\""),
        file("themes/mine/strings/ar-EG.toml", "a = \"م\""),
    ];
    let checked = load("mine", &files, &languages(&["ar-EG", "fr"]));
    let strings = checked.value.strings.get("ar-EG").unwrap();
    assert_eq!((strings.text("a"), strings.text("b")), ("م", "ص"));
    assert_eq!(
        places(&checked),
        ["missing-string themes/mine/strings/fr.toml"],
        "one for a whole language"
    );
}

#[test]
fn the_built_in_theme_follows_the_text_and_needs_no_script() {
    let theme = load(BUILT_IN, &[], &[]).value;
    // A feed is no HTML: its direction can only be said by its style sheet.
    let sheets = [
        "diwan.css",
        "article.css",
        "code.css",
        "front.css",
        "lists.css",
        "math.css",
        "parallel.css",
        "timeline.css",
    ];
    for name in sheets {
        let asset = theme.assets.iter().find(|asset| &*asset.name == name).unwrap();
        let css = String::from_utf8(asset.bytes.to_vec()).unwrap();
        let (screen, print) = css.split_once("@media print").unwrap_or((&css, ""));
        for physical in [
            "left",
            "right",
            "translateX",
            "direction:",
            "unicode-bidi",
            "letter-spacing",
            "uppercase",
            "!important",
        ] {
            assert!(!screen.contains(physical), "{physical} in {name}");
        }
        assert!(!print.contains("left") && !print.contains("right"));
    }
    for template in &theme.templates {
        // Nothing is missing without these; the first has to run before anything is drawn.
        let script = |file: &str, rest: &str| {
            format!(
                "<script src=\"{{{{ assets[\"{file}\"] }}}}\"{{% if integrity[\"{file}\"] %}} \
                 integrity=\"{{{{ integrity[\"{file}\"] }}}}\"{{% endif %}}{rest}></script>"
            )
        };
        let copy = " data-copy=\"{{ strings.copy_code }}\" data-copied=\"{{ strings.copied }}\" defer";
        let text = [
            script("mode.js", ""),
            script("reading.js", " defer"),
            script("front.js", " defer"),
            script("code.js", copy),
        ]
        .iter()
        .fold(template.text.to_string(), |text, script| text.replace(script, ""));
        for unwanted in ["<script", "<style", "style=", "onclick", "dir=\"auto\""] {
            assert!(!text.contains(unwanted), "{unwanted} in {}", template.name);
        }
    }
}
