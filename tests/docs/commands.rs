//! The commands that texts name, against the help of the program.

use std::collections::BTreeSet;
use std::process::Command;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::manual::spans;

fn help(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_maqal"))
        .args(arguments)
        .arg("--help")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// The commands of the program.
pub fn all() -> Vec<String> {
    let help = help(&[]);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next());
    let names: Vec<String> = names.map(str::to_owned).collect();
    assert!(names.iter().any(|name| name == "build"), "{help}");
    names
}

/// The long options of a command; `help` takes a command instead.
pub fn options(command: &str) -> BTreeSet<String> {
    if command == "help" {
        return BTreeSet::new();
    }
    let help = help(&[command]);
    let is_in = |c: char| c.is_ascii_lowercase() || c == '-';
    // `-h, --help`, or `--out <FOLDER>`
    let long = |line: &str| {
        let line = line.trim_start();
        // What is said of an option may hold commas too.
        let long = if line.starts_with("--") {
            line
        } else {
            line.split_once(", ")?.1
        };
        let name = long.strip_prefix("--")?.split(|c| !is_in(c)).next()?;
        Some(format!("--{name}"))
    };
    let options: BTreeSet<String> = help
        .lines()
        .filter(|line| line.trim_start().starts_with('-'))
        .filter_map(long)
        .collect();
    assert!(
        options.contains("--help") && options.contains("--version"),
        "{command}: {options:?}"
    );
    options
}

/// The calls of `maqal` in a text, or of `cargo` for its sake, that the program or the project does not know.
pub fn unknown(path: &str, text: &str) -> Vec<String> {
    let commands = all();
    let lines = spans(text).into_iter().chain(shell(text));
    let problem = |line: String| {
        let words: Vec<&str> = line.split('#').next()?.split_whitespace().collect();
        let called = match words.as_slice() {
            ["maqal", rest @ ..] => rest,
            ["cargo", "run", rest @ ..] => &rest[rest.iter().position(|word| *word == "--")? + 1..],
            ["cargo", "test", "--test", name, ..] => {
                let known = super::read("Cargo.toml").contains(&format!("[[test]]\nname = \"{name}\""));
                return (!known).then(|| format!("{path}: there is no test `{name}`: {line}"));
            }
            _ => return None,
        };
        let (command, arguments) = called.split_first()?;
        if !commands.iter().any(|known| known == command) {
            return Some(format!("{path}: there is no command `{command}`: {line}"));
        }
        let options = options(command);
        let option = arguments
            .iter()
            .find(|word| word.starts_with("--") && !options.contains(**word))?;
        Some(format!("{path}: `{command}` has no option `{option}`: {line}"))
    };
    lines.filter_map(problem).collect()
}

/// The lines of the blocks of shell commands.
fn shell(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inside = false;
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(language))) => {
                inside = &*language == "sh"
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => lines.extend(text.lines().map(str::to_owned)),
            _ => {}
        }
    }
    lines
}

#[test]
fn what_does_not_exist_is_found() {
    let text =
        "`maqal build --strict`, `maqal biuld`, `maqal`\n\n```sh\ncargo run -- serve --porte 1\ntests/run\n```\n";
    let found = unknown("a.md", text);
    assert_eq!(
        found,
        [
            "a.md: there is no command `biuld`: maqal biuld",
            "a.md: `serve` has no option `--porte`: cargo run -- serve --porte 1",
        ]
    );
}
