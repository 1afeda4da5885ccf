//! A text taken apart at its phrases, for whoever writes it.

use super::Phrase;

/// A part of a text with phrases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// A phrase begins; what it says.
    Open(&'t Phrase, &'t str),
    /// Text.
    Text(&'t str),
    /// The innermost phrase ends.
    Close,
}

/// Hands out `text` in order, taken apart at those of its phrases that must be isolated.
pub fn walk<'t>(text: &'t str, phrases: &'t [Phrase], each: &mut impl FnMut(Part<'t>)) {
    let end = inside(text, 0, phrases, each);
    each(Part::Text(text.get(end..).unwrap_or_default()));
}

fn inside<'t>(text: &'t str, mut from: usize, phrases: &'t [Phrase], each: &mut impl FnMut(Part<'t>)) -> usize {
    for phrase in phrases.iter().filter(|phrase| phrase.needed) {
        each(Part::Text(text.get(from..phrase.range.start).unwrap_or_default()));
        each(Part::Open(phrase, text.get(phrase.range.clone()).unwrap_or_default()));
        let end = inside(text, phrase.range.start, &phrase.inner, each);
        each(Part::Text(text.get(end..phrase.range.end).unwrap_or_default()));
        each(Part::Close);
        from = phrase.range.end;
    }
    from
}
