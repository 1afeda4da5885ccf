//! What a preview shows of the theme's files, beside what is published.

#![allow(clippy::unwrap_used)]

use super::*;

fn assets(files: &[(&str, &str)], for_preview: bool) -> Checked<Assets> {
    let files: Vec<Asset> = files
        .iter()
        .map(|(name, text)| Asset {
            name: (*name).to_owned(),
            path: SourcePath::new(&format!("themes/mine/static/{name}")),
            bytes: text.as_bytes().into(),
        })
        .collect();
    publish(&Input {
        files: &files,
        settings: AssetSettings::default(),
        for_preview,
        languages: &[],
        families: &[],
        fonts: &Fonts::new(),
        unsound: &BTreeSet::new(),
    })
}

fn text(assets: &Assets, route: &str) -> Option<String> {
    let file = assets.files.iter().find(|file| file.route.as_str() == route)?;
    Some(String::from_utf8_lossy(&file.bytes).into_owned())
}

const BUNDLE: [(&str, &str); 2] = [
    ("css/a.css", "@import \"../b.css\";\na { background: url(x.svg) }\n"),
    ("b.css", "/* b */\nb { color: red }\n"),
];

#[test]
fn a_preview_keeps_names_and_words() {
    let files = [("a.css", "a { color: black; }\n"), ("a.js", "let a = 1;\n")];
    let shown = assets(&files, true).value;
    let routes: Vec<&str> = shown.files.iter().map(|file| file.route.as_str()).collect();
    assert_eq!(routes, ["/theme/a.js", "/theme/a.css"]);
    assert_eq!(text(&shown, "/theme/a.css").as_deref(), Some("a { color: black; }\n"));
    let address = |assets: &Assets| assets.addresses["a.css"].route.to_string();
    assert_eq!(address(&shown), "/theme/a.css");
    let published = assets(&files, false).value;
    assert_ne!(address(&published), "/theme/a.css");
    assert_eq!(text(&published, &address(&published)).as_deref(), Some("a{color:#000}"));
}

#[test]
fn a_bundle_in_a_preview_says_where_each_line_is_from() {
    let shown = assets(&BUNDLE, true).value;
    let sheet = text(&shown, "/theme/css/a.css").unwrap();
    let lines: Vec<&str> = sheet.lines().collect();
    assert_eq!(lines[..2], ["/* b */", "b { color: red }"], "{sheet}");
    assert_eq!(lines.last(), Some(&"/*# sourceMappingURL=a.css.map */"));
    let map: serde_json::Value = serde_json::from_str(&text(&shown, "/theme/css/a.css.map").unwrap()).unwrap();
    assert_eq!(map["version"], 3);
    assert_eq!(map["sources"], serde_json::json!(["../css/a.css", "../b.css"]));
    assert_eq!(map["sourcesContent"][1], BUNDLE[1].1);
    let mappings = map["mappings"].as_str().unwrap();
    // The first line is the first of the second sheet, the second one its second.
    assert!(mappings.starts_with("ACAA;AACA;"), "{mappings}");
    assert_eq!(mappings.matches(';').count() + 2, lines.len(), "{sheet}\n{mappings}");
}

#[test]
fn a_preview_finds_what_a_build_finds() {
    let mut files = BUNDLE.to_vec();
    files.push(("c.css", "a:nth-child(2n+) { color: red }"));
    let codes = |checked: Checked<Assets>| checked.diagnostics;
    let found = codes(assets(&files, true));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found, codes(assets(&files, false)));
}

#[test]
fn many_sheets_that_import_two_others_each_are_no_flood() {
    let mut files: Vec<(String, String)> = Vec::new();
    for depth in 0..40 {
        let next = depth + 1;
        let imports = format!("@import \"{next}a.css\"; @import \"{next}b.css\";\n");
        files.push((format!("{depth}a.css"), imports.clone()));
        files.push((format!("{depth}b.css"), imports));
    }
    files.push(("40a.css".to_owned(), "a { color: red }".to_owned()));
    files.push(("40b.css".to_owned(), "b { color: red }".to_owned()));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let published = assets(&files, false);
    assert_eq!(published.diagnostics, []);
    let bytes: usize = published.value.files.iter().map(|file| file.bytes.len()).sum();
    assert!(bytes < 1 << 20, "{bytes}");
}
