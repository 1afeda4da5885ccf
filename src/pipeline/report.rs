//! What a build did, and how it ended.

use super::moves::Move;
use crate::base::{Diagnostic, Level, Levels, SourcePath};
use crate::disk::DiskError;
use crate::model::{HeldBack, Site, Withheld};
use crate::scan::ScanError;
use crate::write::WriteError;

/// How a build ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// A complete site.
    #[default]
    Published,
    /// Errors in content or theme; the last generation stays.
    Errors,
    /// Errors in `site.toml`.
    BadConfig,
    /// There is no site where one was looked for.
    NoSite {
        /// What is missing.
        message: String,
        /// What to do.
        help: String,
    },
    /// The system refused: what and where.
    Environment(String),
    /// Refused for safety.
    Refused {
        /// Why.
        message: String,
        /// What to do instead.
        help: String,
    },
    /// A defect of the program.
    Defect(String),
    /// Interrupted; the last generation stays.
    Interrupted,
}

impl From<DiskError> for Outcome {
    fn from(error: DiskError) -> Self {
        Outcome::Environment(error.to_string())
    }
}

impl From<ScanError> for Outcome {
    fn from(error: ScanError) -> Self {
        match error {
            ScanError::Disk(error) => error.into(),
            ScanError::NoSite(root) => Outcome::NoSite {
                message: format!(
                    "there is neither a folder `content` nor a `site.toml` in `{}`",
                    root.display()
                ),
                help:
                    "run this in the folder of a site, or name it: `--root path/to/site`; `maqal init` begins a new one"
                        .to_owned(),
            },
            ScanError::LinkOutside { path, target } => Outcome::Refused {
                message: format!(
                    "`{path}` is a link to `{}`, which is nothing within the site",
                    target.display()
                ),
                help: "put a copy of what it points to in its place".to_owned(),
            },
        }
    }
}

impl From<WriteError> for Outcome {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Refused { message, help } => Outcome::Refused { message, help },
            other => Outcome::Environment(other.to_string()),
        }
    }
}

/// What became of every source, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages made, lists included.
    pub pages: usize,
    /// Sources published as documents.
    pub documents: usize,
    /// Documents that have a translation.
    pub paired: usize,
    /// Files published as they are.
    pub files: usize,
    /// Drafts left out.
    pub drafts: usize,
    /// Sources left out until their time.
    pub future: usize,
    /// Sources whose time has passed.
    pub expired: usize,
    /// Files that are not content.
    pub ignored: usize,
    /// Output files written.
    pub written: usize,
    /// Output files that were right already.
    pub kept: usize,
    /// Output files removed.
    pub removed: usize,
}

impl Counts {
    /// Whether there are documents, published or not.
    pub fn has_sources(&self) -> bool {
        self.documents + self.drafts + self.future + self.expired > 0
    }
}

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How it ended.
    pub outcome: Outcome,
    /// Every problem that is not switched off, sorted, with its level in this site.
    pub diagnostics: Vec<(Level, Diagnostic)>,
    /// The routes that were rendered (not remembered), sorted.
    pub rendered: Vec<String>,
    /// How many bodies were parsed (not remembered).
    pub parsed: usize,
    /// What became of every source.
    pub counts: Counts,
    /// What is not published, by path.
    pub withheld: Vec<HeldBack>,
    /// Articles whose address seems to have changed since what was published last.
    pub moved: Vec<Move>,
    /// Why what was published last could not be removed from beside the output, if it still lies there.
    pub leftover: Option<String>,
    levels: Levels,
    strict: bool,
}

impl Report {
    /// A build that ended before it began.
    pub fn new(outcome: Outcome) -> Self {
        Report {
            outcome,
            ..Report::default()
        }
    }

    /// How many errors and warnings there are.
    pub fn tally(&self) -> (usize, usize) {
        let errors = self
            .diagnostics
            .iter()
            .filter(|(level, _)| *level == Level::Error)
            .count();
        (errors, self.diagnostics.len() - errors)
    }

    /// Sets how diagnostics weigh from now on.
    pub(super) fn levels(&mut self, levels: &Levels, strict: bool) {
        self.levels = levels.clone();
        self.strict = strict;
    }

    /// Takes in problems at their levels in this site.
    pub(super) fn found(&mut self, problems: &[Diagnostic]) {
        for problem in problems {
            let level = match self.levels.of(problem.code) {
                Level::Off => continue,
                Level::Warning if self.strict => Level::Error,
                level => level,
            };
            self.diagnostics.push((level, problem.clone()));
        }
    }

    /// Whether anything so far forbids publishing.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|(level, _)| *level == Level::Error)
    }

    /// Counts the sources.
    pub(super) fn count(&mut self, site: &Site) {
        let held = |reason| site.withheld.iter().filter(|held| held.reason == reason).count();
        self.counts = Counts {
            documents: site.documents.chunk_by(|a, b| a.path == b.path).count(),
            paired: site
                .pairs
                .iter()
                .map(|pair| pair.members.len())
                .filter(|&members| members > 1)
                .sum(),
            files: site.content_files(),
            drafts: held(Withheld::Draft),
            future: held(Withheld::Future),
            expired: held(Withheld::Expired),
            ignored: held(Withheld::Ignored),
            ..Counts::default()
        };
        self.withheld = site.withheld.clone();
    }

    /// Whether both end alike and find the same wrong, whatever was done for it.
    pub fn says_the_same(&self, other: &Report) -> bool {
        self.outcome == other.outcome && self.diagnostics == other.diagnostics
    }

    /// The same without what was found in some files.
    pub(super) fn without(&self, paths: &[SourcePath]) -> Report {
        let mut report = self.clone();
        report.diagnostics.retain(|(_, problem)| {
            let place = problem.place.as_ref();
            place.is_none_or(|place| !paths.contains(&place.path))
        });
        report
    }

    /// Sorts what threads reported in any order.
    pub(super) fn finish(&mut self) {
        self.diagnostics.sort_by(|a, b| a.1.cmp(&b.1));
        self.diagnostics.dedup();
        self.rendered.sort();
    }
}
