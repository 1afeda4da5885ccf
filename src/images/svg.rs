//! The size of a drawing: what its root element says.

use crate::base::tags::{Tag, tags};

/// How much of a file is looked at: the root stands first.
const BEGINNING: usize = 64 << 10;

/// How wide a drawing is that has proportions and no size of its own: it fills whatever is around it.
const WIDE: f64 = 1600.0;

/// The largest side that is believed, in pixels.
const LARGEST: f64 = 100_000.0;

/// Whether a file is a drawing: text whose first element is `svg`.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let text = beginning(bytes);
    let starts_tag = text.trim_start_matches('\u{FEFF}').trim_start().starts_with('<');
    starts_tag && root(&text).is_some()
}

/// Width and height in pixels (SVG 2, 8.2); `None` if neither sizes nor a view box are given.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let text = beginning(bytes);
    let root = root(&text)?;
    let value = |name: &str| {
        root.attributes
            .iter()
            .find(|attribute| attribute.name == name)
            .map(|it| it.value)
    };
    let (width, height) = (value("width").and_then(pixels), value("height").and_then(pixels));
    let ratio = value("viewBox").and_then(|value| {
        let numbers = value
            .split([' ', ',', '\t', '\n', '\r'])
            .filter(|part| !part.is_empty());
        let numbers: Vec<f64> = numbers.map(|part| part.parse().ok()).collect::<Option<_>>()?;
        match numbers[..] {
            [_, _, width, height] if width > 0.0 && height > 0.0 => Some(height / width),
            _ => None,
        }
    });
    let (width, height) = match (width, height, ratio) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(ratio)) => (width, width * ratio),
        (None, Some(height), Some(ratio)) => (height / ratio, height),
        (None, None, Some(ratio)) => (WIDE, WIDE * ratio),
        _ => return None,
    };
    let whole = |side: f64| (side.round() >= 1.0 && side <= LARGEST).then_some(side.round() as u32);
    Some((whole(width)?, whole(height)?))
}

fn beginning(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(bytes))
}

fn root(text: &str) -> Option<Tag<'_>> {
    let is_element = |tag: &Tag<'_>| tag.name.starts_with(|first: char| first.is_ascii_alphabetic());
    tags(text)
        .find(is_element)
        .filter(|tag| tag.name == "svg" && !tag.closes)
}

/// A length in pixels: a bare number, or one with the unit `px`.
fn pixels(length: &str) -> Option<f64> {
    let number = length.trim().trim_end_matches("px").parse::<f64>().ok()?;
    (number > 0.0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_drawings() {
        for (svg, expected) in [
            ("<svg width=\"640\" height='440'>", Some((640, 440))),
            (
                "<svg width=\"10.4px\" height=\"20.5px\" viewBox=\"0 0 1 1\">",
                Some((10, 21)),
            ),
            ("<svg width=\"300\" viewBox=\"0 0 30 20\">", Some((300, 200))),
            ("<svg height=\"100\" viewBox=\"0,0,30,20\">", Some((150, 100))),
            ("<svg viewBox=\"0 0 30 20\">", Some((1600, 1067))),
            (
                "<svg width=\"100%\" height=\"2em\" viewBox=\"-5 -5 10 10\">",
                Some((1600, 1600)),
            ),
            (
                "<?xml version=\"1.0\"?><!-- <svg width=\"1\"> --><!DOCTYPE svg>\n<svg width=\"2\" height=\"3\">",
                Some((2, 3)),
            ),
            ("<svg>", None),
            ("<svg width=\"0\" height=\"0\">", None),
            ("<svg width=\"-3\" height=\"5\">", None),
            ("<svg width=\"1e9\" height=\"5\">", None),
            ("<svg viewBox=\"0 0 0 10\">", None),
            ("<svg viewBox=\"a b c d\">", None),
        ] {
            assert!(is_svg(svg.as_bytes()), "{svg}");
            assert_eq!(size(svg.as_bytes()), expected, "{svg}");
        }
        for text in ["", "svg", "<html><svg>", "</svg>", "x <svg>"] {
            assert!(!is_svg(text.as_bytes()), "{text}");
        }
    }
}
