//! Barriers that axe-core finds on a page.

use serde_json::Value;

use crate::npm;
use crate::tab::Tab;

const SCRIPT: npm::File = npm::File {
    package: "axe-core",
    version: "4.14.0",
    path: "axe.min.js",
    digest: "ae4f256a4b46f09775e0b76ecb4b2aec5625d5afc332e65c89e455cfaec9b6b8",
};

/// The script, as npm has it.
pub fn script() -> Result<String, String> {
    SCRIPT.text()
}

const RUN: &str = "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((rule) =>
  `${rule.id}: ${rule.help}` + rule.nodes.map((node) => `\\n    ${node.html}\\n    ${node.failureSummary}`).join('')))";

/// Looks for barriers on the page that is open.
pub fn check(tab: &Tab, script: &str) -> Result<(), String> {
    tab.evaluate(&format!("{script}; null"))?;
    match tab.evaluate(RUN)? {
        Value::Array(violations) if violations.is_empty() => Ok(()),
        Value::Array(violations) => Err(violations
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n  ")),
        other => Err(format!("axe-core answers {other}")),
    }
}
