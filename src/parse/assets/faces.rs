//! The style sheet of a language that declares the site's fonts, and says what is set in which.
//!
//! A page loads a face when it shows a character of it. The faces of other scripts are declared for their letters
//! alone, so that a page without such letters never asks for them. Themes read custom properties, `--face-text-arab`
//! and the like, and put them before their own faces.

use std::fmt::Write as _;

use super::address::relative;
use super::fonts::{Format, format};
use super::{Publisher, minify};
use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::{
    AssetFile, Faces, FontAddress, FontFamily, FontFile, FontRole, Lang, Language, Route, THEME_FOLDER,
};
use crate::text::{nfc, script_ranges};

/// A file of a family that is a font.
struct Face<'a> {
    file: &'a FontFile,
    format: Format,
    route: Route,
}

impl Publisher<'_> {
    /// Adds a sheet for every language, if the site has fonts of its own.
    pub(super) fn faces(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let input = self.input;
        if input.families.is_empty() {
            return;
        }
        let mut families: Vec<(&FontFamily, Vec<Face<'_>>)> = Vec::new();
        for family in input.families {
            let mut faces = Vec::new();
            for file in &family.files {
                match self.face(file) {
                    Ok(face) => faces.push(face),
                    Err(problem) => diagnostics.push(problem),
                }
            }
            families.push((family, faces));
        }
        for (lang, language) in (0u8..).map(Lang).zip(input.languages) {
            let mut text = String::new();
            for (family, faces) in &families {
                for face in faces {
                    declare(family, face, language, input.languages, &mut text);
                }
            }
            text.push_str(&properties(input.families, lang, input.languages));
            if input.settings.minify && !input.for_preview {
                text = minify::minified(&text).unwrap_or(text);
            }
            let name = format!("faces.{}.css", language.tag);
            let plain = Route::new(&format!("{THEME_FOLDER}{name}"));
            let bytes = text.into_bytes().into();
            let sheet = self.address(&plain, &bytes, &name);
            self.assets.files.push(AssetFile {
                route: plain,
                bytes,
                source: name,
            });
            let faces = Faces {
                sheet,
                text: first_needed(&families, lang),
            };
            self.assets.faces.insert(language.tag.clone(), faces);
        }
    }

    fn face<'f>(&mut self, file: &'f FontFile) -> Result<Face<'f>, Diagnostic> {
        let below = file.path.as_str().trim_start_matches("content/");
        let config = SourcePath::new(crate::parse::config::CONFIG_PATH);
        let Some(bytes) = self.input.fonts.get(&file.path) else {
            let message = format!("there is no file `{}`", file.path);
            let help = "put the font there, or write its path below `content/`";
            return Err(Diagnostic::new(Code::MissingAsset, message)
                .at(&config, file.position)
                .help(help));
        };
        let Some(format) = format(bytes) else {
            let message = format!("`{}` is no font that browsers take", file.path);
            let help = "name a file in the format WOFF2, or WOFF, OpenType or TrueType";
            return Err(Diagnostic::new(Code::NotAFont, message)
                .at(&config, file.position)
                .help(help));
        };
        let plain = Route::new(&format!("/{}", nfc(below)));
        let route = match self
            .assets
            .files
            .iter()
            .find(|known| known.source == file.path.as_str())
        {
            Some(known) => known.route.clone(),
            None => self.address(&plain, bytes, file.path.as_str()).route,
        };
        Ok(Face { file, format, route })
    }
}

