//! The ids of every page, each page looked at once, and only if something leads into it.

use std::sync::OnceLock;

use super::anchors::anchors;
use crate::model::{Anchors, Bodies, Body, DocId, Lang, Site};

/// How a document's headings correspond to those of its translations.
pub struct Outline {
    /// The ids under which translations know the headings.
    pub anchors: Anchors,
    /// The languages whose outline does not align.
    pub unaligned: Vec<Lang>,
}

/// The outlines and ids of all documents.
pub struct Outlines<'a> {
    site: &'a Site,
    bodies: &'a dyn Bodies,
    outlines: ByDocument<Box<Outline>>,
    /// Sorted.
    ids: ByDocument<Box<[&'a str]>>,
}

/// What is made of each document when it is asked for. Most pages ask for none.
type ByDocument<T> = OnceLock<Vec<OnceLock<T>>>;

impl<'a> Outlines<'a> {
    /// Looks at nothing yet.
    pub fn new(site: &'a Site, bodies: &'a dyn Bodies) -> Self {
        Outlines {
            site,
            bodies,
            outlines: OnceLock::new(),
            ids: OnceLock::new(),
        }
    }

    fn cell<'c, T>(&self, all: &'c ByDocument<T>, id: DocId) -> &'c OnceLock<T> {
        &all.get_or_init(|| self.site.ids().map(|_| OnceLock::new()).collect())[id.0 as usize]
    }

    /// The body of a document.
    pub fn body(&self, id: DocId) -> &'a Body {
        self.bodies.body(id)
    }

    /// The outline of a document.
    pub fn of(&self, id: DocId) -> &Outline {
        self.cell(&self.outlines, id).get_or_init(|| {
            let members = &self.site.pair(self.site.document(id).pair).members;
            let partners: Vec<DocId> = members.iter().copied().filter(|&member| member != id).collect();
            let bodies: Vec<&Body> = partners.iter().map(|&partner| self.body(partner)).collect();
            let (anchors, aligned) = anchors(self.body(id), &bodies);
            let unaligned = partners.iter().zip(aligned).filter(|(_, aligned)| !aligned);
            Box::new(Outline {
                anchors,
                unaligned: unaligned
                    .map(|(&partner, _)| self.site.document(partner).lang)
                    .collect(),
            })
        })
    }

    /// Whether a page has an element of this id: a heading, its partner's id, or the author's own HTML.
    pub fn has_id(&self, id: DocId, fragment: &str) -> bool {
        let made = fragment.starts_with("fn-") || fragment.starts_with("fnref-");
        if fragment.is_empty() || fragment == "top" || made {
            return true;
        }
        let body = self.body(id);
        let ids = self.cell(&self.ids, id).get_or_init(|| {
            let headings = body.headings.iter().map(|heading| &*heading.id);
            let written = body.ids.iter().map(|id| &**id);
            let raw = body.blocks.iter().flat_map(|block| html_ids(&block.markup.html));
            let more = body.more.map(|_| "more");
            let mut ids: Vec<&str> = headings.chain(written).chain(raw).chain(more).collect();
            ids.sort_unstable();
            ids.into_boxed_slice()
        });
        ids.binary_search(&fragment).is_ok() || self.of(id).anchors.iter().flatten().any(|anchor| &**anchor == fragment)
    }
}

/// The values of the attributes `id` and `name` in HTML.
fn html_ids(html: &str) -> impl Iterator<Item = &str> {
    let starts = html.match_indices(['i', 'n']).filter_map(|(at, _)| {
        let (before, rest) = html.split_at(at);
        let value = rest.strip_prefix("id=").or_else(|| rest.strip_prefix("name="))?;
        before.ends_with(|c: char| c.is_ascii_whitespace()).then_some(value)
    });
    starts.map(|value| match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or_default(),
        _ => value
            .split(|c: char| c.is_ascii_whitespace() || c == '>')
            .next()
            .unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_in_html() {
        for (html, ids) in [
            ("<a id=\"x\"></a><p id='y z'>", vec!["x", "y z"]),
            ("<a name=old>", vec!["old"]),
            ("<a data-id=\"no\"> grid=x <b\nid=\"yes\">", vec!["yes"]),
            ("id=", vec![]),
        ] {
            assert_eq!(html_ids(html).collect::<Vec<_>>(), ids, "{html}");
        }
    }
}
