//! Outcomes as exit codes and words.

use crate::pipeline::{Counts, Outcome, Report};

/// A complete site.
pub const COMPLETE: u8 = 0;
/// Errors in content or theme.
pub const ERRORS: u8 = 1;
/// Wrong usage or configuration.
pub const USAGE: u8 = 2;
/// The system refused.
pub const ENVIRONMENT: u8 = 3;
/// Refused for safety.
pub const REFUSED: u8 = 4;
/// A defect of the program.
pub const DEFECT: u8 = 5;
/// Added to the number of the signal that interrupted.
pub const SIGNAL: u8 = 128;

/// The exit code of a build. `signal` is the one that interrupted it, if one did.
pub fn exit_code(outcome: &Outcome, signal: Option<u8>) -> u8 {
    match outcome {
        Outcome::Published => COMPLETE,
        Outcome::Errors => ERRORS,
        Outcome::BadConfig | Outcome::NoSite { .. } => USAGE,
        Outcome::Environment(_) => ENVIRONMENT,
        Outcome::Refused { .. } => REFUSED,
        Outcome::Defect(_) => DEFECT,
        Outcome::Interrupted => SIGNAL + signal.unwrap_or(2),
    }
}

/// One line that accounts for every source.
pub fn summary(report: &Report, seconds: f64) -> String {
    let counts = &report.counts;
    let mut line = match &report.outcome {
        Outcome::Published => {
            let mut made = some(counts.pages, "page", "pages");
            if counts.files > 0 {
                made.push_str(&format!(" and {}", some(counts.files, "file", "files")));
            }
            let sources = some(counts.documents, "source", "sources");
            let Counts {
                paired,
                written,
                kept,
                removed,
                ..
            } = counts;
            format!(
                "published {made} from {sources} ({paired} translated) in {seconds:.2} s: \
                 {written} written, {kept} unchanged, {removed} removed"
            )
        }
        _ => format!("nothing was published; what was published before is unchanged ({seconds:.2} s)"),
    };
    let held = held_back(counts);
    if !held.is_empty() {
        line.push_str(&format!("; held back: {held}"));
    }
    line
}

fn held_back(counts: &Counts) -> String {
    let reasons = [
        (counts.drafts, "draft", "drafts"),
        (counts.future, "not yet due", "not yet due"),
        (counts.expired, "expired", "expired"),
        (counts.ignored, "not content", "not content"),
    ];
    let some = reasons
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| some(*count, one, many));
    some.collect::<Vec<_>>().join(", ")
}

/// A number with its noun.
pub fn some(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
