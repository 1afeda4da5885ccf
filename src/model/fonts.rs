//! The site's own web fonts, as `site.toml` names them.

use super::Lang;
use crate::base::{Position, SourcePath};

/// One family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFamily {
    /// Its name in style sheets.
    pub family: String,
    /// The languages whose text is set in it.
    pub languages: Vec<Lang>,
    /// What is set in it.
    pub roles: Vec<FontRole>,
    /// Its files.
    pub files: Vec<FontFile>,
}

/// One file of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontFile {
    /// The file, below `content/`.
    pub path: SourcePath,
    /// Where `site.toml` names it.
    pub position: Position,
    /// `font-weight`: a number from 1 to 1000, or two for a range.
    pub weight: (u16, u16),
    /// `font-style`.
    pub style: FontStyle,
    /// `unicode-range` as written; `None` for the letters of the family's scripts.
    pub range: Option<String>,
}

/// The style of a face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FontStyle {
    /// Upright.
    #[default]
    Normal,
    /// Italic.
    Italic,
}

impl FontStyle {
    /// All of them.
    pub const ALL: [FontStyle; 2] = [FontStyle::Normal, FontStyle::Italic];

    /// The word in `site.toml` and in CSS.
    pub fn as_str(self) -> &'static str {
        match self {
            FontStyle::Normal => "normal",
            FontStyle::Italic => "italic",
        }
    }
}

/// What a theme sets in a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FontRole {
    /// What is read.
    Text,
    /// Headings.
    Heading,
    /// What surrounds the text: navigation, dates, notes.
    Interface,
    /// Code.
    Code,
}

impl FontRole {
    /// All of them.
    pub const ALL: [FontRole; 4] = [FontRole::Text, FontRole::Heading, FontRole::Interface, FontRole::Code];

    /// The word in `site.toml`, and in the names of custom properties.
    pub fn as_str(self) -> &'static str {
        match self {
            FontRole::Text => "text",
            FontRole::Heading => "heading",
            FontRole::Interface => "interface",
            FontRole::Code => "code",
        }
    }
}
