//! Isolation within the body: phrases that run against their block, and blocks that run against the page.
//!
//! Nothing of the author's text changes: elements and attributes are put around it when its block is complete.
//! An element that holds just the phrase takes the attributes itself, as the W3C advises.

use std::borrow::Cow;

use super::Reading;
use super::attributes::without_lang;
use super::line::Line;
use super::placing::{Placed, Placing, attributes};
use super::sink::{Insert, Spot};
use super::writer::{Frame, FrameKind, Slot, Writer};
use crate::model::BlockKind;
use crate::text::{BARRIER, Direction, has_letter, may_oppose, runs_against};

/// What a block comes to, until it is known whether the whole list, table or quote around it does.
#[derive(Default)]
pub(super) struct Verdict {
    /// The attributes of a block that runs against the page; `None` if it does not.
    against: Option<Cow<'static, str>>,
    /// What gives them to it.
    inserts: Vec<Insert>,
}

impl Writer<'_, '_> {
    /// Whether the text that is being written may be isolated: neither its author nor an element around it has
    /// said its direction.
    pub(super) fn may_isolate(&self) -> bool {
        !self.strict
            && self.steered.is_idle()
            && self.untouched == 0
            && self.raw.directed == 0
            && self.reading.is_some_and(|reading| reading.isolate)
    }

    /// The direction of the page.
    pub(super) fn base(&self) -> Option<Direction> {
        self.reading.map(|reading| reading.direction)
    }

    /// Notes running text that was written from `start` on.
    pub(super) fn note_text(&mut self, text: &str, start: Spot) {
        if self.may_isolate() {
            self.line.text(text, start, &self.sink);
        } else {
            self.line.atom(BARRIER);
            if let Some(directed) = &mut self.directed {
                directed.text.push_str(text);
            }
        }
    }

    /// Isolates what stands in the block that ends here.
    pub(super) fn end_line(&mut self) {
        if self.line.is_empty() {
            return;
        }
        if let Some(directed) = &mut self.directed {
            directed.text.push(' ');
        }
        let mut line = std::mem::take(&mut self.line);
        self.isolate_line(&line);
        line.clear();
        self.line = line;
    }

    fn isolate_line(&mut self, line: &Line) {
        let Some(reading) = self.reading.filter(|_| self.may_isolate()) else {
            return;
        };
        let base = reading.direction;
        self.note_language(line, reading);
        let opposes = may_oppose(&line.text, base);
        let against = opposes && runs_against(&line.text, base);
        let direction = if against { base.opposite() } else { base };
        let found = if opposes { line.phrases(direction) } else { Vec::new() };
        if !found.is_empty() {
            let mut placing = Placing::new(line, &self.sink, reading);
            placing.all(&found);
            let Placed { mut inserts, spans } = placing.placed;
            self.sink.inserts.append(&mut inserts);
            for (span, attributes) in spans {
                if let Some(span) = self.spans.get_mut(span) {
                    span.add(&attributes);
                }
            }
        }
        let verdict = if against {
            self.block_against(line, direction, reading)
        } else {
            Verdict::default()
        };
        // A block without a letter says nothing about the list that it stands in.
        if against || has_letter(&line.text) {
            self.judge(verdict);
        }
    }

    /// Writes a title, which has a tag of its own.
    pub(super) fn push_isolated(&mut self, title: &str) {
        let line = std::mem::take(&mut self.line);
        let start = self.sink.spot();
        self.push_text(title);
        self.note_text(title, start);
        self.frames.push(Frame::inner());
        self.end_line();
        self.leave();
        self.line = line;
    }

