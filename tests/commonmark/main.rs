//! Conformance to CommonMark 0.31.2.
//!
//! - Every example of the specification, one test each, compared as the specification's own test program
//!   compares. The examples come from the npm package `commonmark-spec`, which `npm pack` fetches into the
//!   build folder on the first run. Without them the tests fail; they are never skipped.
//! - Generated documents, on which our writer and pulldown-cmark's must agree byte for byte: 20,000 of
//!   them, or `MAQAL_SIZE`; `MAQAL_SEED` gives the seed. The whole campaign is
//!   `MAQAL_SIZE=100000 cargo test --test commonmark`.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod generate;
mod normalize;
mod npm;
mod specification;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};
use maqal::parse::markdown::commonmark_html;
use normalize::normalize;
use specification::Example;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let mut trials = normalize::trials();
    match specification::examples() {
        Ok(examples) => {
            let count = examples.len();
            trials.push(Trial::test("the specification has 652 examples", move || {
                if count == 652 {
                    Ok(())
                } else {
                    Err(format!("{count} examples").into())
                }
            }));
            trials.extend(examples.into_iter().map(|example| {
                let name = format!("example {} ({})", example.number, example.section);
                Trial::test(name, move || conforms(&example))
            }));
        }
        Err(message) => trials.push(Trial::test("the specification is there", move || Err(message.into()))),
    }
    trials.push(Trial::test("generated documents", || generate::campaign(20_000)));
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn conforms(example: &Example) -> Result<(), Failed> {
    let (expected, got) = (normalize(&example.html), normalize(&commonmark_html(&example.markdown)));
    if expected == got {
        return Ok(());
    }
    Err(format!("{:?}\nexpected {expected:?}\ngot      {got:?}", example.markdown).into())
}
