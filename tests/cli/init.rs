//! A new site, as somebody makes it who has nothing yet.

use std::fs;
use std::path::Path;
use std::process::{Output, Stdio};

use super::site::tree;
use super::{maqal, stderr};

/// `maqal init` with arguments in a folder, where no terminal can be asked.
fn init(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = maqal(&["init"]);
    command.args(arguments).current_dir(folder).env("TZ", "Asia/Riyadh");
    command.stdin(Stdio::null()).output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_new_site_builds_without_a_warning_in_whatever_languages() {
    for languages in [
        "ar,en",
        "en,ar",
        "he,en",
        "fa,ur,en",
        "ar",
        "en",
        "fr,ar",
        "ps,pt-BR,ru,zh-Hant",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = init(folder.path(), &["--languages", languages, "--title", "دفتر"]);
        assert_eq!(output.status.code(), Some(0), "{languages}: {}", stderr(&output));
        let build = maqal(&["build", "--strict"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(build.status.code(), Some(0), "{languages}: {}", stderr(&build));
        assert_eq!(stderr(&build), "", "{languages}");
        for tag in languages.split(',') {
            for page in ["about", "articles", "articles/two-languages"] {
                let page = folder.path().join(format!("public/{tag}/{page}/index.html"));
                let html = fs::read_to_string(&page).unwrap();
                assert!(html.contains(&format!("<html lang=\"{tag}\"")), "{}", page.display());
            }
        }
    }
}

#[test]
fn without_a_terminal_what_is_usual_is_taken_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let output = init(folder.path(), &["blog"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let said = stderr(&output);
    assert!(said.contains("the languages are ar, en; `--languages`"), "{said}");
    assert!(said.contains("the title is `موقعي`; `--title`"), "{said}");
    let next = stdout(&output);
    assert!(
        next.contains("\n  cd blog\n  maqal serve --open\n  maqal new "),
        "{next}"
    );

    let settings = fs::read_to_string(folder.path().join("blog/site.toml")).unwrap();
    assert!(settings.contains("title = \"موقعي\"\n"), "{settings}");
    assert!(settings.contains("languages = [\"ar\", \"en\"]\n"), "{settings}");
    assert!(settings.contains("time_zone = \"Asia/Riyadh\"\n"), "{settings}");
    let article = fs::read_to_string(folder.path().join("blog/content/articles/two-languages.ar.md")).unwrap();
    assert!(
        article.contains("\ndate: 2026-11-23\n"),
        "the day of the clock: {article}"
    );
}

#[test]
fn every_setting_that_is_off_can_be_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        init(folder.path(), &["--languages", "ar,en,he,fa,ur,fr"])
            .status
            .success()
    );
    let path = folder.path().join("site.toml");
    let text = fs::read_to_string(&path).unwrap();
    let on: Vec<&str> = text
        .lines()
        .map(|line| {
            line.strip_prefix('#')
                .filter(|rest| !rest.starts_with(' '))
                .unwrap_or(line)
        })
        .collect();
    assert!(on.len() > 20 && on.join("\n") != text, "{text}");
    fs::write(&path, on.join("\n")).unwrap();
    let build = maqal(&["build", "--strict"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(build.status.code(), Some(0), "{}", stderr(&build));
}

#[test]
fn nothing_that_exists_is_overwritten() {
    for (existing, named) in [
        ("site.toml", "`site.toml` is there"),
        ("content/notes/a.md", "`content/notes/a.md` is there"),
        ("content", "`content` is there"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(existing);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
        let before = tree(folder.path());
        let output = init(folder.path(), &[]);
        assert_eq!(output.status.code(), Some(4), "{existing}: {}", stderr(&output));
        assert!(stderr(&output).contains(named), "{}", stderr(&output));
        assert_eq!(tree(folder.path()), before, "{existing}: nothing is written");
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("blog"), "mine").unwrap();
    assert_eq!(init(folder.path(), &["blog"]).status.code(), Some(4));

    // a file of the theme's is in the way only of a site that needs one there
    let folder = tempfile::tempdir().unwrap();
    let words = folder.path().join("themes/diwan/strings/fr.toml");
    fs::create_dir_all(words.parent().unwrap()).unwrap();
    fs::write(&words, "home = \"Accueil\"\n").unwrap();
    let before = tree(folder.path());
    let output = init(folder.path(), &["--languages", "en,fr"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(
        stderr(&output).contains("themes/diwan/strings/fr.toml"),
        "{}",
        stderr(&output)
    );
    assert_eq!(tree(folder.path()), before);
    assert!(!folder.path().join("content").exists());
}

#[test]
fn other_files_do_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    for path in [".git/HEAD", "README.md", ".gitignore"] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, "mine").unwrap();
    }
    fs::create_dir(folder.path().join("content")).unwrap();
    assert!(init(folder.path(), &[]).status.success());
    assert_eq!(fs::read_to_string(folder.path().join("README.md")).unwrap(), "mine");
    assert_eq!(
        init(folder.path(), &[]).status.code(),
        Some(4),
        "a second time it is there already"
    );
}

#[test]
fn titles_are_written_as_they_are_or_refused() {
    for title in [
        "He said \"no\"",
        "C:\\new\\table",
        "قال: «لا»",
        "# [x] = 'y'",
        "   two\nlines  ",
        "🎉",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = init(folder.path(), &["--title", title, "--languages", "en"]);
        assert_eq!(output.status.code(), Some(0), "{title}: {}", stderr(&output));
        let settings: toml::Table = fs::read_to_string(folder.path().join("site.toml"))
            .unwrap()
            .parse()
            .unwrap();
        let expected = title.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(settings["title"].as_str(), Some(expected.as_str()));
    }
    for (arguments, help) in [
        (["--title", ""], "write a word or two"),
        (["--title", "\u{1b}[31mred"], "U+001B"),
        (["--title", "a\u{202E}b"], "U+202E"),
        (["--languages", "ar,arabic"], "write `ar`"),
        (["--languages", "xx"], "BCP 47"),
        (["--languages", ""], "such as `ar,en`"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let output = init(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", stderr(&output));
        assert!(stderr(&output).contains(help), "{arguments:?}: {}", stderr(&output));
        assert!(tree(folder.path()).is_empty(), "{arguments:?}: nothing is written");
    }
}
