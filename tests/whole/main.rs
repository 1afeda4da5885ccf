//! Sites by the real pipeline, and what is true of all their files together.
//!
//! `MAQAL_SITE=FOLDER cargo test --release --test whole given` checks the site in any folder.
//! `MAQAL_SAMPLES=FOLDER:FOLDER cargo test --test whole samples -- --nocapture` reads the texts in any folders as articles,
//! and counts what of them is kept, turned and isolated.

#![allow(clippy::unwrap_used, clippy::panic)]

mod build;
mod checks;
mod feed;
#[path = "../stories/folder.rs"]
mod folder;
mod made_up;
mod page;
mod samples;
mod selftest;
mod site;
mod tree;
mod weight;
mod wrong;

#[path = "../bench/corpus.rs"]
mod corpus;

use std::path::Path;

use checks::Words;
use site::Site;

/// Problems that a failure shows; the others are counted.
const SHOWN: usize = 60;

fn words() -> Words {
    Words::of_theme(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/diwan/strings"))
}

/// Builds the site in a folder and fails with everything that is wrong with it.
fn sound(root: &Path) -> Site {
    let (files, mut problems) = build::build(root);
    let site = Site::new(files).unwrap();
    problems.extend(checks::all(&site, &words()));
    let shown = problems
        .iter()
        .take(SHOWN)
        .fold(String::new(), |shown, problem| shown + problem + "\n");
    assert!(problems.is_empty(), "{} problems:\n{shown}", problems.len());
    site
}

#[test]
fn own() {
    let site = sound(Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(site.pages.len() > 20);
}

/// `cargo bench --bench bytes` prints what each kind of page weighs.
#[test]
fn no_page_is_too_heavy() {
    let (files, _) = build::build(Path::new(env!("CARGO_MANIFEST_DIR")));
    let weights = weight::weigh(&files);
    assert!(weights.len() > 20 && weights.iter().all(|weight| !weight.parts[1].is_empty()));
    let excess: Vec<_> = weights.iter().flat_map(weight::Weight::excess).collect();
    assert!(excess.is_empty(), "{}", excess.join("\n"));
}

#[test]
fn made_up_in_three_languages() {
    let folder = tempfile::tempdir().unwrap();
    build::write(folder.path(), &made_up::three_languages());
    let site = sound(folder.path());
    made_up::shows_everything(&site);
}

#[test]
fn made_up_with_a_default_at_the_root() {
    let folder = tempfile::tempdir().unwrap();
    build::write(folder.path(), &made_up::default_at_the_root());
    sound(folder.path());
}

#[test]
fn made_up_in_one_language() {
    let folder = tempfile::tempdir().unwrap();
    build::write(folder.path(), &made_up::one_language());
    sound(folder.path());
}

/// Where no folder is named, some of the articles that the benchmark is made of.
#[test]
fn given() {
    if let Some(root) = std::env::var_os("MAQAL_SITE") {
        sound(Path::new(&root));
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let corpus = corpus::Corpus {
        articles: 25,
        distinct_code: false,
    };
    corpus.write(folder.path());
    sound(folder.path());
}
