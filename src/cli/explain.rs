//! `maqal explain`: what a code of a diagnostic means.

use super::outcome;
use super::streams::{eprintln, println};
use crate::base::{Code, nearest};

/// Prints the meaning of one code, or of all.
pub fn run(code: Option<&str>) -> u8 {
    let Some(name) = code else {
        for code in Code::ALL {
            println!("{:<24} {:<8} {}", code.as_str(), code.level().as_str(), code.meaning());
        }
        return outcome::COMPLETE;
    };
    if let Some(code) = Code::ALL.iter().find(|code| code.as_str() == name) {
        println!("{} ({}): {}", code.as_str(), code.level().as_str(), code.meaning());
        return outcome::COMPLETE;
    }
    eprintln!("error: there is no diagnostic `{name}`");
    let lower = name.to_ascii_lowercase().replace('_', "-");
    let names = || Code::ALL.iter().map(|code| code.as_str());
    if let Some(near) = names().find(|name| *name == lower).or_else(|| nearest(&lower, names())) {
        eprintln!("  help: did you mean `{near}`?");
    }
    outcome::USAGE
}
