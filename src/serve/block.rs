//! What is appended to every page on its way to a browser, and never stored.

use crate::base::Digest;
use crate::model::Withheld;

/// The line that brings the client, last in the file. It holds no script of its own, so that a site may forbid such.
///
/// `page` is the digest of the page as it was made, none where there is no page; `ends_line` whether the page ends
/// with the end of a line.
pub fn block(token: &str, page: Option<Digest>, held: Option<Withheld>, ends_line: bool) -> String {
    let before = if ends_line { "" } else { "\n" };
    let digest = page.map_or_else(|| NO_PAGE.to_owned(), |digest| digest.to_string());
    let held = held.map(|reason| format!(" data-held=\"{}\"", reason.word()));
    let held = held.unwrap_or_default();
    format!(
        "{before}<script src=\"/_/live.js\" type=\"module\" data-token=\"{token}\" data-digest=\"{digest}\"{held}></script>\n"
    )
}

/// Stands for the digest of a page that is not there.
pub const NO_PAGE: &str = "none";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_its_own() {
        let digest = Digest::of(b"x");
        assert_eq!(
            block("t", Some(digest), Some(Withheld::Draft), false),
            format!(
                "\n<script src=\"/_/live.js\" type=\"module\" data-token=\"t\" data-digest=\"{digest}\" data-held=\"draft\"></script>\n"
            )
        );
        assert_eq!(
            block("t", None, None, true),
            "<script src=\"/_/live.js\" type=\"module\" data-token=\"t\" data-digest=\"none\"></script>\n"
        );
    }
}
