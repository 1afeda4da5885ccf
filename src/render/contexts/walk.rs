//! One template from beginning to end: where it is in HTML, what its names stand for, what it prints.

use std::collections::{BTreeSet, HashMap};

use super::Finding;
use super::expression::Reader;
use super::html::Place;
use super::known::Known;
use super::names::{Hidden, Names};
use super::places::Places;
use super::rules::{Refusal, needs_isolation, refused};
use crate::base::{Code, Span};
use crate::render::tags::{Piece, Placed, Tag, Word, pieces};

mod branches;
mod components;
mod wording;

use wording::{alone, described, shortened, whole};

/// Where each block of a template begins, by name.
pub type Blocks = HashMap<String, Places>;

/// What is found in one template.
#[derive(Default)]
pub struct Walked {
    /// What is wrong.
    pub findings: BTreeSet<Finding>,
    /// The expressions whose values may have to be isolated, in order.
    pub isolated: Vec<Span>,
    /// Where its blocks begin.
    pub blocks: Blocks,
}

/// Something that is open.
enum Frame<'a> {
    /// `{% if %}`: where it began, where its branches ended, whether the last one is `else`.
    If {
        entry: Places,
        exits: Places,
        is_complete: bool,
        span: Span,
    },
    /// `{% for %}`: where it began, where its rounds ended, the scope of its names.
    For {
        entry: Places,
        exits: Places,
        mark: Option<usize>,
        span: Span,
    },
    /// `{% block %}`: where it begins.
    Block { entry: Places, span: Span },
    /// What makes a value of what is printed in it: where its tag stands.
    Capture {
        around: Places,
        name: Option<&'a str>,
        span: Span,
    },
    /// `{% component %}`: the names of the template around it.
    Component {
        around: Places,
        names: Hidden<'a>,
        span: Span,
    },
    /// `{% filter %}`, which only passes on what is printed in it.
    Filter,
}

/// Walks over one template.
pub struct Walk<'a, 'n, 't> {
    source: &'a str,
    names: &'n mut Names<'a, 't>,
    /// Where the blocks that this template replaces begin.
    inherited: Option<&'n Blocks>,
    places: Places,
    frames: Vec<Frame<'a>>,
    walked: Walked,
}

impl<'a, 'n, 't> Walk<'a, 'n, 't> {
    /// Begins; `inherited` are the blocks of the template that this one extends.
    pub fn new(source: &'a str, names: &'n mut Names<'a, 't>, inherited: Option<&'n Blocks>) -> Self {
        let blocks = inherited.cloned().unwrap_or_default();
        Walk {
            source,
            names,
            inherited,
            places: Places::content(),
            frames: Vec::new(),
            walked: Walked {
                blocks,
                ..Walked::default()
            },
        }
    }

    /// Goes over the whole template.
    pub fn walk(mut self) -> Walked {
        for piece in pieces(self.source) {
            match piece {
                Piece::Text(text, span) => {
                    let findings = &mut self.walked.findings;
                    self.places.read(text, span.start as usize, &mut |lone, at| {
                        findings.insert(alone(lone, at));
                    });
                }
                Piece::Tag(tag) if tag.statement => self.statement(&tag),
                Piece::Tag(tag) => self.print(&tag.words),
            }
        }
        let end = Span::new(self.source.trim_end().len(), self.source.trim_end().len());
        self.must_be_content("the file", end);
        for problem in self.names.problems.drain(..) {
            self.walked.findings.insert(Finding {
                span: problem.span,
                code: Code::TemplateContext,
                message: problem.message,
                help: problem.help,
            });
        }
        self.walked
    }

    fn report(&mut self, span: Span, message: String, help: &str) {
        self.walked.findings.insert(Finding {
            span,
            code: Code::TemplateContext,
            message,
            help: help.to_owned(),
        });
    }

