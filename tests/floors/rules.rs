//! The rules of the house, each a function from one file to what breaks it.

use crate::plan::{self, EMPTY_NAMES, LONGEST_FILE, OUTWARD, PLACES, PRINTING};
use crate::source::{Path, paths, tokens};

/// Everything that is wrong in a file, as `src/file:line: what`. `file` is its path below `src`.
pub fn broken(file: &str, source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let paths = paths(&tokens);
    let at = |line: usize, what: String| format!("src/{file}:{line}: {what}");
    let mut broken = Vec::new();
    for path in &paths {
        let what = [
            imports(file, path),
            belongs(file, path),
            outward(file, path),
            name(path),
        ];
        broken.extend(what.into_iter().flatten().map(|what| at(path.line, what)));
    }
    let lines = source.lines().count();
    if lines > LONGEST_FILE {
        broken.push(at(LONGEST_FILE + 1, format!("{lines} lines; the file wants to be two")));
    }
    if !is_door(file) && plan::floor(room(file)).is_none() {
        broken.push(at(1, format!("`{}` is no room of the plan", room(file))));
    }
    broken
}

/// The folder or file of `src` that a file belongs to.
fn room(file: &str) -> &str {
    file.split(['/', '.']).next().unwrap_or_default()
}

/// The two files that may name every room.
fn is_door(file: &str) -> bool {
    matches!(file, "lib.rs" | "main.rs")
}

fn is_for_tests(file: &str, path: &Path) -> bool {
    path.in_tests || file.ends_with("tests.rs") || file.contains("/tests/")
}

/// Imports go down.
fn imports(file: &str, path: &Path) -> Option<String> {
    let to = target(file, path)?;
    let from = room(file);
    if is_door(file) || plan::may_import(from, to) {
        return None;
    }
    Some(match (plan::floor(from), plan::floor(to)) {
        (Some(here), Some(there)) => format!("`{from}` on floor {here} imports `{to}` on floor {there}"),
        _ => format!("`{to}` is no room of the plan"),
    })
}

/// The room that a path leads to, if it starts at the root of the crate.
fn target<'a>(file: &str, path: &'a Path) -> Option<&'a str> {
    let word = |at: usize| path.words.get(at).map(String::as_str);
    match word(0)? {
        "crate" => word(1),
        "super" => {
            let ups = path.words.iter().take_while(|word| *word == "super").count();
            let parts = file.trim_end_matches(".rs").split('/').filter(|part| *part != "mod");
            // Only a path that climbs above its room names another; what it names may be no room at all.
            let climbs = ups == parts.count() + path.depth;
            word(ups).filter(|to| climbs && plan::floor(to).is_some())
        }
        _ => None,
    }
}

/// Each outside crate has one place.
fn belongs(file: &str, path: &Path) -> Option<String> {
    let is_named = path.words.len() > 1 || matches!(path.before.as_str(), "use" | "crate" | "::");
    if !is_named || is_for_tests(file, path) {
        return None;
    }
    let (name, places) = PLACES.iter().find(|(name, _)| starts_with(path, name))?;
    let is_right = places.is_empty() || plan::lies_in(file, places);
    (!is_right).then(|| format!("`{name}` belongs in {}", places.join(", ")))
}

/// Printing, exiting, the clock and the environment are for the top floor.
fn outward(file: &str, path: &Path) -> Option<String> {
    if plan::lies_in(file, &["cli", "main"]) || is_for_tests(file, path) {
        return None;
    }
    let last = path.words.last()?;
    if path.after == "!" && PRINTING.contains(&last.as_str()) {
        return Some(format!("`{last}!` belongs in cli"));
    }
    let (name, _) = OUTWARD
        .iter()
        .find(|(name, others)| (starts_with(path, name) || ends_with(path, name)) && !plan::lies_in(file, others))?;
    Some(format!("`{name}` belongs in cli"))
}

/// A module's name says what it holds.
fn name(path: &Path) -> Option<String> {
    let [name] = path.words.as_slice() else {
        return None;
    };
    let is_empty = path.before == "mod" && EMPTY_NAMES.contains(&name.as_str());
    is_empty.then(|| format!("the name `{name}` says nothing"))
}

fn starts_with(path: &Path, name: &str) -> bool {
    let mut words = path.words.iter();
    name.split("::")
        .all(|part| words.next().is_some_and(|word| word == part))
}

fn ends_with(path: &Path, name: &str) -> bool {
    let mut words = path.words.iter().rev();
    name.split("::")
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .all(|part| words.next().is_some_and(|word| word == part))
}
