//! Writing onto disks that fail.

#![allow(clippy::unwrap_used)]

use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::disk::{Files, Kind, MemoryDisk};
use crate::pipeline::{Outcome, Report, Request};

const HELD: &[(&str, &str)] = &[
    ("/x/blog/README", "mine"),
    ("/x/site/site.toml", "languages = ['ar', 'en']\n"),
    (
        "/x/site/content/ar/notes/a.md",
        "---\ntitle: أ\ndate: 2025-01-01\n---\nنص.\n",
    ),
];

fn site() -> NewSite {
    NewSite {
        title: "دفتر".to_owned(),
        languages: ["ar", "fr"].map(str::to_owned).to_vec(),
        time_zone: None,
        date: today("UTC", 0).unwrap(),
    }
}

fn write_notebook(disk: &MemoryDisk) -> Result<usize, Refusal> {
    let files = write_site(disk, Path::new("/x/blog/new"), &site(), &AtomicBool::new(false))?;
    Ok(files.len())
}

fn write_note(disk: &MemoryDisk) -> Result<usize, Refusal> {
    let request = Request::new("/x/site", 0);
    let article = NewArticle {
        title: "Peace".to_owned(),
        section: Some("deep/er".to_owned()),
        ..NewArticle::default()
    };
    let mut report = Report::default();
    let written = write_article(disk, &request, &article, &AtomicBool::new(false), &mut report)?;
    Ok(written.len())
}

/// The paths of everything on a disk.
fn held(disk: &MemoryDisk) -> Vec<String> {
    let entries = disk.walk(Path::new("/x"), &|_| false).unwrap();
    entries.into_iter().map(|entry| entry.path).collect()
}

#[test]
fn all_is_written_or_nothing_whatever_fails() {
    for write in [write_notebook, write_note] {
        let before = held(&MemoryDisk::with(HELD.iter().copied()));
        let mut failures = 0;
        loop {
            let disk = MemoryDisk::with(HELD.iter().copied());
            disk.fail_at(failures, ErrorKind::StorageFull);
            let written = write(&disk);
            if !disk.heal() {
                assert!(written.unwrap() >= 2);
                assert!(held(&disk).len() > before.len());
                break;
            }
            assert!(
                matches!(written, Err(Refusal::Ended(Outcome::Environment(_)))),
                "operation {failures}: {written:?}"
            );
            assert_eq!(held(&disk), before, "operation {failures}");
            failures += 1;
        }
        assert!(failures > 8, "{failures}");
    }
}

#[test]
fn an_interruption_leaves_nothing() {
    let disk = MemoryDisk::with(HELD.iter().copied());
    let before = held(&disk);
    let ended = write_site(&disk, Path::new("/x/new"), &site(), &AtomicBool::new(true));
    assert_eq!(ended, Err(Refusal::Ended(Outcome::Interrupted)));
    assert_eq!(held(&disk), before);
}

#[test]
fn a_link_is_followed_to_a_folder_and_is_no_content() {
    let disk = MemoryDisk::with(HELD.iter().copied());
    disk.link("/x/link", "/x/blog");
    assert!(write_site(&disk, Path::new("/x/link"), &site(), &AtomicBool::new(false)).is_ok());
    assert!(disk.get("/x/blog/site.toml").is_some());

    disk.folder("/x/other");
    disk.link("/x/other/content", "/x/site/content");
    let ended = write_site(&disk, Path::new("/x/other"), &site(), &AtomicBool::new(false));
    assert!(
        matches!(ended, Err(Refusal::Ended(Outcome::Refused { .. }))),
        "{ended:?}"
    );
    let content = disk.kind(Path::new("/x/other/content")).unwrap();
    assert!(matches!(content, Some(Kind::Link { .. })), "{content:?}");
}

#[test]
fn many_names_are_not_all_listed() {
    let disk = MemoryDisk::default();
    for at in 10..40 {
        disk.put(format!("/x/content/{at}.md"), "mine");
    }
    let Err(Refusal::Ended(Outcome::Refused { message, .. })) = check_vacant(&disk, Path::new("/x")) else {
        panic!("it is refused")
    };
    assert!(message.starts_with("`content/10.md`, `content/11.md`"), "{message}");
    assert!(
        message.ends_with("`content/19.md` and 20 more are there already"),
        "{message}"
    );
}

#[test]
fn a_clock_outside_the_calendar_is_no_day() {
    assert!(today("UTC", i64::MIN).is_err());
    assert_eq!(today("UTC", -1).unwrap().to_string(), "1969-12-31");
}
