//! A theme's files to a [`Theme`].
//!
//! The built-in theme is part of the program. A site may lay its own files over it, under the same
//! name or as a theme that `extends` it: a file of the site wins, strings and settings win key by
//! key, and the built-in template stays reachable as `diwan/base.html`.

mod complete;
mod embedded;
mod layer;
mod manifest;
mod settings;
mod sizes;
mod strings;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Checked, Code, Diagnostic, Digester, SourcePath, nearest};
use crate::model::{Asset, OutputKind, Sizes, Strings, Template, Theme};

use super::css::{self, StyleSheet};
use layer::{Layer, Source};
pub use typed::{SiteFiles, Wrong, typed};

/// The name of the built-in theme.
pub const BUILT_IN: &str = "diwan";

/// The strings of the built-in theme in a language, or in the one that its tag begins with, as their file has them.
pub fn built_in_strings(lang: &str) -> Option<&'static str> {
    let starts = lang.match_indices('-').map(|(at, _)| at).chain([lang.len()]);
    let names: Vec<String> = starts
        .filter_map(|end| Some(format!("strings/{}.toml", lang.get(..end)?)))
        .collect();
    let (_, bytes) = embedded::FILES
        .iter()
        .rfind(|(name, _)| names.iter().any(|known| known == name))?;
    std::str::from_utf8(bytes).ok()
}

/// The files of the built-in theme: their names below its folder, and their bytes.
pub fn built_in_files() -> &'static [(&'static str, &'static [u8])] {
    embedded::FILES
}

/// One of the site's own files below `themes/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Where it is: `themes/<name>/…`.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

/// Says what is wrong with style sheets, given the languages of the site.
pub type CheckSheets<'a> = dyn Fn(&[StyleSheet<'_>], &[String]) -> Vec<Diagnostic> + 'a;

/// Loads the theme `name` from the built-in one and the site's own files, with the strings of `languages`.
///
/// Where the theme is missing, the built-in one stands in, so that every other problem is found too.
pub fn load(name: &str, files: &[ThemeFile], languages: &[String]) -> Checked<Theme> {
    load_checking(name, files, languages, &css::check)
}

/// The same, with another way to find out what [`css::check`] finds.
pub fn load_checking(
    name: &str,
    files: &[ThemeFile],
    languages: &[String],
    check_sheets: &CheckSheets<'_>,
) -> Checked<Theme> {
    let mut diagnostics = Vec::new();
    let own = Layer::of_site(name, files, &mut diagnostics);
    if own.is_none() && name != BUILT_IN {
        diagnostics.push(missing(name, files));
        let mut checked = load_checking(BUILT_IN, files, languages, check_sheets);
        diagnostics.append(&mut checked.diagnostics);
        checked.diagnostics = diagnostics;
        return checked;
    }
    let parent = parent(name, own.as_ref(), &mut diagnostics);
    let built_in = parent.and_then(|_| Layer::built_in(&mut diagnostics));
    let layers: Vec<&Layer> = built_in.iter().chain(&own).collect();

    let strings = strings::load(name, &layers, languages, &mut diagnostics);
    let templates = templates(name, built_in.as_ref(), own.as_ref(), &mut diagnostics);
    let assets = assets(&layers);
    diagnostics.extend(style_sheets(&layers, languages, check_sheets));
    let (mut settings, mut sizes, mut parallel_sizes) = (BTreeMap::new(), Sizes::default(), Sizes::default());
    for layer in &layers {
        settings = layer.settings(settings, &mut diagnostics);
        let [said, said_of_parallel] = layer.sizes(&settings, &mut diagnostics);
        // What the theme below says of two columns does not fit the column of another one.
        parallel_sizes = said_of_parallel.or_else(|| said.clone()).unwrap_or(parallel_sizes);
        sizes = said.unwrap_or(sizes);
    }
    if let Some(own) = &own {
        own.check_promises(built_in.as_ref(), &mut diagnostics);
    }
    let offered = layers.iter().flat_map(|layer| &layer.manifest.templates);
    let offered: Vec<String> = offered.map(|written| written.text.clone()).collect();
    let digest = digest(name, parent, &templates, &strings, &assets)
        .debug(&(&settings, &sizes, &parallel_sizes, &offered))
        .finish();
    let value = Theme {
        name: name.to_owned(),
        parent: parent.map(str::to_owned),
        templates,
        strings,
        assets,
        settings,
        sizes,
        parallel_sizes,
        offered,
        digest,
    };
    Checked { value, diagnostics }
}

