//! The settings of a site: `site.toml`, with what it leaves out filled in.

mod base_url;
mod fonts;
mod images;
mod languages;
mod reader;
mod tables;
mod terms;
mod theme_settings;

use std::str::FromStr;

use self::languages::Tables;
pub use self::languages::plain;
use self::reader::{Setting, Table};
pub use self::terms::terms;
pub use self::theme_settings::theme_settings;
use super::tree::{Entry, Reporter, TomlCodes, drop_controls, quoted, read_toml};
use crate::base::{Checked, Code, Diagnostic, Digest, Digester, SourcePath};
use crate::locale::Zone;
use crate::model::{BaseUrl, Config, FallbackPolicy, Slugs};

/// The name of the file, at the site's root.
pub const CONFIG_PATH: &str = "site.toml";

/// What the sources tell of a site that does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The tags in the names of its files, the main language first; none means English.
    pub languages: Vec<String>,
}

/// The settings of the root.
const KNOWN: [&str; 25] = [
    "base_url",
    "title",
    "description",
    "languages",
    "default_language",
    "theme",
    "paginate_by",
    "feed_limit",
    "full_feeds",
    "time_zone",
    "prefix_default_language",
    "pretty_urls",
    "slugs",
    "permalinks",
    "menu",
    "fallback",
    "language",
    "taxonomies",
    "markdown",
    "assets",
    "fonts",
    "images",
    "slots",
    "theme_settings",
    "check",
];

/// Whether `site.toml` says which languages the site has.
pub fn lists_languages(text: &str) -> bool {
    toml::Table::from_str(text).is_ok_and(|table| table.contains_key("languages"))
}

/// Reads `site.toml`, or takes the defaults if there is none. Every problem is reported; a setting that
/// cannot be used has its default.
pub fn config(text: Option<&str>, found: &Found) -> Checked<Config> {
    let path = SourcePath::new(CONFIG_PATH);
    let text = text.unwrap_or_default();
    let mut reporter = Reporter::new(&path, text);
    let codes = TomlCodes {
        syntax: Code::ConfigSyntax,
        duplicate: Code::ConfigSyntax,
    };
    let mut entries = read_toml(text, 0, codes, &mut reporter).unwrap_or_default();
    drop_controls(&mut entries, &mut reporter);
    let value = settings(&entries, found, digest(text, found), &mut reporter);
    Checked {
        value,
        diagnostics: reporter.finish(),
    }
}

fn digest(text: &str, found: &Found) -> Digest {
    Digester::new("config")
        .text(text)
        .each(found.languages.iter(), |digester, tag| digester.text(tag))
        .finish()
}

fn settings(entries: &[Entry], found: &Found, digest: Digest, reporter: &mut Reporter<'_>) -> Config {
    let root = Table::new("", entries, &KNOWN, reporter);
    let errors = reporter.errors();
    let tags = languages::tags(root.get("languages"), &found.languages, reporter);
    let (are_known, told) = (reporter.errors() == errors, reporter.count());
    let default_language = languages::default_language(root.get("default_language"), &tags, reporter);
    let markdown = tables::markdown(root.get("markdown"), reporter);
    let tables = Tables::read(root.get("language"), &tags, markdown.smart_punctuation, reporter);
    let mut localized = |name| {
        let setting = root.get(name);
        setting
            .map(|setting| setting.localized(&tags, reporter))
            .unwrap_or_default()
    };
    let (mut title, mut description) = (localized("title"), localized("description"));
    title.by_language.extend(tables.title);
    description.by_language.extend(tables.description);
    let mut count = |name, default| {
        let setting = root.get(name);
        setting.and_then(|setting| setting.count(reporter)).unwrap_or(default)
    };
    let (paginate_by, feed_limit) = (count("paginate_by", 10), count("feed_limit", 20));
    let mut bool = |name| {
        let setting = root.get(name);
        setting.and_then(|setting| setting.bool(reporter)).unwrap_or(true)
    };
    let (prefix_default_language, pretty_urls) = (bool("prefix_default_language"), bool("pretty_urls"));
    let full_feeds = bool("full_feeds");
    // What stands in it is read when the theme is known.
    if let Some(setting) = root.get("theme_settings") {
        setting.table(reporter);
    }
    let (taxonomies, taxonomy_titles) = tables::taxonomies(root.get("taxonomies"), &tags, reporter);
    let config = Config {
        base_url: base_url(root.get("base_url"), reporter),
        title,
        description,
        languages: tables.languages,
        default_language,
        prefix_default_language,
        pretty_urls,
        slugs: slugs(root.get("slugs"), reporter),
        fallback: fallback(root.get("fallback"), reporter),
        theme: theme(root.get("theme"), reporter),
        theme_position: root.get("theme").map(|setting| setting.position(reporter)),
        menu: root.get("menu").map(|setting| tables::menu(&setting, &tags, reporter)),
        permalinks: tables::permalinks(root.get("permalinks"), &tags, reporter),
        paginate_by,
        feed_limit,
        full_feeds,
        time_zone: time_zone(root.get("time_zone"), reporter),
        taxonomies,
        taxonomy_titles,
        terms: Default::default(),
        markdown,
        assets: tables::assets(root.get("assets"), reporter),
        fonts: fonts::fonts(root.get("fonts"), &tags, reporter),
        images: images::images(root.get("images"), reporter),
        slots: tables::slots(root.get("slots"), &tags, reporter),
        levels: tables::levels(root.get("check"), reporter),
        digest,
    };
    if !are_known {
        // Whether a language is one of theirs is seen when the list is right.
        reporter.take_back(Code::UnknownLanguage, told);
    }
    config
}

