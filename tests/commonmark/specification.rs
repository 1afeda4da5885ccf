//! The examples of the specification.

use crate::npm;

const SPECIFICATION: npm::File = npm::File {
    package: "commonmark-spec",
    version: "0.31.2",
    path: "spec.txt",
    digest: "0154b031a08e6faf3c02026cb09b30469985ef2e1fa59ccb183d2b94f20173ac",
};

/// One example.
pub struct Example {
    pub number: usize,
    pub section: String,
    pub markdown: String,
    pub html: String,
}

/// All examples, or what to do to get them.
pub fn examples() -> Result<Vec<Example>, String> {
    Ok(extract(&SPECIFICATION.text()?))
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
