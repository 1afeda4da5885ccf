//! The server over real connections, with pages that a test lays down: hostile requests, slow clients, live events.
//!
//! `MAQAL_SIZE` is the number of hostile requests (150 in the ordinary run), `MAQAL_SEED` chooses them:
//! `MAQAL_SIZE=1000 MAQAL_SEED=7 cargo test --test serve hostile -- --nocapture`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its setting fails, and a campaign says how it went"
)]

mod client;
mod events;
mod hostile;
mod malformed;
mod pages;
mod slow;
