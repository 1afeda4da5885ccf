//! `maqal serve` as authors meet it: real files, saved as editors save them, a real watcher, real requests.
//!
//! The ordinary run is a slice. `MAQAL_SIZE` is the number of edits of each campaign, `MAQAL_SEED` chooses them:
//! `MAQAL_SIZE=2000 MAQAL_SEED=7 cargo test --release --test live`. What it measures is printed with `-- --nocapture`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod campaign;
mod client;
mod editors;
#[path = "../stories/folder.rs"]
mod folder;
mod looks;
mod published;
#[path = "../warm/random.rs"]
mod random;
mod soak;

/// A number from the environment.
fn setting(name: &str, usual: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.and_then(|value| value.parse().ok()).unwrap_or(usual)
}

/// How many edits a campaign makes.
fn size(usual: u64) -> usize {
    usize::try_from(setting("MAQAL_SIZE", usual)).unwrap()
}

/// What chooses them.
fn seed() -> u64 {
    setting("MAQAL_SEED", 20_250_304)
}
