//! Whether an address can run code.

use crate::model::ReferenceKind;

/// The scheme of `target` if it can run code in a browser, read as a browser reads it: without
/// leading blanks, without tabs and line ends, in any case (WHATWG URL, basic URL parser).
pub(super) fn unsafe_scheme(kind: ReferenceKind, target: &str) -> Option<&'static str> {
    let mut cleaned = target
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .map(|c| c.to_ascii_lowercase());
    let start: String = cleaned.by_ref().take(16).collect();
    let images = match kind {
        ReferenceKind::Image | ReferenceKind::Media => &["image/"][..],
        // A browser runs the scripts of an SVG that it opens by itself.
        ReferenceKind::Link => &["image/png", "image/jpe", "image/gif", "image/web", "image/avi"][..],
    };
    ["javascript", "vbscript", "data"].into_iter().find(|&scheme| {
        let Some(rest) = start.strip_prefix(scheme).and_then(|rest| rest.strip_prefix(':')) else {
            return false;
        };
        scheme != "data" || !images.iter().any(|image| rest.starts_with(image))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes() {
        use ReferenceKind::{Image, Link, Media};
        for (kind, target, expected) in [
            (Link, "https://example.org/javascript:", None),
            (Link, "javascript:alert(1)", Some("javascript")),
            (Link, " \u{1}JaVa\tScr\nipt:alert(1)", Some("javascript")),
            (Link, "vbscript:x", Some("vbscript")),
            (Link, "data:text/html,x", Some("data")),
            (Link, "data:image/svg+xml,x", Some("data")),
            (Link, "data:image/png;base64,x", None),
            (Image, "data:image/svg+xml,x", None),
            (Media, "data:image/svg+xml,x", None),
            (Media, "javascript:x", Some("javascript")),
            (Image, "DATA:text/html,x", Some("data")),
            (Link, "javascript", None),
            (Link, "javascript.html#a:b", None),
            (Link, "", None),
        ] {
            assert_eq!(unsafe_scheme(kind, target), expected, "{target:?}");
        }
    }
}
