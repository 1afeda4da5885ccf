//! Words and numbers joined to phrases.

use std::cell::OnceCell;
use std::ops::Range;

use super::islands::{Island, Kind};
use super::number::{identifier, is_unit};
use super::pairs::{Pair, Sign, pairs};
use crate::text::direction::Direction;

/// A phrase that may need isolation.
#[derive(Debug)]
pub(super) struct Span {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Its direction.
    pub direction: Direction,
    /// Its first and its last island.
    pub first: usize,
    pub last: usize,
    /// Whether it is an address.
    pub is_address: bool,
    /// Whether it is a number, and nothing else.
    pub is_number: bool,
}

/// Joins islands.
pub(super) struct Joiner<'t> {
    text: &'t str,
    islands: &'t [Island],
    pairs: Vec<Pair>,
    base: Direction,
    /// What stands before each island, once somebody asks.
    before: OnceCell<Vec<Count>>,
}

/// How many words of the text's own direction there are, or barriers, and how many other islands.
#[derive(Clone, Copy, Default)]
struct Count {
    own: usize,
    other: usize,
}

impl<'t> Joiner<'t> {
    pub fn new(text: &'t str, islands: &'t [Island], signs: &[Sign], base: Direction) -> Self {
        Joiner {
            text,
            islands,
            pairs: pairs(signs),
            base,
            before: OnceCell::new(),
        }
    }

