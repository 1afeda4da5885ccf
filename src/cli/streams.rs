//! Standard output and standard error: everything that the program prints goes through here.
//!
//! Neither may take the program down. What cannot be written to standard output is said on standard error, once, and ends in
//! an exit code when all else is done; nobody can be told what cannot be written to standard error. A reader that went away
//! has read enough.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use super::outcome;
use crate::disk::reason;

/// Whether something could not be written to standard output, which is one for the whole process, as this is.
static INCOMPLETE: AtomicBool = AtomicBool::new(false);

/// Prints a line to standard output.
macro_rules! print_line {
    ($($words:tt)*) => { $crate::cli::streams::answer(format_args!($($words)*)) };
}

/// Prints a line to standard error.
macro_rules! print_error_line {
    ($($words:tt)*) => { $crate::cli::streams::tell(format_args!("{}\n", format_args!($($words)*))) };
}

/// Prints to standard error.
macro_rules! print_error {
    ($($words:tt)*) => { $crate::cli::streams::tell(format_args!($($words)*)) };
}

pub(super) use {print_error as eprint, print_error_line as eprintln, print_line as println};

/// Prints a line that was asked for.
pub fn answer(line: Arguments<'_>) {
    let mut out = anstream::stdout().lock();
    let written = writeln!(out, "{line}").and_then(|()| out.flush());
    drop(out);
    written.unwrap_or_else(|error| failed(&error));
}

/// Prints what people are told beside it.
pub fn tell(words: Arguments<'_>) {
    let mut out = anstream::stderr().lock();
    let _ = write!(out, "{words}").and_then(|()| out.flush());
}

/// Notes that standard output lacks something.
pub fn failed(error: &io::Error) {
    if error.kind() != ErrorKind::BrokenPipe && !INCOMPLETE.swap(true, Ordering::Relaxed) {
        tell(format_args!(
            "error: cannot write to standard output: {}\n",
            reason(error)
        ));
    }
}

/// The exit code of a program that would end with `code`: without all of its output it is not complete.
pub fn exit_code(code: u8) -> u8 {
    match code {
        outcome::COMPLETE if INCOMPLETE.load(Ordering::Relaxed) => outcome::ENVIRONMENT,
        code => code,
    }
}
