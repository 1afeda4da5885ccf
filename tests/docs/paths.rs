//! Paths in texts: those that must exist, and those that only exist on somebody's machine.

use std::fs;
use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag};

use crate::manual::spans;

/// The beginnings of paths that say where a project lay or what stood beside it.
const MACHINES: &[&str] = &[
    concat!("/", "tmp/"),
    concat!("/", "work/"),
    concat!("/", "root/"),
    concat!("/", "home/"),
    concat!("/", "Users/"),
];

/// The home of the tests' invented author.
const INVENTED: &str = concat!("/", "home/me");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The links and the paths in code spans and in the map of a text that lead to no file of the project.
pub fn missing(path: &str) -> Vec<String> {
    let text = super::read(path);
    let folder = root().join(path);
    let folder = folder.parent().unwrap_or(root());
    let mut broken = Vec::new();
    for event in Parser::new(&text) {
        let (Event::Start(Tag::Link { dest_url, .. }) | Event::Start(Tag::Image { dest_url, .. })) = event else {
            continue;
        };
        if !dest_url.contains("://") && !folder.join(&*dest_url).exists() {
            broken.push(format!("{path}: the link `{dest_url}` leads nowhere"));
        }
    }
    let map = text
        .lines()
        .filter(|line| line.starts_with("src/") || line.starts_with("tests/"));
    let first = |line: &str| line.split([' ', ',']).next().unwrap_or_default().to_owned();
    for named in spans(&text).into_iter().chain(map.map(first)) {
        if ["src/", "tests/", "themes/"]
            .iter()
            .any(|start| named.starts_with(start))
            && !root().join(&named).exists()
        {
            broken.push(format!("{path}: there is no `{named}`"));
        }
    }
    broken
}

/// Every line of the project that names a path of a machine.
pub fn of_a_machine() -> Vec<String> {
    let ignored = super::read(".gitignore");
    // A root such as `/src` would be found in any text.
    let own = root().to_str().filter(|_| root().components().count() > 2);
    let mut found = Vec::new();
    let mut folders = vec![root().to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if name == ".git" || ignored.lines().any(|line| line.trim_matches('/') == name) {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                found.extend(lines(&path, &text, own));
            }
        }
    }
    found.sort();
    found
}

fn lines(path: &Path, text: &str, own: Option<&str>) -> Vec<String> {
    let names_one = |line: &str| {
        let line = line.replace(INVENTED, "");
        own.is_some_and(|own| line.contains(own)) || MACHINES.iter().any(|machine| line.contains(machine))
    };
    let numbered = text.lines().zip(1..).filter(|(line, _)| names_one(line));
    let path = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    numbered
        .map(|(line, number)| format!("{path}:{number}: {}", line.trim()))
        .collect()
}

#[test]
fn lines_that_name_a_machine() {
    let of = |text: &str| lines(&root().join("a.md"), text, Some("/srv/project"));
    for text in [concat!("see /", "tmp/x"), concat!("/", "home/you/x"), "in /srv/project"] {
        assert_eq!(of(text), [format!("a.md:1: {text}")]);
    }
    for text in [concat!("/", "home/me/site"), "/ar/articles/", "`/theme/`", "tests/run"] {
        assert!(of(text).is_empty(), "{text}");
    }
}
