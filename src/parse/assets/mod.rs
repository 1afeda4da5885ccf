//! The files of a theme as they are published, and the style sheets that declare the site's fonts.
//!
//! A style sheet takes in what it imports (`bundle`) and is written shortly (`minify`). Pages ask for every file under
//! an address that changes with its bytes (`address`), so that browsers may keep it for ever; it also stands under its
//! own name, for whoever links to it by hand: a script that imports another one, a slot, a page of another site.
//! Scripts lose no more than lines of comments and indentation (`script`). A preview keeps addresses and sheets as
//! written, so that a sheet can be replaced in an open page.

mod address;
mod bundle;
mod faces;
mod fonts;
mod map;
mod minify;
mod script;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::{Checked, Diagnostic, LineIndex, SourcePath, Span};
use crate::model::{Address, Asset, AssetFile, AssetSettings, Assets, FontFamily, Language, Route, THEME_FOLDER};

use address::{fingerprinted, integrity};
use bundle::Piece;
use sheets::Sheets;

/// What is to be published.
pub struct Input<'a> {
    /// The files of the theme.
    pub files: &'a [Asset],
    /// How.
    pub settings: AssetSettings,
    /// Whether addresses and sheets are to stay as they are written.
    pub for_preview: bool,
    /// The languages of the site.
    pub languages: &'a [Language],
    /// The site's fonts.
    pub families: &'a [FontFamily],
    /// The files that the fonts name, as far as they are there.
    pub fonts: &'a Fonts,
    /// Sheets in which something was found that cannot be read: they are published as they are.
    pub unsound: &'a BTreeSet<SourcePath>,
}

/// The files of fonts that are there, by path.
pub type Fonts = BTreeMap<SourcePath, Arc<[u8]>>;

/// Makes what is published.
pub fn publish(input: &Input<'_>) -> Checked<Assets> {
    let mut publisher = Publisher {
        input,
        assets: Assets::default(),
    };
    let sheets = Sheets::read(input.files);
    for asset in input.files.iter().filter(|asset| !sheets.has(&asset.name)) {
        publisher.other(asset);
    }
    let mut diagnostics = sheets.check();
    let published = publisher.assets.addresses.clone();
    for asset in input.files.iter().filter(|asset| sheets.has(&asset.name)) {
        let pieces = sheets.bundle(&asset.name, &|name| address_in_theme(&published, name));
        publisher.sheet(asset, &pieces, &sheets, &mut diagnostics);
    }
    publisher.faces(&mut diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    Checked {
        value: publisher.assets,
        diagnostics,
    }
}

/// A style sheet that is published on its own, in as few bytes as say the same.
///
/// # Errors
/// What in it cannot be read.
pub fn shortened(path: &SourcePath, bytes: &[u8]) -> Result<String, Diagnostic> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    minify::minified(text).map_err(|refusal| {
        let at = refusal.offset(text);
        refusal
            .diagnostic()
            .at(path, LineIndex::new(text).position(Span::new(at, at)))
    })
}

/// The address of a file below the theme's folder, under which pages ask for it.
fn address_in_theme(addresses: &BTreeMap<String, Address>, name: &str) -> String {
    let route = addresses.get(name).map(|address| address.route.as_str());
    let below = route.and_then(|route| route.strip_prefix(THEME_FOLDER));
    below.unwrap_or(name).to_owned()
}

struct Publisher<'a> {
    input: &'a Input<'a>,
    assets: Assets,
}

impl Publisher<'_> {
    /// Adds a file of the theme under its name and under the address that pages have.
    fn add(&mut self, name: &str, bytes: Arc<[u8]>) {
        let plain = Route::new(&format!("{THEME_FOLDER}{name}"));
        let address = self.address(&plain, &bytes, name);
        self.assets.files.push(AssetFile {
            route: plain,
            bytes,
            source: name.to_owned(),
        });
        self.assets.addresses.insert(name.to_owned(), address);
    }

    /// Adds a file that is no style sheet.
    fn other(&mut self, asset: &Asset) {
        let shortens = asset.name.ends_with(".js") && self.input.settings.minify && !self.input.for_preview;
        let text = std::str::from_utf8(&asset.bytes).ok().filter(|_| shortens);
        let bytes = text.map(|text| script::shortened(text).as_bytes().into());
        self.add(&asset.name, bytes.unwrap_or_else(|| Arc::clone(&asset.bytes)));
    }

    /// The address that pages have of a file; publishes it there.
    fn address(&mut self, plain: &Route, bytes: &Arc<[u8]>, source: &str) -> Address {
        if self.input.for_preview {
            return Address {
                route: plain.clone(),
                integrity: None,
            };
        }
        let route = Route::new(&fingerprinted(plain.as_str(), bytes));
        self.assets.files.push(AssetFile {
            route: route.clone(),
            bytes: Arc::clone(bytes),
            source: source.to_owned(),
        });
        Address {
            route,
            integrity: self.input.settings.integrity.then(|| integrity(bytes)),
        }
    }

    /// Adds a style sheet.
    fn sheet(&mut self, asset: &Asset, pieces: &[Piece<'_>], sheets: &Sheets<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let for_preview = self.input.for_preview;
        let mut text: String = pieces.iter().map(|piece| &*piece.text).collect();
        if self.input.settings.minify && self.is_sound(pieces, sheets) {
            match minify::minified(&text) {
                Ok(short) if !for_preview => text = short,
                // A preview finds what a build finds.
                Ok(_) => {}
                Err(refusal) => diagnostics.push(sheets.refused(&asset.name, pieces, &text, &refusal)),
            }
        }
        if !for_preview {
            return self.add(&asset.name, text.into_bytes().into());
        }
        if !bundle::has_imported(pieces) {
            return self.add(&asset.name, Arc::clone(&asset.bytes));
        }
        let (name, map) = map::source_map(&asset.name, pieces, sheets);
        text.push_str(&format!("\n/*# sourceMappingURL={} */\n", map::reference(&name)));
        self.assets.files.push(AssetFile {
            route: Route::new(&format!("{THEME_FOLDER}{name}")),
            bytes: map.into_bytes().into(),
            source: asset.name.clone(),
        });
        self.add(&asset.name, text.into_bytes().into());
    }

    /// Whether nothing was found in the sheets of a bundle that cannot be read.
    fn is_sound(&self, pieces: &[Piece<'_>], sheets: &Sheets<'_>) -> bool {
        let from = pieces.iter().filter_map(|piece| sheets.path(piece.from?.0));
        from.into_iter().all(|path| !self.input.unsound.contains(path))
    }
}

#[cfg(test)]
mod tests;
