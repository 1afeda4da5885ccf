//! The text of HTML.

use super::html::{Html, Place};

const FSI: char = '\u{2068}';
const PDI: char = '\u{2069}';

/// The text of HTML without its tags. What stands in `<bdi>` stays isolated, between the characters for that.
pub fn text_of_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut here = Html::default();
    let mut tag = 0;
    for (at, c) in html.char_indices() {
        let end = at + c.len_utf8();
        let was_text = here.place() == Place::Content;
        here.read(html.get(at..end).unwrap_or_default(), at, &mut |_, _| {});
        match (was_text, here.place() == Place::Content) {
            (true, true) => out.push(c),
            (true, false) => tag = at,
            (false, true) if c == '>' => out.extend(stands_for(html.get(tag..end).unwrap_or_default())),
            // No tag after all: `a < b`.
            (false, true) => out.push_str(html.get(tag..end).unwrap_or_default()),
            (false, false) => {}
        }
    }
    decoded(&out)
}

/// What a tag becomes in plain text.
fn stands_for(tag: &str) -> Option<char> {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    match name {
        "bdi" if tag.starts_with("</") => Some(PDI),
        "bdi" => Some(FSI),
        "br" => Some(' '),
        _ => None,
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
