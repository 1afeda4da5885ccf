//! Headings: their text, their HTML for a table of contents, ids, levels, and the title that is dropped.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::LeadingTitle;
use super::attributes::{Allowed, Attributes};
use super::directives::{Arg, Args};
use super::ids::Ids;
use super::sink::{Insert, Made, Mark, Standing};
use super::writer::{FrameKind, Slot, Writer, count};
use crate::base::Position;
use crate::model::{BlockKind, Heading, Hole};
use crate::text::{balanced, nfc};

/// The headings met so far.
#[derive(Default)]
pub(super) struct Outline(Vec<Met>);

struct Met {
    level: u8,
    explicit: Option<Box<str>>,
    text: Box<str>,
    html: Box<str>,
    position: Position,
}

/// The heading that is being written.
pub(super) struct OpenHeading {
    /// Its index.
    index: u32,
    /// Whether its author has said its direction.
    directs: bool,
    /// Whether its author has said that it is in another language than the page.
    is_in_other_language: bool,
    /// Where its content starts in the sink.
    from: usize,
    /// What was marked before it.
    since: Made,
    /// Its text.
    pub text: String,
    /// What a table of contents leaves out of its HTML, and what stands there instead.
    pub cuts: Vec<(Range<usize>, Box<str>)>,
    /// How many references there were before it.
    references: usize,
}

impl Outline {
    /// Sets the id of a heading that has none. Answers whether it did.
    pub fn set_id(&mut self, heading: u32, id: Box<str>) -> bool {
        match self.0.get_mut(heading as usize) {
            Some(heading) if heading.explicit.is_none() => {
                heading.explicit = Some(id);
                true
            }
            _ => false,
        }
    }

    /// The headings with their ids and printed levels: one lower if one of them is of level 1.
    pub fn finish(self, ids: &mut Ids, strict: bool) -> Vec<Heading> {
        let down = u8::from(!strict && self.0.iter().any(|heading| heading.level == 1));
        let finish = |heading: Met| Heading {
            level: (heading.level + down).min(6),
            explicit: heading.explicit.is_some(),
            id: heading.explicit.unwrap_or_else(|| ids.make(&heading.text)),
            text: heading.text,
            html: heading.html,
            position: heading.position,
        };
        self.0.into_iter().map(finish).collect()
    }
}

impl Writer<'_, '_> {
    pub(super) fn start_heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[CowStr<'_>],
        attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
        range: Range<usize>,
    ) {
        let index = count(self.outline.0.len());
        let origin = self.copy.origins(range);
        let position = self.places.position(origin.clone());
        let id = id.map(|id| Arg::Id(id.into()));
        let classes = classes.iter().map(|class| Arg::Class(class.as_ref().into()));
        let others = attrs.iter().map(|(key, value)| match value {
            Some(value) => Arg::Pair(key.as_ref().into(), value.as_ref().into()),
            None => Arg::Word(key.as_ref().into()),
        });
        let args = Args::from(id.into_iter().chain(classes).chain(others).collect::<Vec<_>>());
        let mut attributes = Attributes::of(&args, Allowed::All);
        self.begin_directed(&args, &origin);
        for (_, value) in attrs {
            self.settle(value.as_deref().unwrap_or_default(), &origin);
        }
        let explicit = attributes.id.take().map(|id| self.claim_id(&id, origin));
        self.outline.0.push(Met {
            level,
            explicit,
            text: Box::default(),
            html: Box::default(),
            position,
        });
        self.sink.line();
        self.sink.html.push_str("<h");
        self.sink.mark(Mark::Level(index));
        if !self.strict {
            self.sink.mark(Mark::Hole(Hole::HeadingId(index)));
        }
        let class_attribute = attributes.class_attribute();
        self.sink.html.push_str(&class_attribute);
        let at = self.sink.html.len();
        let class = if class_attribute.is_empty() { None } else { Some(at - 1) };
        self.sink.html.push_str(&attributes.others);
        self.sink.html.push('>');
        let slot = Slot {
            at,
            class,
            lang: None,
            heading: Some(index),
        };
        self.enter(FrameKind::Block(BlockKind::Heading(index)), Some(slot));
        self.heading = Some(OpenHeading {
            index,
            directs: args.direct(),
            is_in_other_language: self.told_language(&args).is_some(),
            from: self.sink.html.len(),
            since: self.sink.made(),
            text: String::new(),
            cuts: Vec::new(),
            references: self.references.len(),
        });
    }

