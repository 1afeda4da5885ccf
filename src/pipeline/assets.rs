//! The theme and what is published for it, and the style sheets beside the articles.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::sync::Arc;

use super::{Loaded, Outcome, Pipeline, Report, Request, Templates};
use crate::base::{Checked, Code, Diagnostic, Digester, SourcePath};
use crate::disk::Files;
use crate::model::{Assets, Config, OutputKind, Template, Theme};
use crate::parse::assets::{self, Fonts};
use crate::parse::css::{self, StyleSheet};
use crate::parse::theme;
use crate::plan::VARIABLES;
use crate::render::Renderer;
use crate::scan::Tree;

/// Whether a file is a style sheet.
pub(super) fn is_sheet(path: &SourcePath) -> bool {
    path.extension().eq_ignore_ascii_case("css")
}

impl Pipeline {
    /// The theme of a site, and what is published for it. With the `last` one most of its templates need not be read again.
    ///
    /// # Errors
    /// The disk refused to read a font.
    pub(super) fn load_theme(
        &self,
        disk: &dyn Files,
        request: &Request,
        config: &Config,
        tree: &Tree,
        last: Option<&Loaded>,
    ) -> Result<Arc<Loaded>, Outcome> {
        let fonts = fonts(disk, request, config)?;
        let digester = Digester::new("theme files").text(&config.theme).debug(&(
            config.owned_tags(),
            config.assets,
            &config.fonts,
            request.for_preview,
        ));
        let digester = digester.each(tree.themes.iter(), |digester, (path, bytes)| {
            digester.text(path.as_str()).bytes(bytes)
        });
        let digester = digester.each(fonts.iter(), |digester, (path, bytes)| {
            digester.text(path.as_str()).bytes(bytes)
        });
        Ok(self.themes.get_or_make(digester.finish(), || {
            let file = |(path, bytes): &(SourcePath, Arc<[u8]>)| theme::ThemeFile {
                path: path.clone(),
                bytes: Arc::clone(bytes),
            };
            let files: Vec<_> = tree.themes.iter().map(file).collect();
            let Checked {
                value: theme,
                mut diagnostics,
            } = theme::load_checking(&config.theme, &files, &config.owned_tags(), &|sheets, languages| {
                self.check_sheets(sheets, languages)
            });
            let assets = self.publish_assets(&assets::Input {
                files: &theme.assets,
                settings: config.assets,
                for_preview: request.for_preview,
                languages: &config.languages,
                families: &config.fonts,
                fonts: &fonts,
                unsound: &unsound(&diagnostics),
            });
            diagnostics.extend_from_slice(&assets.diagnostics);
            let templates = self.compile(&theme, last);
            diagnostics.extend_from_slice(&templates.diagnostics);
            Loaded {
                theme,
                assets,
                templates,
                diagnostics,
            }
        }))
    }

