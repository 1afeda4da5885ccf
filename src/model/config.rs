//! The configuration of a site.

use std::collections::BTreeMap;

use super::{FontFamily, ImageSettings};
use crate::base::{Digest, Levels, Position};
use crate::text::{Direction, Quotes, ascii_slug, slug};

/// A language of the site: its index in [`Config::languages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(pub u8);

/// What the site knows of one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Language {
    /// The BCP 47 tag in markup, addresses and `hreflang`.
    pub tag: String,
    /// The locale that formats dates and numbers, a BCP 47 tag too.
    pub locale: String,
    /// Its likely script, in four letters (ISO 15924); empty if none is known.
    pub script: String,
    /// The direction of its likely script.
    pub direction: Direction,
    /// Its name in itself.
    pub name: String,
    /// `digits` as written in `site.toml`, or `auto`.
    pub digits: String,
    /// What straight quotation marks in a text become; `None` leaves them.
    pub quotes: Option<Quotes>,
    /// `calendars` as written, the main one first; none means what the locale prefers.
    pub calendars: Vec<String>,
    /// `words_per_minute`: how fast its readers read; `None` for what is known of the language.
    pub words_per_minute: Option<usize>,
    /// The words of sections in addresses, by folder path.
    pub sections: BTreeMap<String, String>,
}

/// In which letters addresses are made from names and titles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slugs {
    /// In their own.
    #[default]
    Unicode,
    /// In those of ASCII.
    Ascii,
}

impl Slugs {
    /// All of them.
    pub const ALL: [Slugs; 2] = [Slugs::Unicode, Slugs::Ascii];

    /// The word in `site.toml`.
    pub fn as_str(self) -> &'static str {
        match self {
            Slugs::Unicode => "unicode",
            Slugs::Ascii => "ascii",
        }
    }

    /// The part of an address that is made from a name.
    pub fn slug(self, name: &str) -> String {
        match self {
            Slugs::Unicode => slug(name),
            Slugs::Ascii => ascii_slug(name),
        }
    }
}

/// What readers of a language find of an article that is not translated into it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FallbackPolicy {
    /// Nothing.
    #[default]
    Hide,
    /// Its card in lists, which leads to the original.
    Link,
    /// The original on a page of their language, and its card, which leads there.
    Show,
}

impl FallbackPolicy {
    /// All of them.
    pub const ALL: [FallbackPolicy; 3] = [FallbackPolicy::Hide, FallbackPolicy::Link, FallbackPolicy::Show];

    /// The word in `site.toml` and in front matter.
    pub fn as_str(self) -> &'static str {
        match self {
            FallbackPolicy::Hide => "hide",
            FallbackPolicy::Link => "link",
            FallbackPolicy::Show => "show",
        }
    }

    /// The policy of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.as_str() == word)
    }
}

/// A setting that may be one value for all languages or a map by language tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Localized<T> {
    /// The value where a language has none of its own.
    pub plain: Option<T>,
    /// The values by language tag.
    pub by_language: BTreeMap<String, T>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq)]
pub enum MenuEntry {
    /// Something of the site, in every language that has it: a section by its folder, a page by its path, the archive, a
    /// taxonomy by its name.
    Place(String, Position),
    /// Any address, in every language that gives it a title.
    Link {
        /// What readers see.
        title: Localized<String>,
        /// Where it leads.
        url: Localized<String>,
    },
}

/// A term of the table of terms.
#[derive(Clone, Debug, PartialEq)]
pub struct DeclaredTerm {
    /// Its id.
    pub id: String,
    /// How readers see it.
    pub label: Localized<String>,
    /// Its part of addresses.
    pub slug: Localized<String>,
    /// What its page says about it.
    pub text: Localized<String>,
    /// Other spellings.
    pub names: Vec<String>,
    /// Where the table says so.
    pub position: Position,
}

impl Language {
    /// What a text in a script is in, on a page of this language: this one, or the only one of `languages` that is written so.
    pub fn told<'l>(&'l self, script: &str, languages: &'l [Language]) -> Option<&'l Language> {
        if self.script == script {
            return Some(self);
        }
        let mut written = languages.iter().filter(|language| language.script == script);
        written.next().filter(|_| written.next().is_none())
    }
}

impl<T> Localized<T> {
    /// One value for all languages.
    pub fn plain(value: T) -> Self {
        Localized {
            plain: Some(value),
            by_language: BTreeMap::new(),
        }
    }

    /// The value for a language.
    pub fn get(&self, tag: &str) -> Option<&T> {
        self.by_language.get(tag).or(self.plain.as_ref())
    }
}

impl<T> Default for Localized<T> {
    fn default() -> Self {
        Localized {
            plain: None,
            by_language: BTreeMap::new(),
        }
    }
}

/// Where the site will stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseUrl {
    /// Scheme and host in ASCII without a slash at the end, `https://example.org`; empty if none is set.
    pub origin: String,
    /// The host as people read it: `مثال.إختبار` where the origin has `xn--…`; empty if none is set.
    pub host: String,
    /// The path of the site's root, percent-encoded, with a slash at both ends: `/` or `/blog/`.
    pub path: String,
}

