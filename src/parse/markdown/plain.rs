//! Plain text: paragraphs between blank lines, and nothing else.

use std::ops::Range;

use super::sink::{Mark, Sink};
use super::steering::Steered;
use crate::base::{Code, Diagnostic, Digest, Digester, escape};
use crate::model::{Block, BlockKind, Body};
use crate::text::{is_steering, words_by_direction};

/// The body of a file that is not Markdown, and the problems by their ranges in the file.
/// Lines of a paragraph are joined as in Markdown.
pub(super) fn body(file: &str, start: usize, digest: Digest) -> (Body, Vec<(Range<usize>, Diagnostic)>) {
    let mut reports = Vec::new();
    let mut blocks = Vec::new();
    let (mut words, mut rtl_words) = (0, 0);
    let mut paragraph = Paragraph::default();
    let mut range = start..start;
    let mut at = start;
    let lines = file.get(start..).unwrap_or_default().split_inclusive(['\n', '\r']);
    for line in lines.chain(["\n"]) {
        let text = line.trim();
        // The second half of `\r\n` is not a blank line.
        let is_blank = text.is_empty() && !(line == "\n" && at > start && file.as_bytes().get(at - 1) == Some(&b'\r'));
        if !text.is_empty() {
            let leading = line.len() - line.trim_start().len();
            let from = at + leading;
            if paragraph.is_empty() {
                range.start = from;
            }
            paragraph.push_line(text, from, &mut reports);
            range.end = from + text.len();
        } else if (is_blank || at >= file.len()) && !paragraph.is_empty() {
            let (all, rtl) = words_by_direction(&paragraph.text);
            words += all;
            rtl_words += rtl;
            blocks.push(std::mem::take(&mut paragraph).block(range.clone(), &mut reports));
        }
        at += line.len();
    }
    let body = Body {
        blocks,
        more: None,
        headings: Vec::new(),
        references: Vec::new(),
        footnotes: Vec::new(),
        code: Vec::new(),
        components: Vec::new(),
        ids: Vec::new(),
        words,
        rtl_words,
        code_words: 0,
        formulas: false,
        digest,
        outline: Digester::new("outline").finish(),
    };
    (body, reports)
}

/// A paragraph in the making.
#[derive(Default)]
struct Paragraph {
    text: String,
    sink: Sink,
    steered: Steered,
}

impl Paragraph {
    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a line that starts at a byte of the file.
    fn push_line(&mut self, line: &str, from: usize, reports: &mut Vec<(Range<usize>, Diagnostic)>) {
        self.sink.html.push_str(if self.is_empty() { "<p>" } else { "\n" });
        self.text.push('\n');
        let is_control = |c: char| c < ' ' && c != '\t';
        if let Some(at) = line.find(is_control) {
            let range = from + at..from + at + 1;
            reports.push((
                range,
                Diagnostic::new(Code::ControlCharacter, "a control character was dropped"),
            ));
        }
        let mut written = 0;
        let special = line.char_indices().filter(|&(_, c)| is_control(c) || is_steering(c));
        for (at, c) in special {
            self.push(line.get(written..at).unwrap_or_default());
            if is_steering(c) {
                self.steered.step(c, from + at, 0, &mut self.sink);
            }
            written = at + c.len_utf8();
        }
        self.push(line.get(written..).unwrap_or_default());
    }

    fn push(&mut self, text: &str) {
        // Writing to a string cannot fail.
        escape::text(text, &mut self.sink.html);
        self.text.push_str(text);
    }

    fn block(mut self, range: Range<usize>, reports: &mut Vec<(Range<usize>, Diagnostic)>) -> Block {
        self.steered.end(0, &mut self.sink, reports);
        self.sink.html.push_str("</p>\n");
        Block {
            kind: BlockKind::Paragraph,
            span: range.into(),
            markup: self.sink.finish(|mark, out| {
                if let Mark::Insert(html) = mark {
                    out.html.push_str(html);
                }
            }),
        }
    }
}
