//! Compares a build with what its story expects.

use std::fmt::Write;

use maqal::base::{Diagnostic, Level, Place};
use maqal::pipeline::Report;

use crate::anchors;
use crate::expect::{Content, Expectation, Reported, Routes};
use crate::world::Files;

/// Characters of a page that a failure shows around a place.
const EXCERPT: usize = 700;

/// A build, and the disk after it.
pub struct Built {
    pub report: Report,
    pub output: Files,
    pub sources: Files,
}

/// Everything that is not as expected, with the line of the expectation.
pub fn all(built: &Built, expectations: &[(usize, Expectation)]) -> Vec<(Option<usize>, String)> {
    let mut problems: Vec<_> = expectations
        .iter()
        .filter_map(|(line, expectation)| Some((Some(*line), one(built, expectation).err()?)))
        .collect();
    let is = |wanted: fn(&Expectation) -> bool| expectations.iter().any(|(_, expectation)| wanted(expectation));
    if !is(|expectation| matches!(expectation, Expectation::Exit(_))) {
        problems.extend(exit(built, 0).err().map(|problem| (None, problem)));
    }
    if !is(|expectation| *expectation == Expectation::AnyDiagnostics) {
        problems.extend(diagnostics(&built.report, expectations));
    }
    problems
}

fn one(built: &Built, expectation: &Expectation) -> Result<(), String> {
    match expectation {
        Expectation::Output { route, is } => output(built, route, is),
        Expectation::Image { pattern, kind, size } => image(built, pattern, kind, *size),
        Expectation::Files { pattern, number } => {
            let found = fitting(&built.output, pattern);
            same(&format!("files that fit `{pattern}`"), number, &found.len()).map_err(|problem| {
                let listed = found.iter().map(|(path, _)| format!("\n  /{path}")).collect::<String>();
                problem + &listed
            })
        }
        Expectation::Absent(route) => match built.output.get(&file_of(route)) {
            Some(_) => Err(format!("`{route}` is published")),
            None => Ok(()),
        },
        Expectation::Nowhere(text) => {
            let holds = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).contains(text.as_str());
            match built.output.iter().find(|(_, bytes)| holds(bytes)) {
                Some((path, bytes)) => Err(format!(
                    "`/{path}` holds `{text}`\n{}",
                    excerpt(&String::from_utf8_lossy(bytes), text)
                )),
                None => Ok(()),
            }
        }
        Expectation::Exit(code) => exit(built, *code),
        Expectation::Rendered(routes) => rendered(&built.report.rendered, routes),
        Expectation::Parsed(number) => same("bodies parsed", number, &built.report.parsed),
        Expectation::Pages { below, routes } => same("published pages", routes, &pages(&built.output, below)),
        Expectation::Count { field, number } => same(field.name(), number, &field.of(&built.report.counts)),
        // Those are compared as a whole.
        Expectation::Diagnostic(_) | Expectation::AnyDiagnostics => Ok(()),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, found: &T) -> Result<(), String> {
    if expected == found {
        return Ok(());
    }
    Err(format!("{what}\nexpected {expected:?}\nfound    {found:?}"))
}

fn exit(built: &Built, code: u8) -> Result<(), String> {
    let found = maqal::cli::exit_code(&built.report.outcome, None);
    same("exit code", &code, &found).map_err(|problem| {
        let reported = listed(&built.report);
        format!("{problem}: {:?}\nreported\n{reported}", built.report.outcome)
    })
}

/// The output file that answers for an address.
fn file_of(route: &str) -> String {
    let path = route.trim_start_matches('/');
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    }
}

fn pages(output: &Files, below: &str) -> Vec<String> {
    let mut routes: Vec<String> = output
        .keys()
        .filter(|path| path.ends_with(".html"))
        .map(|path| {
            let folder = path.strip_suffix("index.html");
            let is_index = folder.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'));
            format!("/{}", folder.filter(|_| is_index).unwrap_or(path))
        })
        .filter(|route| route.starts_with(below))
        .collect();
    routes.sort();
    routes
}

fn output(built: &Built, route: &str, is: &Content) -> Result<(), String> {
    let Some(bytes) = built.output.get(&file_of(route)) else {
        let near = built
            .output
            .keys()
            .map(|path| format!("  /{path}\n"))
            .collect::<String>();
        return Err(format!("`{route}` is not published; published are\n{near}"));
    };
    let text = String::from_utf8_lossy(bytes);
    let shown = |claim: String, around: &str| Err(format!("`{route}` {claim}\n{}", excerpt(&text, around)));
    match is {
        Content::Has(wanted) if !text.contains(wanted) => shown(format!("does not hold `{wanted}`"), wanted),
        Content::Lacks(unwanted) if text.contains(unwanted) => shown(format!("holds `{unwanted}`"), unwanted),
        Content::Once(wanted) if text.matches(wanted).count() != 1 => {
            let count = text.matches(wanted).count();
            shown(format!("holds `{wanted}` {count} times, not once"), wanted)
        }
        Content::Order(texts) => {
            let mut from = 0;
            for wanted in texts {
                match text[from..].find(wanted.as_str()) {
                    Some(at) => from += at + wanted.len(),
                    None => return shown(format!("does not hold `{wanted}` after the texts before it"), wanted),
                }
            }
            Ok(())
        }
        Content::Is(wanted) if text.strip_suffix('\n').unwrap_or(&text) != wanted => {
            shown(format!("is not `{wanted}`"), wanted)
        }
        Content::Anchored => match anchors::problems(&text).as_slice() {
            [] => Ok(()),
            problems => Err(format!("`{route}`: {}", problems.join("; "))),
        },
        Content::Same(path) if built.sources.get(path) != Some(bytes) => Err(format!("`{route}` is not `{path}`")),
        _ => Ok(()),
    }
}

