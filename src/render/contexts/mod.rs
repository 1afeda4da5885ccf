//! What a theme prints where. For every `{{ … }}` it is found out what the value would become in HTML and, as far as
//! that can be told beforehand, what it is: HTML in an attribute, a text in an address or anything in a script is
//! refused when the theme loads, and what may run against the page is isolated.
//!
//! ```text
//! template ─ tags ─→ text  ─ html ──────→ places: content, attribute, title, script …  ─┐
//!                    words ─ expression ─→ known: HTML, text, address, number …         ─┴ rules ─→ findings
//! ```
//!
//! What is known of a value comes from its last field, since fields of one name hold the same everywhere; from the
//! loop, `set` or component argument that gave it its name; and from the filter that it passed last. What nobody
//! knows may be printed between tags only, unless it passes `plain`.

mod expression;
mod filters;
mod html;
mod known;
mod names;
mod places;
mod plain;
mod rules;
#[cfg(test)]
mod tests;
mod walk;

use crate::base::{Code, Span};
use crate::model::{Shape, TableRow, Template};

use known::{Fields, Known};
use names::{Facts, Names, Table};
use walk::{Blocks, Walk, Walked};

pub use plain::text_of_html;

/// Rounds over all templates after which what components are called with is known well enough.
const MOST_ROUNDS: usize = 12;

/// Something that is wrong in a template.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Where, in bytes.
    pub span: Span,
    /// What kind of problem.
    pub code: Code,
    /// One sentence.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// What a component is called with by others than templates.
pub struct Given {
    /// The component.
    pub component: String,
    /// The argument.
    pub argument: String,
    /// What it holds.
    pub shape: &'static Shape,
}

/// What is found in one template.
#[derive(Default)]
pub struct Checked {
    /// What is wrong, in order.
    pub findings: Vec<Finding>,
    /// The expressions between tags whose values may run against the page, in order.
    pub isolated: Vec<Span>,
}

/// Reads HTML templates. `parents` says which template each one extends, and no chain of them is a circle.
pub fn check(
    templates: &[&Template],
    parents: &[Option<usize>],
    given: &[Given],
    table: &'static [TableRow],
) -> Vec<Checked> {
    let table = Table {
        rows: table,
        fields: Fields::new(table),
    };
    let order = parents_first(parents);
    let mut facts = Facts::default();
    for given in given {
        facts.call(&given.component, &given.argument, Known::shaped(given.shape));
    }
    let mut checked = Vec::new();
    // Once is enough where no name of one template comes from another one.
    for _ in 0..MOST_ROUNDS {
        facts.grew = false;
        checked = round(templates, parents, &order, &table, &mut facts);
        if !facts.grew {
            break;
        }
    }
    checked
}

fn round(
    templates: &[&Template],
    parents: &[Option<usize>],
    order: &[usize],
    table: &Table,
    facts: &mut Facts,
) -> Vec<Checked> {
    let mut checked: Vec<Checked> = templates.iter().map(|_| Checked::default()).collect();
    let mut blocks: Vec<Blocks> = templates.iter().map(|_| Blocks::default()).collect();
    for &at in order {
        let Some(template) = templates.get(at) else { continue };
        let parent = parents.get(at).copied().flatten();
        let inherited = parent.and_then(|parent| blocks.get(parent));
        let mut names = Names::new(table, facts);
        let Walked {
            findings,
            isolated,
            blocks: own,
        } = Walk::new(&template.text, &mut names, inherited).walk();
        if let Some(blocks) = blocks.get_mut(at) {
            *blocks = own;
        }
        if let Some(checked) = checked.get_mut(at) {
            checked.findings = findings.into_iter().collect();
            checked.isolated = isolated;
        }
    }
    checked
}

/// All templates, each after the one that it extends.
fn parents_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(parents.len());
    let mut is_placed = vec![false; parents.len()];
    for start in 0..parents.len() {
        let mut chain = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|&at| is_placed.get(at) == Some(&false)) {
            if let Some(placed) = is_placed.get_mut(at) {
                *placed = true;
            }
            chain.push(at);
            next = parents.get(at).copied().flatten();
        }
        order.extend(chain.into_iter().rev());
    }
    order
}