    /// The phrases, in order.
    pub fn spans(&self) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut at = 0;
        while let Some(island) = self.islands.get(at) {
            let span = match island.kind {
                Kind::Word => Some(self.quoted(at).unwrap_or_else(|| self.phrase(at, at))),
                Kind::Address => Some(self.span(island.range.clone(), at, at)),
                Kind::Number if self.base == Direction::Rtl => self.number(at),
                _ => None,
            };
            at = span.as_ref().map_or(at, |span| span.last) + 1;
            spans.extend(span);
        }
        spans
    }

    fn span(&self, range: Range<usize>, first: usize, last: usize) -> Span {
        let is_address = self
            .islands
            .get(first)
            .is_some_and(|island| island.kind == Kind::Address)
            && first == last;
        Span {
            range,
            direction: if is_address {
                Direction::Ltr
            } else {
                self.base.opposite()
            },
            first,
            last,
            is_address,
            is_number: false,
        }
    }

    /// All that stands between brackets or quotation marks, if the word at `at` is the first there: with nothing of the
    /// text's own direction, or quoted and mostly of the other.
    fn quoted(&self, at: usize) -> Option<Span> {
        let start = self.islands.get(at)?.range.start;
        let before = at
            .checked_sub(1)
            .and_then(|before| self.islands.get(before))
            .map_or(0, |island| island.range.end);
        let from = self.pairs.partition_point(|pair| pair.outer.start < before);
        let around = self
            .pairs
            .get(from..)?
            .iter()
            .take_while(|pair| pair.outer.start < start);
        around
            .filter(|pair| pair.content.start <= start && start < pair.content.end)
            .find_map(|pair| {
                let last = self.last_within(pair, at)?;
                let count = self.count(at..last + 1);
                if count.own > 0 && !(pair.quotes && count.other > count.own && self.is_unbroken(at..last + 1)) {
                    return None;
                }
                let content = self.text.get(pair.content.clone())?;
                let (leading, trailing) = (
                    content.len() - content.trim_start().len(),
                    content.len() - content.trim_end().len(),
                );
                Some(self.span(pair.content.start + leading..pair.content.end - trailing, at, last))
            })
    }

    fn is_unbroken(&self, range: Range<usize>) -> bool {
        self.islands.get(range).is_some_and(|islands| {
            islands
                .iter()
                .all(|island| !matches!(island.kind, Kind::Barrier | Kind::Break))
        })
    }

    /// Counts what these islands hold.
    fn count(&self, range: Range<usize>) -> Count {
        let islands = self.islands.get(range.clone()).unwrap_or_default();
        if let (Some(first), Some(last)) = (islands.first(), islands.last())
            && last.range.end - first.range.start <= SHORT
        {
            return islands
                .iter()
                .fold(Count::default(), |sum, island| self.with(sum, island));
        }
        let before = self.before.get_or_init(|| self.counted());
        let count = |at: usize| before.get(at).copied().unwrap_or_default();
        let (start, end) = (count(range.start), count(range.end));
        Count {
            own: end.own - start.own,
            other: end.other - start.other,
        }
    }

    fn counted(&self) -> Vec<Count> {
        let mut sum = Count::default();
        let sums = self.islands.iter().map(|island| {
            sum = self.with(sum, island);
            sum
        });
        std::iter::once(Count::default()).chain(sums).collect()
    }

    fn with(&self, mut sum: Count, island: &Island) -> Count {
        match island.kind {
            Kind::Own | Kind::Barrier | Kind::Break => sum.own += 1,
            Kind::Words => sum.own += spaces(self.text.get(island.range.clone())),
            Kind::Word | Kind::Number | Kind::Address | Kind::Code => sum.other += 1,
        }
        sum
    }

    /// The last island within a pair; none if one reaches out of it.
    fn last_within(&self, pair: &Pair, from: usize) -> Option<usize> {
        let rest = self.islands.get(from..)?;
        let count = rest.partition_point(|island| island.range.end <= pair.content.end);
        let reaches_out = rest.get(count).is_some_and(|next| next.range.start < pair.content.end);
        count.checked_sub(1).filter(|_| !reaches_out).map(|last| from + last)
    }

    /// A number that is isolated: an identifier, or a number with its unit.
    fn number(&self, at: usize) -> Option<Span> {
        let number = identifier(self.text, self.islands, &self.pairs, at);
        if let Some(number) = number.filter(|number| !self.has_unit(number.last)) {
            return Some(Span {
                is_number: true,
                ..self.span(number.range, at, number.last)
            });
        }
        self.has_unit(at).then(|| self.phrase(at, at + 1))
    }

    fn has_unit(&self, at: usize) -> bool {
        let unit = self.islands.get(at + 1).filter(|next| next.kind == Kind::Word);
        let word = unit.and_then(|unit| self.text.get(unit.range.clone()));
        word.is_some_and(is_unit) && matches!(self.gap(at, at + 1), "" | " " | "\u{A0}")
    }

    /// What stands between two islands.
    fn gap(&self, a: usize, b: usize) -> &'t str {
        let gap = || {
            self.text
                .get(self.islands.get(a)?.range.end..self.islands.get(b)?.range.start)
        };
        gap().unwrap_or_default()
    }

    /// The phrase that begins with the island `first` and holds at least `last`.
    fn phrase(&self, first: usize, mut last: usize) -> Span {
        let start = self.islands.get(first).map_or(0, |island| island.range.start);
        let mut end = self.islands.get(last).map_or(start, |island| island.range.end);
        while let Some((next, behind)) = self.next(last, end) {
            last = next;
            end = behind;
        }
        if self.has_stop(last, end) && self.goes_on(last) {
            end += 1;
        }
        self.span(start..end, first, last)
    }

    /// Whether the island that a phrase ends with is an abbreviation with its full stop.
    fn has_stop(&self, last: usize, end: usize) -> bool {
        self.base == Direction::Rtl
            && self.islands.get(last).is_some_and(|island| island.range.end == end)
            && self.text.get(end..).is_some_and(|behind| behind.starts_with('.'))
            && self.is_abbreviation(last)
    }

    /// Whether the sentence goes on behind an abbreviation, so that its stop is not that of the sentence.
    fn goes_on(&self, last: usize) -> bool {
        let behind = self.islands.get(last + 1);
        behind.is_some_and(|behind| match behind.kind {
            // A letter may be a name as well, and a sentence may end with it.
            Kind::Own | Kind::Words => self.text_of(last).chars().count() > 1,
            Kind::Word | Kind::Number | Kind::Address | Kind::Code => true,
            Kind::Barrier | Kind::Break => false,
        })
    }

    /// The island that the phrase ending with `last` goes on to, and where it ends then.
    fn next(&self, last: usize, end: usize) -> Option<(usize, usize)> {
        let next = self.islands.get(last + 1)?;
        let has_stop = self.has_stop(last, end);
        let end = end + usize::from(has_stop);
        let gap = self.text.get(end..next.range.start)?;
        if let Some(pair) = self.opened(end, gap) {
            let inside = self.last_within(pair, last + 1)?;
            // A year in brackets belongs to a name, but in left-to-right text a number follows a right-to-left phrase.
            let names = self.base == Direction::Rtl || (last + 1..=inside).any(|at| self.is_word(at));
            return (names && self.count(last + 1..inside + 1).own == 0).then_some((inside, pair.outer.end));
        }
        let is_space = is_space(gap);
        match next.kind {
            Kind::Word => (is_space || self.joins(gap)).then_some((last + 1, next.range.end)),
            Kind::Number => {
                let goes_on = || {
                    self.base == Direction::Rtl || self.is_word(last + 2) && is_space_text(self.gap(last + 1, last + 2))
                };
                (is_space && goes_on()).then_some((last + 1, next.range.end))
            }
            // Code or an address within a phrase, but not at its end.
            Kind::Code | Kind::Address => {
                let after = self.islands.get(last + 2).filter(|after| after.kind == Kind::Word)?;
                (is_space && is_space_text(self.gap(last + 1, last + 2))).then_some((last + 2, after.range.end))
            }
            Kind::Own if self.base == Direction::Ltr && is_space => self.bridge(last),
            Kind::Own | Kind::Words | Kind::Barrier | Kind::Break => None,
        }
    }

    fn is_word(&self, at: usize) -> bool {
        self.islands.get(at).is_some_and(|island| island.kind == Kind::Word)
    }

    /// The pair that a gap opens at its end.
    fn opened(&self, end: usize, gap: &str) -> Option<&Pair> {
        let sign = gap.trim_start();
        let at = end + gap.len() - sign.len();
        let first = sign.chars().next()?;
        if sign.len() != first.len_utf8() {
            return None;
        }
        let found = self.pairs.binary_search_by_key(&at, |pair| pair.outer.start).ok()?;
        self.pairs.get(found)
    }

    /// Whether punctuation between two words holds them together.
    fn joins(&self, gap: &str) -> bool {
        let sign = gap.trim();
        match self.base {
            Direction::Rtl => matches!(sign, "," | "&" | "+" | "'" | "’") && gap.ends_with(char::is_whitespace),
            // Names stand alone in right-to-left prose; right-to-left text in other prose is quoted and goes on.
            Direction::Ltr => {
                matches!(sign, "،" | "," | ":" | "." | "!" | "-" | "–" | "…") && gap.ends_with(char::is_whitespace)
            }
        }
    }

    fn is_abbreviation(&self, at: usize) -> bool {
        let word = self.text_of(at);
        let next = || self.islands.get(at + 1);
        let is_numbered = || next().is_some_and(|next| matches!(next.kind, Kind::Number | Kind::Word));
        let mut chars = word.chars();
        let is_letter = chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none();
        is_letter || ABBREVIATIONS.contains(&word) || (NUMBERED.contains(&word) && is_numbered())
    }

    fn text_of(&self, at: usize) -> &'t str {
        let island = self.islands.get(at);
        island
            .and_then(|island| self.text.get(island.range.clone()))
            .unwrap_or_default()
    }

    /// In left-to-right text, names within a right-to-left phrase: between two of its words, or behind a preposition.
    fn bridge(&self, last: usize) -> Option<(usize, usize)> {
        let is_name = |at: usize| {
            let word = self.islands.get(at).filter(|island| island.kind == Kind::Own)?;
            let name = self.text.get(word.range.clone())?;
            let is_name = name.starts_with(char::is_uppercase) || name.contains(|c: char| !c.is_alphabetic());
            is_name.then_some(word.range.end)
        };
        let mut at = last + 1;
        while at <= last + LONGEST_NAME && is_name(at).is_some() && is_space(self.gap(at, at + 1)) {
            at += 1;
            if self.is_word(at) {
                return self.islands.get(at).map(|island| (at, island.range.end));
            }
        }
        let word = self
            .islands
            .get(last)
            .and_then(|island| self.text.get(island.range.clone()))?;
        is_name(last + 1)
            .filter(|_| PREPOSITIONS.contains(&word))
            .map(|end| (last + 1, end))
    }
}

