//! From one look at the sources to the next: what follows from what did not change is kept.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::mirror::{Hint, Mirror};
use super::standing::Standing;
use crate::base::{Checked, Diagnostic, Digest, Digester, SourcePath};
use crate::parse::config::lists_languages;
use crate::parse::head::HeadSettings;
use crate::pipeline::edition::{Edition, Resolved, Settings};
use crate::pipeline::read::{ReadHead, Sources, sort_texts};
use crate::pipeline::{Loaded, Outcome, Pipeline, Report, Request};
use crate::resolve::Frame;
use crate::scan::{self, Tree};

/// What was known after the last look.
pub(super) struct Knowledge {
    mirror: Arc<Mirror>,
    /// What follows from everything but the texts of documents.
    basis: Option<Arc<Basis>>,
    heads: Heads,
    standing: Option<Arc<Standing>>,
    /// When the schedule next changes the site.
    next: Option<i64>,
    /// The moment of the standing site.
    moment: i64,
    /// Whether there was a look at the sources that told all.
    has_looked: bool,
}

/// What follows from everything but the texts of documents.
pub(super) struct Basis {
    pub tree: Tree,
    settings: Arc<Settings>,
    loaded: Arc<Loaded>,
    /// What the site takes from the theme: another theme with an equal frame makes the same site.
    frame: Frame,
    /// Whether the languages are guessed, for which texts are looked into after all.
    guesses: bool,
    /// What was found wrong on the way.
    report: Report,
}

impl Basis {
    /// Says again what was found wrong.
    pub fn tell(&self, report: &mut Report) {
        report.diagnostics.extend(self.report.diagnostics.iter().cloned());
    }
}

/// The heads of all documents under one set of settings.
#[derive(Default)]
struct Heads {
    settings: Digest,
    by_path: HashMap<SourcePath, Known>,
}

/// What is known of one document.
struct Known {
    bytes: Arc<[u8]>,
    head: Result<ReadHead, Diagnostic>,
}

/// A new site.
pub(super) struct Change {
    pub standing: Arc<Standing>,
    /// The sources that were written, made or removed.
    pub written: Vec<SourcePath>,
}

impl Knowledge {
    /// Nothing is known.
    pub fn new(mirror: Mirror) -> Self {
        Knowledge {
            mirror: Arc::new(mirror),
            basis: None,
            heads: Heads::default(),
            standing: None,
            next: None,
            moment: i64::MIN,
            has_looked: false,
        }
    }

    /// The text of a source, as it was last looked at.
    pub fn text(&self, path: &SourcePath) -> Option<Arc<[u8]>> {
        self.mirror.text(path).map(Arc::clone)
    }

    /// Looks at the sources; the new site, if anything differs.
    pub fn look(
        &mut self,
        pipeline: &Pipeline,
        hint: &Hint,
        request: &Request,
        report: &mut Report,
    ) -> Result<Option<Change>, Outcome> {
        // What became due is so no longer if the clock was set back.
        let is_due = self.next.is_some_and(|next| next <= request.now) || request.now < self.moment;
        // After a look that the disk refused, the next one tells again how the site is, and misses nothing.
        let has_looked = std::mem::take(&mut self.has_looked);
        let hint = if has_looked { hint } else { &Hint::Everywhere };
        let (mirror, change) = self.mirror.look(hint, request.now)?;
        self.mirror = Arc::new(mirror);
        self.has_looked = true;
        let written = change.paths;
        if written.is_empty() && has_looked && !is_due {
            return Ok(None);
        }
        let guesses = self.basis.as_ref().is_some_and(|basis| basis.guesses);
        if change.beyond || (guesses && !written.is_empty()) {
            self.basis = None;
        }
        let basis = match &self.basis {
            Some(basis) => Arc::clone(basis),
            None => Arc::new(self.basis(pipeline, request, report)?),
        };
        self.basis = Some(Arc::clone(&basis));
        report.levels(&basis.settings.config.levels, request.strict);
        report.diagnostics.clear();
        basis.tell(report);
        let sources = Arc::new(self.heads.read(pipeline, &self.mirror, &basis, report));
        let (resolved, places) = self.resolved(&basis, &sources, request, is_due);
        report.found(&resolved.diagnostics);
        report.count(&resolved.site);
        if report.has_errors() || basis.loaded.sound().is_none() {
            return Err(Outcome::Errors);
        }
        self.next = basis.settings.next_change(&sources, request);
        self.moment = request.now;
        let edition = Edition::new(
            Arc::clone(&basis.settings),
            resolved,
            sources,
            Arc::clone(&basis.loaded),
        );
        let standing = Arc::new(Standing {
            edition,
            mirror: Arc::clone(&self.mirror),
            request: request.clone(),
            basis,
            places,
        });
        self.standing = Some(Arc::clone(&standing));
        Ok(Some(Change { standing, written }))
    }

