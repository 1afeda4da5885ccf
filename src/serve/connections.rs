//! The connections there are, and which of them is closed when there are too many.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// All connections of a server.
#[derive(Default)]
pub struct Connections {
    list: Mutex<List>,
    /// Told of every end.
    closed: Notify,
}

#[derive(Default)]
struct List {
    open: usize,
    next: u64,
    /// Those that wait for a request, longest first.
    waiting: BTreeMap<u64, Arc<Notify>>,
}

/// One connection, which counts as open until this is dropped.
pub struct Connection {
    all: Arc<Connections>,
    end: Arc<Notify>,
    state: Mutex<State>,
}

struct State {
    /// Its place among those that wait.
    place: Option<u64>,
    requests: usize,
}

/// A request that is being answered: its connection is not closed for the sake of others.
pub struct Busy(Arc<Connection>);

impl Connections {
    /// How many there are.
    pub fn open(&self) -> usize {
        self.list().open
    }

    /// Closes the one that has waited longest for a request. Answers whether there was one.
    pub fn shed(&self) -> bool {
        let longest = self.list().waiting.pop_first();
        if let Some((_, end)) = &longest {
            end.notify_one();
        }
        longest.is_some()
    }

    /// Waits until there is none.
    pub async fn none_left(&self) {
        while self.open() > 0 {
            self.closed.notified().await;
        }
    }

    fn list(&self) -> MutexGuard<'_, List> {
        // Every change of the list is whole.
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// One more, which waits for a request.
    pub fn open(all: &Arc<Connections>) -> Arc<Self> {
        let end = Arc::new(Notify::new());
        let mut list = all.list();
        list.open += 1;
        let place = list.wait(&end);
        drop(list);
        Arc::new(Connection {
            all: Arc::clone(all),
            end,
            state: Mutex::new(State {
                place: Some(place),
                requests: 0,
            }),
        })
    }

    /// Ends when the connection is to be closed.
    pub async fn shed(&self) {
        self.end.notified().await;
    }

    /// Whether a request is being answered: one may come while the connection is being closed.
    pub fn is_busy(&self) -> bool {
        self.state().requests > 0
    }

    /// A request came. It counts until the answer is sent.
    pub fn busy(self: &Arc<Self>) -> Busy {
        let mut state = self.state();
        state.requests += 1;
        if let Some(place) = state.place.take() {
            self.all.list().waiting.remove(&place);
        }
        Busy(Arc::clone(self))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    fn wait(&mut self, end: &Arc<Notify>) -> u64 {
        let place = self.next;
        self.next += 1;
        self.waiting.insert(place, Arc::clone(end));
        place
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let mut state = self.0.state();
        state.requests = state.requests.saturating_sub(1);
        if state.requests == 0 && state.place.is_none() {
            state.place = Some(self.0.all.list().wait(&self.0.end));
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        let place = self.state().place;
        let mut list = self.all.list();
        list.open = list.open.saturating_sub(1);
        if let Some(place) = place {
            list.waiting.remove(&place);
        }
        drop(list);
        self.all.closed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(all: &Connections) -> Vec<u64> {
        all.list().waiting.keys().copied().collect()
    }

    #[test]
    fn the_longest_wait_is_ended_and_no_answer_cut() {
        let all = Arc::new(Connections::default());
        let [first, second] = [(); 2].map(|()| Connection::open(&all));
        let busy = first.busy();
        assert_eq!(waiting(&all), [1]);
        assert!(all.shed() && !all.shed(), "one waits, one is busy");
        assert!(first.is_busy() && !second.is_busy());
        drop(busy);
        assert_eq!((waiting(&all), all.open()), (vec![2], 2));
        drop((first, second));
        assert_eq!((waiting(&all), all.open()), (vec![], 0));
    }
}
