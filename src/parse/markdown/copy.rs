//! The copy of a body that the Markdown parser reads, and the way back from it to the file.
//!
//! Everywhere the copy equals the file but for the places that [`scan`] found.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use super::directives::{Directive, Found, Marks, Scanned, Suspect, scan};

/// Around the number of an edit: control characters, which the copy holds nowhere else.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';
/// A blank that is written beside a run of `*` or `_`: a control character too, so nobody can have typed it.
const FLANK: char = '\u{B}';

/// A body as the parser reads it.
pub(super) struct Copy<'a> {
    /// What the parser reads.
    pub text: Cow<'a, str>,
    /// What to report if it stands in running text, in order.
    pub suspects: Vec<Suspect<'a>>,
    file: &'a str,
    start: usize,
    edits: Vec<Edit<'a>>,
    /// Whether some edits are told from text by their place alone.
    has_silent_edits: bool,
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
            has_silent_edits: false,
        }
    }

    /// The text of a file from `start` on, with placeholders for its directives. With `marks`, straight quotation marks
    /// are shown as those.
    pub fn prepared(file: &'a str, start: usize, marks: Option<Marks<'_>>) -> Self {
        let mut copy = Copy::verbatim(file, start);
        let (found, suspects) = scan(file, start, marks);
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
                Scanned::Number(ascii, _) => text.write_str(ascii),
                Scanned::Flank => text.write_char(FLANK),
                Scanned::Quote(_) => text.write_str(file.get(found.from..found.to).unwrap_or_default()),
                Scanned::Directive(directive) => match **directive {
                    Directive::SpanStart { .. } | Directive::SpanEnd => write!(text, "{OPEN}{number}{CLOSE}"),
                    _ => write!(text, "<?{OPEN}{number}{CLOSE}?>"),
                },
            };
            let end = text.len();
            let edit = Edit { at, end, found };
            copy.has_silent_edits |= is_silent(&edit);
            copy.edits.push(edit);
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

    /// Whether some edits are told from text by their place alone.
    #[cfg(test)]
    pub fn has_silent_edits(&self) -> bool {
        self.has_silent_edits
    }

    /// The range in the file of a range of the copy.
    pub fn origins(&self, range: Range<usize>) -> Range<usize> {
        self.origin(range.start)..self.origin(range.end)
    }

    /// What the file says in a range.
    pub fn file_text(&self, range: Range<usize>) -> &'a str {
        self.file.get(range).unwrap_or_default()
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

    /// Running text that the parser took from `range`, as readers see it: numbers in the digits that were typed, the
    /// quotation marks of the language. Placeholders stay.
    pub fn shown<'t>(&self, text: &'t str, range: Range<usize>) -> Cow<'t, str> {
        if !self.has_silent_edits || self.text.get(range.clone()) != Some(text) {
            return Cow::Borrowed(text);
        }
        let first = self.edits.partition_point(|edit| edit.at < range.start);
        let edits = self.edits.get(first..).unwrap_or_default().iter();
        let mut shown = String::new();
        let mut from = range.start;
        for edit in edits.take_while(|edit| edit.end <= range.end && edit.at < range.end) {
            if !is_silent(edit) {
                continue;
            }
            shown.push_str(self.text.get(from..edit.at).unwrap_or_default());
            match edit.found.what {
                Scanned::Quote(mark) => shown.push(mark),
                _ => shown.push_str(self.typed(edit)),
            }
            from = edit.end;
        }
        if from == range.start {
            return Cow::Borrowed(text);
        }
        shown.push_str(self.text.get(from..range.end).unwrap_or_default());
        Cow::Owned(shown)
    }

    /// All of the text as readers see it.
    pub fn shown_whole(&self) -> Cow<'_, str> {
        self.shown(&self.text, 0..self.text.len())
    }

    /// CLDR's name of the digits of the list that starts at `at` in the copy, unless they are ASCII's.
    pub fn numerals(&self, at: usize) -> Option<&'static str> {
        let rest = self.text.get(at..).unwrap_or_default();
        let at = at + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        let first = self.edits.partition_point(|edit| edit.at < at);
        let edits = self.edits.get(first..).unwrap_or_default().iter();
        edits
            .take_while(|edit| edit.at == at)
            .find_map(|edit| match edit.found.what {
                Scanned::Number(_, numerals) => Some(numerals),
                _ => None,
            })
    }

    /// Text of code or raw HTML that the parser took from `range`, as it was typed.
    pub fn restored<'t>(&self, text: &'t str, range: Range<usize>) -> Cow<'t, str> {
        let first = self.edits.partition_point(|edit| edit.at < range.start);
        let edits = self.edits.get(first..).unwrap_or_default();
        if edits.first().is_none_or(|edit| edit.at >= range.end) {
            return Cow::Borrowed(text);
        }
        if self.text.get(range.clone()) != Some(text) {
            return match edits.iter().take_while(|edit| edit.at < range.end).any(is_silent) {
                true => self.unescaped(&self.aligned(text, range)).into_owned().into(),
                false => self.unescaped(text),
            };
        }
        let mut restored = String::with_capacity(text.len());
        let mut from = range.start;
        for edit in edits.iter().take_while(|edit| edit.at < range.end) {
            restored.push_str(self.text.get(from..edit.at).unwrap_or_default());
            match &edit.found.what {
                Scanned::LineEnd if edit.found.from < edit.found.to => restored.push('\n'),
                Scanned::LineEnd | Scanned::Control => {}
                Scanned::Mark
                | Scanned::Literal
                | Scanned::HeadingId(_)
                | Scanned::Directive(_)
                | Scanned::Number(..)
                | Scanned::Flank
                | Scanned::Quote(_) => restored.push_str(self.typed(edit)),
            }
            from = edit.end;
        }
        restored.push_str(self.text.get(from..range.end).unwrap_or_default());
        Cow::Owned(restored)
    }

    /// Code that the parser took from several lines of `range`, with what was typed in place of silent edits. It has lost
    /// the signs around it, what stands before its lines, and their ends.
    fn aligned(&self, text: &str, range: Range<usize>) -> String {
        let mut aligned = String::with_capacity(text.len());
        let mut rest = text;
        let mut at = range.start;
        let first = self.edits.partition_point(|edit| edit.at < at);
        let mut edits = self.edits.get(first..).unwrap_or_default().iter();
        let mut edit = edits.by_ref().find(|edit| is_silent(edit));
        while let Some(c) = self.text.get(at..range.end).and_then(|source| source.chars().next()) {
            if let Some(silent) = edit.filter(|silent| silent.at == at) {
                let read = self.text.get(silent.at..silent.end).unwrap_or_default();
                edit = edits.by_ref().find(|edit| is_silent(edit));
                if let Some(after) = rest.strip_prefix(read) {
                    aligned.push_str(self.typed(silent));
                    rest = after;
                    at = silent.end;
                    continue;
                }
            }
            at += c.len_utf8();
            let after = rest.strip_prefix(c).or_else(|| match c {
                '\n' => rest.strip_prefix(' '),
                _ => None,
            });
            if let Some(after) = after {
                aligned.push_str(rest.get(..rest.len() - after.len()).unwrap_or_default());
                rest = after;
            }
        }
        aligned.push_str(rest);
        aligned
    }

    /// Text with what was typed in place of placeholders.
    pub fn unescaped<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.has_silent_edits && text.contains(FLANK) {
            let without = text.replace(FLANK, "");
            return self.unescaped(&without).into_owned().into();
        }
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

/// Whether an edit leaves no placeholder in the copy that tells it from text.
fn is_silent(edit: &Edit<'_>) -> bool {
    matches!(
        edit.found.what,
        Scanned::Number(..) | Scanned::Flank | Scanned::Quote(_)
    )
}
