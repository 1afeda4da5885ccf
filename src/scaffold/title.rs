//! Titles as they are given: on one line, without what no page may hold.

use super::Refusal;
use crate::text::{balanced_with_faults, bidi_control_name, is_mark};

/// A title on one line. Line breaks and tabs count as blanks.
///
/// # Errors
/// Nothing that can be read, a control character, or one that would turn what stands behind the title.
pub fn title(written: &str) -> Result<String, Refusal> {
    let words: Vec<&str> = written.split(is_blank).filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let is_unseen = |c: char| c.is_whitespace() || is_mark(c) || bidi_control_name(c).is_some();
    let is_empty = title.chars().all(is_unseen);
    if is_empty {
        return Err(Refusal::usage("the title is empty", "write a word or two"));
    }
    if let Some(control) = title.chars().find(|c| c.is_control()) {
        let message = format!("the title holds the control character U+{:04X}", u32::from(control));
        return Err(Refusal::usage(message, "leave it out"));
    }
    if let Some(fault) = balanced_with_faults(&title).1.first() {
        let name = bidi_control_name(fault.control).unwrap_or_default();
        let message = format!(
            "the title changes the direction of what follows it, by the invisible U+{:04X} {name}",
            u32::from(fault.control)
        );
        return Err(Refusal::usage(
            message,
            "leave it out, or end what it opens with U+2069 or U+202C",
        ));
    }
    Ok(title)
}

/// A no-break space is a part of the text.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn titles_are_brought_to_one_line_or_refused() {
        for (written, expected) in [
            ("  a \n\t b\u{2028}c\r\n", Some("a b c")),
            ("سلام\u{A0}عليكم", Some("سلام\u{A0}عليكم")),
            ("a\u{200F}", Some("a\u{200F}")),
            ("\u{2067}سلام\u{2069}", Some("\u{2067}سلام\u{2069}")),
            ("", None),
            (" \n", None),
            ("\u{200F}", None),
            ("\u{A0}\u{200B}\u{FEFF}", None),
            ("a\u{0}", None),
            ("a\u{1B}[31m", None),
            ("a\u{202E}b", None),
        ] {
            assert_eq!(title(written).ok().as_deref(), expected, "{written:?}");
        }
        let Err(Refusal::Usage { message, .. }) = title("a\u{202E}b") else {
            panic!("it is refused")
        };
        assert!(message.contains("U+202E RIGHT-TO-LEFT OVERRIDE"), "{message}");
    }
}
