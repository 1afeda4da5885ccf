//! What must hold for any text, tried on random and mutated ones.
//!
//! The ordinary run is a slice. `MAQAL_SIZE` is the number of texts, `MAQAL_SEED` chooses them:
//! `MAQAL_SIZE=10000000 MAQAL_SEED=7 cargo test --release --test text`.

#![allow(clippy::unwrap_used, reason = "a test stops where its setting fails")]

mod properties;
#[path = "../warm/random.rs"]
mod random;
mod texts;

use std::thread;

use random::Random;
use texts::Texts;

fn setting(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |value| value.parse().unwrap())
}

#[test]
fn any_text_keeps_the_promises() {
    let (size, seed) = (setting("MAQAL_SIZE", 100_000), setting("MAQAL_SEED", 1));
    let threads = thread::available_parallelism().map_or(1, |count| count.get() as u64);
    thread::scope(|scope| {
        for part in 0..threads {
            scope.spawn(move || {
                let mut texts = Texts::new(Random::new(seed.wrapping_mul(threads).wrapping_add(part)));
                for _ in 0..size.div_ceil(threads) {
                    properties::check(texts.next());
                }
            });
        }
    });
}

/// A function that looks at everything again for every character would not come to an end here.
#[test]
fn long_texts_come_to_an_end() {
    for pattern in texts::HOSTILE {
        let text = pattern.repeat(400_000 / pattern.len());
        properties::check(&text);
    }
}
