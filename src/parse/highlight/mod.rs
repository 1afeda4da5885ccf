//! Code as HTML with short classes. Never fails: what cannot be highlighted is printed as plain text.

mod classes;
mod languages;
mod spans;

use std::sync::LazyLock;

use crate::base::escape;
use syntect::parsing::{ParseState, SyntaxSet};

use crate::model::CodeBlock;
use classes::{ClassStack, Classes};
use spans::Spans;

/// Lines longer than this, in bytes, are usually generated, and can take a parser very long.
const LONGEST_LINE: usize = 2_000;
/// Blocks longer than this, in bytes, are data rather than code.
const LONGEST_BLOCK: usize = 512 * 1024;

/// Changes whenever the same code would be printed otherwise; part of every digest of highlighted code.
pub fn version() -> u32 {
    1
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
    /// The inner HTML of a block of code: escaped text, parts of which stand in `<span class="…">`.
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
        let mut spans = Spans::with_capacity(code.len() * 2);
        for line in code.split_inclusive('\n') {
            // The syntaxes expect every line to end.
            let operations = if line.ends_with('\n') {
                state.parse_line(line, &self.syntaxes)
            } else {
                state.parse_line(&format!("{line}\n"), &self.syntaxes)
            };
            let mut from = 0;
            for (at, operation) in operations.ok()? {
                let at = at.min(line.len());
                spans.push(stack.class(), line.get(from..at)?);
                from = at;
                stack.apply(&operation)?;
            }
            spans.push(stack.class(), line.get(from..)?);
        }
        Some(spans.finish())
    }
}

/// The element of a block of code: left to right whatever the page, not translated, scrolled by keyboard.
pub fn pre(block: &CodeBlock, inner: &str) -> String {
    let mut html = String::with_capacity(inner.len() + 100);
    html.push_str("<pre dir=\"ltr\" translate=\"no\" tabindex=\"0\"><code");
    if !block.language.is_empty() {
        html.push_str(" class=\"language-");
        // Writing to a string cannot fail.
        escape::html(&block.language, &mut html);
        html.push('"');
    }
    html.push('>');
    html.push_str(inner);
    html.push_str("</code></pre>");
    html
}

fn escaped(code: &str) -> String {
    let mut html = String::with_capacity(code.len() + code.len() / 16);
    // Writing to a string cannot fail.
    escape::text(code, &mut html);
    html
}

#[cfg(test)]
mod tests;