    /// How a block that runs against the page shows it: a paragraph itself, other blocks by an element within them,
    /// so that their place and their marker stay.
    fn block_against(&self, line: &Line, direction: Direction, reading: Reading<'_>) -> Verdict {
        let attributes = attributes(reading, direction, Some(&line.text));
        let is_span = |frame: &&Frame| matches!(frame.kind, FrameKind::Span(_));
        let slot = match self.frames.iter().rev().find(|frame| !is_span(frame)) {
            Some(Frame {
                kind: FrameKind::Block(BlockKind::Paragraph),
                slot,
                ..
            }) => *slot,
            _ => None,
        };
        let inserts = match slot {
            Some(slot) => slot.inserts(&attributes),
            None => {
                let mut placing = Placing::new(line, &self.sink, reading);
                placing.whole(&attributes);
                placing.placed.inserts
            }
        };
        Verdict {
            against: Some(attributes),
            inserts,
        }
    }

    /// Hands a verdict to the list, table or quote around the block, or carries it out.
    fn judge(&mut self, verdict: Verdict) {
        let is_block_itself = |frame: &Frame| {
            matches!(
                frame.kind,
                FrameKind::Block(BlockKind::Paragraph | BlockKind::Heading(_))
                    | FrameKind::Implicit
                    | FrameKind::Span(_)
            )
        };
        let around = self.frames.iter_mut().rev().find(|frame| !is_block_itself(frame));
        match around.filter(|frame| is_whole(&frame.kind) || matches!(frame.kind, FrameKind::Inner)) {
            Some(frame) => frame.verdicts.push(verdict),
            None => self.sink.inserts.extend(verdict.inserts),
        }
    }

    /// Judges a list, a table or a quote by its parts, when it ends.
    pub(super) fn judge_parts(&mut self, frame: &mut Frame) {
        let verdicts = std::mem::take(&mut frame.verdicts);
        if verdicts.is_empty() {
            return;
        }
        if !is_whole(&frame.kind) {
            return verdicts.into_iter().for_each(|verdict| self.judge(verdict));
        }
        let is_against = all_against(&verdicts);
        let attributes = verdicts.first().and_then(|verdict| verdict.against.clone());
        match (attributes.filter(|_| is_against), frame.slot) {
            (Some(attributes), Some(slot)) => self.judge(Verdict {
                inserts: slot.inserts(&attributes),
                against: Some(attributes),
            }),
            _ => {
                let inserts = verdicts.into_iter().flat_map(|verdict| verdict.inserts);
                self.sink.inserts.extend(inserts);
                self.judge(Verdict::default());
            }
        }
    }

    /// Takes back what was done to a block whose author turns out to have said its direction, and answers it.
    pub(super) fn leave_untouched(&mut self, slot: Slot) -> Vec<Insert> {
        let goes = |insert: &Insert| insert.spot.at >= slot.at;
        if self.frames.len() == 1
            && let Some(block) = self.blocks.last_mut()
        {
            return block.sink.inserts.extract_if(.., |insert| goes(insert)).collect();
        }
        let mut taken: Vec<_> = self.sink.inserts.extract_if(.., |insert| goes(insert)).collect();
        for verdict in self.frames.iter_mut().flat_map(|frame| &mut frame.verdicts) {
            if verdict.inserts.iter().any(goes) {
                taken.append(&mut std::mem::take(verdict).inserts);
            }
        }
        taken
    }
}

impl Slot {
    /// Puts attributes into the tag.
    fn inserts(self, attributes: &str) -> Vec<Insert> {
        match self.lang {
            Some(at) => {
                let (others, lang) = without_lang(attributes);
                vec![Insert::attributes(self.at, &others), Insert::attributes(at, lang)]
            }
            None => vec![Insert::attributes(self.at, attributes)],
        }
    }
}

impl Frame {
    /// Whether all parts of it that are complete run against the page.
    pub(super) fn runs_against(&self) -> bool {
        all_against(&self.verdicts)
    }
}

fn all_against(verdicts: &[Verdict]) -> bool {
    !verdicts.is_empty() && verdicts.iter().all(|verdict| verdict.against.is_some())
}

/// Whether this has a direction as a whole where all its parts have it.
fn is_whole(kind: &FrameKind) -> bool {
    matches!(
        kind,
        FrameKind::Block(BlockKind::List | BlockKind::Table | BlockKind::Quote)
    )
}
