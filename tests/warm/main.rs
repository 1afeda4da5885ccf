//! Campaigns on a disk in memory: a pipeline that remembers does what a fresh one does, faults leave whole
//! generations, and no input makes the program panic or lose a source.
//!
//! The ordinary run is a slice. `MAQAL_SIZE` is the number of steps of each campaign, `MAQAL_SEED` chooses them:
//! `MAQAL_SIZE=500 MAQAL_SEED=7 cargo test --test warm`.

#![allow(clippy::unwrap_used)]

mod edits;
mod equal;
mod faults;
#[path = "../stories/folder.rs"]
mod folder;
mod mutations;
#[path = "../stories/picture.rs"]
mod picture;
mod preview;
mod random;
mod settings;
mod site;
mod theme;
mod world;

/// A number from the environment.
fn setting(name: &str, usual: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// How many steps a campaign takes.
fn size(usual: u64) -> u64 {
    setting("MAQAL_SIZE", usual)
}

/// What chooses the steps.
fn seed() -> u64 {
    setting("MAQAL_SEED", 20_250_304)
}
