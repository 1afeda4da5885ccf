//! How places and expressions are called in messages.

use crate::base::{Code, Span};
use crate::render::contexts::Finding;
use crate::render::contexts::html::{Lone, Place};
use crate::render::tags::Placed;

/// From the first to the last word.
pub(super) fn whole(words: &[Placed<'_>]) -> Span {
    match (words.first(), words.last()) {
        (Some((_, first)), Some((_, last))) => Span::new(first.start as usize, last.end as usize),
        _ => Span::default(),
    }
}

/// An expression in a message: one line of it, and not too long.
pub(super) fn shortened(expression: &str) -> String {
    const LONGEST: usize = 60;
    let line: String = expression.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

pub(super) fn described(place: Place<'_>) -> String {
    match place {
        Place::Content => "between tags".to_owned(),
        Place::Raw(element) => format!("within `<{element}>`"),
        Place::Quoted { attribute, .. } | Place::Unquoted { attribute } => {
            format!("within the value of `{attribute}`")
        }
        Place::Tag => "within a tag".to_owned(),
        Place::Comment => "within a comment".to_owned(),
    }
}

/// An attribute without its companion.
pub(super) fn alone(lone: Lone, at: usize) -> Finding {
    let (given, missing, length) = match lone {
        Lone::Lang => ("lang", "dir", 4),
        Lone::Dir => ("dir", "lang", 3),
    };
    Finding {
        span: Span::new(at, at + length),
        code: Code::TemplateDirection,
        message: format!("`{given}` stands without `{missing}`"),
        help: format!("write `{missing}` beside it: neither follows from the other in a browser"),
    }
}
