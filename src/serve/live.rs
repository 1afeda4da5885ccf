//! How whoever makes the pages tells the server that there are new ones.

use std::sync::Arc;

use tokio::sync::{broadcast, watch};

/// How many saved pages a browser may be behind before it is not told of the first of them.
const MOST_SAVED: usize = 16;

/// Tells a server, and through it all browsers, what happens to the site. Clones tell the same server.
#[derive(Clone, Debug)]
pub struct Live {
    changes: watch::Sender<u64>,
    saved: broadcast::Sender<Arc<str>>,
}

impl Live {
    /// For one server.
    pub fn new() -> Self {
        Live {
            changes: watch::Sender::new(0),
            saved: broadcast::Sender::new(MOST_SAVED),
        }
    }

    /// There may be new bytes, or new problems; to be called once the pages answer with them.
    pub fn changed(&self) {
        self.changes.send_modify(|turn| *turn = turn.wrapping_add(1));
    }

    /// The source of the page at this address was saved: `/ar/articles/x/`, as addresses have it.
    pub fn saved(&self, address: &str) {
        // An error says that nobody listens.
        let _ = self.saved.send(address.into());
    }

    /// A number that is another one after every change.
    pub(super) fn turn(&self) -> u64 {
        *self.changes.borrow()
    }

    /// What is told from now on.
    pub(super) fn listen(&self) -> (watch::Receiver<u64>, broadcast::Receiver<Arc<str>>) {
        (self.changes.subscribe(), self.saved.subscribe())
    }
}

impl Default for Live {
    fn default() -> Self {
        Live::new()
    }
}
