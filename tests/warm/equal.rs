//! Warm equals cold: after every edit, a pipeline that remembers does what a fresh one does.

use maqal::pipeline::{Counts, Outcome, Pipeline, Report};

use super::edits::{Edit, edit};
use super::random::Random;
use super::site;
use super::world::{Files, Flags, World, difference};
use super::{seed, size};

/// After so many failures the author goes back to what was last published.
const PATIENCE: usize = 2;

/// An author at work on a site with a pipeline that remembers.
struct Walk {
    world: World,
    pipeline: Pipeline,
    sources: Files,
    flags: Flags,
    /// The states that were published, in their order.
    good: Vec<Files>,
    failures: usize,
    /// How many edits of one body were counted.
    bodies: usize,
}

impl Walk {
    fn new(theme: &str) -> Self {
        let sources = site::large(theme);
        let mut walk = Walk {
            world: World::with(&sources),
            pipeline: Pipeline::default(),
            sources,
            flags: Flags::default(),
            good: Vec::new(),
            failures: 0,
            bodies: 0,
        };
        let start = Edit {
            what: "the start".into(),
            body_of: None,
        };
        walk.build(&start).unwrap();
        assert_eq!(walk.failures, 0, "the site is published before anybody edits it");
        walk
    }

    /// Edits and builds.
    fn step(&mut self, random: &mut Random, fresh: usize) -> Result<(), String> {
        let mut after = self.sources.clone();
        let edit = if self.failures >= PATIENCE {
            after = self.good.last().cloned().unwrap_or_default();
            self.flags = Flags::default();
            Edit {
                what: "back to what was published".into(),
                body_of: None,
            }
        } else if random.one_in(15) {
            let back = random.below(self.good.len().min(6)) + 1;
            after = self.good[self.good.len() - back].clone();
            Edit {
                what: format!("back by {back}"),
                body_of: None,
            }
        } else if random.one_in(25) {
            self.flags = Flags {
                strict: random.one_in(6),
                drafts: random.one_in(2),
                future: random.one_in(2),
                days: i64::try_from(random.below(30)).unwrap(),
                for_preview: random.one_in(4),
            };
            Edit {
                what: format!("{:?}", self.flags),
                body_of: None,
            }
        } else {
            edit(&mut after, random, fresh)
        };
        self.world.change(&self.sources, &after);
        self.sources = after;
        self.build(&edit).map_err(|problem| format!("{}\n{problem}", edit.what))
    }

    /// Builds three times: warm, warm again, and cold.
    fn build(&mut self, edit: &Edit) -> Result<(), String> {
        let before = self.world.output();
        let steady = self.failures == 0 && !self.good.is_empty();
        let warm = self.world.build(&mut self.pipeline, self.flags);
        let output = self.world.output();
        let fresh = World::with(&self.sources);
        let cold = fresh.build(&mut Pipeline::default(), self.flags);
        same_report(&warm, &cold)?;
        let published = warm.outcome == Outcome::Published;
        // Where nothing is published, the last generation stays.
        let wanted = if published { fresh.output() } else { before };
        let differs = |other: &Files| difference(other, &wanted).map_or(Ok(()), Err);
        differs(&output)?;
        if let Some(path) = edit.body_of.as_ref().filter(|_| steady && published) {
            self.one_body(path, &warm)?;
        }
        if published {
            self.failures = 0;
            self.good.push(self.sources.clone());
        } else {
            self.failures += 1;
        }
        let again = self.world.build(&mut self.pipeline, self.flags);
        same_report(&again, &cold).map_err(|problem| format!("the second time: {problem}"))?;
        differs(&self.world.output())?;
        // A page that failed holds up the new bytes of others, which lie nowhere and are made again.
        let held_up = cold.diagnostics.iter().any(|(_, problem)| problem.page.is_some());
        let idle = (held_up || again.rendered.is_empty()) && again.parsed == 0 && again.counts.written == 0;
        match idle {
            true => Ok(()),
            false => Err(format!("rendered again {:?}, parsed {}", again.rendered, again.parsed)),
        }
    }

