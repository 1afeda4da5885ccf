//! Cards: what a list shows of a document.

use super::Planner;
use super::texts::{DESCRIPTION, TITLE, Writing};
use crate::base::{Digest, Digester};
use crate::model::{DocId, Kind, Lang, Loading, Route, Value};

impl Planner<'_> {
    /// Of a document's card with its image, and of the cards of its translations, which lists show with it.
    pub(super) fn card_digest(&self, id: DocId) -> Digest {
        let pair = self.parts.site.pair(self.parts.site.document(id).pair);
        let digester = Digester::new("card-and-translations")
            .digest(self.parts.site.document(id).card)
            .digest(self.cover_digest_of(id));
        digester
            .each(pair.members.iter(), |digester, &member| {
                digester.digest(self.parts.site.document(member).card)
            })
            .finish()
    }

    /// What a list on a page that is written as `page` shows of a document.
    pub(super) fn card(&self, page: Writing, id: DocId) -> Value {
        let document = self.parts.site.document(id);
        self.card_at(page, id, document.lang, &document.route)
    }

    /// The card of a document with an address, its date as readers of `dated` write it.
    pub(super) fn card_at(&self, page: Writing, id: DocId, dated: Lang, route: &Route) -> Value {
        let document = self.parts.site.document(id);
        let of = Writing::of(document);
        let pair = self.parts.site.pair(document.pair);
        let others = pair
            .members
            .iter()
            .filter(|&&member| member != id)
            .map(|&member| self.link_to(page, member));
        let [tag, dir, name, name_text] = self.language_facts(page, of);
        let [title, title_text] = self.twins(TITLE, page, of, Some(&document.title));
        let [description, description_text] = self.twins(DESCRIPTION, page, of, Some(&document.description));
        Value::map([
            title,
            title_text,
            ("url", self.url(route)),
            tag,
            dir,
            name,
            name_text,
            ("date", self.date(dated, document.date)),
            description,
            description_text,
            ("kind", Value::text(kind(document.kind))),
            ("draft", Value::Bool(document.draft)),
            ("cover", self.cover_of(id, Loading::Lazy)),
            ("translations", Value::list(others)),
        ])
    }

    /// A translation of a document, for a page that is written as `page`.
    fn link_to(&self, page: Writing, id: DocId) -> Value {
        let document = self.parts.site.document(id);
        let of = Writing::of(document);
        let [tag, dir, name, name_text] = self.language_facts(page, of);
        let [title, title_text] = self.twins(TITLE, page, of, Some(&document.title));
        Value::map([
            tag,
            dir,
            name,
            name_text,
            ("url", self.url(&document.route)),
            title,
            title_text,
        ])
    }
}

/// The word for a kind in templates.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "home",
        Kind::Section => "section",
        Kind::Page => "page",
        Kind::Article => "article",
    }
}
