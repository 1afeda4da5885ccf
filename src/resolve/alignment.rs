//! Which parts of two bodies stand beside each other. Knows kinds, levels and ids, not texts.

use std::collections::HashMap;
use std::ops::Range;

/// What a part of a body is to its translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort<K> {
    /// A heading of this level.
    Heading(u8),
    /// Running text, of which a translation may well make two, or one of two.
    Prose,
    /// Anything else.
    Other(K),
}

/// A part that is never divided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part<'a, K> {
    pub sort: Sort<K>,
    /// The ids in it that its author chose.
    pub ids: Vec<&'a str>,
}

/// Parts of both that stand beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Beside {
    pub parts: [Range<usize>; 2],
    pub even: bool,
}

/// Aligns two bodies: every part of both is in exactly one row, in order.
///
/// Equal ids divide the bodies, as far as they stand in the same order; headings divide what lies between, the highest
/// first, where both sides have as many of them; then lists, code and the like do. What lies between two such places
/// goes part by part if both sides have parts of the same kinds in the same order, and is one row otherwise.
pub(super) fn align<K: Copy + PartialEq>(own: &[Part<'_, K>], other: &[Part<'_, K>]) -> Vec<Beside> {
    let mut aligner = Aligner {
        bodies: [own, other],
        rows: Vec::with_capacity(own.len().max(other.len())),
    };
    let all = [0..own.len(), 0..other.len()];
    let fixed = by_ids(own, other);
    aligner.divided(all, &fixed, Aligner::headings);
    aligner.rows
}

struct Aligner<'a, 'b, K> {
    bodies: [&'b [Part<'a, K>]; 2],
    rows: Vec<Beside>,
}

/// A stretch of both bodies.
type Stretch = [Range<usize>; 2];

impl<K: Copy + PartialEq> Aligner<'_, '_, K> {
    /// Divides a stretch at pairs of parts, which stand in order; `between` aligns what lies between them.
    fn divided(&mut self, stretch: Stretch, fixed: &[[usize; 2]], between: fn(&mut Self, Stretch)) {
        let [mut own, mut other] = stretch;
        for &[at, other_at] in fixed {
            between(self, [own.start..at, other.start..other_at]);
            self.rows.push(Beside {
                parts: [at..at + 1, other_at..other_at + 1],
                even: true,
            });
            (own.start, other.start) = (at + 1, other_at + 1);
        }
        between(self, [own, other]);
    }

    fn sorts(&self, body: usize, stretch: &Stretch) -> impl Iterator<Item = (usize, Sort<K>)> {
        let range = stretch[body].clone();
        let parts = self.bodies[body].get(range.clone()).unwrap_or_default();
        range.zip(parts.iter().map(|part| part.sort))
    }

    /// By the highest headings, if there are as many on both sides.
    fn headings(&mut self, stretch: Stretch) {
        let level = |sort| match sort {
            Sort::Heading(level) => Some(level),
            _ => None,
        };
        let highest = |body| self.sorts(body, &stretch).filter_map(|(_, sort)| level(sort)).min();
        let levels = [highest(0), highest(1)];
        if levels == [None, None] {
            return self.kinds(stretch);
        }
        let of_level = |body: usize| {
            let (found, wanted) = (self.sorts(body, &stretch), levels[body]);
            found.filter(move |&(_, sort)| level(sort) == wanted).map(|(at, _)| at)
        };
        if levels[0] != levels[1] || of_level(0).count() != of_level(1).count() {
            return self.uneven(stretch);
        }
        let fixed: Vec<_> = of_level(0).zip(of_level(1)).map(|(own, other)| [own, other]).collect();
        self.divided(stretch, &fixed, Self::headings);
    }

    /// Part by part if the kinds are the same, else by what is not prose.
    fn kinds(&mut self, stretch: Stretch) {
        let sorts = |body| self.sorts(body, &stretch).map(|(_, sort)| sort);
        if sorts(0).eq(sorts(1)) {
            let fixed: Vec<_> = stretch[0].clone().zip(stretch[1].clone()).collect();
            self.rows.extend(fixed.into_iter().map(|(own, other)| Beside {
                parts: [own..own + 1, other..other + 1],
                even: true,
            }));
            return;
        }
        let marked = |body| self.sorts(body, &stretch).filter(|(_, sort)| *sort != Sort::Prose);
        let kinds = |body| marked(body).map(|(_, sort)| sort);
        if marked(0).next().is_none() || !kinds(0).eq(kinds(1)) {
            return self.uneven(stretch);
        }
        let fixed: Vec<_> = marked(0)
            .zip(marked(1))
            .map(|((own, _), (other, _))| [own, other])
            .collect();
        self.divided(stretch, &fixed, Self::kinds);
    }

    fn uneven(&mut self, stretch: Stretch) {
        if stretch.iter().any(|range| !range.is_empty()) {
            self.rows.push(Beside {
                parts: stretch,
                even: false,
            });
        }
    }
}

