//! Writes events as blocks of HTML with holes: the blocks. What runs within them is in [`super::inline`].

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{Event, OffsetIter, Tag, TagEnd};

use super::copy::Copy;
use super::footnotes::Definitions;
pub(super) use super::frames::{Frame, FrameKind, Slot, Written};
use super::headings::{OpenHeading, Outline};
use super::ids::Ids;
use super::line::Line;
use super::raw::Raw;
use super::sink::Sink;
use super::spans::SpanTag;
use super::steering::Steered;
use super::tables::Table;
use super::untold::{Directed, Untold};
use super::{LeadingTitle, Reading};
use crate::base::Diagnostic;
use crate::model::{BlockKind, CodeBlock, ComponentCall, Reference};
use crate::parse::places::Places;
use crate::text::words_by_direction;

/// The parser's events with their ranges in the copy.
pub(super) type Events<'e> = Peekable<OffsetIter<'e>>;

/// Turns events into blocks.
pub(super) struct Writer<'c, 'a> {
    pub copy: &'c Copy<'a>,
    pub strict: bool,
    /// Whether formulas are read.
    pub formulas: bool,
    pub reading: Option<Reading<'c>>,
    pub title: LeadingTitle<'c>,
    pub places: Places<'a>,
    pub sink: Sink,
    pub frames: Vec<Frame>,
    /// The text of the block that is being written.
    pub line: Line,
    /// How many containers are open whose author has said their direction.
    pub untouched: usize,
    /// The text of the outermost of them, where its language is not said.
    pub directed: Option<Directed>,
    pub blocks: Vec<Written>,
    pub more: Option<usize>,
    pub outline: Outline,
    pub heading: Option<OpenHeading>,
    pub ids: Ids,
    pub other_ids: Vec<Box<str>>,
    pub references: Vec<Reference>,
    pub code: Vec<CodeBlock>,
    pub components: Vec<ComponentCall>,
    /// How many calls of components are open.
    pub open_calls: usize,
    pub spans: Vec<SpanTag>,
    pub footnotes: Definitions,
    pub raw: Raw,
    pub steered: Steered,
    pub table: Table,
    /// The problems, by the ranges in the file at which they stand.
    pub reports: Vec<(Range<usize>, Diagnostic)>,
    pub next_suspect: usize,
    pub shortcodes: BTreeSet<&'a str>,
    pub words: usize,
    pub rtl_words: usize,
    pub code_words: usize,
    /// Whether a formula was written.
    pub has_formula: bool,
    /// The running text since words were last counted.
    pub plain: String,
    /// Arrows to the right in it, by their bytes there and in the file.
    pub arrows: Vec<(usize, usize)>,
    /// How many containers of how many colons are open.
    pub open_colons: HashMap<usize, usize>,
    /// Text before this byte of the copy is printed otherwise.
    pub skip: usize,
    /// Where the line that is being written begins in the copy.
    pub line_start: usize,
    /// The blocks of the top level whose language nobody says.
    pub untold: Vec<Untold>,
}

impl<'c, 'a> Writer<'c, 'a> {
    /// Without a language to read in, what is written is CommonMark and nothing else.
    pub fn new(copy: &'c Copy<'a>, file: &'a str, reading: Option<Reading<'c>>, title: LeadingTitle<'c>) -> Self {
        Writer {
            copy,
            strict: reading.is_none(),
            formulas: false,
            reading,
            title,
            places: Places::new(file),
            sink: Sink::default(),
            frames: vec![Frame {
                kind: FrameKind::Document,
                slot: None,
                last: None,
                verdicts: Vec::new(),
            }],
            line: Line::default(),
            untouched: 0,
            directed: None,
            blocks: Vec::new(),
            more: None,
            outline: Outline::default(),
            heading: None,
            ids: Ids::default(),
            other_ids: Vec::new(),
            references: Vec::new(),
            code: Vec::new(),
            components: Vec::new(),
            open_calls: 0,
            spans: Vec::new(),
            footnotes: Definitions::default(),
            raw: Raw::default(),
            steered: Steered::default(),
            table: Table::default(),
            reports: Vec::new(),
            next_suspect: 0,
            shortcodes: BTreeSet::new(),
            words: 0,
            rtl_words: 0,
            code_words: 0,
            has_formula: false,
            arrows: Vec::new(),
            plain: String::new(),
            open_colons: HashMap::new(),
            skip: 0,
            line_start: 0,
            untold: Vec::new(),
        }
    }

