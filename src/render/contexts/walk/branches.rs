//! Branches and loops: the places where they end must be alike.

use super::{Frame, Walk, described, whole};
use crate::base::Span;
use crate::render::contexts::expression::Reader;
use crate::render::contexts::html::Html;
use crate::render::tags::Placed;

impl<'a> Walk<'a, '_, '_> {
    /// `{% elif %}` and `{% else %}`.
    pub(super) fn next_branch(&mut self, is_last: bool) {
        let here = std::mem::take(&mut self.places);
        match self.frames.last_mut() {
            Some(Frame::If {
                entry,
                exits,
                is_complete,
                span,
            }) => {
                self.places = entry.clone();
                *is_complete |= is_last;
                let unlike = exits.join(here).map(|html| (exits.first().cloned(), html, *span));
                self.differ(unlike);
            }
            Some(Frame::For {
                entry,
                exits,
                mark,
                span,
            }) => {
                self.places = std::mem::take(entry);
                let unlike = exits.join(here).map(|html| (exits.first().cloned(), html, *span));
                if let Some(mark) = mark.take() {
                    self.names.release(mark);
                }
                self.differ(unlike);
            }
            _ => self.places = here,
        }
    }

    /// `{% for %}`
    pub(super) fn begin_loop(&mut self, words: &[Placed<'a>]) {
        let mark = self.names.mark();
        let rest = words.get(1..).unwrap_or_default();
        Reader::new(self.source, rest, self.names).bind_each(0);
        // A round begins where the loop does or where another one ended, and these must be alike.
        self.frames.push(Frame::For {
            entry: self.places.clone(),
            exits: self.places.clone(),
            mark: Some(mark),
            span: whole(words),
        });
    }

    /// `{% break %}` and `{% continue %}`: nothing behind them is reached.
    pub(super) fn leave_loop(&mut self) {
        let here = std::mem::take(&mut self.places);
        let around = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::For { exits, span, .. } => Some((exits, *span)),
            _ => None,
        });
        let unlike = around.and_then(|(exits, span)| exits.join(here).map(|html| (exits.first().cloned(), html, span)));
        self.differ(unlike);
    }

    /// Says that two branches end in different places.
    pub(super) fn differ(&mut self, unlike: Option<(Option<Html>, Html, Span)>) {
        let Some((Some(one), other, span)) = unlike else {
            return;
        };
        self.report(
            span,
            format!(
                "the ways through this end in different places of the HTML: {}, {}",
                described(one.place()),
                described(other.place())
            ),
            "open and close quotation marks, tags and comments within one branch",
        );
    }
}
