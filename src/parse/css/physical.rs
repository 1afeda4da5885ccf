//! Declarations that keep to the left or right whatever the direction of the text.

use std::collections::HashMap;
use std::ops::Range;

use super::sheet::{Block, Declaration};
use super::value::{Kind, Part, range};
use super::{Finding, paint, shorthand};
use crate::base::Code;

/// Properties of one side, and what to write instead.
const PROPERTIES: &[(&str, &str)] = &[
    ("left", "inset-inline-start"),
    ("right", "inset-inline-end"),
    ("margin-left", "margin-inline-start"),
    ("margin-right", "margin-inline-end"),
    ("padding-left", "padding-inline-start"),
    ("padding-right", "padding-inline-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    ("border-left-width", "border-inline-start-width"),
    ("border-right-width", "border-inline-end-width"),
    ("border-left-style", "border-inline-start-style"),
    ("border-right-style", "border-inline-end-style"),
    ("border-left-color", "border-inline-start-color"),
    ("border-right-color", "border-inline-end-color"),
    ("border-top-left-radius", "border-start-start-radius"),
    ("border-top-right-radius", "border-start-end-radius"),
    ("border-bottom-left-radius", "border-end-start-radius"),
    ("border-bottom-right-radius", "border-end-end-radius"),
    ("scroll-margin-left", "scroll-margin-inline-start"),
    ("scroll-margin-right", "scroll-margin-inline-end"),
    ("scroll-padding-left", "scroll-padding-inline-start"),
    ("scroll-padding-right", "scroll-padding-inline-end"),
];

/// Properties that take `left` and `right`, and what to write instead of each; nothing where no word follows the text.
const KEYWORDS: &[(&str, &str, &str)] = &[
    ("text-align", "start", "end"),
    ("text-align-last", "start", "end"),
    ("float", "inline-start", "inline-end"),
    ("clear", "inline-start", "inline-end"),
    ("justify-content", "start", "end"),
    ("justify-items", "start", "end"),
    ("justify-self", "start", "end"),
    ("place-content", "start", "end"),
    ("place-items", "start", "end"),
    ("place-self", "start", "end"),
    ("break-before", "verso", "recto"),
    ("break-after", "verso", "recto"),
    ("page-break-before", "verso", "recto"),
    ("page-break-after", "verso", "recto"),
    ("caption-side", "top", "bottom"),
    ("transform-origin", "", ""),
    ("perspective-origin", "", ""),
];

/// Properties that move a box along the line.
const MOVES: &[&str] = &[
    "left",
    "right",
    "margin-left",
    "margin-right",
    "inset-inline",
    "inset-inline-start",
    "inset-inline-end",
    "margin-inline",
    "margin-inline-start",
    "margin-inline-end",
];

/// What to do where CSS has no logical value.
pub const NO_LOGICAL_VALUE: &str = "write it for `:dir(ltr)`, and its mirror image for `:dir(rtl)`";

/// What a declaration is looked at with: the others of its rule.
pub struct Look<'a> {
    /// The whole sheet.
    pub text: &'a str,
    /// The declarations of the rule by name; of several the last.
    by_name: HashMap<&'a str, &'a Declaration>,
}

/// Looks at the declarations of a rule.
pub fn check(block: &Block, text: &str, findings: &mut Vec<Finding>) {
    if block.scope.sided {
        return;
    }
    let by_name = block.declarations.iter().map(|one| (one.name.as_str(), one)).collect();
    let look = Look { text, by_name };
    for declaration in &block.declarations {
        let found = look
            .off_page(declaration)
            .or_else(|| look.property(declaration))
            .or_else(|| keyword(declaration))
            .or_else(|| shorthand::sides(declaration, text))
            .or_else(|| shorthand::corners(declaration, text));
        findings.extend(found);
        paint::check(declaration, &look, findings);
    }
}

impl Finding {
    /// A declaration that does not follow the direction of the text.
    pub fn physical(declaration: &Declaration, at: Range<usize>, what: &str, help: String) -> Self {
        Finding {
            code: Code::PhysicalDirection,
            at,
            declaration: declaration.at.clone(),
            message: format!("`{what}` does not follow the direction of the text"),
            help,
            style: None,
        }
    }
}

