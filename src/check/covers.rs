//! The image that a front matter names.

use crate::base::{Code, Diagnostic, nearest};
use crate::model::{Document, Site, StaticOrigin};

/// Says so if a document names an image of the site that is not there.
pub fn check(site: &Site, document: &Document) -> Option<Diagnostic> {
    let written = document.head.front.image.as_deref()?;
    let is_elsewhere = written.contains("://") || written.starts_with("//") || written.starts_with("data:");
    if document.image_file.is_some() || is_elsewhere || written.is_empty() {
        return None;
    }
    // An address of what no folder of texts holds, such as a file of the theme.
    let base = &site.config.base_url.path;
    if site.files.iter().any(|file| file.route.href(base) == written) {
        return None;
    }
    let folder = document.path.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = site.files.iter().filter_map(|file| match &file.origin {
        StaticOrigin::Content(path) => path.as_str().strip_prefix(folder)?.strip_prefix('/'),
        StaticOrigin::Theme(_) => None,
    });
    let message = format!("`{written}` leads to no image of this site");
    let problem = Diagnostic::new(Code::BrokenLink, message);
    let problem = problem.at(&document.path, document.head.front.position("image"));
    Some(match nearest(written, beside) {
        Some(meant) => problem.help(format!("write `image: {meant}`")),
        None => problem.help("write its path from this file, or from `content/` as `/pictures/name.jpg`"),
    })
}