fn base_url(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> BaseUrl {
    let unset = BaseUrl {
        origin: String::new(),
        host: String::new(),
        path: "/".to_owned(),
    };
    let Some(setting) = setting else { return unset };
    match setting.text(reporter) {
        None | Some("") => unset,
        Some(text) => base_url::base_url(text).unwrap_or_else(|problem| {
            setting.bad(problem, "write `base_url = \"https://example.org/\"`", reporter);
            unset
        }),
    }
}

/// Splits the address of the command line into origin and path.
///
/// # Errors
/// What is wrong with it, which no file is to blame for.
pub fn base_url_option(text: &str) -> Result<BaseUrl, Diagnostic> {
    base_url::base_url(text).map_err(|problem| {
        let message = format!("{} {problem}", quoted(&format!("--base-url {text}")));
        Diagnostic::new(Code::BadSetting, message).help("write `--base-url https://example.org/`")
    })
}

fn slugs(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> Slugs {
    let slugs = setting.and_then(|setting| {
        let written = setting.text(reporter)?;
        let slugs = Slugs::ALL.into_iter().find(|slugs| slugs.as_str() == written);
        if slugs.is_none() {
            let problem = format!("cannot be {}", quoted(written));
            setting.bad(&problem, "write `\"unicode\"` or `\"ascii\"`", reporter);
        }
        slugs
    });
    slugs.unwrap_or_default()
}

fn fallback(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> FallbackPolicy {
    let policy = setting.and_then(|setting| {
        let written = setting.text(reporter)?;
        let policy = FallbackPolicy::parse(written);
        if policy.is_none() {
            let problem = format!("cannot be {}", quoted(written));
            setting.bad(&problem, "write `\"hide\"`, `\"link\"` or `\"show\"`", reporter);
        }
        policy
    });
    policy.unwrap_or_default()
}

fn theme(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> String {
    const DEFAULT: &str = "diwan";
    let name = setting.and_then(|setting| {
        let name = setting.text(reporter)?;
        let is_folder = !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\']);
        if !is_folder {
            let help = format!("write the name of a folder in `themes/`: `theme = \"{DEFAULT}\"`");
            setting.bad("must be a name without slashes", help, reporter);
        }
        is_folder.then_some(name)
    });
    name.unwrap_or(DEFAULT).to_owned()
}

fn time_zone(setting: Option<Setting<'_>>, reporter: &mut Reporter<'_>) -> String {
    let name = setting.and_then(|setting| {
        let name = setting.text(reporter)?;
        let zone = Zone::new(name);
        if zone.is_err() {
            let problem = format!("is {}, which is not the name of a time zone", quoted(name));
            setting.bad(&problem, "write `UTC` or an IANA name such as `Africa/Cairo`", reporter);
        }
        zone.is_ok().then_some(name)
    });
    name.unwrap_or("UTC").to_owned()
}

#[cfg(test)]
mod tests;
