//! Builds whose steps are timed.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use maqal::disk::RealDisk;
use maqal::pipeline::{Hooks, Pipeline, Report, Request, Step};

/// Each step with the time until the next.
pub fn spans(steps: &[(Step, Duration)], whole: Duration) -> impl Iterator<Item = (Step, Duration)> {
    let ends = steps.iter().skip(1).map(|(_, start)| *start).chain([whole]);
    steps.iter().zip(ends).map(|((step, start), end)| (*step, end - *start))
}

/// Prints which step took which share.
pub fn print_shares(steps: &[(Step, Duration)], whole: Duration) {
    for (step, time) in spans(steps, whole) {
        let share = 100.0 * time.as_secs_f64() / whole.as_secs_f64();
        println!("    {:<8} {share:>5.1} %", step.as_str());
    }
}

/// Builds once: the report, when each step began, and the time of the whole.
pub fn build(pipeline: &mut Pipeline, root: &Path) -> (Report, Vec<(Step, Duration)>, Duration) {
    let start = Instant::now();
    build_by(pipeline, root, || start.elapsed())
}

/// Builds once, by a clock.
pub fn build_by(
    pipeline: &mut Pipeline,
    root: &Path,
    clock: impl Fn() -> Duration + Sync,
) -> (Report, Vec<(Step, Duration)>, Duration) {
    let start = clock();
    let elapsed = || clock() - start;
    let steps: Mutex<Vec<(Step, Duration)>> = Mutex::default();
    let listen = |step, _, _| {
        let mut steps = steps.lock().unwrap();
        if steps.last().is_none_or(|(last, _)| *last != step) {
            steps.push((step, elapsed()));
        }
    };
    let hooks = Hooks {
        interrupted: &AtomicBool::new(false),
        progress: &listen,
    };
    let request = Request {
        future: true,
        ..Request::new(root, 0)
    };
    let report = pipeline.build(&RealDisk, &request, &hooks);
    let whole = elapsed();
    (report, steps.into_inner().unwrap(), whole)
}
