//! `[fonts]`: the site's own web fonts, a table for each family.

use super::reader::{Setting, Table};
use crate::base::{Code, SourcePath, Span};
use crate::locale::canonical;
use crate::model::{FontFamily, FontFile, FontRole, FontStyle, Lang};
use crate::parse::tree::{Data, Entry, Node, Reporter, quoted};

const SETTINGS: [&str; 4] = ["family", "languages", "role", "files"];
const OF_FILE: [&str; 4] = ["file", "weight", "style", "unicode_range"];
const USUAL: (u16, u16) = (400, 400);

/// Reads `[fonts]`.
pub(super) fn fonts(setting: Option<Setting<'_>>, tags: &[String], reporter: &mut Reporter<'_>) -> Vec<FontFamily> {
    let entries = setting.and_then(|setting| setting.table(reporter)).unwrap_or_default();
    entries
        .iter()
        .filter_map(|entry| family(entry, tags, reporter))
        .collect()
}

fn family(entry: &Entry, tags: &[String], reporter: &mut Reporter<'_>) -> Option<FontFamily> {
    let whole = Setting::new("fonts.", entry);
    let table = Table::new(&format!("{}.", whole.name), whole.table(reporter)?, &SETTINGS, reporter);
    let family = table.get("family").and_then(|setting| {
        let name = setting.text(reporter)?;
        if name.is_empty() {
            setting.bad(
                "must not be empty",
                "write the name that style sheets call it by",
                reporter,
            );
        }
        Some(name).filter(|name| !name.is_empty())
    });
    let all = || (0u8..).map(Lang).take(tags.len()).collect();
    let languages = match table.get("languages") {
        Some(setting) => languages(&setting, tags, reporter),
        None => all(),
    };
    let roles = match table.get("role") {
        Some(setting) => roles(&setting, reporter),
        None => vec![FontRole::Text],
    };
    let files = match table.get("files") {
        Some(setting) => files(&setting, reporter),
        None => {
            let help = "write `files = [\"fonts/naskh.woff2\"]`, paths below `content/`";
            whole.bad_at(entry.key_span, "has no `files`", help, reporter);
            Vec::new()
        }
    };
    Some(FontFamily {
        family: family.unwrap_or(&entry.key).to_owned(),
        languages,
        roles,
        files,
    })
}

fn languages(setting: &Setting<'_>, tags: &[String], reporter: &mut Reporter<'_>) -> Vec<Lang> {
    let mut langs = Vec::new();
    for (written, span) in setting.texts(reporter) {
        let at = canonical(written)
            .ok()
            .and_then(|tag| tags.iter().position(|known| *known == tag));
        match at.and_then(|at| u8::try_from(at).ok()) {
            Some(at) => langs.push(Lang(at)),
            None => {
                let message = format!("{} is not a language of this site", quoted(written));
                let help = format!("use one of them: {}", tags.join(", "));
                reporter.add(Code::UnknownLanguage, span, message, help);
            }
        }
    }
    langs
}

fn roles(setting: &Setting<'_>, reporter: &mut Reporter<'_>) -> Vec<FontRole> {
    let written = match &setting.node.data {
        Data::Text(word) => vec![(word.trim(), setting.node.span)],
        _ => setting.texts(reporter),
    };
    let mut roles = Vec::new();
    for (word, span) in written {
        match FontRole::ALL.into_iter().find(|role| role.as_str() == word) {
            Some(role) => roles.push(role),
            None => {
                let problem = format!("cannot be {}", quoted(word));
                let help = "write \"text\", \"heading\", \"interface\" or \"code\", or a list of them";
                setting.bad_at(span, &problem, help, reporter);
            }
        }
    }
    roles
}

fn files(setting: &Setting<'_>, reporter: &mut Reporter<'_>) -> Vec<FontFile> {
    let help = "write such as `files = [\"fonts/naskh.woff2\", { file = \"fonts/naskh-bold.woff2\", weight = 700 }]`";
    let Data::List(items) = &setting.node.data else {
        setting.bad("must be a list", help, reporter);
        return Vec::new();
    };
    if items.is_empty() {
        setting.bad("names no file", help, reporter);
    }
    items
        .iter()
        .filter_map(|item| match &item.data {
            Data::Text(path) => file(setting, path, item.span, reporter),
            Data::Map(entries) => described(setting, item, entries, reporter),
            _ => {
                setting.bad_at(item.span, "must hold paths and tables", help, reporter);
                None
            }
        })
        .collect()
}

