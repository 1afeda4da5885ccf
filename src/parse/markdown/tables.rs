//! Tables: within a region that scrolls, cells aligned to logical edges.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::attributes::escape_attribute;
use super::sink::Mark;
use super::writer::{FrameKind, Slot, Writer};
use crate::model::{BlockKind, Hole, TextString};

/// The table that is being written; tables do not nest.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    in_head: bool,
    has_rows: bool,
}

impl Writer<'_, '_> {
    pub(super) fn start_table(&mut self, alignments: Vec<Alignment>) {
        self.table = Table {
            alignments,
            ..Table::default()
        };
        self.sink.html.push_str("<div class=\"table");
        let class = Some(self.sink.html.len());
        self.sink.html.push('"');
        let at = self.sink.html.len();
        self.sink.html.push_str(" role=\"group\" tabindex=\"0\" aria-label=\"");
        self.sink.mark(Mark::Hole(Hole::Text(TextString("table_region"))));
        self.sink.html.push('"');
        let around = self.other_language().map(str::to_owned);
        if around.is_some() {
            self.sink.mark(Mark::Hole(Hole::TextLang));
        }
        self.sink.html.push_str("><table");
        let lang = Some(self.sink.html.len());
        if let Some(around) = around {
            self.sink.html.push_str(" lang=\"");
            escape_attribute(&mut self.sink.html, &around);
            self.sink.html.push('"');
        }
        self.sink.html.push_str(">\n");
        self.enter(
            FrameKind::Block(BlockKind::Table),
            Some(Slot {
                at,
                class,
                lang,
                heading: None,
            }),
        );
    }

    pub(super) fn end_table(&mut self, range: Range<usize>) {
        let end = if self.table.has_rows {
            "</tbody>\n</table></div>\n"
        } else {
            "</table></div>\n"
        };
        let frame = self.leave();
        self.sink.html.push_str(end);
        self.done(frame, range);
    }

    pub(super) fn start_row(&mut self, in_head: bool) {
        self.table.column = 0;
        self.table.in_head = in_head;
        if in_head {
            self.sink.html.push_str("<thead>\n");
        } else if !self.table.has_rows {
            self.table.has_rows = true;
            self.sink.html.push_str("<tbody>\n");
        }
        self.sink.html.push_str("<tr>\n");
        self.enter(FrameKind::Inner, None);
    }

    pub(super) fn end_row(&mut self) {
        self.leave();
        self.sink.html.push_str(if self.table.in_head {
            "</tr>\n</thead>\n"
        } else {
            "</tr>\n"
        });
    }

    pub(super) fn start_cell(&mut self) {
        self.sink
            .html
            .push_str(if self.table.in_head { "<th scope=\"col\"" } else { "<td" });
        self.sink
            .html
            .push_str(match self.table.alignments.get(self.table.column) {
                Some(Alignment::Left) => " class=\"start\">",
                Some(Alignment::Center) => " class=\"center\">",
                Some(Alignment::Right) => " class=\"end\">",
                Some(Alignment::None) | None => ">",
            });
        self.table.column += 1;
        self.enter(FrameKind::Inner, None);
    }

    pub(super) fn end_cell(&mut self) {
        self.leave();
        self.sink
            .html
            .push_str(if self.table.in_head { "</th>\n" } else { "</td>\n" });
    }
}
