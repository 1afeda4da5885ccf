//! What a careful editor would notice of a whole site: links that lead nowhere, pairs that differ, dates left out.

mod components;
mod covers;
mod parallels;

use crate::base::{Code, Diagnostic, nearest};
use crate::model::{Body, Components, DocId, Document, Kind, Links, MenuEntry, Missing, Site, Target};

pub use parallels::parallels;

/// What is to be said of one document; of its calls only if it is known which `offered` components there are.
pub fn document(site: &Site, id: DocId, body: &Body, links: &Links, offered: Option<&Components>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    references(site, id, body, links, &mut problems);
    problems.extend(covers::check(site, site.document(id)));
    outline(site, id, links, &mut problems);
    if let Some(offered) = offered {
        components::check(&site.document(id).path, &body.components, offered, &mut problems);
    }
    problems
}

/// What is to be said of the site as a whole.
pub fn site(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    menu(site, &mut problems);
    for section in &site.sections {
        for page in section.pages.iter().flatten().filter(|_| section.parent.is_some()) {
            let documents = || page.members.iter().map(|&id| site.document(id));
            if !documents().any(|document| document.date.is_some()) {
                continue;
            }
            // Of a date that cannot be read its author was told.
            let is_told =
                |document: &Document| document.head.unread || document.head.front.positions.contains_key("date");
            let says_none = |document: &&Document| {
                let original = site.document(site.pair(document.pair).original);
                document.date.is_none() && !is_told(document) && !is_told(original)
            };
            problems.extend(documents().filter(says_none).map(|document| {
                Diagnostic::new(
                    Code::MissingDate,
                    "this article has no date, so it stands in no archive and no feed",
                )
                .in_file(&document.path)
                .help("write `date: 2025-03-04` in its front matter")
            }));
        }
    }
    problems
}

/// Entries of the navigation that no language has.
fn menu(site: &Site, problems: &mut Vec<Diagnostic>) {
    for entry in site.config.menu.iter().flatten() {
        let MenuEntry::Place(name, position) = entry else {
            continue;
        };
        if site.config.langs().all(|(lang, _)| site.place(name, lang).is_none()) {
            let problem = Diagnostic::new(
                Code::BrokenLink,
                format!("`menu` names `{name}`, which this site does not have"),
            );
            let help =
                "write a folder of `content/`, the path of a page without its language, `archive`, or a taxonomy";
            problems.push(problem.at(&"site.toml".into(), *position).help(help));
        }
    }
}

/// Documents that ask for a template which the theme does not have. `offered` are those that it has for such documents.
pub fn templates(site: &Site, offered: &[String], has: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let asking = site
        .documents()
        .filter_map(|document| Some((document, document.template.as_deref()?)));
    let unknown = asking.filter(|(document, name)| !has(name) && document.head.front.template.is_some());
    let report = |(document, name): (&Document, &str)| {
        let message = format!("the theme has no template `{name}`, so the usual one is used");
        let position = document.head.front.position("template");
        Diagnostic::new(Code::UnknownTemplate, message)
            .at(&document.path, position)
            .help(match nearest(name, offered.iter().map(String::as_str)) {
                Some(meant) => format!("write `template: {meant}`"),
                None if offered.is_empty() => "name a template of the theme, or take the line out".to_owned(),
                None => format!("the theme offers {}; or take the line out", offered.join(", ")),
            })
    };
    unknown.map(report).collect()
}

fn references(site: &Site, id: DocId, body: &Body, links: &Links, problems: &mut Vec<Diagnostic>) {
    let path = &site.document(id).path;
    for (reference, target) in body.references.iter().zip(&links.targets) {
        let written = &reference.target;
        let problem = match target {
            Target::AsWritten | Target::Internal { .. } | Target::Image { .. } => continue,
            Target::Broken(missing) => broken(written, missing),
            Target::NoFragment { nearest, .. } => {
                let problem = Diagnostic::new(
                    Code::BrokenFragment,
                    format!("`{written}` leads to a page without such a heading"),
                );
                match nearest {
                    Some(id) => problem.help(format!("write `#{id}`")),
                    None => problem.help("give the heading an id, such as `## Title {#id}`, and write that"),
                }
            }
        };
        problems.push(problem.at(path, reference.position));
    }
}

fn broken(written: &str, missing: &Missing) -> Diagnostic {
    let (message, help) = match missing {
        Missing::HeldBack(reason) => (
            format!(
                "`{written}` leads to a source that is not published ({})",
                reason.as_str()
            ),
            format!(
                "publish it, or take the link out: it is held back as `{}`",
                reason.as_str()
            ),
        ),
        Missing::Near(path) => (
            format!("`{written}` leads to nothing in this site"),
            format!("write `{path}`"),
        ),
        Missing::Nothing => (
            format!("`{written}` leads to nothing in this site"),
            "write the path of a source from this file, or from `content/` as `@/articles/name.md`".to_owned(),
        ),
    };
    Diagnostic::new(Code::BrokenLink, message).help(help)
}

/// Reported once a pair, at the translation.
fn outline(site: &Site, id: DocId, links: &Links, problems: &mut Vec<Diagnostic>) {
    let document = site.document(id);
    let original = site.document(site.pair(document.pair).original);
    if !links.unaligned.contains(&original.lang) || matches!(document.kind, Kind::Home | Kind::Section) {
        return;
    }
    let message = format!(
        "the headings do not align with those of `{}`, so some share no anchor",
        original.path
    );
    let help = "give both files the same sequence of heading levels, or the same explicit ids";
    problems.push(
        Diagnostic::new(Code::OutlineMismatch, message)
            .in_file(&document.path)
            .help(help),
    );
}
