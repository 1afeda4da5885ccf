//! What is said, and answered, where nothing was written.

use std::io::IsTerminal;

use anstream::eprintln;

use super::outcome::{self, exit_code};
use super::report::sentence_for;
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
                Outcome::BadConfig => eprintln!("nothing was written; the settings of the site come first"),
                Outcome::Published | Outcome::Errors => {}
            }
            exit_code(ended, signal)
        }
    }
}

/// An error with what to do instead.
fn explain(message: &str, help: &str) {
    eprintln!("error: {}\n  help: {}", sentence(message), sentence(help));
}

fn sentence(text: &str) -> String {
    sentence_for(std::io::stderr().is_terminal(), text)
}