/// Declares a face for the pages of a language.
fn declare(family: &FontFamily, face: &Face<'_>, language: &Language, languages: &[Language], out: &mut String) {
    let scripts = || {
        family
            .languages
            .iter()
            .filter_map(|lang| languages.get(usize::from(lang.0)))
    };
    let is_own = scripts().any(|other| other.script == language.script);
    let range = match &face.file.range {
        Some(range) => Some(range.clone()),
        None if is_own => None,
        None => {
            let mut ranges: Vec<String> = Vec::new();
            for other in scripts() {
                ranges.extend(
                    script_ranges(&other.script)
                        .iter()
                        .map(|(first, last)| range_of(*first, *last)),
                );
            }
            // Of a script of which nothing is known, other pages take the theme's face.
            if ranges.is_empty() {
                return;
            }
            ranges.dedup();
            Some(ranges.join(", "))
        }
    };
    let address = relative(
        THEME_FOLDER.trim_matches('/'),
        face.route.as_str().trim_start_matches('/'),
    );
    let (from, to) = face.file.weight;
    let weight = if from == to {
        from.to_string()
    } else {
        format!("{from} {to}")
    };
    let _ = write!(
        out,
        "@font-face {{\n  font-family: {};\n  src: url(\"{address}\") format(\"{}\");\n  font-weight: {weight};\n  \
         font-style: {};\n  font-display: swap;\n",
        quoted(&family.family),
        face.format.css,
        face.file.style.as_str(),
    );
    if let Some(range) = range {
        let _ = writeln!(out, "  unicode-range: {range};");
    }
    out.push_str("}\n");
}

fn range_of(first: u32, last: u32) -> String {
    if first == last {
        format!("U+{first:X}")
    } else {
        format!("U+{first:X}-{last:X}")
    }
}

/// What is set in which family, on a page in a language.
fn properties(families: &[FontFamily], page: Lang, languages: &[Language]) -> String {
    let value = |role: FontRole, lang: Lang| {
        let meant = families
            .iter()
            .filter(|family| family.roles.contains(&role) && family.languages.contains(&lang));
        meant
            .map(|family| quoted(&family.family))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let mut root = String::new();
    let mut others = String::new();
    let mut scripts: Vec<&str> = Vec::new();
    for language in languages.iter().filter(|language| !language.script.is_empty()) {
        if !scripts.contains(&&*language.script) {
            scripts.push(&language.script);
        }
    }
    for role in FontRole::ALL {
        if role == FontRole::Code {
            // Code is in no language.
            let names = value(role, page);
            if !names.is_empty() {
                let _ = writeln!(root, "  --face-code: {names};");
            }
            continue;
        }
        for script in &scripts {
            let written = |(_, other): &(Lang, &Language)| other.script == *script;
            let of_script: Vec<(Lang, &Language)> = (0u8..).map(Lang).zip(languages).filter(written).collect();
            let values: Vec<String> = of_script.iter().map(|(lang, _)| value(role, *lang)).collect();
            let own = values
                .iter()
                .zip(&of_script)
                .find(|(_, (lang, _))| *lang == page)
                .map(|(value, _)| value);
            let first = own.or_else(|| values.iter().find(|value| !value.is_empty()));
            let property = format!("--face-{}-{}", role.as_str(), script.to_ascii_lowercase());
            if let Some(value) = first.filter(|value| !value.is_empty()) {
                let _ = writeln!(root, "  {property}: {value};");
            }
            if values.iter().any(|value| Some(value) != values.first()) {
                for (value, (_, other)) in values.iter().zip(&of_script) {
                    let value = if value.is_empty() { "initial" } else { value };
                    let _ = writeln!(others, "[lang|=\"{}\"] {{ {property}: {value}; }}", other.tag);
                }
            }
        }
    }
    let root = if root.is_empty() {
        root
    } else {
        format!(":root {{\n{root}}}\n")
    };
    format!("{root}{others}")
}

/// The upright face of usual weight in which the text of a language is set.
fn first_needed(families: &[(&FontFamily, Vec<Face<'_>>)], lang: Lang) -> Option<FontAddress> {
    let mut meant = families
        .iter()
        .filter(|(family, _)| family.roles.contains(&FontRole::Text) && family.languages.contains(&lang));
    let (_, faces) = meant.next()?;
    let is_usual = |face: &&Face<'_>| {
        let (from, to) = face.file.weight;
        face.file.style == Default::default() && (from..=to).contains(&400)
    };
    faces.iter().find(is_usual).map(|face| FontAddress {
        route: face.route.clone(),
        media: face.format.media,
    })
}

/// A name as CSS takes it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
}
