//! The sites that campaigns start from.

use super::picture::{Wanted, picture};
use super::theme;
use super::world::Files;

const CONFIG: &str = r#"base_url = "https://example.org/"
title = { ar = "دفتر", en = "Notebook" }
languages = ["ar", "en"]
theme = "mine"
paginate_by = 2

[language.ar]
digits = "arab"

[theme_settings]
motto = { ar = "على مهل", en = "Slowly" }

[check]
"#;

const ARABIC: &str = "هذه الفقرة الأولى من النص، وهي طويلة بما يكفي لكي لا يبلغ وصف الصفحة ما بعدها، لأن الوصف يؤخذ من أول الكلمات \
    إن لم يكتبه الكاتب بنفسه، فلا بد من جملة أخرى تملأ السطر وتزيد عليه قليلا، ثم جملة ثالثة عن لغة C++ وما يشبهها، ثم ختام.";
const ENGLISH: &str = "This is the first paragraph of the text, and it is long enough that the description of the page, which is taken \
    from the first words where the author wrote none, ends before it does; so one more sentence fills the line, and a third one goes \
    on about nothing at all, and then a fourth brings it to its close, as all of them must.";

/// One article as a file.
pub fn article(lang: &str, at: usize, date: Option<&str>) -> String {
    let (title, first, heading, other) = match lang {
        "ar" => (format!("مقال {at}"), ARABIC, "لماذا", "كيف"),
        _ => (format!("Article {at}"), ENGLISH, "Why", "How"),
    };
    let date = date.map(|date| format!("date: {date}\n")).unwrap_or_default();
    format!(
        "---\ntitle: {title}\n{date}tags: [web, كتابة]\n---\n{first}\n\n## {heading}\n\nA note[^1] and [a link](../index.md).\n\n\
         [^1]: The note.\n\n### {other} {{#part-{at}}}\n\n```rust\nfn main() {{}}\n```\n\nThe last paragraph.\n"
    )
}

/// About 25 sources with a theme: two sections, one within another, pages, assets, a plain text.
pub fn large(name: &str) -> Files {
    let mut files = Files::new();
    let mut add = |path: &str, text: &str| {
        files.insert(path.to_owned(), text.as_bytes().to_vec());
    };
    add("site.toml", &CONFIG.replace("\"mine\"", &format!("\"{name}\"")));
    for at in 1..=5 {
        let date = format!("2025-01-{:02}", at * 3);
        for lang in ["ar", "en"] {
            let path = format!("content/articles/a{at}.{lang}.md");
            add(&path, &article(lang, at, Some(&date)));
        }
    }
    for (at, path) in (6..).zip(["notes/n1.ar.md", "notes/n1.en.md", "notes/n2.en.md"]) {
        let lang = if path.contains(".ar.") { "ar" } else { "en" };
        add(&format!("content/{path}"), &article(lang, at, None));
    }
    for lang in ["ar", "en"] {
        add(
            &format!("content/notes/deep/d/index.{lang}.md"),
            &(article(lang, 9, Some("2024-05-01")) + "\n![Map](map.png)\n"),
        );
        add(&format!("content/about.{lang}.md"), &article(lang, 10, None));
    }
    add(
        "content/contact.en.md",
        "---\ntitle: Contact\nweight: 2\n---\nWrite to [us](articles/a1.en.md#why).\n",
    );
    add("content/articles/_index.ar.md", "---\ntitle: مقالات\n---\nكل المقالات.\n");
    add(
        "content/articles/_index.en.md",
        "---\ntitle: Articles\nweight: 1\n---\nAll articles.\n",
    );
    add("content/_index.en.md", "Welcome.\n");
    add(
        "content/notes/plain.txt",
        " date 2025-03-04 أول الكلام في هذا النص. ثم يمضي الكلام بعده على مهل.\n",
    );
    add("content/notes/deep/d/map.ar.png", "خريطة");
    add("content/.nojekyll", "");
    add("content/_data/x.toml", "x = 1\n");
    files.insert("content/notes/deep/d/map.png".to_owned(), image(1));
    theme::add(&mut files);
    files
}

/// An image that is large enough to have smaller copies.
pub fn image(seed: u64) -> Vec<u8> {
    let wanted = Wanted {
        width: 520,
        height: 12,
        seed,
        ..Wanted::default()
    };
    picture("png", &wanted).unwrap_or_default()
}

/// A dozen sources, of every kind.
pub fn small() -> Files {
    let mut files = large("mine");
    let kept = ["a1.", "a2.", "n1.", "about.", "d/", "plain", "_index.en", "_data"];
    files.retain(|path, _| !path.starts_with("content/") || kept.iter().any(|part| path.contains(part)));
    files.retain(|path, _| !path.contains("/probe/"));
    files
}
