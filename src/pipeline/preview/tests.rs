//! What one look at the sources takes over from the last, and what it does not.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::Arc;

use super::*;
use crate::disk::MemoryDisk;

const SITE: &[(&str, &str)] = &[
    ("/site/site.toml", "languages = ['ar', 'en']\ntheme = 'own'\n"),
    ("/site/themes/own/theme.toml", "extends = 'diwan'\n"),
    (
        "/site/content/notes/a.ar.md",
        "---\ntitle: أول\ndate: 2025-01-01\nimage: a.png\n---\nنص.\n",
    ),
    ("/site/content/notes/a.en.md", "---\ntitle: First\n---\nText.\n"),
    ("/site/content/notes/b.en.md", "---\ntitle: Second\n---\nText.\n"),
    ("/site/content/notes/c.en.md", "---\ntitle: Third\n---\nText.\n"),
    ("/site/content/about.en.md", "---\ntitle: About\n---\nText.\n"),
];

/// A site that is looked at.
struct Desk {
    disk: Arc<MemoryDisk>,
    preview: Preview,
}

impl Desk {
    fn new() -> Self {
        let disk = Arc::new(MemoryDisk::with(SITE.iter().copied()));
        let request = Request {
            root: PathBuf::from("/site"),
            out: PathBuf::from("/site/public"),
            home: None,
            base_url: None,
            strict: false,
            sync: false,
            drafts: true,
            future: false,
            for_preview: false,
            now: 1_767_225_600,
        };
        let files: Arc<MemoryDisk> = Arc::clone(&disk);
        let preview = Preview::new(files, request).unwrap();
        assert!(preview.look(&Hint::Everywhere, 1_767_225_600).changed);
        Desk { disk, preview }
    }

    /// Writes a file and looks; answers what is in the documents now.
    fn write(&self, path: &str, text: &str) -> Vec<Arc<Document>> {
        self.disk.put(path, text.as_bytes());
        assert!(self.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
        self.documents()
    }

    fn documents(&self) -> Vec<Arc<Document>> {
        self.preview.look_into(|site, _| site.documents.clone()).unwrap()
    }

    /// Which site it is.
    fn site(&self) -> usize {
        let place = |site: &Site| std::ptr::from_ref(site).addr();
        self.preview.look_into(|site, _| place(site)).unwrap()
    }
}

/// The paths of the documents that are not the same as before.
fn made(before: &[Arc<Document>], after: &[Arc<Document>]) -> Vec<String> {
    let is_kept = |document: &&Arc<Document>| before.iter().any(|known| Arc::ptr_eq(known, document));
    let new = after.iter().filter(|document| !is_kept(document));
    new.map(|document| document.path.as_str().to_owned()).collect()
}

#[test]
fn documents_are_made_again_only_where_something_they_are_made_from_differs() {
    let desk = Desk::new();
    let first = desk.documents();
    let second = desk.write("/site/content/notes/b.en.md", "---\ntitle: Other\n---\nText.\n");
    assert_eq!(made(&first, &second), ["content/notes/b.en.md"]);
    // A translation inherits from its original.
    let third = desk.write(
        "/site/content/notes/a.ar.md",
        "---\ntitle: أول\ndate: 2025-02-02\nimage: a.png\n---\nنص.\n",
    );
    assert_eq!(
        made(&second, &third),
        ["content/notes/a.ar.md", "content/notes/a.en.md"]
    );
    // Those behind a new one have other numbers.
    let fourth = desk.write("/site/content/notes/aa.en.md", "---\ntitle: New\n---\nText.\n");
    let of_numbers: Vec<_> = [
        "content/notes/aa.en.md",
        "content/notes/b.en.md",
        "content/notes/c.en.md",
    ]
    .into();
    assert_eq!(made(&third, &fourth), of_numbers);
    // An image is looked for among the files.
    let fifth = desk.write("/site/content/notes/a.png", "x");
    assert_eq!(made(&fourth, &fifth).len(), fifth.len());
    assert_eq!(fifth[1].image.as_deref(), Some("/notes/a.png"));
    // A folder with text of its own has another address.
    let sixth = desk.write("/site/content/notes/_index.en.md", "---\ntitle: Notes\nslug: x\n---\n");
    assert_eq!(made(&fifth, &sixth).len(), sixth.len());
    let seventh = desk.write(
        "/site/site.toml",
        "languages = ['ar', 'en']\ntheme = 'own'\ntitle = 'x'\n",
    );
    assert_eq!(made(&sixth, &seventh).len(), seventh.len());
}

#[test]
fn what_is_wrong_with_a_document_is_said_again() {
    let desk = Desk::new();
    let settings = "languages = ['ar', 'en']\ntheme = 'own'\n[permalinks]\nnotes = '/n/{year}/{slug}/'\n";
    desk.write("/site/site.toml", settings);
    let lacking = || {
        let report = desk.preview.report();
        let found = report
            .diagnostics
            .iter()
            .filter(|(_, problem)| problem.message.contains("has no date"));
        found.count()
    };
    desk.preview.check(&AtomicBool::new(false));
    let before = lacking();
    assert!(before > 0);
    desk.write("/site/content/about.en.md", "---\ntitle: Other\n---\nText.\n");
    desk.preview.check(&AtomicBool::new(false));
    assert_eq!(lacking(), before);
}

#[test]
fn a_theme_that_looks_different_makes_the_same_site() {
    let desk = Desk::new();
    let first = desk.site();
    desk.write("/site/themes/own/templates/page.html", "<p>other</p>");
    assert_eq!(desk.site(), first, "a template that the parent has too");
    desk.write("/site/themes/own/strings/en.toml", "skip_to_content = 'x'\n");
    assert_eq!(desk.site(), first, "a string that no list is called by");
    desk.write("/site/themes/own/strings/en.toml", "archive = 'x'\n");
    let second = desk.site();
    assert_ne!(second, first, "one that the archive is called by");
    desk.write("/site/themes/own/templates/special.html", "x");
    assert_ne!(desk.site(), second, "one more template");
    let third = desk.site();
    desk.write("/site/themes/own/static/x.css", "p { color: red }");
    assert_ne!(desk.site(), third, "one more file");
}
