//! A preview equals a build: whatever was edited, and however it is told, each file that is asked for is the one that a fresh
//! build would publish which keeps addresses and style sheets as they were written.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use maqal::disk::MemoryDisk;
use maqal::pipeline::{Hint, Outcome, Pipeline, Preview, Report, Request};

use super::edits::edit;
use super::random::Random;
use super::world::{Files, Flags, World, difference};
use super::{seed, site, size};

const ROOT: &str = "/site";
/// 2026-01-01, as everywhere in these campaigns.
const START: i64 = 1_767_225_600;
/// After so many failures the author goes back to what was sound.
const PATIENCE: usize = 2;

/// An author who looks at the site while writing it.
struct Author {
    disk: Arc<MemoryDisk>,
    preview: Preview,
    sources: Files,
    /// The last sources without errors, and what is published of them.
    good: (Files, Files),
    days: i64,
    failures: usize,
    /// Whether what is shown may be a site that was never built.
    is_between: bool,
    compared: usize,
}

impl Author {
    fn new(theme: &str) -> Self {
        let sources = site::large(theme);
        let disk = Arc::new(MemoryDisk::default());
        for (path, bytes) in &sources {
            disk.put(format!("{ROOT}/{path}"), bytes);
        }
        let request = Request {
            drafts: true,
            ..Request::new(ROOT, START)
        };
        let files: Arc<MemoryDisk> = Arc::clone(&disk);
        let mut author = Author {
            disk,
            preview: Preview::new(files, request, || {}).unwrap(),
            good: (sources.clone(), Files::new()),
            sources,
            days: 0,
            failures: 0,
            is_between: false,
            compared: 0,
        };
        author.look(&[Hint::Everywhere]).unwrap();
        assert_eq!(author.failures, 0, "the site is sound before anybody edits it");
        author
    }

    fn step(&mut self, random: &mut Random, fresh: usize) -> Result<(), String> {
        let mut after = self.sources.clone();
        let mut what = Vec::new();
        if self.failures >= PATIENCE {
            after = self.good.0.clone();
            what.push("back to what was sound".to_owned());
        } else if random.one_in(20) {
            self.days += 1;
            what.push("the next day".to_owned());
        } else {
            // Now and then several saves in one moment.
            let saves = if random.one_in(8) { random.below(6) + 2 } else { 1 };
            for save in 0..saves {
                what.push(edit(&mut after, random, fresh * 10 + save).what);
            }
        }
        let paths = self.save(&after);
        self.sources = after;
        let hints = hints(&self.preview, paths, random);
        self.look(&hints)
            .map_err(|problem| format!("{}\ntold as {hints:?}\n{problem}", what.join("; ")))
    }

    /// Makes the disk what the author wants; answers the paths that were touched.
    fn save(&self, after: &Files) -> Vec<PathBuf> {
        let place = |path: &str| PathBuf::from(ROOT).join(path);
        let gone = self.sources.keys().filter(|path| !after.contains_key(*path));
        let mut paths: Vec<PathBuf> = gone.map(|path| place(path)).collect();
        for path in &paths {
            self.disk.remove(path);
        }
        for (path, bytes) in after
            .iter()
            .filter(|(path, bytes)| self.sources.get(*path) != Some(bytes))
        {
            self.disk.put(place(path), bytes);
            paths.push(place(path));
        }
        paths
    }

    /// Tells the preview, and asks for everything.
    fn look(&mut self, hints: &[Hint]) -> Result<(), String> {
        let mut told = hints.iter().peekable();
        while let Some(hint) = told.next() {
            self.preview.look(hint, START + self.days * 86_400);
            // A site half-way may be sound too, and is the last one that was.
            self.is_between |= told.peek().is_some() && !has_errors(&self.preview.report());
        }
        let fresh = World::with(&self.sources);
        let flags = Flags {
            drafts: true,
            for_preview: true,
            days: self.days,
            ..Flags::default()
        };
        let cold = fresh.build(&mut Pipeline::default(), flags);
        let failing = has_errors(&self.preview.report());
        if cold.outcome == Outcome::Published {
            let wanted = fresh.output();
            self.same_files(&wanted, &[])?;
            self.same_report(&cold)?;
            // Asked again, after everything was made in the background.
            self.same_files(&wanted, &[])?;
            self.good = (self.sources.clone(), wanted);
            (self.failures, self.is_between) = (0, false);
            return Ok(());
        }
        self.failures += 1;
        // What only a page tells that is made is no error of the site.
        self.is_between |= !failing;
        if failing && !self.is_between {
            // What is published as it lies there is on the disk alone.
            let (before, wanted) = self.good.clone();
            let gone = before.keys().filter(|path| !self.sources.contains_key(*path));
            let gone: Vec<_> = gone.filter_map(|path| path.strip_prefix("content/")).collect();
            self.same_files(&wanted, &gone)
                .map_err(|problem| format!("the last sound site is not what is shown: {problem}"))?;
        }
        self.preview.check(&AtomicBool::new(false));
        match has_errors(&self.preview.report()) || !self.preview.failures().is_empty() {
            true => Ok(()),
            false => Err(format!(
                "a build finds {:?} wrong, the preview nothing",
                cold.diagnostics
            )),
        }
    }

