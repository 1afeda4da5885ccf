//! Ids: unique within the page, apart from those that the page has anyway.

use std::collections::{HashMap, HashSet};

use crate::text::{nfc, slug, without_bidi_controls};

/// The ids of one body.
#[derive(Default)]
pub(super) struct Ids {
    taken: HashSet<Box<str>>,
    /// The number to try next, by the id that asked for one.
    next: HashMap<Box<str>, u32>,
}

impl Ids {
    /// Takes an id that the author chose. Answers the id to print, which has a suffix if it was taken.
    pub fn claim(&mut self, wanted: &str) -> Box<str> {
        let wanted = without_bidi_controls(wanted);
        let wanted: String = nfc(&wanted).split_whitespace().collect::<Vec<_>>().join("-");
        self.unique(wanted)
    }

    /// Makes an id from the text of a heading.
    pub fn make(&mut self, text: &str) -> Box<str> {
        match slug(text) {
            slug if slug.is_empty() => self.unique("section".to_owned()),
            slug => self.unique(slug),
        }
    }

    /// Gives an id back.
    pub fn release(&mut self, id: &str) {
        self.taken.remove(id);
    }

    fn unique(&mut self, wanted: String) -> Box<str> {
        let reserved = matches!(wanted.as_str(), "more" | "text");
        let wanted = if reserved || wanted.starts_with("fn-") || wanted.starts_with("fnref-") {
            format!("section-{wanted}")
        } else {
            wanted
        };
        if self.taken.insert(wanted.as_str().into()) {
            return wanted.into();
        }
        let next = self.next.entry(wanted.as_str().into()).or_insert(2);
        loop {
            let candidate: Box<str> = format!("{wanted}-{next}").into();
            *next += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_apart_from_footnotes() {
        let mut ids = Ids::default();
        for (chosen, text, expected) in [
            (true, "مقدمة-2", "مقدمة-2"),
            (false, "مقدمة", "مقدمة"),
            (false, "مقدمة", "مقدمة-3"),
            (true, "cafe\u{301}", "caf\u{e9}"),
            (true, "caf\u{e9}", "caf\u{e9}-2"),
            (false, "؟!", "section"),
            (false, "…", "section-2"),
            (false, "fn 1", "section-fn-1"),
            (true, "fnref-1-2", "section-fnref-1-2"),
            (true, "\u{200F}معرف\u{202E}", "معرف"),
        ] {
            let id = if chosen { ids.claim(text) } else { ids.make(text) };
            assert_eq!(&*id, expected, "{text}");
        }
    }
}
