//! The examples of the manual, tried for real.

use std::fs;
use std::process::Command;

use maqal::parse::config::{Found, config, terms};
use maqal::parse::head::parse_date;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::manual::Manual;

/// The fenced blocks in `language` of the chapter whose file begins with `chapter`.
fn blocks(manual: &Manual, chapter: &str, language: &str) -> Vec<String> {
    let start = format!("content/manual/{chapter}");
    let (_, text) = manual
        .chapters
        .iter()
        .find(|(path, _)| path.starts_with(&start))
        .unwrap();
    let mut blocks: Vec<String> = Vec::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(name))) if &*name == language => {
                inside = true;
                blocks.push(String::new());
            }
            Event::Text(text) if inside => blocks.last_mut().unwrap().push_str(&text),
            Event::End(TagEnd::CodeBlock) => inside = false,
            _ => {}
        }
    }
    assert!(!blocks.is_empty(), "{}: no {language} in {chapter}", manual.tag);
    blocks
}

#[test]
fn settings_are_taken_without_a_word() {
    for manual in Manual::both() {
        for chapter in ["01", "04"] {
            for text in blocks(&manual, chapter, "toml") {
                assert_eq!(config(Some(&text), &Found::default()).diagnostics, [], "{text}");
            }
        }
    }
}

#[test]
fn terms_are_taken_without_a_word() {
    let languages = ["ar", "en"].map(str::to_owned);
    for manual in Manual::both() {
        for text in blocks(&manual, "04", "toml terms") {
            let read = terms(&"terms.toml".into(), &text, &["tags".to_owned()], &languages);
            assert_eq!(read.diagnostics, [], "{text}");
            assert_eq!(read.value["tags"].len(), 1);
        }
    }
}

#[test]
fn dates_are_read() {
    for manual in Manual::both() {
        let forms = blocks(&manual, "02", "yaml").pop().unwrap();
        assert!(forms.lines().count() > 3, "{forms}");
        for line in forms.lines() {
            let date = line.strip_prefix("date: ").unwrap().trim_matches('"');
            assert!(parse_date(date).is_some(), "{date}");
        }
    }
}

#[test]
fn the_theme_of_the_chapter_on_templates_works() {
    for manual in Manual::both() {
        let folder = tempfile::tempdir().unwrap();
        let [theme, site, sizes]: [String; 3] = blocks(&manual, "05", "toml").try_into().unwrap();
        let [template, component]: [String; 2] = blocks(&manual, "05", "html").try_into().unwrap();
        for (path, text) in [
            ("site.toml", format!("languages = [\"ar\", \"en\"]\n{site}")),
            (
                "content/hello.en.md",
                "---\ntitle: Hello\n---\n\n:::صندوق{label=\"A box\" open}\nText.\n:::\n".to_owned(),
            ),
            ("themes/notebook/theme.toml", format!("{theme}{sizes}")),
            ("themes/notebook/templates/base.html", template),
            ("themes/notebook/templates/shortcodes/box.html", component),
            ("themes/notebook/static/notebook.css", "p {}\n".to_owned()),
        ] {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let output = Command::new(env!("CARGO_BIN_EXE_maqal"))
            .args(["build", "--strict", "--root"])
            .arg(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let page = fs::read_to_string(folder.path().join("public/en/hello/index.html")).unwrap();
        for expected in [
            "Brevity is best</p>",
            "<section class=\"box\" data-open>",
            "<p class=\"l2\">A box</p>",
            "href=\"/theme/notebook.",
            "<footer class=\"site\">",
        ] {
            assert!(page.contains(expected), "no {expected} in\n{page}");
        }
    }
}
