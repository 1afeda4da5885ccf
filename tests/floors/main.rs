//! Keeps the house in order: imports go down, each outside crate has one place, and the top level stays as it is.

mod crates;
mod plan;
mod rules;
mod samples;
mod source;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn report(broken: &[String]) -> Result<(), Box<dyn Error>> {
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!("\n{}\n", broken.join("\n")).into())
}

#[test]
fn every_file_keeps_the_rules() -> Result<(), Box<dyn Error>> {
    let source = root().join("src");
    let mut broken = Vec::new();
    for path in rust_files(&source)? {
        let file = path.strip_prefix(&source)?.to_string_lossy().replace('\\', "/");
        broken.extend(rules::broken(&file, &fs::read_to_string(&path)?));
    }
    report(&broken)
}

fn rust_files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[test]
fn the_top_level_stays_as_it_is() -> Result<(), Box<dyn Error>> {
    let ignored = fs::read_to_string(root().join(".gitignore"))?;
    let is_ignored = |name: &str| ignored.lines().any(|line| line.trim_matches('/') == name);
    let mut broken = Vec::new();
    for entry in fs::read_dir(root())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !is_ignored(&name) && !plan::TOP_LEVEL.contains(&name.as_str()) {
            broken.push(format!("{name}: does not belong at the top level"));
        }
    }
    report(&broken)
}

#[test]
fn every_dependency_has_a_place() -> Result<(), Box<dyn Error>> {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml"))?.parse()?;
    let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
    let names = dependencies
        .ok_or("no dependencies")?
        .keys()
        .map(|name| name.replace('-', "_"));
    let homeless = names.filter(|name| plan::PLACES.iter().all(|(known, _)| known != name));
    let broken: Vec<String> = homeless
        .map(|name| format!("Cargo.toml: `{name}` has no place in tests/floors/plan.rs"))
        .collect();
    report(&broken)
}

#[test]
fn every_crate_may_be_used() -> Result<(), Box<dyn Error>> {
    let rules = toml::from_str(&fs::read_to_string(root().join(".deny.toml"))?)?;
    let mut broken = Vec::new();
    for package in crates::used(&rules)? {
        broken.extend(crates::broken(&rules, &package)?);
    }
    report(&broken)
}
