//! What is open while a body is written, and what is complete.

use std::ops::Range;

use super::containers::OpenContainer;
use super::isolate::Verdict;
use super::sink::Sink;
use crate::model::BlockKind;

/// A top-level block that may still get attributes.
pub(super) struct Written {
    pub kind: BlockKind,
    pub range: Range<usize>,
    pub sink: Sink,
}

/// An element that is open.
pub(super) struct Frame {
    pub kind: FrameKind,
    /// Where its attributes are written.
    pub slot: Option<Slot>,
    /// The same of the last block within it.
    pub last: Option<Slot>,
    /// Which parts of it run against the page.
    pub verdicts: Vec<Verdict>,
}

/// What is open.
pub(super) enum FrameKind {
    /// The document.
    Document,
    /// A block.
    Block(BlockKind),
    /// A part of a block: an item, a row, a cell.
    Inner,
    /// The definition of a footnote, with what was written around it.
    Footnote(u32, Sink),
    /// A paragraph within a container within a tight list, where the parser sees none.
    Implicit,
    /// A container directive.
    Container(OpenContainer),
    /// An inline element.
    Inline,
    /// A span directive, by its index.
    Span(usize),
}

/// Where attributes are put into a tag, in bytes of the sink.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub at: usize,
    /// The end of the value of its attribute `class`.
    pub class: Option<usize>,
    /// Where `lang` is put instead, if the tag also says something in the language of the page.
    pub lang: Option<usize>,
    /// The heading that it belongs to.
    pub heading: Option<u32>,
}

impl Frame {
    /// A part of a block.
    pub fn inner() -> Self {
        Frame {
            kind: FrameKind::Inner,
            slot: None,
            last: None,
            verdicts: Vec::new(),
        }
    }
}
