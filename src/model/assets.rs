//! What is published for a theme beside its pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Route;

/// Everything that is published for a theme, and under which addresses pages ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The files, in the order of their addresses' owners.
    pub files: Vec<AssetFile>,
    /// The addresses that pages have, by the names of the theme's files.
    pub addresses: BTreeMap<String, Address>,
    /// What pages in a language need for its web fonts, by tag.
    pub faces: BTreeMap<String, Faces>,
}

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    /// Its address.
    pub route: Route,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// What it is made from: a name below the theme's `static/`, or `site.toml`.
    pub source: String,
}

/// Where a page finds a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub route: Route,
    /// What the file must hash to, in the form of Subresource Integrity; `None` unless the site asks for it.
    pub integrity: Option<Arc<str>>,
}

/// The web fonts of the pages in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faces {
    /// The style sheet that declares them.
    pub sheet: Address,
    /// The file without which no line of the text can be shown in its own face.
    pub text: Option<FontAddress>,
}

/// A font that is needed at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FontAddress {
    /// Its address.
    pub route: Route,
    /// Its media type.
    pub media: &'static str,
}
