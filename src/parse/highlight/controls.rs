//! Bidi controls in code are shown, so that no code looks other than it is (CVE-2021-42574; UTS #55).

use std::fmt::Write as _;

use crate::base::escape;
use crate::text::{bidi_control_name, is_bidi_control};

/// Writes a part of a line of code: escaped, a bidi control as its number with its name as a title.
pub(super) fn show(code: &str, html: &mut String) {
    let mut from = 0;
    if !code.is_ascii() {
        for (at, control) in code.char_indices().filter(|&(_, c)| is_bidi_control(c)) {
            escape::text(code.get(from..at).unwrap_or_default(), html);
            let name = bidi_control_name(control).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = write!(
                html,
                "<span class=\"ctl\" dir=\"ltr\" title=\"{name}\">U+{:04X}</span>",
                u32::from(control)
            );
            from = at + control.len_utf8();
        }
    }
    escape::text(code.get(from..).unwrap_or_default(), html);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_shown_and_joiners_kept() {
        for (code, expected) in [
            ("a < b", "a &lt; b"),
            (
                "x\u{202E}y",
                "x<span class=\"ctl\" dir=\"ltr\" title=\"RIGHT-TO-LEFT OVERRIDE\">U+202E</span>y",
            ),
            (
                "\u{61C}",
                "<span class=\"ctl\" dir=\"ltr\" title=\"ARABIC LETTER MARK\">U+061C</span>",
            ),
            ("می\u{200C}خواهم\u{200D}", "می\u{200C}خواهم\u{200D}"),
        ] {
            let mut html = String::new();
            show(code, &mut html);
            assert_eq!(html, expected, "{code:?}");
        }
    }
}
