//! What is appended to every page on its way to a browser, and never stored.

use std::path::{Path, PathBuf};

use crate::base::{Digest, escape};
use crate::model::Withheld;

/// How a place in a source is opened on the author's machine.
#[derive(Clone, Debug)]
pub struct Editor {
    /// The address, with `{path}`, `{line}` and `{column}` in it.
    pub address: String,
    /// The folder of the site, whole.
    pub root: PathBuf,
}

/// The line that brings the client, last in the file. It holds no script of its own, so that a site may forbid such.
pub struct Block {
    /// What it says on every page.
    always: String,
}

impl Block {
    /// The block of a server. Where files lie is told only if an editor is to open them.
    pub fn new(token: &str, editor: Option<&Editor>) -> Self {
        let mut always = attribute("token", token);
        if let Some(Editor { address, root }) = editor {
            always += &attribute("editor", address);
            always += &attribute("root", &Path::to_string_lossy(root));
        }
        Block { always }
    }

    /// The block after a page. `page` is the digest of the page as it was made, none where there is no page; `ends_line`
    /// whether the page ends with the end of a line.
    pub fn html(&self, page: Option<Digest>, held: Option<Withheld>, ends_line: bool) -> String {
        let before = if ends_line { "" } else { "\n" };
        let digest = page.map_or_else(|| NO_PAGE.to_owned(), |digest| digest.to_string());
        let digest = attribute("digest", &digest);
        let held = held.map(|reason| attribute("held", reason.word())).unwrap_or_default();
        let always = &self.always;
        format!("{before}<script src=\"/_/live.js\" type=\"module\"{always}{digest}{held}></script>\n")
    }
}

/// Stands for the digest of a page that is not there.
pub const NO_PAGE: &str = "none";

fn attribute(name: &str, value: &str) -> String {
    format!(" data-{name}=\"{}\"", escape::escaped(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_its_own() {
        let digest = Digest::of(b"x");
        let block = Block::new("t", None);
        assert_eq!(
            block.html(Some(digest), Some(Withheld::Draft), false),
            format!(
                "\n<script src=\"/_/live.js\" type=\"module\" data-token=\"t\" data-digest=\"{digest}\" data-held=\"draft\"></script>\n"
            )
        );
        assert_eq!(
            block.html(None, None, true),
            "<script src=\"/_/live.js\" type=\"module\" data-token=\"t\" data-digest=\"none\"></script>\n"
        );
    }

    #[test]
    fn an_editor_is_told_whatever_the_folder_is_called() {
        let editor = Editor {
            address: "idea://open?file={path}&line={line}".to_owned(),
            root: PathBuf::from("/srv/\"مقال\" & <co>"),
        };
        assert_eq!(
            Block::new("t", Some(&editor)).html(None, None, true),
            concat!(
                "<script src=\"/_/live.js\" type=\"module\" data-token=\"t\"",
                " data-editor=\"idea://open?file={path}&amp;line={line}\"",
                " data-root=\"/srv/&quot;مقال&quot; &amp; &lt;co&gt;\" data-digest=\"none\"></script>\n"
            )
        );
    }
}
