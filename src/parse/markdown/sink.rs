//! What a writer writes into: HTML, and marks for what is known only later.

use crate::model::{Hole, Markup};

/// Something to be put into the HTML at the end.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A hole of the body.
    Hole(Hole),
    /// The level of a heading, by its index.
    Level(u32),
    /// HTML that belongs to something written before.
    Insert(Box<str>),
    /// The opening tag of a span, by its index: a tag only if the span was closed.
    Span(u32),
}

/// HTML with marks.
#[derive(Debug, Default)]
pub(super) struct Sink {
    pub html: String,
    pub marks: Vec<(usize, Mark)>,
}

impl Sink {
    /// Marks the end of what is written.
    pub fn mark(&mut self, mark: Mark) {
        self.marks.push((self.html.len(), mark));
    }

    /// Begins a new line unless one is begun.
    pub fn line(&mut self) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.marks.is_empty()
    }

    /// The markup: `resolve` writes what a mark stands for, and keeps its holes.
    pub fn finish(mut self, mut resolve: impl FnMut(&Mark, &mut Filled)) -> Markup {
        // Attributes of a block are marked after the block.
        self.marks.sort_by_key(|&(at, _)| at);
        let mut filled = Filled {
            html: String::with_capacity(self.html.len() + 16),
            holes: Vec::with_capacity(self.marks.len()),
        };
        let mut from = 0;
        for (at, mark) in &self.marks {
            filled.html.push_str(self.html.get(from..*at).unwrap_or_default());
            resolve(mark, &mut filled);
            from = *at;
        }
        if from == 0 && filled.html.is_empty() {
            filled.html = self.html;
        } else {
            filled.html.push_str(self.html.get(from..).unwrap_or_default());
        }
        Markup {
            html: filled.html.into_boxed_str(),
            holes: filled.holes.into_boxed_slice(),
        }
    }
}

/// Markup in the making.
pub(super) struct Filled {
    pub html: String,
    pub holes: Vec<(u32, Hole)>,
}

impl Filled {
    /// Leaves a hole here.
    pub fn hole(&mut self, hole: Hole) {
        let at = u32::try_from(self.html.len()).unwrap_or(u32::MAX);
        self.holes.push((at, hole));
    }
}
