//! A theme of the site's own: begun, and filled with copies.

use std::fs;
use std::process::Output;

use super::site::{Site, tree};
use super::{maqal, stderr};

fn theme(site: &Site, arguments: &[&str]) -> Output {
    let mut command = maqal(&["theme"]);
    command.args(arguments).args(["--root", site.root().to_str().unwrap()]);
    command.output().unwrap()
}

fn done(site: &Site, arguments: &[&str]) -> String {
    let output = theme(site, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// What is refused, with an exit code and words; nothing is written.
fn refused(site: &Site, arguments: &[&str], code: i32, words: &str) {
    let before = tree(site.root());
    let output = theme(site, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
    assert!(stderr(&output).contains(words), "{arguments:?}: {}", stderr(&output));
    assert_eq!(tree(site.root()), before, "{arguments:?}: nothing is written");
}

/// A page of the site, which is built without a word.
fn page(site: &Site, path: &str) -> String {
    let root = site.root().to_str().unwrap();
    let build = maqal(&["build", "--strict", root]).output().unwrap();
    assert_eq!(build.status.code(), Some(0), "{}", stderr(&build));
    fs::read_to_string(site.public().join(path)).unwrap()
}

fn uses(site: &Site, theme: &str, languages: &str) {
    let text = format!("title = \"Site\"\nlanguages = {languages}\ntheme = \"{theme}\"\n");
    site.write("site.toml", &text);
}

#[test]
fn a_new_theme_is_used_as_it_is() {
    let site = Site::new(1);
    let config = fs::read(site.root().join("site.toml")).unwrap();
    let printed = done(&site, &["new", "notebook"]);
    assert_eq!(
        printed,
        "  themes/notebook/theme.toml\n  themes/notebook/templates/base.html\n  themes/notebook/static/notebook.css\n  \
         themes/notebook/strings/ar.toml\n  themes/notebook/strings/en.toml\n\
         to use it, write `theme = \"notebook\"` into `site.toml`, above the first `[`\n"
    );
    assert_eq!(fs::read(site.root().join("site.toml")).unwrap(), config);
    assert!(!page(&site, "en/articles/a0/index.html").contains("colophon"));

    uses(&site, "notebook", "[\"ar\", \"en\"]");
    let english = page(&site, "en/articles/a0/index.html");
    for expected in [
        "<p class=\"colophon\">Made with Maqal.</p>",
        "/theme/diwan.",
        "/theme/notebook.",
        "<footer class=\"site\">",
    ] {
        assert!(english.contains(expected), "no {expected} in\n{english}");
    }
    assert!(page(&site, "ar/articles/a0/index.html").contains("صُنع هذا الموقع ببرنامج «مقال»."));
    assert!(site.public().join("theme/notebook.css").exists());

    site.write(
        "site.toml",
        "languages = [\"ar\", \"en\"]\ntheme = \"notebook\"\n[theme_settings]\ncolophon = false\nmeasure = \"wide\"\n",
    );
    let without = page(&site, "en/articles/a0/index.html");
    assert!(!without.contains("colophon") && without.contains("data-measure=\"wide\""));
}

#[test]
fn a_theme_of_any_name_and_language_is_whole() {
    let site = Site::new(1);
    uses(&site, "دفتر-1", "[\"ar\", \"en\", \"fa\"]");
    let printed = done(&site, &["new", "دفتر-1"]);
    assert!(printed.ends_with("the site uses it already\n"), "{printed}");
    let persian = fs::read_to_string(site.root().join("themes/دفتر-1/strings/fa.toml")).unwrap();
    assert!(persian.starts_with("# To be translated into `fa`."), "{persian}");
    assert!(page(&site, "en/articles/a0/index.html").contains("class=\"colophon\""));
}

#[test]
fn nothing_is_written_over() {
    let site = Site::new(1);
    site.write("themes/notebook/README", "mine");
    refused(&site, &["new", "notebook"], 4, "`themes/notebook` is there already");
    done(&site, &["eject", "article.html"]);
    site.write("themes/diwan/templates/article.html", "mine");
    refused(
        &site,
        &["eject", "templates/article.html"],
        4,
        "`themes/diwan/templates/article.html` is there already",
    );
    refused(&site, &["eject", "page.html", "article.html"], 4, "is there already");
}

#[test]
fn names_that_no_theme_can_have() {
    let site = Site::new(0);
    for (name, words) in [
        ("diwan", "`diwan` is the built-in theme"),
        ("../up", "cannot be the name of a theme"),
        ("a/b", "cannot be the name of a theme"),
        (".hidden", "cannot be the name of a theme"),
        ("two words", "such as `notebook`"),
        ("", "cannot be the name of a theme"),
    ] {
        refused(&site, &["new", name], 2, words);
    }
}

#[test]
fn a_site_that_cannot_be_read_gets_no_theme() {
    let site = Site::new(1);
    site.write("site.toml", "languages = 3\n");
    refused(&site, &["new", "notebook"], 2, "bad-setting");
    refused(&site, &["eject", "article.html"], 2, "bad-setting");
    let empty = tempfile::tempdir().unwrap();
    let root = empty.path().to_str().unwrap();
    let output = maqal(&["theme", "new", "notebook", "--root", root]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[test]
fn files_are_listed_with_what_they_are_for() {
    let site = Site::new(0);
    let printed = done(&site, &["eject"]);
    assert!(printed.lines().count() > 30, "{printed}");
    for line in printed.lines() {
        let (name, about) = line.split_once("  ").unwrap();
        assert!(name.contains('/') && !about.trim().is_empty(), "{line}");
    }
    let frame = printed
        .lines()
        .find_map(|line| line.strip_prefix("templates/base.html "));
    assert_eq!(frame.map(str::trim_start), Some("the frame of all pages"), "{printed}");
    assert!(!printed.contains("theme.toml"));
}

#[test]
fn copies_of_all_files_change_nothing() {
    let site = Site::new(2);
    let root = site.root().to_str().unwrap().to_owned();
    page(&site, "en/index.html");
    let before = tree(&site.public());
    let listed = done(&site, &["eject"]);
    let names: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut arguments = vec!["eject"];
    arguments.extend(&names);
    let printed = done(&site, &arguments);
    assert_eq!(printed.lines().count(), names.len());
    assert!(printed.contains("themes/diwan/static/diwan.css"));
    let build = maqal(&["build", "--strict", &root]).output().unwrap();
    assert_eq!(build.status.code(), Some(0), "{}", stderr(&build));
    assert_eq!(tree(&site.public()), before);
}

#[test]
fn a_copy_goes_into_the_theme_of_the_site() {
    let site = Site::new(1);
    done(&site, &["new", "notebook"]);
    uses(&site, "notebook", "[\"ar\", \"en\"]");
    for name in [
        "_card.html",
        "templates/page.html",
        "diwan/static/feed.css",
        "themes/diwan/templates/list.html",
    ] {
        done(&site, &["eject", name]);
    }
    for path in [
        "templates/_card.html",
        "templates/page.html",
        "static/feed.css",
        "templates/list.html",
    ] {
        assert!(site.root().join("themes/notebook").join(path).exists(), "{path}");
    }
    site.write(
        "themes/notebook/templates/_card.html",
        "<li class=\"own\">{{ card.title }}</li>\n",
    );
    assert!(page(&site, "en/articles/index.html").contains("<li class=\"own\">"));
}

#[test]
fn a_name_that_windows_reserves_is_refused_at_once() {
    let site = Site::new(0);
    for name in ["con", "NUL", "com1"] {
        refused(&site, &["new", name], 2, "Windows reserves the name");
    }
}

#[test]
fn what_the_theme_does_not_have_is_guessed() {
    let site = Site::new(0);
    refused(
        &site,
        &["eject", "templates/artcle.html"],
        2,
        "did you mean `templates/article.html`?",
    );
    refused(
        &site,
        &["eject", "artcle.html"],
        2,
        "did you mean `templates/article.html`?",
    );
    refused(
        &site,
        &["eject", "article.html", "zebra"],
        2,
        "`maqal theme eject` lists its files",
    );
    refused(&site, &["eject", "theme.toml"], 2, "has no file `theme.toml`");
    refused(&site, &["eject", "../../secret"], 2, "has no file");
    refused(&site, &["ejct"], 2, "eject");
}
