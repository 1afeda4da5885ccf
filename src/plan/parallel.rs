//! `parallel` and `parallels`: two translations side by side, and the ways there.

use super::Planner;
use super::content::Purpose;
use super::texts::{TITLE, Writing};
use crate::base::{Diagnostic, Digest, Digester};
use crate::model::{DocId, Job, Parallel, ParallelRow, Subject, Value};

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
            .setting_on("parallel", job)
            .number(u64::from(self.leading(parallel) == parallel.members[0]))
            .text(self.sizes(
                job.lang,
                Purpose::Column {
                    page: job.lang,
                    prefix: "",
                },
            ));
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
        let texts = |at: usize| {
            let blocks = rows.iter().map(|row| row.blocks[at].clone());
            let prefix = self.prefix(parallel, parallel.members[at]);
            let (page, prefix) = (job.lang, &*prefix);
            self.parts_for(parallel.members[at], blocks, Purpose::Column { page, prefix })
        };
        let mut texts = [texts(0)?, texts(1)?].map(Vec::into_iter);
        let mut cells = || {
            let cells = order.map(|at| {
                let html = texts[at].next().unwrap_or_default();
                let document = self.parts.site.document(parallel.members[at]);
                let empty = html.is_empty();
                let cell = Value::map([
                    ("lang", Value::text(&self.language(document.lang).tag)),
                    ("dir", Value::text(document.direction.as_str())),
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
                Value::list(order.map(|at| self.column(Writing::around(job), parallel.members[at]))),
            ),
            ("rows", rows),
            ("notes", if no_notes { Value::list([]) } else { Value::list(notes) }),
        ]))
    }

    /// What the ids of one of the two begin with where they stand beside each other. The first language keeps its ids, which
    /// links to its headings use; with those of the second begins none of the first.
    fn prefix(&self, parallel: &Parallel, id: DocId) -> String {
        let [first, second] = parallel.members;
        if id != second {
            return String::new();
        }
        let tag = &self.language(self.parts.site.document(second).lang).tag;
        let hyphens = |id: &str| {
            let rest = id.strip_prefix(&**tag)?;
            Some(rest.len() - rest.trim_start_matches('-').len())
        };
        let most = self.body(first).all_ids().filter_map(hyphens).max();
        format!("{tag}{}", "-".repeat(most.unwrap_or(0) + 1))
    }

    fn column(&self, page: Writing, id: DocId) -> Value {
        let document = self.parts.site.document(id);
        let (lang, of) = (document.lang, Writing::of(document));
        let [tag, dir, name, name_text] = self.language_facts(page, of);
        let [title, title_text] = self.twins(TITLE, page, of, Some(&document.title));
        Value::map([
            tag,
            dir,
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

    /// The pages on which a document stands beside a translation, with both: its own id comes first.
    fn beside_translations(&self, job: &Job) -> Vec<(&Parallel, DocId, DocId)> {
        let Subject::Document(id) = job.subject else {
            return Vec::new();
        };
        let parallels = self.parts.site.parallels_of(self.parts.site.document(id).pair).iter();
        parallels
            .filter_map(|parallel| match parallel.members {
                [first, second] if first == id => Some((parallel, id, second)),
                [first, second] if second == id => Some((parallel, id, first)),
                _ => None,
            })
            .collect()
    }

    pub(super) fn parallels_digest(&self, job: &Job) -> Digest {
        let beside = self.beside_translations(job);
        let digester = Digester::new("parallels").digest(self.config().digest);
        digester
            .each(beside.iter(), |digester, (parallel, own, other)| {
                let of = Writing::of(self.parts.site.document(*other));
                let prefix = self.prefix(parallel, *own);
                digester.text(parallel.route.as_str()).text(&prefix).debug(&of)
            })
            .debug(&Writing::around(job))
            .finish()
    }

    pub(super) fn parallels(&self, job: &Job) -> Value {
        Value::list(self.beside_translations(job).into_iter().map(|(parallel, own, other)| {
            let of = Writing::of(self.parts.site.document(other));
            let [tag, dir, name, name_text] = self.language_facts(Writing::around(job), of);
            Value::map([
                tag,
                dir,
                name,
                name_text,
                ("url", self.url(&parallel.route)),
                ("prefix", Value::text(self.prefix(parallel, own))),
            ])
        }))
    }
}
