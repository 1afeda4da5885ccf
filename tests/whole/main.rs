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

use std::collections::BTreeSet;
use std::path::Path;

use checks::Words;
use site::Site;
use weight::Weight;

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
    assert!(light(Path::new(env!("CARGO_MANIFEST_DIR"))).len() > 20);
}

/// Whatever kind of page a text stands on, it may hold both, and the site may have chosen a colour.
#[test]
fn no_page_with_code_and_formulas_is_too_heavy() {
    let folder = tempfile::tempdir().unwrap();
    build::write(folder.path(), &made_up::code_and_formulas());
    let weights = light(folder.path());
    let kinds = weights.iter().filter_map(|weight| {
        let css = std::str::from_utf8(&weight.parts[1]).ok()?;
        let all = [".copyable{", "math{", "#006400"].iter().all(|rule| css.contains(rule));
        all.then_some(&*weight.kind)
    });
    let kinds: BTreeSet<_> = kinds.collect();
    let expected = ["article", "fallback", "home", "page", "parallel", "section"];
    assert_eq!(kinds, expected.into());
}

/// Builds the site in a folder and fails where a page is too heavy; gives what each weighs.
fn light(root: &Path) -> Vec<Weight> {
    let (files, _) = build::build(root);
    let weights = weight::weigh(&files);
    assert!(weights.iter().all(|weight| !weight.parts[1].is_empty()));
    let excess: Vec<_> = weights.iter().flat_map(Weight::excess).collect();
    assert!(excess.is_empty(), "{}", excess.join("\n"));
    weights
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
