//! Tests of the harness itself: what is wrong must be seen.

use std::path::Path;
use std::sync::Arc;

use libtest_mimic::{Failed, Trial};

use crate::case::{self, Look, WORDS};
use crate::run::{Place, look_at, without_isolation};
use crate::screens::{Picture, References, Sight};
use crate::server::POLICY;
use crate::studio::Studio;
use crate::tab::View;
use crate::world::Files;

const GOOD: &str = include_str!("selftest/good.html");
const BAD: &str = include_str!("selftest/bad.html");
const LATE: &str = include_str!("selftest/late.js");
const BAD_SHEET: &str = include_str!("selftest/bad.css");

const DEAD: &str = include_str!("selftest/dead.js");

const WIDE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"150\"/>";

/// Bodies of pages with one thing wrong, the claim that sees it, and a part of what it says.
const FAULTS: [(&str, &str, &str); 27] = [
    (
        "<style>a:focus { outline: none }</style><a href=/x>x</a>",
        "walk",
        "no ring",
    ),
    (
        "<style>a:focus { outline: 2px solid #ddd }</style><a href=/x>x</a>",
        "walk",
        "contrast of 1.",
    ),
    (
        "<style>a { opacity: 0 }</style><a href=/x>x</a>",
        "walk",
        "cannot be seen",
    ),
    (
        "<style>a { position: absolute; inset-inline-start: -99px }</style><a href=/x>x</a>",
        "walk",
        "not in the window",
    ),
    (
        "<a href=/x>x</a><p style='position: fixed; inset: 0; background: white'>over it",
        "walk",
        "behind something",
    ),
    ("<button class=dead>x</button>", "walk", "does nothing"),
    (
        "<details><summary class=dead>x</summary>y</details>",
        "walk",
        "does not open",
    ),
    ("<a class=trap href=/x>x</a><a href=/y>y</a>", "walk", "does not leave"),
    (
        "<a href=/x>x</a><button tabindex=-1>y</button>",
        "walk",
        "does not reach",
    ),
    ("<p>Nothing.", "walk", "nothing can be reached"),
    ("<p style='overflow: hidden; block-size: 5px'>x", "unclipped", "below"),
    (
        "<p style='overflow: hidden; inline-size: 5px'>xxxxxxxx",
        "unclipped",
        "at the side",
    ),
    ("<p style='margin-inline-start: -50px'>x", "unclipped", "reaches from"),
    ("<style>p { text-align: left }</style>", "flows", "text-align: left"),
    ("<style>p { float: right }</style>", "flows", "float: right"),
    ("<style>p { padding: 0 1em 0 2em }</style>", "flows", "padding-"),
    ("<style>p { transform: translateX(3px) }</style>", "flows", "transform"),
    ("<style>p { box-shadow: 3px 0 red }</style>", "flows", "box-shadow"),
    (
        "<style>p { background: linear-gradient(to right, red, blue) }</style>",
        "flows",
        "background-image",
    ),
    (
        "<style>@media screen { p { & b { border-radius: 4px 0 0 4px } } }</style>",
        "flows",
        "radius",
    ),
    (
        "<style>p { inset: 0; margin: 0 auto; box-shadow: 0 3px red; padding: 1px 2px 3px } [dir=rtl] p { left: 0 }</style>",
        "flows",
        "",
    ),
    ("<p>x", "ranged", "no face is loaded"),
    (
        "<style>@font-face { font-family: x; src: url(/x.woff2); font-display: swap }</style>",
        "ranged",
        "whatever the page holds",
    ),
    (
        "<style>@font-face { font-family: x; src: url(/x.woff2); unicode-range: U+61-7A }</style>",
        "ranged",
        "the text waits",
    ),
    ("<p>x</p><img src=/wide.svg alt=''><p>y", "still", "of the window moved"),
    (
        "<p>x</p><img src=/wide.svg alt='' width=300 height=150><p>y",
        "still",
        "",
    ),
    ("<img src=https://elsewhere.example/x.png>", "strict", "img-src"),
];

/// The name of the good page's picture.
const PICTURE: &str = "good";

/// A claim a line: `+` before one that is true of the good page, `-` before one that is not, `!` before one that is
/// not true of the bad page.
const CLAIMS: &str = include_str!("selftest/claims.txt");

