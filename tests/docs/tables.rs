//! The tables of the manual that list what the program knows: their rows are those of the program's own tables, what is
//! said of each name is in `reference.toml` beside this file, and what is said of a setting in the theme that has it.
//!
//! `MAQAL_WRITE_MANUAL=1 cargo test --test docs tables_are` writes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use maqal::model::{Phrase, SettingKind, Theme, Value};
use maqal::parse::theme::{BUILT_IN, load};
use maqal::plan::VARIABLES;
use maqal::render::{FILTERS, FUNCTIONS, TESTS};

use crate::manual::report;

/// What is said of names, by kind, name and language.
type Reference = BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>;

/// A table of a chapter: the id of the section whose first table it is, and the cells of its rows.
struct Table {
    chapter: &'static str,
    section: &'static str,
    rows: Vec<Vec<String>>,
}

fn reference() -> Reference {
    toml::from_str(&crate::read("tests/docs/reference.toml")).unwrap()
}

fn theme() -> Theme {
    load(BUILT_IN, &[], &["ar", "en"].map(str::to_owned)).value
}

/// All of them in one language.
fn tables(tag: &str) -> Vec<Table> {
    let variables: Vec<&str> = VARIABLES.iter().map(|row| row.name).collect();
    let of_names = |section: &'static str, names: &[&str]| Table {
        chapter: "05-templates",
        section,
        rows: described(section, names, tag),
    };
    let theme = theme();
    vec![
        of_names("variables", &variables),
        of_names("filters", FILTERS),
        of_names("tests", TESTS),
        of_names("functions", FUNCTIONS),
        Table {
            chapter: "05-templates",
            section: "strings",
            rows: strings(&theme, tag),
        },
        Table {
            chapter: "04-settings",
            section: "theme-settings",
            rows: settings(&theme, tag),
        },
    ]
}

/// A row for each name, with what the reference says of it.
fn described(kind: &str, names: &[&str], tag: &str) -> Vec<Vec<String>> {
    let reference = reference();
    let said = |name: &&str| {
        let text = reference[kind].get(*name).and_then(|texts| texts.get(tag));
        text.cloned()
            .unwrap_or_else(|| panic!("reference.toml says nothing of `{kind}.{name}` in `{tag}`"))
    };
    names.iter().map(|name| vec![format!("`{name}`"), said(name)]).collect()
}

/// The strings of the theme; of those that depend on a number the form for most numbers.
fn strings(theme: &Theme, tag: &str) -> Vec<Vec<String>> {
    let phrases = theme.strings[tag].phrases.iter();
    let row = |(key, phrase): (&String, &Phrase)| {
        let text = match phrase {
            Phrase::Plain(text) => text,
            Phrase::Plural(forms) => &forms["other"],
        };
        vec![format!("`{key}`"), text.replace('{', "`{").replace('}', "}`")]
    };
    phrases.map(row).collect()
}

fn settings(theme: &Theme, tag: &str) -> Vec<Vec<String>> {
    let comma = if tag == "ar" { "، " } else { ", " };
    let rows = theme.settings.iter().map(|(name, setting)| {
        let kind = match &setting.kind {
            SettingKind::Choice(options) => {
                let options: Vec<String> = options.iter().map(|option| format!("`{option}`")).collect();
                options.join(comma)
            }
            kind => format!("`{}`", kind.word()),
        };
        let default = match setting.default.get(tag) {
            Some(Value::Text(text)) => format!("`\"{text}\"`"),
            Some(Value::Bool(value)) => format!("`{value}`"),
            Some(Value::Int(number)) => format!("`{number}`"),
            other => panic!("`{name}` has the default {other:?}"),
        };
        let said = setting.description.get(tag);
        let said = said.unwrap_or_else(|| panic!("`{name}` has no description in `{tag}`"));
        vec![format!("`{name}`"), kind, default, said.clone()]
    });
    rows.collect()
}

/// The text of a chapter with the rows of a table in place of those that it has.
fn replaced(text: &str, table: &Table) -> String {
    let heading = format!("{{#{}}}", table.section);
    let mut out = String::new();
    let (mut inside, mut rows) = (false, 0);
    for line in text.lines() {
        if line.starts_with('#') {
            inside = line.ends_with(&heading);
        }
        let is_row = inside && line.starts_with('|');
        if is_row {
            rows += 1;
        } else if rows > 0 {
            inside = false;
        }
        // The first two are the head, which is written by hand.
        if !is_row || rows <= 2 {
            writeln!(out, "{line}").unwrap();
        }
        if is_row && rows == 2 {
            for cells in &table.rows {
                writeln!(out, "| {} |", cells.join(" | ")).unwrap();
            }
        }
        if !inside {
            rows = 0;
        }
    }
    assert!(out.lines().any(|line| line.ends_with(&heading)), "no section {heading}");
    out
}

#[test]
fn tables_are_those_of_the_program() {
    let is_written = std::env::var_os("MAQAL_WRITE_MANUAL").is_some();
    let mut problems = Vec::new();
    for tag in ["ar", "en"] {
        for table in tables(tag) {
            let path = format!("content/manual/{}.{tag}.md", table.chapter);
            let before = crate::read(&path);
            let after = replaced(&before, &table);
            if is_written {
                fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path), after).unwrap();
            } else if before != after {
                problems.push(format!(
                    "{path}: the table of `{}` is not that of the program: \
                     MAQAL_WRITE_MANUAL=1 cargo test --test docs tables_are",
                    table.section
                ));
            }
        }
    }
    report(problems);
}

#[test]
fn the_reference_says_nothing_of_what_is_not_there() {
    let known = |kind: &str, name: &str| match kind {
        "variables" => VARIABLES.iter().any(|row| row.name == name),
        "filters" => FILTERS.contains(&name),
        "tests" => TESTS.contains(&name),
        "functions" => FUNCTIONS.contains(&name),
        _ => false,
    };
    let reference = reference();
    let names = reference
        .iter()
        .flat_map(|(kind, names)| names.keys().map(move |name| (kind, name)));
    let unknown = names.filter(|(kind, name)| !known(kind, name));
    report(unknown.map(|(kind, name)| format!("reference.toml: the program has no `{kind}.{name}`")));
}

#[test]
fn only_the_rows_of_one_table_are_replaced() {
    let table = Table {
        chapter: "",
        section: "b",
        rows: vec![vec!["`x`".to_owned(), "new".to_owned()]],
    };
    let text = "## A {#a}\n\n| h |\n|:--|\n| old |\n\n## B {#b}\n\ntext\n\n| h |\n|:--|\n| old |\n| old |\n\n| h |\n|:--|\n| kept |\n";
    let expected = "## A {#a}\n\n| h |\n|:--|\n| old |\n\n## B {#b}\n\ntext\n\n| h |\n|:--|\n| `x` | new |\n\n| h |\n|:--|\n| kept |\n";
    assert_eq!(replaced(text, &table), expected);
}
