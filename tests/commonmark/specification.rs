//! The examples of the specification.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One example.
pub struct Example {
    pub number: usize,
    pub section: String,
    pub markdown: String,
    pub html: String,
}

const PACKAGE: &str = "commonmark-spec@0.31.2";

/// All examples, or what to do to get them.
pub fn examples() -> Result<Vec<Example>, String> {
    let text = specification().map_err(|problem| {
        format!(
            "cannot get the npm package {PACKAGE}: {problem}. Install Node.js with npm and tar, and be online once."
        )
    })?;
    Ok(extract(&text))
}

fn specification() -> Result<String, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("commonmark-spec");
    let file = folder.join("package/spec.txt");
    if !file.exists() {
        fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        run(&folder, Command::new("npm").args(["pack", "--silent", PACKAGE]))?;
        run(
            &folder,
            Command::new("tar").args(["-xzf", "commonmark-spec-0.31.2.tgz"]),
        )?;
    }
    fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))
}

fn run(folder: &Path, command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .current_dir(folder)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program}: {}", String::from_utf8_lossy(&output.stderr).trim()))
}

/// The examples stand between lines of 32 backquotes, input and output parted by a line with a dot; `→` is a tab.
fn extract(text: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let start = format!("{fence} example");
    let mut examples = Vec::new();
    let mut section = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line == "<!-- END TESTS -->" {
            break;
        } else if line == start {
            let mut part = |end: &str| -> String {
                let lines = lines.by_ref().take_while(|&line| line != end);
                lines
                    .flat_map(|line| [line, "\n"])
                    .collect::<String>()
                    .replace('→', "\t")
            };
            examples.push(Example {
                number: examples.len() + 1,
                section: section.clone(),
                markdown: part("."),
                html: part(&fence),
            });
        } else if let Some(title) = line.strip_prefix('#') {
            section = title.trim_start_matches('#').trim().to_owned();
        }
    }
    examples
}
