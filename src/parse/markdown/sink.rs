//! What a writer writes into: HTML, and marks for what is known only later.

use std::borrow::Cow;

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

/// A place in the HTML, among the marks that stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// In bytes of the HTML.
    pub at: usize,
    /// How many marks stand before it.
    pub marks: usize,
}

/// In which order what is put into one spot is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// The start of what goes around all else.
    Around,
    /// In the order in which it was put there.
    Within,
    /// The end of what goes around all else.
    Behind,
}

/// HTML that is put between what is written.
#[derive(Clone, Debug)]
pub(super) struct Insert {
    pub spot: Spot,
    pub rank: Rank,
    pub html: Cow<'static, str>,
}

impl Insert {
    pub fn new(spot: Spot, rank: Rank, html: impl Into<Cow<'static, str>>) -> Self {
        Insert {
            spot,
            rank,
            html: html.into(),
        }
    }

    /// Attributes of a tag that lacks them, behind its others.
    pub fn attributes(at: usize, attributes: &str) -> Self {
        let spot = Spot { at, marks: usize::MAX };
        Insert::new(spot, Rank::Within, attributes.to_owned())
    }
}

/// HTML with marks.
#[derive(Debug, Default)]
pub(super) struct Sink {
    pub html: String,
    pub marks: Vec<(usize, Mark)>,
    /// What isolates parts of the text.
    pub inserts: Vec<Insert>,
}

impl Sink {
    /// Marks the end of what is written.
    pub fn mark(&mut self, mark: Mark) {
        self.marks.push((self.html.len(), mark));
    }

    /// The end of what is written.
    pub fn spot(&self) -> Spot {
        Spot {
            at: self.html.len(),
            marks: self.marks.len(),
        }
    }

    /// What was made up to now.
    pub fn made(&self) -> Made {
        Made {
            marks: self.marks.len(),
            inserts: self.inserts.len(),
        }
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

    /// Marks and inserts by where they stand, those left out that were made before `since`.
    pub fn in_order(&self, since: Made) -> Vec<(usize, Standing<'_>)> {
        // Attributes of a block are marked after the block, what isolates its parts is found after it.
        let numbered = self.marks.iter().zip(0..).skip(since.marks);
        let mut marks: Vec<_> = numbered.map(|((at, mark), number)| (*at, number, mark)).collect();
        marks.sort_by_key(|&(at, number, _)| (at, number));
        let mut inserts: Vec<_> = self.inserts.iter().skip(since.inserts).collect();
        inserts.sort_by_key(|insert| (insert.spot, insert.rank));
        let mut inserts = inserts.into_iter().peekable();
        let mut order = Vec::with_capacity(marks.len() + inserts.len());
        let inserted = |insert: &'_ Insert| insert.spot.at;
        for (at, number, mark) in marks {
            while let Some(insert) = inserts.next_if(|insert| (insert.spot.at, insert.spot.marks) <= (at, number)) {
                order.push((inserted(insert), Standing::Insert(&insert.html)));
            }
            order.push((at, Standing::Mark(mark)));
        }
        order.extend(inserts.map(|insert| (inserted(insert), Standing::Insert(&insert.html))));
        order
    }

    /// The markup: `resolve` writes what a mark stands for, and keeps its holes.
    pub fn finish(self, mut resolve: impl FnMut(&Mark, &mut Filled)) -> Markup {
        if self.marks.is_empty() && self.inserts.is_empty() {
            return Markup {
                html: self.html.into_boxed_str(),
                holes: Box::default(),
            };
        }
        let order = self.in_order(Made::default());
        let inserted: usize = self.inserts.iter().map(|insert| insert.html.len()).sum();
        let mut filled = Filled {
            html: String::with_capacity(self.html.len() + inserted),
            holes: Vec::with_capacity(order.len()),
        };
        let mut from = 0;
        for (at, standing) in order {
            filled.html.push_str(self.html.get(from..at).unwrap_or_default());
            match standing {
                Standing::Mark(mark) => resolve(mark, &mut filled),
                Standing::Insert(html) => filled.html.push_str(html),
            }
            from = at;
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

/// How many marks and inserts were made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Made {
    pub marks: usize,
    pub inserts: usize,
}

/// What stands between the HTML that is written.
pub(super) enum Standing<'s> {
    Mark(&'s Mark),
    Insert(&'s str),
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
