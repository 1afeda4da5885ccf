//! MathML as a page may hold it: elements and attributes of MathML Core, balanced, and no `style`, which a strict Content
//! Security Policy forbids. What is not a known tag is text.

use crate::base::escape;

/// The elements that formulas are made of; none of them runs, loads or leads anywhere.
const ELEMENTS: [&str; 23] = [
    "mfrac",
    "mi",
    "mmultiscripts",
    "mn",
    "mo",
    "mover",
    "mpadded",
    "mphantom",
    "mprescripts",
    "mroot",
    "mrow",
    "mspace",
    "msqrt",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtable",
    "mtd",
    "mtext",
    "mtr",
    "munder",
    "munderover",
];

/// Their attributes that are kept.
const ATTRIBUTES: [&str; 17] = [
    "accent",
    "accentunder",
    "columnspan",
    "depth",
    "displaystyle",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "rspace",
    "scriptlevel",
    "stretchy",
    "symmetric",
];

/// What the library calls a part that needs a style, and what themes know it by; all else goes without saying.
const CLASSES: [(&str, &str); 14] = [
    ("small", "small"),
    ("menv-alignlike", "aligned"),
    ("menv-cases", "cases"),
    ("menv-multline", "multline"),
    ("menv-cells-left", "cells-start"),
    ("menv-cells-right", "cells-end"),
    ("cell-left", "cell-start"),
    ("cell-right", "cell-end"),
    ("menv-left-solid", "rule-start"),
    ("menv-right-solid", "rule-end"),
    ("menv-left-dashed", "dashes-start"),
    ("menv-right-dashed", "dashes-end"),
    ("menv-hline", "rule-above"),
    ("menv-hdashline", "dashes-above"),
];

/// A formula within that is struck through by a style alone: without it the formula would say the opposite.
const STRUCK: &str = "mop-negated";

/// Elements within elements: a browser's parser stops at five hundred.
const DEEPEST: usize = 120;

/// What stands within `<math>…</math>`, cleaned; `None` if it is not balanced, nests too deeply or needs a style to be right.
pub(super) fn cleaned(math: &str) -> Option<String> {
    let (_, inner) = math.split_once('>')?;
    let mut rest = inner.strip_suffix("</math>")?;
    let mut out = String::with_capacity(rest.len());
    let mut open: Vec<&str> = Vec::new();
    while !rest.is_empty() {
        let Some((tag, behind)) = Tag::read(rest) else {
            // A `<` that begins no tag is text.
            let end = rest.char_indices().skip(1).find(|&(_, c)| c == '<');
            let (text, behind) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            push_text(text, &mut out);
            rest = behind;
            continue;
        };
        rest = behind;
        if tag.closes {
            if open.pop() != Some(tag.name) {
                return None;
            }
            out.push_str(&format!("</{}>", tag.name));
            continue;
        }
        out.push('<');
        out.push_str(tag.name);
        push_attributes(tag.attributes, &mut out)?;
        if tag.is_empty {
            out.push_str("/>");
        } else {
            out.push('>');
            open.push(tag.name);
        }
        if open.len() > DEEPEST {
            return None;
        }
    }
    open.is_empty().then_some(out)
}

struct Tag<'t> {
    name: &'t str,
    attributes: &'t str,
    closes: bool,
    is_empty: bool,
}

impl<'t> Tag<'t> {
    /// The known tag that a text starts with, and what stands behind it.
    fn read(text: &'t str) -> Option<(Self, &'t str)> {
        let text = text.strip_prefix('<')?;
        let (closes, text) = text.strip_prefix('/').map_or((false, text), |text| (true, text));
        let length = text.bytes().take_while(u8::is_ascii_lowercase).count();
        let (name, rest) = text.split_at_checked(length)?;
        let (attributes, behind) = rest.split_once('>')?;
        let is_ended = attributes.is_empty() || attributes.starts_with([' ', '/']);
        if !ELEMENTS.contains(&name) || !is_ended {
            return None;
        }
        let (attributes, is_empty) = match attributes.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (attributes, false),
        };
        let tag = Tag {
            name,
            attributes,
            closes,
            is_empty,
        };
        Some((tag, behind))
    }
}

