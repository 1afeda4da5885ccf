//! Looks at pages in a real browser: every `## Title` of the Markdown files in `cases` is a test (see README.md).
//!
//! `MAQAL_ISOLATION=off` builds every site without automatic isolation, counts the cases that are wrong then, and
//! fails for each look at a page that claims to depend on isolation and does not. `MAQAL_WRITE_SCREENS=1` writes the
//! reference pictures anew.

#![allow(clippy::print_stdout, reason = "a run without isolation prints what it counts")]

mod axe;
#[path = "../stories/blocks.rs"]
mod blocks;
mod case;
mod chromium;
mod faces;
#[path = "../stories/folder.rs"]
mod folder;
mod keys;
mod live;
#[path = "../commonmark/npm.rs"]
mod npm;
mod paper;
#[path = "../stories/picture.rs"]
mod picture;
mod preview;
mod reading;
mod run;
mod screens;
mod selftest;
mod server;
mod studio;
mod tab;
#[path = "../stories/text.rs"]
#[expect(dead_code, reason = "stories need more of it")]
mod text;
#[path = "../stories/world.rs"]
#[expect(dead_code, reason = "stories need more of it")]
mod world;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};
use studio::Studio;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let isolation = std::env::var("MAQAL_ISOLATION").map_or(true, |value| value != "off");
    let studio = Arc::new(Studio::new(isolation));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/cases");
    let mut trials = selftest::trials(&studio);
    trials.extend(live::trials(&studio));
    trials.extend(reading::trials(&studio));
    match case_files(&folder) {
        Ok(files) => trials.extend(files.iter().flat_map(|file| trials_of(file, &studio))),
        Err(error) => trials.push(failing("cases", format!("{}: {error}", folder.display()))),
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    studio.close();
    if !isolation {
        println!("{}", studio.tally());
    }
    conclusion.exit_code()
}

fn case_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn trials_of(file: &Path, studio: &Arc<Studio>) -> Vec<Trial> {
    let topic = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("tests/browser/cases/{topic}.md");
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return vec![failing(&topic, format!("{name}: {error}"))],
    };
    let cases = match case::parse(&text) {
        Ok(cases) => cases,
        Err((line, problem)) => return vec![failing(&topic, format!("{name}:{line}: {problem}"))],
    };
    let trial = |case: case::Case| {
        let (name, studio) = (name.clone(), Arc::clone(studio));
        Trial::test(format!("{topic}::{}", case.title), move || {
            run::run(&case, &name, &studio).map_err(Failed::from)
        })
    };
    cases.into_iter().map(trial).collect()
}

fn failing(topic: &str, problem: String) -> Trial {
    Trial::test(format!("{topic}::can be read"), move || Err(Failed::from(problem)))
}
