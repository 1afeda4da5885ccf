//! Finds directives, marks before block markers, line ends and control characters, line by line.

use std::ops::Range;

use super::emphasis::{Attempt, emphasis};
use super::lines::{blanks_of_marker, is_colon_of_text, isolates, marks, prefix, starts_block, within};
use super::numbers::number;
use super::patterns::{component_before, container, element, footnote_label, heading_id, shortcode, starts_phrase};
use super::quotes::quotes;
use super::surroundings::Marks;
use super::words::{Signs, is_sign};
use super::{Directive, args};

/// Something that the parser reads differently from how it is typed.
pub(in super::super) struct Found<'a> {
    /// First byte in the file.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// What it is.
    pub what: Scanned<'a>,
}

/// What a scan finds.
pub(in super::super) enum Scanned<'a> {
    /// `\r\n` or `\r`, read as `\n`; where nothing is replaced, a line end that the parser needs.
    LineEnd,
    /// A control character, dropped everywhere.
    Control,
    /// Invisible marks before a block marker, dropped except in code.
    Mark,
    /// A character that the parser would misread, printed as typed.
    Literal,
    /// `{/*id*/}` behind a heading, read as `{#id}`.
    HeadingId(&'a str),
    /// `١.`, read as `1.`: what the parser reads, and CLDR's name of the digits.
    Number(Box<str>, &'static str),
    /// A blank beside a run of `*` or `_` that nobody typed and nobody sees, so that the run flanks.
    Flank,
    /// A straight quotation mark, printed as this character where it is text.
    Quote(char),
    /// A directive.
    Directive(Box<Directive<'a>>),
}

/// Something to be reported if it turns out to stand in running text.
pub(in super::super) struct Suspect<'a> {
    /// First byte in the file.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// What it may be.
    pub kind: SuspectKind<'a>,
}

/// What is suspected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum SuspectKind<'a> {
    /// A shortcode of another generator, by its name.
    Shortcode(&'a str),
    /// A reference to a footnote that is not defined, by its label.
    Footnote(&'a str),
    /// Arguments that cannot be read.
    Arguments,
    /// What is no emphasis for its blanks or its underscores; the length of the runs around it.
    Emphasis(usize),
    /// A marker with a blank behind it that is no ordinary space.
    Space,
}

/// Scans the text from `start` on; both lists are in the order of the text. With `marks`, straight quotation marks
/// become those.
pub(in super::super) fn scan<'a>(
    text: &'a str,
    start: usize,
    marks: Option<Marks<'_>>,
) -> (Vec<Found<'a>>, Vec<Suspect<'a>>) {
    let mut scanner = Scanner {
        text,
        marks,
        words: start..start,
        signs: Signs::default(),
        found: Vec::new(),
        suspects: Vec::new(),
        brackets: Vec::new(),
        after_text: false,
        paragraphs: 0,
        after_element: false,
    };
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let rest = bytes.get(at..).unwrap_or_default();
        let end = at
            + rest
                .iter()
                .position(|&byte| byte == b'\n' || byte == b'\r')
                .unwrap_or(rest.len());
        scanner.line(at, end);
        at = match (bytes.get(end), bytes.get(end + 1)) {
            (Some(b'\r'), Some(b'\n')) => scanner.replace(end, end + 2, Scanned::LineEnd),
            (Some(b'\r'), _) => scanner.replace(end, end + 1, Scanned::LineEnd),
            _ => end + 1,
        };
    }
    scanner.end_paragraph_of_words();
    let Scanner {
        mut found,
        mut suspects,
        ..
    } = scanner;
    // The start of a span is known only when its end is, and a sign only when its paragraph ends.
    found.sort_by_key(|found| (found.from, found.to));
    suspects.sort_by_key(|suspect| suspect.from);
    let mut end = start;
    found.retain(|found| {
        let is_apart = found.from >= end;
        end = end.max(found.to);
        is_apart
    });
    (found, suspects)
}

/// An opening bracket whose partner has not been met.
struct Bracket<'a> {
    from: usize,
    to: usize,
    name: Option<&'a str>,
    may_be_span: bool,
}

struct Scanner<'a, 'm> {
    text: &'a str,
    marks: Option<Marks<'m>>,
    /// Where the paragraph that is being read stands.
    words: Range<usize>,
    signs: Signs,
    found: Vec<Found<'a>>,
    suspects: Vec<Suspect<'a>>,
    brackets: Vec<Bracket<'a>>,
    after_text: bool,
    /// How many paragraphs with Markdown in them are open.
    paragraphs: usize,
    /// Whether the line before is the start tag of an element with Markdown in it.
    after_element: bool,
}

