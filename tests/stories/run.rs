//! Tells a story: takes its steps in order and collects what is not as expected.

use maqal::pipeline::{Counts, Outcome, Pipeline, Report};

use crate::check::{self, Built};
use crate::story::{Action, Build, Change, Step, Story, seconds};
use crate::world::{Files, World};

/// The present, where a build names none.
const NOW: &str = "2026-01-01";

/// Runs a story of the file `name`; the error lists every expectation of the first build that fails.
pub fn run(story: &Story, name: &str) -> Result<(), String> {
    let world = World::default();
    let mut pipeline = Pipeline::default();
    for step in &story.steps {
        let here = |problem: String| format!("{name}:{}: {problem}", step.line);
        match &step.action {
            Action::Build(build) => told(name, step, build_and_check(&world, &mut pipeline, build))?,
            action => change(&world, action).map_err(here)?,
        }
    }
    Ok(())
}

fn told(name: &str, step: &Step, problems: Vec<(Option<usize>, String)>) -> Result<(), String> {
    if problems.is_empty() {
        return Ok(());
    }
    let told = problems
        .iter()
        .map(|(line, problem)| format!("{name}:{}: {problem}", line.unwrap_or(step.line)));
    Err(told.collect::<Vec<_>>().join("\n\n"))
}

fn change(world: &World, action: &Action) -> Result<(), String> {
    match action {
        Action::File { path, bytes } => world.write(path, bytes),
        Action::Edit { path, changes } => {
            let bytes = world
                .sources()
                .remove(path)
                .ok_or_else(|| format!("no file `{path}`"))?;
            let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
            world.write(path, edited(text, changes)?.as_bytes());
        }
        Action::Delete { path } => drop(taken(world, path)?),
        Action::Rename { from, to } => {
            for (rest, bytes) in taken(world, from)? {
                world.write(&format!("{to}{rest}"), &bytes);
            }
        }
        Action::Build(_) => {}
    }
    Ok(())
}

/// Takes a file, or all files of a folder, off the disk; the keys are what follows `path`.
fn taken(world: &World, path: &str) -> Result<Files, String> {
    let is_within = |rest: &str| rest.is_empty() || rest.starts_with('/');
    let taken: Files = world
        .sources()
        .into_iter()
        .filter_map(|(file, bytes)| {
            Some((
                file.strip_prefix(path).filter(|rest| is_within(rest))?.to_owned(),
                bytes,
            ))
        })
        .collect();
    if taken.is_empty() {
        return Err(format!("no file or folder `{path}`"));
    }
    for rest in taken.keys() {
        world.remove(&format!("{path}{rest}"));
    }
    Ok(taken)
}

/// The text after all changes.
pub fn edited(mut text: String, changes: &[Change]) -> Result<String, String> {
    for change in changes {
        let old = match change {
            Change::Append(line) => {
                text.push_str(line);
                text.push('\n');
                continue;
            }
            Change::Replace { old, .. } => old.clone(),
            Change::Remove(line) => format!("{line}\n"),
        };
        if text.matches(&old).count() != 1 {
            return Err(format!("`{}` does not stand exactly once in the file", old.trim_end()));
        }
        let new = match change {
            Change::Replace { new, .. } => new,
            _ => "",
        };
        text = text.replacen(&old, new, 1);
    }
    Ok(text)
}

fn build_and_check(world: &World, pipeline: &mut Pipeline, build: &Build) -> Vec<(Option<usize>, String)> {
    let now = match build.now.map_or_else(|| seconds(NOW), Ok) {
        Ok(now) => now,
        Err(problem) => return vec![(None, problem)],
    };
    let before = world.sources();
    let report = world.build(pipeline, &build.options, now);
    let built = Built {
        report,
        output: world.output(),
        sources: before,
    };
    let mut problems = check::all(&built, &build.expectations);
    let after = world.sources();
    if built.sources.iter().any(|(path, bytes)| after.get(path) != Some(bytes)) {
        problems.push((None, "the build changed a source".into()));
    }
    // A refusal is about the output folder, which a build from nothing does not find.
    if matches!(built.report.outcome, Outcome::Refused { .. }) {
        return problems;
    }
    let twin = World::with(&built.sources);
    let cold = twin.build(&mut Pipeline::default(), &build.options, now);
    problems.extend(warm_equals_cold(&built, &cold, &twin.output()).map(|problem| (None, problem)));
    problems
}

/// What a build from nothing does otherwise than the one that remembers.
pub fn warm_equals_cold(warm: &Built, cold: &Report, output: &Files) -> Option<String> {
    if warm.report.outcome != cold.outcome {
        let (warm, cold) = (&warm.report.outcome, &cold.outcome);
        return Some(format!("warm ends {warm:?}, cold ends {cold:?}"));
    }
    if warm.report.diagnostics != cold.diagnostics {
        let (warm, cold) = (check::listed(&warm.report), check::listed(cold));
        return Some(format!("warm reports\n{warm}\ncold reports\n{cold}"));
    }
    if without_writes(warm.report.counts) != without_writes(cold.counts) {
        let (warm, cold) = (warm.report.counts, cold.counts);
        return Some(format!("warm counts {warm:?}\ncold counts {cold:?}"));
    }
    // A build that fails leaves the last generation, and a cold one has none.
    if cold.outcome != Outcome::Published {
        return None;
    }
    let paths = warm.output.keys().chain(output.keys());
    let differing = paths
        .into_iter()
        .find(|path| warm.output.get(*path) != output.get(*path))?;
    Some(format!("`/{differing}` is not the same after a warm and a cold build"))
}

fn without_writes(counts: Counts) -> Counts {
    Counts {
        written: 0,
        kept: 0,
        removed: 0,
        ..counts
    }
}
