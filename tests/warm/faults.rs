//! Every operation of a build on the disk fails once, and is the last before a kill once.

use std::io::ErrorKind;

use maqal::pipeline::{Outcome, Pipeline};

use super::site::{article, small};
use super::world::{Files, Flags, World, difference};

/// More operations than any build here has.
const MANY: usize = 2_000;

/// `None` is a kill.
const FAULTS: [Option<ErrorKind>; 4] = [
    None,
    Some(ErrorKind::StorageFull),
    Some(ErrorKind::PermissionDenied),
    Some(ErrorKind::NotFound),
];

/// Builds `before` with every fault at every operation: the output is what it was or what it should be,
/// the outcome says which, and the next build repairs everything. The pipeline is one and the same.
fn campaign(before: &World) {
    let clean = before.clone();
    let mut pipeline = Pipeline::default();
    let built = clean.build(&mut pipeline, Flags::default());
    assert_eq!(built.outcome, Outcome::Published);
    let (old, new, disk) = (before.output(), clean.output(), clean.everything());
    for fault in FAULTS {
        let mut n = 0;
        loop {
            let world = before.clone();
            match fault {
                Some(kind) => world.disk.fail_at(n, kind),
                None => world.disk.stop_at(n),
            }
            let report = world.build(&mut pipeline, Flags::default());
            let struck = world.disk.heal();
            let case = format!("{fault:?} at {n} ends {:?}", report.outcome);
            let output = world.output();
            match &report.outcome {
                Outcome::Published => assert_eq!(difference(&output, &new), None, "{case}"),
                Outcome::Environment(message) => {
                    assert!(struck && message.contains("/site"), "{case}");
                    let whole = [&old, &new].into_iter().any(|whole| output == *whole);
                    assert!(whole, "{case}: {:?}", difference(&output, &old));
                }
                _ => panic!("{case}"),
            }
            let again = world.build(&mut pipeline, Flags::default());
            assert_eq!(again.outcome, Outcome::Published, "{case}, then");
            assert_eq!(again.diagnostics, built.diagnostics, "{case}, then");
            assert_eq!(difference(&world.everything(), &disk), None, "{case}, then");
            if !struck {
                break;
            }
            n += 1;
            assert!(n < MANY, "{case}");
        }
        assert!(n > 50, "{fault:?} struck {n} times");
    }
}

/// The site after an author's morning: an edit, a new article, one that is gone, another picture.
fn edited(mut files: Files) -> Files {
    let mut put = |path: &str, text: &str| files.insert(path.to_owned(), text.as_bytes().to_vec());
    put("content/articles/a1.en.md", &article("en", 1, Some("2025-07-01")));
    put("content/articles/new.ar.md", &article("ar", 2, Some("2025-07-02")));
    put("content/notes/deep/d/map.png", "another map");
    files.remove("content/articles/a2.en.md");
    files
}

#[test]
fn first_build() {
    campaign(&World::with(&small()));
}

#[test]
fn second_build() {
    let sources = small();
    let world = World::with(&sources);
    world.build(&mut Pipeline::default(), Flags::default());
    world.change(&sources, &edited(sources.clone()));
    campaign(&world);
}
