//! Runs a case: builds its site, publishes it on the server, looks at its pages.

use std::path::Path;

use maqal::pipeline::{Outcome, Pipeline, Report};
use serde_json::{Value, json};

use crate::axe;
use crate::case::{Case, Claim, Look, Step};
use crate::server::file_of;
use crate::studio::{Studio, Worker};
use crate::tab::Tab;
use crate::world::{Files, Options, World};

/// The present: 2027-01-01, so that days of 2026 have passed.
const NOW: i64 = 1_798_761_600;

const PROBE: &str = include_str!("probe.js");
const KEYS: &str = include_str!("keys.js");

/// The most presses of the Tab key on one page.
const MOST_STOPS: u64 = 200;

/// Runs a case of the file `name`; the error lists every claim that is not true.
pub fn run(case: &Case, name: &str, studio: &Studio) -> Result<(), String> {
    studio.lend(|worker| {
        let published = build(case, &mut worker.pipeline, studio.isolation)?;
        let origin = studio.server()?.add(published.clone());
        let mut problems = Vec::new();
        let mut useless = Vec::new();
        for look in looks(case) {
            let found = look_at(look, &origin, &published, worker, studio)
                .into_iter()
                .map(|(line, problem)| format!("{name}:{line}: {problem}"))
                .collect::<Vec<_>>();
            if found.is_empty() && look.isolation {
                useless.push(format!(
                    "{name}:{}: this look is right without isolation too",
                    look.line
                ));
            }
            if !found.is_empty() && studio.isolation {
                let picture = keep_picture(&worker.tab, name, look);
                problems.push(format!("{}\n{picture}", found.join("\n")));
            } else {
                problems.extend(found);
            }
        }
        studio.count(problems.is_empty());
        let told = if studio.isolation { problems } else { useless };
        if told.is_empty() {
            Ok(())
        } else {
            Err(told.join("\n\n"))
        }
    })
}

fn looks(case: &Case) -> impl Iterator<Item = &Look> {
    case.steps.iter().filter_map(|step| match step {
        Step::Look(look) => Some(look),
        _ => None,
    })
}

fn build(case: &Case, pipeline: &mut Pipeline, isolation: bool) -> Result<Files, String> {
    let mut sources = Files::new();
    let mut warnings: Vec<&str> = Vec::new();
    for step in &case.steps {
        match step {
            Step::File { path, bytes } => drop(sources.insert(path.clone(), bytes.clone())),
            Step::Warnings(codes) => warnings.extend(codes.iter().map(String::as_str)),
            Step::Look(_) => {}
        }
    }
    if !isolation {
        let settings = sources.entry("site.toml".into()).or_default();
        *settings = without_isolation(&String::from_utf8_lossy(settings)).into_bytes();
    }
    let world = World::with(&sources);
    let report = world.build(pipeline, &Options::default(), NOW);
    if report.outcome != Outcome::Published {
        return Err(format!(
            "the site is not published: {:?}\n{}",
            report.outcome,
            listed(&report)
        ));
    }
    let mut codes: Vec<&str> = report
        .diagnostics
        .iter()
        .map(|(_, problem)| problem.code.as_str())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    warnings.sort_unstable();
    if isolation && codes != warnings && warnings != ["any"] {
        return Err(format!("warnings expected {warnings:?}, given\n{}", listed(&report)));
    }
    Ok(world.output())
}

fn listed(report: &Report) -> String {
    let line = |(level, problem): &(maqal::base::Level, maqal::base::Diagnostic)| {
        let place = problem
            .place
            .as_ref()
            .map(|place| place.path.to_string())
            .unwrap_or_default();
        format!("{} {} {place}: {}\n", level.as_str(), problem.code, problem.message)
    };
    report.diagnostics.iter().map(line).collect()
}

/// The settings with the switch that turns automatic isolation off.
pub fn without_isolation(settings: &str) -> String {
    const TABLE: &str = "[markdown]\n";
    let switched = format!("{TABLE}isolate = false\n");
    if settings.contains(TABLE) {
        settings.replacen(TABLE, &switched, 1)
    } else {
        format!("{settings}\n{switched}")
    }
}

