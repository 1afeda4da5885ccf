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
            let more = body.more.map(|_| "more");
            let mut ids: Vec<&str> = body.all_ids().chain(more).collect();
            ids.sort_unstable();
            ids.into_boxed_slice()
        });
        ids.binary_search(&fragment).is_ok() || self.of(id).anchors.iter().flatten().any(|anchor| &**anchor == fragment)
    }
}
