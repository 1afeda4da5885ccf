//! Every operation of a publication fails once, and is the last before a kill once.

use std::io::ErrorKind;

use super::*;

const TRIES: usize = 1_000;

#[derive(Clone, Copy, Debug)]
enum Fault {
    Fail(ErrorKind),
    Stop,
}

const FAULTS: [Fault; 6] = [
    Fault::Stop,
    Fault::Fail(ErrorKind::StorageFull),
    Fault::Fail(ErrorKind::PermissionDenied),
    Fault::Fail(ErrorKind::NotFound),
    Fault::Fail(ErrorKind::Unsupported),
    Fault::Fail(ErrorKind::Other),
];

/// Publishes `SECOND` over `before` with every fault at every operation.
///
/// Whatever happens, nothing outside changes, the output is what it was or what it should be
/// (except in the middle of a publication in place), and the next build, of this site or of another,
/// succeeds and leaves the same disk as a clean one.
fn campaign(before: &MemoryDisk, in_place: bool) {
    let clean = |site| tree(&published(site), "/");
    let (old, new) = (tree(before, "/"), clean(SECOND));
    for fault in FAULTS {
        let mut n = 0;
        loop {
            let disk = before.clone();
            match fault {
                Fault::Fail(kind) => disk.fail_at(n, kind),
                Fault::Stop => disk.stop_at(n),
            }
            let result = publish(&disk, SECOND);
            let struck = disk.heal();
            let case = format!("{fault:?} at {n}: {result:?}");
            let mut now = tree(&disk, "/");
            if result.is_ok() {
                now.retain(|path, _| !path.contains("/.public.maqal"));
                assert_eq!(now, new, "{case}");
            } else {
                untouched(&now, &old, &new, in_place, &case);
            }
            for (site, clean) in [(SECOND, &new), (FIRST, &clean(FIRST))] {
                let disk = disk.clone();
                let again = publish(&disk, site);
                assert_eq!(again.as_ref().map(|summary| &summary.leftover), Ok(&None), "{case}");
                assert_eq!(&tree(&disk, "/"), clean, "{case}");
            }
            if !struck {
                break;
            }
            n += 1;
            assert!(n < TRIES, "{case}");
        }
        assert!(n > 10, "{fault:?} struck {n} times");
    }
}

type Tree = BTreeMap<String, String>;

fn untouched(now: &Tree, old: &Tree, new: &Tree, in_place: bool, case: &str) {
    let part = |tree: &Tree, output: bool| -> Tree {
        let mut tree = tree.clone();
        tree.retain(|path, _| !path.contains("/.public.maqal"));
        tree.retain(|path, _| (path.starts_with(OUT.trim_start_matches('/')) && !path.contains("public-")) == output);
        tree
    };
    assert_eq!(part(now, false), part(old, false), "{case}");
    let output = part(now, true);
    if in_place {
        for (path, text) in output.iter().filter(|(path, _)| !path.contains("/.maqal-")) {
            let whole = [old.get(path), new.get(path)].contains(&Some(text));
            assert!(whole, "{case}: torn {path}");
        }
        // What is named comes before what names it, and goes after it.
        let path = |name: &str| format!("{}/{name}", OUT.trim_start_matches('/'));
        let is_new = |name: &str| output.get(&path(name)) == new.get(&path(name));
        let pages = ["ar/a/index.html", "ar/c/index.html"];
        assert!(
            !pages.iter().any(|page| is_new(page)) || (is_new("file/z") && is_new("folder")),
            "{case}"
        );
        assert!(!is_new("feed.xml") || pages.iter().all(|page| is_new(page)), "{case}");
        assert!(
            !old.contains_key(&path("404.html")) || !is_new("ar/b/index.html") || is_new("feed.xml"),
            "{case}"
        );
    } else {
        let whole = [part(old, true), part(new, true)].contains(&output);
        assert!(whole, "{case}: {output:?}");
    }
}

#[test]
fn first_build() {
    campaign(&world(), false);
}

#[test]
fn first_build_into_an_empty_folder() {
    let disk = world();
    disk.folder(OUT);
    campaign(&disk, false);
}

#[test]
fn second_build() {
    campaign(&published(FIRST), false);
}

#[test]
fn second_build_without_exchange() {
    let disk = published(FIRST);
    disk.without_exchange();
    campaign(&disk, true);
}

#[test]
fn second_build_on_another_file_system() {
    let disk = published(FIRST);
    disk.mount(OUT);
    campaign(&disk, true);
}

#[test]
fn first_build_on_another_file_system() {
    let disk = world();
    disk.folder(OUT);
    disk.mount(OUT);
    campaign(&disk, true);
}
