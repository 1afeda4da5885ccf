//! Why something was not written.

use crate::disk::DiskError;
use crate::pipeline::Outcome;

/// Why nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// What was asked for cannot be had.
    Usage {
        /// Why.
        message: String,
        /// What to ask for instead.
        help: String,
    },
    /// As a build ends: something is in the way, the disk refused, there is no site, it was interrupted.
    Ended(Outcome),
}

impl Refusal {
    pub(super) fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal::Usage {
            message: message.into(),
            help: help.into(),
        }
    }

    /// For the sake of what exists.
    pub(super) fn for_safety(message: impl Into<String>, help: impl Into<String>) -> Self {
        Refusal::Ended(Outcome::Refused {
            message: message.into(),
            help: help.into(),
        })
    }
}

impl From<Outcome> for Refusal {
    fn from(outcome: Outcome) -> Self {
        Refusal::Ended(outcome)
    }
}

impl From<DiskError> for Refusal {
    fn from(error: DiskError) -> Self {
        Refusal::Ended(error.into())
    }
}