    /// `{{ … }}`
    fn print(&mut self, words: &[Placed<'a>]) {
        let span = whole(words);
        if let [(Word::Name("super"), _), ..] = words {
            self.super_block(span);
        } else if let [(Word::Sign('<'), _), ..] = words {
            Reader::new(self.source, words, self.names).component();
            self.must_be_here_content("a component", span);
        } else {
            let known = Reader::new(self.source, words, self.names).value();
            self.check(&known, span);
        }
        self.places.print();
    }

    fn check(&mut self, known: &Known, span: Span) {
        let range = span.start as usize..span.end as usize;
        let expression = shortened(self.source.get(range).unwrap_or_default());
        let fields = &self.names.table.fields;
        let refusal = self
            .places
            .iter()
            .find_map(|place| refused(place, known, &expression, fields));
        match refusal {
            Some(Refusal { message, help }) => self.report(span, message, &help),
            None if self.places.is_content() && needs_isolation(known) => self.walked.isolated.push(span),
            None => {}
        }
    }

    /// `{{ super() }}` prints the block that is replaced, so it stands where that one stood.
    fn super_block(&mut self, span: Span) {
        let block = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Block { entry, .. } => Some(entry),
            _ => None,
        });
        let is_there = match (block.and_then(Places::first), self.places.first()) {
            (Some(entry), Some(here)) => entry.is_like(here),
            _ => true,
        };
        if !is_there {
            self.report(
                span,
                "`super()` prints the block that is replaced, which does not belong here".to_owned(),
                "write it in the same place of the HTML in which the block begins",
            );
        }
    }

    fn statement(&mut self, tag: &Tag<'a>) {
        let words = tag.words.as_slice();
        let rest = words.get(1..).unwrap_or_default();
        match words.first().map(|&(word, _)| word) {
            Some(Word::Name("if")) => self.frames.push(Frame::If {
                entry: self.places.clone(),
                exits: Places::default(),
                is_complete: false,
                span: whole(words),
            }),
            Some(Word::Name("elif")) => self.next_branch(false),
            Some(Word::Name("else")) => self.next_branch(true),
            Some(Word::Name("for")) => self.begin_loop(words),
            Some(Word::Name("break" | "continue")) => self.leave_loop(),
            Some(Word::Name("block")) => self.begin_block(rest),
            Some(Word::Name("component")) => self.begin_component(words),
            Some(Word::Name("set" | "set_global")) => self.set(words),
            Some(Word::Name("filter")) => self.frames.push(Frame::Filter),
            Some(Word::Name("include")) => self.must_be_here_content("an included file", whole(words)),
            Some(Word::Name(name)) if name.starts_with("end") => self.end(),
            Some(Word::Sign('<')) if matches!(rest.first(), Some((Word::Sign('/'), _))) => self.end(),
            Some(Word::Sign('<')) => {
                Reader::new(self.source, words, self.names).component();
                self.must_be_here_content("a component", whole(words));
                self.capture(None, whole(words));
            }
            _ => {}
        }
    }

    fn capture(&mut self, name: Option<&'a str>, span: Span) {
        let around = std::mem::replace(&mut self.places, Places::content());
        self.frames.push(Frame::Capture { around, name, span });
    }

    /// Whether this is outside of the blocks of a template that extends another one, where nothing is printed.
    fn is_outside(&self) -> bool {
        self.inherited.is_some() && self.frames.is_empty()
    }

    fn begin_block(&mut self, rest: &[Placed<'a>]) {
        let (name, span) = match rest.first() {
            Some((Word::Name(name), span)) => (*name, *span),
            _ => ("", Span::default()),
        };
        let inherited = self.inherited.and_then(|blocks| blocks.get(name)).cloned();
        let around = self.places.clone();
        let entry = match inherited {
            Some(entry) => entry,
            None if self.is_outside() => Places::content(),
            None => around,
        };
        self.walked
            .blocks
            .entry(name.to_owned())
            .or_insert_with(|| entry.clone());
        self.places = entry.clone();
        self.frames.push(Frame::Block { entry, span });
    }

    fn set(&mut self, words: &[Placed<'a>]) {
        let Some((Word::Name(name), span)) = words.get(1).copied() else {
            return;
        };
        if let Some((Word::Sign('='), _)) = words.get(2) {
            let value = words.get(3..).unwrap_or_default();
            let known = Reader::new(self.source, value, self.names).value();
            self.assign(name, known);
        } else {
            self.capture(Some(name), span);
        }
    }

    fn assign(&mut self, name: &'a str, known: Known) {
        let perhaps = self
            .frames
            .iter()
            .any(|frame| matches!(frame, Frame::If { .. } | Frame::For { .. }));
        self.names.facts.bind(name, known.clone());
        self.names.set(name, known, perhaps);
    }

    /// Any closing tag: Tera has seen to it that it fits.
    fn end(&mut self) {
        match self.frames.pop() {
            Some(Frame::If {
                entry,
                mut exits,
                is_complete,
                span,
            }) => {
                let here = std::mem::take(&mut self.places);
                let mut unlike = exits.join(here);
                if !is_complete {
                    unlike = unlike.or(exits.join(entry));
                }
                let unlike = unlike.map(|html| (exits.first().cloned(), html, span));
                self.places = exits;
                self.differ(unlike);
            }
            Some(Frame::For {
                mut exits, mark, span, ..
            }) => {
                let here = std::mem::take(&mut self.places);
                let unlike = exits.join(here).map(|html| (exits.first().cloned(), html, span));
                if let Some(mark) = mark {
                    self.names.release(mark);
                }
                self.places = exits;
                self.differ(unlike);
            }
            Some(Frame::Block { entry, span }) => {
                let mut after = entry;
                let here = std::mem::take(&mut self.places);
                let unlike = after.join(here).map(|html| (after.first().cloned(), html, span));
                self.places = match self.is_outside() {
                    true => Places::content(),
                    false => after,
                };
                self.differ(unlike);
            }
            Some(Frame::Capture { around, name, span }) => {
                self.must_be_content("what stands between these tags", span);
                self.places = around;
                match name {
                    Some(name) => self.assign(name, Known::markup(name)),
                    None => self.places.print(),
                }
            }
            Some(Frame::Component {
                around,
                mut names,
                span,
            }) => {
                self.must_be_content("the component", span);
                self.places = around;
                self.names.swap(&mut names);
            }
            Some(Frame::Filter) | None => {}
        }
    }

    /// What begins as text of an element must end as that.
    fn must_be_content(&mut self, what: &str, span: Span) {
        let end = self.places.iter().find(|place| *place != Place::Content).map(described);
        if let Some(end) = end {
            self.report(
                span,
                format!("{what} ends {end}"),
                "close quotation marks, tags and comments in the file and block that opens them",
            );
        }
    }

    fn must_be_here_content(&mut self, what: &str, span: Span) {
        let here = self.places.iter().find(|place| *place != Place::Content).map(described);
        if let Some(here) = here {
            self.report(
                span,
                format!("{what} prints HTML, and here it would be printed {here}"),
                "write it between tags",
            );
        }
    }
}
