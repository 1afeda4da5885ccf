//! Lists, and the digits that they are numbered in.

use super::directives::Args;
use super::frames::{Frame, FrameKind, Slot};
use super::sink::Mark;
use super::writer::Writer;
use crate::model::Hole;

/// How many elements around a list are looked at, so that lists nested without end take no longer.
const MOST_AROUND: usize = 100;

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
        let is_of_page = !self.strict && !runs_against && !self.is_in_other_language();
        if let Some(slot) = frame.slot.filter(|_| is_of_page && self.copy.numerals(at).is_none()) {
            self.sink.marks.push((slot.at, Mark::Hole(Hole::Numerals)));
        }
        frame
    }

    /// Whether a container around is in another language than the page.
    fn is_in_other_language(&self) -> bool {
        let open = self.frames.iter().rev();
        open.take(MOST_AROUND).any(|frame| match &frame.kind {
            FrameKind::Container(container) => container.is_in_other_language,
            _ => false,
        })
    }

    /// Whether these arguments say that what they belong to is in another language than the page.
    pub(super) fn tells_other_language(&self, args: &Args) -> bool {
        let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
        let page = self.reading.map(|reading| primary(&reading.language.tag));
        args.get("lang").is_some_and(|lang| Some(primary(lang)) != page)
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
