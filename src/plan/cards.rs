//! Cards: what a list shows of a document.

use super::Planner;
use crate::base::{Digest, Digester};
use crate::model::{DocId, Kind, Value};

impl Planner<'_> {
    /// Of a document's card and those of its translations, which lists show with it.
    pub(super) fn card_digest(&self, id: DocId) -> Digest {
        let pair = self.parts.site.pair(self.parts.site.document(id).pair);
        let digester = Digester::new("card-and-translations").digest(self.parts.site.document(id).card);
        digester
            .each(pair.members.iter(), |digester, &member| {
                digester.digest(self.parts.site.document(member).card)
            })
            .finish()
    }

    /// What a list in the document's own language shows of it.
    pub(super) fn card(&self, id: DocId) -> Value {
        let document = self.parts.site.document(id);
        let (lang, language) = (document.lang, self.language(document.lang));
        let pair = self.parts.site.pair(document.pair);
        let others = pair
            .members
            .iter()
            .filter(|&&member| member != id)
            .map(|&member| self.link_to(member));
        Value::map([
            ("title", self.inserted(lang, &document.title)),
            ("title_text", Value::text(&document.title)),
            ("url", Value::from(document.route.href(&self.config().base_url.path))),
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(language.direction.as_str())),
            ("date", self.date(lang, document.date)),
            ("description", Value::text(&document.description)),
            ("kind", Value::text(kind(document.kind))),
            ("draft", Value::Bool(document.draft)),
            ("translations", Value::list(others)),
        ])
    }

    /// A document in another language than the page's: its title carries its own direction.
    fn link_to(&self, id: DocId) -> Value {
        let document = self.parts.site.document(id);
        let language = self.language(document.lang);
        Value::map([
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(language.direction.as_str())),
            ("name", Value::text(&language.name)),
            ("url", Value::from(document.route.href(&self.config().base_url.path))),
            ("title", self.inserted(document.lang, &document.title)),
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
