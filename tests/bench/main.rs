//! How long a build takes, as shares and ratios within one run: machines differ, ratios less so.
//!
//! `cargo bench --bench build` builds 1,000 pairs of made-up articles; `MAQAL_SIZE=5000 cargo bench --bench build`
//! five times as many. It prints and asserts nothing: a timed test would fail on somebody's slow day.
//! `MAQAL_SITE=FOLDER cargo bench --bench build` tells what isolation costs with the articles of another site.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it prints, and stops where its setting fails"
)]

mod corpus;
mod timed;

use std::path::Path;
use std::time::Duration;

use corpus::Corpus;
use maqal::pipeline::{Pipeline, Report, Step};
use rustix::time::{ClockId, clock_gettime};
use timed::{build, build_by, print_shares, spans};

fn main() {
    // `cargo test --benches` asks for a short look.
    let usual = if std::env::args().any(|argument| argument == "--test") {
        5
    } else {
        1000
    };
    let articles = std::env::var("MAQAL_SIZE")
        .ok()
        .and_then(|size| size.parse().ok())
        .unwrap_or(usual);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    if let Ok(site) = std::env::var("MAQAL_SITE") {
        copy(Path::new(&site), root);
        return print_cost_of_isolation(root);
    }

    println!("{articles} articles in two languages");
    Corpus {
        articles,
        distinct_code: false,
    }
    .write(root);
    let mut pipeline = Pipeline::default();
    let cold = timed("cold", &mut pipeline, root);
    let same = timed("nothing changed", &mut pipeline, root);
    edit_one_body(root);
    let edited = timed("one body edited", &mut pipeline, root);

    std::fs::remove_dir_all(root.join("public")).unwrap();
    Corpus {
        articles,
        distinct_code: true,
    }
    .write(root);
    let distinct = timed("cold, no two code blocks alike", &mut Pipeline::default(), root);

    for (name, time) in [
        ("nothing changed", same),
        ("one body edited", edited),
        ("no two code blocks alike", distinct),
    ] {
        println!("{name}: {:.3} of a cold build", time.as_secs_f64() / cold.as_secs_f64());
    }
    print_cost_of_isolation(root);
    print_cost_of_lists(root);
}

/// Changes a word deep in one article.
fn edit_one_body(root: &Path) {
    let path = root.join("content/articles/article-0.en.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, format!("{text}\nOne more sentence at the end.\n")).unwrap();
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).unwrap();
        }
    }
}

/// The time of the parse step with isolation, as a multiple of the time without: the best of several, taken in turns. It is
/// the time of all processors, which other work on the machine changes less.
fn print_cost_of_isolation(root: &Path) {
    let settings = std::fs::read_to_string(root.join("site.toml")).unwrap();
    let (mut with, mut without) = (f64::MAX, f64::MAX);
    for _ in 0..9 {
        for (isolate, best) in [(true, &mut with), (false, &mut without)] {
            let line = format!("{settings}\n[markdown]\nisolate = {isolate}\n");
            std::fs::write(root.join("site.toml"), line).unwrap();
            let (_, steps, whole) = build_by(&mut Pipeline::default(), root, busy);
            let parse = spans(&steps, whole).find(|(step, _)| *step == Step::Parse);
            *best = best.min(parse.map_or(0.0, |(_, time)| time.as_secs_f64()));
        }
    }
    println!(
        "isolation: the parse step takes {:.3} of its time without it ({:.0} ms and {:.0} ms)",
        with / without,
        1000.0 * with,
        1000.0 * without
    );
}

/// The time for which processors have worked for this process.
fn busy() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

/// The time of a cold build, as a multiple of the time without archives, terms and feeds: the best of several, taken in turns.
fn print_cost_of_lists(root: &Path) {
    let settings = std::fs::read_to_string(root.join("site.toml")).unwrap();
    let theme = root.join("themes/slim");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/diwan"), &theme);
    for template in [
        "archive.html",
        "timeline.html",
        "terms.html",
        "term.html",
        "series.html",
        "feed.xml",
        "feed.json",
    ] {
        std::fs::remove_file(theme.join("templates").join(template)).unwrap();
    }
    let (mut with, mut without) = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        for (theme, best) in [("diwan", &mut with), ("slim", &mut without)] {
            std::fs::write(root.join("site.toml"), format!("theme = \"{theme}\"\n{settings}")).unwrap();
            let public = root.join("public");
            std::fs::remove_dir_all(&public).ok();
            let (report, _, whole) = build(&mut Pipeline::default(), root);
            assert_eq!(report.tally().0, 0, "{theme}");
            *best = best.min(whole.as_secs_f64());
        }
    }
    println!(
        "archives, terms and feeds: {:.3} of a cold build",
        (with - without) / with
    );
}

/// Builds once; prints what was done and which step took which share.
fn timed(name: &str, pipeline: &mut Pipeline, root: &Path) -> Duration {
    let (report, steps, whole) = build(pipeline, root);
    print(name, &report, whole);
    print_shares(&steps, whole);
    whole
}

fn print(name: &str, report: &Report, time: Duration) {
    let (errors, warnings) = report.tally();
    println!(
        "{name}: {:.3} s, {} pages, {} rendered, {} bodies parsed, {errors} errors, {warnings} warnings",
        time.as_secs_f64(),
        report.counts.pages,
        report.rendered.len(),
        report.parsed
    );
}
