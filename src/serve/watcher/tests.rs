//! What the system tells.

#![allow(clippy::unwrap_used)]

use super::*;
use std::fs;
#[cfg(target_os = "linux")]
use std::io::Write as _;

/// Whether the system says what is awaited, within a time that is long enough for any machine.
fn says(watch: &mut Watch, is_awaited: impl Fn(&Hint) -> bool) -> bool {
    let until = Instant::now() + Duration::from_secs(20);
    while let Some(hint) = watch.wait_while(|| Instant::now() < until) {
        if is_awaited(&hint) {
            return true;
        }
    }
    false
}

/// Whether the system says that something happened at `path`.
fn told(watch: &mut Watch, path: &Path) -> bool {
    says(
        watch,
        |hint| matches!(hint, Hint::At(paths) if paths.iter().any(|found| found == path)),
    )
}

fn watched() -> (tempfile::TempDir, PathBuf, Watch) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for below in ["content/notes", "content/.obsidian", "themes/own/.git"] {
        fs::create_dir_all(root.join(below)).unwrap();
    }
    fs::write(root.join("content/notes/a.md"), "a").unwrap();
    let mut watch = Watch::new(&root, false);
    assert_eq!(watch.warning(), None);
    // Rounds are far away, so that what is told was said by the system.
    watch.next_round = Instant::now() + Duration::from_secs(600);
    (folder, root, watch)
}

#[test]
fn a_file_that_is_written_or_replaced_is_told() {
    let (_folder, root, mut watch) = watched();
    let path = root.join("content/notes/a.md");
    fs::write(&path, "b").unwrap();
    assert!(told(&mut watch, &path));
    let beside = root.join("content/notes/.a.md.tmp~");
    fs::write(&beside, "c").unwrap();
    fs::rename(&beside, &path).unwrap();
    assert!(told(&mut watch, &path));
}

#[cfg(target_os = "linux")]
#[test]
fn half_of_a_file_is_not_told() {
    let (_folder, root, mut watch) = watched();
    watch.patience = Duration::from_secs(600);
    let path = root.join("content/notes/a.md");
    let mut file = fs::File::create(&path).unwrap();
    let writer = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(30));
        file.write_all(b"the whole").unwrap();
    });
    assert!(told(&mut watch, &path));
    assert_eq!(fs::read_to_string(&path).unwrap(), "the whole");
    writer.join().unwrap();
}

#[test]
fn reading_is_not_told() {
    let (_folder, root, mut watch) = watched();
    let path = root.join("content/notes/a.md");
    fs::read(&path).unwrap();
    fs::write(root.join("site.toml"), "").unwrap();
    match watch.wait() {
        Hint::At(paths) => assert_eq!(paths, [root.join("site.toml")]),
        _ => panic!("a look at everything"),
    }
}

#[test]
fn what_is_no_source_is_not_told() {
    let (_folder, root, mut watch) = watched();
    for path in [
        "public.tmp",
        "log",
        "content/notes/.a.md.swp",
        "content/notes/4913",
        "content/#a.md#",
        "content/.obsidian/workspace.json",
        "themes/own/.git/index",
    ] {
        fs::write(root.join(path), "").unwrap();
    }
    fs::create_dir(root.join("public")).unwrap();
    fs::rename(root.join("public"), root.join("old")).unwrap();
    fs::write(root.join("site.toml"), "").unwrap();
    assert_eq!(watch.wait(), Hint::At(vec![root.join("site.toml")]));
}

#[test]
fn rounds_come_however_much_is_said() {
    let (_folder, root, mut watch) = watched();
    watch.next_round = Instant::now() + Duration::from_millis(100);
    for turn in 0..1000 {
        fs::write(root.join("content/notes/a.md"), turn.to_string()).unwrap();
        let hint = watch.wait();
        if hint == Hint::Everywhere {
            return;
        }
        watch.looked(&hint, Duration::ZERO);
    }
    panic!("nothing but hints");
}

#[test]
fn a_root_that_is_reached_by_a_link_is_watched() {
    let (_folder, root, _) = watched();
    let link = root.join("link");
    std::os::unix::fs::symlink(&root, &link).unwrap();
    let mut watch = Watch::new(&link, false);
    fs::write(root.join("content/notes/a.md"), "b").unwrap();
    assert!(told(&mut watch, &link.join("content/notes/a.md")));
}

#[test]
fn a_folder_that_is_made_anew_is_watched() {
    let (_folder, root, mut watch) = watched();
    fs::rename(root.join("content"), root.join("away")).unwrap();
    assert!(says(&mut watch, |hint| *hint == Hint::Everywhere));
    fs::create_dir_all(root.join("content")).unwrap();
    assert!(says(&mut watch, |hint| *hint == Hint::Everywhere));
    while watch.events.recv_timeout(Duration::from_millis(50)).is_ok() {}
    let path = root.join("content/b.md");
    fs::write(&path, "b").unwrap();
    assert!(told(&mut watch, &path));
}

#[test]
fn a_new_folder_is_told_and_everything_looked_at_soon() {
    let (_folder, root, mut watch) = watched();
    let folder = root.join("content/new");
    fs::create_dir(&folder).unwrap();
    let hint = watch.wait();
    assert_eq!(hint, Hint::At(vec![folder]));
    watch.looked(&hint, Duration::ZERO);
    assert_eq!(watch.wait(), Hint::Everywhere);
}

#[test]
fn where_nothing_is_said_everything_is_looked_at() {
    let (_folder, root, _) = watched();
    let mut watch = Watch::new(&root, true);
    assert_eq!(watch.wait(), Hint::Everywhere);
    watch.looked(&Hint::Everywhere, Duration::ZERO);
    assert_eq!(watch.wait(), Hint::Everywhere);
}

#[test]
fn who_waits_for_something_else_is_told_what_is_saved() {
    let (_folder, root, mut watch) = watched();
    assert_eq!(watch.wait_while(|| false), None);
    let path = root.join("content/notes/a.md");
    fs::write(&path, "b").unwrap();
    assert_eq!(watch.wait_while(|| true), Some(Hint::At(vec![path])));
    let until = Instant::now() + Duration::from_millis(20);
    assert_eq!(watch.wait_while(|| Instant::now() < until), None);
}
