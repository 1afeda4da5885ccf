//! What an author starts from: a new site, a new article, a theme. It is written as a whole or not at all.

mod article;
mod day;
mod languages;
mod layout;
mod place;
mod refusal;
mod samples;
mod section;
mod site;
mod strings;
mod theme;
mod title;

#[cfg(test)]
mod tests;

pub use article::{NewArticle, Written, write_article};
pub use day::today;
pub use languages::languages;
pub use refusal::Refusal;
pub use samples::usual_title;
pub use site::{NewSite, check_vacant, write_site};
pub use theme::{BegunTheme, about, eject, parts, write_theme};
pub use title::title;

use crate::base::SourcePath;

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Where, from the root of the site.
    pub path: SourcePath,
    /// What.
    pub text: String,
}

impl NewFile {
    fn new(path: &str, text: impl Into<String>) -> Self {
        NewFile {
            path: path.into(),
            text: text.into(),
        }
    }
}
