//! `fallback`: a document on a page of a language that it is not translated into, and its card in lists of that language.

use super::Planner;
use super::texts::Writing;
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
    pub(super) fn listed_card(&self, page: Writing, id: DocId) -> Value {
        self.card_at(page, id, page.lang, self.found_at(page.lang, id))
    }

    fn shown(&self, job: &Job) -> Option<&'a Document> {
        match job.subject {
            Subject::Fallback(id) => Some(self.parts.site.document(self.parts.site.fallback(id).document)),
            _ => None,
        }
    }

    pub(super) fn fallback_digest(&self, job: &Job) -> Digest {
        let document = self.shown(job).map(|document| (Writing::of(document), &document.route));
        self.setting_on("fallback", job).debug(&document).finish()
    }

    /// The language of the text and its direction, and the address of the document itself.
    pub(super) fn fallback(&self, job: &Job) -> Value {
        let Some(document) = self.shown(job) else {
            return Value::Null;
        };
        let [tag, dir, name, name_text] = self.language_facts(Writing::around(job), Writing::of(document));
        Value::map([tag, dir, name, name_text, ("url", self.url(&document.route))])
    }
}