impl Look<'_> {
    fn value(&self, name: &str) -> Option<&[Part]> {
        self.by_name.get(name).map(|other| other.value.as_slice())
    }

    /// Whether the rule has this property with a value of one part that passes.
    fn has(&self, name: &str, passes: impl Fn(&Part) -> bool) -> bool {
        matches!(self.value(name), Some([part]) if passes(part))
    }

    /// Whether the rule takes a box back by half of its own width, to the left or to the right.
    fn goes_back_half(&self, sign: f32) -> bool {
        let half = |part: &Part| part.is_number(-50.0 * sign, "%");
        let in_transform = self.value("transform").unwrap_or_default().iter().any(|part| {
            matches!(&part.kind, Kind::Function(name, given)
                if matches!(&**name, "translatex" | "translate" | "translate3d") && given.first().is_some_and(half))
        });
        in_transform || self.value("translate").and_then(<[Part]>::first).is_some_and(half)
    }

    /// Whether the rule puts the edge where the line begins or ends in the middle, by a logical property.
    pub fn is_half_way(&self) -> bool {
        let half = |part: &Part| part.is_number(50.0, "%");
        self.has("inset-inline-start", half) || self.has("inset-inline-end", half)
    }

    fn property(&self, declaration: &Declaration) -> Option<Finding> {
        let name = declaration.name.as_str();
        let (_, logical) = PROPERTIES.iter().find(|(physical, _)| *physical == name)?;
        if self.is_symmetric(declaration) {
            return None;
        }
        let help = format!("write `{logical}`");
        Some(Finding::physical(declaration, declaration.name_at.clone(), name, help))
    }

    /// Whether the rule does the same on the other side, or puts a box in the middle or all across.
    fn is_symmetric(&self, declaration: &Declaration) -> bool {
        let name = declaration.name.as_str();
        let (opposite, sign) = if name.contains("left") {
            (name.replace("left", "right"), 1.0)
        } else {
            (name.replace("right", "left"), -1.0)
        };
        let text = |parts: &[Part]| self.text.get(range(parts)).unwrap_or_default();
        let same = |other: &[Part]| text(other).eq_ignore_ascii_case(text(&declaration.value));
        if self.value(&opposite).is_some_and(same) {
            return true;
        }
        let half = |part: &Part| part.is_number(50.0, "%");
        let margin = if sign > 0.0 { "margin-left" } else { "margin-right" };
        let pulled = |part: &Part| part.number().is_some_and(|(value, _)| value < 0.0);
        match (name, declaration.value.as_slice()) {
            ("left" | "right", [edge]) if half(edge) => self.goes_back_half(sign) || self.has(margin, pulled),
            ("left" | "right", [edge]) if edge.number().is_some_and(|(value, _)| value == 0.0) => {
                let whole = |part: &Part| part.is_number(100.0, "%") || part.is_number(100.0, "vw");
                self.has("width", whole) || self.has("inline-size", whole)
            }
            ("margin-left", [_]) => self.has("left", half) && self.has("margin-left", pulled),
            ("margin-right", [_]) => self.has("right", half) && self.has("margin-right", pulled),
            _ => false,
        }
    }

    /// Hiding something by moving it so far that nobody would scroll there.
    fn off_page(&self, declaration: &Declaration) -> Option<Finding> {
        let name = declaration.name.as_str();
        if !MOVES.contains(&name) {
            return None;
        }
        let is_far = |part: &&Part| match part.number() {
            Some((value, "px")) => value <= -999.0 || value >= 5000.0,
            Some((value, "em" | "rem" | "ch")) => value <= -99.0 || value >= 500.0,
            Some((value, "vw" | "vi")) => value <= -500.0 || value >= 500.0,
            _ => false,
        };
        declaration.value.iter().find(is_far)?;
        Some(Finding {
            code: Code::OffPage,
            at: declaration.name_at.clone(),
            declaration: declaration.at.clone(),
            message: format!("`{name}` moves this off the page, and a page of one direction grows as wide"),
            help: "hide it with `position: absolute; clip-path: inset(50%); inline-size: 1px; overflow: hidden`".into(),
            style: None,
        })
    }
}

fn keyword(declaration: &Declaration) -> Option<Finding> {
    let name = declaration.name.as_str();
    let (_, left, right) = KEYWORDS.iter().find(|(property, ..)| *property == name)?;
    let part = declaration.value.iter().find(|part| is_side(part))?;
    let side = part.word()?;
    let what = format!("{name}: {side}");
    let help = match if side == "left" { *left } else { *right } {
        "" => NO_LOGICAL_VALUE.to_owned(),
        "top" | "bottom" => "write `caption-side: top` or `caption-side: bottom`".to_owned(),
        logical => format!("write `{}: {logical}`", name.trim_start_matches("page-")),
    };
    Some(Finding::physical(declaration, part.at.clone(), &what, help))
}

/// Whether a part is the word `left` or `right`.
pub fn is_side(part: &Part) -> bool {
    matches!(part.word(), Some("left" | "right"))
}
