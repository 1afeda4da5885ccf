//! From one look at the sources to the next: what follows from what did not change is kept.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::mirror::{self, Hint, Mirror};
use super::standing::Standing;
use crate::base::{Checked, Diagnostic, Digest, Digester, SourcePath};
use crate::disk::DiskError;
use crate::model::Config;
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
    /// By path.
    known: Vec<(SourcePath, Known)>,
    /// All together, if none was read since.
    gathered: Option<Gathered>,
}

/// All heads, with what is wrong with them.
struct Gathered {
    sources: Arc<Sources>,
    problems: Vec<Diagnostic>,
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

    /// Something was not read that the system refused: the next look does not find that nothing has changed.
    pub fn distrust(&mut self) {
        self.has_looked = false;
    }

    /// Looks at the sources; the new site, if anything differs. `moment` is by a clock that nobody sets, in seconds.
    pub fn look(
        &mut self,
        pipeline: &Pipeline,
        hint: &Hint,
        moment: i64,
        request: &Request,
        report: &mut Report,
    ) -> Result<Option<Change>, Outcome> {
        // What became due is so no longer if the clock was set back.
        let is_due = self.next.is_some_and(|next| next <= request.now) || request.now < self.moment;
        let Some(change) = self.see(hint, moment, is_due)? else {
            return Ok(None);
        };
        let basis = self.based(pipeline, &change, request, report);
        if matches!(basis, Err(Outcome::Environment(_))) {
            self.distrust();
        }
        let basis = basis?;
        report.levels(&basis.settings.config.levels, request.strict);
        report.diagnostics.clear();
        basis.tell(report);
        let sources = self.heads.gather(report);
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
            fixtures: OnceLock::new(),
        });
        self.standing = Some(Arc::clone(&standing));
        let written = change.paths;
        Ok(Some(Change { standing, written }))
    }

    /// What differs from the last look; `None` if nothing does that would make another site.
    fn see(&mut self, hint: &Hint, moment: i64, is_due: bool) -> Result<Option<mirror::Change>, DiskError> {
        // After a look that the disk refused, the next one tells again how the site is, and misses nothing.
        let has_looked = std::mem::take(&mut self.has_looked);
        let hint = if has_looked { hint } else { &Hint::Everywhere };
        if let Hint::Listed(listing) = hint
            && !is_due
            && self.mirror.is_as(listing, moment)
        {
            self.has_looked = true;
            return Ok(None);
        }
        let (mirror, change) = self.mirror.look(hint, moment)?;
        self.mirror = Arc::new(mirror);
        self.has_looked = true;
        let is_another = !change.paths.is_empty() || !has_looked || is_due;
        Ok(is_another.then_some(change))
    }

    /// The basis after a change: the last one where it still holds. The heads are read too.
    fn based(
        &mut self,
        pipeline: &Pipeline,
        change: &mirror::Change,
        request: &Request,
        report: &mut Report,
    ) -> Result<Arc<Basis>, Outcome> {
        let written = &change.paths;
        let guesses = self.basis.as_ref().is_some_and(|basis| basis.guesses);
        let is_all_anew = change.beyond_themes || (guesses && !written.is_empty());
        let basis = match self.basis.take() {
            Some(basis) if !is_all_anew && !change.beyond => {
                let mirror = Arc::clone(&self.mirror);
                let config = &basis.settings.config;
                self.heads
                    .read_again(pipeline, &mirror, &basis.tree, config, Some(written));
                basis
            }
            last => {
                let last = last.filter(|_| !is_all_anew);
                Arc::new(self.basis(pipeline, last.as_deref(), written, request, report)?)
            }
        };
        self.basis = Some(Arc::clone(&basis));
        Ok(basis)
    }

    /// A new basis; only themes differ from the `last`, if there is one. The heads are read on the way, beside the theme.
    fn basis(
        &mut self,
        pipeline: &Pipeline,
        last: Option<&Basis>,
        written: &[SourcePath],
        request: &Request,
        report: &mut Report,
    ) -> Result<Basis, Outcome> {
        // With another theme the documents are the same, but for those that were written.
        let written = last.map(|_| written);
        let mirror = Arc::clone(&self.mirror);
        let files = &*mirror;
        let tree = match last {
            Some(last) => scan::scan_themes(files, &request.root, &last.tree)?,
            None => {
                let mut tree = scan::scan(files, &request.root)?;
                sort_texts(files, request, &mut tree)?;
                tree
            }
        };
        let config = pipeline.configure(files, request, &tree, report)?;
        report.found(&tree.diagnostics);
        let standing = self.standing.as_ref().map(|standing| &standing.edition);
        let known = standing.map(|edition| &*edition.loaded);
        let load = || pipeline.load_theme(files, request, &config, &tree, known);
        let (loaded, ()) = rayon::join(load, || {
            self.heads.read_again(pipeline, files, &tree, &config, written);
        });
        let loaded = loaded?;
        report.found(&loaded.problems(&config));
        let last = standing.map(|edition| &edition.settings);
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
    /// Reads the heads of documents that have another text than before. Where no document came or went, those that were
    /// `written` are all that may have.
    fn read_again(
        &mut self,
        pipeline: &Pipeline,
        mirror: &Mirror,
        tree: &Tree,
        config: &Config,
        written: Option<&[SourcePath]>,
    ) {
        let languages = config.owned_tags();
        let settings = HeadSettings {
            taxonomies: &config.taxonomies,
            languages: &languages,
            math: config.markdown.has_formulas(),
        };
        let digest = Digester::new("head settings").debug(&settings).finish();
        if digest != self.settings {
            self.known.clear();
            self.gathered = None;
            self.settings = digest;
        }
        match written.filter(|_| self.known.len() == tree.documents.len()) {
            Some(written) => self.read_written(pipeline, mirror, &settings, written),
            None => self.read_all(pipeline, mirror, tree, &settings),
        }
    }

    fn read_written(
        &mut self,
        pipeline: &Pipeline,
        mirror: &Mirror,
        settings: &HeadSettings<'_>,
        written: &[SourcePath],
    ) {
        for path in written {
            let known = self.known.binary_search_by(|(known, _)| known.cmp(path)).ok();
            let known = known.and_then(|at| self.known.get_mut(at));
            if let (Some((_, known)), Some(bytes)) = (known, mirror.text(path)) {
                self.gathered = None;
                *known = Known::read(pipeline, path, bytes, settings, Some(known));
            }
        }
    }

    fn read_all(&mut self, pipeline: &Pipeline, mirror: &Mirror, tree: &Tree, settings: &HeadSettings<'_>) {
        self.gathered = None;
        let mut known = std::mem::take(&mut self.known).into_iter().peekable();
        let mut before_it = |path: &SourcePath| {
            while known.next_if(|(known, _)| known < path).is_some() {}
            known.next_if(|(known, _)| known == path).map(|(_, known)| known)
        };
        let texts = mirror.texts(&tree.documents);
        let texts = texts.map(|(path, bytes)| (path, bytes, before_it(path)));
        let texts: Vec<_> = texts.collect();
        let known = texts.into_par_iter().map(|(path, bytes, before)| {
            let known = match before {
                Some(known) if Arc::ptr_eq(&known.bytes, bytes) => known,
                before => Known::read(pipeline, path, bytes, settings, before.as_ref()),
            };
            (path.clone(), known)
        });
        self.known = known.collect();
    }

    /// All heads together.
    fn gather(&mut self, report: &mut Report) -> Arc<Sources> {
        let Gathered { sources, problems } = self.gathered.get_or_insert_with(|| {
            let heads = self.known.iter().map(|(path, known)| (path, &known.head));
            let mut problems = Vec::new();
            let sources = Arc::new(Sources::gather(heads, &mut problems));
            Gathered { sources, problems }
        });
        report.found(problems);
        Arc::clone(sources)
    }
}

impl Known {
    /// Reads the head of a document. One that equals the head `before` is the same: then it is seen at a glance that nothing
    /// follows from it anew.
    fn read(
        pipeline: &Pipeline,
        path: &SourcePath,
        bytes: &Arc<[u8]>,
        settings: &HeadSettings<'_>,
        before: Option<&Known>,
    ) -> Self {
        let mut head = pipeline.head(path, bytes, settings);
        let before = before.and_then(|before| before.head.as_ref().ok());
        if let (Ok(new), Some(before)) = (&mut head, before)
            && new.head.value == before.head.value
        {
            new.head = Arc::new(Checked {
                value: Arc::clone(&before.head.value),
                diagnostics: new.head.diagnostics.clone(),
            });
        }
        let bytes = Arc::clone(bytes);
        Known { bytes, head }
    }
}
