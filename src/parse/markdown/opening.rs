//! How a body opens: its title and first words, read without parsing the rest.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::alerts;
use super::blocks::is_more;
use super::copy::Copy;
use super::headings::is_comment;
use super::options;
use crate::text::{balanced, excerpt};

/// How a body opens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// The text of a level-1 heading that stands first.
    pub title: Option<Arc<str>>,
    /// The first words of its paragraphs, at most 200 characters.
    pub words: Arc<str>,
}

/// The longest opening, in characters.
const CHARACTERS: usize = 200;
/// How much of a body is read for it, in bytes.
const BYTES: usize = 8 * 1024;

/// Reads the title and the first words of a body of Markdown, with formulas or without.
pub fn opening(body: &str, math: bool) -> Opening {
    let copy = Copy::prepared(beginning(body), 0, None);
    // Links whose definitions stand further down are links all the same.
    let callback = |link: BrokenLink<'_>| {
        let is_link = matches!(
            link.link_type,
            LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed
        );
        is_link.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let events = Parser::new_with_broken_link_callback(&copy.text, options(math), Some(callback)).into_offset_iter();
    let mut reader = Reader {
        copy: &copy,
        is_first: true,
        title: None,
        words: String::new(),
        depth: 0,
        skipped: 0,
        skip: 0,
    };
    for (event, range) in events {
        // What the author set before the fold is the opening.
        if matches!(&event, Event::Html(html) if is_more(html)) && !reader.words.is_empty() {
            break;
        }
        reader.read(event, range);
        if reader.words.len() > CHARACTERS * 6 {
            break;
        }
    }
    let words = without_marks(&reader.words);
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Opening {
        title: reader
            .title
            .filter(|title| !title.trim().is_empty())
            .map(|title| title.trim().into()),
        words: excerpt(&balanced(&words), CHARACTERS).into(),
    }
}

/// The first blocks of a body, cut at a blank line where there is one.
fn beginning(body: &str) -> &str {
    if body.len() <= BYTES {
        return body;
    }
    let start = body.get(..body.floor_char_boundary(BYTES)).unwrap_or_default();
    let blank = start
        .rfind("\n\n")
        .or_else(|| start.rfind("\n\r\n"))
        .filter(|&at| at > 0);
    start.get(..blank.unwrap_or(start.len())).unwrap_or_default()
}

struct Reader<'c, 'a> {
    copy: &'c Copy<'a>,
    is_first: bool,
    title: Option<String>,
    words: String,
    /// How many paragraphs or titles are open: text counts only there.
    depth: usize,
    /// How many images and footnotes are open: nothing counts there.
    skipped: usize,
    /// Text before this byte of the copy names an alert.
    skip: usize,
}

impl Reader<'_, '_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                self.is_first = false;
                let quote = self.copy.text.get(range.clone()).unwrap_or_default();
                self.skip = alerts::of_quote(quote).map_or(self.skip, |(_, length)| range.start + length);
            }
            _ if range.start < self.skip && !matches!(event, Event::Start(_) | Event::End(_)) => {}
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) if self.is_first => {
                self.is_first = false;
                self.title = Some(String::new());
                self.depth += 1;
            }
            Event::End(TagEnd::Heading(_)) if self.depth > 0 => self.depth -= 1,
            Event::Start(Tag::Paragraph) => {
                self.is_first = false;
                self.depth += 1;
                self.words.push(' ');
            }
            Event::End(TagEnd::Paragraph) => self.depth = self.depth.saturating_sub(1),
            Event::Start(Tag::Image { .. } | Tag::FootnoteDefinition(_)) => self.skipped += 1,
            Event::End(TagEnd::Image | TagEnd::FootnoteDefinition) => self.skipped = self.skipped.saturating_sub(1),
            Event::Html(html) => self.is_first &= is_comment(&html) || self.copy.marker(&html).is_some(),
            Event::Start(Tag::HtmlBlock | Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough) => {}
            Event::Start(_) | Event::Rule => self.is_first = false,
            Event::Text(text) => self.say(&self.copy.shown(&text, range)),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.say(&text),
            Event::SoftBreak | Event::HardBreak => self.say(" "),
            _ => {}
        }
    }

    fn is_in_title(&self) -> bool {
        self.title.is_some() && self.words.is_empty()
    }

    fn say(&mut self, text: &str) {
        if self.depth == 0 || self.skipped > 0 {
            return;
        }
        let is_in_title = self.is_in_title();
        let out = match &mut self.title {
            Some(title) if is_in_title => title,
            _ => &mut self.words,
        };
        let text = self.copy.spoken(text);
        out.extend(text.chars().filter(|&c| c >= ' ' || c == '\n'));
    }
}

/// Leaves out the marks of footnotes whose definitions were not read.
fn without_marks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, mark)) = rest.split_once("[^") {
        out.push_str(before);
        match mark.split_once(']') {
            Some((label, after)) if !label.is_empty() && !label.contains([' ', '[']) => rest = after,
            _ => {
                out.push_str("[^");
                rest = mark;
            }
        }
    }
    out.push_str(rest);
    out
}
