//! Spans: `[text]{args}` and `:name[text]{args}`. A span is one only if it is closed within the element
//! that it was opened in; otherwise its brackets are text.

use super::attributes::{Allowed, Attributes, escape_attribute};
use super::containers::call;
use super::copy::Copy;
use super::directives::{Directive, Scanned};
use super::line::Place;
use super::sink::{Filled, Mark};
use super::writer::{FrameKind, Writer, count};
use crate::base::Position;
use crate::model::Hole;
use crate::text::BARRIER;

/// The opening tag of a span.
pub(super) struct SpanTag {
    /// The number of its edit.
    edit: usize,
    position: Position,
    closed: Option<Closed>,
}

struct Closed {
    /// `<span`, with its classes.
    start: String,
    id: Option<Hole>,
    /// The other attributes.
    others: String,
}

impl SpanTag {
    /// Writes the tag, or what was typed if the span was not closed.
    pub fn write(&self, copy: &Copy<'_>, out: &mut Filled) {
        match &self.closed {
            Some(Closed { start, id, others }) => {
                out.html.push_str(start);
                if let Some(id) = id {
                    out.hole(*id);
                }
                out.html.push_str(others);
                out.html.push('>');
            }
            None => out.html.push_str(&self.typed(copy)),
        }
    }

    /// Adds attributes to a tag that lacks them.
    pub fn add(&mut self, attributes: &str) {
        if let Some(closed) = &mut self.closed {
            closed.others.push_str(attributes);
        }
    }

    /// The same without its id.
    pub fn without_id(&self, copy: &Copy<'_>) -> String {
        match &self.closed {
            Some(Closed { start, others, .. }) => format!("{start}{others}>"),
            None => self.typed(copy),
        }
    }

    /// Whether its author chose a direction.
    pub fn has_direction(&self, copy: &Copy<'_>) -> bool {
        let Some(Scanned::Directive(directive)) = copy.edits().get(self.edit).map(|edit| &edit.found.what) else {
            return false;
        };
        matches!(&**directive, Directive::SpanStart { args, .. } if args.get("dir").or(args.get("lang")).is_some())
    }

    fn typed(&self, copy: &Copy<'_>) -> String {
        let mut escaped = String::new();
        let typed = copy.edits().get(self.edit).map(|edit| copy.typed(edit));
        escape_attribute(&mut escaped, typed.unwrap_or_default());
        escaped
    }
}

impl Writer<'_, '_> {
    /// Opens the span of an edit.
    pub(super) fn start_span(&mut self, edit: usize) -> bool {
        let origin = self
            .copy
            .edits()
            .get(edit)
            .map_or(0..0, |edit| edit.found.from..edit.found.to);
        let position = self.places.position(origin);
        let index = self.spans.len();
        self.spans.push(SpanTag {
            edit,
            position,
            closed: None,
        });
        let before = self.sink.spot();
        self.sink.mark(Mark::Span(count(index)));
        if self.directs(index) {
            self.line.atom(BARRIER);
            self.untouched += 1;
        } else {
            self.line.open(before, Some(Place::Span(index)));
        }
        self.enter(FrameKind::Span(index), None);
        true
    }

    /// Whether the author has said the direction of a span.
    fn directs(&self, index: usize) -> bool {
        let edit = self.spans.get(index).and_then(|span| self.copy.edits().get(span.edit));
        match edit.map(|edit| &edit.found.what) {
            Some(Scanned::Directive(directive)) => match &**directive {
                Directive::SpanStart { args, .. } => args.direct(),
                _ => false,
            },
            _ => false,
        }
    }

    /// Notes that a span is over, closed or not.
    pub(super) fn leave_span(&mut self, index: usize) {
        if self.directs(index) {
            self.untouched -= 1;
        }
    }

    /// Closes the innermost span, if nothing that was opened within it is still open.
    pub(super) fn end_span(&mut self) -> bool {
        let Some(FrameKind::Span(index)) = self.frames.last().map(|frame| &frame.kind) else {
            return false;
        };
        let index = *index;
        self.end_steering(self.frames.len());
        self.frames.pop();
        let copy = self.copy;
        let Some(span) = self.spans.get(index) else {
            return false;
        };
        let Some(edit) = copy.edits().get(span.edit) else {
            return false;
        };
        let Scanned::Directive(directive) = &edit.found.what else {
            return false;
        };
        let Directive::SpanStart { name, args } = &**directive else {
            return false;
        };
        let position = span.position;
        let attributes = match name {
            Some(name) => {
                self.components.push(call(name, None, args, position));
                Attributes::of(args, Allowed::Global).with_classes(name)
            }
            None => Attributes::of(args, Allowed::All),
        };
        let line = edit.found.from..edit.found.to;
        let id = attributes.id.as_deref().map(|id| self.claim_id(id, line));
        let id = id.map(|id| self.id_hole(id));
        if let Some(span) = self.spans.get_mut(index) {
            span.closed = Some(Closed {
                start: format!("<span{}", attributes.class_attribute()),
                id,
                others: attributes.others,
            });
        }
        self.sink.html.push_str("</span>");
        if self.directs(index) {
            self.leave_span(index);
        } else {
            self.line.close(self.sink.spot());
        }
        true
    }
}
