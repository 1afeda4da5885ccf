//! What `maqal serve` tells on the terminal while an author saves.

use std::fs::{self, File};
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::maqal;
use super::serve::Server;
use super::site::Site;

/// Waits until it is so.
fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let limit = Instant::now() + Duration::from_secs(60);
    while !is_so() {
        assert!(Instant::now() < limit, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_warning_is_told_once_however_often_its_file_is_saved() {
    let site = Site::new(1);
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = maqal(&["serve", "--root", site.root().to_str().unwrap(), "--port", "0"]);
    command.stderr(Stdio::from(File::create(log.path()).unwrap()));
    let server = Server::start(command);
    let told = || fs::read_to_string(log.path()).unwrap();
    let count = |words: &str| told().matches(words).count();
    let save = |text: &str| {
        let path = "content/articles/b.en.md";
        site.write(path, &format!("---\ntitle: B\ndate: 2025-03-04\n---\n{text}\n"));
        until(text, || {
            server
                .get("/en/articles/b/")
                .1
                .contains(text.trim_start_matches("[x](gone.md) "))
        });
    };
    save("[x](gone.md) one");
    until("a warning", || count("broken-link") == 1);
    save("[x](gone.md) two");
    save("[x](gone.md) three");
    assert_eq!(count("no problems"), 0, "{}", told());
    save("four");
    until("the end of the warning", || count("no problems") == 1);
    assert_eq!(count("broken-link"), 1, "{}", told());
}

#[test]
fn what_was_wrong_with_a_theme_that_is_gone_is_not_told_again() {
    let site = Site::new(1);
    site.write(
        "site.toml",
        "title = \"Site\"\nlanguages = [\"ar\", \"en\"]\ntheme = \"own\"\n",
    );
    site.write("themes/own/theme.toml", "extends = \"diwan\"\n");
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut command = maqal(&["serve", "--root", site.root().to_str().unwrap(), "--port", "0"]);
    command.stderr(Stdio::from(File::create(log.path()).unwrap()));
    let _server = Server::start(command);
    let told = || fs::read_to_string(log.path()).unwrap();
    fs::remove_file(site.root().join("themes/own/theme.toml")).unwrap();
    site.write("themes/own/templates/page.html", "<p>own</p>");
    until("an error", || told().contains("error["));
    fs::remove_dir_all(site.root().join("themes")).unwrap();
    until("the theme is missed", || told().contains("theme-missing"));
    let before = told().len();
    site.write("site.toml", "title = \"Site\"\nlanguages = [\"ar\", \"en\"]\n");
    until("all is well", || told().contains("no problems"));
    assert!(!told()[before..].contains("error["), "{}", told());
}
