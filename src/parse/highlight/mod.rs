//! Code as HTML with short classes. Never fails: what cannot be highlighted is printed as plain text.

mod classes;
mod controls;
mod languages;
mod spans;

use std::fmt::Write as _;
use std::sync::LazyLock;

use crate::base::escape;
use syntect::parsing::{ParseState, SyntaxSet};

use crate::model::CodeBlock;
use crate::text::{Literal, code_isolates, literals, may_turn, prose_line};
use classes::{ClassStack, Classes, Within};
use spans::Spans;

/// Lines longer than this, in bytes, are usually generated, and can take a parser very long.
const LONGEST_LINE: usize = 2_000;
/// Blocks longer than this, in bytes, are data rather than code.
const LONGEST_BLOCK: usize = 512 * 1024;

/// Changes whenever the same code would be printed otherwise; part of every digest of highlighted code.
pub fn version() -> u32 {
    2
}

/// Highlights code. Its syntaxes are loaded when the first block of code asks for them.
pub struct Highlighter {
    loaded: LazyLock<Loaded>,
}

struct Loaded {
    syntaxes: SyntaxSet,
    classes: Classes,
}

impl Default for Highlighter {
    fn default() -> Self {
        let load = || Loaded {
            syntaxes: two_face::syntax::extra_newlines(),
            classes: Classes::new(),
        };
        Highlighter {
            loaded: LazyLock::new(load),
        }
    }
}

impl Highlighter {
    /// The inner HTML of a block of code: escaped text, parts of which stand in `<span class="…">`. Tokens with
    /// right-to-left text are isolated, and bidi controls are shown (`ctl`).
    ///
    /// | class | | class | | class | |
    /// |---|---|---|---|---|---|
    /// | `c` | comment | `f` | function | `h` | heading |
    /// | `s` | string | `t` | type | `b` | bold |
    /// | `x` | escape in a string | `v` | variable | `u` | emphasis |
    /// | `n` | number, constant | `a` | attribute, property | `i` | inserted |
    /// | `k` | keyword | `g` | tag, key | `d` | deleted |
    /// | `o` | operator | `m` | macro, annotation | `e` | invalid |
    pub fn highlight(&self, language: &str, code: &str) -> Box<str> {
        let is_small = code.len() <= LONGEST_BLOCK && code.lines().all(|line| line.len() <= LONGEST_LINE);
        let highlighted = languages::token(language)
            .filter(|_| is_small)
            .and_then(|token| self.loaded.highlight(&token, code));
        highlighted.unwrap_or_else(|| escaped(code)).into_boxed_str()
    }
}

impl Loaded {
    fn highlight(&self, token: &str, code: &str) -> Option<String> {
        let syntax = self.syntaxes.find_syntax_by_token(token)?;
        let mut state = ParseState::new(syntax);
        let mut stack = ClassStack::new(&self.classes);
        let is_markdown = syntax.name.contains("Markdown");
        let mut spans = Spans::with_capacity(code.len() * 2);
        for line in code.split_inclusive('\n') {
            // The syntaxes expect every line to end.
            let operations = if line.ends_with('\n') {
                state.parse_line(line, &self.syntaxes)
            } else {
                state.parse_line(&format!("{line}\n"), &self.syntaxes)
            };
            let mut tokens = Tokens::new(line, may_turn(line));
            let is_prose = is_markdown && stack.class().is_empty();
            for (at, operation) in operations.ok()? {
                tokens.push(at.min(line.len()), &stack, &mut spans)?;
                stack.apply(&operation)?;
            }
            tokens.push(line.len(), &stack, &mut spans)?;
            tokens.finish(is_prose, &mut spans);
        }
        Some(spans.finish())
    }
}

/// The tokens of a line. They are written at once, unless the line may hold right-to-left text.
struct Tokens<'l> {
    line: &'l str,
    from: usize,
    held: Option<Vec<(&'static str, &'l str)>>,
    literals: Vec<Literal>,
    /// The literal that the last token belongs to.
    last: Option<Within>,
}

impl<'l> Tokens<'l> {
    fn new(line: &'l str, may_turn: bool) -> Self {
        Tokens {
            line,
            from: 0,
            held: may_turn.then(Vec::new),
            literals: Vec::new(),
            last: None,
        }
    }