/// The settings that change how Markdown is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownSettings {
    /// CommonMark 0.31.2 exactly: no extension, no id, no isolation, nothing resolved.
    pub strict_commonmark: bool,
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether phrases and blocks that run against their page are isolated (UAX #9).
    pub isolate: bool,
    /// Whether what stands between dollar signs is a formula of TeX.
    pub math: bool,
    /// Whether straight quotation marks become those of the language, where the language has no setting of its own.
    pub smart_punctuation: bool,
}

impl MarkdownSettings {
    /// Whether formulas are read: CommonMark knows none.
    pub fn has_formulas(&self) -> bool {
        self.math && !self.strict_commonmark
    }
}

impl Default for MarkdownSettings {
    fn default() -> Self {
        MarkdownSettings {
            strict_commonmark: false,
            highlight: true,
            isolate: true,
            math: false,
            smart_punctuation: false,
        }
    }
}

/// How style sheets and scripts are published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AssetSettings {
    /// Whether style sheets are written as shortly as they can be.
    pub minify: bool,
    /// Whether pages say what the theme's files must hash to (Subresource Integrity).
    pub integrity: bool,
}

impl Default for AssetSettings {
    fn default() -> Self {
        AssetSettings {
            minify: true,
            integrity: false,
        }
    }
}

/// HTML of the site's own for certain places of its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slots {
    /// At the end of the head of every page.
    pub head: Localized<String>,
    /// Below what readers may comment on.
    pub comments: Localized<String>,
}

/// Everything that `site.toml` says, with what it leaves out filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// Where the site will stand.
    pub base_url: BaseUrl,
    /// The site's title.
    pub title: Localized<String>,
    /// What the site is about.
    pub description: Localized<String>,
    /// The languages, never empty.
    pub languages: Vec<Language>,
    /// The language of files that name none, and `x-default`.
    pub default_language: Lang,
    /// Whether addresses of the default language start with its tag.
    pub prefix_default_language: bool,
    /// Whether a page is published as `name/index.html` rather than `name.html`.
    pub pretty_urls: bool,
    /// In which letters addresses are made.
    pub slugs: Slugs,
    /// What stands in for a missing translation, where neither section nor page says otherwise.
    pub fallback: FallbackPolicy,
    /// The theme's name.
    pub theme: String,
    /// Where that is written, if it is.
    pub theme_position: Option<Position>,
    /// What the navigation holds; `None` for top sections and the pages of the root.
    pub menu: Option<Vec<MenuEntry>>,
    /// How the addresses of articles are made, by section: `/{year}/{slug}/` below the language's own.
    pub permalinks: BTreeMap<String, Localized<String>>,
    /// How many entries a list page shows.
    pub paginate_by: usize,
    /// How many entries a feed shows.
    pub feed_limit: usize,
    /// Whether feeds hold whole articles rather than their descriptions.
    pub full_feeds: bool,
    /// The IANA name of the zone of dates without an offset.
    pub time_zone: String,
    /// The front matter keys that hold terms; `tags` unless set.
    pub taxonomies: Vec<String>,
    /// How taxonomies are called in their lists, by key.
    pub taxonomy_titles: BTreeMap<String, Localized<String>>,
    /// What `terms.toml` says of terms, by taxonomy.
    pub terms: BTreeMap<String, Vec<DeclaredTerm>>,
    /// How Markdown is read.
    pub markdown: MarkdownSettings,
    /// How style sheets and scripts are published.
    pub assets: AssetSettings,
    /// The site's own web fonts.
    pub fonts: Vec<FontFamily>,
    /// What is made of images.
    pub images: ImageSettings,
    /// HTML of the site's own.
    pub slots: Slots,
    /// Levels of diagnostics by code.
    pub levels: Levels,
    /// Of all settings, those of the command line included, but for the terms.
    pub digest: Digest,
}

impl Config {
    /// The language of an index. An index beyond the list, which no part of the program makes, is the default.
    pub fn language(&self, lang: Lang) -> &Language {
        let at = usize::from(lang.0);
        self.languages.get(at).unwrap_or_else(|| &self.languages[0])
    }

    /// The index of a tag.
    pub fn lang(&self, tag: &str) -> Option<Lang> {
        let at = self.languages.iter().position(|language| language.tag == tag)?;
        u8::try_from(at).ok().map(Lang)
    }

    /// The start of all addresses of a language, with a slash at both ends; the address of its home.
    pub fn prefix(&self, lang: Lang) -> String {
        if lang == self.default_language && !self.prefix_default_language {
            "/".to_owned()
        } else {
            format!("/{}/", self.language(lang).tag)
        }
    }

    /// The tags of all languages.
    pub fn tags(&self) -> Vec<&str> {
        self.languages.iter().map(|language| language.tag.as_str()).collect()
    }

    /// The same, owned.
    pub fn owned_tags(&self) -> Vec<String> {
        self.languages.iter().map(|language| language.tag.clone()).collect()
    }

    /// All languages with their indices.
    pub fn langs(&self) -> impl Iterator<Item = (Lang, &Language)> {
        (0u8..).map(Lang).zip(&self.languages)
    }
}
