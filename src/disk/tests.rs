#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::*;

/// The same check on both disks: `root` is an existing empty folder of theirs.
fn on_both(check: impl Fn(&dyn Disk, &Path)) {
    let folder = tempfile::tempdir().unwrap();
    check(&RealDisk, folder.path());
    let memory = MemoryDisk::default();
    memory.folder("/root");
    check(&memory, Path::new("/root"));
}

fn kind_of<T>(result: Result<T, DiskError>) -> ErrorKind {
    result.map(|_| ()).unwrap_err().kind
}

#[test]
fn both_disks_agree_on_files() {
    on_both(|disk, root| {
        let (file, other) = (root.join("file"), root.join("other"));
        assert_eq!(disk.kind(&file), Ok(None));
        assert_eq!(kind_of(disk.read(&file)), ErrorKind::NotFound);
        disk.write_new(&file, b"text").unwrap();
        assert_eq!(disk.kind(&file), Ok(Some(Kind::File)));
        assert_eq!(disk.read(&file).unwrap(), b"text");
        let again = disk.write_new(&file, b"");
        assert_eq!(kind_of(again), ErrorKind::AlreadyExists);
        disk.hard_link(&file, &other).unwrap();
        disk.rename(&file, &other).unwrap();
        assert_eq!(disk.list(root).unwrap(), ["file", "other"], "one file");
        disk.remove_file(&file).unwrap();
        disk.rename(&other, &file).unwrap();
        assert_eq!(disk.list(root).unwrap(), ["file"]);
        let below = disk.write_new(&file.join("x"), b"");
        assert_eq!(kind_of(below), ErrorKind::NotADirectory);
        disk.sync_tree(root).unwrap();
    });
}

#[test]
fn both_disks_agree_on_folders() {
    on_both(|disk, root| {
        let (one, other) = (root.join("one"), root.join("other"));
        let deep = disk.create_folder(&one.join("x"));
        assert_eq!(kind_of(deep), ErrorKind::NotFound);
        disk.create_folder(&one).unwrap();
        let again = disk.create_folder(&one);
        assert_eq!(kind_of(again), ErrorKind::AlreadyExists);
        disk.create_folder(&other).unwrap();
        disk.write_new(&one.join("a"), b"1").unwrap();
        disk.write_new(&other.join("b"), b"2").unwrap();
        disk.exchange(&one, &other).unwrap();
        assert_eq!(disk.list(&one).unwrap(), ["b"]);
        let over = disk.rename(&one, &other);
        assert_eq!(kind_of(over), ErrorKind::DirectoryNotEmpty);
        let full = disk.remove_folder(&one);
        assert_eq!(kind_of(full), ErrorKind::DirectoryNotEmpty);
        disk.remove_file(&other.join("a")).unwrap();
        disk.rename(&one, &other).unwrap();
        assert_eq!(disk.list(root).unwrap(), ["other"]);
        let gone = disk.exchange(&one, &other);
        assert_eq!(kind_of(gone), ErrorKind::NotFound);
        let dotted = other.join("../other/.");
        assert_eq!(disk.canonical(&dotted), disk.canonical(&other));
    });
}

#[test]
fn both_disks_walk_alike() {
    let folder = tempfile::tempdir().unwrap();
    let memory = MemoryDisk::default();
    for disk in [&RealDisk as &dyn Disk, &memory] {
        let root = match disk.kind(folder.path()).unwrap() {
            Some(_) => folder.path(),
            None => Path::new("/site"),
        };
        for file in ["a-b", "a/page.md", "مقال.md", "skipped/x"] {
            let path = root.join(file);
            if root.starts_with("/site") {
                memory.put(&path, "text");
                continue;
            }
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "text").unwrap();
        }
        for (name, target) in [("in", "a"), ("lost", "nothing"), ("out", "/")] {
            match root.starts_with("/site") {
                true => memory.link(root.join(name), target),
                false => symlink(target, root.join(name)).unwrap(),
            }
        }
        let link = |target: &str, inside| Kind::Link {
            target: target.into(),
            inside,
        };
        let entries = disk.walk(root, &|path| path == "skipped").unwrap();
        let seen: Vec<_> = entries
            .into_iter()
            .map(|entry| (entry.path, entry.kind, entry.stamp.len))
            .collect();
        let expected = [
            ("a", Kind::Folder, 0),
            ("a-b", Kind::File, 4),
            ("a/page.md", Kind::File, 4),
            ("in", link("a", true), 0),
            ("lost", link("nothing", false), 0),
            ("out", link("/", false), 0),
            ("مقال.md", Kind::File, 4),
        ];
        assert_eq!(seen, expected.map(|(path, kind, len)| (path.to_owned(), kind, len)));
        let missing = disk.walk(&root.join("nothing"), &|_| false);
        assert_eq!(kind_of(missing), ErrorKind::NotFound);
    }
}

