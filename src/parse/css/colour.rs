//! Colours as people write them.

use cssparser::color::{all_named_colors, parse_hash_color, parse_named_color};

/// A colour as `#rrggbb` or `#rrggbbaa`, which can stand in a style sheet and in an attribute whatever was written: hexadecimal digits,
/// or a name of CSS.
pub fn colour(text: &str) -> Option<String> {
    let Some(digits) = text.strip_prefix('#') else {
        let (red, green, blue) = parse_named_color(text).ok()?;
        return Some(format!("#{red:02x}{green:02x}{blue:02x}"));
    };
    parse_hash_color(digits.as_bytes()).ok()?;
    let digits = digits.to_ascii_lowercase();
    let is_short = digits.len() < 6;
    let doubled = digits
        .chars()
        .flat_map(|digit| std::iter::repeat_n(digit, if is_short { 2 } else { 1 }));
    Some(std::iter::once('#').chain(doubled).collect())
}

/// The names of colours.
pub fn colour_names() -> impl Iterator<Item = &'static str> {
    all_named_colors().map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_colour_comes_out_in_one_form() {
        for (written, expected) in [
            ("#8A3324", Some("#8a3324")),
            ("#abc", Some("#aabbcc")),
            ("#abc8", Some("#aabbcc88")),
            ("#8a332480", Some("#8a332480")),
            ("teal", Some("#008080")),
            ("RebeccaPurple", Some("#663399")),
            ("#8a33", Some("#88aa3333")),
            ("#8a332", None),
            ("#8a33zz", None),
            ("8a3324", None),
            ("#", None),
            ("", None),
            ("red;}", None),
            ("rgb(1 2 3)", None),
            ("currentcolor", None),
            ("#أبج", None),
        ] {
            assert_eq!(colour(written).as_deref(), expected, "{written:?}");
        }
        assert!(colour_names().any(|name| name == "teal"));
    }
}
