//! Tests of the harness itself: what is wrong must be seen.

use libtest_mimic::{Failed, Trial};
use maqal::base::{Code, Diagnostic, Position, SourcePath};
use maqal::pipeline::{Outcome, Report};

use crate::check::{self, Built};
use crate::expect;
use crate::run::{edited, warm_equals_cold};
use crate::story::{self, Action, Change};
use crate::world::Files;

/// The trials.
pub fn trials() -> Vec<Trial> {
    let trial = |name: &str, test: fn() -> Result<(), String>| {
        Trial::test(format!("harness::{name}"), move || test().map_err(Failed::from))
    };
    vec![
        trial("a story is read", a_story_is_read),
        trial("what cannot be read is an error", broken_stories),
        trial("every expectation can fail", every_expectation_can_fail),
        trial("edits need their text", edits),
        trial("warm and cold are compared", warm_and_cold),
    ]
}

fn ensure(condition: bool, claim: &str) -> Result<(), String> {
    condition.then_some(()).ok_or_else(|| claim.to_owned())
}

fn a_story_is_read() -> Result<(), String> {
    let text = "# T\n```file site.toml\n```\n## One\n~~~~file \"content/a b.md\" crlf bom\nx\n```\n~~~~\n```build now 2025-06-01\nexit 1\n```\n## Two\n```build\n```\n";
    let stories = story::parse(text).map_err(|(line, problem)| format!("{line}: {problem}"))?;
    let [one, two] = stories.as_slice() else {
        return Err("two stories".into());
    };
    ensure(one.title == "One" && two.steps.len() == 2, "background comes first")?;
    match one.steps.iter().map(|step| &step.action).collect::<Vec<_>>().as_slice() {
        [_, Action::File { path, bytes }, Action::Build(build)] => {
            ensure(path == "content/a b.md", "a quoted path")?;
            ensure(bytes == "\u{FEFF}x\r\n```\r\n".as_bytes(), "options of a file")?;
            ensure(build.now == Some(1_748_736_000), "the named present")
        }
        _ => Err("the steps of the first story".into()),
    }
}

fn broken_stories() -> Result<(), String> {
    for text in [
        "## A\n```build\n",
        "## A\nno build\n",
        "## A\n```build\n```\n## A\n```build\n```\n",
        "## A\n```bild\n```\n",
        "## A\n```build --loud\n```\n",
        "## A\n```build now tomorrow\n```\n",
        "## A\n```build\nerror no-such-code a.md\n```\n",
        "## A\n```build\n  help text\n```\n",
        "## A\n```build\npage /a/ holds x\n```\n",
        "## A\n```build\npage a has x\n```\n",
        "## A\n```build\ncount sheep 1\n```\n",
        "## A\n```edit a.md\nold\n```\n```build\n```\n",
        "## A\n```file a.md loud\n```\n```build\n```\n",
        "## A\n```file a.png image=2\n```\n```build\n```\n",
        "## A\n```file a.png flat\n```\n```build\n```\n",
        "## A\n```file a.bmp image=2x2\n```\n```build\n```\n",
    ] {
        ensure(story::parse(text).is_err(), text)?;
    }
    Ok(())
}

fn built() -> Built {
    let place = Position {
        line: 3,
        column: 5,
        length: 1,
    };
    let diagnostic = Diagnostic::new(Code::BrokenLink, "leads to nothing")
        .at(&SourcePath::new("content/a.md"), place)
        .help("write `b.md`");
    let mut report = Report::new(Outcome::Published);
    report.diagnostics = vec![(diagnostic.code.level(), diagnostic)];
    report.rendered = vec!["/a/".into(), "/b/".into()];
    report.parsed = 2;
    report.counts.drafts = 1;
    Built {
        report,
        output: Files::from([
            ("a/index.html".into(), b"<main>one two two</main>".to_vec()),
            (
                "c.html".into(),
                b"<p id=\"a b\"><a href=\"#a%20b\"><a href=\"#\"><a href=\"/b/#b\">".to_vec(),
            ),
            ("d.html".into(), b"<p id=\"a\"><i id=\"a\">".to_vec()),
            ("e.html".into(), b"<a name=\"a\"><a href=\"#b\">".to_vec()),
            ("x.png".into(), b"png".to_vec()),
            (
                "dot.gif".into(),
                b"GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xFF\xFF\xFF;".to_vec(),
            ),
        ]),
        sources: Files::from([("content/x.png".into(), b"png".to_vec())]),
    }
}

