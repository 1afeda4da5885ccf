//! The pages that were made last, up to a limit.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use crate::base::Digest;

/// How much is kept, in bytes.
const LIMIT: usize = 64 << 20;

/// What a page was made from: its variables by name, with their digests.
pub(super) type Receipt = Vec<(&'static str, Digest)>;

/// A page as it was made last.
#[derive(Clone)]
pub(super) struct Page {
    /// Of everything that it was made from.
    pub key: Digest,
    pub receipt: Arc<Receipt>,
    pub bytes: Arc<[u8]>,
    /// Of its bytes.
    pub digest: Digest,
}

/// Pages by file.
#[derive(Default)]
pub(super) struct Pages {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Each with the number of its making.
    pages: HashMap<String, (u64, Page)>,
    /// The files, the one that was made longest ago first. A file that was made again stands here again.
    order: VecDeque<(String, u64)>,
    made: u64,
    bytes: usize,
}

impl Pages {
    /// The page of a file as it was made last.
    pub fn last(&self, file: &str) -> Option<Page> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.pages.get(file).map(|(_, page)| page.clone())
    }

    /// Keeps a page instead of the one before.
    pub fn keep(&self, file: &str, page: Page) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.made += 1;
        kept.bytes += page.bytes.len();
        let number = kept.made;
        kept.order.push_back((file.to_owned(), number));
        if let Some((_, before)) = kept.pages.insert(file.to_owned(), (number, page)) {
            kept.bytes -= before.bytes.len();
        }
        if kept.order.len() > 2 * kept.pages.len() + 16 {
            let Kept { pages, order, .. } = &mut *kept;
            order.retain(|(file, number)| pages.get(file).is_some_and(|(last, _)| last == number));
        }
        while kept.bytes > LIMIT && kept.pages.len() > 1 {
            let Some((oldest, number)) = kept.order.pop_front() else {
                break;
            };
            match kept.pages.get(&oldest) {
                Some((last, page)) if *last == number => {
                    kept.bytes -= page.bytes.len();
                    kept.pages.remove(&oldest);
                }
                // It was made again since.
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, len: usize) -> Page {
        Page {
            key: Digest::of(text.as_bytes()),
            receipt: Arc::default(),
            bytes: vec![0; len].into(),
            digest: Digest::of(text.as_bytes()),
        }
    }

    #[test]
    fn the_oldest_go_first() {
        let pages = Pages::default();
        pages.keep("a", page("a1", LIMIT / 2));
        pages.keep("b", page("b1", LIMIT / 4));
        pages.keep("a", page("a2", LIMIT / 2));
        assert!(pages.last("a").is_some() && pages.last("b").is_some());
        pages.keep("c", page("c1", LIMIT / 2));
        assert!(pages.last("b").is_none(), "made longest ago");
        pages.keep("d", page("d1", LIMIT / 2));
        assert!(pages.last("a").is_none());
        assert!(pages.last("c").is_some() && pages.last("d").is_some());
    }

    #[test]
    fn many_edits_of_one_page_keep_one_and_the_others() {
        let pages = Pages::default();
        pages.keep("b", page("b", 1));
        for nth in 0..1000 {
            pages.keep("a", page(&nth.to_string(), 10));
        }
        assert!(pages.last("b").is_some(), "nothing takes its place");
        let kept = pages.kept.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(kept.bytes, 11);
        assert!(kept.order.len() < 30, "{}", kept.order.len());
    }
}
