//! What the program publishes of its own accord, where nobody else has the address and the theme has the template.

use super::claimant::Claimant;
use super::claims::Claims;
use super::frame::Frame;
use crate::base::Diagnostic;
use crate::model::{Config, Generated, Route};

/// Everything of that kind with its address, claimed.
pub fn generated(
    config: &Config,
    frame: &Frame,
    claims: &mut Claims,
    problems: &mut Vec<Diagnostic>,
) -> Vec<(Generated, Route)> {
    let base = &config.base_url;
    let has_origin = !base.origin.is_empty();
    let mut wanted = Vec::new();
    if has_origin {
        wanted.push((Generated::Sitemap, Route::new("/sitemap.xml")));
    }
    // Crawlers look for it at the root of the host only (RFC 9309).
    if has_origin && base.path == "/" {
        wanted.push((Generated::Robots, Route::new("/robots.txt")));
    }
    wanted.push((Generated::NotFound(None), Route::new("/404.html")));
    for (lang, _) in config.langs() {
        let route = Route::new(&format!("{}404.html", config.prefix(lang)));
        wanted.push((Generated::NotFound(Some(lang)), route));
    }
    // A file or a page of the site's own takes the place of what is generated.
    let mut made = Vec::with_capacity(wanted.len());
    for (what, route) in wanted {
        if frame.offers(what.template()) && claims.is_free(&route) {
            claims.claim(&route, || Claimant::made(what.description()), problems);
            made.push((what, route));
        }
    }
    made
}
