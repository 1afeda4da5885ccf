//! A small site is published again and again, to a disk in memory and to a real one.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod faults;
mod real;
mod refusals;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;
use crate::disk::{Files as _, MemoryDisk};

type Site = &'static [(&'static str, &'static str)];

const ROOT: &str = "/home/me/site";
const OUT: &str = "/home/me/site/public";

const FIRST: Site = &[
    ("404.html", "lost"),
    ("ar/a/index.html", "مقال"),
    ("ar/b/index.html", "second"),
    ("feed.xml", "a b"),
    ("file", "becomes a folder"),
    ("folder/deep/y", "goes with it"),
    ("folder/x", "becomes a file"),
    ("style.css", "same"),
];

const SECOND: Site = &[
    ("404.html", "lost"),
    ("ar/a/index.html", "مقال جديد"),
    ("ar/c/index.html", "third"),
    ("feed.xml", "a c"),
    ("file/z", "was a file"),
    ("folder", "was a folder"),
    ("style.css", "same"),
];

/// A home with a site in it, and things that nobody may touch.
fn world() -> MemoryDisk {
    MemoryDisk::with([
        ("/home/me/.bashrc", "mine"),
        ("/home/me/site/content/a.ar.md", "source"),
        ("/home/me/site/site.toml", ""),
        ("/home/me/site/themes/own/x.html", "source"),
        ("/home/me/site/public-notes/x", "mine"),
    ])
}

fn open<'d>(disk: &'d dyn Disk, out: impl AsRef<Path>) -> Result<Publication<'d>, WriteError> {
    let folders = ["content", "themes", "site.toml"].map(PathBuf::from);
    let sources = Sources {
        root: Path::new(ROOT),
        folders: &folders,
        home: Some(Path::new("/home/me")),
    };
    Publication::open(disk, out.as_ref(), sources, true)
}

fn publish(disk: &dyn Disk, site: Site) -> Result<Summary, WriteError> {
    let publication = open(disk, OUT)?;
    for (path, text) in site {
        publication.put(path, text.as_bytes())?;
    }
    publication.publish()
}

