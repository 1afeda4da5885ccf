//! `maqal serve` as authors meet it: real files, saved as editors save them, a real watcher, real requests.
//!
//! The ordinary run is a slice. `MAQAL_SIZE` is the number of edits of each campaign, `MAQAL_SEED` chooses them:
//! `MAQAL_SIZE=2000 MAQAL_SEED=7 cargo test --release --test live`. What it measures is printed with `-- --nocapture`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod campaign;
mod client;
mod editors;
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

/// Xorshift: the same numbers from the same seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    pub fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