/// What is wrong with a page, each with its line.
pub fn look_at(look: &Look, origin: &str, published: &Files, worker: &Worker, studio: &Studio) -> Vec<(usize, String)> {
    let Some(bytes) = published.get(&file_of(&look.address)) else {
        let near: String = published.keys().map(|path| format!("  /{path}\n")).collect();
        return vec![(
            look.line,
            format!("{} is not published; published are\n{near}", look.address),
        )];
    };
    let source = String::from_utf8_lossy(bytes);
    if let Err(problem) = worker.tab.look(&format!("{origin}{}", look.address), &look.view) {
        return vec![(look.line, problem)];
    }
    let answers = match probed(look, &worker.tab) {
        Ok(answers) => answers,
        Err(problem) => return vec![(look.line, problem)],
    };
    let mut problems = Vec::new();
    for (claim, answer) in look.claims.iter().zip(answers) {
        let argument = claim.arguments.first().map_or("", String::as_str);
        let held = match (claim.word.as_str(), answer) {
            (_, Some(problem)) => Err(problem),
            ("begins", _) if !source.starts_with(argument) => Err(format!("it begins {:?}", start(&source))),
            ("source", _) if !source.contains(argument) => Err("it does not hold this".into()),
            ("nosource", _) if source.contains(argument) => Err("it holds this".into()),
            ("tabs", _) => tabs(&worker.tab),
            ("skips", _) => skips(&worker.tab),
            ("axe", _) => studio.axe().and_then(|script| axe::check(&worker.tab, script)),
            _ => Ok(()),
        };
        problems.extend(
            held.err()
                .map(|problem| (claim.line, format!("{}: {problem}", written(claim)))),
        );
    }
    problems
}

fn start(text: &str) -> String {
    text.chars().take(40).collect()
}

fn written(claim: &Claim) -> String {
    let arguments = claim.arguments.iter().map(|argument| format!(" {argument:?}"));
    format!("{}{}", claim.word, arguments.collect::<String>())
}

/// Asks the page about all claims that it can answer; a problem for each that does not hold.
fn probed(look: &Look, tab: &Tab) -> Result<Vec<Option<String>>, String> {
    const ELSEWHERE: [&str; 6] = ["begins", "source", "nosource", "tabs", "skips", "axe"];
    let asked = |claim: &&Claim| !ELSEWHERE.contains(&claim.word.as_str());
    let line = |claim: &Claim| -> Vec<String> {
        let word = std::iter::once(&claim.word);
        word.chain(&claim.arguments).cloned().collect()
    };
    let claims: Vec<_> = look.claims.iter().filter(asked).map(line).collect();
    let answer = tab.evaluate(&format!("({PROBE})({}, {})", json!(claims), look.in_text))?;
    let Value::Array(answers) = answer else {
        return Err(format!("the probe answers {answer}"));
    };
    let mut answers = answers.into_iter();
    let each = |claim: &Claim| {
        let answer = asked(&claim).then(|| answers.next()).flatten();
        answer.as_ref().and_then(Value::as_str).map(str::to_owned)
    };
    Ok(look.claims.iter().map(each).collect())
}

/// Presses Tab from the start of the page to its end: every stop lies behind the one before it, and none is missed.
fn tabs(tab: &Tab) -> Result<(), String> {
    let step = |name: &str| tab.evaluate(&format!("({KEYS})('{name}')"));
    let stops = step("start")?.as_u64().unwrap_or(0);
    if stops == 0 || stops > MOST_STOPS {
        return Err(format!("{stops} elements can be reached"));
    }
    // Some more, for regions that scroll and are reached too.
    for _ in 0..stops {
        tab.press("Tab", 9)?;
        step("next")?;
    }
    said(&step("order")?)
}

/// The first press of Tab shows a link, and following it brings the main text into focus.
fn skips(tab: &Tab) -> Result<(), String> {
    let step = |name: &str| tab.evaluate(&format!("({KEYS})('{name}')"));
    step("start")?;
    tab.press("Tab", 9)?;
    said(&step("skip")?)?;
    tab.press("Enter", 13)?;
    said(&step("main")?)
}

fn said(answer: &Value) -> Result<(), String> {
    answer.as_str().map_or(Ok(()), |problem| Err(problem.to_owned()))
}

/// Keeps a picture of a page that is wrong, and says where.
fn keep_picture(tab: &Tab, name: &str, look: &Look) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let file = folder.join(format!("{stem}-{}.png", look.line));
    let kept = tab.picture().and_then(|picture| {
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        std::fs::write(&file, picture).map_err(|error| error.to_string())
    });
    match kept {
        Ok(()) => format!("seen in {}", file.display()),
        Err(problem) => format!("no picture: {problem}"),
    }
}