/// The longest sequence of parts that share an id and stand in the same order in both.
fn by_ids<K>(own: &[Part<'_, K>], other: &[Part<'_, K>]) -> Vec<[usize; 2]> {
    let places: HashMap<&str, usize> = other
        .iter()
        .enumerate()
        .flat_map(|(at, part)| part.ids.iter().map(move |id| (*id, at)))
        .collect();
    let mut pairs: Vec<[usize; 2]> = own
        .iter()
        .enumerate()
        .flat_map(|(at, part)| part.ids.iter().map(move |id| (at, *id)))
        .filter_map(|(at, id)| Some([at, *places.get(id)?]))
        .collect();
    // Of the pairs of one part the last place comes first, so that no two of them follow each other.
    pairs.sort_by_key(|&[at, other_at]| (at, std::cmp::Reverse(other_at)));
    // By length: the pair with the earliest place that ends a sequence of this length, and for each the one before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (pair, &[_, place]) in pairs.iter().enumerate() {
        let ends_earlier = |&end: &usize| pairs.get(end).is_some_and(|&[_, ends]| ends < place);
        let length = ends.partition_point(ends_earlier);
        before.push(length.checked_sub(1).and_then(|shorter| ends.get(shorter).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = pair,
            None => ends.push(pair),
        }
    }
    let previous = |&pair: &usize| before.get(pair).copied().flatten();
    let sequence = std::iter::successors(ends.last().copied(), previous);
    let mut fixed: Vec<[usize; 2]> = sequence.filter_map(|pair| pairs.get(pair).copied()).collect();
    fixed.reverse();
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `2` is a heading, `p` prose, any other letter another kind; `p!a!b` has the ids `a` and `b`.
    fn body(text: &str) -> Vec<Part<'_, char>> {
        let part = |word: &'_ str| -> Option<Sort<char>> {
            Some(match word.chars().next()? {
                'p' => Sort::Prose,
                level @ '1'..='6' => Sort::Heading(level.to_digit(10).and_then(|level| level.try_into().ok())?),
                other => Sort::Other(other),
            })
        };
        text.split_whitespace()
            .filter_map(|word| {
                Some(Part {
                    sort: part(word)?,
                    ids: word.split('!').skip(1).collect(),
                })
            })
            .collect()
    }

    /// `p|p 2|2 pp|~`: rows, `~` for nothing, `?` before those that are not even.
    fn rows(own: &str, other: &str) -> String {
        let names = |text: &str, range: &Range<usize>| {
            let words: String = text
                .split_whitespace()
                .map(|word| word.chars().next().unwrap_or('?'))
                .collect();
            let name = words.get(range.clone()).unwrap_or_default().to_owned();
            if name.is_empty() { "~".to_owned() } else { name }
        };
        let shown = align(&body(own), &body(other)).into_iter().map(|row| {
            let [a, b] = &row.parts;
            let sign = if row.even { "" } else { "?" };
            format!("{sign}{}|{}", names(own, a), names(other, b))
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn parts_that_correspond() {
        for (own, other, expected) in [
            ("", "", ""),
            ("p p", "p p", "p|p p|p"),
            ("p 2 p c", "p 2 p c", "p|p 2|2 p|p c|c"),
            ("p p", "p", "?pp|p"),
            ("p", "", "?p|~"),
            ("", "p p", "?~|pp"),
            // between headings
            ("p 2 p p 2 p", "p 2 p 2 p", "p|p 2|2 ?pp|p 2|2 p|p"),
            ("2 p 2", "2 2 p", "2|2 ?p|~ 2|2 ?~|p"),
            // outlines that differ
            ("p 2 p 2 p", "p 2 p", "?p2p2p|p2p"),
            ("2 p", "3 p", "?2p|3p"),
            ("2 p 3 p 2 p", "2 p 2 p", "2|2 ?p3p|p 2|2 p|p"),
            ("2 3 2", "2 2 3", "2|2 ?3|~ 2|2 ?~|3"),
            ("p p", "p 2 p", "?pp|p2p"),
            // lists and code divide what is not even
            ("p p c p", "p c p", "?pp|p c|c p|p"),
            ("p l p p", "p p l p", "?p|pp l|l ?pp|p"),
            ("p l", "p c", "?pl|pc"),
            ("l p", "p l", "?~|p l|l ?p|~"),
            ("p l l", "p l", "?pll|pl"),
            // ids
            ("p p!a p", "p!a p", "?p|~ p|p p|p"),
            ("2!a p 2 p", "2 p 2!a p", "?~|2p 2|2 ?p2p|p"),
            ("2!a 2!b", "2!b 2!a", "?2|~ 2|2 ?~|2"),
            ("p!x p!a p!b p!c", "p!a p!b p!c p!x", "?p|~ p|p p|p p|p ?~|p"),
            ("p!a!b", "p!b p!a", "p|p ?~|p"),
            ("p!a p!b", "p!a!b", "?p|~ p|p"),
            ("3!a p", "2!a p", "3|2 p|p"),
        ] {
            assert_eq!(rows(own, other), expected, "{own} / {other}");
        }
    }

    #[test]
    fn every_part_is_there_once_and_in_order() {
        let words = ["p", "p", "p!a", "2", "3", "2!b", "c", "l!c", "p!d"];
        // Xorshift: the same bodies on every run.
        let mut state = 7_u64;
        let mut below = |bound: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state % bound as u64) as usize
        };
        for _ in 0..2_000 {
            let mut text = || {
                let length = below(12);
                let drawn = (0..length).map(|_| words[below(words.len())]);
                drawn.collect::<Vec<_>>().join(" ")
            };
            let (own, other) = (text(), text());
            let (own, other) = (body(&own), body(&other));
            let mut ends = [0, 0];
            for row in align(&own, &other) {
                for (end, range) in ends.iter_mut().zip(&row.parts) {
                    assert_eq!(*end, range.start);
                    *end = range.end;
                }
                assert!(row.parts.iter().any(|range| !range.is_empty()));
            }
            assert_eq!(ends, [own.len(), other.len()]);
        }
    }
}
