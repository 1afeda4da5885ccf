//! What is true of every published site. Each check gives one sentence for each thing that is wrong.

mod feeds;
mod languages;
mod links;
mod names;
mod reach;
mod schemas;
mod words;

use crate::site::Site;
pub use words::Words;

/// Everything that is wrong with a site.
pub fn all(site: &Site, words: &Words) -> Vec<String> {
    let mut problems = site.broken.clone();
    languages::check(site, &mut problems);
    links::check(site, &mut problems);
    reach::check(site, &mut problems);
    words.check(site, &mut problems);
    feeds::check(site, &mut problems);
    schemas::check(site, &mut problems);
    names::check(site, &mut problems);
    problems
}

/// The first subtag, which says the language.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
