//! Which language the words around a quotation are in: its marks are of the text that it stands in.

use std::ops::Range;

use crate::parse::markdown::Reading;
use crate::text::{Direction, Quotes, first_strong, may_oppose, runs_against, script};

/// The quotation marks of a page.
#[derive(Clone, Copy)]
pub(in super::super) struct Marks<'a> {
    /// Those of its language.
    pub own: Quotes,
    /// What tells the language of text that runs against the page; without it, all of the page has the same marks.
    pub reading: Option<Reading<'a>>,
}

/// A quotation: where its marks stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quotation {
    pub open: usize,
    pub close: usize,
    /// Whether it has the marks of one within another.
    pub is_inner: bool,
}

/// What is around a quotation, and the direction in which that runs.
struct Around {
    range: Range<usize>,
    direction: Direction,
}

/// The marks that these quotations of a paragraph become, each by its byte in `text`.
pub(super) fn marked(
    text: &str,
    paragraph: Range<usize>,
    mut quotations: Vec<Quotation>,
    marks: Marks<'_>,
) -> Vec<(usize, char)> {
    let words = text.get(paragraph.clone()).unwrap_or_default();
    let reading = marks.reading.filter(|reading| may_oppose(words, reading.direction));
    let mut found = Vec::with_capacity(2 * quotations.len());
    let mut add = |quotation: Quotation, quotes: Option<Quotes>| {
        let pair = quotes.and_then(|quotes| match quotation.is_inner {
            true => quotes.inner,
            false => Some(quotes.outer),
        });
        found.extend(pair.map(|[open, close]| [(quotation.open, open), (quotation.close, close)]));
    };
    let Some(reading) = reading else {
        quotations
            .into_iter()
            .for_each(|quotation| add(quotation, Some(marks.own)));
        return found.into_iter().flatten().collect();
    };
    quotations.sort_unstable();
    let words = without_syntax(words);
    let start = paragraph.start;
    let mut around = vec![Around::within(&words, 0..words.len(), reading.direction)];
    for quotation in quotations {
        let [open, close] = [quotation.open, quotation.close].map(|at| at.saturating_sub(start));
        while around.len() > 1 && around.last().is_some_and(|around| around.range.end <= open) {
            around.pop();
        }
        let Some(outer) = around.last() else { continue };
        let content = open + 1..close;
        let letter = outer.letter_beside(&words, open, close);
        let direction = letter.map_or(outer.direction, |(direction, _)| direction);
        let quotes = if direction == reading.direction {
            Some(marks.own)
        } else {
            let written = letter
                .map(|(_, letter)| letter)
                .or_else(|| words.get(outer.range.clone()));
            let script = written.and_then(script);
            let told = script.and_then(|script| reading.language.told(script, reading.languages));
            told.filter(|told| told.direction == direction)
                .and_then(|told| told.quotes)
        };
        add(quotation, quotes);
        if around.len() < DEEPEST {
            around.push(Around::within(&words, content, direction));
        }
    }
    found.into_iter().flatten().collect()
}

/// How deep the direction of quotations within quotations is looked for.
const DEEPEST: usize = 4;

impl Around {
    fn within(words: &str, range: Range<usize>, direction: Direction) -> Self {
        let is_against = words
            .get(range.clone())
            .is_some_and(|words| runs_against(words, direction));
        Around {
            range,
            direction: if is_against { direction.opposite() } else { direction },
        }
    }

    /// The direction of the letters before and behind a quotation, if both have the same, and one of them. What has no
    /// letter on one side begins or ends the text around, whose direction it takes.
    fn letter_beside<'w>(&self, words: &'w str, open: usize, close: usize) -> Option<(Direction, &'w str)> {
        let before = words.get(self.range.start..open)?;
        let behind = words.get(close + 1..self.range.end)?;
        let mut letters = before.char_indices().rev().take(FARTHEST);
        let (at, direction) = letters.find_map(|(at, c)| Some((at, told(c)?)))?;
        let last = behind.chars().take(FARTHEST).find_map(told)?;
        (direction == last).then(|| (direction, before.get(at..).unwrap_or_default()))
    }
}

/// How far the letters beside a quotation may be from it, in characters.
const FARTHEST: usize = 64;

/// The direction that a character tells; a comma of right-to-left text parts the names of a list that runs so.
fn told(c: char) -> Option<Direction> {
    match c {
        '،' | '؛' | '؟' | '۔' => Some(Direction::Rtl),
        _ => first_strong(c.encode_utf8(&mut [0; 4])),
    }
}

/// A text with blanks in place of code, tags, references, braces and the addresses of links, byte by byte.
fn without_syntax(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', '<', '{', '&', '(']) {
        let (before, sign) = rest.split_at(at);
        out.push_str(before);
        let length = match sign.as_bytes() {
            [b'`', ..] => code(sign),
            [b'<', b'a'..=b'z' | b'A'..=b'Z' | b'/' | b'!', ..] => end(sign, '>'),
            [b'{', ..] => end(sign, '}'),
            [b'&', b'#' | b'a'..=b'z' | b'A'..=b'Z', ..] => {
                end(sign, ';').filter(|&length| length <= LONGEST_REFERENCE)
            }
            [b'(', ..] if before.ends_with(']') => end(sign, ')'),
            _ => None,
        };
        match length.and_then(|length| sign.split_at_checked(length)) {
            Some((syntax, behind)) => {
                out.extend(std::iter::repeat_n(' ', syntax.len()));
                rest = behind;
            }
            None => {
                // A run of backquotes is looked at once.
                let behind = sign.trim_start_matches('`');
                let behind = if behind.len() < sign.len() {
                    behind
                } else {
                    sign.get(1..).unwrap_or_default()
                };
                out.push_str(sign.strip_suffix(behind).unwrap_or_default());
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `&CounterClockwiseContourIntegral;`
const LONGEST_REFERENCE: usize = 33;

/// How far syntax reaches at most, in bytes.
const LONGEST: usize = 1000;

fn end(text: &str, sign: char) -> Option<usize> {
    let length = text
        .bytes()
        .take(LONGEST)
        .position(|byte| u32::from(byte) == u32::from(sign))?;
    Some(length + sign.len_utf8())
}

fn code(text: &str) -> Option<usize> {
    let is_tick = |&byte: &u8| byte == b'`';
    let ticks = text.bytes().take_while(|byte| is_tick(byte)).count();
    let (mut at, mut run) = (ticks, 0);
    for byte in text.bytes().skip(ticks).take(LONGEST) {
        if !is_tick(&byte) && run == ticks {
            break;
        }
        run = if is_tick(&byte) { run + 1 } else { 0 };
        at += 1;
    }
    (run == ticks).then_some(at)
}