/// Everything below a folder, as paths and contents.
fn tree(disk: &MemoryDisk, folder: &str) -> BTreeMap<String, String> {
    let entries = disk.walk(Path::new(folder), &|_| false).unwrap_or_default();
    let text = |path: &str| disk.get(Path::new(folder).join(path));
    entries
        .into_iter()
        .map(|entry| {
            let text = text(&entry.path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            (entry.path, text.unwrap_or_default())
        })
        .collect()
}

/// The world after a clean first publication.
fn published(site: Site) -> MemoryDisk {
    let disk = world();
    publish(&disk, site).unwrap();
    disk
}

#[test]
fn a_first_build_is_complete_and_leaves_nothing_beside_it() {
    let disk = world();
    let summary = publish(&disk, FIRST).unwrap();
    assert_eq!((summary.written, summary.kept, summary.removed), (8, 0, 0));
    assert_eq!(summary.mode, Mode::First);
    for (path, text) in FIRST {
        let bytes = disk.get(format!("{OUT}/{path}")).unwrap();
        assert_eq!(&*bytes, text.as_bytes());
    }
    let names = disk.list(Path::new(ROOT)).unwrap();
    assert_eq!(names, ["content", "public", "public-notes", "site.toml", "themes"]);
    let manifest = guard::read_manifest(&disk, Path::new(OUT)).unwrap().unwrap();
    assert!(
        manifest
            .files()
            .eq(FIRST.iter().map(|(path, text)| (*path, Digest::of(text.as_bytes()))))
    );
}

#[test]
fn a_second_build_equals_a_clean_one_and_keeps_what_is_the_same() {
    let disk = published(FIRST);
    let inode = |path: &str| disk.inode(format!("{OUT}/{path}"));
    let before = inode("style.css");
    let summary = publish(&disk, SECOND).unwrap();
    assert_eq!((summary.written, summary.kept, summary.removed), (5, 2, 4));
    assert_eq!((summary.mode, summary.leftover), (Mode::Exchanged, None));
    assert_eq!(inode("style.css"), before);
    assert_eq!(tree(&disk, "/"), tree(&published(SECOND), "/"));
}

#[test]
fn the_same_site_again_changes_nothing() {
    let disk = published(FIRST);
    let summary = publish(&disk, FIRST).unwrap();
    assert_eq!((summary.kept, summary.mode), (8, Mode::Unchanged));
    disk.put(format!("{OUT}/style.css"), "edited by hand");
    let summary = publish(&disk, FIRST).unwrap();
    assert_eq!(
        (summary.written, summary.kept),
        (1, 7),
        "bytes are believed, not the manifest"
    );
    assert_eq!(tree(&disk, "/"), tree(&published(FIRST), "/"));
    disk.remove(format!("{OUT}/style.css"));
    publish(&disk, FIRST).unwrap();
    assert_eq!(tree(&disk, "/"), tree(&published(FIRST), "/"));
}

#[test]
fn a_file_is_kept_by_its_digest_only_if_its_bytes_have_it() {
    let disk = published(FIRST);
    disk.put(format!("{OUT}/404.html"), "edited by hand");
    let publication = open(&disk, OUT).unwrap();
    let lost = Digest::of(b"lost");
    assert_eq!(publication.keep("404.html", lost), Ok(false));
    assert_eq!(publication.keep("style.css", lost), Ok(false));
    assert_eq!(publication.keep("nothing", lost), Ok(false));
    assert_eq!(publication.keep("style.css", Digest::of(b"same")), Ok(true));
    let summary = publication.publish().unwrap();
    assert_eq!((summary.kept, summary.removed), (1, 7));
    let left: Vec<_> = tree(&disk, OUT).into_keys().collect();
    assert_eq!(left, [manifest::NAME, "style.css"]);
}

#[test]
fn where_folders_cannot_be_exchanged_files_are_renamed() {
    let plain = published(FIRST);
    plain.without_exchange();
    let mounted = published(FIRST);
    mounted.mount(OUT);
    let empty_mount = world();
    empty_mount.folder(OUT);
    empty_mount.mount(OUT);
    for disk in [plain, mounted, empty_mount] {
        assert_eq!(publish(&disk, SECOND).unwrap().mode, Mode::Renamed);
        assert_eq!(tree(&disk, "/"), tree(&published(SECOND), "/"));
        assert_eq!(publish(&disk, FIRST).unwrap().mode, Mode::Renamed);
        assert_eq!(tree(&disk, "/"), tree(&published(FIRST), "/"));
    }
}

#[test]
fn dropped_without_publishing_it_leaves_no_trace() {
    for disk in [world(), published(FIRST)] {
        let before = tree(&disk, "/");
        for out in [OUT, "/home/me/www/deep/er"] {
            let publication = open(&disk, out).unwrap();
            publication.put("a/b", b"text").unwrap();
            assert_ne!(tree(&disk, "/"), before);
            drop(publication);
            assert_eq!(tree(&disk, "/"), before);
        }
    }
}

#[test]
fn missing_folders_above_the_output_are_made() {
    let disk = world();
    let publication = open(&disk, "/srv/www/site/").unwrap();
    publication.put("index.html", b"text").unwrap();
    publication.publish().unwrap();
    assert!(disk.get("/srv/www/site/index.html").is_some());
    assert_eq!(disk.list(Path::new("/srv/www")).unwrap(), ["site"]);
}

#[test]
fn the_output_may_be_a_link_to_a_harmless_folder() {
    let disk = world();
    disk.folder("/srv/www");
    disk.link(OUT, "/srv/www");
    publish(&disk, FIRST).unwrap();
    assert_eq!(publish(&disk, SECOND).unwrap().mode, Mode::Exchanged);
    assert_eq!(tree(&disk, "/srv/www"), tree(&published(SECOND), OUT));
    assert!(matches!(disk.kind(Path::new(OUT)), Ok(Some(Kind::Link { .. }))));
}

#[test]
fn many_threads_put_files_into_the_same_folders() {
    use rayon::prelude::*;
    let publish = |disk: &MemoryDisk| {
        let publication = open(disk, OUT).unwrap();
        (0..1_000).into_par_iter().for_each(|number| {
            let path = format!("{}/{}/{number}.html", number % 3, number % 7);
            publication.put(&path, path.as_bytes()).unwrap();
        });
        publication.publish().unwrap()
    };
    let (one, other) = (world(), world());
    assert_eq!(publish(&one).written, 1_000);
    publish(&other);
    assert_eq!(tree(&one, "/"), tree(&other, "/"));
    assert_eq!(publish(&one).kept, 1_000);
}
