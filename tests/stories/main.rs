//! Runs the stories: every `## Title` of the Markdown files beside this one is a test (see README.md).

mod anchors;
mod blocks;
mod check;
mod expect;
mod folder;
mod picture;
mod run;
mod selftest;
mod story;
mod text;
mod world;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories");
    let mut trials = selftest::trials();
    match story_files(&folder) {
        Ok(files) => trials.extend(files.iter().flat_map(|file| trials_of(file))),
        Err(error) => trials.push(failing("stories", format!("{}: {error}", folder.display()))),
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn story_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_readme = path.file_stem().is_some_and(|stem| stem == "README");
        if path.extension().is_some_and(|extension| extension == "md") && !is_readme {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn trials_of(file: &Path) -> Vec<Trial> {
    let topic = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let name = format!("tests/stories/{topic}.md");
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return vec![failing(&topic, format!("{name}: {error}"))],
    };
    let stories = match story::parse(&text) {
        Ok(stories) => stories,
        Err((line, problem)) => return vec![failing(&topic, format!("{name}:{line}: {problem}"))],
    };
    let name: Arc<str> = name.into();
    stories
        .into_iter()
        .map(|story| {
            let name = Arc::clone(&name);
            Trial::test(format!("{topic}::{}", story.title), move || {
                run::run(&story, &name).map_err(Failed::from)
            })
        })
        .collect()
}

fn failing(topic: &str, problem: String) -> Trial {
    Trial::test(format!("{topic}::can be read"), move || Err(Failed::from(problem)))
}