    /// Says what is wrong with the style sheets of a theme.
    fn check_sheets(&self, sheets: &[StyleSheet<'_>], languages: &[String]) -> Vec<Diagnostic> {
        let digester = Digester::new("style sheets of a theme").debug(&languages);
        let digester = digester.each(sheets.iter(), |digester, sheet| {
            digester.text(sheet.path.as_str()).bytes(sheet.bytes)
        });
        let found = self
            .checked_sheets
            .get_or_make(digester.finish(), || css::check(sheets, languages));
        Vec::clone(&found)
    }

    /// Makes what is published for a theme.
    fn publish_assets(&self, input: &assets::Input<'_>) -> Arc<Checked<Assets>> {
        let tags: Vec<_> = input.languages.iter().map(|language| &language.tag).collect();
        let digester = Digester::new("assets")
            .debug(&(tags, input.settings, input.for_preview, input.families, input.unsound))
            .each(input.files.iter(), |digester, asset| {
                digester.text(&asset.name).text(asset.path.as_str()).bytes(&asset.bytes)
            })
            .each(input.fonts.iter(), |digester, (path, bytes)| {
                digester.text(path.as_str()).bytes(bytes)
            });
        self.assets.get_or_make(digester.finish(), || assets::publish(input))
    }

    /// Compiles the templates of a theme.
    fn compile(&self, theme: &Theme, last: Option<&Loaded>) -> Arc<Templates> {
        // Sheets that are made of templates are asked for as files are.
        let is_sheet = |template: &&Template| template.kind == OutputKind::Css;
        let sheets = theme.templates.iter().filter(is_sheet);
        let files = theme.assets.iter().map(|asset| &*asset.name);
        let files: Vec<&str> = files
            .chain(sheets.map(|template| theme.own_name(&template.name)))
            .collect();
        let digester = Digester::new("compiled").debug(&(&theme.parent, &files));
        let digester = digester.each(theme.templates.iter(), |digester, template| {
            let Template { name, path, kind, text } = template;
            digester.text(name).text(path.as_str()).debug(kind).text(text)
        });
        self.templates.get_or_make(digester.finish(), || {
            let last = last.and_then(|last| last.templates.renderer.as_ref());
            let compiled = Renderer::new(&theme.templates, theme.parent.as_deref(), &files, VARIABLES, last);
            Templates {
                renderer: compiled.value,
                diagnostics: compiled.diagnostics,
            }
        })
    }

    /// Reads the style sheets that are published beside the articles and says what is wrong with them.
    pub(super) fn style_sheets(
        &self,
        disk: &dyn Files,
        request: &Request,
        tree: &Tree,
        config: &Config,
        report: &mut Report,
    ) -> Result<(), Outcome> {
        for path in tree.files.iter().filter(|path| is_sheet(path)) {
            let bytes = disk.read(&request.root.join(path.as_str()))?;
            report.found(&self.sheet(path, &bytes, config, request).diagnostics);
        }
        Ok(())
    }

    /// A style sheet beside the articles as it is published.
    pub(super) fn sheet(
        &self,
        path: &SourcePath,
        bytes: &[u8],
        config: &Config,
        request: &Request,
    ) -> Arc<Checked<Arc<[u8]>>> {
        let languages = config.owned_tags();
        let minify = config.assets.minify;
        let digester = Digester::new("style sheet").text(path.as_str()).bytes(bytes);
        let digest = digester.debug(&(&languages, minify, request.for_preview)).finish();
        self.sheets.get_or_make(digest, || {
            let mut diagnostics = css::check(&[StyleSheet { path, bytes }], &languages);
            let is_sound = unsound(&diagnostics).is_empty();
            let mut value: Arc<[u8]> = bytes.into();
            if minify && is_sound {
                match assets::shortened(path, bytes) {
                    Ok(short) if !request.for_preview => value = short.into_bytes().into(),
                    // A preview finds what a build finds.
                    Ok(_) => {}
                    Err(problem) => diagnostics.push(problem),
                }
            }
            Checked { value, diagnostics }
        })
    }
}

/// The sheets in which something cannot be read.
fn unsound(diagnostics: &[Diagnostic]) -> BTreeSet<SourcePath> {
    let unreadable = diagnostics.iter().filter(|problem| problem.code == Code::CssSyntax);
    let places = unreadable.filter_map(|problem| problem.place.as_ref());
    places.map(|place| place.path.clone()).collect()
}

/// The files that `[fonts]` names, as far as they are there.
fn fonts(disk: &dyn Files, request: &Request, config: &Config) -> Result<Fonts, Outcome> {
    let mut fonts = Fonts::new();
    for file in config.fonts.iter().flat_map(|family| &family.files) {
        if fonts.contains_key(&file.path) {
            continue;
        }
        match disk.read(&request.root.join(file.path.as_str())) {
            Ok(bytes) => {
                fonts.insert(file.path.clone(), bytes.into());
            }
            Err(error) if error.kind == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(fonts)
}
