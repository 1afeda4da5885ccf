//! How much of the machine a server takes, and how long it waits.

use std::time::Duration;

#[cfg(target_os = "linux")]
use rustix::process::nice;
use rustix::process::{Resource, getrlimit};

/// Connections at a time, where the system allows as many files.
const CONNECTIONS: u64 = 512;
/// Open files that are left for the sources and the watcher.
const SPARE: u64 = 64;
/// Browsers that may listen at a time.
const CLIENTS: usize = 256;
/// How far a thread steps back: behind all others (`nice` of POSIX).
#[cfg(target_os = "linux")]
const LAST: i32 = 19;

/// Lets every other thread go before the one that calls this, where the system can say so of one thread.
pub fn step_back() {
    // It may be forbidden; then it is as before.
    #[cfg(target_os = "linux")]
    let _ = nice(LAST);
}

/// Limits of one server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at a time. Beyond them, the one that has waited longest without a request is closed.
    pub connections: usize,
    /// Streams of events at a time.
    pub clients: usize,
    /// Pages that are made at a time.
    pub makers: usize,
    /// Pages past their deadline that are still being made; beyond them, no page is begun.
    pub left_behind: usize,
    /// How long a page may take.
    pub page: Duration,
    /// How long a request may take to arrive, and a connection may wait for one.
    pub head: Duration,
    /// How long a reader may take nothing.
    pub stall: Duration,
    /// How often a stream of events shows that it is alive.
    pub beat: Duration,
    /// How long answers may take to be finished once the server is asked to end.
    pub grace: Duration,
}

impl Limits {
    /// What this process may use.
    pub fn of_process() -> Self {
        let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        Limits::with_files(files)
    }

    /// What a process may use that may open this many files.
    fn with_files(files: u64) -> Self {
        let spare = SPARE.min(files / 2);
        let connections = usize::try_from(CONNECTIONS.min(files - spare)).unwrap_or(1).max(1);
        Limits {
            connections,
            clients: CLIENTS.min(connections / 2).max(1),
            makers: 8,
            left_behind: 16,
            page: Duration::from_secs(30),
            head: Duration::from_secs(10),
            stall: Duration::from_secs(30),
            beat: Duration::from_secs(15),
            grace: Duration::from_millis(500),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_for_the_rest() {
        for (files, connections, clients) in [(u64::MAX, 512, 256), (256, 192, 96), (64, 32, 16), (1, 1, 1), (0, 1, 1)]
        {
            let limits = Limits::with_files(files);
            assert_eq!((limits.connections, limits.clients), (connections, clients), "{files}");
        }
    }
}