fn every_expectation_can_fail() -> Result<(), String> {
    let reported = "warning broken-link content/a.md:3:5";
    let right = [
        "page /a/ has one",
        "page /a/ lacks three",
        "page /a/ once one",
        "page /a/ order one two two",
        "page /c.html anchored",
        "file /x.png is png",
        "file /x.png same content/x.png",
        "absent /b/",
        "nowhere three",
        "exit 0",
        "rendered /b/ /a/",
        "rendered has /a/",
        "rendered lacks /c/",
        "parsed 2",
        "pages /a/ /c.html /d.html /e.html",
        "pages below /b/ none",
        "count drafts 1",
        "image /dot.* gif 2x3",
        "files /*.gif 1",
        "files /*.jpg 0",
    ];
    let wrong = [
        "page /a/ has three",
        "page /b/ lacks three",
        "page /a/ lacks one",
        "page /a/ once two",
        "page /a/ order two one",
        "page /d.html anchored",
        "page /e.html anchored",
        "file /x.png is gif",
        "file /x.png same content/y.png",
        "absent /a/",
        "nowhere two",
        "exit 1",
        "rendered /a/",
        "rendered nothing",
        "rendered has /c/",
        "rendered lacks /a/",
        "parsed 1",
        "pages /a/ /b/",
        "count drafts 0",
        "image /dot.gif gif 3x2",
        "image /dot.gif png 2x3",
        "image /x.png png 1x1",
        "image /*.jpg jpg 1x1",
        "files /*.gif 2",
        "error broken-link content/a.md:3:5",
        "warning broken-link content/a.md:3:6",
        reported,
    ];
    let problems = |lines: &[&str]| {
        let numbered: Vec<_> = (1..).zip(lines.iter().copied()).collect();
        let expectations = expect::parse(&numbered).map_err(|(line, problem)| format!("{line}: {problem}"))?;
        Ok::<_, String>(check::all(&built(), &expectations).len())
    };
    for line in right {
        ensure(problems(&[line, reported])? == 0, line)?;
    }
    for line in wrong {
        ensure(problems(&[line, reported])? > 0, line)?;
    }
    ensure(problems(&[])? == 1, "an unexpected diagnostic is seen")?;
    ensure(problems(&["diagnostics any"])? == 0, "unless none is looked at")?;
    ensure(
        problems(&[reported, "  message nothing", "  help b.md"])? == 0,
        "its text",
    )?;
    ensure(problems(&[reported, "  help c.md"])? == 1, "another help is seen")?;
    ensure(problems(&[reported, "  page /a/"])? == 1, "another page is seen")
}

fn edits() -> Result<(), String> {
    let replace = |old: &str| Change::Replace {
        old: old.into(),
        new: "new".into(),
    };
    let edited = |change| edited("one\ntwo\ntwo\n".into(), &[change]);
    ensure(edited(replace("one")).as_deref() == Ok("new\ntwo\ntwo\n"), "replaced")?;
    ensure(
        edited(Change::Remove("one".into())).as_deref() == Ok("two\ntwo\n"),
        "removed",
    )?;
    ensure(
        edited(Change::Append("x".into())).as_deref() == Ok("one\ntwo\ntwo\nx\n"),
        "added",
    )?;
    ensure(edited(replace("three")).is_err(), "a missing text is an error")?;
    ensure(edited(replace("two")).is_err(), "an ambiguous text is an error")
}

fn warm_and_cold() -> Result<(), String> {
    let warm = built();
    let same = |report: &Report, output: &Files| warm_equals_cold(&warm, report, output).is_none();
    let mut report = warm.report.clone();
    report.rendered.clear();
    report.counts.written = 7;
    ensure(same(&report, &warm.output), "what was written may differ")?;
    ensure(!same(&report, &Files::new()), "another output")?;
    report.counts.drafts = 0;
    ensure(!same(&report, &warm.output), "another count")?;
    report.diagnostics.clear();
    ensure(!same(&report, &warm.output), "other diagnostics")
}
