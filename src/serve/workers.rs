//! Threads on which pages are made, each with a deadline.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};
use tokio::time::timeout;

use super::limits::Limits;

/// Stack of a thread that makes a page, in bytes: deep nesting in content or templates stays far below it.
const STACK: usize = 16 << 20;

/// Makes pages beside the thread that answers requests.
pub struct Workers {
    free: Arc<Semaphore>,
    left_behind: Arc<AtomicUsize>,
    limits: Limits,
}

/// Why something was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// Not before its deadline.
    Late,
    /// A defect of the program.
    Broken,
}

impl Workers {
    /// None is started before there is work.
    pub fn new(limits: Limits) -> Self {
        Workers {
            free: Arc::new(Semaphore::new(limits.makers)),
            left_behind: Arc::default(),
            limits,
        }
    }

    /// Does `work` on a thread of its own. Past the deadline the thread is left behind: it counts no longer among those
    /// that may work at a time, but too many of its kind keep new work from being begun.
    ///
    /// # Errors
    /// It is late, it panicked, or no thread could be had.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failed> {
        let free = Arc::clone(&self.free).acquire_owned();
        let turn = timeout(self.limits.page, free).await.map_err(|_| Failed::Late)?;
        let turn = turn.map_err(|_| Failed::Broken)?;
        if self.left_behind.load(Ordering::Relaxed) >= self.limits.left_behind {
            return Err(Failed::Late);
        }
        let (done, result) = oneshot::channel();
        // Nobody may be left to be told.
        let work = move || drop(done.send(work()));
        let thread = thread::Builder::new().name("page".to_owned()).stack_size(STACK);
        thread.spawn(work).map_err(|_| Failed::Late)?;
        // A browser that goes away drops this future, and must not thereby make room for one more thread.
        let waiting = tokio::spawn(wait(turn, result, Arc::clone(&self.left_behind), self.limits));
        waiting.await.unwrap_or(Err(Failed::Broken))
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
            let workers = Workers::new(limits(Duration::from_secs(60)));
            let panic = || -> u8 { std::panic::resume_unwind(Box::new("on purpose")) };
            assert_eq!(workers.run(panic).await, Err(Failed::Broken));
            assert_eq!(workers.run(|| 1).await, Ok(1));
        });
    }

    #[test]
    fn threads_that_hang_are_left_behind_up_to_a_limit() {
        block_on(async {
            let workers = Workers::new(limits(Duration::from_millis(20)));
            let mut ends = Vec::new();
            for _ in 0..2 {
                let (end, ended) = mpsc::channel::<()>();
                ends.push(end);
                assert_eq!(workers.run(move || ended.recv().is_ok()).await, Err(Failed::Late));
            }
            let begun = workers
                .run(|| panic!("no work is begun beside as many that hang"))
                .await;
            assert_eq!(begun, Err::<(), _>(Failed::Late));
            ends.clear();
            while workers.left_behind.load(Ordering::Relaxed) > 0 {
                tokio::task::yield_now().await;
            }
            // However slow this machine is, work that is done at once comes before its deadline some time.
            while workers.run(|| 1).await != Ok(1) {}
        });
    }
}
