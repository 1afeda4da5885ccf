//! Styles that letters which join cannot take (CSS Text, cursive scripts): tracking tears them apart, and they have
//! neither capitals nor a slanted face.

use super::sheet::{Block, Declaration};
use super::value::Part;
use super::{Finding, Languages};
use crate::base::Code;

/// A style that suits other scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// Space between letters.
    Tracking,
    /// Capitals, large or small.
    Capitals,
    /// Small capitals.
    SmallCapitals,
    /// A slanted face.
    Slant,
}

/// Looks for such styles in a rule that is not kept to other scripts.
pub fn check(block: &Block, languages: &Languages<'_>, findings: &mut Vec<Finding>) {
    if block.scope.latin {
        return;
    }
    for declaration in &block.declarations {
        for style in styles(declaration) {
            let reason = match style {
                Style::Tracking => "tears joined letters apart",
                Style::Capitals | Style::SmallCapitals => "is lost on letters that have no capitals",
                Style::Slant => "slants letters that have no slanted face",
            };
            let help = match languages.other {
                Some(_) if block.scope.cursive => "leave it out for this language".to_owned(),
                Some(tag) => format!("keep the rule to other text: `:dir(ltr)`, or `:lang({tag})`"),
                None => "leave it out".to_owned(),
            };
            findings.push(Finding {
                code: Code::CursiveStyle,
                at: declaration.name_at.clone(),
                declaration: declaration.at.clone(),
                message: format!("`{}` {reason}", declaration.name),
                help,
                style: (!block.scope.cursive).then_some(style),
            });
        }
    }
}

/// The styles that a rule for cursive text takes back.
pub fn taken_back(block: &Block) -> impl Iterator<Item = Style> {
    let declarations = block.declarations.iter().filter(|_| block.scope.cursive);
    declarations.flat_map(|declaration| {
        let of_property: &[Style] = match declaration.name.as_str() {
            "letter-spacing" => &[Style::Tracking],
            "text-transform" => &[Style::Capitals],
            "font-variant" | "font-variant-caps" => &[Style::SmallCapitals],
            "font-style" => &[Style::Slant],
            "font" => &[Style::SmallCapitals, Style::Slant],
            _ => &[],
        };
        let given: Vec<Style> = styles(declaration).collect();
        of_property.iter().copied().filter(move |style| !given.contains(style))
    })
}

/// The styles that a declaration gives for certain.
fn styles(declaration: &Declaration) -> impl Iterator<Item = Style> {
    let words = || declaration.value.iter().filter_map(Part::word);
    let has = |wanted: &[&str]| words().any(|word| wanted.contains(&word));
    let spaced = |part: &Part| part.number().is_some_and(|(value, _)| value != 0.0);
    let small = ["small-caps", "all-small-caps", "petite-caps", "all-petite-caps"];
    let slanted = ["italic", "oblique"];
    let name = declaration.name.as_str();
    let is = |names: &[&str]| names.contains(&name);
    [
        (
            is(&["letter-spacing"]) && declaration.value.iter().any(spaced),
            Style::Tracking,
        ),
        (is(&["text-transform"]) && has(&["uppercase"]), Style::Capitals),
        (
            is(&["font-variant", "font-variant-caps", "font"]) && has(&small),
            Style::SmallCapitals,
        ),
        (is(&["font-style", "font"]) && has(&slanted), Style::Slant),
    ]
    .into_iter()
    .filter_map(|(given, style)| given.then_some(style))
}
