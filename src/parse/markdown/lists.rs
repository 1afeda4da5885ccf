//! Lists, and the digits that they are numbered in.

use super::sink::Mark;
use super::writer::{FrameKind, Slot, Writer};
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

    /// Opens a numbered list that stands at `at` in the copy. It keeps the digits that were typed; in ASCII digits, it is
    /// numbered as all else in the language of the page.
    pub(super) fn open_numbered_list(&mut self, start: u64, at: usize) -> Option<Slot> {
        let mut tag = match start {
            1 => "<ol".to_owned(),
            _ => format!("<ol start=\"{start}\""),
        };
        let typed = self.copy.numerals(at);
        if let Some(numerals) = typed {
            tag.push_str(" data-numerals=\"");
            tag.push_str(numerals);
            tag.push('"');
        }
        let slot = self.open_list(&tag);
        if let Some(slot) = slot.filter(|_| typed.is_none() && !self.strict && !self.is_in_other_language()) {
            self.sink.marks.push((slot.at, Mark::Hole(Hole::Numerals)));
        }
        slot
    }

    /// Whether a container around says which language it is in.
    fn is_in_other_language(&self) -> bool {
        let open = self.frames.iter().rev();
        open.take(MOST_AROUND).any(|frame| match &frame.kind {
            FrameKind::Container(container) => container.has_language,
            _ => false,
        })
    }
}