impl<'a> Scanner<'a, '_> {
    fn replace(&mut self, from: usize, to: usize, what: Scanned<'a>) -> usize {
        self.found.push(Found { from, to, what });
        to
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn line(&mut self, from: usize, to: usize) {
        let (at, to) = self.markers(from, to);
        let content = self.slice(at, to).trim_end_matches([' ', '\t']);
        let end = at + content.len();
        let after_element = std::mem::take(&mut self.after_element);
        if content.is_empty() {
            self.end_paragraph_of_words();
            self.brackets.clear();
            self.after_text = false;
            return;
        }
        let is_block = starts_block(content);
        if is_block {
            self.end_paragraph_of_words();
        }
        if content.starts_with('[') && !content.starts_with("[^") && within(content, 1000, "]:").is_some() {
            self.signs.mute(to);
        }
        let directive = match content.as_bytes().first() {
            Some(b':') => container(content, at),
            Some(b'{') if self.after_text => self.attributes(at, content),
            Some(b'<') => self.element(at, content, after_element),
            _ => None,
        };
        if let Some((id, length)) = heading_id(content) {
            self.replace(end - length, end, Scanned::HeadingId(id));
        }
        self.after_text = true;
        if let Some(directive) = directive {
            self.brackets.clear();
            self.replace(at, end, Scanned::Directive(Box::new(directive)));
            return;
        }
        if is_colon_of_text(content) {
            self.replace(at, at + 1, Scanned::Literal);
        }
        match content.strip_suffix("</p>").filter(|_| self.paragraphs > 0) {
            None => self.inline(at, to, from),
            Some("") => self.end_paragraph(at, end),
            Some(before) => {
                let tag = at + before.len();
                self.inline(at, tag, from);
                self.replace(tag, tag, Scanned::LineEnd);
                self.end_paragraph(tag, end);
            }
        }
        if is_block && content.starts_with(['#', '|']) {
            self.end_paragraph_of_words();
        }
    }

    /// Reads the signs whose meaning depends on others of their paragraph.
    fn end_paragraph_of_words(&mut self) {
        let signs = self.signs.take();
        let words = std::mem::replace(&mut self.words, 0..0);
        if signs.is_empty() {
            return;
        }
        let read = emphasis(self.text, &signs);
        for at in read.blanks {
            self.replace(at, at, Scanned::Flank);
        }
        for Attempt { from, to, length } in read.attempts {
            self.suspect(from, to, SuspectKind::Emphasis(length));
        }
        let marks = self.marks.map(|marks| quotes(self.text, words, &signs, marks));
        for (at, mark) in marks.unwrap_or_default() {
            self.replace(at, at + 1, Scanned::Quote(mark));
        }
    }

    /// Ends a paragraph with Markdown in it, which is printed as a `<div>`.
    fn end_paragraph(&mut self, from: usize, to: usize) {
        self.paragraphs -= 1;
        let end = Directive::Element("</div>".into());
        self.replace(from, to, Scanned::Directive(Box::new(end)));
    }

    /// Steps over what may stand before a block: drops invisible marks before a marker or alone on the line, reads the
    /// numbers of lists. Answers where the content starts and ends.
    fn markers(&mut self, from: usize, mut to: usize) -> (usize, usize) {
        let mut at = from;
        loop {
            let before = prefix(self.slice(at, to));
            if self
                .slice(at, at + before)
                .contains(|c: char| c != ' ' && c != '\t' && c != '>')
            {
                self.end_paragraph_of_words();
            }
            at += before;
            if let Some(number) = number(self.slice(at, to)) {
                self.end_paragraph_of_words();
                at = self.replace(at, at + number.length, Scanned::Number(number.ascii, number.numerals));
                continue;
            }
            let marks = marks(self.slice(at, to));
            if marks == 0 || !starts_block(self.slice(at + marks, to)) {
                break;
            }
            // What an isolate or embedding before the marker opens is closed at the end of the line.
            let closing = isolates(self.slice(at, at + marks), self.slice(at + marks, to));
            if closing > 0 {
                self.replace(to - closing, to, Scanned::Mark);
                to -= closing;
            }
            at = self.replace(at, at + marks, Scanned::Mark);
        }
        if let Some(length) = blanks_of_marker(self.slice(at, to)) {
            self.suspect(at, at + length, SuspectKind::Space);
        }
        (at, to)
    }

    fn attributes(&mut self, at: usize, content: &'a str) -> Option<Directive<'a>> {
        let whole = args::braced(content) == Some(content.len()) && args::is_meant(content);
        let inner = content.get(1..content.len().checked_sub(1)?)?;
        if !whole {
            return None;
        }
        let args = args::parse(inner, at + 1);
        if args.is_none() {
            self.suspect(at, at + content.len(), SuspectKind::Arguments);
        }
        args.map(Directive::Attributes)
    }

    /// The line of an element with Markdown in it. A tag of running text on the line behind it would
    /// make the parser read all that follows as HTML, so something is put before it.
    fn element(&mut self, at: usize, content: &'a str, after_element: bool) -> Option<Directive<'a>> {
        let element = content.contains("markdown=").then(|| element(content)).flatten();
        if let Some(html) = element {
            self.after_element = true;
            self.paragraphs += usize::from(content.starts_with("<p "));
            return Some(Directive::Element(html));
        }
        if after_element && starts_phrase(content) {
            self.replace(at, at, Scanned::Literal);
        }
        None
    }

    fn suspect(&mut self, from: usize, to: usize, kind: SuspectKind<'a>) {
        self.suspects.push(Suspect { from, to, kind });
    }

    fn inline(&mut self, from: usize, to: usize, line: usize) {
        let bytes = self.text.as_bytes();
        let start = if self.words.is_empty() { from } else { self.words.start };
        self.words = start..to;
        let mut at = from;
        while let Some(&byte) = bytes.get(at).filter(|_| at < to) {
            if is_sign(byte) {
                self.signs.note(self.text, at, to);
            }
            at = match byte {
                b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at + 2,
                b'[' => self.open(at, to, line),
                b']' => self.close(at, to),
                b'{' => self.brace(at, to),
                b'*' | b'_' | b'~' | b'`' => at + self.run(at, to, byte),
                0..=8 | 11..=31 => self.replace(at, at + 1, Scanned::Control),
                _ => at + 1,
            };
        }
    }

    fn run(&self, at: usize, to: usize, byte: u8) -> usize {
        self.slice(at, to).bytes().take_while(|&other| other == byte).count()
    }

    fn open(&mut self, at: usize, to: usize, line: usize) -> usize {
        let rest = self.slice(at + 1, to);
        let before = self.slice(line, at);
        if let Some(label) = rest.strip_prefix('^').and_then(footnote_label) {
            self.suspect(at, at + label.len() + 3, SuspectKind::Footnote(label));
        }
        let name = component_before(before);
        self.brackets.push(Bracket {
            from: name.map_or(at, |name| at - name.len() - 1),
            to: at + 1,
            name,
            may_be_span: !before.ends_with([']', '!']) && !rest.starts_with('^'),
        });
        at + 1
    }

    fn close(&mut self, at: usize, to: usize) -> usize {
        let Some(bracket) = self.brackets.pop() else {
            return at + 1;
        };
        let mut end = at + 1;
        let mut args = None;
        let rest = self.slice(end, to);
        if rest.starts_with('{') && (bracket.name.is_some() || bracket.may_be_span) {
            let meant = args::is_meant(rest);
            if let Some(length) = args::braced(rest).filter(|_| meant || bracket.name.is_some()) {
                let inner = rest.get(1..length - 1);
                args = inner.and_then(|inner| args::parse(inner, end + 1));
                end += args.as_ref().map_or(0, |_| length);
            }
            if args.is_none() && meant {
                let length = args::braced(rest).unwrap_or(1);
                self.suspect(end, end + length, SuspectKind::Arguments);
            }
        }
        if bracket.name.is_none() && args.is_none() {
            return end;
        }
        let start = Directive::SpanStart {
            name: bracket.name,
            args: args.unwrap_or_default(),
        };
        self.replace(bracket.from, bracket.to, Scanned::Directive(Box::new(start)));
        self.replace(at, end, Scanned::Directive(Box::new(Directive::SpanEnd)))
    }

    fn brace(&mut self, at: usize, to: usize) -> usize {
        let rest = self.slice(at, to);
        if let Some(name) = shortcode(rest) {
            let length = within(rest, 256, "}}")
                .or_else(|| within(rest, 256, "%}"))
                .map_or(2, |end| end + 2);
            self.suspect(at, at + length, SuspectKind::Shortcode(name));
        }
        // The second brace of `{{%` starts nothing of its own.
        at + if rest.starts_with("{{") { 2 } else { 1 }
    }
}
