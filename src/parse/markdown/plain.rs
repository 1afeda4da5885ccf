//! Plain text: paragraphs between blank lines, and nothing else.

use std::ops::Range;

use crate::base::{Code, Diagnostic, Digest, Digester, escape};
use crate::model::{Block, BlockKind, Body, Markup};
use crate::text::word_count;

/// The body of a file that is not Markdown, and the problems by their ranges in the file.
/// Lines of a paragraph are joined as in Markdown.
pub(super) fn body(file: &str, start: usize, digest: Digest) -> (Body, Vec<(Range<usize>, Diagnostic)>) {
    let mut reports = Vec::new();
    let mut blocks = Vec::new();
    let mut words = 0;
    let mut paragraph = String::new();
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
            } else {
                paragraph.push('\n');
            }
            push_line(&mut paragraph, text, from, &mut reports);
            range.end = from + text.len();
        } else if (is_blank || at >= file.len()) && !paragraph.is_empty() {
            words += word_count(&paragraph);
            blocks.push(block(&paragraph, range.clone()));
            paragraph.clear();
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
        digest,
        outline: Digester::new("outline").finish(),
    };
    (body, reports)
}

fn push_line(paragraph: &mut String, line: &str, from: usize, reports: &mut Vec<(Range<usize>, Diagnostic)>) {
    let is_control = |c: char| c < ' ' && c != '\t';
    if let Some(at) = line.find(is_control) {
        let range = from + at..from + at + 1;
        reports.push((
            range,
            Diagnostic::new(Code::ControlCharacter, "a control character was dropped"),
        ));
        paragraph.push_str(&line.replace(is_control, ""));
    } else {
        paragraph.push_str(line);
    }
}

fn block(text: &str, range: Range<usize>) -> Block {
    let mut html = String::with_capacity(text.len() + 16);
    html.push_str("<p>");
    // Writing to a string cannot fail.
    escape::text(text, &mut html);
    html.push_str("</p>\n");
    Block {
        kind: BlockKind::Paragraph,
        span: range.into(),
        markup: Markup {
            html: html.into(),
            holes: Box::default(),
        },
    }
}
