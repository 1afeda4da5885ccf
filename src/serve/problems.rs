//! What is wrong with a site, as the tools in the browser show it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::{Diagnostic, Level, SourcePath};
use crate::pipeline::{Outcome, Report};

/// How many of a kind are listed; nobody reads more.
const MOST: usize = 50;
/// The longest line that is shown, in characters.
const LONGEST_LINE: usize = 200;
/// The longest message that is shown, in characters.
const LONGEST_TEXT: usize = 1000;

/// `{"errors": […], "warnings": […], "more": {…}, "kinds": {…}, "stands": …}`. `stands` tells whether there is a site to look
/// at, `kinds` how many warnings have each code; `text` is that of a source, for the line that is meant.
pub fn problems(
    report: &Report,
    failures: &[Diagnostic],
    stands: bool,
    text: impl Fn(&SourcePath) -> Option<Arc<[u8]>>,
) -> Arc<str> {
    let found = report.diagnostics.iter().map(|(level, problem)| (*level, problem));
    // A check finds again what was found when the page was asked for.
    let failed = failures
        .iter()
        .filter(|problem| report.diagnostics.iter().all(|(_, found)| found != *problem));
    let failed = failed.map(|problem| (problem.code.level(), problem));
    let all: Vec<_> = failed.chain(found).collect();
    let of = |wanted| {
        all.iter()
            .filter(move |(level, _)| *level == wanted)
            .map(|(_, problem)| *problem)
    };
    let mut errors: Vec<Value> = sentence(&report.outcome).into_iter().collect();
    errors.extend(of(Level::Error).take(MOST).map(|problem| one(problem, &text)));
    let warnings: Vec<Value> = of(Level::Warning)
        .take(MOST)
        .map(|problem| one(problem, &text))
        .collect();
    let more = json!({
        "errors": of(Level::Error).count().saturating_sub(MOST),
        "warnings": of(Level::Warning).count().saturating_sub(MOST),
    });
    let mut kinds = BTreeMap::new();
    of(Level::Warning).for_each(|problem| *kinds.entry(problem.code.as_str()).or_insert(0usize) += 1);
    json!({ "errors": errors, "warnings": warnings, "more": more, "kinds": kinds, "stands": stands })
        .to_string()
        .into()
}

/// What ended a look at the sources, where no place in them is to blame.
fn sentence(outcome: &Outcome) -> Option<Value> {
    let (message, help) = match outcome {
        Outcome::Environment(message) | Outcome::Defect(message) => (message, None),
        Outcome::Refused { message, help } | Outcome::NoSite { message, help } => (message, Some(help)),
        Outcome::Published | Outcome::Errors | Outcome::BadConfig | Outcome::Interrupted => return None,
    };
    Some(json!({ "message": short(message, LONGEST_TEXT), "help": help }))
}

fn one(problem: &Diagnostic, text: &impl Fn(&SourcePath) -> Option<Arc<[u8]>>) -> Value {
    let place = problem.place.as_ref();
    let position = place.and_then(|place| place.position);
    let source = place.zip(position).and_then(|(place, position)| {
        let bytes = text(&place.path)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let line = text.lines().nth(usize::try_from(position.line).ok()?.checked_sub(1)?)?;
        Some(short(line.trim_start_matches('\u{feff}'), LONGEST_LINE))
    });
    json!({
        "code": problem.code.as_str(),
        "message": short(&problem.message, LONGEST_TEXT),
        "help": problem.help.as_ref().map(|help| short(help, LONGEST_TEXT)),
        "path": place.map(|place| place.path.as_str()),
        "line": position.map(|position| position.line),
        "column": position.map(|position| position.column),
        "length": position.map(|position| position.length),
        "source": source,
        "page": problem.page,
    })
}

/// The beginning of a text that may be long.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
