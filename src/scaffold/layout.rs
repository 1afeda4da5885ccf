//! Where the files of a new article go: as those of the site do.

use super::languages::known;
use crate::base::SourcePath;
use crate::model::{Document, Lang, Site};
use crate::resolve::below_content;
use crate::scan::CONTENT;
use crate::text::nfc;

/// How the name of a file says its language. Where several are as frequent, the first is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// `articles/x.ar.md`.
    Suffix,
    /// `ar/articles/x.md`.
    Folder,
    /// `articles/x.md`, for the default language.
    Bare,
}

const STYLES: [Style; 3] = [Style::Suffix, Style::Folder, Style::Bare];

/// The path of an article in a language, in the style of the section or else of the site, a suffix where neither has one.
pub fn path(site: &Site, section: &str, stem: &str, lang: Lang) -> SourcePath {
    let folder = folder(site, section, lang);
    let tag = &site.config.language(lang).tag;
    SourcePath::new(&match style(site, section, lang) {
        Style::Suffix => format!("{folder}/{stem}.{tag}.md"),
        Style::Folder | Style::Bare => format!("{folder}/{stem}.md"),
    })
}

/// The folder of a section's files in a language, spelt as the disk spells it where there are some.
pub fn folder<'s>(site: &'s Site, section: &str, lang: Lang) -> String {
    let folder = match style(site, section, lang) {
        Style::Folder => format!("{CONTENT}/{}/{section}", site.config.language(lang).tag),
        Style::Suffix | Style::Bare => format!("{CONTENT}/{section}"),
    };
    // Some systems take names apart into letters and marks; to others that is another name.
    let above = |document: &'s Document| {
        let path = document.path.as_str();
        path.match_indices('/').filter_map(|(end, _)| path.get(..end))
    };
    let spelt = site.documents().flat_map(above).find(|above| nfc(above) == folder);
    spelt.map(str::to_owned).unwrap_or(folder)
}

fn style(site: &Site, section: &str, lang: Lang) -> Style {
    let is_own = |document: &&Document| document.lang == lang;
    let is_here = |document: &&Document| site.section(document.section).folder == section;
    let all = || site.documents();
    let found = most(site, lang, all().filter(is_here).filter(is_own));
    let found = found.or_else(|| most(site, lang, all().filter(is_own)));
    found.or_else(|| most(site, lang, all())).unwrap_or(Style::Suffix)
}

/// The style of most of these documents that may be the style of `lang`.
fn most<'a>(site: &Site, lang: Lang, documents: impl Iterator<Item = &'a Document>) -> Option<Style> {
    let mut counts = [0_usize; STYLES.len()];
    for document in documents {
        let style = style_of(site, document);
        // One `_index.md` may serve all languages, whatever the style of the articles.
        let is_bare = style == Style::Bare;
        if is_bare && (document.kind.is_index() || lang != site.config.default_language || document.lang != lang) {
            continue;
        }
        if let Some(count) = STYLES.iter().position(|known| *known == style) {
            counts[count] += 1;
        }
    }
    let highest = counts.into_iter().max().filter(|&highest| highest > 0)?;
    let at = counts.iter().position(|&count| count == highest)?;
    STYLES.get(at).copied()
}

fn style_of(site: &Site, document: &Document) -> Style {
    let path = below_content(document.path.as_str());
    let is_language = |part: &str| known(&site.config, part).is_some();
    let stem = document.path.name().rsplit_once('.').map_or("", |(stem, _)| stem);
    match (path.split_once('/'), stem.rsplit_once('.')) {
        (Some((first, _)), _) if is_language(first) => Style::Folder,
        (_, Some((_, suffix))) if is_language(suffix) => Style::Suffix,
        _ => Style::Bare,
    }
}
