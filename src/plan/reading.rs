//! How long a text takes to read.

use super::Planner;
use crate::model::{Body, Document, Language};
use crate::text::Direction;

/// Words in a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rate(usize);

/// What blanks part in code, in a minute: code is read word by word.
const CODE: Rate = Rate(100);

impl Planner<'_> {
    /// How many minutes the body of a document takes a silent reader; never zero.
    pub(super) fn minutes(&self, document: &Document, body: &Body) -> usize {
        let languages = &self.config().languages;
        let own = self.language(document.lang);
        let rate = |direction: Direction| {
            let is_in = |language: &&Language| language.direction == direction;
            let own = (document.direction == direction).then_some(own);
            let language = own.or_else(|| languages.iter().find(is_in));
            language.map_or_else(|| known(direction, ""), rate)
        };
        minutes(&[
            (body.words - body.rtl_words, rate(Direction::Ltr)),
            (body.rtl_words, rate(Direction::Rtl)),
            (body.code_words, CODE),
        ])
    }
}

/// The rate of a language: as the site says, or else as is known.
fn rate(language: &Language) -> Rate {
    match language.words_per_minute {
        Some(words) => Rate(words),
        None => known(language.direction, &language.tag),
    }
}

/// Rates follow Brysbaert 2019 for English and the IReST figures (Trauzettel-Klosinski and Dietz 2012)
/// for the ratio between languages.
fn known(direction: Direction, tag: &str) -> Rate {
    Rate(match (tag.split('-').next().unwrap_or(tag), direction) {
        ("en", _) => 238,
        ("he", _) => 190,
        (_, Direction::Rtl) => 160,
        (_, Direction::Ltr) => 200,
    })
}

/// The whole minutes of several parts together.
fn minutes(parts: &[(usize, Rate)]) -> usize {
    const MINUTE: usize = 60_000;
    let times = parts
        .iter()
        .map(|&(words, Rate(rate))| words.saturating_mul(MINUTE) / rate.max(1));
    times.fold(0, usize::saturating_add).div_ceil(MINUTE).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up() {
        let rates = |tag: &str, direction| known(direction, tag);
        let (ar, en) = (rates("ar", Direction::Rtl), rates("en", Direction::Ltr));
        for (parts, expected) in [
            (vec![], 1),
            (vec![(238, en)], 1),
            (vec![(239, en)], 2),
            (vec![(238, ar)], 2),
            (vec![(160, ar), (238, en)], 2),
            (vec![(160, ar), (238, en), (100, CODE)], 3),
            // no number of words overflows
            (
                vec![(usize::MAX, Rate(60_000)), (usize::MAX, Rate(60_000))],
                usize::MAX / 30_000 / 60_000 + 1,
            ),
            (vec![(1, Rate(0))], 1),
        ] {
            assert_eq!(minutes(&parts), expected, "{parts:?}");
        }
    }
}