    /// A corrected sentence touches one page, those on which it stands beside a translation or in the place of one, and the
    /// feeds that hold it.
    fn one_body(&mut self, path: &str, report: &Report) -> Result<(), String> {
        let withheld = report.withheld.iter().any(|held| held.path.as_str() == path);
        let pages = usize::from(!withheld);
        let (beside, alone): (Vec<&String>, Vec<&String>) = pages_of(report).partition(|route| is_beside(route));
        let shown = self
            .sources
            .get("site.toml")
            .is_some_and(|text| String::from_utf8_lossy(text).contains("fallback = \"show\""));
        let most = if shown { pages * LANGUAGES.len() } else { pages };
        if !(pages..=most).contains(&alone.len()) || beside.len() > pages * LANGUAGES.len() || report.parsed != 1 {
            let (rendered, parsed) = (&report.rendered, report.parsed);
            return Err(format!("an edit of {path} rendered {rendered:?} and parsed {parsed}"));
        }
        if let Some(feed) = stray_feed(report) {
            return Err(format!("an edit of {path} made {feed} of another language"));
        }
        self.bodies += 1;
        Ok(())
    }
}

/// The languages of the sites.
const LANGUAGES: [&str; 3] = ["ar", "en", "fa"];

/// Whether two translations stand side by side at an address: `/ar/notes/n1/en/`, or `/ar/notes/n1.en.html`.
fn is_beside(route: &str) -> bool {
    let name = route.trim_end_matches('/').trim_end_matches(".html");
    let parts = name.rsplit_once(['/', '.']);
    parts.is_some_and(|(of, tag)| !of.is_empty() && LANGUAGES.contains(&tag))
}

pub fn same_report(warm: &Report, cold: &Report) -> Result<(), String> {
    let sources = |counts: Counts| Counts {
        written: 0,
        kept: 0,
        removed: 0,
        ..counts
    };
    if warm.outcome != cold.outcome {
        return Err(format!("warm ends {:?}\ncold ends {:?}", warm.outcome, cold.outcome));
    }
    if warm.diagnostics != cold.diagnostics {
        let only = |one: &Report, other: &Report| -> Vec<String> {
            let only = one
                .diagnostics
                .iter()
                .filter(|problem| !other.diagnostics.contains(problem));
            only.map(|problem| format!("{problem:?}")).collect()
        };
        let (warm_only, cold_only) = (only(warm, cold), only(cold, warm));
        return Err(format!(
            "only warm reports {warm_only:#?}\nonly cold reports {cold_only:#?}"
        ));
    }
    if sources(warm.counts) != sources(cold.counts) {
        return Err(format!("warm counts {:?}\ncold counts {:?}", warm.counts, cold.counts));
    }
    if warm.withheld != cold.withheld {
        return Err(format!(
            "warm withholds {:?}\ncold withholds {:?}",
            warm.withheld, cold.withheld
        ));
    }
    Ok(())
}

fn is_feed(route: &str) -> bool {
    route.ends_with("/feed.xml") || route.ends_with("/feed.json")
}

fn pages_of(report: &Report) -> impl Iterator<Item = &String> {
    report.rendered.iter().filter(|route| !is_feed(route))
}

/// A feed that was made though no article of its language was.
fn stray_feed(report: &Report) -> Option<&String> {
    // Addresses of the default language may begin with none.
    let first = |route: &str| route.split('/').nth(1).map(str::to_owned);
    let language = |route: &str| first(route).filter(|part| LANGUAGES.contains(&part.as_str()));
    let languages: Vec<_> = pages_of(report).map(|route| language(route)).collect();
    let feeds = report.rendered.iter().filter(|route| is_feed(route));
    let of_one = |route: &&String| !matches!(route.as_str(), "/feed.xml" | "/feed.json");
    feeds.filter(of_one).find(|route| !languages.contains(&language(route)))
}

fn campaign(theme: &str, seed: u64, steps: u64) {
    let mut random = Random::new(seed);
    let mut walk = Walk::new(theme);
    for step in 1..=steps {
        if let Err(problem) = walk.step(&mut random, usize::try_from(step).unwrap()) {
            panic!("seed {seed}, step {step}, theme {theme}: {problem}");
        }
    }
    let published = u64::try_from(walk.good.len()).unwrap();
    assert!(published * 2 > steps, "{published} of {steps} were published");
    assert!(steps < 50 || walk.bodies > 0, "no edit of one body was counted");
}

#[test]
fn warm_equals_cold() {
    campaign("mine", seed(), size(150));
}

#[test]
fn warm_equals_cold_where_pages_print_everything() {
    campaign("probe", seed() + 1, size(150).div_ceil(2));
}
