//! `parallel` and `parallels`: two translations side by side, and the ways there.

use super::Planner;
use super::content::Purpose;
use super::texts::{NAME, TITLE};
use crate::base::tags::tags;
use crate::base::{Diagnostic, Digest, Digester};
use crate::model::{DocId, Job, Lang, Parallel, ParallelRow, Subject, Value};

impl Planner<'_> {
    fn parallel_of(&self, job: &Job) -> Option<(&Parallel, &[ParallelRow])> {
        let Subject::Parallel(id) = job.subject else {
            return None;
        };
        Some((self.parts.site.parallel(id), self.parts.texts.rows(id)))
    }

    /// The one of the two that the other translates, else the first.
    pub(super) fn leading(&self, parallel: &Parallel) -> DocId {
        let [first, second] = parallel.members;
        let original = self.parts.site.pair(self.parts.site.document(first).pair).original;
        if original == second { second } else { first }
    }

    /// The titles of both, in the order of languages.
    pub(super) fn titles(&self, parallel: &Parallel) -> [&str; 2] {
        parallel.members.map(|id| &*self.parts.site.document(id).title)
    }

    pub(super) fn parallel_digest(&self, job: &Job) -> Digest {
        let Some((parallel, _)) = self.parallel_of(job) else {
            return Digest::default();
        };
        let digester = self
            .setting("parallel", job.lang)
            .number(u64::from(self.leading(parallel) == parallel.members[0]));
        // Which rows there are follows from the bodies.
        digester
            .each(parallel.members.iter(), |digester, &id| {
                let document = self.parts.site.document(id);
                let original = self.parts.site.pair(document.pair).original == id;
                digester
                    .digest(self.content_digest(id))
                    .digest(document.card)
                    .debug(&(document.updated, original))
            })
            .finish()
    }

    /// Both texts, the original first: a reader who hears them, or sees them below each other, hears it first.
    pub(super) fn parallel(&self, job: &Job) -> Result<Value, Diagnostic> {
        let Some((parallel, rows)) = self.parallel_of(job) else {
            return Ok(Value::Null);
        };
        let mut order = [0, 1];
        if self.leading(parallel) == parallel.members[1] {
            order.reverse();
        }
        // The first language keeps its ids, which links to its headings use.
        let texts = |at: usize, prefix: &str| {
            let blocks = rows.iter().map(|row| row.blocks[at].clone());
            self.parts_for(parallel.members[at], blocks, Purpose::Column { prefix })
        };
        let first = texts(0, "")?;
        let second = texts(1, &self.prefix(parallel.members[1], &first))?;
        let mut texts = [first, second].map(Vec::into_iter);
        let mut cells = || {
            let cells = order.map(|at| {
                let html = texts[at].next().unwrap_or_default();
                let language = self.language(self.parts.site.document(parallel.members[at]).lang);
                let empty = html.is_empty();
                let cell = Value::map([
                    ("lang", Value::text(&language.tag)),
                    ("dir", Value::text(language.direction.as_str())),
                    ("content", Value::markup(html)),
                ]);
                (cell, empty)
            });
            let empty = cells.iter().all(|(_, empty)| *empty);
            (cells.map(|(cell, _)| cell), empty)
        };
        let rows = Value::list(rows.iter().map(|_| Value::map([("cells", Value::list(cells().0))])));
        let (notes, no_notes) = cells();
        Ok(Value::map([
            (
                "columns",
                Value::list(order.map(|at| self.column(job.lang, parallel.members[at]))),
            ),
            ("rows", rows),
            ("notes", if no_notes { Value::list([]) } else { Value::list(notes) }),
        ]))
    }

    /// What the ids of the second language begin with: no id in the first one's `texts` begins so.
    fn prefix(&self, second: DocId, texts: &[String]) -> String {
        let tag = &self.language(self.parts.site.document(second).lang).tag;
        let hyphens = texts.iter().filter_map(|html| longest(html, tag)).max();
        format!("{tag}{}", "-".repeat(hyphens.unwrap_or(0) + 1))
    }

    fn column(&self, page: Lang, id: DocId) -> Value {
        let document = self.parts.site.document(id);
        let (lang, language) = (document.lang, self.language(document.lang));
        let [name, name_text] = self.twins(NAME, page, lang, Some(&language.name));
        let [title, title_text] = self.twins(TITLE, page, lang, Some(&document.title));
        Value::map([
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(language.direction.as_str())),
            name,
            name_text,
            title,
            title_text,
            ("url", self.url(&document.route)),
            ("date", self.date(lang, document.date)),
            ("updated", self.date(lang, document.updated)),
            ("draft", Value::Bool(document.draft)),
            (
                "original",
                Value::Bool(self.parts.site.pair(document.pair).original == id),
            ),
        ])
    }

    /// The pages on which a document stands beside a translation, with that one.
    fn beside_translations(&self, job: &Job) -> Vec<(&Parallel, DocId)> {
        let Subject::Document(id) = job.subject else {
            return Vec::new();
        };
        let parallels = self.parts.site.parallels_of(self.parts.site.document(id).pair).iter();
        parallels
            .filter_map(|parallel| match parallel.members {
                [first, second] if first == id => Some((parallel, second)),
                [first, second] if second == id => Some((parallel, first)),
                _ => None,
            })
            .collect()
    }

    pub(super) fn parallels_digest(&self, job: &Job) -> Digest {
        let beside = self.beside_translations(job);
        let digester = Digester::new("parallels").digest(self.config().digest);
        digester
            .each(beside.iter(), |digester, (parallel, other)| {
                let lang = self.parts.site.document(*other).lang;
                let keeps_ids = Self::keeps_ids(parallel, *other);
                digester.text(parallel.route.as_str()).debug(&(lang, keeps_ids))
            })
            .number(job.lang.0.into())
            .finish()
    }

    pub(super) fn parallels(&self, job: &Job) -> Value {
        Value::list(self.beside_translations(job).into_iter().map(|(parallel, other)| {
            let lang = self.parts.site.document(other).lang;
            let language = self.language(lang);
            let [name, name_text] = self.twins(NAME, job.lang, lang, Some(&language.name));
            Value::map([
                ("lang", Value::text(&language.tag)),
                ("dir", Value::text(language.direction.as_str())),
                name,
                name_text,
                ("url", self.url(&parallel.route)),
                ("same_ids", Value::Bool(Self::keeps_ids(parallel, other))),
            ])
        }))
    }

    /// Whether a document keeps its ids where it stands beside its partner: those of the second begin with its language.
    fn keeps_ids(parallel: &Parallel, partner: DocId) -> bool {
        parallel.members[0] != partner
    }
}

/// The most hyphens that follow a language tag at the start of an id.
fn longest(html: &str, tag: &str) -> Option<usize> {
    let hyphens = |id: &str| {
        let rest = id.strip_prefix(tag)?;
        Some(rest.len() - rest.trim_start_matches('-').len())
    };
    let is_id = |name: &str| ["id", "name"].iter().any(|id| id.eq_ignore_ascii_case(name));
    let attributes = tags(html).flat_map(|tag| tag.attributes);
    let ids = attributes.filter(|attribute| is_id(attribute.name));
    ids.filter_map(|id| hyphens(id.value)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_of_ids() {
        for (html, expected) in [
            ("<p>en-us</p>", None),
            ("<p id=\"de-x\" class=\"en-x\">", None),
            ("<p id=\"en-x\"><a name='en--y'>", Some(2)),
            ("<p id=ent>", Some(0)),
        ] {
            assert_eq!(longest(html, "en"), expected, "{html}");
        }
    }
}