    /// Adds what stands before `to`.
    fn push(&mut self, to: usize, stack: &ClassStack<'_>, spans: &mut Spans) -> Option<()> {
        let (class, token) = (stack.class(), self.line.get(self.from..to)?);
        let range = self.from..to;
        self.from = to;
        let Some(held) = &mut self.held else {
            spans.push(class, token);
            return Some(());
        };
        if range.is_empty() {
            return Some(());
        }
        held.push((class, token));
        let within = stack.literal();
        let goes_on =
            |last: &Within, next: &Within| last.number == next.number || (last.kind == next.kind && !next.begins);
        match (self.literals.last_mut(), self.last, within) {
            (Some(literal), Some(last), Some(next)) if goes_on(&last, &next) => literal.range.end = range.end,
            (_, _, Some(next)) => self.literals.push(Literal { range, kind: next.kind }),
            (_, _, None) => {}
        }
        self.last = within;
        Some(())
    }

    fn finish(self, is_prose: bool, spans: &mut Spans) {
        if let Some(tokens) = self.held {
            let prose = prose_line(self.line).filter(|_| is_prose).map(|prose| vec![prose]);
            spans.push_isolated(&tokens, &code_isolates(self.line, &prose.unwrap_or(self.literals)));
        }
    }
}

/// The element of a block of code: left to right whatever the page, not translated, scrolled by keyboard. Numbers of
/// lines are attributes, which a style sheet shows, so that nobody selects and copies them.
pub fn pre(block: &CodeBlock, inner: &str, numbered: bool) -> String {
    let mut html = String::with_capacity(inner.len() + 100);
    html.push_str("<pre dir=\"ltr\" translate=\"no\" tabindex=\"0\"><code");
    if !block.language.is_empty() {
        html.push_str(" class=\"language-");
        // Writing to a string cannot fail.
        escape::html(&block.language, &mut html);
        html.push('"');
    }
    html.push('>');
    let numbers = block.numbers.filter(|_| numbered);
    if numbers.is_none() && block.marked.is_empty() {
        html.push_str(inner);
    } else {
        lines(block, inner, numbers, &mut html);
    }
    html.push_str("</code></pre>");
    html
}

/// Writes code line by line, which no element in it crosses.
fn lines(block: &CodeBlock, inner: &str, numbers: Option<u32>, html: &mut String) {
    let mut marked = block.marked.iter().peekable();
    for (line, at) in inner.split_inclusive('\n').zip(0u32..) {
        while marked.next_if(|range| range.end <= at).is_some() {}
        let is_marked = marked.peek().is_some_and(|range| range.start <= at);
        let element = if is_marked { "mark" } else { "span" };
        let (text, end) = match line.strip_suffix('\n') {
            Some(text) => (text, "\n"),
            None => (line, ""),
        };
        // Writing to a string cannot fail.
        let _ = match numbers {
            Some(first) => {
                let number = first.saturating_add(at);
                write!(html, "<{element} data-line=\"{number}\">{text}</{element}>{end}")
            }
            None if is_marked => write!(html, "<mark>{text}</mark>{end}"),
            None => write!(html, "{line}"),
        };
    }
}

/// Writes inline code: like a block in no particular language.
pub fn inline_code(code: &str, html: &mut String) {
    if may_turn(code) {
        html.push_str(&isolated(code));
    } else {
        escape::text(code, html);
    }
}

fn escaped(code: &str) -> String {
    if may_turn(code) {
        return isolated(code);
    }
    let mut html = String::with_capacity(code.len() + code.len() / 16);
    // Writing to a string cannot fail.
    escape::text(code, &mut html);
    html
}

/// Code in no particular language that may hold right-to-left text.
fn isolated(code: &str) -> String {
    let mut spans = Spans::with_capacity(code.len() * 2);
    for line in code.split_inclusive('\n') {
        let isolates = if may_turn(line) {
            code_isolates(line, &literals(line))
        } else {
            Vec::new()
        };
        spans.push_isolated(&[("", line)], &isolates);
    }
    spans.finish()
}

#[cfg(test)]
mod tests;
