//! Lists, and the digits that they are numbered in.

use super::directives::Args;
use super::frames::{Frame, FrameKind, Slot};
use super::sink::Mark;
use super::writer::Writer;
use crate::model::Hole;

/// How many elements around a list are looked at, so that lists nested without end take no longer.
pub(super) const MOST_AROUND: usize = 100;

impl Writer<'_, '_> {
    /// Opens a list; `start` lacks its `>`.
    pub(super) fn open_list(&mut self, start: &str) -> Option<Slot> {
        let slot = self.open_tag(start);
        self.sink.html.push('\n');
        slot
    }

    /// Opens a numbered list that stands at `at` in the copy, in the digits that were typed.
    pub(super) fn open_numbered_list(&mut self, start: u64, at: usize) -> Option<Slot> {
        let mut tag = match start {
            1 => "<ol".to_owned(),
            _ => format!("<ol start=\"{start}\""),
        };
        if let Some(numerals) = self.copy.numerals(at) {
            tag.push_str(" data-numerals=\"");
            tag.push_str(numerals);
            tag.push('"');
        }
        self.open_list(&tag)
    }

    /// Closes a numbered list. In ASCII digits it is numbered as all else in the language of the page, unless it turns
    /// out to be in another one.
    pub(super) fn close_numbered_list(&mut self, at: usize) -> Frame {
        let runs_against = self.frames.last().is_some_and(Frame::runs_against);
        let frame = self.leave();
        let is_of_page = !self.strict && !runs_against && self.other_language().is_none();
        if let Some(slot) = frame.slot.filter(|_| is_of_page && self.copy.numerals(at).is_none()) {
            self.sink.marks.push((slot.at, Mark::Hole(Hole::Numerals)));
        }
        frame
    }

    /// The language of a container around, if it is another one than the page's.
    pub(super) fn other_language(&self) -> Option<&str> {
        let open = self.frames.iter().rev();
        open.take(MOST_AROUND).find_map(|frame| match &frame.kind {
            FrameKind::Container(container) => container.other_language.as_deref(),
            _ => None,
        })
    }

    /// The language that these arguments give to what they belong to, if it is another one than the page's.
    pub(super) fn told_language(&self, args: &Args) -> Option<Box<str>> {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let page = self.reading.map(|reading| primary(&reading.language.tag));
        let told = args.get("lang").filter(|lang| Some(primary(lang)) != page);
        told.map(Box::from)
    }

    /// Takes back the digits of the page where the list that has just been closed turns out to be in another language.
    pub(super) fn leave_numerals_out(&mut self, slot: Slot) {
        let sink = match self.blocks.last_mut() {
            Some(block) if self.frames.len() == 1 => &mut block.sink,
            _ => &mut self.sink,
        };
        sink.marks
            .pop_if(|(at, mark)| *at == slot.at && matches!(mark, Mark::Hole(Hole::Numerals)));
    }
}
