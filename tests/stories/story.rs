//! Reads a story file: Markdown whose fenced blocks are steps.

use crate::blocks::{self, Block, Line, Problem, Section};
use crate::expect::{self, Expectation};
use crate::text::{first_word, words};
use crate::world::Options;

/// One test: what happens, in order.
pub type Story = Section<Step>;

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
    pub options: Options,
    /// The present, if the step names it: seconds since 1970.
    pub now: Option<i64>,
    /// What must be true afterwards, each with its line.
    pub expectations: Vec<(usize, Expectation)>,
}

/// Reads all stories of a file.
pub fn parse(text: &str) -> Result<Vec<Story>, Problem> {
    let stories = blocks::sections(text, step)?;
    for story in &stories {
        if !story.steps.iter().any(|step| matches!(step.action, Action::Build(_))) {
            return Err((1, format!("the story `{}` builds nothing", story.title)));
        }
    }
    Ok(stories)
}

fn step(block: &Block<'_>) -> Result<Step, Problem> {
    let action = action(block.info, &block.lines);
    let action = action.map_err(|(at, problem)| (at.unwrap_or(block.line), problem))?;
    Ok(Step {
        line: block.line,
        action,
    })
}

fn action(info: &str, block: &[Line<'_>]) -> Result<Action, (Option<usize>, String)> {
    let (kind, rest) = first_word(info);
    let at_fence = |problem| (None, problem);
    match kind.as_str() {
        "file" => {
            let (path, bytes) = blocks::file(rest, block).map_err(at_fence)?;
            Ok(Action::File { path, bytes })
        }
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

fn changes(block: &[Line<'_>]) -> Result<Vec<Change>, Problem> {
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
            "--strict" => build.options.strict = true,
            "--drafts" => build.options.drafts = true,
            "--future" => build.options.future = true,
            "--base-url" => {
                build.options.base_url = Some(options.next().ok_or("`--base-url` takes an address")?.to_owned())
            }
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
