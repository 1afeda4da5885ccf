//! Runs a case: builds its site, publishes it on the server, looks at its pages.

use std::path::{Path, PathBuf};

use maqal::pipeline::{Outcome, Pipeline, Report};
use serde_json::{Value, json};

use crate::axe;
use crate::case::{Case, Claim, EVERY, Look, Step};
use crate::faces;
use crate::keys::{self, COLOURS};
use crate::paper;
use crate::screens::{References, Sight};
use crate::server::{LATE, POLICY, file_of};
use crate::studio::{Studio, Worker};
use crate::tab::Tab;
use crate::world::{Files, Options, World};

/// The present: 2027-01-01, so that days of 2026 have passed.
const NOW: i64 = 1_798_761_600;

const PROBE: &str = include_str!("probe.js");

/// The claims of which the page itself knows nothing.
const ELSEWHERE: [&str; 10] = [
    "begins", "source", "nosource", "tabs", "walk", "skips", "axe", "drawn", "paper", "pictured",
];

/// A site that is served.
pub struct Place {
    pub origin: String,
    pub published: Files,
    /// Where the references of its pictures lie.
    pub references: References,
}

/// Runs a case of the file `name`; the error lists every claim that is not true.
pub fn run(case: &Case, name: &str, studio: &Studio) -> Result<(), String> {
    studio.lend(|worker| {
        let mut published = build(case, &mut worker.pipeline, studio.isolation)?;
        if case.steps.iter().any(|step| matches!(step, Step::Faces)) {
            studio.faces()?.add_to(&mut published);
        }
        let place = Place {
            origin: studio.server()?.add(published.clone(), POLICY),
            published,
            references: References::committed(),
        };
        let mut problems = Vec::new();
        let mut useless = Vec::new();
        for look in looks(case).flat_map(|look| each(look, &place.published)) {
            let look = &look;
            let found = look_at(look, &place, worker, studio)
                .into_iter()
                .map(|(line, problem)| format!("{name}:{line}: {}: {problem}", look.address))
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

/// A look at one page; of a look at every page, one for each that is no mere way to another.
fn each(look: &Look, published: &Files) -> Vec<Look> {
    if look.address != EVERY {
        return vec![look.clone()];
    }
    let is_page = |(path, bytes): &(&String, &Vec<u8>)| {
        path.ends_with(".html") && !String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"")
    };
    let address = |path: &str| format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
    let pages = published.iter().filter(is_page);
    pages
        .map(|(path, _)| Look {
            address: address(path),
            ..look.clone()
        })
        .collect()
}

/// This repository's own site.
fn own() -> Result<Files, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Files::new();
    let mut open = vec![root.join("site.toml"), root.join("content")];
    while let Some(path) = open.pop() {
        let told = |error: std::io::Error| format!("{}: {error}", path.display());
        if path.is_dir() {
            for entry in std::fs::read_dir(&path).map_err(told)? {
                open.push(entry.map_err(told)?.path());
            }
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            files.insert(name, std::fs::read(&path).map_err(told)?);
        }
    }
    Ok(files)
}

fn build(case: &Case, pipeline: &mut Pipeline, isolation: bool) -> Result<Files, String> {
    let mut sources = Files::new();
    let mut warnings: Vec<&str> = Vec::new();
    for step in &case.steps {
        match step {
            Step::File { path, bytes } => drop(sources.insert(path.clone(), bytes.clone())),
            Step::Warnings(codes) => warnings.extend(codes.iter().map(String::as_str)),
            Step::Own => sources.extend(own()?),
            Step::Face { path, family } => drop(sources.insert(path.clone(), faces::of(family)?)),
            Step::Look(_) | Step::Faces => {}
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
pub fn look_at(look: &Look, place: &Place, worker: &Worker, studio: &Studio) -> Vec<(usize, String)> {
    let Place { origin, published, .. } = place;
    let Some(bytes) = published.get(&file_of(&look.address)) else {
        let near: String = published.keys().map(|path| format!("  /{path}\n")).collect();
        return vec![(
            look.line,
            format!("{} is not published; published are\n{near}", look.address),
        )];
    };
    let source = String::from_utf8_lossy(bytes);
    let late = if look.late { LATE } else { "" };
    if let Err(problem) = worker.tab.look(&format!("{origin}{}{late}", look.address), &look.view) {
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
            ("tabs", _) => keys::tabs(&worker.tab),
            ("walk", _) => keys::walk(&worker.tab),
            ("skips", _) => keys::skips(&worker.tab),
            ("drawn", _) => drawn(&worker.tab, claim),
            ("paper", _) => {
                let texts = claim.arguments.get(1..).unwrap_or_default();
                let file = kept(&format!("paper{}-{}.pdf", look.address.replace('/', "-"), claim.line));
                paper::check(&worker.tab, &look.view, &file, argument, texts)
            }
            ("pictured", _) => pictured(&worker.tab, studio, &place.references, argument),
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
    let asked = |claim: &&Claim| !ELSEWHERE.contains(&claim.word.as_str());
    let line = |claim: &Claim| -> Vec<String> {
        let word = std::iter::once(&claim.word);
        word.chain(&claim.arguments).cloned().collect()
    };
    let claims: Vec<_> = look.claims.iter().filter(asked).map(line).collect();
    let answer = tab.evaluate(&format!("({PROBE})({COLOURS}, {}, {})", json!(claims), look.in_text))?;
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

/// The text of the first element is drawn in one of these families and no other.
fn drawn(tab: &Tab, claim: &Claim) -> Result<(), String> {
    let Some((selector, families)) = claim.arguments.split_first() else {
        return Err("nothing is named".into());
    };
    let faces = tab.faces(selector)?;
    if faces.is_empty() {
        return Err("it holds no text of its own".into());
    }
    match faces.iter().find(|face| !families.contains(&face.family)) {
        Some(face) => Err(format!("some of it is drawn in {}", face.family)),
        None => Ok(()),
    }
}

/// The window shows what the reference of this name shows; or that is written.
fn pictured(tab: &Tab, studio: &Studio, references: &References, name: &str) -> Result<(), String> {
    let sight = Sight::of(tab, studio)?;
    if references.are_written {
        return sight.write(&references.folder, name);
    }
    sight.compare(&references.folder, name, &kept("screens"))
}

/// A file or folder that remains for whoever wants to look at it.
fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser").join(name)
}

/// Keeps a picture of a page that is wrong, and says where.
fn keep_picture(tab: &Tab, name: &str, look: &Look) -> String {
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let address: String = look.address.replace('/', "-");
    let file = kept(&format!("{stem}-{}{address}.png", look.line));
    let written = tab.picture().and_then(|picture| {
        std::fs::create_dir_all(kept("")).map_err(|error| error.to_string())?;
        std::fs::write(&file, picture).map_err(|error| error.to_string())
    });
    match written {
        Ok(()) => format!("seen in {}", file.display()),
        Err(problem) => format!("no picture: {problem}"),
    }
}
