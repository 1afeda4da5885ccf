//! What the tests of several readers share.

use std::time::{Duration, Instant};

use crate::base::{Code, Diagnostic};

/// What no text of a test takes on a machine that is free.
const SHORT: Duration = Duration::from_secs(5);
/// How many times as long a text may take as an eighth of it: 8 in proportion, 64 if time is squared.
const MOST: u32 = 24;

/// How often a time is taken before the machine is no longer to blame.
const ROUNDS: u32 = 5;

/// Fails if the time that work takes is out of proportion to its text. Where a machine is slow, an eighth of the text
/// tells what it would take; where it is slow by turns, the least of several times.
pub(super) fn assert_in_proportion(name: &str, text: &str, work: impl Fn(&str)) {
    let time = |text: &str| {
        let start = Instant::now();
        work(text);
        start.elapsed()
    };
    if let Err((whole, part)) = judge(text, time) {
        panic!("{name} took {whole:?}, an eighth of it {part:?}");
    }
}

/// Fails unless the first problem of a text is of this code, stands at this line and column, and has these words in its help.
pub(super) fn assert_first(problems: &[Diagnostic], text: &str, code: Code, [line, column]: [u32; 2], help: &str) {
    let problem = &problems[0];
    let at = problem.place.as_ref().and_then(|place| place.position);
    let at = at.map(|at| [at.line, at.column]);
    assert_eq!(
        (problem.code, at),
        (code, Some([line, column])),
        "{text:?}: {problem:?}"
    );
    let says = problem.help.as_ref().is_some_and(|said| said.contains(help));
    assert!(says, "{text:?}: {problem:?}");
}

/// The times of a text and of an eighth of it, if they are out of proportion.
fn judge(text: &str, mut time: impl FnMut(&str) -> Duration) -> Result<(), (Duration, Duration)> {
    let eighth = &text[..text.floor_char_boundary(text.len() / 8)];
    let (mut whole, mut part) = (time(text), Duration::MAX);
    for _ in 0..ROUNDS {
        if whole < SHORT {
            return Ok(());
        }
        // A part that was slow once would excuse anything.
        for _ in 0..ROUNDS {
            part = part.min(time(eighth));
        }
        if is_in_proportion(whole, part) {
            return Ok(());
        }
        whole = whole.min(time(text));
    }
    Err((whole, part))
}

fn is_in_proportion(whole: Duration, eighth: Duration) -> bool {
    whole < eighth * MOST
}

#[test]
fn squared_time_is_out_of_proportion() {
    let second = Duration::from_secs(1);
    for (times, expected) in [(8, true), (23, true), (64, false)] {
        assert_eq!(is_in_proportion(second * times, second), expected, "{times}");
    }
}

#[test]
fn a_machine_that_stalls_excuses_nothing_and_is_blamed_for_nothing() {
    let text = "a".repeat(800);
    let stall = Duration::from_secs(3600);
    // The power of the time, which measurement stalls, and whether the work is in proportion.
    for (power, stalled, expected) in [
        (1, None, true),
        (1, Some(0), true),
        (2, None, false),
        (2, Some(0), false),
        (2, Some(1), false),
        (2, Some(3), false),
    ] {
        let mut taken = 0;
        let clock = |text: &str| {
            taken += 1;
            let length = text.len() as u64;
            let time = Duration::from_millis(20 * length.pow(power));
            if stalled == Some(taken - 1) {
                stall.max(time)
            } else {
                time
            }
        };
        assert_eq!(judge(&text, clock).is_ok(), expected, "{power}, {stalled:?}");
    }
}
