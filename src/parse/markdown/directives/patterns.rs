//! The shapes of directives, references and shortcodes.

use super::super::tags::{Piece, Pieces};
use super::args::{Args, read_args};
use super::{Container, Directive};

/// Reads `:::name[title]{args}`, `::: name title {args}`, `:::{args}` or `:::` at the byte `at` of the file.
pub(super) fn container(line: &str, at: usize) -> Option<Directive<'_>> {
    let colons = line.bytes().take_while(|&byte| byte == b':').count();
    let rest = line.get(colons..).filter(|_| colons >= 3)?;
    if rest.bytes().any(|byte| byte < b' ' && byte != b'\t') {
        return None;
    }
    let at = at + line.len() - rest.trim_start().len();
    let rest = rest.trim();
    if rest.is_empty() {
        return Some(Directive::Close(colons));
    }
    let rest = match rest.trim_end_matches(':') {
        trimmed if trimmed.ends_with(' ') => trimmed.trim_end(),
        _ => rest,
    };
    let end = at + rest.len();
    let (name, rest) = rest.split_at_checked(name_length(rest))?;
    let starts_well = match rest.chars().next() {
        None | Some(' ' | '\t' | '[') => !name.is_empty(),
        Some(next) => next == '{',
    };
    if !starts_well {
        return None;
    }
    let (mut title, rest) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((title, rest)) => (Some(title), rest.trim_start()),
        None => (None, rest.trim_start()),
    };
    let (before, args) = match rest.find('{') {
        Some(brace) => {
            let (before, braces) = rest.split_at_checked(brace)?;
            (before.trim_end(), read_args(braces, end - braces.len()))
        }
        None => (rest, Some(Args::default())),
    };
    if title.is_none() && !before.is_empty() {
        title = Some(before);
    }
    Some(Directive::Open(Container {
        colons,
        name: Some(name).filter(|name| !name.is_empty()),
        title,
        args,
    }))
}

/// The HTML that a line stands for which is the start tag of an element with Markdown in it.
///
/// A paragraph cannot hold paragraphs, so a `<p>` becomes a `<div>`.
pub(super) fn element(line: &str) -> Option<Box<str>> {
    let mut pieces = Pieces::new(line);
    let (Some(Piece::Tag(tag)), None) = (pieces.next(), pieces.next()) else {
        return None;
    };
    if !tag.asks_for_markdown() {
        return None;
    }
    let html = tag.without_markdown();
    Some(match html.strip_prefix("<p").filter(|_| tag.name == "p") {
        Some(rest) => format!("<div{rest}").into(),
        None => html.into(),
    })
}

/// The id that stands as `{/*id*/}` behind a heading, and the length of that.
pub(super) fn heading_id(line: &str) -> Option<(&str, usize)> {
    let (_, comment) = line
        .strip_suffix("*/}")
        .filter(|_| line.starts_with('#'))?
        .rsplit_once("{/*")?;
    let id = comment.trim();
    let is_id = !id.is_empty() && id.chars().all(|c| is_in_name(c) || c == '.');
    is_id.then_some((id, comment.len() + "{/**/}".len()))
}

/// Whether a line starts with the tag of an element that runs within a paragraph.
pub(super) fn starts_phrase(line: &str) -> bool {
    const PHRASES: [&str; 8] = ["a", "b", "code", "em", "i", "img", "span", "strong"];
    matches!(Pieces::new(line).next(), Some(Piece::Tag(tag)) if PHRASES.contains(&tag.name))
}

/// The length of the name that `text` starts with: a letter, then letters, digits, `-` and `_`.
pub(super) fn name_length(text: &str) -> usize {
    let mut length = 0;
    for character in text.chars().take(64) {
        let fits = character.is_alphabetic() || (length > 0 && is_in_name(character));
        if !fits {
            break;
        }
        length += character.len_utf8();
    }
    length
}

pub(super) fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_')
}

/// The name of the component that `before`, followed by a bracket, calls: `… :name`.
pub(super) fn component_before(before: &str) -> Option<&str> {
    let length: usize = before
        .chars()
        .rev()
        .take(64)
        .take_while(|&c| is_in_name(c))
        .map(char::len_utf8)
        .sum();
    let (rest, name) = before.split_at_checked(before.len() - length)?;
    let outside = rest.strip_suffix(':')?;
    let is_apart = !outside.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ':' | '/' | '\\'));
    (is_apart && length > 0 && name_length(name) == length).then_some(name)
}

pub(super) fn footnote_label(text: &str) -> Option<&str> {
    let end = text.bytes().take(200).position(|byte| byte == b']')?;
    let label = text.get(..end)?;
    (end > 0 && !label.contains([' ', '\t', '['])).then_some(label)
}

/// The name of the foreign shortcode that `text` starts with.
pub(super) fn shortcode(text: &str) -> Option<&str> {
    let is_tag = text.starts_with("{%");
    let inner = text.strip_prefix("{{").or_else(|| text.strip_prefix("{%"))?;
    let (inner, is_hugo) = match inner.strip_prefix(['<', '%']) {
        Some(inner) if !is_tag => (inner, true),
        _ => (inner.strip_prefix('-').unwrap_or(inner), false),
    };
    let inner = inner.trim_start_matches([' ', '\t']);
    let inner = inner.strip_prefix('/').filter(|_| is_hugo).unwrap_or(inner);
    let is_in = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/' | b':');
    let length = inner.bytes().take(64).take_while(|&byte| is_in(byte)).count();
    let (name, rest) = inner.split_at_checked(length)?;
    let fits = if is_tag {
        !name.starts_with("end")
            && rest
                .bytes()
                .take(1000)
                .zip(rest.bytes().skip(1))
                .any(|pair| pair == (b'%', b'}'))
    } else {
        is_hugo || rest.starts_with('(')
    };
    (fits && name.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(name)
}
