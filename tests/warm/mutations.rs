//! Damaged sources: never a panic, never an error without a place, never a source that is lost without a word.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use maqal::base::Level;
use maqal::pipeline::{Outcome, Pipeline, Report};

use super::equal::same_report;
use super::random::Random;
use super::site::small;
use super::world::{Files, Flags, World, difference};
use super::{seed, size};

/// No small site takes longer, however damaged.
const PATIENCE: Duration = Duration::from_secs(240);

/// What breaks readers of YAML, Markdown, TOML and templates.
const PIECES: &[&[u8]] = &[
    b"---\n",
    b"+++\n",
    b"\n---\n",
    b"\r",
    b"\r\n\r\n",
    b"\t",
    b"\0",
    b"\xFF",
    b"\xC3",
    b"\xED\xA0\x80",
    b"\xEF\xBB\xBF",
    b"{{",
    b"}}",
    b"{{ page }}",
    b"{% if",
    b"{% endblock %}",
    b"{% include \"base.html\" %}",
    b"{# ",
    b"{{ 1 / 0 }}",
    b":::",
    b"::: note\n",
    b":name[",
    b"{#id .class",
    b"[^1]",
    b"[^1]: ",
    b"](",
    b"![",
    b"<script>",
    b"<!--",
    b"```\n",
    b"~~~~",
    b"|a|b|\n|-|-|\n",
    b"\"",
    b"'",
    b"[",
    b"]",
    b"{",
    b"}",
    b": ",
    b"- ",
    b"&a ",
    b"*a",
    b"!!binary ",
    b"<<: *a\n",
    b"? ",
    b"= ",
    b"[[x]]\n",
    b"= 1e999\n",
    b"99999999999999999999",
    b"-0",
    b"0000-00-00",
    b"2025-13-45",
    b"9999-12-31",
    b"/",
    b"..",
    b"\\",
    b"%2F%00",
    b"#",
    b"?",
    b"javascript:alert(1)",
    b"http://",
    b"title: \n",
    b"draft: yes\n",
    b"slug: ../..\n",
    b"slug: CON\n",
    b"lang: ar\n",
    b"dir: rtl\n",
    b"date: 2025-02-30\n",
    b"weight: 1e9\n",
    b"template: ../x\n",
    b"image: //x\n",
    b"extra: {a: {b: [c]}}\n",
    b"languages = []\n",
    b"paginate_by = -1\n",
    "\u{202E}\u{2067}".as_bytes(),
    "\u{200F}".as_bytes(),
    "ـ".as_bytes(),
    "e\u{301}\u{301}".as_bytes(),
    "👩‍👩‍👧‍👦".as_bytes(),
    "٣".as_bytes(),
];

/// A place in a file, perhaps within a character.
fn at(bytes: &[u8], random: &mut Random) -> usize {
    random.below(bytes.len() + 1)
}

/// Changes one file.
fn mutate(files: &mut Files, random: &mut Random) -> String {
    let paths: Vec<_> = files.keys().cloned().collect();
    let path = random.pick(&paths);
    let other = files[random.pick(&paths)].clone();
    let bytes = files.get_mut(path).unwrap();
    let (one, two) = (at(bytes, random), at(bytes, random));
    let range = one.min(two)..one.max(two).min(one.min(two) + 40);
    let what = match random.below(9) {
        0 if !bytes.is_empty() => {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
            "flip a bit"
        }
        1 => {
            bytes.drain(range);
            "drop a range"
        }
        2 => {
            bytes.truncate(one);
            "cut the end off"
        }
        3 => {
            let copy = bytes[range.clone()].to_vec();
            bytes.splice(one..one, copy);
            "double a range"
        }
        4 => {
            let (start, end) = (at(&other, random), at(&other, random));
            bytes.splice(range, other[start.min(end)..start.max(end)].iter().copied());
            "splice in another file"
        }
        5 => {
            let many = random.pick(PIECES).repeat(1 << random.below(12));
            bytes.splice(one..one, many);
            "the same many times"
        }
        6 => {
            let mut lines: Vec<_> = bytes
                .split_inclusive(|&byte| byte == b'\n')
                .map(<[u8]>::to_vec)
                .collect();
            if lines.len() > 1 {
                let (one, two) = (random.below(lines.len()), random.below(lines.len()));
                lines.swap(one, two);
            }
            *bytes = lines.concat();
            "swap lines"
        }
        _ => {
            bytes.splice(one..one, random.pick(PIECES).iter().copied());
            "put in a piece"
        }
    };
    format!("{what} in {path}")
}

fn sound(report: &Report, sources: &Files) -> Result<(), String> {
    let errors = || report.diagnostics.iter().filter(|(level, _)| *level == Level::Error);
    match report.outcome {
        Outcome::Published if errors().count() > 0 => Err("published in spite of errors".into()),
        Outcome::Published => {
            let counts = report.counts;
            let withheld = counts.drafts + counts.future + counts.expired + counts.ignored;
            let known = counts.documents + counts.files + withheld;
            // Data is in no page of its own.
            let is_source = |path: &&String| path.starts_with("content/") && !path.starts_with("content/_data/");
            let content = sources.keys().filter(is_source).count();
            match known == content {
                true => Ok(()),
                false => Err(format!("{content} sources, but {counts:?}")),
            }
        }
        Outcome::Errors | Outcome::BadConfig if errors().count() == 0 => Err("no error says why".into()),
        Outcome::Errors | Outcome::BadConfig => match errors().find(|(_, problem)| problem.place.is_none()) {
            None => Ok(()),
            Some((_, problem)) => Err(format!("an error names no file: {problem:?}")),
        },
        _ => Err("a damaged source cannot be the reason".into()),
    }
}

fn try_out(warm: (&World, &mut Pipeline), sources: &Files) -> Result<Outcome, String> {
    let (world, pipeline) = warm;
    let before = world.output();
    let report = world.build(pipeline, Flags::default());
    sound(&report, sources).map_err(|problem| format!("{:?}: {problem}", report.outcome))?;
    let fresh = World::with(sources);
    let cold = fresh.build(&mut Pipeline::default(), Flags::default());
    same_report(&report, &cold)?;
    let wanted = match report.outcome {
        Outcome::Published => fresh.output(),
        _ => before,
    };
    difference(&world.output(), &wanted).map_or(Ok(report.outcome), Err)
}

#[test]
fn damaged_sources_are_reported_and_never_lost() {
    let seed = seed();
    let whole = small();
    let world = World::with(&whole);
    let mut pipeline = Pipeline::default();
    assert_eq!(try_out((&world, &mut pipeline), &whole), Ok(Outcome::Published));
    let mut before = whole.clone();
    let (steps, mut published) = (size(300), 0);
    for step in 0..steps {
        let mut random = Random::new(seed.wrapping_add(step));
        let mut sources = whole.clone();
        let edits: Vec<_> = (0..=random.below(4))
            .map(|_| mutate(&mut sources, &mut random))
            .collect();
        world.change(&before, &sources);
        let start = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| try_out((&world, &mut pipeline), &sources)));
        let result = result.unwrap_or_else(|_| Err("panicked".into()));
        match result {
            Ok(Outcome::Published) => published += 1,
            Ok(_) => {}
            Err(problem) => panic!("seed {}, {edits:?}: {problem}", seed.wrapping_add(step)),
        }
        assert!(
            start.elapsed() < PATIENCE,
            "seed {}, {edits:?}: too slow",
            seed.wrapping_add(step)
        );
        before = sources;
    }
    let share = steps / 10..=steps - steps / 10;
    assert!(
        steps < 50 || share.contains(&published),
        "{published} of {steps} were published"
    );
}