/// A file of which nothing but its path is said.
fn file(setting: &Setting<'_>, path: &str, span: Span, reporter: &mut Reporter<'_>) -> Option<FontFile> {
    let path = path.trim().trim_start_matches('/');
    let help = match path.strip_prefix("content/") {
        Some(below) => format!("write {}: paths are below `content/`", quoted(below)),
        None => "write a path below `content/`, such as \"fonts/naskh.woff2\"".to_owned(),
    };
    let is_below = !path.is_empty() && !path.starts_with("content/");
    if !is_below || path.contains(['\\', ':']) || path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        let problem = format!("cannot hold {}", quoted(path));
        setting.bad_at(span, &problem, help, reporter);
        return None;
    }
    Some(FontFile {
        path: SourcePath::new(&format!("content/{path}")),
        position: reporter.position(span),
        weight: USUAL,
        style: FontStyle::default(),
        range: None,
    })
}

fn described(setting: &Setting<'_>, item: &Node, entries: &[Entry], reporter: &mut Reporter<'_>) -> Option<FontFile> {
    let table = Table::new(&format!("{}.", setting.name), entries, &OF_FILE, reporter);
    let Some(path) = table.get("file") else {
        let help = "write `{ file = \"fonts/naskh.woff2\" }`";
        setting.bad_at(item.span, "holds a table without `file`", help, reporter);
        return None;
    };
    let span = path.node.span;
    let path = path.text(reporter)?;
    let weight = table.get("weight").and_then(|setting| weight(&setting, reporter));
    let style = table.get("style").and_then(|setting| {
        let written = setting.text(reporter)?;
        let style = FontStyle::ALL.into_iter().find(|style| style.as_str() == written);
        if style.is_none() {
            let problem = format!("cannot be {}", quoted(written));
            setting.bad(&problem, "write \"normal\" or \"italic\"", reporter);
        }
        style
    });
    let range = table.get("unicode_range").and_then(|setting| {
        let written = setting.text(reporter)?;
        let is_range = written.split(',').all(|part| is_range(part.trim()));
        if !is_range {
            let problem = format!("cannot be {}", quoted(written));
            setting.bad(&problem, "write such as \"U+600-6FF, U+200C\"", reporter);
        }
        is_range.then(|| written.to_owned())
    });
    Some(FontFile {
        weight: weight.unwrap_or(USUAL),
        style: style.unwrap_or_default(),
        range,
        ..file(setting, path, span, reporter)?
    })
}

/// A number from 1 to 1000, or two in a text.
fn weight(setting: &Setting<'_>, reporter: &mut Reporter<'_>) -> Option<(u16, u16)> {
    let number = |written: &str| written.parse().ok().filter(|number| (1..=1000).contains(number));
    let weight = match (setting.node.as_int(), setting.node.as_text()) {
        (Some(written), _) => number(&written.to_string()).map(|number| (number, number)),
        (_, Some(written)) => match written.split_whitespace().collect::<Vec<_>>().as_slice() {
            [one] => number(one).map(|number| (number, number)),
            [from, to] => number(from).zip(number(to)).filter(|(from, to)| from <= to),
            _ => None,
        },
        _ => None,
    };
    if weight.is_none() {
        let help = "write a number from 1 to 1000 such as `700`, or \"200 900\" for a variable font";
        setting.bad("is no weight", help, reporter);
    }
    weight
}

/// `U+600`, `U+600-6FF` or `U+6??`.
fn is_range(written: &str) -> bool {
    let Some(rest) = written.strip_prefix("U+").or_else(|| written.strip_prefix("u+")) else {
        return false;
    };
    let number = |digits: &str| {
        u32::from_str_radix(digits, 16)
            .ok()
            .filter(|&number| number <= 0x10_FFFF)
    };
    match rest.split_once('-') {
        Some((first, last)) => number(first)
            .zip(number(last))
            .is_some_and(|(first, last)| first <= last),
        None => {
            rest.len() <= 6 && number(&rest.replace('?', "0")).is_some() && !rest.trim_end_matches('?').contains('?')
        }
    }
}
