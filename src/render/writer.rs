//! The writer behind a template: it stops a page that grows or takes too long.

use std::io::{Error, Result, Write};
use std::time::{Duration, Instant};

/// How many writes pass between two looks at the clock.
const WRITES_PER_LOOK: u32 = 64;

/// What one page may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of output.
    pub bytes: usize,
    /// Time from the first to the last write.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 16 << 20,
            time: Duration::from_secs(30),
        }
    }
}

/// Why a page was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It exceeded the limit of bytes.
    TooLarge,
    /// It exceeded the limit of time.
    TooSlow,
}

/// Collects one page.
pub struct Page {
    /// What was written so far.
    pub bytes: Vec<u8>,
    /// Why the rest was refused.
    pub stopped: Option<Stop>,
    limits: Limits,
    started: Instant,
    writes: u32,
}

impl Page {
    /// Starts a page, and its clock.
    pub fn new(limits: Limits) -> Self {
        Page {
            bytes: Vec::new(),
            stopped: None,
            limits,
            started: Instant::now(),
            writes: 0,
        }
    }

    fn stop(&mut self, reason: Stop) -> Result<usize> {
        self.stopped = Some(reason);
        Err(Error::other("the page was stopped"))
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        if self.bytes.len() + bytes.len() > self.limits.bytes {
            return self.stop(Stop::TooLarge);
        }
        if self.writes.is_multiple_of(WRITES_PER_LOOK) && self.started.elapsed() > self.limits.time {
            return self.stop(Stop::TooSlow);
        }
        self.writes = self.writes.wrapping_add(1);
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
