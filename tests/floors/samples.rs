//! The rules on small samples: what they must report, and what they must leave alone.

use crate::rules::broken;

#[test]
fn what_breaks_a_rule_is_reported() {
    for (file, source, expected) in [
        (
            "model/site.rs",
            "use crate::parse::Head;",
            "1: `model` on floor 1 imports `parse` on floor 2",
        ),
        (
            "parse/head.rs",
            "\nuse crate::{base::Span, plan::Job};",
            "2: `parse` on floor 2 imports `plan`",
        ),
        (
            "parse/head.rs",
            "use super::super::plan::Job;",
            "1: `parse` on floor 2 imports `plan`",
        ),
        (
            "parse/mod.rs",
            "use super::plan::Job;",
            "1: `parse` on floor 2 imports `plan`",
        ),
        (
            "parse/head.rs",
            "mod tests { use crate::resolve::f; }",
            "1: `parse` on floor 2 imports `resolve`",
        ),
        (
            "parse/head.rs",
            "fn f() { let _ = crate::write::all(); }",
            "1: `parse` on floor 2 imports `write`",
        ),
        (
            "locale/dates.rs",
            "use crate::model::Date;",
            "1: `locale` on floor 1 imports `model`",
        ),
        (
            "base/path.rs",
            "use crate::text::slug;",
            "1: `base` on floor 0 imports `text`",
        ),
        (
            "disk.rs",
            "use crate::scan::Tree;",
            "1: `disk` on floor 2 imports `scan`",
        ),
        (
            "serve/mod.rs",
            "use crate::cli::Args;",
            "1: `serve` on floor 4 imports `cli`",
        ),
        (
            "parse/head.rs",
            "use crate::Thing;",
            "1: `Thing` is no room of the plan",
        ),
        ("tools/mod.rs", "", "1: `tools` is no room of the plan"),
        ("plan/list.rs", "use tera::Context;", "1: `tera` belongs in render"),
        ("plan/list.rs", "use ::tera::Context;", "1: `tera` belongs in render"),
        ("plan/list.rs", "fn f(_: &tera::Tera) {}", "1: `tera` belongs in render"),
        (
            "parse/head.rs",
            "use pulldown_cmark::Event;",
            "1: `pulldown_cmark` belongs in parse/markdown",
        ),
        (
            "resolve/mod.rs",
            "use std::{fmt, fs::File};",
            "1: `std::fs` belongs in disk, write",
        ),
        ("scan.rs", "use std::fs;", "1: `std::fs` belongs in disk, write"),
        (
            "plan/mod.rs",
            "fn f() {\n println!(\"x\");\n}",
            "2: `println!` belongs in cli",
        ),
        (
            "plan/mod.rs",
            "fn f() { std::eprintln!(); }",
            "1: `eprintln!` belongs in cli",
        ),
        ("plan/mod.rs", "use std::env;", "1: `std::env` belongs in cli"),
        (
            "plan/mod.rs",
            "fn f() { std::process::exit(1) }",
            "1: `process::exit` belongs in cli",
        ),
        (
            "plan/mod.rs",
            "fn f() { SystemTime::now(); }",
            "1: `SystemTime::now` belongs in cli",
        ),
        (
            "pipeline.rs",
            "fn f() { Instant::now(); }",
            "1: `Instant::now` belongs in cli",
        ),
        (
            "serve/mod.rs",
            "fn f() { std::time::SystemTime::now(); }",
            "1: `SystemTime::now` belongs in cli",
        ),
        ("parse/mod.rs", "mod helpers;", "1: the name `helpers` says nothing"),
        (
            "base/mod.rs",
            &"\n".repeat(401),
            "401: 401 lines; the file wants to be two",
        ),
        (
            "plan/mod.rs",
            "/* a /* b */ \" */ use tera::Context;",
            "1: `tera` belongs in render",
        ),
        (
            "plan/mod.rs",
            "const Q: char = '\"'; use tera::Context;",
            "1: `tera` belongs in render",
        ),
        (
            "plan/mod.rs",
            "fn f<'a>(_: &'a str) {} use tera::Context;",
            "1: `tera` belongs in render",
        ),
    ] {
        let found = broken(file, source);
        let reported = found
            .iter()
            .any(|line| line.starts_with(&format!("src/{file}:{expected}")));
        assert!(reported, "{file}: {source}\nfound {found:?}");
    }
}

#[test]
fn what_keeps_the_rules_is_left_alone() {
    for (file, source) in [
        (
            "parse/head.rs",
            "use crate::base::Span; use crate::model::{Head, Value};",
        ),
        (
            "parse/markdown/mod.rs",
            "use super::super::parse; use pulldown_cmark::Event;",
        ),
        ("parse/markdown.rs", "use pulldown_cmark::{Event, Tag};"),
        ("text/slug.rs", "use crate::base::Span; use super::identity::nfc;"),
        ("scan.rs", "use crate::disk::Disk; use walkdir::WalkDir;"),
        ("write.rs", "use crate::disk::Disk;"),
        ("disk/real.rs", "use std::fs; use super::Disk;"),
        ("disk.rs", "mod tests { use super::write; }"),
        ("text/slug.rs", "mod tests { use super::super::words; }"),
        ("lib.rs", "pub mod cli; pub use crate::cli::run;"),
        ("main.rs", "fn main() { std::process::exit(0) }"),
        (
            "cli/build.rs",
            "fn f() { println!(); SystemTime::now(); std::env::args(); }",
        ),
        ("serve/mod.rs", "use std::time::Instant; fn f() { Instant::now(); }"),
        (
            "plan/mod.rs",
            "// use tera::Context;\n/// println!()\nconst A: &str = \"use tera::Tera; println!\";",
        ),
        (
            "plan/mod.rs",
            "const A: &str = r#\"use tera::Tera; \"println!\" \"#; const B: &[u8] = b\"\\\" std::fs::x\";",
        ),
        (
            "plan/mod.rs",
            "#[cfg(test)] mod tests { use std::fs; fn f() { println!(); } }",
        ),
        (
            "plan/mod.rs",
            "fn f() { let toml = 1; self.toml; env!(\"A\"); println(); }",
        ),
        ("plan/mod.rs", "use crate::model::toml::Thing; fn f() { <T>::tera(); }"),
        ("base/mod.rs", "mod digest; use serde::Serialize;"),
    ] {
        assert_eq!(broken(file, source), Vec::<String>::new(), "{file}: {source}");
    }
}
