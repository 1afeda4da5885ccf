//! Spans: `[text]{args}` and `:name[text]{args}`. A span is one only if it is closed within the element
//! that it was opened in; otherwise its brackets are text.

use std::ops::Range;

use super::attributes::{Allowed, Attributes, escape_attribute};
use super::calls::Written;
use super::copy::Copy;
use super::directives::{Args, Directive, Scanned};
use super::line::Place;
use super::sink::{Filled, Mark, Spot};
use super::untold::Directed;
use super::writer::{FrameKind, Writer, count};
use crate::base::Position;
use crate::model::Hole;
use crate::text::BARRIER;

/// The opening tag of a span.
pub(super) struct SpanTag {
    /// The number of its edit.
    edit: usize,
    position: Position,
    /// Whether it calls a component, and where its text begins.
    calls: Option<Spot>,
    closed: Option<Closed>,
}

enum Closed {
    Tag {
        /// `<span`, with its classes.
        start: String,
        id: Option<Hole>,
        /// The other attributes.
        others: String,
    },
    /// The call of this number.
    Call(u32),
}

impl SpanTag {
    /// Writes the tag, or what was typed if the span was not closed.
    pub fn write(&self, copy: &Copy<'_>, out: &mut Filled) {
        match &self.closed {
            Some(Closed::Call(call)) => out.hole(Hole::Call(*call)),
            Some(Closed::Tag { start, id, others }) => {
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
        if let Some(Closed::Tag { others, .. }) = &mut self.closed {
            others.push_str(attributes);
        }
    }

    /// The same for a table of contents: without its id, and nothing for a call.
    pub fn without_id(&self, copy: &Copy<'_>) -> String {
        match &self.closed {
            Some(Closed::Call(_)) => String::new(),
            Some(Closed::Tag { start, others, .. }) => format!("{start}{others}>"),
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

impl<'c> Writer<'c, '_> {
    /// Opens the span of an edit.
    pub(super) fn start_span(&mut self, edit: usize) -> bool {
        let origin = self
            .copy
            .edits()
            .get(edit)
            .map_or(0..0, |edit| edit.found.from..edit.found.to);
        let position = self.places.position(origin.clone());
        let index = self.spans.len();
        let before = self.sink.spot();
        self.sink.mark(Mark::Span(count(index)));
        let calls = self.names_component(edit) && self.may_call(&origin);
        self.spans.push(SpanTag {
            edit,
            position,
            calls: calls.then(|| self.sink.spot()),
            closed: None,
        });
        self.open_calls += usize::from(calls);
        if let Some(args) = self.directs(index) {
            self.line.atom(BARRIER);
            self.begin_directed(args, &origin);
        } else {
            // What a component prints takes no attributes.
            self.line.open(before, (!calls).then_some(Place::Span(index)));
        }
        self.enter(FrameKind::Span(index), None);
        true
    }

    fn names_component(&self, edit: usize) -> bool {
        let edit = self.copy.edits().get(edit);
        matches!(edit.map(|edit| &edit.found.what), Some(Scanned::Directive(directive))
            if matches!(**directive, Directive::SpanStart { name: Some(_), .. }))
    }

    /// The arguments of a span in which the author says its direction.
    fn directs(&self, index: usize) -> Option<&'c Args> {
        let edits = self.copy.edits();
        let edit = self.spans.get(index).and_then(|span| edits.get(span.edit));
        match edit.map(|edit| &edit.found.what) {
            Some(Scanned::Directive(directive)) => match &**directive {
                Directive::SpanStart { args, .. } => Some(args).filter(|args| args.direct()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Notes that a span is over, closed or not. Answers what it holds if its author says its direction alone.
    pub(super) fn leave_span(&mut self, index: usize) -> Option<Directed> {
        let calls = self.spans.get(index).is_some_and(|span| span.calls.is_some());
        self.open_calls -= usize::from(calls);
        self.end_directed(self.directs(index).is_some())
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
        let (position, calls) = (span.position, span.calls);
        let origin = edit.found.from..edit.found.to;
        let name = name.unwrap_or_default();
        let closed = match calls {
            Some(from) => {
                let has_body = self.sink.spot() != from;
                let call = self.take_call(&Written {
                    name,
                    title: None,
                    args,
                    inline: true,
                    origin,
                    position,
                });
                if let Some(call) = self.components.get_mut(call as usize) {
                    call.has_body = has_body;
                }
                self.sink.mark(Mark::Hole(Hole::CallEnd));
                Closed::Call(call)
            }
            None => {
                self.sink.html.push_str("</span>");
                self.span_tag(name, args, origin)
            }
        };
        if let Some(span) = self.spans.get_mut(index) {
            span.closed = Some(closed);
        }
        if self.directs(index).is_none() {
            self.line.close(self.sink.spot());
        }
        if let Some(directed) = self.leave_span(index)
            && let Some(lang) = self.language_of(&directed, true)
            && let Some(span) = self.spans.get_mut(index)
        {
            span.add(&format!(" lang=\"{lang}\""));
        }
        true
    }

    fn span_tag(&mut self, name: &str, args: &Args, origin: Range<usize>) -> Closed {
        let allowed = if name.is_empty() { Allowed::All } else { Allowed::Global };
        let attributes = Attributes::of(args, allowed).with_classes(name);
        let id = attributes.id.as_deref().map(|id| self.claim_id(id, origin));
        Closed::Tag {
            start: format!("<span{}", attributes.class_attribute()),
            id: id.map(|id| self.id_hole(id)),
            others: attributes.others,
        }
    }
}
