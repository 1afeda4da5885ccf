//! The copy of a body that the Markdown parser reads, and the way back from it to the file.
//!
//! Everywhere the copy equals the file but for the places that [`scan`] found.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use super::directives::{Directive, Found, Scanned, Suspect, scan};

/// Around the number of an edit: control characters, which the copy holds nowhere else.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

/// A body as the parser reads it.
pub(super) struct Copy<'a> {
    /// What the parser reads.
    pub text: Cow<'a, str>,
    /// What to report if it stands in running text, in order.
    pub suspects: Vec<Suspect<'a>>,
    file: &'a str,
    start: usize,
    edits: Vec<Edit<'a>>,
}

/// A place where the copy differs from the file.
pub(super) struct Edit<'a> {
    /// The first byte in the copy.
    at: usize,
    /// One past its last byte in the copy.
    end: usize,
    /// Where it stands in the file, and what it is.
    pub found: Found<'a>,
}

impl<'a> Copy<'a> {
    /// The text of a file from `start` on, as it is.
    pub fn verbatim(file: &'a str, start: usize) -> Self {
        Copy {
            text: Cow::Borrowed(file.get(start..).unwrap_or_default()),
            suspects: Vec::new(),
            file,
            start,
            edits: Vec::new(),
        }
    }

    /// The text of a file from `start` on, with placeholders for its directives.
    pub fn prepared(file: &'a str, start: usize) -> Self {
        let mut copy = Copy::verbatim(file, start);
        let (found, suspects) = scan(file, start);
        copy.suspects = suspects;
        if found.is_empty() {
            return copy;
        }
        let mut text = String::with_capacity(copy.text.len() + 12 * found.len());
        let mut from = start;
        for (number, found) in found.into_iter().enumerate() {
            text.push_str(file.get(from..found.from).unwrap_or_default());
            from = found.to;
            let at = text.len();
            // Writing to a string cannot fail.
            let _ = match &found.what {
                Scanned::LineEnd => text.write_char('\n'),
                Scanned::Control | Scanned::Mark => Ok(()),
                Scanned::Literal => write!(text, "{OPEN}{number}{CLOSE}"),
                Scanned::HeadingId(id) => write!(text, "{{#{id}}}"),
                Scanned::Directive(directive) => match **directive {
                    Directive::SpanStart { .. } | Directive::SpanEnd => write!(text, "{OPEN}{number}{CLOSE}"),
                    _ => write!(text, "<?{OPEN}{number}{CLOSE}?>"),
                },
            };
            let end = text.len();
            copy.edits.push(Edit { at, end, found });
        }
        text.push_str(file.get(from..).unwrap_or_default());
        copy.text = Cow::Owned(text);
        copy
    }

    /// All places where the copy differs from the file.
    pub fn edits(&self) -> &[Edit<'a>] {
        &self.edits
    }

    /// The byte in the file that stands at `at` in the copy.
    pub fn origin(&self, at: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.at <= at);
        match before.checked_sub(1).and_then(|last| self.edits.get(last)) {
            None => self.start + at,
            Some(edit) if at < edit.end => edit.found.from,
            Some(edit) => edit.found.to + (at - edit.end),
        }
    }

    /// The range in the file of a range of the copy.
    pub fn origins(&self, range: Range<usize>) -> Range<usize> {
        self.origin(range.start)..self.origin(range.end)
    }

    /// What the file says at an edit.
    pub fn typed(&self, edit: &Edit<'a>) -> &'a str {
        self.file.get(edit.found.from..edit.found.to).unwrap_or_default()
    }

    /// Splits `text` at its first placeholder.
    pub fn placeholder<'t>(&self, text: &'t str) -> Option<(&'t str, usize, &'t str)> {
        let (before, rest) = text.split_once(OPEN)?;
        let (number, after) = rest.split_once(CLOSE)?;
        Some((
            before,
            number.parse().ok().filter(|&number| number < self.edits.len())?,
            after,
        ))
    }

    /// The number of the placeholder that is all of `line`.
    pub fn marker(&self, line: &str) -> Option<usize> {
        let line = line.trim_ascii().strip_prefix("<?")?.strip_suffix("?>")?;
        match self.placeholder(line)? {
            ("", number, "") => Some(number),
            _ => None,
        }
    }

    /// The HTML that stands for an edit, if that is the line of an element.
    pub fn element(&self, number: usize) -> Option<&str> {
        match &self.edits.get(number)?.found.what {
            Scanned::Directive(directive) => match &**directive {
                Directive::Element(html) => Some(html),
                _ => None,
            },
            _ => None,
        }
    }

    /// Text of code or raw HTML that the parser took from `range`, as it was typed.
    pub fn restored<'t>(&self, text: &'t str, range: Range<usize>) -> Cow<'t, str> {
        let first = self.edits.partition_point(|edit| edit.at < range.start);
        let edits = self.edits.get(first..).unwrap_or_default();
        if edits.first().is_none_or(|edit| edit.at >= range.end) {
            return Cow::Borrowed(text);
        }
        if self.text.get(range.clone()) != Some(text) {
            return self.unescaped(text);
        }
        let mut restored = String::with_capacity(text.len());
        let mut from = range.start;
        for edit in edits.iter().take_while(|edit| edit.at < range.end) {
            restored.push_str(self.text.get(from..edit.at).unwrap_or_default());
            match &edit.found.what {
                Scanned::LineEnd if edit.found.from < edit.found.to => restored.push('\n'),
                Scanned::LineEnd | Scanned::Control => {}
                Scanned::Mark | Scanned::Literal | Scanned::HeadingId(_) | Scanned::Directive(_) => {
                    restored.push_str(self.typed(edit))
                }
            }
            from = edit.end;
        }
        restored.push_str(self.text.get(from..range.end).unwrap_or_default());
        Cow::Owned(restored)
    }

    /// Text with what was typed in place of placeholders.
    pub fn unescaped<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.edits.is_empty() || !text.contains(OPEN) {
            return Cow::Borrowed(text);
        }
        let mut plain = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, number, after)) = self.placeholder(rest) {
            let Some(edit) = self.edits.get(number) else { break };
            let is_marker = before.ends_with("<?") && after.starts_with("?>");
            plain.push_str(if is_marker {
                before.strip_suffix("<?").unwrap_or(before)
            } else {
                before
            });
            plain.push_str(self.typed(edit));
            rest = if is_marker {
                after.strip_prefix("?>").unwrap_or(after)
            } else {
                after
            };
        }
        plain.push_str(rest);
        Cow::Owned(plain)
    }

    /// Text without the brackets and arguments of spans.
    pub fn spoken<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.edits.is_empty() || !text.contains(OPEN) {
            return Cow::Borrowed(text);
        }
        let mut spoken = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, number, after)) = self.placeholder(rest) {
            spoken.push_str(before);
            if let Some(edit) = self
                .edits
                .get(number)
                .filter(|edit| matches!(edit.found.what, Scanned::Literal))
            {
                spoken.push_str(self.typed(edit));
            }
            rest = after;
        }
        spoken.push_str(rest);
        Cow::Owned(spoken)
    }
}
