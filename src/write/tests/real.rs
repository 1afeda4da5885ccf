//! The same on the disk of this machine.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};

use super::*;
use crate::disk::RealDisk;

fn site(root: &Path, files: Site) -> Result<Summary, WriteError> {
    let folders = [PathBuf::from("content")];
    let sources = Sources {
        root,
        folders: &folders,
        home: None,
    };
    let publication = Publication::open(&RealDisk, &root.join("public"), sources, true)?;
    for (path, text) in files {
        publication.put(path, text.as_bytes())?;
    }
    publication.publish()
}

#[test]
fn builds_follow_each_other() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let out = root.join("public");
    fs::create_dir(root.join("content")).unwrap();
    assert_eq!(site(root, FIRST).unwrap().mode, Mode::First);
    let inode = || fs::metadata(out.join("style.css")).unwrap().ino();
    let before = inode();
    let summary = site(root, SECOND).unwrap();
    assert!(matches!(summary.mode, Mode::Exchanged | Mode::Renamed));
    assert_eq!(summary.leftover, None);
    assert_eq!(inode(), before);
    let mut names: Vec<_> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, ["content", "public"]);
    let entries = RealDisk.walk(&out, &|_| false).unwrap();
    let files = entries.iter().filter(|entry| entry.kind == Kind::File);
    let paths: Vec<_> = files.map(|entry| &*entry.path).collect();
    let expected = SECOND.iter().map(|(path, _)| *path);
    assert_eq!(paths, [manifest::NAME].into_iter().chain(expected).collect::<Vec<_>>());
    assert!(!out.join("ar/b").exists());
}

#[test]
fn a_link_in_the_output_is_never_followed() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let mine = root.join("mine");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("index.html"), "مقال").unwrap();
    site(root, FIRST).unwrap();
    let folder = root.join("public/ar/a");
    fs::remove_dir_all(&folder).unwrap();
    symlink(&mine, &folder).unwrap();
    assert!(matches!(site(root, SECOND), Err(WriteError::Refused { .. })));
    assert_eq!(fs::read_to_string(mine.join("index.html")).unwrap(), "مقال");
}

#[test]
fn another_process_is_named() {
    let root = tempfile::tempdir().unwrap();
    let root = root.path();
    let lock = RealDisk.lock(&root.join(".public.maqal-lock")).unwrap();
    let refusal = site(root, FIRST).unwrap_err().to_string();
    assert!(refusal.contains(&std::process::id().to_string()), "{refusal}");
    drop(lock);
    site(root, FIRST).unwrap();
}
