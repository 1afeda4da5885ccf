//! What stands behind the fence of a block of code: its language, and in braces its title, line numbers and marks.

use std::ops::Range;

use super::calls::number;
use super::directives::{Arg, read_args};
use super::writer::Writer;
use crate::base::{Code, Diagnostic, nearest};
use crate::model::Value;

/// What a block of code takes in braces.
const TAKEN: [&str; 3] = ["mark", "numbers", "title"];

/// How a block of code is shown.
#[derive(Default)]
pub(super) struct Listing {
    /// As written.
    pub title: Option<Box<str>>,
    /// The number of the first line.
    pub numbers: Option<u32>,
    /// Lines counted from 0, in order and apart.
    pub marked: Box<[Range<u32>]>,
}

impl Writer<'_, '_> {
    /// Reads what the braces say that stand behind the fence at the byte `at` of the file, for so many lines of code.
    pub(super) fn listing(&mut self, at: usize, lines: usize) -> Listing {
        let text = self.places.text().get(at..).unwrap_or_default();
        let line = text.split(['\n', '\r']).next().unwrap_or_default();
        let Some(brace) = line.find('{') else {
            return Listing::default();
        };
        let (at, braces) = (at + brace, line.get(brace..).unwrap_or_default().trim_end());
        if let Some(marked) = bare_marks(braces, lines) {
            return Listing {
                marked,
                ..Listing::default()
            };
        }
        let Some(args) = read_args(braces, at) else {
            let message = "the words in these braces cannot be read, so the code is shown without them";
            let help = "write `{title=\"…\" numbers=1 mark=\"2-4,7\"}`, or leave some of it out";
            self.wrong(at..at + braces.len(), message.to_owned(), help);
            return Listing::default();
        };
        let mut listing = Listing::default();
        let mut marks = None;
        for (arg, place) in args.placed() {
            match arg {
                Arg::Pair(key, value) if &**key == "title" => listing.title = Some(value.clone()),
                Arg::Word(word) if &**word == "numbers" => listing.numbers = Some(1),
                Arg::Pair(key, value) if &**key == "numbers" => match number(value).and_then(whole) {
                    Some(first) => listing.numbers = Some(first),
                    None => {
                        let message = format!("`{value}` is not the number of a line");
                        self.wrong(
                            place,
                            message,
                            "write the number of the first line, such as `numbers=1`",
                        );
                    }
                },
                Arg::Pair(key, value) if &**key == "mark" => marks = Some((value.clone(), place)),
                Arg::Pair(name, _) | Arg::Word(name) => self.not_taken(name, place),
                Arg::Id(name) => self.not_taken(&format!("#{name}"), place),
                Arg::Class(name) => self.not_taken(&format!(".{name}"), place),
            }
        }
        if let Some((marks, place)) = marks {
            let first = listing.numbers.unwrap_or(1);
            let last = first
                .saturating_add(u32::try_from(lines).unwrap_or(u32::MAX))
                .saturating_sub(1);
            match marked(&marks, first, last) {
                Ok(marked) => listing.marked = marked,
                Err(message) => {
                    let help = format!("write lines from {first} to {last}, such as `mark=\"{first}-{last}\"`");
                    self.wrong(place, message, &help);
                }
            }
        }
        listing
    }

    fn not_taken(&mut self, name: &str, place: Range<usize>) {
        let help = match nearest(name, TAKEN) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("it takes {}", TAKEN.map(|name| format!("`{name}`")).join(", ")),
        };
        self.wrong(place, format!("a block of code takes no `{name}`"), &help);
    }

    fn wrong(&mut self, place: Range<usize>, message: String, help: &str) {
        self.report(place, Diagnostic::new(Code::DirectiveSyntax, message).help(help));
    }
}

fn whole(value: Value) -> Option<u32> {
    match value {
        Value::Int(number) => u32::try_from(number).ok(),
        _ => None,
    }
}

/// The lines that `{2-4,7}` marks, as other tools write it. What goes beyond the code marks nothing.
fn bare_marks(braces: &str, lines: usize) -> Option<Box<[Range<u32>]>> {
    let marks = braces.strip_prefix('{')?;
    let (marks, _) = marks.split_once('}')?;
    let last = u32::try_from(lines).unwrap_or(u32::MAX);
    let parts = marks.split(',').map(|part| range(part).ok_or(()));
    let parts: Vec<(u32, u32)> = parts.collect::<Result<_, _>>().ok()?;
    let within = parts
        .into_iter()
        .filter(|&(from, to)| 1 <= from && from <= to && from <= last);
    Some(apart(within.map(|(from, to)| from - 1..to.min(last)).collect()))
}

/// The lines that `2-4,7` marks, where lines are numbered from `first` to `last`; or what is wrong with that.
fn marked(marks: &str, first: u32, last: u32) -> Result<Box<[Range<u32>]>, String> {
    let mut ranges: Vec<Range<u32>> = Vec::new();
    for part in marks.split([',', '،']) {
        let part = part.trim();
        let (from, to) = range(part).ok_or_else(|| format!("`{part}` names no line"))?;
        if from > to || from < first || to > last {
            return Err(format!("`{part}` names lines that this code does not have"));
        }
        ranges.push(from - first..to - first + 1);
    }
    Ok(apart(ranges))
}

/// The two numbers of `2-4`, or one of them twice.
fn range(part: &str) -> Option<(u32, u32)> {
    let (from, to) = part.split_once(['-', '–']).unwrap_or((part, part));
    let [from, to] = [from, to].map(|line| number(line.trim()).and_then(whole));
    from.zip(to)
}

/// Ranges in order, those that touch made one.
fn apart(mut ranges: Vec<Range<u32>>) -> Box<[Range<u32>]> {
    ranges.sort_by_key(|range| range.start);
    let mut apart: Vec<Range<u32>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ranges: &[Range<u32>]) -> String {
        let ranges: Vec<_> = ranges.iter().map(|range| format!("{range:?}")).collect();
        ranges.join(" ")
    }

    #[test]
    fn marked_lines() {
        for (marks, expected) in [
            ("2", Some("1..2")),
            ("2-4,7", Some("1..4 6..7")),
            ("7, 2 - 4", Some("1..4 6..7")),
            ("٢–٤، ٧", Some("1..4 6..7")),
            ("1-3,3-5,5", Some("0..5")),
            ("1,2", Some("0..2")),
            ("1-10", Some("0..10")),
            ("0", None),
            ("11", None),
            ("3-2", None),
            ("", None),
            ("1,", None),
            ("a", None),
            ("1.5", None),
            ("-1", None),
            ("99999999999", None),
        ] {
            assert_eq!(
                marked(marks, 1, 10).ok().as_deref().map(shown).as_deref(),
                expected,
                "{marks}"
            );
        }
        for (braces, expected) in [
            ("{1,3-5}", Some("0..1 2..4")),
            ("{ 2 } x", Some("1..2")),
            ("{9}", Some("")),
            ("{1,b}", None),
            ("{}", None),
            ("{1", None),
        ] {
            assert_eq!(
                bare_marks(braces, 4).as_deref().map(shown).as_deref(),
                expected,
                "{braces}"
            );
        }
        assert_eq!(
            marked("120", 120, 130).ok().as_deref().map(shown).as_deref(),
            Some("0..1")
        );
        assert!(marked("1", 120, 130).is_err());
    }
}
