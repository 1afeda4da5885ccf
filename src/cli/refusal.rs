//! What is said, and answered, where nothing was written.

use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::build::defect;
use super::outcome::{self, exit_code};
use super::report::sentence_for;
use super::streams::eprintln;
use crate::pipeline::Outcome;
use crate::scaffold::Refusal;

/// Prints why nothing was written; answers the exit code. `signal` is the one that interrupted, if one did.
pub fn refused(refusal: &Refusal, signal: Option<u8>) -> u8 {
    match refusal {
        Refusal::Usage { message, help } => {
            explain(message, help);
            outcome::USAGE
        }
        Refusal::Ended(ended) => {
            match ended {
                Outcome::Refused { message, help } | Outcome::NoSite { message, help } => explain(message, help),
                Outcome::Environment(message) | Outcome::Defect(message) => {
                    eprintln!("error: {}", sentence(message));
                }
                Outcome::Interrupted => eprintln!("interrupted; nothing was written"),
                Outcome::BadConfig => eprintln!("nothing was written; mend the errors above first"),
                Outcome::Published | Outcome::Errors => {}
            }
            exit_code(ended, signal)
        }
    }
}

/// Writes, without being able to take the program down: a panic is a defect, said as one.
pub fn guarded<T>(write: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|panic| Err(Refusal::Ended(defect(&*panic))))
}

/// An error with what to do instead.
fn explain(message: &str, help: &str) {
    eprintln!("error: {}\n  help: {}", sentence(message), sentence(help));
}

fn sentence(text: &str) -> String {
    sentence_for(std::io::stderr().is_terminal(), text)
}
