//! Reads the documentation against the program: what can be named is in the manual, in both languages, and what the
//! texts name exists.

#![allow(clippy::unwrap_used, reason = "a test stops where its setting fails")]

mod commands;
mod examples;
mod manual;
mod paths;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use manual::{Manual, report};
use maqal::base::{Code, Level};
use maqal::model::Shape;
use maqal::parse::config::{Found, config};
use maqal::parse::head::KNOWN_KEYS;
use maqal::pipeline::Outcome;
use maqal::plan::VARIABLES;

/// A file of the project.
fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// The settings that a table of `site.toml` takes, as the program lists them for one that it does not know.
fn settings(table: &str) -> Vec<String> {
    let problems = config(
        Some(&format!("languages = ['ar']\n{table}\nzzzzzzzz = 1")),
        &Found::default(),
    )
    .diagnostics;
    let help = problems.first().and_then(|problem| problem.help.clone()).unwrap();
    let (_, names) = help.split_once(" are ").unwrap();
    names.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_manual_names_every_code_with_its_level() {
    report(Manual::both().iter().flat_map(|manual| {
        let wrong = |code: &&Code| {
            let level = match code.level() {
                Level::Error => manual.error,
                Level::Warning => manual.warning,
                Level::Off => "",
            };
            !manual.has_row(code.as_str(), level)
        };
        let codes = Code::ALL.iter().filter(wrong);
        codes
            .map(|code| format!("{}: no row `{code}` with its level", manual.tag))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn the_manual_names_every_key_of_a_front_matter() {
    let names = KNOWN_KEYS.into_iter().chain(["tags"]);
    report(Manual::without_row(names));
}

#[test]
fn the_manual_names_every_setting() {
    let names: Vec<String> = ["", "[language.ar]", "[markdown]", "[assets]", "[fonts.x]"]
        .into_iter()
        .flat_map(settings)
        .collect();
    for expected in ["base_url", "digits", "highlight", "integrity", "family"] {
        assert!(names.iter().any(|name| name == expected), "{names:?}");
    }
    report(Manual::without_row(names.iter().map(String::as_str)));
}

#[test]
fn the_manual_names_every_variable_and_its_fields() {
    report(Manual::without_row(VARIABLES.iter().map(|row| row.name)));
    for row in VARIABLES {
        let named = row.meaning.split('`').skip(1).step_by(2);
        let mut fields: Vec<&str> = named.collect();
        row.shape.each_field(&mut |name, _| fields.push(name));
        report(Manual::missing(fields.into_iter()));
    }
}

#[test]
fn the_manual_says_where_each_field_may_be_printed() {
    let mut kinds: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut add = |name, shape: &Shape| {
        if let Some(kind) = shape.word() {
            kinds.entry(kind).or_default().insert(name);
        }
    };
    for row in VARIABLES {
        add(row.name, row.shape);
        row.shape.each_field(&mut add);
    }
    assert!(kinds.len() > 5, "{kinds:?}");
    let mut kind_of = BTreeMap::new();
    for (kind, fields) in &kinds {
        for field in fields {
            assert_eq!(kind_of.insert(field, kind), None, "`{field}` is two things");
        }
    }
    report(Manual::both().iter().flat_map(|manual| {
        let wrong = kinds.iter().filter_map(|(kind, fields)| {
            let listed = manual.listed(manual.word(kind));
            (listed != *fields).then(|| format!("{}: {kind}: {listed:?} instead of {fields:?}", manual.tag))
        });
        wrong.collect::<Vec<_>>()
    }));
}

#[test]
fn the_manual_names_every_command_and_option() {
    let options: Vec<String> = commands::all()
        .iter()
        .flat_map(|command| commands::options(command))
        .collect();
    let calls: Vec<String> = commands::all()
        .iter()
        .map(|command| format!("maqal {command}"))
        .collect();
    report(Manual::missing(options.iter().chain(&calls).map(String::as_str)));
}

#[test]
fn the_manual_names_every_exit_code() {
    let text = String::new;
    let refused = Outcome::Refused {
        message: text(),
        help: text(),
    };
    let outcomes = [
        (Outcome::Published, None),
        (Outcome::Errors, None),
        (Outcome::BadConfig, None),
        (Outcome::Environment(text()), None),
        (refused, None),
        (Outcome::Defect(text()), None),
        (Outcome::Interrupted, Some(2)),
        (Outcome::Interrupted, Some(15)),
    ];
    let codes = outcomes.map(|(outcome, signal)| maqal::cli::exit_code(&outcome, signal).to_string());
    report(Manual::missing(codes.iter().map(String::as_str)));
}

#[test]
fn texts_name_only_commands_that_exist() {
    let mut texts: Vec<(String, String)> = ["README.md", ".github/CONTRIBUTING.md", "CHANGELOG.md"]
        .map(|path| (path.to_owned(), read(path)))
        .into();
    texts.extend(Manual::both().into_iter().flat_map(|manual| manual.chapters));
    report(texts.iter().flat_map(|(path, text)| commands::unknown(path, text)));
}

#[test]
fn texts_name_only_files_that_exist() {
    report(
        ["README.md", ".github/CONTRIBUTING.md", "CHANGELOG.md"]
            .iter()
            .flat_map(|path| paths::missing(path)),
    );
}

#[test]
fn no_file_names_a_path_of_somebodys_machine() {
    report(paths::of_a_machine());
}

#[test]
fn the_changelog_begins_with_what_is_unreleased() {
    let text = read("CHANGELOG.md");
    let first = text.lines().find(|line| line.starts_with("## "));
    assert_eq!(first, Some("## Unreleased"));
}