    pub(super) fn end_heading(&mut self, range: Range<usize>) {
        self.end_steering(0);
        self.end_line();
        let frame = self.leave();
        let Some(open) = self.heading.take() else { return };
        let directed = self.end_directed(open.directs);
        let lang = directed.and_then(|directed| self.language_of(&directed, true));
        let text: Box<str> = balanced(open.text.trim()).into();
        if self.frames.len() == 1 && self.is_title(&text) {
            self.drop_heading(&open);
            return;
        }
        let html = if self.strict {
            Box::default()
        } else {
            self.contents_html(&open)
        };
        if let (Some(lang), Some(slot)) = (lang, frame.slot) {
            let inserts = &mut self.sink.inserts;
            inserts.push(Insert::attributes(slot.at, &format!(" lang=\"{lang}\"")));
        }
        if let Some(heading) = self.outline.0.get_mut(open.index as usize) {
            heading.text = text;
            heading.html = html;
        }
        if !self.strict {
            self.sink.mark(Mark::Hole(Hole::HeadingLinks {
                heading: open.index,
                tell_lang: open.is_in_other_language || lang.is_some() || self.other_language().is_some(),
            }));
        }
        self.sink.html.push_str("</h");
        self.sink.mark(Mark::Level(open.index));
        self.sink.html.push_str(">\n");
        self.between_blocks();
        self.done(frame, range);
    }

    /// Says so where the heading that has just been closed turns out to be in another language.
    pub(super) fn tell_language_of_links(&mut self, closed: u32) {
        let sink = match self.blocks.last_mut() {
            Some(block) if self.frames.len() == 1 => &mut block.sink,
            _ => &mut self.sink,
        };
        let mut marks = sink.marks.iter_mut().rev();
        let links = marks.find_map(|(_, mark)| match mark {
            Mark::Hole(Hole::HeadingLinks { heading, tell_lang }) if *heading == closed => Some(tell_lang),
            _ => None,
        });
        if let Some(tell_lang) = links {
            *tell_lang = true;
        }
    }

    /// Whether the heading just read is the page's title. Asked once: only the first block can be.
    fn is_title(&mut self, text: &str) -> bool {
        let title = std::mem::replace(&mut self.title, LeadingTitle::Keep);
        let level = self.outline.0.last().map(|heading| heading.level);
        level == Some(1)
            && match title {
                LeadingTitle::Keep => return false,
                LeadingTitle::Drop => true,
                LeadingTitle::DropIfEqual(title) => same_text(title, text),
            }
            && self.blocks.iter().all(|block| is_comment(&block.sink.html))
    }

    fn drop_heading(&mut self, open: &OpenHeading) {
        if let Some(id) = self.outline.0.pop().and_then(|heading| heading.explicit) {
            self.ids.release(&id);
        }
        self.references.truncate(open.references);
        self.sink = Default::default();
        self.plain.clear();
    }

    /// The HTML of the heading being written, without links, ids and footnote marks.
    fn contents_html(&self, open: &OpenHeading) -> Box<str> {
        let mut html = String::new();
        let mut from = open.from;
        let written = |from: usize, to: usize| self.sink.html.get(from..to).unwrap_or_default();
        let mut cuts = open.cuts.iter().peekable();
        let mut until = |to: usize, html: &mut String| {
            while let Some((cut, instead)) = cuts.next_if(|(cut, _)| cut.start < to) {
                html.push_str(written(from, cut.start));
                html.push_str(instead);
                from = cut.end;
            }
            html.push_str(written(from, to));
            from = from.max(to);
        };
        for (at, standing) in self.sink.in_order(open.since) {
            if at < open.from {
                continue;
            }
            match standing {
                Standing::Mark(Mark::Span(span)) => {
                    until(at, &mut html);
                    if let Some(span) = self.spans.get(*span as usize) {
                        html.push_str(&span.without_id(self.copy));
                    }
                }
                Standing::Insert(insert) => {
                    until(at, &mut html);
                    html.push_str(insert);
                }
                Standing::Mark(Mark::Insert(insert)) => {
                    until(at, &mut html);
                    html.push_str(insert);
                }
                Standing::Mark(Mark::Hole(_) | Mark::Level(_)) => {}
            }
        }
        until(self.sink.html.len(), &mut html);
        html.trim().into()
    }
}

fn same_text(a: &str, b: &str) -> bool {
    let words = |text: &str| nfc(text).split_whitespace().collect::<Vec<_>>().join(" ");
    a == b || words(a) == words(b)
}

/// Whether a block prints nothing: a comment for other tools.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim_ascii();
    html.starts_with("<!--") && html.find("-->") == html.len().checked_sub(3)
}
