//! Translations whose blocks do not line up, which a page with both side by side shows.

use crate::base::{Code, Diagnostic};
use crate::model::{BlockKind, DocId, Parallel, ParallelId, Site, Texts};

/// Reported once a pair, at the translation, unless its headings are reported already.
pub fn parallels(site: &Site, texts: &dyn Texts) -> Vec<Diagnostic> {
    let parallels = site.parallels.iter().zip(0..);
    parallels
        .filter_map(|(parallel, at)| report(site, texts, parallel, ParallelId(at)))
        .collect()
}

fn report(site: &Site, texts: &dyn Texts, parallel: &Parallel, id: ParallelId) -> Option<Diagnostic> {
    let original = site.pair(site.document(parallel.members[0]).pair).original;
    let at = parallel.members.iter().position(|&member| member != original)?;
    let translation = parallel.members[at];
    let is_of_original = parallel.members.contains(&original);
    let is_empty = |id: &DocId| texts.body(*id).blocks.is_empty();
    let unaligned = &texts.links(translation).unaligned;
    let is_reported = unaligned.contains(&site.document(original).lang);
    if !is_of_original || is_reported || parallel.members.iter().any(is_empty) {
        return None;
    }
    let mut uneven = texts.rows(id).iter().filter(|row| !row.even);
    let first = uneven.next()?;
    let [own, other] = [first.blocks[at].len(), first.blocks[1 - at].len()];
    let original = &site.document(original).path;
    let places = match uneven.count() {
        0 => String::new(),
        more => format!(" in {} places; in the first", more + 1),
    };
    let message = format!("the blocks do not line up with those of `{original}`{places}: {own} here, {other} there");
    let help = "divide both texts into the same paragraphs, or give the blocks that correspond the same `{#id}`";
    let problem = Diagnostic::new(Code::ParallelMismatch, message).help(help);
    let path = &site.document(translation).path;
    // The heading above it is the nearest place that is known.
    let body = texts.body(translation);
    let before = body.blocks.get(..first.blocks[at].start).unwrap_or_default();
    let heading = before.iter().rev().find_map(|block| match block.kind {
        BlockKind::Heading(at) => body.headings.get(at as usize),
        _ => None,
    });
    Some(match heading {
        Some(heading) => problem.at(path, heading.position),
        None => problem.in_file(path),
    })
}
