//! `fallback`: a document on a page of a language that it is not translated into, and its card in lists of that language.

use super::Planner;
use crate::base::{Digest, Digester};
use crate::model::{DocId, Document, Job, Lang, Route, Subject, Value};

impl<'a> Planner<'a> {
    /// Where readers of a language find a document that a list of theirs shows.
    fn found_at(&self, page: Lang, id: DocId) -> &'a Route {
        let fallback = self.parts.site.fallback_of(id, page);
        let shown = fallback.and_then(|fallback| fallback.route.as_ref());
        shown.unwrap_or(&self.parts.site.document(id).route)
    }

    pub(super) fn listed_digest(&self, page: Lang, id: DocId) -> Digest {
        Digester::new("entry")
            .digest(self.card_digest(id))
            .text(self.found_at(page, id).as_str())
            .finish()
    }

    /// The card of a document in a list of a language, its own or another.
    pub(super) fn listed_card(&self, page: Lang, id: DocId) -> Value {
        self.card_at(page, id, page, self.found_at(page, id))
    }

    fn shown(&self, job: &Job) -> Option<&'a Document> {
        match job.subject {
            Subject::Fallback(id) => Some(self.parts.site.document(self.parts.site.fallback(id).document)),
            _ => None,
        }
    }

    pub(super) fn fallback_digest(&self, job: &Job) -> Digest {
        let document = self.shown(job).map(|document| (document.lang, &document.route));
        self.setting("fallback", job.lang).debug(&document).finish()
    }

    /// The language of the text, and the address of the document itself.
    pub(super) fn fallback(&self, job: &Job) -> Value {
        let Some(document) = self.shown(job) else {
            return Value::Null;
        };
        let [tag, dir, name, name_text] = self.language_facts(job.lang, document.lang);
        Value::map([tag, dir, name, name_text, ("url", self.url(&document.route))])
    }
}
