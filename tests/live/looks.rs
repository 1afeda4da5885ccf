//! What one look at the sources sees: after each, every file is the one that somebody sees who looks for the first time.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use maqal::disk::RealDisk;
use maqal::pipeline::{Hint, Outcome, Preview, Request};
use tempfile::TempDir;

/// 2026-01-01.
const NOW: i64 = 1_767_225_600;
const DAY: i64 = 24 * 60 * 60;

/// A site in a folder, and somebody who has looked at it.
struct Author {
    folder: TempDir,
    drafts: bool,
    preview: Preview,
}

impl Author {
    fn of(files: &[(&str, &str)]) -> Self {
        Author::with(files, true)
    }

    fn with(files: &[(&str, &str)], drafts: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            write(folder.path(), path, text);
        }
        let preview = preview(folder.path(), drafts);
        preview.look(&Hint::Everywhere, NOW);
        assert_eq!(preview.report().outcome, Outcome::Published);
        Author {
            folder,
            drafts,
            preview,
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file and looks where it is.
    fn save(&self, path: &str, text: &str) -> bool {
        write(self.folder.path(), path, text);
        self.preview.look(&Hint::At(vec![self.path(path)]), NOW).changed
    }

    /// Whether what is shown is what somebody sees who comes new.
    fn is_up_to_date(&self, now: i64) -> bool {
        let new = preview(self.folder.path(), self.drafts);
        new.look(&Hint::Everywhere, now);
        assert_eq!(new.report().outcome, Outcome::Published);
        files(&new) == files(&self.preview)
    }
}

fn preview(root: &Path, drafts: bool) -> Preview {
    let request = Request {
        drafts,
        ..Request::new(root, NOW)
    };
    Preview::new(Arc::new(RealDisk), request, || {}).unwrap()
}

fn files(preview: &Preview) -> BTreeMap<String, Vec<u8>> {
    let all = preview.files().into_iter();
    all.map(|file| {
        let bytes = preview.file(&file).unwrap().bytes.to_vec();
        (file, bytes)
    })
    .collect()
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

const SETTINGS: (&str, &str) = (
    "site.toml",
    "title = \"Site\"\nbase_url = \"https://example.org\"\nlanguages = [\"ar\", \"en\"]\n",
);
const ARTICLE: (&str, &str) = ("content/notes/a.en.md", "---\ntitle: A\ndate: 2025-03-04\n---\nText.\n");

#[test]
fn a_file_that_emacs_holds_unsaved_is_no_error() {
    let author = Author::of(&[SETTINGS, ARTICLE]);
    symlink("user@host.1:2", author.path("content/notes/.#a.en.md")).unwrap();
    author.preview.look(&Hint::Everywhere, NOW);
    assert_eq!(author.preview.report().outcome, Outcome::Published);
    assert!(author.save("content/notes/a.en.md", "---\ntitle: A\ndate: 2025-03-04\n---\nNew.\n"));
    assert!(author.is_up_to_date(NOW));
}

#[test]
fn the_language_of_a_site_that_names_none_follows_its_text() {
    let author = Author::of(&[("content/a.md", "# About\n\nAn English text.\n")]);
    assert!(author.save("content/a.md", "# عن الموقع\n\nنص بالعربية.\n"));
    assert!(author.is_up_to_date(NOW));
    let is_arabic = |page: &Vec<u8>| String::from_utf8_lossy(page).contains("<html lang=\"ar\"");
    assert!(files(&author.preview).values().any(is_arabic));
}

#[test]
fn sources_may_be_links_to_where_they_lie() {
    let author = Author::of(&[SETTINGS, ARTICLE]);
    for name in ["content", "site.toml"] {
        fs::rename(author.path(name), author.path(&format!("real-{name}"))).unwrap();
        symlink(author.path(&format!("real-{name}")), author.path(name)).unwrap();
    }
    author.preview.look(&Hint::Everywhere, NOW);
    assert!(author.preview.has("en/notes/a/index.html"));
    assert!(author.is_up_to_date(NOW));
    write(
        author.folder.path(),
        "real-site.toml",
        &SETTINGS.1.replace("Site", "Another"),
    );
    write(
        author.folder.path(),
        "real-content/notes/b.ar.md",
        "---\ntitle: ب\ndate: 2025-03-05\n---\nنص.\n",
    );
    assert!(author.preview.look(&Hint::Everywhere, NOW).changed);
    assert!(author.is_up_to_date(NOW));
}

#[test]
fn what_is_never_published_changes_nothing() {
    const HIDDEN: [&str; 5] = [
        "content/.obsidian/workspace.json",
        "content/.obsidian/look.css",
        "content/.trash/old.en.md",
        "content/_data/notes.txt",
        "themes/own/.git/index",
    ];
    let mut files = vec![SETTINGS, ARTICLE];
    files.extend(HIDDEN.map(|path| (path, "{}")));
    let author = Author::of(&files);
    for path in HIDDEN {
        write(author.folder.path(), path, "{\"open\":1}");
        assert!(!author.preview.look(&Hint::Everywhere, NOW).changed, "{path}");
        let hint = Hint::At(vec![author.path(path)]);
        assert!(!author.preview.look(&hint, NOW).changed, "{path}");
    }
}

#[test]
fn a_file_that_is_not_read_is_another_one_when_the_system_says_so() {
    let author = Author::of(&[SETTINGS, ARTICLE, ("content/notes/a.svg", "<svg/>")]);
    let hint = |path: &str| Hint::At(vec![author.path(path)]);
    assert!(author.preview.look(&hint("content/notes/a.svg"), NOW).changed);
    assert!(
        !author.preview.look(&hint("content/notes/a.en.md"), NOW).changed,
        "a text is read"
    );
}

#[test]
fn time_goes_on_and_back() {
    let due = ("content/notes/b.en.md", "---\ntitle: B\ndate: 2026-01-03\n---\nText.\n");
    let author = Author::of(&[SETTINGS, ARTICLE, due]);
    for (now, is_shown) in [(NOW + 5 * DAY, true), (NOW, false), (NOW + 5 * DAY, true)] {
        assert!(author.preview.look(&Hint::Everywhere, now).changed);
        assert_eq!(author.preview.has("en/notes/b/index.html"), is_shown);
        assert!(author.is_up_to_date(now));
    }
}

#[test]
fn a_translation_is_due_with_its_original() {
    let original = (
        "content/notes/b.ar.md",
        "---\ntitle: ب\ndate: 2026-01-03\ndraft: true\n---\nنص.\n",
    );
    let translation = ("content/notes/b.en.md", "---\ntitle: B\n---\nText.\n");
    let author = Author::with(&[SETTINGS, ARTICLE, original, translation], false);
    author.preview.look(&Hint::Everywhere, NOW + 5 * DAY);
    assert!(author.is_up_to_date(NOW + 5 * DAY));
}

#[test]
fn a_folder_in_the_place_of_another_is_seen() {
    let author = Author::of(&[
        SETTINGS,
        ARTICLE,
        ("other/b.en.md", "---\ntitle: B\ndate: 2025-03-04\n---\nText.\n"),
    ]);
    fs::rename(author.path("content/notes"), author.path("away")).unwrap();
    fs::rename(author.path("other"), author.path("content/notes")).unwrap();
    assert!(
        author
            .preview
            .look(&Hint::At(vec![author.path("content/notes")]), NOW)
            .changed
    );
    assert!(author.is_up_to_date(NOW));
}