    fn basis(&self, pipeline: &Pipeline, request: &Request, report: &mut Report) -> Result<Basis, Outcome> {
        let files = &*self.mirror;
        let mut tree = scan::scan(files, &request.root)?;
        sort_texts(files, request, &mut tree)?;
        let config = pipeline.configure(files, request, &tree, report)?;
        report.found(&tree.diagnostics);
        let loaded = pipeline.load_theme(files, request, &config, &tree)?;
        report.found(&loaded.diagnostics);
        let last = self.standing.as_ref().map(|standing| &standing.edition.settings);
        let settings = pipeline.settle(&tree, config, &loaded.theme, last, report)?;
        let written = tree.config.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
        Ok(Basis {
            frame: settings.frame(&loaded),
            guesses: written.is_none_or(|text| !lists_languages(text)),
            tree,
            settings,
            loaded,
            report: report.clone(),
        })
    }

    /// The site of these heads: the last one, if it was made of the same.
    fn resolved(
        &self,
        basis: &Basis,
        sources: &Sources,
        request: &Request,
        is_due: bool,
    ) -> (Arc<Resolved>, Arc<OnceLock<super::standing::Places>>) {
        let last = self.standing.as_ref().filter(|last| {
            let edition = &last.edition;
            !is_due
                && Arc::ptr_eq(&last.basis.settings, &basis.settings)
                && last.basis.frame == basis.frame
                && last.basis.tree.lists_the_same(&basis.tree)
                && edition.sources.has_same_heads(sources)
        });
        match last {
            Some(last) => (Arc::clone(&last.edition.resolved), Arc::clone(&last.places)),
            None => {
                let last = self.standing.as_ref().map(|last| &*last.edition.resolved);
                let resolved = basis
                    .settings
                    .resolve(&basis.frame, sources, &basis.tree, request, last);
                (Arc::new(resolved), Arc::default())
            }
        }
    }
}

impl Heads {
    /// Reads the heads of documents that have another text than before.
    fn read(&mut self, pipeline: &Pipeline, mirror: &Mirror, basis: &Basis, report: &mut Report) -> Sources {
        let config = &basis.settings.config;
        let languages = config.owned_tags();
        let settings = HeadSettings {
            taxonomies: &config.taxonomies,
            languages: &languages,
            math: config.markdown.has_formulas(),
        };
        let digest = Digester::new("head settings").debug(&settings).finish();
        if digest != self.settings {
            self.by_path.clear();
            self.settings = digest;
        }
        let documents = basis.tree.documents.par_iter().filter_map(|path| {
            let bytes = mirror.text(path)?;
            let known = self.by_path.get(path);
            if known.is_some_and(|known| Arc::ptr_eq(&known.bytes, bytes)) {
                return None;
            }
            let mut head = pipeline.head(path, bytes, &settings);
            // An equal head is the same one: then it is seen at a glance that nothing follows from it anew.
            if let (Ok(new), Some(Known { head: Ok(before), .. })) = (&mut head, known)
                && new.head.value == before.head.value
            {
                new.head = Arc::new(Checked {
                    value: Arc::clone(&before.head.value),
                    diagnostics: new.head.diagnostics.clone(),
                });
            }
            let bytes = Arc::clone(bytes);
            Some((path.clone(), Known { bytes, head }))
        });
        let read: Vec<_> = documents.collect();
        self.by_path.extend(read);
        if self.by_path.len() > basis.tree.documents.len() {
            self.by_path
                .retain(|path, _| basis.tree.documents.binary_search(path).is_ok());
        }
        let heads = basis.tree.documents.iter();
        let heads = heads.filter_map(|path| Some((path, &self.by_path.get(path)?.head)));
        Sources::gather(heads, report)
    }
}
