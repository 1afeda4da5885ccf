//! What can be said of a text without knowing the site: its direction, its identity, its length.
//!
//! Every function here is pure and total: it takes any string and never fails.

mod arrows;
mod code;
mod controls;
mod direction;
mod excerpt;
mod identity;
mod isolates;
mod letters;
mod phrases;
mod quotes;
mod script;
mod slug;
mod steering;
mod transliteration;
mod words;

#[cfg(test)]
mod random;

pub use arrows::{opposite_arrow, points_back};
pub use code::{Literal, LiteralKind, code_isolates, literals, may_turn, prose_line};
pub use controls::{bidi_control_name, escaped_controls, is_bidi_control, isolated, marked, without_bidi_controls};
pub use direction::{Direction, first_strong, has_letter, majority};
pub use excerpt::excerpt;
pub use identity::{file_key, fold_key, nfc, without_marks};
pub use isolates::with_isolates;
pub use letters::{is_attached_particle, is_hebrew, is_mark, is_punctuation, is_right_to_left};
pub use phrases::{
    BARRIER, CODE, Part, Phrase, may_oppose, mostly_against, phrases, printed, runs_against, walk, wholly_against,
};
pub use quotes::Quotes;
pub use script::{foreign_script, script, script_ranges};
pub use slug::{MAX_SLUG_BYTES, slug};
pub use steering::{
    Fault, Faulty, PDI, Steering, Step, balanced, balanced_with_faults, has_steering, is_steering, isolate,
};
pub use transliteration::ascii_slug;
pub use words::{first_sentence, word_count, words_by_direction};