/// The trials.
pub fn trials(studio: &Arc<Studio>) -> Vec<Trial> {
    let plain = |name: &str, test: fn() -> Result<(), String>| {
        Trial::test(format!("harness::{name}"), move || test().map_err(Failed::from))
    };
    let with_studio = |name: &str, test: fn(&Studio) -> Result<(), String>| {
        let studio = Arc::clone(studio);
        Trial::test(format!("harness::{name}"), move || test(&studio).map_err(Failed::from))
    };
    vec![
        plain("what cannot be read is an error", broken_cases),
        plain("isolation is switched off", switched_off),
        with_studio("every claim can fail", every_claim_can_fail),
        with_studio("every fault is told", faults),
        with_studio("a picture that differs is seen", pictures_differ),
    ]
}

fn ensure(condition: bool, claim: &str) -> Result<(), String> {
    condition.then_some(()).ok_or_else(|| claim.to_owned())
}

fn broken_cases() -> Result<(), String> {
    let right = "## A\n```file a.md\n```\n```page /a/ width=320 print dark forced calm zoom=2 late script=off isolation\ndir p rtl\n```\n";
    let cases = case::parse(right).map_err(|(line, problem)| format!("{line}: {problem}"))?;
    ensure(
        cases.len() == 1 && cases.iter().all(|case| case.steps.len() == 2),
        "a case is read",
    )?;
    for text in [
        "## A\n```page /a/\ndir p rtl\n",
        "## A\n```file a.md\n```\n",
        "## A\n```page /a/\n```\n",
        "## A\n```page a\ndir p rtl\n```\n",
        "## A\n```page /a/ loud\ndir p rtl\n```\n",
        "## A\n```page /a/ zoom=0\ndir p rtl\n```\n",
        "## A\n```page /a/ width=wide\ndir p rtl\n```\n",
        "## A\n```page /a/\nlooks p good\n```\n",
        "## A\n```page /a/\ndir p\n```\n",
        "## A\n```page /a/\nltr p `\\u{x}`\n```\n",
        "## A\n```build\n```\n",
    ] {
        ensure(case::parse(text).is_err(), text)?;
    }
    Ok(())
}

fn switched_off() -> Result<(), String> {
    for (before, after) in [
        ("title = \"x\"\n", "title = \"x\"\n\n[markdown]\nisolate = false\n"),
        (
            "[markdown]\nhighlight = false\n",
            "[markdown]\nisolate = false\nhighlight = false\n",
        ),
    ] {
        ensure(without_isolation(before) == after, before)?;
    }
    Ok(())
}

fn every_claim_can_fail(studio: &Studio) -> Result<(), String> {
    let mut lines = Vec::new();
    for (number, text) in (1..).zip(CLAIMS.lines()) {
        let (sign, text) = text.split_at(1);
        let claim = case::claim((number, text)).map_err(|(line, problem)| format!("claims.txt:{line}: {problem}"))?;
        lines.push((sign, claim));
    }
    for (word, ..) in WORDS {
        let is_tried = |signs: &str| {
            lines
                .iter()
                .any(|(sign, claim)| signs.contains(sign) && claim.word == word)
        };
        ensure(is_tried("+"), &format!("no line of claims.txt says `{word}` rightly"))?;
        ensure(is_tried("-!"), &format!("no line of claims.txt says `{word}` wrongly"))?;
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let place = place(studio, folder.path())?;
    studio.lend(|worker| {
        worker
            .tab
            .look(&format!("{}/good.html", place.origin), &View::default())?;
        Sight::of(&worker.tab, studio)?.write(folder.path(), PICTURE)
    })?;
    let mut told = Vec::new();
    for (address, signs) in [("/good.html", "+-"), ("/bad.html", "!")] {
        let (signs, claims): (Vec<_>, Vec<_>) = lines.iter().filter(|(sign, _)| signs.contains(sign)).cloned().unzip();
        let look = Look {
            line: 0,
            address: address.to_owned(),
            view: View::default(),
            in_text: false,
            late: false,
            isolation: false,
            claims,
        };
        let problems = studio.lend(|worker| Ok(look_at(&look, &place, worker, studio)))?;
        for (sign, claim) in signs.into_iter().zip(&look.claims) {
            let problem = problems.iter().find(|(line, _)| *line == claim.line || *line == 0);
            match (sign, problem) {
                ("+", Some((_, problem))) => told.push(format!("claims.txt:{}: {problem}", claim.line)),
                ("-" | "!", None) => told.push(format!("claims.txt:{}: what is wrong is not seen", claim.line)),
                _ => {}
            }
        }
    }
    ensure(told.is_empty(), &told.join("\n"))
}

/// The pages of the harness. They have styles of their own, which no page of a site may have.
fn place(studio: &Studio, references: &Path) -> Result<Place, String> {
    let files = [
        ("good.html", GOOD),
        ("bad.html", BAD),
        ("late.js", LATE),
        ("bad.css", BAD_SHEET),
        ("dead.js", DEAD),
        ("wide.svg", WIDE),
    ];
    let mut published: Files = files
        .map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()))
        .into();
    for (number, (body, ..)) in FAULTS.iter().enumerate() {
        let page =
            format!("<!DOCTYPE html><html lang=en dir=ltr><title>x</title><script src=/dead.js defer></script>{body}");
        published.insert(format!("fault-{number}.html"), page.into_bytes());
    }
    let policy = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
    Ok(Place {
        origin: studio.server()?.add(published.clone(), &policy),
        published,
        references: References {
            folder: references.to_owned(),
            are_written: false,
        },
    })
}