    /// Whether everything that is wanted is shown, but perhaps for what is gone.
    fn same_files(&mut self, wanted: &Files, gone: &[&str]) -> Result<(), String> {
        let (mut shown, mut wanted) = (Files::new(), wanted.clone());
        for path in self.preview.files() {
            match self.preview.file(&path) {
                Some(made) => {
                    shown.insert(path, made.bytes.to_vec());
                }
                None if gone.contains(&&*path) => {
                    wanted.remove(&path);
                }
                None => return Err(format!("`{path}` cannot be shown")),
            }
        }
        self.compared += shown.len();
        difference(&shown, &wanted).map_or(Ok(()), Err)
    }

    /// After a check, the same is said as by a build.
    fn same_report(&self, cold: &Report) -> Result<(), String> {
        self.preview.check(&AtomicBool::new(false));
        super::equal::same_report(&self.preview.report(), cold)
    }
}

fn has_errors(report: &Report) -> bool {
    report.outcome != Outcome::Published
}

/// How the preview is told: where to look, in any order and in parts; or only that there is something.
fn hints(preview: &Preview, mut paths: Vec<PathBuf>, random: &mut Random) -> Vec<Hint> {
    if random.one_in(5) || paths.is_empty() {
        return match random.one_in(2) {
            true => vec![Hint::Listed(preview.listing().unwrap())],
            false => vec![Hint::Everywhere],
        };
    }
    for at in (1..paths.len()).rev() {
        paths.swap(at, random.below(at + 1));
    }
    // The same is said twice, and something that is no source.
    if random.one_in(3) {
        paths.push(paths[0].clone());
        paths.push(PathBuf::from("/site/content/notes/.a.md.swp"));
        paths.push(PathBuf::from("/site/public/index.html"));
    }
    if random.one_in(4) {
        return paths.into_iter().map(|path| Hint::At(vec![path])).collect();
    }
    vec![Hint::At(paths)]
}

fn campaign(theme: &str, seed: u64, steps: u64) {
    let mut random = Random::new(seed);
    let mut author = Author::new(theme);
    let mut sound = 0;
    for step in 1..=steps {
        if let Err(problem) = author.step(&mut random, usize::try_from(step).unwrap()) {
            panic!("seed {seed}, step {step}, theme {theme}: {problem}");
        }
        sound += u64::from(author.failures == 0);
    }
    assert!(sound * 2 > steps, "{sound} of {steps} were sound");
    assert!(author.compared > 0);
}

#[test]
fn a_disk_that_refuses_once_is_asked_again() {
    let author = Author::new("mine");
    author.disk.fail_at(0, ErrorKind::PermissionDenied);
    assert!(author.preview.look(&Hint::Everywhere, START).changed);
    let report = author.preview.report();
    assert!(
        matches!(report.outcome, Outcome::Environment(_)),
        "{:?}",
        report.outcome
    );
    assert!(author.preview.has("index.html"), "the last sound site is still shown");
    assert!(author.preview.look(&Hint::Everywhere, START).changed);
    assert_eq!(author.preview.report().outcome, Outcome::Published);
}

#[test]
fn a_preview_equals_a_build() {
    campaign("mine", seed() + 2, size(150));
}

#[test]
fn a_preview_equals_a_build_where_pages_print_everything() {
    campaign("probe", seed() + 3, size(150).div_ceil(3));
}
