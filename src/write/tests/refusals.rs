//! What is refused, and that nothing is touched then.

use std::io::ErrorKind;

use super::*;

/// Opening must be refused, touch nothing, and say something that holds `words`.
#[track_caller]
fn refuses(disk: &MemoryDisk, out: &str, words: &str) {
    let before = disk.clone();
    match open(disk, out).map(drop) {
        Err(WriteError::Refused { message, help }) => {
            assert!(message.contains(words), "{out}: {message}");
            assert!(!help.is_empty());
        }
        other => panic!("{out}: {other:?}"),
    }
    assert_eq!(tree(disk, "/"), tree(&before, "/"), "{out}");
}

#[test]
fn outputs_that_overlap_with_sources() {
    let disk = world();
    disk.link("/home/me/loop", ROOT);
    disk.link("/home/me/to-content", "site/content/sub");
    disk.link("/home/me/to-root", "/");
    disk.folder("/home/me/site/content/sub");
    for (out, words) in [
        ("", "no name"),
        ("~/public", "starts with `~`"),
        ("/", "root of the file system"),
        ("/..", "root of the file system"),
        ("/home/me/to-root", "root of the file system"),
        ("/home/me", "home"),
        ("/home", "home"),
        (ROOT, "site's root"),
        ("/home/me/site/", "site's root"),
        ("/home/me/site/content/..", "site's root"),
        ("/home/me/loop", "site's root"),
        ("/home/me/site/content", "sources"),
        ("/home/me/site/themes/", "sources"),
        ("/home/me/site/content/new", "inside your sources"),
        ("/home/me/site/content/new/deep", "inside your sources"),
        ("/home/me/loop/content/new", "inside your sources"),
        ("/home/me/to-content", "inside your sources"),
        ("/home/me/to-content/x", "inside your sources"),
        ("/home/me/site/site.toml", "sources"),
        ("/home/me/.bashrc", "not a folder"),
    ] {
        refuses(&disk, out, words);
    }
}

#[test]
fn a_folder_that_takes_no_files_is_said_with_what_to_do() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
        let told = (0..40).any(|n| {
            let disk = world();
            disk.fail_at(n, kind);
            let opened = open(&disk, "/home/me/site/public").map(drop);
            opened.is_err_and(|error| {
                let words = error.to_string();
                words.starts_with("cannot write into the folder of /home/me/site/public: ") && words.contains("`--out`")
            })
        });
        assert!(told, "{kind}");
    }
}

#[test]
fn a_source_that_does_not_exist_yet_is_a_source() {
    let disk = MemoryDisk::default();
    disk.folder(ROOT);
    refuses(&disk, "/home/me/site/content", "sources");
    refuses(&disk, "/home/me/site/themes/own", "sources");
}

#[test]
fn siblings_of_sources_are_fine() {
    let disk = world();
    for out in ["content-2", "theme", "themes.old", "site", "../site-2", "../../me2"] {
        let out = format!("{ROOT}/{out}");
        assert_eq!(open(&disk, &out).map(drop), Ok(()), "{out}");
    }
}

#[test]
fn links_that_lead_to_nothing() {
    let disk = world();
    disk.link(OUT, "/srv/nothing");
    assert!(open(&disk, OUT).is_err());
    assert!(disk.get("/srv/nothing").is_none());
}

#[test]
fn foreign_files_in_the_output() {
    let disk = world();
    for name in ["1", "2", "3", "4", "5", "6", ".git/config"] {
        disk.put(format!("{OUT}/{name}"), "mine");
    }
    refuses(&disk, OUT, "`.git`, `.git/config`, `1`, `2`, `3` and 3 more");

    let folder = published(FIRST);
    folder.folder(format!("{OUT}/mine"));
    refuses(&folder, OUT, ": `mine`");

    let file = published(FIRST);
    file.put(format!("{OUT}/ar/CNAME"), "mine");
    refuses(&file, OUT, ": `ar/CNAME`");

    let empty = world();
    empty.folder(OUT);
    assert_eq!(publish(&empty, FIRST).unwrap().mode, Mode::First);
}

#[test]
fn links_inside_the_output() {
    for (name, target) in [
        ("style.css", "/home/me/.bashrc"),
        ("ar", "/home/me"),
        ("new", "/nowhere"),
        (manifest::NAME, "/home/me/.bashrc"),
        (in_place::NEXT, "/home/me"),
    ] {
        let disk = published(FIRST);
        disk.remove(format!("{OUT}/{name}"));
        disk.link(format!("{OUT}/{name}"), target);
        refuses(&disk, OUT, "");
    }
}