fn faults(studio: &Studio) -> Result<(), String> {
    let place = place(studio, Path::new(""))?;
    for (number, (body, word, expected)) in FAULTS.iter().enumerate() {
        let claim = case::claim((1, word)).map_err(|(_, problem)| problem)?;
        let look = Look {
            line: 0,
            address: format!("/fault-{number}.html"),
            view: View::default(),
            in_text: false,
            late: *word == "still",
            isolation: false,
            claims: vec![claim],
        };
        let problems = studio.lend(|worker| Ok(look_at(&look, &place, worker, studio)))?;
        let told = problems.first().map_or("", |(_, problem)| problem);
        let is_right = if expected.is_empty() {
            told.is_empty()
        } else {
            told.contains(expected)
        };
        ensure(is_right, &format!("{body}: {expected:?} is not told, but {told:?}"))?;
    }
    Ok(())
}

fn pictures_differ(studio: &Studio) -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let place = place(studio, folder.path())?;
    let sight = |width| {
        studio.lend(|worker| {
            let view = View {
                width,
                ..View::default()
            };
            worker.tab.look(&format!("{}/good.html", place.origin), &view)?;
            Sight::of(&worker.tab, studio)
        })
    };
    let one = sight(800)?;
    one.write(folder.path(), PICTURE)?;
    let compared = |other: &Sight| other.compare(folder.path(), PICTURE, folder.path());
    compared(&sight(800)?)?;
    ensure(compared(&sight(801)?).is_err(), "another size is seen")?;

    let picture = one.picture();
    let same = |other: &Picture| picture.compare(other).is_ok();
    let mut at = 0_u8;
    let noise = picture.drawn(|pixel| {
        at = at.wrapping_add(7) % 15;
        pixel.map(|channel| channel.saturating_sub(at))
    });
    ensure(same(&noise), "a little noise is none")?;
    ensure(!same(&picture.shifted(2)), "two pixels to the side are seen")?;
    ensure(
        !same(&picture.drawn(|[r, g, b]| [r, g, b.saturating_sub(90)])),
        "another colour is seen",
    )?;
    ensure(
        !same(&picture.drawn(|pixel| pixel.map(|channel| channel.saturating_sub(30)))),
        "other paper is seen",
    )?;
    let is_kept = |name: &str| folder.path().join(format!("{PICTURE}.{name}.png")).is_file();
    ensure(is_kept("actual") && is_kept("difference"), "what differs is kept")?;

    let elsewhere = sight(800)?.elsewhere();
    compared(&elsewhere)?;
    let elsewhere = sight(600)?.elsewhere();
    ensure(compared(&elsewhere).is_err(), "a narrower page is seen by its boxes")?;
    let record = one.record();
    record.compare(&record.moved(5.0))?;
    ensure(record.compare(&record.moved(90.0)).is_err(), "moved boxes are seen")
}