#[test]
fn a_name_that_is_no_text_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let name = OsStr::from_bytes(b"a\xff.md");
    std::fs::write(folder.path().join(name), "").unwrap();
    let memory = MemoryDisk::default();
    memory.put(Path::new("/site").join(name), "");
    for (disk, root) in [(&RealDisk as &dyn Disk, folder.path()), (&memory, Path::new("/site"))] {
        for error in [
            disk.walk(root, &|_| false).map(|_| ()).unwrap_err(),
            disk.list(root).map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind, ErrorKind::InvalidData);
            assert!(error.to_string().contains("a\u{fffd}.md"), "{error}");
        }
    }
}

#[test]
fn one_holds_a_lock_at_a_time() {
    on_both(|disk, root| {
        let path = root.join(".lock");
        let lock = disk.lock(&path).unwrap();
        assert_eq!(kind_of(disk.lock(&path)), ErrorKind::WouldBlock);
        drop(lock);
        assert_eq!(disk.kind(&path), Ok(None), "removed");
        drop(disk.lock(&path).unwrap());
        disk.write_new(&path, b"left by a killed process").unwrap();
        drop(disk.lock(&path).unwrap());
        assert_eq!(disk.kind(&path), Ok(None));
    });
}

#[test]
fn locks_do_not_follow_links() {
    let folder = tempfile::tempdir().unwrap();
    let (file, link) = (folder.path().join("file"), folder.path().join("link"));
    std::fs::write(&file, "text").unwrap();
    symlink(&file, &link).unwrap();
    assert!(RealDisk.lock(&link).is_err());
    assert_eq!(std::fs::read(&file).unwrap(), b"text");
}

#[test]
fn threads_never_share_a_lock() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".lock");
    let holders = std::sync::atomic::AtomicUsize::new(0);
    let order = std::sync::atomic::Ordering::SeqCst;
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..200 {
                    if let Ok(_lock) = RealDisk.lock(&path) {
                        assert_eq!(holders.fetch_add(1, order), 0);
                        holders.fetch_sub(1, order);
                    }
                }
            });
        }
    });
}

#[test]
fn modes_are_masked_and_never_executable() {
    let folder = tempfile::tempdir().unwrap();
    let (file, sub) = (folder.path().join("file"), folder.path().join("sub"));
    RealDisk.write_new(&file, b"").unwrap();
    RealDisk.create_folder(&sub).unwrap();
    let mode = |path| std::fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&file) & !0o644, 0);
    assert_eq!(mode(&sub) & !0o755, 0);
    let other = folder.path().join("other");
    RealDisk.hard_link(&file, &other).unwrap();
    let inode = |path| std::fs::metadata(path).unwrap().ino();
    assert_eq!(inode(&file), inode(&other));
}

#[test]
fn errors_name_the_action_and_the_path() {
    let full = std::io::Error::from_raw_os_error(28);
    let error = DiskError::new("write", Path::new("public/x"), &full);
    assert_eq!(error.to_string(), "cannot write public/x: no space left on device");
}

#[test]
fn faults_strike_once_or_for_good() {
    let disk = MemoryDisk::with([("/a", "1")]);
    disk.fail_at(1, ErrorKind::StorageFull);
    assert!(disk.read(Path::new("/a")).is_ok());
    let write = disk.write_new(Path::new("/b"), b"text");
    assert_eq!(kind_of(write), ErrorKind::StorageFull);
    assert_eq!(disk.get("/b").as_deref(), Some(b"te".as_slice()));
    assert!(disk.read(Path::new("/a")).is_ok());
    assert!(disk.heal());
    disk.stop_at(0);
    assert!(disk.read(Path::new("/a")).is_ok(), "changes nothing");
    assert!(disk.remove_file(Path::new("/a")).is_err());
    assert!(disk.read(Path::new("/a")).is_err());
    assert!(disk.clone().read(Path::new("/a")).is_ok());
    assert!(disk.heal());
    assert!(disk.remove_file(Path::new("/a")).is_ok());
    assert!(!disk.heal());
}
