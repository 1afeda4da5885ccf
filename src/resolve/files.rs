//! Files that are published as they are, at their place.

use std::collections::HashMap;

use super::identity::below_content;
use super::routes::{Claimant, Claims};
use crate::base::{Diagnostic, SourcePath};
use crate::model::{Route, StaticFile, StaticOrigin, THEME_FOLDER, Theme};
use crate::text::nfc;

/// The files of the content and of the theme; each address claimed.
pub fn files(
    content: &[SourcePath],
    theme: &Theme,
    claims: &mut Claims,
    problems: &mut Vec<Diagnostic>,
) -> Vec<StaticFile> {
    let mut files = Vec::with_capacity(content.len() + theme.assets.len());
    for asset in &theme.assets {
        let route = Route::new(&format!("{THEME_FOLDER}{}", asset.name));
        let instead = format!("themes/{}/static/{}", theme.name, asset.name);
        claims.claim(&route, Claimant::theme(&asset.name, &instead), problems);
        files.push(StaticFile {
            route,
            origin: StaticOrigin::Theme(asset.bytes.clone()),
        });
    }
    for path in content {
        let route = Route::new(&format!("/{}", nfc(below_content(path.as_str()))));
        claims.claim(&route, Claimant::source(path, None), problems);
        files.push(StaticFile {
            route,
            origin: StaticOrigin::Content(path.clone()),
        });
    }
    files
}

/// The content's files by their path below `content/`, in NFC.
pub fn by_path(files: &[StaticFile]) -> HashMap<&str, &StaticFile> {
    let published = files
        .iter()
        .filter(|file| matches!(file.origin, StaticOrigin::Content(_)));
    published
        .map(|file| (file.route.as_str().trim_start_matches('/'), file))
        .collect()
}

/// The file at `path` for a reader of `tag`: `cover.ar.png` before `cover.png`.
pub fn variant<'a>(files: &HashMap<&str, &'a StaticFile>, path: &str, tag: &str) -> Option<&'a StaticFile> {
    let own = path
        .rsplit_once('.')
        .map(|(stem, extension)| format!("{stem}.{tag}.{extension}"));
    own.and_then(|own| files.get(own.as_str()))
        .or_else(|| files.get(path))
        .copied()
}