#[test]
fn forged_manifests() {
    let digest = Digest::of(b"mine");
    for path in [
        "/home/me/.bashrc",
        "../content/a.ar.md",
        "ar/../../x",
        "ar",
        ".maqal-next/x",
    ] {
        let disk = published(FIRST);
        let manifest = Manifest::from_iter([(path.to_owned(), digest)]);
        disk.put(format!("{OUT}/{}", manifest::NAME), manifest.to_text());
        refuses(&disk, OUT, "");
    }
}

#[test]
fn a_staging_folder_that_is_not_ours() {
    let staging = "/home/me/site/.public.maqal";
    let disk = published(FIRST);
    disk.put(format!("{staging}/x"), "mine");
    refuses(&disk, OUT, "holds something else");

    let disk = published(FIRST);
    disk.put(staging, "mine");
    refuses(&disk, OUT, "holds something else");

    let disk = published(FIRST);
    disk.link(staging, "/home/me");
    refuses(&disk, OUT, "holds something else");

    // Ours, but somebody keeps something in it.
    let disk = published(FIRST);
    disk.put(format!("{staging}/{}", manifest::NAME), Manifest::default().to_text());
    disk.put(format!("{staging}/x"), "mine");
    refuses(&disk, OUT, "`x`");
}

#[test]
fn paths_that_leave_the_output() {
    let disk = world();
    let publication = open(&disk, OUT).unwrap();
    for path in ["../x", "/x", "a/../../x", "a//b", "", "a\\b", "a\0b", manifest::NAME] {
        let put = publication.put(path, b"text");
        assert!(matches!(put, Err(WriteError::Refused { .. })), "{path}");
        let keep = publication.keep(path, Digest::of(b"text"));
        assert!(matches!(keep, Err(WriteError::Refused { .. })), "{path}");
    }
    drop(publication);
    assert_eq!(tree(&disk, "/"), tree(&world(), "/"));
}

#[test]
fn one_path_twice() {
    let disk = published(FIRST);
    let publication = open(&disk, OUT).unwrap();
    for (path, first, second) in [("new", "1", "2"), ("style.css", "same", "same")] {
        publication.put(path, first.as_bytes()).unwrap();
        let again = publication.put(path, second.as_bytes());
        assert!(matches!(again, Err(WriteError::Refused { .. })), "{path}");
    }
}

#[test]
fn two_publications_at_once() {
    let disk = world();
    let first = open(&disk, OUT).unwrap();
    first.put("index.html", b"first").unwrap();
    refuses(&disk, OUT, "is publishing to");
    first.publish().unwrap();
    assert_eq!(open(&disk, OUT).map(drop), Ok(()));
    assert_eq!(
        disk.get(format!("{OUT}/index.html")).as_deref(),
        Some(b"first".as_slice())
    );
}

#[test]
fn what_is_put_into_the_output_during_a_build_is_never_lost() {
    let disk = published(FIRST);
    let publication = open(&disk, OUT).unwrap();
    publication.put("new", b"text").unwrap();
    disk.put(format!("{OUT}/mine"), "mine");
    let before = tree(&disk, OUT);
    let refusal = publication.publish().unwrap_err();
    assert!(refusal.to_string().contains("`mine`"), "{refusal}");
    assert_eq!(tree(&disk, OUT), before);

    let disk = published(FIRST);
    let publication = open(&disk, OUT).unwrap();
    publication.put("new", b"text").unwrap();
    disk.remove(OUT);
    disk.link(OUT, "/home/me");
    assert!(publication.publish().is_err());
    assert!(matches!(disk.kind(Path::new(OUT)), Ok(Some(Kind::Link { .. }))));
    assert!(disk.get("/home/me/.bashrc").is_some());
}

#[test]
fn a_kept_file_that_changes_during_a_build_is_not_published_unseen() {
    let disk = published(FIRST);
    let publication = open(&disk, OUT).unwrap();
    publication.put("style.css", b"same").unwrap();
    disk.put(format!("{OUT}/style.css"), "edited by hand");
    let before = tree(&disk, "/home/me/site/public");
    publication.put("new", b"text").unwrap();
    let refusal = publication.publish().unwrap_err();
    assert!(refusal.to_string().contains("`style.css` was changed"), "{refusal}");
    assert_eq!(tree(&disk, OUT), before);
}