/// Words that are written with a full stop.
const ABBREVIATIONS: [&str; 14] = [
    "Mr", "Mrs", "Ms", "Dr", "St", "vs", "Prof", "Jr", "Sr", "al", "cf", "ed", "eds", "etc",
];

/// Such words that are written so before what they number only: `no` is a word of its own.
const NUMBERED: [&str; 11] = ["No", "no", "Nos", "nos", "Vol", "vol", "pp", "Fig", "fig", "Ch", "ch"];

/// The islands of so many bytes are counted one by one. Those of more are looked up, for brackets within brackets have them
/// counted again and again.
const SHORT: usize = 256;

/// How many words a name within a phrase may have.
const LONGEST_NAME: usize = 3;

/// Words that want another behind them, in Arabic, Persian, Urdu and Hebrew.
const PREPOSITIONS: [&str; 29] = [
    "إلى", "الى", "من", "في", "على", "عن", "مع", "حول", "عبر", "نحو", "لدى", "بين", "ضد", "قبل", "بعد", "به", "از",
    "در", "با", "برای", "میں", "سے", "کا", "של", "עם", "על", "אל", "מן", "את",
];

fn spaces(text: Option<&str>) -> usize {
    text.unwrap_or_default().bytes().filter(|&byte| byte == b' ').count()
}

fn is_space(gap: &str) -> bool {
    is_space_text(gap) && !gap.contains('\u{2029}')
}

fn is_space_text(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}
