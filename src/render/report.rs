//! Tera's errors, and what is found in templates before, as diagnostics.

use std::collections::HashMap;
use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError};

use super::contexts::Finding;
use super::isolation::Isolated;
use super::writer::{Limits, Stop};
use crate::base::{Code, Diagnostic, LineIndex, Position, SourcePath, Span};
use crate::model::Template;

/// A template as its author wrote it.
pub struct Source {
    /// Its file.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
    /// What Tera reads in its place.
    pub isolated: Option<Isolated>,
}

impl Source {
    /// The text that Tera reads.
    pub fn read(&self) -> &str {
        self.isolated.as_ref().map_or(&self.text, |isolated| &isolated.text)
    }
}

/// Every template by its full name.
pub type Sources = HashMap<String, Source>;

/// The problems that Tera met while it read templates.
pub fn loading(error: &Error, sources: &Sources) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) => vec![spanned(Code::TemplateSyntax, report, sources)],
        ErrorKind::Msg(reports) => reports.split("\n\n").map(|report| printed(report, sources)).collect(),
        _ => vec![Diagnostic::new(Code::TemplateSyntax, error.to_string())],
    }
}

/// The problem that ended a page; `subject` is the template or component, as a phrase.
pub fn rendering(error: &Error, stopped: Option<Stop>, limits: Limits, subject: &str, sources: &Sources) -> Diagnostic {
    match (stopped, error.kind()) {
        (Some(Stop::TooLarge), _) => {
            let message = format!("the page has more than {} bytes", limits.bytes);
            Diagnostic::new(Code::PageTooLarge, message).help(format!(
                "look for a loop that repeats too much in {subject}, or divide the article if its text is that long"
            ))
        }
        (Some(Stop::TooSlow), _) => {
            let seconds = limits.time.as_secs();
            let message = format!("{subject} is still running after {seconds} s");
            Diagnostic::new(Code::TemplateRender, message)
        }
        (None, ErrorKind::RenderingError(report)) => spanned(Code::TemplateRender, report, sources),
        (None, _) => Diagnostic::new(Code::TemplateRender, error.to_string()),
    }
}

fn spanned(code: Code, report: &ReportError, sources: &Sources) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, report.message());
    match sources.get(report.filename()) {
        Some(source) => {
            let span = Span::from(report.span().range.clone());
            let isolated = source.isolated.as_ref();
            let span = isolated.map_or(span, |isolated| isolated.written(span));
            diagnostic.spanning(&source.path, &LineIndex::new(&source.text), span)
        }
        None => diagnostic,
    }
}

/// Reads the place back from a report that Tera hands out only in print:
/// `error: message`, `--> file:line:column`, then the line and a row of carets.
fn printed(report: &str, sources: &Sources) -> Diagnostic {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default();
    let diagnostic = Diagnostic::new(Code::TemplateSyntax, message.strip_prefix("error: ").unwrap_or(message));
    let place = || {
        let (_, place) = lines.next()?.split_once("--> ")?;
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let path = &sources.get(parts.next()?)?.path;
        let carets = lines.last()?.matches('^').count();
        let length = u32::try_from(carets).ok()?;
        Some((path, Position { line, column, length }))
    };
    match { place }() {
        Some((path, position)) => diagnostic.at(path, position),
        None => diagnostic,
    }
}

/// What is found in a template, in the order of its text.
pub fn found(template: &Template, findings: &[Finding]) -> Vec<Diagnostic> {
    let text = &*template.text;
    let index = LineIndex::new(text);
    let mut last: Option<(usize, Position)> = None;
    let place = |finding: &Finding| {
        let start = finding.span.start as usize;
        let between = last.and_then(|(at, before)| Some((before, text.get(at..start)?)));
        let position = match between.filter(|(_, between)| !between.contains(['\n', '\r'])) {
            // A line of many findings is counted once.
            Some((before, between)) => Position {
                column: before.column.saturating_add(characters(between)),
                length: characters(text.get(start..finding.span.end as usize).unwrap_or_default()),
                ..before
            },
            None => index.position(finding.span),
        };
        last = Some((start, position));
        Diagnostic::new(finding.code, &finding.message)
            .at(&template.path, position)
            .help(&finding.help)
    };
    findings.iter().map(place).collect()
}

/// How many characters of its first line a text has.
fn characters(text: &str) -> u32 {
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    u32::try_from(line.chars().count()).unwrap_or(u32::MAX)
}
