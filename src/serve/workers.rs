//! Threads on which pages are made, each with a deadline.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

use super::limits::Limits;
use super::live::Live;

/// Stack of a thread that makes a page, in bytes: deep nesting in content or templates stays far below it.
const STACK: usize = 16 << 20;
/// How many threads may make the same at a time: who asks again and again for a page that hangs leaves room for others.
const ALIKE: usize = 2;

/// Makes pages beside the thread that answers requests.
pub struct Workers {
    free: Arc<Semaphore>,
    left_behind: Arc<AtomicUsize>,
    /// Places for work of the same name on the same site.
    alike: Mutex<HashMap<(String, u64), Arc<Semaphore>>>,
    live: Live,
    limits: Limits,
}

/// Why something was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Not before its deadline.
    Late,
    /// Too many threads hang.
    Full,
    /// A defect of the program.
    Broken,
}

impl Workers {
    /// None is started before there is work.
    pub fn new(limits: Limits, live: Live) -> Self {
        Workers {
            alike: Mutex::default(),
            live,
            free: Arc::new(Semaphore::new(limits.makers)),
            left_behind: Arc::default(),
            limits,
        }
    }

    /// Does `work` on a thread of its own; its `name` is that of what is made. Past the deadline the thread is left behind:
    /// it counts no longer among those that may work at a time, but too many of its kind keep new work from being begun.
    ///
    /// # Errors
    /// It is late, it panicked, or no thread could be had.
    pub async fn run<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failed> {
        let place = timeout(self.limits.page, self.alike(name).acquire_owned()).await;
        let place = place.map_err(|_| Failed::Late)?.map_err(|_| Failed::Broken)?;
        let free = Arc::clone(&self.free).acquire_owned();
        let turn = timeout(self.limits.page, free).await.map_err(|_| Failed::Late)?;
        let turn = turn.map_err(|_| Failed::Broken)?;
        if self.left_behind.load(Ordering::Relaxed) >= self.limits.left_behind {
            return Err(Failed::Full);
        }
        let (done, result) = oneshot::channel();
        let work = move || {
            // Held until the thread ends, however late.
            let _place = place;
            // Nobody may be left to be told.
            drop(done.send(work()));
        };
        let thread = thread::Builder::new().name("page".to_owned()).stack_size(STACK);
        thread.spawn(work).map_err(|_| Failed::Full)?;
        // A browser that goes away drops this future, and must not thereby make room for one more thread.
        let left_behind = Arc::clone(&self.left_behind);
        let waiting = tokio::spawn(wait(turn, result, left_behind, self.limits));
        waiting.await.unwrap_or(Err(Failed::Broken))
    }

    /// The places for work of this name. After a change they are others, for what hangs may be mended by it.
    fn alike(&self, name: &str) -> Arc<Semaphore> {
        let mut alike = self.alike.lock().unwrap_or_else(PoisonError::into_inner);
        alike.retain(|_, places| Arc::strong_count(places) > 1);
        let places = alike.entry((name.to_owned(), self.live.turn()));
        Arc::clone(places.or_insert_with(|| Arc::new(Semaphore::new(ALIKE))))
    }
}

/// Waits for a thread and holds its turn as long as it has one.
async fn wait<T: Send + 'static>(
    turn: OwnedSemaphorePermit,
    mut result: oneshot::Receiver<T>,
    left_behind: Arc<AtomicUsize>,
    limits: Limits,
) -> Result<T, Failed> {
    if let Ok(ended) = timeout(limits.page, &mut result).await {
        return ended.map_err(|_| Failed::Broken);
    }
    left_behind.fetch_add(1, Ordering::Relaxed);
    drop(turn);
    tokio::spawn(async move {
        drop(result.await);
        left_behind.fetch_sub(1, Ordering::Relaxed);
    });
    Err(Failed::Late)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    fn limits(page: Duration) -> Limits {
        Limits {
            makers: 1,
            left_behind: 2,
            page,
            ..Limits::of_process()
        }
    }

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(work)
    }

    #[test]
    fn a_panic_is_an_error_and_the_next_work_is_done() {
        block_on(async {
            let workers = Workers::new(limits(Duration::from_secs(60)), Live::new());
            let panic = || -> u8 { std::panic::resume_unwind(Box::new("on purpose")) };
            assert_eq!(workers.run("a", panic).await, Err(Failed::Broken));
            assert_eq!(workers.run("a", || 1).await, Ok(1));
        });
    }

    #[test]
    fn threads_that_hang_are_left_behind_up_to_a_limit() {
        block_on(async {
            let workers = Workers::new(limits(Duration::from_millis(20)), Live::new());
            let mut ends = Vec::new();
            for name in ["a", "b"] {
                let (end, ended) = mpsc::channel::<()>();
                ends.push(end);
                let hangs = workers.run(name, move || ended.recv().is_ok());
                assert_eq!(hangs.await, Err(Failed::Late));
            }
            let begun = workers
                .run("c", || panic!("no work is begun beside as many that hang"))
                .await;
            assert_eq!(begun, Err::<(), _>(Failed::Full));
            ends.clear();
            while workers.left_behind.load(Ordering::Relaxed) > 0 {
                tokio::task::yield_now().await;
            }
            // However slow this machine is, work that is done at once comes before its deadline some time.
            while workers.run("a", || 1).await != Ok(1) {}
        });
    }

    #[test]
    fn a_page_that_hangs_takes_two_places_until_the_next_change() {
        block_on(async {
            let live = Live::new();
            let mut limits = limits(Duration::from_millis(20));
            limits.left_behind = 8;
            let workers = Workers::new(limits, live.clone());
            let mut ends = Vec::new();
            for _ in 0..4 {
                let (end, ended) = mpsc::channel::<()>();
                ends.push(end);
                let hangs = workers.run("a", move || ended.recv().is_ok());
                assert_eq!(hangs.await, Err(Failed::Late));
            }
            assert_eq!(workers.left_behind.load(Ordering::Relaxed), ALIKE);
            live.changed();
            while workers.run("a", || 1).await != Ok(1) {}
            drop(ends);
        });
    }

    #[test]
    fn who_goes_away_makes_no_room_while_the_work_goes_on() {
        block_on(async {
            let workers = Arc::new(Workers::new(limits(Duration::from_secs(60)), Live::new()));
            let (begun, begins) = oneshot::channel();
            let (_end, ended) = mpsc::channel::<()>();
            let own = Arc::clone(&workers);
            let asked = tokio::spawn(async move {
                let work = move || {
                    let _ = begun.send(());
                    ended.recv().is_ok()
                };
                own.run("a", work).await
            });
            begins.await.unwrap();
            asked.abort();
            assert!(asked.await.unwrap_err().is_cancelled());
            assert_eq!(workers.free.available_permits(), 0);
        });
    }
}
