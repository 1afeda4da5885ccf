//! The text of HTML.

use super::html::{Html, Place};

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// Elements within a line: their tags stand for nothing between two words.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
];

/// The text of HTML without its tags. What an element isolates stays isolated, between the characters for that.
pub fn text_of_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut here = Html::default();
    let mut open = Vec::new();
    let mut tag = 0;
    for (at, c) in html.char_indices() {
        let end = at + c.len_utf8();
        let was_text = here.place() == Place::Content;
        here.read(html.get(at..end).unwrap_or_default(), at, &mut |_, _| {});
        match (was_text, here.place() == Place::Content) {
            (true, true) => out.push(c),
            (true, false) => tag = at,
            (false, true) if c == '>' => out.extend(stands_for(html.get(tag..end).unwrap_or_default(), &mut open)),
            // No tag after all: `a < b`.
            (false, true) => out.push_str(html.get(tag..end).unwrap_or_default()),
            (false, false) => {}
        }
    }
    out.extend(open.into_iter().filter(|&isolates| isolates).map(|_| PDI));
    decoded(&out)
}

/// What a tag becomes in plain text; `open` says of each open element whether it isolates.
fn stands_for(tag: &str, open: &mut Vec<bool>) -> Option<char> {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    let space = (!INLINE.contains(&name)).then_some(' ');
    // The content of a script is part of its tag here.
    let is_whole = VOID.contains(&name) || (!tag.starts_with("</") && tag.contains("</"));
    if name.is_empty() || is_whole {
        space.filter(|_| !name.is_empty())
    } else if tag.starts_with("</") {
        open.pop().filter(|&isolates| isolates).map(|_| PDI).or(space)
    } else {
        let isolates = name == "bdi" || tag.contains(" dir=");
        open.push(isolates);
        isolates.then_some(FSI).or(space)
    }
}

/// The text with its character references resolved: numbers, and the few names that are written by programs.
fn decoded(text: &str) -> String {
    const LONGEST: usize = 10;
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, after) = rest.split_at(start);
        out.push_str(before);
        let end = after.bytes().take(LONGEST).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, referred(after.get(1..end)?)?))) {
            Some((end, c)) => {
                out.push(c);
                rest = after.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

fn referred(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    })
}
