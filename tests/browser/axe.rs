//! Barriers that axe-core finds on a page.

use serde_json::Value;

use crate::npm;
use crate::tab::Tab;

/// The script, as npm has it.
pub fn script() -> Result<String, String> {
    npm::file("axe-core", "4.14.0", "axe.min.js")
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
