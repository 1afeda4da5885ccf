//! Lets in as many decoders at a time as memory bears.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many pixels may be decoded at a time. One takes three or four bytes, and nine in a progressive JPEG: at most 432 MB
/// together. A larger image is decoded alone. Beside them each thread holds its file, two copies and what the encoder
/// needs for one, which is below 100 MB for copies of the usual widths.
const PIXELS: u64 = 48_000_000;

/// Counts the pixels that are in memory.
#[derive(Default)]
pub struct Gate {
    inside: Mutex<u64>,
    left: Condvar,
}

/// Leaves when it is dropped.
pub(super) struct Pass<'g> {
    gate: &'g Gate,
    pixels: u64,
}

impl Gate {
    /// Waits until there is room for so many pixels.
    pub(super) fn enter(&self, pixels: u64) -> Pass<'_> {
        let is_full = |inside: &mut u64| *inside > 0 && *inside + pixels > PIXELS;
        let waited = self.left.wait_while(self.count(), is_full);
        *waited.unwrap_or_else(PoisonError::into_inner) += pixels;
        Pass { gate: self, pixels }
    }

    fn count(&self) -> MutexGuard<'_, u64> {
        // A thread that panicked while holding the lock left a whole number behind.
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        *self.gate.count() -= self.pixels;
        self.gate.left.notify_all();
    }
}
