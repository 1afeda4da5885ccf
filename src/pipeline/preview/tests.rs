//! What one look at the sources takes over from the last, and what it does not.

#![allow(clippy::unwrap_used)]

mod disk;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use super::*;
use crate::base::Code;
use crate::disk::{DiskError, Entry, Kind, MemoryDisk};
use crate::model::{Document, Site};

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
            drafts: true,
            ..Request::new("/site", 1_767_225_600)
        };
        let files: Arc<MemoryDisk> = Arc::clone(&disk);
        let preview = Preview::new(files, request, || {}).unwrap();
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
fn a_new_folder_is_seen_with_what_lies_in_it() {
    let desk = Desk::new();
    desk.disk.put(
        "/site/content/notes/new/deep/d.en.md",
        "---\ntitle: Deep\n---\nText.\n".as_bytes(),
    );
    desk.disk.put("/site/content/notes/new/image.png", b"x");
    // Of what comes into a folder before it is watched, nothing is said.
    let hint = Hint::At(vec!["/site/content/notes/new".into()]);
    assert!(desk.preview.look(&hint, 1_767_225_600).changed);
    let files = desk.preview.files();
    assert!(
        files.contains(&"en/notes/new/deep/d/index.html".to_owned()),
        "{files:?}"
    );
    assert!(files.contains(&"notes/new/image.png".to_owned()), "{files:?}");
    // There is no more to be found.
    assert!(!desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
    desk.disk.put("/site/themes/own/templates/page.html", b"<p>Own</p>");
    let folder = Hint::At(vec!["/site/themes/own/templates".into()]);
    assert!(desk.preview.look(&folder, 1_767_225_600).changed);
    let page = desk.preview.file("en/about/index.html").unwrap();
    assert!(page.bytes.starts_with(b"<p>Own</p>"));
    assert!(!desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
}

#[test]
fn a_link_in_a_new_folder_leads_out_of_the_site_only_if_it_does() {
    for (target, leads_out) in [("/site/content/notes/b.en.md", false), ("/elsewhere/b.md", true)] {
        let desk = Desk::new();
        desk.disk.link("/site/content/notes/new/link.md", target);
        let hint = Hint::At(vec!["/site/content/notes/new".into()]);
        desk.preview.look(&hint, 1_767_225_600);
        let failing = desk.preview.now().failing;
        assert_eq!(failing.is_some(), leads_out, "{target}");
    }
}

#[test]
fn what_failed_is_not_forgotten_for_the_sake_of_an_older_page() {
    let desk = Desk::new();
    let problem = Diagnostic::new(Code::TemplateSyntax, "it takes too long");
    let now = desk.preview.now().generation;
    desk.preview.fails(now, "index.html", problem);
    desk.preview.succeeds(now - 1, "index.html");
    assert_eq!(desk.preview.failures().len(), 1);
    desk.preview.succeeds(now, "index.html");
    assert_eq!(desk.preview.failures().len(), 0);
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

#[test]
fn a_style_sheet_made_of_settings_is_there_whatever_template_was_written() {
    let desk = Desk::new();
    desk.write(
        "/site/site.toml",
        "languages = ['ar', 'en']\ntheme = 'own'\n[theme_settings]\naccent = 'teal'\n",
    );
    let sheet = || {
        let page = desk.preview.file("en/about/index.html").unwrap();
        let page = String::from_utf8(page.bytes.to_vec()).unwrap();
        let at = page.find("theme/settings-").unwrap();
        page[at..].split('"').next().unwrap().to_owned()
    };
    let mut sheets = vec![sheet()];
    for text in ["one", "other"] {
        desk.write("/site/themes/own/templates/alias.html", text);
        sheets.push(sheet());
        let files = desk.preview.files();
        let made: Vec<_> = files
            .iter()
            .filter(|file| file.starts_with("theme/settings-"))
            .collect();
        assert_eq!(made, [&sheet()]);
        assert!(desk.preview.file(&sheet()).is_some());
    }
    sheets.dedup();
    assert_eq!(sheets.len(), 3, "its address tells which templates it is made by");
}

#[test]
fn every_file_is_found_before_all_are_listed_and_nothing_else() {
    let files = Desk::new().preview.files();
    assert!(files.len() > 20, "{files:?}");
    for file in &files {
        assert!(Desk::new().preview.has(file), "{file}");
    }
    let desk = Desk::new();
    for file in [
        "x.css",
        "en/x/index.html",
        "sitemap-1.xml",
        "theme/settings-0.css",
        "en",
    ] {
        assert!(!desk.preview.has(file), "{file}");
    }
}

/// A disk that stamps files with their length alone, and counts how often one is read.
struct Coarse {
    disk: MemoryDisk,
    reads: AtomicUsize,
}

impl Files for Coarse {
    fn walk(&self, folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<Entry>, DiskError> {
        let mut entries = self.disk.walk(folder, skip)?;
        entries.iter_mut().for_each(|entry| entry.stamp.inode = 0);
        Ok(entries)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, DiskError> {
        self.reads.fetch_add(1, Ordering::Relaxed);
        self.disk.read(path)
    }

    fn kind(&self, path: &Path) -> Result<Option<Kind>, DiskError> {
        self.disk.kind(path)
    }
}

/// A mirror of `count` notes that was looked at once, at the moment 0.
fn coarse(count: usize) -> (Arc<Coarse>, Mirror) {
    let disk = Arc::new(Coarse {
        disk: MemoryDisk::default(),
        reads: AtomicUsize::new(0),
    });
    (0..count).for_each(|at| disk.disk.put(format!("/site/content/{at}.md"), "one"));
    let files: Arc<Coarse> = Arc::clone(&disk);
    let (mirror, _) = Mirror::new(files, Path::new("/site"))
        .look(&Hint::Everywhere, 0)
        .unwrap();
    (disk, mirror)
}

#[test]
fn what_is_written_within_one_stamp_is_found_once_the_clock_has_gone_on() {
    let (disk, mut mirror) = coarse(2);
    let mut look = |moment| {
        let (next, change) = mirror.look(&Hint::Everywhere, moment).unwrap();
        mirror = next;
        change.paths.len()
    };
    disk.disk.put("/site/content/0.md", "two");
    assert_eq!(look(3), 0, "its stamp says nothing yet");
    assert_eq!(look(4), 1);
    assert_eq!(look(5), 0);
    disk.disk.put("/site/content/0.md", "six");
    assert_eq!(look(9), 0, "no clock stands still for so long");
}

#[test]
fn no_look_reads_everything_again() {
    let (disk, mut mirror) = coarse(600);
    for (moment, reads) in [(0, 600), (2, 0), (10, 500), (11, 100), (12, 0)] {
        if moment > 0 {
            mirror = mirror.look(&Hint::Everywhere, moment).unwrap().0;
        }
        assert_eq!(disk.reads.swap(0, Ordering::Relaxed), reads, "at {moment}");
    }
}

#[test]
fn a_list_of_all_there_is_tells_at_a_glance_that_nothing_differs() {
    let (disk, mut mirror) = coarse(3);
    let list = || Listing::new(&*disk, Path::new("/site")).unwrap();
    assert!(mirror.is_as(&list(), 0));
    assert!(!mirror.is_as(&list(), 10), "a stamp that was new is not trusted yet");
    mirror = mirror.look(&Hint::Listed(list()), 10).unwrap().0;
    assert!(mirror.is_as(&list(), 20));
    disk.disk.put("/site/content/0.md", "another");
    disk.disk.put("/site/content/new.md", "new");
    assert!(!mirror.is_as(&list(), 20));
    let (next, change) = mirror.look(&Hint::Listed(list()), 20).unwrap();
    assert_eq!(change.paths.len(), 2);
    assert!(next.is_as(&list(), 20));
    disk.disk.put("/site/themes/own/theme.toml", "");
    assert!(!next.is_as(&list(), 20));
    assert_eq!(next.look(&Hint::Listed(list()), 20).unwrap().1.paths.len(), 3);
}
