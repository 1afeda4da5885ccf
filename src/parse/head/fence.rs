//! Where the front matter of a file starts and ends, and in which form it is.

use std::ops::Range;

use super::date::parse_date;
use crate::model::Date;
use crate::text::is_mark;

/// The form of a file's beginning.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form {
    /// YAML between `---` lines.
    Yaml(Range<usize>),
    /// TOML between `+++` lines.
    Toml(Range<usize>),
    /// A fence at this place is never closed.
    Unclosed(Range<usize>),
    /// A fence that names an engine, such as `---js`.
    Engine(Range<usize>),
    /// Plain text, perhaps after the word `date` and a date.
    PlainText(Option<Dated>),
    /// Nothing but the body.
    None,
}

/// The date of a plain text: its place, and what it means if it can be read.
pub(super) type Dated = (Range<usize>, Option<Date>);

/// Finds the form of a text, and where its body starts.
pub(super) fn detect(text: &str, is_txt: bool) -> (Form, usize) {
    let without = if is_txt { Form::PlainText(None) } else { Form::None };
    let mut lines = Lines { text, at: 0 };
    let Some(first) = lines.find(|line| !text.get(line.clone()).unwrap_or_default().trim().is_empty()) else {
        return (without, 0);
    };
    let line = text.get(first.clone()).unwrap_or_default();
    let fence = bare(line);
    let place = first.start..first.start + line.trim_end().len();
    if let Some((date, body)) = dated(line, first.start) {
        return (Form::PlainText(Some(date)), body);
    }
    let (marker, form): (&str, fn(Range<usize>) -> Form) = match fence.get(..3) {
        Some("---") => ("---", Form::Yaml),
        Some("+++") => ("+++", Form::Toml),
        _ => return (without, 0),
    };
    let engine = fence.get(3..).unwrap_or_default();
    let is_engine = engine.starts_with(|c: char| c.is_ascii_alphabetic());
    if !engine.is_empty() && !is_engine {
        return (without, 0);
    }
    let closing = lines.find(|line| {
        let line = bare(text.get(line.clone()).unwrap_or_default());
        line == marker || (marker == "---" && line == "...")
    });
    let body = lines.at;
    match closing {
        _ if is_engine => (Form::Engine(place), body),
        Some(closing) => (form(first.end..closing.start), body),
        None => (Form::Unclosed(place), text.len()),
    }
}

/// A line without blanks at its end and without invisible marks around it, which editors of Arabic leave there.
fn bare(line: &str) -> &str {
    line.trim_start_matches(is_mark)
        .trim_end_matches(|c: char| c.is_whitespace() || is_mark(c))
}

