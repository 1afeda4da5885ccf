//! A theme of the site's own: begun, or filled with files of the built-in one.

mod parts;
mod starter;

use std::sync::atomic::AtomicBool;

use super::place::place;
use super::{NewFile, Refusal};
use crate::base::nearest;
use crate::disk::Disk;
use crate::parse::theme::{BUILT_IN, built_in_files};
use crate::pipeline::{Pipeline, Report, Request};
use crate::resolve::unsafe_part;
use crate::scan::THEMES;
use crate::text::{escaped_controls, nfc};

pub use parts::about;

/// A theme that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BegunTheme {
    /// Its files.
    pub files: Vec<NewFile>,
    /// Whether the site uses it already, by the name in its settings.
    pub in_use: bool,
}

/// Writes a small theme that extends the built-in one, with strings for the languages of the site. The settings of the
/// site stay as they are.
///
/// # Errors
/// A name that cannot be a theme's, something in the way, a site whose settings have errors, the disk's refusal, an
/// interruption. Nothing is written then.
pub fn write_theme(
    disk: &dyn Disk,
    request: &Request,
    name: &str,
    interrupted: &AtomicBool,
    report: &mut Report,
) -> Result<BegunTheme, Refusal> {
    let name = theme_name(name)?;
    let site = Pipeline::default().survey(disk, request, &[], report)?;
    let folder = format!("{THEMES}/{name}");
    if disk.kind(&request.root.join(&folder))?.is_some() {
        return Err(Refusal::for_safety(
            format!("`{folder}` is there already"),
            "nothing was written; choose another name, or move away what is there",
        ));
    }
    let files = starter::files(&name, &site.config.owned_tags());
    place(disk, &request.root, &files, interrupted)?;
    Ok(BegunTheme {
        files,
        in_use: site.config.theme == name,
    })
}

/// Copies files of the built-in theme into the theme of the site, where they take the place of what they are copies of.
///
/// # Errors
/// A name that the built-in theme does not have, something in the way, a site whose settings have errors, the disk's
/// refusal, an interruption. Nothing is written then.
pub fn eject(
    disk: &dyn Disk,
    request: &Request,
    names: &[String],
    interrupted: &AtomicBool,
    report: &mut Report,
) -> Result<Vec<NewFile>, Refusal> {
    let mut found: Vec<&str> = names.iter().map(|name| part(name)).collect::<Result<_, _>>()?;
    found.sort_unstable();
    found.dedup();
    let site = Pipeline::default().survey(disk, request, &[], report)?;
    let theme = &site.config.theme;
    let files = parts().filter(|(name, _)| found.contains(name));
    let files: Vec<NewFile> = files
        .map(|(name, text)| NewFile::new(&format!("{THEMES}/{theme}/{name}"), text))
        .collect();
    place(disk, &request.root, &files, interrupted)?;
    Ok(files)
}

/// The files of the built-in theme that a site may have a copy of, by name: all texts but the one that says what the theme is.
pub fn parts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let files = built_in_files().iter().filter(|(name, _)| *name != "theme.toml");
    files.filter_map(|(name, bytes)| Some((*name, std::str::from_utf8(bytes).ok()?)))
}

/// The part that is meant by its whole name, by that of a template, or by the end of its name alone.
fn part(written: &str) -> Result<&'static str, Refusal> {
    let wanted = written.trim_start_matches("./");
    let wanted = wanted.strip_prefix("themes/").unwrap_or(wanted);
    let wanted = wanted.strip_prefix("diwan/").unwrap_or(wanted);
    let last = |name: &'static str| name.rsplit('/').next().unwrap_or(name);
    let names = || parts().map(|(name, _)| name);
    if let Some(found) = names().find(|name| *name == wanted) {
        return Ok(found);
    }
    let ending: Vec<&str> = names().filter(|name| last(name) == wanted).collect();
    if let [found] = ending.as_slice() {
        return Ok(found);
    }
    let close = nearest(wanted, names()).or_else(|| {
        let meant = nearest(wanted, names().map(last))?;
        names().find(|name| last(name) == meant)
    });
    let message = format!("the built-in theme has no file `{}`", escaped_controls(written));
    let help = match close {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`maqal theme eject` lists its files".to_owned(),
    };
    Err(Refusal::usage(message, help))
}

/// A name that a folder can have on every system, and that needs no escaping in an address.
fn theme_name(written: &str) -> Result<String, Refusal> {
    let name = nfc(written.trim()).into_owned();
    let shown = escaped_controls(&name).into_owned();
    if name == BUILT_IN {
        let message = format!("`{BUILT_IN}` is the built-in theme");
        return Err(Refusal::usage(
            message,
            "give it another name, or copy files of the built-in one with `maqal theme eject`",
        ));
    }
    let is_name =
        name.starts_with(char::is_alphanumeric) && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !is_name {
        let message = format!("`{shown}` cannot be the name of a theme");
        return Err(Refusal::usage(
            message,
            "write letters, digits, `-` and `_`, such as `notebook`",
        ));
    }
    if let Some(reason) = unsafe_part(&name) {
        let message = format!("`{shown}` cannot be the name of a theme: {reason}");
        return Err(Refusal::usage(message, "choose another name, such as `notebook`"));
    }
    Ok(name)
}
