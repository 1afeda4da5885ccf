//! How a body opens: its title and first words, read without parsing the rest.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd};

use super::alerts;
use super::blocks::is_more;
use super::copy::Copy;
use super::headings::is_comment;
use super::options;
use crate::text::{balanced, excerpt, has_steering, is_steering};

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
/// How much of a body is read for it, in bytes: a little, which is enough for most, and else more.
const LITTLE: usize = 1024;
const MUCH: usize = 8 * LITTLE;

/// Reads the title and the first words of a body of Markdown, with formulas or without.
pub fn opening(body: &str, math: bool) -> Opening {
    match read(body, LITTLE, math) {
        (opening, true) => opening,
        _ => read(body, MUCH, math).0,
    }
}

/// Reads them from the first bytes of a body. The second part says that nothing behind those makes any difference.
fn read(body: &str, bytes: usize, math: bool) -> (Opening, bool) {
    let (beginning, is_cut_at_blank) = beginning(body, bytes);
    let copy = Copy::prepared(beginning, 0, None);
    let needs_definitions = Cell::new(false);
    // Links whose definitions stand further down are links all the same; but what is only in brackets may be none.
    let callback = |link: BrokenLink<'_>| {
        let is_link = matches!(
            link.link_type,
            LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed
        );
        needs_definitions.set(needs_definitions.get() || !is_link);
        is_link.then(|| (CowStr::from(""), CowStr::from("")))
    };
    let events = Parser::new_with_broken_link_callback(&copy.text, options(math), Some(callback)).into_offset_iter();
    let mut reader = Reader {
        copy: &copy,
        is_first: true,
        title: None,
        words: String::new(),
        settled: 0,
        settles_at_end: is_cut_at_blank,
        open: 0,
        depth: 0,
        skipped: 0,
        skip: 0,
    };
    for (event, range) in events {
        // What the author set before the fold is the opening.
        if matches!(&event, Event::Html(html) if is_more(html)) && !reader.words.is_empty() {
            if reader.open <= 1 {
                reader.settled = reader.words.len();
            }
            break;
        }
        reader.settle(&event);
        reader.read(event, range);
        if reader.words.len() > CHARACTERS * 6 {
            break;
        }
    }
    let line = said(&reader.words);
    // The first words end somewhere in what is settled, whatever follows.
    let is_settled = match reader.words.get(..reader.settled) {
        Some(settled) if settled.len() < reader.words.len() => is_enough(&said(settled)),
        _ => is_enough(&line),
    };
    let opening = Opening {
        title: reader
            .title
            .filter(|title| !title.trim().is_empty())
            .map(|title| title.trim().into()),
        words: excerpt(&line, CHARACTERS).into(),
    };
    let is_all = is_settled && !needs_definitions.get();
    (opening, is_all || beginning.len() == body.len())
}

/// What the paragraphs say, on one line, as far as the first words may reach.
fn said(words: &str) -> String {
    let words = without_marks(words);
    // What is far behind may end an isolate that began among the first words.
    let is_steered = has_steering(&words);
    let mut line = String::with_capacity(words.len());
    let mut shown = 0;
    for word in words.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        shown += shown_characters(word);
        if shown > CHARACTERS && !is_steered {
            break;
        }
    }
    if is_steered {
        return balanced(&line).into_owned();
    }
    line
}

/// Whether the first words end somewhere in a line.
fn is_enough(line: &str) -> bool {
    shown_characters(line) > CHARACTERS
}

fn shown_characters(text: &str) -> usize {
    text.chars().filter(|&c| !c.is_control() && !is_steering(c)).count()
}

/// The first blocks of a body, cut at a blank line where there is one; and whether they are.
fn beginning(body: &str, bytes: usize) -> (&str, bool) {
    if body.len() <= bytes {
        return (body, false);
    }
    let start = body.get(..body.floor_char_boundary(bytes)).unwrap_or_default();
    let blank = start
        .rfind("\n\n")
        .or_else(|| start.rfind("\n\r\n"))
        .filter(|&at| at > 0);
    (
        start.get(..blank.unwrap_or(start.len())).unwrap_or_default(),
        blank.is_some(),
    )
}

struct Reader<'c, 'a> {
    copy: &'c Copy<'a>,
    is_first: bool,
    title: Option<String>,
    words: String,
    /// How many bytes of the words were said by blocks that what follows them cannot change.
    settled: usize,
    /// Whether a blank line follows the last block.
    settles_at_end: bool,
    /// How many elements are open.
    open: usize,
    /// How many paragraphs or titles are open: text counts only there.
    depth: usize,
    /// How many images and footnotes are open: nothing counts there.
    skipped: usize,
    /// Text before this byte of the copy names an alert.
    skip: usize,
}

impl Reader<'_, '_> {
    /// Notes where a block of the body begins: all before it is settled, for only the last block may still go on.
    fn settle(&mut self, event: &Event<'_>) {
        if self.open == 0 {
            self.settled = self.words.len();
        }
        match event {
            Event::Start(_) => self.open += 1,
            Event::End(end) => {
                self.open = self.open.saturating_sub(1);
                // A blank line ends a paragraph, whatever follows.
                if self.open == 0 && *end == TagEnd::Paragraph && self.settles_at_end {
                    self.settled = self.words.len();
                }
            }
            _ => {}
        }
    }

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
fn without_marks(text: &str) -> Cow<'_, str> {
    if !text.contains('[') {
        return Cow::Borrowed(text);
    }
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
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_is_read_as_all_of_it_is() {
        let prose = "Words of a paragraph that goes on and on, قليل من الكلام.\n".repeat(3);
        let blocks = [
            "# Title\n",
            "- one\n\n- two\n",
            "- one\n- two\n",
            "```\ncode\n\ncode\n```\n",
            "~~~\nnever closed\n",
            "<!-- more -->\n",
            "<div>\n\nwithin\n\n</div>\n",
            "<script>\n\nscript\n\n</script>\n",
            ":::note\n\nwithin\n\n:::\n",
            "> [!NOTE]\n> quoted\n\n> more\n",
            "A [shortcut] and a mark[^1].\n\n[shortcut]: /x\n\n[^1]: Note.\n",
            "[a link][to] \u{2067}an isolate\n",
            "setext\n===\n",
            "$a$, $5 and $$\nb\n\nc\n$$\n",
        ];
        let mut known = 0;
        for (at, first) in blocks.iter().enumerate() {
            for second in &blocks {
                for times in 0..5 {
                    let filler = format!("{prose}\n").repeat(times);
                    let body = format!(
                        "{first}\n{filler}{second}\n{filler}{}\n{filler}",
                        blocks[(at + times) % blocks.len()]
                    );
                    for math in [false, true] {
                        let all = read(&body, MUCH, math).0;
                        for bytes in (64..LITTLE).step_by(97) {
                            let (little, is_all) = read(&body, bytes, math);
                            known += usize::from(is_all);
                            assert!(
                                !is_all || little == all,
                                "{bytes} bytes of\n{body}\n{little:?}\n{all:?}"
                            );
                        }
                        assert_eq!(opening(&body, math), all);
                    }
                }
            }
        }
        assert!(known > 1000, "{known}");
    }
}