    /// Writes all events.
    pub fn run(&mut self, events: &mut Events<'_>) {
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => self.start(tag, range, events),
                Event::End(tag) => self.end(tag, range),
                Event::Rule => {
                    self.between_blocks();
                    let slot = self.open_tag("<hr");
                    self.sink.html.pop();
                    self.sink.html.push_str(" />\n");
                    self.enter(FrameKind::Block(BlockKind::Rule), slot);
                    let frame = self.leave();
                    self.done(frame, range);
                }
                // What the copy has otherwise than the file is not seen by what writes running text.
                Event::Text(text) => {
                    let shown = match self.copy.shown(&text, range.clone()) {
                        Cow::Owned(shown) => Some(shown.into()),
                        Cow::Borrowed(_) => None,
                    };
                    self.inline(Event::Text(shown.unwrap_or(text)), range);
                }
                event => self.inline(event, range),
            }
        }
        self.between_blocks();
        while self.frames.len() > 1 {
            let frame = self.leave();
            self.done(frame, self.copy.text.len()..self.copy.text.len());
        }
        self.close_all_raw();
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, events: &mut Events<'_>) {
        if is_inline(&tag) {
            return self.start_inline(tag, range, events);
        }
        if self.is_skipped(&tag, &range) {
            return;
        }
        self.between_blocks();
        let (kind, slot) = match tag {
            Tag::Paragraph if self.is_figure(&range, events) => {
                let slot = self.open_tag("<figure");
                (FrameKind::Block(BlockKind::Figure), slot)
            }
            Tag::Paragraph => (FrameKind::Block(BlockKind::Paragraph), self.open_tag("<p")),
            Tag::Heading {
                level,
                id,
                classes,
                attrs,
            } => {
                return self.start_heading(level as u8, id.as_deref(), &classes, &attrs, range);
            }
            Tag::BlockQuote(kind) => return self.start_quote(kind, range),
            Tag::CodeBlock(kind) => return self.code_block(&kind, range, events),
            Tag::HtmlBlock => return self.html_block(range, events),
            Tag::List(Some(start)) => (
                FrameKind::Block(BlockKind::List),
                self.open_numbered_list(start, range.start),
            ),
            Tag::List(None) => (FrameKind::Block(BlockKind::List), self.open_list("<ul")),
            Tag::DefinitionList => (FrameKind::Block(BlockKind::List), self.open_list("<dl")),
            Tag::Item => (FrameKind::Inner, self.open_part("<li>")),
            Tag::DefinitionListTitle => (FrameKind::Inner, self.open_part("<dt>")),
            Tag::DefinitionListDefinition => (FrameKind::Inner, self.open_part("<dd>")),
            Tag::FootnoteDefinition(label) => {
                let around = std::mem::take(&mut self.sink);
                (FrameKind::Footnote(self.footnotes.index(&label), around), None)
            }
            Tag::Table(alignments) => return self.start_table(alignments),
            Tag::TableHead => return self.start_row(true),
            Tag::TableRow => return self.start_row(false),
            Tag::TableCell => return self.start_cell(),
            _ => return,
        };
        let is_figure = matches!(kind, FrameKind::Block(BlockKind::Figure));
        self.enter(kind, slot);
        if is_figure {
            self.figure(events);
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let closing = match tag {
            TagEnd::Paragraph if range.end <= self.skip => return,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return self.end_inline(tag),
            TagEnd::Heading(_) => return self.end_heading(range),
            TagEnd::Table => return self.end_table(range),
            TagEnd::TableHead | TagEnd::TableRow => return self.end_row(),
            TagEnd::TableCell => {
                self.end_steering(0);
                self.count_words();
                self.end_line();
                return self.end_cell();
            }
            TagEnd::Paragraph => "</p>\n",
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::FootnoteDefinition => "",
            _ => return,
        };
        self.between_blocks();
        let frame = match tag {
            TagEnd::List(true) => self.close_numbered_list(range.start),
            _ => self.leave(),
        };
        self.sink.html.push_str(match frame.kind {
            FrameKind::Block(BlockKind::Figure) => "</figure>\n",
            FrameKind::Block(BlockKind::Alert) => "</div>\n",
            _ => closing,
        });
        self.done(frame, range);
    }

    /// Ends what may stand between two blocks: the words of the last one, an implicit paragraph.
    pub fn between_blocks(&mut self) {
        self.end_steering(0);
        self.count_words();
        self.end_line();
        while let Some(Frame {
            kind: FrameKind::Span(index),
            ..
        }) = self.frames.last()
        {
            let index = *index;
            self.frames.pop();
            drop(self.leave_span(index));
        }
        if matches!(
            self.frames.last(),
            Some(Frame {
                kind: FrameKind::Implicit,
                ..
            })
        ) {
            self.frames.pop();
            self.sink.html.push_str("</p>\n");
        }
    }

    fn count_words(&mut self) {
        if !self.plain.is_empty() {
            let (words, rtl_words) = words_by_direction(&self.plain);
            self.words += words;
            self.rtl_words += rtl_words;
            self.report_arrows();
            self.plain.clear();
        }
    }

    /// Writes a tag on a new line; `start` lacks its `>`.
    pub fn open_tag(&mut self, start: &str) -> Option<Slot> {
        self.sink.line();
        self.sink.html.push_str(start);
        let at = self.sink.html.len();
        self.sink.html.push('>');
        Some(Slot {
            at,
            class: None,
            lang: None,
            heading: None,
        })
    }

    fn open_part(&mut self, tag: &str) -> Option<Slot> {
        self.sink.line();
        self.sink.html.push_str(tag);
        None
    }

    /// Opens an element.
    pub fn enter(&mut self, kind: FrameKind, slot: Option<Slot>) {
        self.frames.push(Frame {
            kind,
            slot,
            last: None,
            verdicts: Vec::new(),
        });
    }

    /// Closes the element that the parser closes, and the directives that are left open within it.
    pub fn leave(&mut self) -> Frame {
        while self.frames.len() > 1 {
            let Some(mut frame) = self.frames.pop() else { break };
            self.judge_parts(&mut frame);
            match frame.kind {
                FrameKind::Span(index) => drop(self.leave_span(index)),
                FrameKind::Implicit => self.sink.html.push_str("</p>\n"),
                FrameKind::Container(container) => {
                    let end = self.copy.text.len();
                    self.leave_unclosed(container, end..end);
                }
                _ => return frame,
            }
        }
        Frame {
            kind: FrameKind::Document,
            slot: None,
            last: None,
            verdicts: Vec::new(),
        }
    }

    /// Notes that a block is complete; one of the top level is put aside.
    pub fn done(&mut self, frame: Frame, range: Range<usize>) {
        match frame.kind {
            FrameKind::Footnote(index, around) => {
                let definition = std::mem::replace(&mut self.sink, around);
                self.footnotes.define(index, definition);
                self.set_last(None);
            }
            FrameKind::Block(kind) => {
                self.set_last(frame.slot);
                self.put_aside(kind, range);
            }
            _ => {}
        }
    }

    /// Puts aside what was written if it stands on the top level.
    pub fn put_aside(&mut self, kind: BlockKind, range: Range<usize>) {
        if self.frames.len() == 1 && !self.sink.is_empty() {
            let sink = std::mem::take(&mut self.sink);
            let range = self.copy.origins(range);
            self.blocks.push(Written { kind, range, sink });
        }
    }

    /// Remembers where attributes for the last block go.
    pub fn set_last(&mut self, slot: Option<Slot>) {
        if let Some(parent) = self.frames.last_mut() {
            parent.last = slot;
        }
    }

    fn is_skipped(&self, tag: &Tag<'_>, range: &Range<usize>) -> bool {
        matches!(tag, Tag::Paragraph) && range.end <= self.skip
    }
}

/// A length as an index; a body never has four thousand million of anything.
pub(super) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}
