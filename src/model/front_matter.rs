//! The head of a source: what routing and lists need to know of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Date, FallbackPolicy, Language, Localized, Value};
use crate::base::Position;
use crate::text::Direction;

/// A text and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text, without blanks around it.
    pub text: String,
    /// Its place in the file.
    pub position: Position,
}

/// The typed keys of a front matter. A key that is missing is `None` or empty, never a guess.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontMatter {
    /// `title`, perhaps by language in a file that serves several.
    pub title: Option<Localized<String>>,
    /// `description`, perhaps by language.
    pub description: Option<Localized<String>>,
    /// `date`.
    pub date: Option<Date>,
    /// `updated`.
    pub updated: Option<Date>,
    /// `publish`: not before.
    pub publish: Option<Date>,
    /// `expires`: not from then on.
    pub expires: Option<Date>,
    /// `draft`.
    pub draft: bool,
    /// `slug`, as written.
    pub slug: Option<String>,
    /// `lang`, as written.
    pub lang: Option<String>,
    /// `dir`: the direction in which the text runs, where its language is usually written in the other one.
    pub dir: Option<Direction>,
    /// `translation_of`, as written.
    pub translation_of: Option<String>,
    /// `image`, as written.
    pub image: Option<String>,
    /// `template`: the name of another template of the theme.
    pub template: Option<String>,
    /// `weight`: the place among the undated, smallest first.
    pub weight: Option<i64>,
    /// `pinned`: whether it stands before all others on the first page of its lists.
    pub pinned: bool,
    /// `noindex`; `None` where the key is missing.
    pub noindex: Option<bool>,
    /// `comments`: whether readers may comment; `None` where the key is missing.
    pub comments: Option<bool>,
    /// `isolate`: whether phrases that run against the page are isolated; `None` where the key is missing.
    pub isolate: Option<bool>,
    /// `id`: what it is known by in feeds, wherever it moves.
    pub id: Option<String>,
    /// `fallback`: what stands in for a missing translation; in an `_index` file, of all articles of the section.
    pub fallback: Option<FallbackPolicy>,
    /// `aliases`: former addresses.
    pub aliases: Vec<Written>,
    /// `series`.
    pub series: Option<String>,
    /// The terms by taxonomy (`tags` and whatever the site declares).
    pub terms: BTreeMap<String, Vec<String>>,
    /// `extra`, and unknown keys.
    pub extra: BTreeMap<String, Value>,
    /// Where each top-level key stands.
    pub positions: BTreeMap<String, Position>,
}

impl FrontMatter {
    /// Where a key stands, or the start of the file.
    pub fn position(&self, key: &str) -> Position {
        self.positions.get(key).copied().unwrap_or(Position::START)
    }

    /// The direction in which the text runs: what it says itself, or else what its language says.
    pub fn direction(&self, language: &Language) -> Direction {
        self.dir.unwrap_or(language.direction)
    }
}

/// Where the title of a page came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleSource {
    /// The front matter.
    FrontMatter,
    /// The first heading, of the first level, which then leaves the body.
    Heading,
    /// The first sentence of a plain-text article.
    FirstSentence,
    /// The file's name.
    FileName,
}

/// The remembered first half of a parsed source.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The front matter.
    pub front: FrontMatter,
    /// Whether the front matter cannot be read, so that nothing is known of its keys.
    pub unread: bool,
    /// Where the body starts, in bytes of the file's text.
    pub body_start: usize,
    /// Whether the file is in the plain-text form: no Markdown in its body.
    pub plain_text: bool,
    /// The title told by the text itself, where the front matter has none.
    pub found_title: Option<(TitleSource, Arc<str>)>,
    /// The first words of the body as plain text: the description of last resort.
    pub first_words: Arc<str>,
    /// The direction of most letters, for files that do not name their language.
    pub direction: Option<Direction>,
}
