//! Tests of the harness itself: what is wrong must be seen.

use std::sync::Arc;

use libtest_mimic::{Failed, Trial};

use crate::case::{self, Look, WORDS};
use crate::run::{look_at, without_isolation};
use crate::studio::Studio;
use crate::tab::View;
use crate::world::Files;

const GOOD: &str = include_str!("selftest/good.html");
const BAD: &str = include_str!("selftest/bad.html");

/// A claim a line: `+` before one that is true of the good page, `-` before one that is not, `!` before one that is
/// not true of the bad page.
const CLAIMS: &str = include_str!("selftest/claims.txt");

/// The trials.
pub fn trials(studio: &Arc<Studio>) -> Vec<Trial> {
    let plain = |name: &str, test: fn() -> Result<(), String>| {
        Trial::test(format!("harness::{name}"), move || test().map_err(Failed::from))
    };
    let studio = Arc::clone(studio);
    vec![
        plain("what cannot be read is an error", broken_cases),
        plain("isolation is switched off", switched_off),
        Trial::test("harness::every claim can fail", move || {
            every_claim_can_fail(&studio).map_err(Failed::from)
        }),
    ]
}

fn ensure(condition: bool, claim: &str) -> Result<(), String> {
    condition.then_some(()).ok_or_else(|| claim.to_owned())
}

fn broken_cases() -> Result<(), String> {
    let right = "## A\n```file a.md\n```\n```page /a/ width=320 print dark script=off isolation\ndir p rtl\n```\n";
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
    let published = Files::from([
        ("good.html".to_owned(), GOOD.as_bytes().to_vec()),
        ("bad.html".to_owned(), BAD.as_bytes().to_vec()),
    ]);
    let origin = studio.server()?.add(published.clone());
    let mut told = Vec::new();
    for (address, signs) in [("/good.html", "+-"), ("/bad.html", "!")] {
        let (signs, claims): (Vec<_>, Vec<_>) = lines.iter().filter(|(sign, _)| signs.contains(sign)).cloned().unzip();
        let look = Look {
            line: 0,
            address: address.to_owned(),
            view: View::default(),
            in_text: false,
            isolation: false,
            claims,
        };
        let problems = studio.lend(|worker| Ok(look_at(&look, &origin, &published, worker, studio)))?;
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
