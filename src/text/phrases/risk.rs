//! Which phrases the bidirectional algorithm would show wrongly if nobody isolated them, and which are in another language.

use super::islands::{Island, Kind};
use super::joined::Span;
use crate::text::direction::{Direction, strong_of};

/// Whether a phrase must be isolated: it begins or ends with a sign or begins with a digit, a number or another phrase
/// stands next to it with nothing but signs between, or it is what readers see first, and software guesses from.
pub(super) fn is_risky(text: &str, islands: &[Island], span: &Span, before: Option<&Span>) -> bool {
    let phrase = text.get(span.range.clone()).unwrap_or_default();
    let is_sound = |c: Option<char>| c.is_some_and(|c| strong_of(c).is_some() || is_mark(c));
    // A digit behind a letter takes its direction.
    let ends_soundly = |c: Option<char>| is_sound(c) || c.is_some_and(char::is_numeric);
    let is_passed = |island: &&Island| matches!(island.kind, Kind::Code | Kind::Barrier);
    let mut before_it = islands
        .get(..span.first)
        .unwrap_or_default()
        .iter()
        .rev()
        .skip_while(is_passed);
    let mut behind_it = islands
        .get(span.last + 1..)
        .unwrap_or_default()
        .iter()
        .skip_while(is_passed);
    let joins = |island: Option<&Island>| {
        island.is_some_and(|island| matches!(island.kind, Kind::Number | Kind::Word | Kind::Address))
    };
    let leads = before_it.next();
    let is_neighbour = joins(leads.filter(|island| island.kind != Kind::Number)) && before.is_some();
    span.is_address
        || leads.is_none_or(|island| island.kind == Kind::Break)
        || is_neighbour
        || joins(behind_it.next())
        || !is_sound(phrase.chars().next())
        || !ends_soundly(phrase.chars().next_back())
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
