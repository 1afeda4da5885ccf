//! What is remembered between two runs of the pipeline, under the digest of what it was made from.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Digest;

/// Results by the digest of their inputs.
///
/// The contract: a remembered value is immutable; everything that it depends on, options and
/// program version included, is in its digest; the diagnostics met while making it are part of it.
/// A value that two generations in a row did not ask for, and that nobody holds, is forgotten.
pub struct Memory<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    /// Each value with the generation that last asked for it.
    values: HashMap<Digest, (u64, Arc<T>)>,
    generation: u64,
    made: usize,
}

impl<T> Memory<T> {
    /// The value remembered under `digest`, or the one that `make` makes now.
    ///
    /// Two threads that ask for the same new digest may both make it; they make equal values.
    pub fn get_or_make(&self, digest: Digest, make: impl FnOnce() -> T) -> Arc<T> {
        if let Some(value) = self.get(digest) {
            return value;
        }
        let value = Arc::new(make());
        let mut state = self.lock();
        state.made += 1;
        let generation = state.generation;
        state.values.insert(digest, (generation, Arc::clone(&value)));
        value
    }

    /// The value remembered under `digest`.
    pub fn get(&self, digest: Digest) -> Option<Arc<T>> {
        let mut state = self.lock();
        let generation = state.generation;
        let (last_asked, value) = state.values.get_mut(&digest)?;
        *last_asked = generation;
        Some(Arc::clone(value))
    }

    /// Starts a new generation, forgetting what the last two did not ask for. What somebody still holds is in memory anyhow.
    /// Answers how many values were made since the call before.
    pub fn turn(&self) -> usize {
        let mut state = self.lock();
        let generation = state.generation;
        state
            .values
            .retain(|_, (last_asked, value)| *last_asked + 1 >= generation || Arc::strong_count(value) > 1);
        state.generation += 1;
        std::mem::take(&mut state.made)
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        // A thread that panicked while holding the lock left whole entries behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Memory {
            state: Mutex::new(State {
                values: HashMap::new(),
                generation: 0,
                made: 0,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_two_generations_did_not_ask_for_is_forgotten() {
        let memory = Memory::default();
        let (a, b) = (Digest::of(b"a"), Digest::of(b"b"));
        assert_eq!(*memory.get_or_make(a, || 1), 1);
        assert_eq!(*memory.get_or_make(a, || 2), 1, "remembered, not made again");
        memory.get_or_make(b, || 3);
        assert_eq!(memory.turn(), 2);
        assert!(memory.get(a).is_some());
        assert_eq!(memory.turn(), 0);
        assert!(
            memory.get(b).is_some(),
            "one generation without it is no reason to forget"
        );
        memory.turn();
        memory.turn();
        assert!(memory.get(a).is_none(), "two are");
        assert!(memory.get(b).is_some());
    }

    #[test]
    fn what_somebody_holds_is_not_forgotten() {
        let memory = Memory::default();
        let name = Digest::of(b"a");
        let held = memory.get_or_make(name, || 1);
        for _ in 0..4 {
            memory.turn();
        }
        assert_eq!(*memory.get_or_make(name, || 2), *held);
        drop(held);
        for _ in 0..4 {
            memory.turn();
        }
        assert_eq!(*memory.get_or_make(name, || 3), 3);
    }
}
