//! Collects the problems of one file.

use crate::base::{Code, Diagnostic, Level, LineIndex, Position, SourcePath, Span};

/// The problems of one file, and what is needed to say where they stand.
pub struct Reporter<'a> {
    path: &'a SourcePath,
    index: LineIndex<'a>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Reporter<'a> {
    /// Starts with no problem.
    pub fn new(path: &'a SourcePath, text: &'a str) -> Self {
        Reporter {
            path,
            index: LineIndex::new(text),
            diagnostics: Vec::new(),
        }
    }

    /// Adds a problem with its help.
    pub fn add(&mut self, code: Code, span: Span, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = Diagnostic::new(code, message).spanning(self.path, &self.index, span);
        self.diagnostics.push(diagnostic.help(help));
    }

    /// The line and column of a span.
    pub fn position(&self, span: Span) -> Position {
        self.index.position(span)
    }

    /// How many errors there are so far.
    pub fn errors(&self) -> usize {
        let is_error = |problem: &&Diagnostic| problem.code.level() == Level::Error;
        self.diagnostics.iter().filter(is_error).count()
    }

    /// How many problems there are so far.
    pub fn count(&self) -> usize {
        self.diagnostics.len()
    }

    /// Takes back the problems of a kind that were added after the first so many.
    pub fn take_back(&mut self, code: Code, after: usize) {
        let mut number = 0..;
        let is_older = |number: Option<usize>| number.is_some_and(|number| number < after);
        self.diagnostics
            .retain(|problem| is_older(number.next()) || problem.code != code);
    }

    /// Everything that was added.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

/// Text for a message: in backticks, on one line, not too long.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.trim().lines().next().unwrap_or_default();
    let short: String = line.chars().take(LONGEST).collect();
    let more = if short.len() < text.trim().len() { "…" } else { "" };
    format!("`{short}{more}`")
}
