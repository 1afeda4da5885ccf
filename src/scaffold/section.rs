//! The section of a new article.

use std::path::Path;

use super::languages::known;
use super::place::is_folder;
use super::{Refusal, layout};
use crate::base::nearest;
use crate::disk::Disk;
use crate::model::{DocId, Kind, Lang, Section, Site};
use crate::scan::CONTENT;
use crate::text::{escaped_controls, is_bidi_control, nfc};

/// Where articles are, unless a site has them elsewhere.
const USUAL: &str = "articles";

/// The folder of the section that `written` names, below `content/` or a language's folder there: one of the site's, or a
/// new one. Without a name it is that of the site's articles. `lang` is the first language of the new article.
///
/// # Errors
/// A name that cannot be a folder, or that is nearly one of the site's sections.
pub fn section(
    disk: &dyn Disk,
    root: &Path,
    site: &Site,
    written: Option<&str>,
    lang: Lang,
) -> Result<String, Refusal> {
    let Some(written) = written else {
        return Ok(usual(site));
    };
    let relative = written.trim_matches('/');
    if written.starts_with('/') && !relative.is_empty() {
        let message = format!(
            "`{}` is no section, but a place on this machine",
            escaped_controls(written)
        );
        let help = format!(
            "write it as it lies below `{CONTENT}`: `--section {}`",
            escaped_controls(relative)
        );
        return Err(Refusal::usage(message, help));
    }
    let folder = nfc(relative).into_owned();
    let prefix = format!("{CONTENT}/");
    let folder = folder.strip_prefix(&prefix).unwrap_or(&folder).to_owned();
    let folders = || site.sections.iter().map(|section| section.folder.as_str());
    if !folder.is_empty() && folders().any(|known| known == folder) {
        return Ok(folder);
    }
    let shown = escaped_controls(written);
    if folder.split('/').any(|part| !is_name(part)) || known(&site.config, first(&folder)).is_some() {
        let usual = usual(site);
        let place = layout::folder(site, &usual, lang);
        let help = format!("write the name of a section, such as `{usual}` for the folder `{place}`");
        return Err(Refusal::usage(format!("`{shown}` cannot be a section"), help));
    }
    let Some(meant) = nearest(&folder, folders()) else {
        return Ok(folder);
    };
    for (lang, _) in site.config.langs() {
        if is_folder(disk, &root.join(layout::folder(site, &folder, lang)))? {
            return Ok(folder);
        }
    }
    let place = layout::folder(site, &folder, lang);
    Err(Refusal::usage(
        format!("there is no section `{shown}`"),
        format!("did you mean `{meant}`? For a new section make the folder `{place}` first"),
    ))
}

/// `articles` if it has any; else the first section with dated articles, or else with any; else `articles`.
fn usual(site: &Site) -> String {
    let folder = |has: &dyn Fn(DocId) -> bool| {
        let holds = |section: &&Section| {
            let mut members = section.pages.iter().flatten().flat_map(|page| &page.members);
            section.parent.is_some() && members.any(|&id| has(id))
        };
        let mut found: Vec<&str> = site
            .sections
            .iter()
            .filter(holds)
            .map(|one| one.folder.as_str())
            .collect();
        found.sort_by_key(|folder| *folder != USUAL);
        found.first().map(|folder| (*folder).to_owned())
    };
    let is_article = |id: DocId| site.document(id).kind == Kind::Article;
    let is_dated = |id: DocId| is_article(id) && site.document(id).date.is_some();
    folder(&is_dated)
        .or_else(|| folder(&is_article))
        .unwrap_or_else(|| USUAL.to_owned())
}

fn first(folder: &str) -> &str {
    folder.split('/').next().unwrap_or_default()
}

/// Whether a folder may be called so on every system.
fn is_name(part: &str) -> bool {
    let is_wrong = |c: char| c.is_control() || is_bidi_control(c) || "\\:<>|?*\"".contains(c);
    !part.is_empty()
        && !part.starts_with(['.', '_'])
        && !part.ends_with('.')
        && part.trim() == part
        && !part.contains(is_wrong)
}
