//! Reads a story file: Markdown whose fenced blocks are steps.

use std::collections::HashSet;

use crate::expect::{self, Expectation};
use crate::text::{first_word, hex, unescape, words};

/// One test: what happens, in order.
pub struct Story {
    /// The heading.
    pub title: String,
    /// The steps, those before the first heading included.
    pub steps: Vec<Step>,
}

/// One fenced block.
#[derive(Clone)]
pub struct Step {
    /// The line of its fence.
    pub line: usize,
    /// What it says.
    pub action: Action,
}

/// What a step does.
#[derive(Clone)]
pub enum Action {
    /// Writes a file.
    File { path: String, bytes: Vec<u8> },
    /// Changes a file.
    Edit { path: String, changes: Vec<Change> },
    /// Deletes a file or a folder.
    Delete { path: String },
    /// Renames a file or a folder.
    Rename { from: String, to: String },
    /// Builds the site and looks at it.
    Build(Build),
}

/// One change of an edit.
#[derive(Clone)]
pub enum Change {
    /// Puts a text where another stands, which stands there once.
    Replace { old: String, new: String },
    /// Removes a whole line.
    Remove(String),
    /// Adds a line at the end.
    Append(String),
}

/// A build.
#[derive(Clone, Default)]
pub struct Build {
    pub strict: bool,
    pub drafts: bool,
    pub future: bool,
    pub base_url: Option<String>,
    /// The present, if the step names it: seconds since 1970.
    pub now: Option<i64>,
    /// What must be true afterwards, each with its line.
    pub expectations: Vec<(usize, Expectation)>,
}

/// A line, and what is wrong there.
pub type Problem = (usize, String);

/// Reads all stories of a file.
pub fn parse(text: &str) -> Result<Vec<Story>, Problem> {
    let mut background: Vec<Step> = Vec::new();
    let mut stories: Vec<Story> = Vec::new();
    let mut titles = HashSet::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            if !titles.insert(title.to_owned()) {
                return Err((number, format!("two stories are called `{title}`")));
            }
            stories.push(Story {
                title: title.trim().to_owned(),
                steps: background.clone(),
            });
        } else if let Some((fence, info)) = opening_fence(line) {
            let mut block = Vec::new();
            loop {
                match lines.next() {
                    Some((_, line)) if is_closing(line, fence) => break,
                    Some(line) => block.push(line),
                    None => return Err((number, "the block is not closed".into())),
                }
            }
            let action = action(info, &block).map_err(|(at, problem)| (at.unwrap_or(number), problem))?;
            let steps = stories.last_mut().map_or(&mut background, |story| &mut story.steps);
            steps.push(Step { line: number, action });
        }
    }
    for story in &stories {
        if !story.steps.iter().any(|step| matches!(step.action, Action::Build(_))) {
            return Err((1, format!("the story `{}` builds nothing", story.title)));
        }
    }
    Ok(stories)
}

fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let length = line.len() - line.trim_start_matches(['`', '~']).len();
    (length >= 3).then(|| line.split_at(length))
}

fn is_closing(line: &str, fence: &str) -> bool {
    let line = line.trim_end();
    line.len() >= fence.len() && line.chars().all(|c| fence.starts_with(c))
}

type Lines<'a> = [(usize, &'a str)];

fn action(info: &str, block: &Lines<'_>) -> Result<Action, (Option<usize>, String)> {
    let (kind, rest) = first_word(info);
    let at_fence = |problem| (None, problem);
    match kind.as_str() {
        "file" => file(rest, block).map_err(at_fence),
        "edit" => {
            let (path, _) = first_word(rest);
            let changes = changes(block).map_err(|(line, problem)| (Some(line), problem))?;
            Ok(Action::Edit { path, changes })
        }
        "delete" => Ok(Action::Delete {
            path: first_word(rest).0,
        }),
        "rename" => match <[String; 2]>::try_from(words(rest)) {
            Ok([from, to]) => Ok(Action::Rename { from, to }),
            Err(_) => Err((None, "`rename` takes two paths".into())),
        },
        "build" => {
            let mut build = build(rest).map_err(at_fence)?;
            build.expectations = expect::parse(block).map_err(|(line, problem)| (Some(line), problem))?;
            Ok(Action::Build(build))
        }
        other => Err((None, format!("`{other}` is no step"))),
    }
}

fn file(info: &str, block: &Lines<'_>) -> Result<Action, String> {
    let (mut path, options) = first_word(info);
    let mut text = block.iter().flat_map(|(_, line)| [*line, "\n"]).collect::<String>();
    let mut bytes = None;
    for option in options.split_whitespace() {
        match option {
            "escapes" => (path, text) = (unescape(&path)?, unescape(&text)?),
            option if option.starts_with("times=") => text = repeated(&text, &option["times=".len()..])?,
            "no-newline" => text.truncate(text.trim_end_matches('\n').len()),
            "crlf" => text = text.replace('\n', "\r\n"),
            "cr" => text = text.replace('\n', "\r"),
            "bom" => text.insert(0, '\u{FEFF}'),
            "hex" => bytes = Some(hex(&text)?),
            other => return Err(format!("`{other}` is no option of `file`")),
        }
    }
    let bytes = bytes.unwrap_or_else(|| text.into_bytes());
    Ok(Action::File { path, bytes })
}

/// The text with its last line written several times.
fn repeated(text: &str, times: &str) -> Result<String, String> {
    let times = times.parse().map_err(|_| format!("`{times}` is no number"))?;
    let last = text.lines().next_back().unwrap_or_default();
    let (before, _) = text.split_at(text.len().saturating_sub(last.len() + 1));
    Ok(format!("{before}{}", format!("{last}\n").repeat(times)))
}

fn changes(block: &Lines<'_>) -> Result<Vec<Change>, Problem> {
    let mut changes = Vec::new();
    let mut lines = block.iter().peekable();
    while let Some(&(number, line)) = lines.next() {
        if let Some(old) = line.strip_prefix("- ") {
            let new = lines.next_if(|(_, line)| *line == "+" || line.starts_with("+ "));
            changes.push(match new {
                Some((_, new)) => Change::Replace {
                    old: old.to_owned(),
                    new: new.get(2..).unwrap_or_default().to_owned(),
                },
                None => Change::Remove(old.to_owned()),
            });
        } else if let Some(new) = line.strip_prefix("+ ") {
            changes.push(Change::Append(new.to_owned()));
        } else {
            return Err((number, "a line of `edit` starts with `- ` or `+ `".into()));
        }
    }
    Ok(changes)
}

fn build(info: &str) -> Result<Build, String> {
    let mut build = Build::default();
    let mut options = info.split_whitespace();
    while let Some(option) = options.next() {
        match option {
            "--strict" => build.strict = true,
            "--drafts" => build.drafts = true,
            "--future" => build.future = true,
            "--base-url" => build.base_url = Some(options.next().ok_or("`--base-url` takes an address")?.to_owned()),
            "now" => build.now = Some(seconds(options.next().ok_or("`now` takes a date")?)?),
            other => return Err(format!("`{other}` is no option of `build`")),
        }
    }
    Ok(build)
}

/// The second at which a UTC day, or a time like `2025-06-01T12:00Z`, begins.
pub fn seconds(written: &str) -> Result<i64, String> {
    let time = if written.contains('T') {
        written.to_owned()
    } else {
        format!("{written}T00:00Z")
    };
    let time: jiff::Timestamp = time.parse().map_err(|error| format!("{error}"))?;
    Ok(time.as_second())
}
