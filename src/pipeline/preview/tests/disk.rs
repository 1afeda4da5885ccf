//! What is read, what is not, and what the disk refuses.

use std::io::ErrorKind;
use std::sync::atomic::AtomicBool;

use super::*;

#[test]
fn what_has_become_a_link_is_not_served() {
    let here = [
        ("/site/content/notes/report.txt.pdf", "ours"),
        ("/elsewhere/report.txt.pdf", "secret"),
    ];
    for link in ["/site/content/notes/report.txt.pdf", "/site/content/notes"] {
        let desk = Desk::new();
        for (path, text) in here {
            desk.disk.put(path, text);
        }
        assert!(desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
        let served = || {
            desk.preview
                .file("notes/report.txt.pdf")
                .map(|made| made.bytes.to_vec())
        };
        assert_eq!(served(), Some(b"ours".to_vec()));
        desk.disk.remove(link);
        desk.disk.link(link, link.replace("/site/content/notes", "/elsewhere"));
        assert_eq!(served(), None, "{link}");
        assert!(desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
        assert_eq!(served(), None, "{link}");
        let page = desk.preview.file("en/about/index.html");
        assert!(page.is_some(), "the last good site stays");
    }
}

#[test]
fn what_is_never_used_is_not_read() {
    let desk = Desk::new();
    for (path, is_read) in [
        ("themes/own/templates/page.html", true),
        ("themes/own/.git/objects/pack/x.pack", false),
        ("content/.trash/a.md", false),
        ("content/_data/a.toml", true),
        ("content/_data/a.txt", false),
    ] {
        desk.disk.put(format!("/site/{path}"), "x = 1");
        desk.preview.look(&Hint::Everywhere, 1_767_225_600);
        assert_eq!(desk.preview.text(&SourcePath::new(path)).is_some(), is_read, "{path}");
    }
}

#[test]
fn what_the_disk_refused_once_is_read_at_the_next_look() {
    let fonts = "languages = ['ar', 'en']\ntheme = 'own'\n[fonts.n]\nfamily = 'N'\nfor = ['ar']\nfiles = ['n.woff2']\n";
    let mut struck = 0;
    for n in 0.. {
        let desk = Desk::new();
        desk.disk.put("/site/content/n.woff2", b"wOF2font");
        desk.disk.put("/site/site.toml", fonts);
        desk.disk.fail_at(n, ErrorKind::PermissionDenied);
        desk.preview.look(&Hint::Everywhere, 1_767_225_600);
        if !desk.disk.heal() {
            assert_eq!(desk.preview.report().outcome, Outcome::Published);
            break;
        }
        struck += 1;
        assert!(matches!(desk.preview.report().outcome, Outcome::Environment(_)), "{n}");
        assert!(desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed, "{n}");
        assert_eq!(desk.preview.report().outcome, Outcome::Published, "{n}");
    }
    assert!(struck > 3, "the font is read too: {struck}");
}

#[test]
fn an_image_that_cannot_be_read_is_found_as_by_a_build() {
    let desk = Desk::new();
    desk.disk.put("/site/content/notes/a.png", b"no image");
    let check = |desk: &Desk| {
        desk.preview.check(&AtomicBool::new(false));
        desk.preview.report().outcome.clone()
    };
    assert!(desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
    desk.disk.fail_at(0, ErrorKind::PermissionDenied);
    let outcome = check(&desk);
    assert!(matches!(outcome, Outcome::Environment(_)), "{outcome:?}");
    assert!(desk.disk.heal());
    assert!(desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
    assert_eq!(check(&desk), Outcome::Published);
}

#[test]
fn a_file_that_cannot_be_read_is_said_when_somebody_asks_for_it() {
    let desk = Desk::new();
    desk.disk.put("/site/content/notes/report.pdf", "x");
    assert!(desk.preview.look(&Hint::Everywhere, 1_767_225_600).changed);
    for (kind, failures) in [(ErrorKind::NotFound, 0), (ErrorKind::PermissionDenied, 1)] {
        // The two folders and the file are looked at before it is read.
        desk.disk.fail_at(2, kind);
        assert!(desk.preview.file("notes/report.pdf").is_none());
        assert!(desk.disk.heal());
        assert_eq!(desk.preview.failures().len(), failures, "{kind:?}");
    }
    assert!(desk.preview.file("notes/report.pdf").is_some());
    assert_eq!(desk.preview.failures().len(), 0);
}
