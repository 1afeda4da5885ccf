//! The tables of the manual that list what the program knows: their rows are those of the program's own tables, what is
//! said of each name is in `reference.toml` beside this file, and what is said of a setting in the theme that has it.
//!
//! `MAQAL_WRITE_MANUAL=1 cargo test --test docs tables_are` writes them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use maqal::model::{Component, Components, GIVEN, OutputKind, Phrase, SettingKind, Theme, Value};
use maqal::parse::theme::{BUILT_IN, load};
use maqal::plan::{KINDS, PageKind, VARIABLES};
use maqal::render::{FILTERS, FUNCTIONS, Renderer, TESTS};

use crate::manual::{Manual, report};

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

/// The components that texts may call.
fn components(theme: &Theme) -> Components {
    let sheets = theme
        .templates
        .iter()
        .filter(|template| template.kind == OutputKind::Css);
    let assets = theme.assets.iter().map(|asset| &*asset.name);
    let files: Vec<&str> = assets
        .chain(sheets.map(|template| theme.own_name(&template.name)))
        .collect();
    let compiled = Renderer::new(&theme.templates, theme.parent.as_deref(), &files, VARIABLES, None);
    assert_eq!(compiled.diagnostics, []);
    compiled.value.unwrap().components().clone()
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
        Table {
            chapter: "02-writing",
            section: "components",
            rows: of_components(&components(&theme), tag),
        },
        Table {
            chapter: "05-templates",
            section: "pages",
            rows: KINDS.iter().map(|kind| of_kind(kind, tag)).collect(),
        },
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
    let row = |name: &&str| vec![format!("`{name}`"), said(kind, name, tag)];
    names.iter().map(row).collect()
}

/// What the reference says of a name.
fn said(kind: &str, name: &str, tag: &str) -> String {
    let text = reference()
        .get(kind)
        .and_then(|names| names.get(name)?.get(tag).cloned());
    text.unwrap_or_else(|| panic!("reference.toml says nothing of `{kind}.{name}` in `{tag}`"))
}

/// Names as code, listed as the language lists them.
fn listed<T: AsRef<str>>(names: &[T], tag: &str) -> String {
    let and = if tag == "ar" { " و" } else { ", " };
    let names: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    names.join(and)
}

/// The templates of a kind of page, what it is, and the variables that not every page has.
fn of_kind(kind: &PageKind, tag: &str) -> Vec<String> {
    let own = VARIABLES.iter().filter(|row| row.kinds.contains(&kind.name));
    let own: Vec<&str> = own.map(|row| row.name).collect();
    vec![
        listed(kind.templates, tag),
        format!("`{}`", kind.name),
        said("kinds", kind.name, tag),
        listed(&own, tag),
    ]
}

/// The components of a theme with their other names and what they take, as their templates write it.
fn of_components(components: &Components, tag: &str) -> Vec<Vec<String>> {
    let row = |component: &Component| {
        let parameters = component.parameters.iter().map(|parameter| {
            let kind = parameter.kind.word().map(|word| format!(": {word}"));
            let default = parameter.default.as_ref().map(|default| format!(" = {default}"));
            [Some(parameter.name.clone()), kind, default]
                .into_iter()
                .flatten()
                .collect()
        });
        let place = if component.inline { "inline" } else { "block" };
        vec![
            format!("`{}`", component.name),
            listed(&component.others, tag),
            listed(&parameters.collect::<Vec<String>>(), tag),
            format!("`{place}`"),
            said("components", &component.name, tag),
        ]
    };
    components.iter().map(row).collect()
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
    let components = components(&theme());
    let known = |kind: &str, name: &str| match kind {
        "components" => components.names().any(|known| known == name),
        "kinds" => KINDS.iter().any(|kind| kind.name == name),
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
fn the_manual_names_what_every_page_and_every_component_has() {
    let every: Vec<&str> = VARIABLES
        .iter()
        .filter(|row| row.kinds.is_empty())
        .map(|row| row.name)
        .collect();
    for manual in Manual::both() {
        let listed = listed(&every, manual.tag);
        assert!(manual.says(&listed), "{}: no sentence has {listed}", manual.tag);
    }
    let given = GIVEN.map(|name| format!("@{name}"));
    report(Manual::missing(given.iter().map(String::as_str)));
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
