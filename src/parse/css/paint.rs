//! What is drawn or moved to one side: backgrounds, gradients, shadows, transforms.

use std::collections::HashSet;
use std::ops::Range;

use super::Finding;
use super::physical::{Look, NO_LOGICAL_VALUE, is_side};
use super::sheet::Declaration;
use super::value::{Kind, Part, by_comma, range};

/// Looks at what a declaration draws or moves.
pub fn check(declaration: &Declaration, look: &Look<'_>, findings: &mut Vec<Finding>) {
    let mut found = Vec::new();
    let mut drops = Vec::new();
    match declaration.name.as_str() {
        "background" | "background-position" | "background-position-x" | "mask" | "mask-position" => {
            found.extend(by_comma(&declaration.value).filter_map(position));
        }
        "box-shadow" | "text-shadow" => {
            let shifted = shifted(&declaration.value, look.text);
            found.extend(shifted.map(|at| Found::new(at, declaration.name.as_str(), NO_LOGICAL_VALUE)));
        }
        "translate" => found.extend(declaration.value.first().and_then(|x| moved("translate", x, look))),
        _ => {}
    }
    functions(&declaration.value, look, &mut found, &mut drops);
    let xs: HashSet<u32> = drops.iter().map(|(x, _)| x.to_bits()).collect();
    let alone = drops.into_iter().filter(|(x, _)| !xs.contains(&(-x).to_bits()));
    found.extend(alone.map(|(_, at)| Found::new(at, "drop-shadow", NO_LOGICAL_VALUE)));
    findings.extend(
        found
            .into_iter()
            .map(|Found { at, what, help }| Finding::physical(declaration, at, &what, help.to_owned())),
    );
}

struct Found {
    at: Range<usize>,
    what: String,
    help: &'static str,
}

impl Found {
    fn new(at: Range<usize>, what: impl Into<String>, help: &'static str) -> Self {
        let what = what.into();
        Found { at, what, help }
    }
}

/// Every function of a value, those within others too. Shadows of a shape go to `drops`, since one may balance another.
fn functions(parts: &[Part], look: &Look<'_>, found: &mut Vec<Found>, drops: &mut Vec<(f32, Range<usize>)>) {
    for part in parts {
        match &part.kind {
            Kind::Function(name, given) => {
                match &**name {
                    "translatex" | "translate" | "translate3d" => {
                        let written = match &**name {
                            "translatex" => "translateX",
                            other => other,
                        };
                        found.extend(given.first().and_then(|x| moved(written, x, look)));
                    }
                    "drop-shadow" => {
                        let x = given.iter().find_map(|part| Some((part.number()?.0, part.at.clone())));
                        drops.extend(x.filter(|(x, _)| *x != 0.0));
                    }
                    gradient if gradient.ends_with("linear-gradient") => {
                        let is_prefixed = gradient.starts_with('-');
                        found.extend(run(given, is_prefixed, look.text));
                    }
                    _ => {}
                }
                functions(given, look, found, drops);
            }
            Kind::Block(given) => functions(given, look, found, drops),
            _ => {}
        }
    }
}

/// A background that lies to one side. An image that is moved out of its box is a part of a larger one.
fn position(layer: &[Part]) -> Option<Found> {
    if let Some(side) = layer.iter().find(|part| is_side(part)) {
        let what = side.word().unwrap_or_default();
        return Some(Found::new(side.at.clone(), what, NO_LOGICAL_VALUE));
    }
    let before_size = layer.split(|part| part.is_mark('/')).next().unwrap_or_default();
    let mut numbers = before_size.iter().filter(|part| {
        let is_computed = matches!(&part.kind, Kind::Function(name, _)
            if matches!(&**name, "calc" | "min" | "max" | "clamp"));
        is_computed || part.number().is_some()
    });
    let x = numbers.next()?;
    let is_placed = before_size
        .iter()
        .any(|part| part.at.start < x.at.start && matches!(part.word(), Some("center" | "top" | "bottom")));
    let is_initial = is_zero(x) && numbers.next().is_some_and(is_zero);
    let is_moved_out = x.number().is_some_and(|(value, _)| value < 0.0);
    if is_placed || is_initial || is_moved_out || x.is_number(50.0, "%") || x.is_open() {
        return None;
    }
    Some(Found::new(x.at.clone(), "background-position", NO_LOGICAL_VALUE))
}

/// A gradient that runs to one side and does not look the same from the other.
fn run(given: &[Part], is_prefixed: bool, text: &str) -> Option<Found> {
    let mut stops = by_comma(given);
    let line = stops.next()?;
    let (to, sides) = match line {
        [to, sides @ ..] if to.word() == Some("to") => (to, sides),
        [side, ..] if is_prefixed => (side, line),
        _ => return None,
    };
    let side = sides.iter().find(|part| is_side(part))?;
    let stops: Vec<&str> = stops.map(|stop| text.get(range(stop)).unwrap_or_default()).collect();
    let is_straight = sides.len() == 1;
    if is_straight && stops.iter().eq(stops.iter().rev()) {
        return None;
    }
    let what = match is_prefixed {
        true => side.word().unwrap_or_default().to_owned(),
        false => format!("to {}", side.word().unwrap_or_default()),
    };
    Some(Found::new(to.at.start..side.at.end, what, NO_LOGICAL_VALUE))
}

/// The offsets of shadows that fall to one side while no equal one falls to the other.
fn shifted<'a>(layers: &'a [Part], text: &str) -> impl Iterator<Item = Range<usize>> + use<'a> {
    let mut seen = HashSet::new();
    let mut shadows = Vec::new();
    for layer in by_comma(layers) {
        let Some((at, x)) = layer.iter().enumerate().find(|(_, part)| part.number().is_some()) else {
            continue;
        };
        let Some((value, unit)) = x.number().filter(|(value, _)| *value != 0.0) else {
            continue;
        };
        let around = [layer.get(..at), layer.get(at + 1..)].map(|parts| range(parts.unwrap_or_default()));
        let around = around.map(|range| text.get(range).unwrap_or_default().to_ascii_lowercase());
        seen.insert((value.to_bits(), unit, around.clone()));
        shadows.push((x, (-value).to_bits(), unit, around));
    }
    let alone = shadows
        .into_iter()
        .filter(move |(_, opposite, unit, around)| !seen.contains(&(*opposite, *unit, around.clone())));
    alone.map(|(x, ..)| x.at.clone())
}

/// A move along the line that is the same in both directions.
fn moved(function: &str, x: &Part, look: &Look<'_>) -> Option<Found> {
    let is_computed = matches!(x.kind, Kind::Function(..));
    let is_half = x.is_number(50.0, "%") || x.is_number(-50.0, "%");
    let help = if is_half {
        // Half of its own width takes a box to the middle, if it stands there by its left or right edge.
        look.is_half_way()
            .then_some("write `left: 50%`, which is the middle in both directions")?
    } else if (is_computed && !x.is_open()) || x.number().is_some_and(|(value, _)| value != 0.0) {
        "multiply it by a custom property that is `1`, and `-1` for `:dir(rtl)`"
    } else {
        return None;
    };
    Some(Found::new(x.at.clone(), function, help))
}

fn is_zero(part: &Part) -> bool {
    part.number().is_some_and(|(value, _)| value == 0.0)
}
