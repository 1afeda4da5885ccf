//! How far a build has come, and how long each step took.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::streams::eprint;
use crate::pipeline::Step;

/// Nothing is said of work that ends sooner.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often the line changes.
const PACE: Duration = Duration::from_millis(80);

/// Listens to a build.
pub struct Progress {
    started: Instant,
    shown: bool,
    state: Mutex<State>,
}

struct State {
    steps: Vec<(Step, Instant)>,
    last: Option<Instant>,
}

impl Progress {
    /// Shows a line on the terminal if `wanted` and standard error is one.
    pub fn new(wanted: bool) -> Self {
        Progress {
            started: Instant::now(),
            shown: wanted && std::io::stderr().is_terminal(),
            state: Mutex::new(State {
                steps: Vec::new(),
                last: None,
            }),
        }
    }

    /// Called by the build as it goes.
    pub fn report(&self, step: Step, done: usize, total: usize) {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.steps.last().is_none_or(|(last, _)| *last != step) {
            state.steps.push((step, now));
        }
        let due = state.last.is_none_or(|last| now - last > PACE) && now - self.started > PATIENCE;
        if self.shown && due {
            state.last = Some(now);
            eprint!("\r\x1b[K{} {done}/{total}", step.as_str());
        }
    }

    /// Clears the line.
    pub fn finish(&self) {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if self.shown && state.last.is_some() {
            eprint!("\r\x1b[K");
        }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// How long each step took, a line each.
    pub fn timings(&self) -> String {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = state
            .steps
            .iter()
            .skip(1)
            .map(|(_, start)| *start)
            .chain(std::iter::once(Instant::now()));
        let whole = self.seconds();
        let lines = state.steps.iter().zip(ends).map(|((step, start), end)| {
            let seconds = (end - *start).as_secs_f64();
            format!(
                "{:<8} {seconds:>8.3} s {:>5.1} %\n",
                step.as_str(),
                100.0 * seconds / whole.max(f64::EPSILON)
            )
        });
        lines.collect()
    }
}
