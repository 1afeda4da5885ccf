//! Files that are published as they are, at their place.

use std::collections::HashMap;

use super::claimant::Claimant;
use super::claims::Claims;
use super::frame::Frame;
use super::identity::below_content;
use crate::base::{Diagnostic, SourcePath};
use crate::model::{FileId, Route, StaticFile, StaticOrigin};
use crate::text::nfc;

/// The files of the content and of the theme; each address claimed.
pub fn files(
    content: &[SourcePath],
    frame: &Frame,
    claims: &mut Claims,
    problems: &mut Vec<Diagnostic>,
) -> Vec<StaticFile> {
    let mut files = Vec::with_capacity(content.len() + frame.assets.len());
    for asset in &frame.assets {
        let instead = || format!("themes/{}/static/{}", frame.name, asset.source);
        claims.claim(&asset.route, || Claimant::theme(&asset.source, &instead()), problems);
        files.push(StaticFile {
            route: asset.route.clone(),
            origin: StaticOrigin::Theme(asset.bytes.clone()),
        });
    }
    for path in content {
        let route = Route::new(&format!("/{}", nfc(below_content(path.as_str()))));
        claims.claim(&route, || Claimant::file(path), problems);
        files.push(StaticFile {
            route,
            origin: StaticOrigin::Content(path.clone()),
        });
    }
    files
}

/// The content's files with their addresses, by their path below `content/` in NFC.
pub struct Places(HashMap<String, (FileId, Route)>);

impl Places {
    /// Takes the files of a site.
    pub fn new(files: &[StaticFile]) -> Self {
        let ids = (0..).map(FileId);
        let published = ids
            .zip(files)
            .filter(|(_, file)| matches!(file.origin, StaticOrigin::Content(_)));
        let place = |(id, file): (FileId, &StaticFile)| {
            let path = file.route.as_str().trim_start_matches('/').to_owned();
            (path, (id, file.route.clone()))
        };
        Places(published.map(place).collect())
    }

    /// The file at `path` for a reader of `tag`: `cover.ar.png` before `cover.png`.
    pub fn variant(&self, path: &str, tag: &str) -> Option<(FileId, &Route)> {
        let own = path
            .rsplit_once('.')
            .map(|(stem, extension)| format!("{stem}.{tag}.{extension}"));
        let found = own.and_then(|own| self.0.get(own.as_str()));
        found.or_else(|| self.0.get(path)).map(|(id, route)| (*id, route))
    }

    /// All paths, in no order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}
