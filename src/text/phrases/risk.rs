//! Which phrases the bidirectional algorithm would show wrongly if nobody isolated them, and which are in another language.

use super::islands::{Island, Kind};
use super::joined::Span;
use crate::text::direction::{Direction, strong_of};

/// Whether a phrase is shown wrongly if it is left alone: it begins or ends with a sign or begins with a digit, or a number
/// or another phrase stands next to it with nothing but signs between.
pub(super) fn is_torn(text: &str, islands: &[Island], span: &Span, before: Option<&Span>) -> bool {
    let phrase = text.get(span.range.clone()).unwrap_or_default();
    let is_sound = |c: Option<char>| c.is_some_and(|c| strong_of(c).is_some() || is_mark(c));
    // A digit behind a letter takes its direction.
    let ends_soundly = |c: Option<char>| is_sound(c) || c.is_some_and(char::is_numeric);
    let mut behind_it = islands
        .get(span.last + 1..)
        .unwrap_or_default()
        .iter()
        .skip_while(is_passed);
    let joins = |island: Option<&Island>| {
        island.is_some_and(|island| matches!(island.kind, Kind::Number | Kind::Word | Kind::Address))
    };
    let neighbour = before_it(islands, span).filter(|island| island.kind != Kind::Number);
    let is_neighbour = joins(neighbour) && before.is_some();
    span.is_address
        || is_neighbour
        || joins(behind_it.next())
        || !is_sound(phrase.chars().next())
        || !ends_soundly(phrase.chars().next_back())
}

/// Whether a phrase is what readers see first, and software guesses a direction from.
pub(super) fn leads(islands: &[Island], span: &Span) -> bool {
    before_it(islands, span).is_none_or(|island| island.kind == Kind::Break)
}

fn before_it<'i>(islands: &'i [Island], span: &Span) -> Option<&'i Island> {
    let before = islands.get(..span.first).unwrap_or_default();
    before.iter().rev().find(|island| !is_passed(island))
}

fn is_passed(island: &&Island) -> bool {
    matches!(island.kind, Kind::Code | Kind::Barrier)
}

fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && crate::text::identity::general_category(c) == icu_properties::props::GeneralCategory::NonspacingMark
}

/// Whether a phrase is running text rather than a name: right to left always, left to right from two words on
/// of which one is not capitalised.
pub(super) fn is_prose(phrase: &str, direction: Direction) -> bool {
    if direction == Direction::Rtl {
        return phrase.contains(|c| strong_of(c) == Some(Direction::Rtl));
    }
    let words = || {
        phrase
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphabetic))
    };
    let is_common = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '’')) && !word.is_empty()
    };
    words().nth(1).is_some() && words().any(is_common)
}
