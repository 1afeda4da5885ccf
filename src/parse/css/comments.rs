//! Comments that give a reason for what would be reported.

use std::collections::BTreeMap;
use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

use crate::base::Code;

/// The words with which a comment begins, and what it gives a reason for.
const WORDS: [(&str, Code); 7] = [
    ("physical", Code::PhysicalDirection),
    ("physical-direction", Code::PhysicalDirection),
    ("css-direction", Code::CssDirection),
    ("off-page", Code::OffPage),
    ("cursive", Code::CursiveStyle),
    ("cursive-style", Code::CursiveStyle),
    ("css-syntax", Code::CssSyntax),
];

/// The reasons that a sheet gives.
#[derive(Default)]
pub struct Reasons {
    /// What the whole file has a reason for.
    everywhere: Vec<Code>,
    /// The lines in which there is a reason for something, in bytes, in order and apart from each other.
    lines: BTreeMap<Code, Vec<Range<usize>>>,
    /// A comment that is never closed.
    pub unclosed: Option<Range<usize>>,
}

impl Reasons {
    /// Reads all comments of a sheet.
    pub fn read(text: &str) -> Self {
        let mut comments = Vec::new();
        collect(&mut Parser::new(text), &mut comments);
        let lines = Lines::new(text);
        let mut reasons = Reasons::default();
        for comment in comments {
            let written = text.get(comment.clone()).unwrap_or_default();
            if written.len() < 4 || !written.ends_with("*/") {
                reasons.unclosed = Some(comment.start..comment.start + 2);
                continue;
            }
            let Some(code) = reason(written) else {
                continue;
            };
            if comment.start == 0 {
                reasons.everywhere.push(code);
                continue;
            }
            let next = lines.meant(&comment);
            let known = reasons.lines.entry(code).or_default();
            match known.last_mut() {
                Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
                _ => known.push(next),
            }
        }
        reasons
    }

    /// Whether there is a reason for something in a declaration.
    pub fn cover(&self, code: Code, declaration: &Range<usize>) -> bool {
        let lines = self.lines.get(&code).map_or(&[][..], Vec::as_slice);
        let first = lines.partition_point(|lines| lines.end <= declaration.start);
        self.everywhere.contains(&code) || lines.get(first).is_some_and(|lines| lines.start < declaration.end)
    }
}

/// Where lines begin.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let ends = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The lines that a comment speaks of: its own, and the next if it stands there alone.
    fn meant(&self, comment: &Range<usize>) -> Range<usize> {
        let first = self.starts.partition_point(|&start| start <= comment.start);
        let start = first.checked_sub(1).and_then(|line| self.starts.get(line));
        let start = start.copied().unwrap_or_default();
        let next = self.starts.partition_point(|&start| start < comment.end);
        let line_start = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        let ends_line = |text: &str| text.trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        let before = self.text.get(start..comment.start).unwrap_or_default().trim_end();
        let is_alone = before.is_empty() && self.text.get(comment.end..).is_some_and(ends_line);
        // The second half of CR LF is a line of its own here.
        let crlf = self
            .text
            .get(line_start(next).saturating_sub(1)..)
            .is_some_and(|rest| rest.starts_with("\r\n"));
        let end = match (is_alone, crlf) {
            (false, _) => line_start(next),
            (true, false) => line_start(next + 1),
            (true, true) => line_start(next + 2),
        };
        start..end
    }
}

fn collect(input: &mut Parser<'_>, comments: &mut Vec<Range<usize>>) {
    loop {
        let start = input.position().byte_index();
        match input.next_including_whitespace_and_comments() {
            Ok(Token::Comment(_)) => comments.push(start..input.position().byte_index()),
            Ok(Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock) => {
                // Too deep is an error here, and no loss: nothing is reported from there.
                let _ = input.parse_nested_block(|input| {
                    collect(input, comments);
                    Ok::<_, ParseError<()>>(())
                });
            }
            Ok(_) => {}
            Err(_) => return,
        }
    }
}

/// What a comment gives a reason for, if it does.
fn reason(comment: &str) -> Option<Code> {
    let (word, reason) = comment.strip_prefix("/*")?.strip_suffix("*/")?.split_once(':')?;
    let (_, code) = WORDS.iter().find(|(known, _)| *known == word.trim())?;
    (!reason.trim().is_empty()).then_some(*code)
}
