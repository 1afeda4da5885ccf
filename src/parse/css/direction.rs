//! Directions that belong into the markup.

use super::Finding;
use super::sheet::Block;
use crate::base::Code;

/// Looks for directions in a rule that styles what has markup.
pub fn check(block: &Block, findings: &mut Vec<Finding>) {
    if block.scope.generated {
        return;
    }
    let found = block.declarations.iter().filter_map(|declaration| {
        let help = match declaration.name.as_str() {
            "direction" => "write `dir` on the element: readers without the style sheet need it too",
            "unicode-bidi" => "write `<bdi>`, or `dir` on the element: both isolate it",
            _ => return None,
        };
        Some(Finding {
            code: Code::CssDirection,
            at: declaration.name_at.clone(),
            declaration: declaration.at.clone(),
            message: format!("`{}` belongs into the markup", declaration.name),
            help: help.to_owned(),
            style: None,
        })
    });
    findings.extend(found);
}
