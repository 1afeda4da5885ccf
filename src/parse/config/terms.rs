//! The table of terms, `content/_data/terms.toml`: how terms are called in each language.

use std::collections::{BTreeMap, HashMap};

use super::reader::{Setting, Table};
use crate::base::{Checked, Code, SourcePath};
use crate::model::DeclaredTerm;
use crate::parse::tree::{Entry, Reporter, TomlCodes, drop_controls, quoted, read_toml};
use crate::text::fold_key;

/// The settings of a term.
const KNOWN: [&str; 4] = ["label", "slug", "text", "names"];

/// Reads the table for a site with these taxonomies and languages. Every problem is reported; what cannot be used is left out.
pub fn terms(
    path: &SourcePath,
    text: &str,
    taxonomies: &[String],
    languages: &[String],
) -> Checked<BTreeMap<String, Vec<DeclaredTerm>>> {
    let mut reporter = Reporter::new(path, text);
    let codes = TomlCodes {
        syntax: Code::DataSyntax,
        duplicate: Code::DataSyntax,
    };
    let mut entries = read_toml(text, 0, codes, &mut reporter).unwrap_or_default();
    drop_controls(&mut entries, &mut reporter);
    let known: Vec<&str> = taxonomies.iter().map(String::as_str).chain(["series"]).collect();
    Table::new("", &entries, &known, &mut reporter);
    let mut value = BTreeMap::new();
    for entry in entries.iter().filter(|entry| known.contains(&entry.key.as_str())) {
        let declared = Setting::new("", entry).table(&mut reporter).unwrap_or_default();
        let terms = taxonomy(&entry.key, declared, languages, &mut reporter);
        value.insert(entry.key.clone(), terms);
    }
    Checked {
        value,
        diagnostics: reporter.finish(),
    }
}

fn taxonomy(name: &str, declared: &[Entry], languages: &[String], reporter: &mut Reporter<'_>) -> Vec<DeclaredTerm> {
    // Whose names these are, by their folded forms.
    let mut owners: HashMap<String, String> = HashMap::new();
    let mut terms = Vec::new();
    for entry in declared {
        let prefix = format!("{name}.");
        let Some(settings) = Setting::new(&prefix, entry).table(reporter) else {
            continue;
        };
        let table = Table::new(&format!("{prefix}{}.", entry.key), settings, &KNOWN, reporter);
        let mut localized = |name| {
            let setting = table.get(name);
            setting
                .map(|setting| setting.localized(languages, reporter))
                .unwrap_or_default()
        };
        let (label, slug, text) = (localized("label"), localized("slug"), localized("text"));
        let names = table
            .get("names")
            .map(|setting| setting.texts(reporter))
            .unwrap_or_default();
        let term = DeclaredTerm {
            id: entry.key.clone(),
            label,
            slug,
            text,
            names: names.into_iter().map(|(name, _)| name.to_owned()).collect(),
            position: reporter.position(entry.key_span),
        };
        let labels = term.label.plain.iter().chain(term.label.by_language.values());
        for name in labels.chain(&term.names).chain([&term.id]) {
            let owner = owners.entry(fold_key(name)).or_insert_with(|| term.id.clone());
            if *owner != term.id {
                let message = format!("{} is a name of `{owner}` already", quoted(name));
                let help = "a term has each of its names for itself: take it out of one of the two";
                reporter.add(Code::BadSetting, entry.key_span, message, help);
            }
        }
        terms.push(term);
    }
    terms
}