/// Of what the files of a theme say, its settings and promises aside.
fn digest(
    name: &str,
    parent: Option<&str>,
    templates: &[Template],
    strings: &BTreeMap<String, Strings>,
    assets: &[Asset],
) -> Digester {
    Digester::new("theme")
        .text(name)
        .debug(&parent)
        .each(templates.iter(), |digester, template| {
            digester
                .text(&template.name)
                .text(template.path.as_str())
                .text(&template.text)
        })
        .each(strings.iter(), |digester, (lang, strings)| {
            digester.text(lang).digest(strings.digest)
        })
        .each(assets.iter(), |digester, asset| {
            digester.text(&asset.name).bytes(&asset.bytes)
        })
}

/// The theme that a theme extends: the built-in one, or none.
fn parent(name: &str, own: Option<&Layer>, diagnostics: &mut Vec<Diagnostic>) -> Option<&'static str> {
    if name == BUILT_IN {
        return Some(BUILT_IN);
    }
    let own = own?;
    let parent = own.manifest.extends.as_ref()?;
    if parent.text == BUILT_IN {
        return Some(BUILT_IN);
    }
    let help = format!("write `extends = \"{BUILT_IN}\"`, or leave the line out");
    let message = format!("a theme cannot extend `{}`", parent.text);
    diagnostics.push(own.at_extends(Code::ThemeMissing, message).help(help));
    None
}

fn missing(name: &str, files: &[ThemeFile]) -> Diagnostic {
    let in_site = files
        .iter()
        .filter_map(|file| Some(file.path.as_str().strip_prefix("themes/")?.split_once('/')?.0));
    let names: BTreeSet<&str> = in_site.chain([BUILT_IN]).collect();
    let help = match nearest(name, names.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are: {}", names.into_iter().collect::<Vec<_>>().join(", ")),
    };
    Diagnostic::new(Code::ThemeMissing, format!("there is no theme `{name}` in `themes/`")).help(help)
}

/// The theme's own templates by their names, the parent's below the parent's name.
fn templates(
    name: &str,
    parent: Option<&Layer>,
    own: Option<&Layer>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Template> {
    let mut templates = Vec::new();
    for (layer, prefix) in [(parent, format!("{BUILT_IN}/")), (own, String::new())] {
        for (file, source) in layer.into_iter().flat_map(|layer| layer.below("templates/")) {
            let Some(kind) = output_kind(file) else {
                let message = "a template makes HTML, XML, JSON, a style sheet or plain text";
                let help = format!(
                    "name it `.html`, `.xml`, `.json`, `.css` or `.txt`, or move it to `themes/{name}/static/`"
                );
                diagnostics.push(
                    Diagnostic::new(Code::TemplateRefused, message)
                        .in_file(&source.path)
                        .help(help),
                );
                continue;
            };
            if let Some(text) = source.text(diagnostics) {
                templates.push(Template {
                    name: format!("{prefix}{file}"),
                    path: source.path.clone(),
                    kind,
                    text: text.into(),
                });
            }
        }
    }
    templates
}

fn output_kind(file: &str) -> Option<OutputKind> {
    match SourcePath::new(file).extension() {
        "html" => Some(OutputKind::Html),
        "xml" => Some(OutputKind::Xml),
        "json" => Some(OutputKind::Json),
        "css" => Some(OutputKind::Css),
        "txt" => Some(OutputKind::Text),
        _ => None,
    }
}

fn assets(layers: &[&Layer]) -> Vec<Asset> {
    let asset = |(name, source): (&str, &Source)| Asset {
        name: name.to_owned(),
        path: source.path.clone(),
        bytes: Arc::clone(&source.bytes),
    };
    published(layers).into_iter().map(asset).collect()
}

/// The files that are published, those of later layers winning.
fn published<'a>(layers: &[&'a Layer]) -> BTreeMap<&'a str, &'a Source> {
    layers.iter().flat_map(|layer| layer.below("static/")).collect()
}

/// What is wrong with the style sheets that are published, each layer by itself.
fn style_sheets(layers: &[&Layer], languages: &[String], check_sheets: &CheckSheets<'_>) -> Vec<Diagnostic> {
    let published = published(layers);
    let is_published = |name: &str, source: &Source| published.get(name).is_some_and(|&it| std::ptr::eq(it, source));
    let check = |layer: &&Layer| {
        let sheets: Vec<StyleSheet<'_>> = layer
            .below("static/")
            .filter(|(name, source)| source.path.extension().eq_ignore_ascii_case("css") && is_published(name, source))
            .map(|(_, Source { path, bytes })| StyleSheet { path, bytes })
            .collect();
        check_sheets(&sheets, languages)
    };
    layers.iter().flat_map(check).collect()
}

#[cfg(test)]
mod tests;