/// The part of a page around `text`, or around as much of its beginning as the page holds, or its main part.
pub fn excerpt(page: &str, text: &str) -> String {
    let beginnings = text.char_indices().map(|(at, c)| &text[..at + c.len_utf8()]);
    let nearest = beginnings.rev().filter(|start| start.chars().count() > 3);
    let at = nearest
        .filter_map(|start| page.find(start))
        .next()
        .or_else(|| page.find("<main"))
        .unwrap_or(0);
    let from = page.floor_char_boundary(at.saturating_sub(EXCERPT / 3));
    let to = page.ceil_char_boundary((from + EXCERPT).min(page.len()));
    let lines = page[from..to].lines().map(|line| format!("  | {line}\n"));
    lines.collect()
}

/// The files whose address fits a pattern, in which `*` stands for whatever holds no slash.
fn fitting<'o>(output: &'o Files, pattern: &str) -> Vec<(&'o String, &'o Vec<u8>)> {
    let pattern = file_of(pattern);
    let fits = |path: &str| match pattern.split_once('*') {
        Some((start, end)) => {
            let middle = path.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
            middle.is_some_and(|middle| !middle.contains('/'))
        }
        None => path == pattern,
    };
    output.iter().filter(|(path, _)| fits(path)).collect()
}

fn image(built: &Built, pattern: &str, kind: &str, size: (u32, u32)) -> Result<(), String> {
    let found = fitting(&built.output, pattern);
    let [(_, bytes)] = found.as_slice() else {
        let all = built
            .output
            .keys()
            .map(|path| format!("  /{path}\n"))
            .collect::<String>();
        return Err(format!("{} files fit `{pattern}`; published are\n{all}", found.len()));
    };
    let picture = maqal::images::look(bytes).map_err(|damage| damage.message())?;
    let picture = picture.ok_or("it has no size")?;
    let found = (picture.format.extension(), picture.width, picture.height);
    same("the image", &(kind, size.0, size.1), &found)
}

fn rendered(found: &[String], routes: &Routes) -> Result<(), String> {
    let found = found.to_vec();
    match routes {
        Routes::Exactly(expected) => same("rendered", expected, &found),
        Routes::With(expected) => match expected.iter().find(|route| !found.contains(route)) {
            Some(route) => Err(format!("`{route}` was not rendered; rendered were {found:?}")),
            None => Ok(()),
        },
        Routes::Without(unexpected) => match unexpected.iter().find(|route| found.contains(route)) {
            Some(route) => Err(format!("`{route}` was rendered; rendered were {found:?}")),
            None => Ok(()),
        },
    }
}

fn diagnostics(report: &Report, expectations: &[(usize, Expectation)]) -> Vec<(Option<usize>, String)> {
    let mut problems = Vec::new();
    let mut left: Vec<&(Level, Diagnostic)> = report.diagnostics.iter().collect();
    for (line, expectation) in expectations {
        let Expectation::Diagnostic(expected) = expectation else {
            continue;
        };
        let at_place = |found: &&(Level, Diagnostic)| is_at(expected, found);
        let exact = left
            .iter()
            .position(|found| at_place(found) && differs(expected, &found.1).is_none());
        match exact.or_else(|| left.iter().position(at_place)) {
            Some(index) => {
                let (_, found) = left.remove(index);
                problems.extend(differs(expected, found).map(|problem| (Some(*line), problem)));
            }
            None => problems.push((Some(*line), format!("not reported: {}", head(expected)))),
        }
    }
    if !left.is_empty() {
        let unexpected = left.into_iter().map(written).collect::<String>();
        problems.push((None, format!("reported and not expected:\n{unexpected}")));
    }
    problems
}

fn is_at(expected: &Reported, (level, found): &(Level, Diagnostic)) -> bool {
    expected.level == *level && expected.code == found.code && expected.place == place(found.place.as_ref())
}

fn differs(expected: &Reported, found: &Diagnostic) -> Option<String> {
    let help = found.help.as_deref().unwrap_or_default();
    let parts = expected.message.iter().map(|part| (part, found.message.as_str()));
    let parts = parts.chain(expected.help.iter().map(|part| (part, help)));
    for (part, whole) in parts {
        if !whole.contains(part.as_str()) {
            return Some(format!("`{}`\ndoes not say `{part}`, but `{whole}`", head(expected)));
        }
    }
    match &expected.page {
        page if page.is_some() && *page != found.page => Some(format!(
            "`{}`\nis for the page {page:?}, not {:?}",
            head(expected),
            found.page
        )),
        _ => None,
    }
}

fn head(expected: &Reported) -> String {
    let line = format!("{} {} {}", expected.level.as_str(), expected.code, expected.place);
    line.trim_end().to_owned()
}

fn place(place: Option<&Place>) -> String {
    let Some(place) = place else {
        return String::new();
    };
    match place.position {
        Some(position) => format!("{}:{}:{}", place.path, position.line, position.column),
        None => place.path.to_string(),
    }
}

/// All diagnostics in the notation of stories.
pub fn listed(report: &Report) -> String {
    report.diagnostics.iter().map(written).collect()
}

fn written((level, diagnostic): &(Level, Diagnostic)) -> String {
    let place = place(diagnostic.place.as_ref());
    let line = format!("{} {} {place}", level.as_str(), diagnostic.code);
    let mut out = format!("{}\n  message `{}`\n", line.trim_end(), diagnostic.message);
    // Writing to a string cannot fail.
    if let Some(help) = &diagnostic.help {
        let _ = writeln!(out, "  help `{help}`");
    }
    if let Some(page) = &diagnostic.page {
        let _ = writeln!(out, "  page {page}");
    }
    out
}
