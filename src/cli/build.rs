//! `maqal build`.

use std::any::Any;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::outcome::{self, exit_code, some, summary};
use super::progress::Progress;
use super::report::{Printer, as_json, not_begun, quoted_for, sentence_for};
use super::streams::{eprint, eprintln, println};
use super::{BuildOptions, Format};
use crate::disk::RealDisk;
use crate::pipeline::{Hooks, Outcome, Pipeline, Report, Request};
use crate::resolve::written_alias;
use crate::text::escaped_controls;

/// How many diagnostics are printed with their lines; nobody reads more, and each line has to be found.
const MOST_PRINTED: usize = 1000;

/// How many sources that are not published are listed by name.
const MOST_LISTED: usize = 20;

/// Builds, prints, and answers the exit code.
pub fn run(options: &BuildOptions) -> u8 {
    let request = match options.request() {
        Ok(request) => request,
        Err(message) => {
            match options.format {
                Format::Json => println!("{}", not_begun(&message)),
                Format::Human => eprintln!("error: {message}"),
            }
            return outcome::USAGE;
        }
    };
    build(&request, options)
}

/// Builds what `request` asks for; answers the exit code.
fn build(request: &Request, options: &BuildOptions) -> u8 {
    let signals = Signals::listen();
    let progress = Progress::new(options.format == Format::Human);
    let report = guarded(request, &signals.interrupted, &progress);
    progress.finish();
    let signal = signals.which();
    match options.format {
        Format::Json => println!("{}", as_json(&report, progress.seconds(), signal)),
        Format::Human => print(&report, request, progress.seconds()),
    }
    if options.timings {
        eprint!("{}", progress.timings());
    }
    exit_code(&report.outcome, signal)
}

/// A build that cannot take the program down: a panic is a defect, said as one.
fn guarded(request: &Request, interrupted: &AtomicBool, progress: &Progress) -> Report {
    let listen = |step, done, total| progress.report(step, done, total);
    let hooks = Hooks {
        interrupted,
        progress: &listen,
    };
    let attempt = catch_unwind(AssertUnwindSafe(|| {
        Pipeline::default().build(&RealDisk, request, &hooks)
    }));
    attempt.unwrap_or_else(|panic| Report::new(defect(&*panic)))
}

/// How a panic ends what was asked for.
pub fn defect(panic: &(dyn Any + Send)) -> Outcome {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    let words = words
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Outcome::Defect(format!("this is a bug in Maqal: {words}"))
}

fn print(report: &Report, request: &Request, seconds: f64) {
    print_problems(report, &request.root);
    let terminal = std::io::stderr().is_terminal();
    for held in report.withheld.iter().take(MOST_LISTED) {
        let path = quoted_for(terminal, &escaped_controls(held.path.as_str()));
        eprintln!("held back: {path} ({})", held.reason.as_str());
    }
    more("held back", report.withheld.len());
    for moved in report.moved.iter().take(MOST_LISTED) {
        let [path, from, to] =
            [moved.path.as_str(), &moved.from, &moved.to].map(|text| quoted_for(terminal, &escaped_controls(text)));
        eprintln!(
            "moved: {from} seems to be {to} now\n  help: to lead readers there, write `aliases: [{}]` in {path}",
            escaped_controls(&written_alias(&moved.from))
        );
    }
    more("moved", report.moved.len());
    if let Some(reason) = &report.leftover {
        eprintln!(
            "warning: what was published last still lies beside the output: {}\n  help: the next build tries to remove it",
            sentence_for(terminal, reason)
        );
    }
    println!("{}", summary(report, seconds));
}

/// Says how many of a list that long were not named.
fn more(list: &str, length: usize) {
    let more = length.saturating_sub(MOST_LISTED);
    if more > 0 {
        eprintln!("{list}: {more} more; `--format json` lists all of them");
    }
}

/// Prints everything that is wrong, with the lines that are meant, and how much it is.
pub fn print_problems(report: &Report, root: &Path) {
    let terminal = std::io::stderr().is_terminal();
    let mut printer = Printer::new(&RealDisk, root, terminal);
    for (level, diagnostic) in report.diagnostics.iter().take(MOST_PRINTED) {
        eprintln!("{}", printer.print(*level, diagnostic));
    }
    let more = report.diagnostics.len().saturating_sub(MOST_PRINTED);
    if more > 0 {
        eprintln!("and {more} more; `--format json` lists all of them");
    }
    let sentence = |text: &str| sentence_for(terminal, text);
    match &report.outcome {
        Outcome::Environment(message) | Outcome::Defect(message) => eprintln!("error: {}", sentence(message)),
        Outcome::Refused { message, help } | Outcome::NoSite { message, help } => {
            eprintln!("error: {}\n  help: {}", sentence(message), sentence(help))
        }
        Outcome::Interrupted => eprintln!("interrupted"),
        Outcome::Published | Outcome::Errors | Outcome::BadConfig => {}
    }
    let (errors, warnings) = report.tally();
    if errors + warnings > 0 {
        eprintln!(
            "{}, {}",
            some(errors, "error", "errors"),
            some(warnings, "warning", "warnings")
        );
    }
}

/// Ctrl-C and a polite request to stop end a build between two pages, and anything else between two files.
pub struct Signals {
    /// Set when one came.
    pub interrupted: Arc<AtomicBool>,
    number: Arc<AtomicUsize>,
}

impl Signals {
    /// From now on they no longer end the process at once.
    pub fn listen() -> Self {
        let signals = Signals {
            interrupted: Arc::default(),
            number: Arc::default(),
        };
        for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
            let number = usize::try_from(signal).unwrap_or_default();
            // Where a handler cannot be had, the signal ends the process, which is safe too. The second
            // signal of a kind does so at once.
            let _ = signal_hook::flag::register_conditional_shutdown(
                signal,
                128 + signal,
                Arc::clone(&signals.interrupted),
            );
            let _ = signal_hook::flag::register_usize(signal, Arc::clone(&signals.number), number);
            let _ = signal_hook::flag::register(signal, Arc::clone(&signals.interrupted));
        }
        signals
    }

    /// The number of the one that came last.
    pub fn which(&self) -> Option<u8> {
        u8::try_from(self.number.load(Ordering::Relaxed))
            .ok()
            .filter(|&number| number != 0)
    }
}
