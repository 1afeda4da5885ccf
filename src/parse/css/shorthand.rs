//! Shorthands whose left and right differ.

use super::Finding;
use super::sheet::Declaration;
use super::value::{Part, range};

/// Shorthands of four sides, and the logical ones of two sides each.
const SIDES: &[(&str, &str, &str)] = &[
    ("inset", "inset-block", "inset-inline"),
    ("margin", "margin-block", "margin-inline"),
    ("padding", "padding-block", "padding-inline"),
    ("border-width", "border-block-width", "border-inline-width"),
    ("border-style", "border-block-style", "border-inline-style"),
    ("border-color", "border-block-color", "border-inline-color"),
    ("scroll-margin", "scroll-margin-block", "scroll-margin-inline"),
    ("scroll-padding", "scroll-padding-block", "scroll-padding-inline"),
];

/// Four values of which the second and the fourth differ.
pub fn sides(declaration: &Declaration, text: &str) -> Option<Finding> {
    let name = declaration.name.as_str();
    let (_, block, inline) = SIDES.iter().find(|(shorthand, ..)| *shorthand == name)?;
    let [top, right, bottom, left] = declaration.value.as_slice() else {
        return None;
    };
    let [top, right, bottom, left] = [top, right, bottom, left].map(|part| written(part, text));
    if right.eq_ignore_ascii_case(left) {
        return None;
    }
    let pair = |start: &str, end: &str| match start == end {
        true => start.to_owned(),
        false => format!("{start} {end}"),
    };
    let help = format!(
        "write `{block}: {}; {inline}: {}`",
        pair(top, bottom),
        pair(left, right)
    );
    Some(Finding::physical(declaration, declaration.name_at.clone(), name, help))
}

/// Rounded corners that differ to the left and to the right.
pub fn corners(declaration: &Declaration, text: &str) -> Option<Finding> {
    if declaration.name != "border-radius" {
        return None;
    }
    let mut halves = declaration.value.split(|part| part.is_mark('/'));
    let across = four(halves.next()?, text)?;
    let down = halves.next().map(|parts| four(parts, text));
    let down = match down {
        Some(down) => Some(down?),
        None => None,
    };
    let differ = |[top_left, top_right, bottom_right, bottom_left]: [&str; 4]| {
        !top_left.eq_ignore_ascii_case(top_right) || !bottom_left.eq_ignore_ascii_case(bottom_right)
    };
    if !differ(across) && !down.is_some_and(differ) {
        return None;
    }
    let names = ["start-start", "start-end", "end-end", "end-start"];
    let corner = |(at, name): (usize, &str)| {
        let down = down.map(|down| format!(" {}", down[at])).unwrap_or_default();
        format!("border-{name}-radius: {}{down}", across[at])
    };
    let all: Vec<String> = names.into_iter().enumerate().map(corner).collect();
    let help = format!("write `{}`", all.join("; "));
    Some(Finding::physical(
        declaration,
        declaration.name_at.clone(),
        "border-radius",
        help,
    ))
}

/// One to four values, filled in: from top left clockwise.
fn four<'a>(parts: &[Part], text: &'a str) -> Option<[&'a str; 4]> {
    let written = |part| written(part, text);
    Some(match parts {
        [all] => [written(all); 4],
        [a, b] => [a, b, a, b].map(written),
        [a, b, c] => [a, b, c, b].map(written),
        [a, b, c, d] => [a, b, c, d].map(written),
        _ => return None,
    })
}

fn written<'a>(part: &Part, text: &'a str) -> &'a str {
    text.get(range(std::slice::from_ref(part))).unwrap_or_default()
}