/// Reads `date 2025-03-04 …` at the start of a line: the date with its place, and where the text goes on.
/// What looks like a date but is none counts too, so that it can be reported.
fn dated(line: &str, line_start: usize) -> Option<(Dated, usize)> {
    let rest = line.trim_start().strip_prefix("date")?;
    let written = rest.trim_start();
    if written.len() == rest.len() || !written.starts_with(is_digit) {
        return None;
    }
    let start = line.len() - written.len();
    let word_ends = || {
        let ends = written
            .char_indices()
            .zip(written.chars().skip(1).map(Some).chain([None]));
        ends.filter(|((_, c), next)| !c.is_whitespace() && next.is_none_or(char::is_whitespace))
            .map(|((at, c), _)| at + c.len_utf8())
            .take(3)
    };
    let whole = |end: usize| (line_start + start..line_start + start + end, line_start + start + end);
    let ends: Vec<usize> = word_ends().collect();
    for &end in ends.iter().rev() {
        if let Some(date) = written.get(..end).and_then(parse_date) {
            let (place, body) = whole(end);
            return Some(((place, Some(date)), body));
        }
    }
    let &first = ends.first()?;
    let word = written.get(..first)?;
    let numbers = word
        .split(['-', '/', '.'])
        .filter(|part| part.chars().all(is_digit) && !part.is_empty());
    let (place, body) = whole(first);
    (numbers.count() == 3).then_some(((place, None), body))
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

/// The ranges of the lines, their ends included; `\n`, `\r\n` and a lone `\r` end a line.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = match rest.find(['\n', '\r']) {
            Some(end) if rest.get(end..).is_some_and(|end| end.starts_with("\r\n")) => end + 2,
            Some(end) => end + 1,
            None => rest.len(),
        };
        self.at = start + length;
        Some(start..self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fences() {
        for (text, block, body) in [
            ("---\na: 1\n---\nx", Some("a: 1\n"), "x"),
            ("---\r\na: 1\r\n---\r\nx", Some("a: 1\r\n"), "x"),
            ("---\ra: 1\r---\rx", Some("a: 1\r"), "x"),
            ("--- \t\na: 1\n---  \nx", Some("a: 1\n"), "x"),
            ("\n \n---\na: 1\n...\nx", Some("a: 1\n"), "x"),
            ("---\n---\nx", Some(""), "x"),
            ("---\na: |\n  ---\n---", Some("a: |\n  ---\n"), ""),
            ("+++\na = 1\n+++\nx", Some("a = 1\n"), "x"),
            ("\u{200F}---\na: 1\n\u{200F}---\u{200F} \nx", Some("a: 1\n"), "x"),
            ("----\nx\n---\n", None, "----\nx\n---\n"),
            ("--- x\n---\n", None, "--- x\n---\n"),
            (" ---\nx\n ---\n", None, " ---\nx\n ---\n"),
            ("# x\n---\n", None, "# x\n---\n"),
            ("", None, ""),
        ] {
            let (form, start) = detect(text, false);
            let found = match form {
                Form::Yaml(range) | Form::Toml(range) => text.get(range),
                Form::None => None,
                other => panic!("{text:?}: {other:?}"),
            };
            assert_eq!((found, text.get(start..)), (block, Some(body)), "{text:?}");
        }
    }

    #[test]
    fn fences_in_plain_text() {
        assert_eq!(detect("---\na: 1\n---\nx", true), (Form::Yaml(4..9), 13));
    }

    #[test]
    fn fences_that_are_errors() {
        assert_eq!(detect("---\na: 1\n", false).0, Form::Unclosed(0..3));
        assert_eq!(detect("\n---", false).0, Form::Unclosed(1..4));
        assert_eq!(detect("+++\n---\n", false).0, Form::Unclosed(0..3));
        assert_eq!(detect("---js\n1\n---\nx", false), (Form::Engine(0..5), 12));
        assert_eq!(detect("---json\n{}\n", false), (Form::Engine(0..7), 11));
    }

    #[test]
    fn plain_text() {
        let date = parse_date("2025-03-04");
        let time = parse_date("2025-03-04 10:20");
        for (text, is_txt, expected, body) in [
            (" date 2025-03-04 نص\nثان", false, Some(Some((6..16, date))), " نص\nثان"),
            ("\n\ndate\t2025-03-04", false, Some(Some((7..17, date))), ""),
            ("date 2025-03-04 10:20 x", true, Some(Some((5..21, time))), " x"),
            ("date 2025-03-04 10 x", true, Some(Some((5..15, date))), " 10 x"),
            ("date 04/03/2025 x", false, Some(Some((5..15, None))), " x"),
            ("date: 2025-03-04", false, None, "date: 2025-03-04"),
            ("dates 2025-03-04", false, None, "dates 2025-03-04"),
            ("date 10 dates", false, None, "date 10 dates"),
            ("date 10 dates", true, Some(None), "date 10 dates"),
            ("----\nx", true, Some(None), "----\nx"),
            ("", true, Some(None), ""),
        ] {
            let (form, start) = detect(text, is_txt);
            let found = match form {
                Form::PlainText(date) => Some(date),
                Form::None => None,
                other => panic!("{text:?}: {other:?}"),
            };
            assert_eq!((found, text.get(start..)), (expected, Some(body)), "{text:?}");
        }
    }
}