/// Writes the attributes that are kept; colours become attributes of their own, and a frame a class.
fn push_attributes(attributes: &str, out: &mut String) -> Option<()> {
    let mut classes: Vec<&str> = Vec::new();
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let (name, value) = rest.split_once("=\"")?;
        let (value, behind) = value.split_once('"')?;
        rest = behind.trim_start();
        let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || " .+-%".contains(c));
        match name {
            "style" => push_style(value, &mut classes, out),
            "class" if value.contains(STRUCK) => return None,
            "class" => classes.extend(value.split(' ').filter_map(known_class)),
            // A negative width is not valid.
            "width" if is_plain && !value.starts_with('-') => push(name, value, out),
            _ if ATTRIBUTES.contains(&name) && is_plain => push(name, value, out),
            _ => {}
        }
    }
    if !classes.is_empty() {
        push("class", &classes.join(" "), out);
    }
    Some(())
}

fn known_class(name: &str) -> Option<&'static str> {
    let (_, ours) = CLASSES.iter().find(|(theirs, _)| *theirs == name)?;
    Some(ours)
}

fn push_style(style: &str, classes: &mut Vec<&str>, out: &mut String) {
    for (property, value) in style.split(';').filter_map(|one| one.split_once(':')) {
        match (property.trim(), colour(value)) {
            ("color", Some(colour)) => push("mathcolor", &colour, out),
            ("background-color", Some(colour)) => push("mathbackground", &colour, out),
            ("border", _) => classes.push("boxed"),
            _ => {}
        }
    }
}

/// `rgb(255 0 16)` as `#ff0010`.
fn colour(value: &str) -> Option<String> {
    let numbers = value.trim().strip_prefix("rgb(")?.strip_suffix(')')?;
    let parts: Vec<u8> = numbers.split(' ').filter_map(|number| number.parse().ok()).collect();
    match parts.as_slice() {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}

fn push(name: &str, value: &str, out: &mut String) {
    out.push_str(&format!(" {name}=\"{value}\""));
}

/// Writes text in which `&`, `<` and `>` may be escaped already.
fn push_text(text: &str, out: &mut String) {
    let plain = text
        .replace("&nbsp;", "\u{A0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace(char::is_control, " ");
    // Writing to a string cannot fail.
    escape::text(&plain, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_mathml_is_left() {
        for (inner, expected) in [
            ("<mi>x</mi>", Some("<mi>x</mi>")),
            ("<mo><</mo>", Some("<mo>&lt;</mo>")),
            ("<mtext>a &amp; b&nbsp;</mtext>", Some("<mtext>a &amp; b\u{A0}</mtext>")),
            (
                "<mi><img src=x onerror=y></mi>",
                Some("<mi>&lt;img src=x onerror=y&gt;</mi>"),
            ),
            (
                "<mi><script>x</script></mi>",
                Some("<mi>&lt;script&gt;x&lt;/script&gt;</mi>"),
            ),
            (
                "<mi onclick=\"x\" mathvariant=\"normal\">x</mi>",
                Some("<mi mathvariant=\"normal\">x</mi>"),
            ),
            (
                "<mi style=\"color: rgb(255 0 16); border: 0.06em solid rgb(0 0 0)\" class=\"small\">x</mi>",
                Some("<mi mathcolor=\"#ff0010\" class=\"boxed small\">x</mi>"),
            ),
            (
                "<mspace width=\"-0.2em\" style=\"margin-left: -0.2em\" />",
                Some("<mspace/>"),
            ),
            (
                "<mo stretchy=\"true\"minsize=\"2em\">(</mo>",
                Some("<mo stretchy=\"true\" minsize=\"2em\">(</mo>"),
            ),
            ("<mi href=\"javascript:x\">x</mi>", Some("<mi>x</mi>")),
            (
                "<mtable class=\"menv-alignlike menv-align\"></mtable>",
                Some("<mtable class=\"aligned\"></mtable>"),
            ),
            ("<mrow class=\"mop-negated\"><mi>x</mi></mrow>", None),
            ("<mrow><mi>x</mrow></mi>", None),
            ("<mrow>", None),
            ("</mrow>", None),
            ("<mi a>x</mi>", None),
        ] {
            let found = cleaned(&format!("<math display=\"inline\">{inner}</math>"));
            assert_eq!(found.as_deref(), expected, "{inner}");
        }
        let deep = format!("<math>{}{}</math>", "<mrow>".repeat(121), "</mrow>".repeat(121));
        assert_eq!(cleaned(&deep), None);
    }
}
