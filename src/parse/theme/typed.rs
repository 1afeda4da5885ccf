//! A written value as the kind of its setting wants it.

use std::collections::BTreeMap;

use crate::base::{Span, nearest};
use crate::model::{SettingKind, Value};
use crate::parse::css::{colour, colour_names};
use crate::parse::tree::{Data, Node, quoted};
use crate::text::nfc;

/// The files of a site: their addresses by their paths below `content/`, which are in NFC.
pub type SiteFiles = BTreeMap<String, String>;

/// Why a value cannot be used.
pub struct Wrong {
    /// Where.
    pub span: Span,
    /// What of it, to be put behind the name of the setting.
    pub problem: String,
    /// What to write instead.
    pub help: String,
}

/// The value of the setting `name` that is written as `node`. `files` are those that it may name; a theme knows of none.
///
/// # Errors
/// Another kind of value, or one that is not among those that may be.
pub fn typed(kind: &SettingKind, name: &str, node: &Node, files: Option<&SiteFiles>) -> Result<Value, Wrong> {
    value(kind, node, files).map_err(|Problem { span, problem, help }| Wrong {
        span,
        problem,
        help: help.unwrap_or_else(|| format!("write `{name} = {}`", example(kind))),
    })
}

/// What is wrong with a value; without help where an example of a right one helps most.
struct Problem {
    span: Span,
    problem: String,
    help: Option<String>,
}

fn value(kind: &SettingKind, node: &Node, files: Option<&SiteFiles>) -> Result<Value, Problem> {
    let problem = |problem: String, help: Option<String>| Problem {
        span: node.span,
        problem,
        help,
    };
    let other = || problem(format!("must be {}, but it is {}", expected(kind), node.kind()), None);
    let out_of_range = |number: String, limits: String| {
        let help = format!("write a number {limits}");
        problem(format!("must be {limits}, but it is {number}"), Some(help))
    };
    match (kind, &node.data) {
        (SettingKind::Text, Data::Text(text)) => Ok(Value::text(text.trim())),
        (SettingKind::Bool, _) => node.as_bool().map(Value::Bool).ok_or_else(other),
        (SettingKind::Int { min, max }, _) => {
            let number = node.as_int().ok_or_else(other)?;
            let fits = min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max);
            let refusal = || out_of_range(number.to_string(), between(min.as_ref(), max.as_ref()));
            fits.then_some(Value::Int(number)).ok_or_else(refusal)
        }
        (SettingKind::Number { min, max }, _) => {
            let (number, value) = number(node).ok_or_else(other)?;
            let fits = min.is_none_or(|min| min <= number) && max.is_none_or(|max| number <= max);
            let refusal = || out_of_range(number.to_string(), between(min.as_ref(), max.as_ref()));
            fits.then_some(value).ok_or_else(refusal)
        }
        (SettingKind::Colour | SettingKind::File, Data::Text(text)) if text.trim().is_empty() => Ok(Value::text("")),
        (SettingKind::Colour, Data::Text(text)) => colour(text.trim()).map(Value::from).ok_or_else(|| {
            let help = match nearest(&text.trim().to_ascii_lowercase(), colour_names()) {
                Some(meant) => format!("write `{meant}`"),
                None => "write it as `\"#8a3324\"`, or a name of CSS such as `\"teal\"`".to_owned(),
            };
            problem(format!("is {}, which is no colour", quoted(text)), Some(help))
        }),
        (SettingKind::Choice(options), Data::Text(text)) => {
            let help = || match nearest(text, options.iter().map(String::as_str)) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("use one of {}", options.join(", ")),
            };
            let is_known = options.iter().any(|option| option == text);
            let refusal = || problem(format!("cannot be {}", quoted(text)), Some(help()));
            is_known.then(|| Value::text(text)).ok_or_else(refusal)
        }
        (SettingKind::File, Data::Text(text)) => file(text, files).map_err(|(what, help)| problem(what, Some(help))),
        (SettingKind::List(of), Data::List(items)) => {
            let items = items.iter().map(|item| value(of, item, files));
            Ok(Value::list(items.collect::<Result<Vec<_>, _>>()?))
        }
        (
            SettingKind::Text | SettingKind::Colour | SettingKind::Choice(_) | SettingKind::File | SettingKind::List(_),
            _,
        ) => Err(other()),
    }
}

/// A number and its value; NaN and the infinities, which TOML has, are none.
fn number(node: &Node) -> Option<(f64, Value)> {
    let Data::Plain { value, .. } = &node.data else {
        return None;
    };
    match value {
        // A whole number of more digits than a fraction holds is nothing that a theme could mean.
        Value::Int(number) => i32::try_from(*number).ok().map(|whole| (whole.into(), value.clone())),
        Value::Float(number) if number.is_finite() => Some((*number, value.clone())),
        _ => None,
    }
}

fn between<T: ToString>(min: Option<&T>, max: Option<&T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("from {} to {}", min.to_string(), max.to_string()),
        (Some(min), None) => format!("{} or more", min.to_string()),
        (None, Some(max)) => format!("{} or less", max.to_string()),
        (None, None) => String::new(),
    }
}

fn file(written: &str, files: Option<&SiteFiles>) -> Result<Value, (String, String)> {
    let Some(files) = files else {
        let problem = "cannot name a file, since a theme does not know the files of a site";
        return Err((problem.to_owned(), "leave it empty: `\"\"`".to_owned()));
    };
    let path = nfc(written.trim());
    let path = path.strip_prefix("content/").unwrap_or(&path).trim_start_matches('/');
    files.get(path).map(Value::text).ok_or_else(|| {
        let problem = format!("is {}, which is no file of this site", quoted(written));
        let help = match nearest(path, files.keys().map(String::as_str)) {
            Some(meant) => format!("write `{meant}`"),
            None => "put the file into `content/`, and write its path there, such as `fonts/naskh.woff2`".to_owned(),
        };
        (problem, help)
    })
}

/// What a setting must be, in words.
fn expected(kind: &SettingKind) -> &'static str {
    match kind {
        SettingKind::Text => "text",
        SettingKind::Bool => "true or false",
        SettingKind::Int { .. } => "a whole number",
        SettingKind::Number { .. } => "a number",
        SettingKind::Colour => "a colour",
        SettingKind::Choice(_) => "one of its words",
        SettingKind::File => "the path of a file",
        SettingKind::List(_) => "a list",
    }
}

/// A value that would be right.
fn example(kind: &SettingKind) -> String {
    match kind {
        SettingKind::Text => "\"…\"".to_owned(),
        SettingKind::Bool => "true".to_owned(),
        SettingKind::Int { min, max } => min.or(*max).unwrap_or(1).to_string(),
        SettingKind::Number { min, max } => min.or(*max).unwrap_or(1.5).to_string(),
        SettingKind::Colour => "\"#8a3324\"".to_owned(),
        SettingKind::Choice(options) => format!("\"{}\"", options.first().map_or("…", String::as_str)),
        SettingKind::File => "\"fonts/naskh.woff2\"".to_owned(),
        SettingKind::List(of) => format!("[{}]", example(of)),
    }
}
