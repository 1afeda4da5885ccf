//! Isolates in plain text, for what elements do in HTML.

use std::borrow::Cow;

use super::direction::{Direction, strong_of};
use super::phrases::{Phrase, phrases, runs_against};
use super::steering::{PDI, has_steering, isolate};

/// A text that is written in the direction `base`, for a place that shows it and can hold no elements: what the algorithm
/// would show wrongly stands between isolates (UAX #9). A text that steers directions itself stays as it is.
pub fn with_isolates(text: &str, base: Direction) -> Cow<'_, str> {
    if has_steering(text) {
        return Cow::Borrowed(text);
    }
    let is_against = runs_against(text, base);
    if is_against && is_one_run(text, base.opposite()) {
        return Cow::Borrowed(text);
    }
    let direction = if is_against { base.opposite() } else { base };
    let found = phrases(text, direction);
    if !is_against && !found.iter().any(|phrase| phrase.torn) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    out.extend(is_against.then(|| isolate(direction)));
    let end = write(text, 0, &found, &mut out);
    out.push_str(text.get(end..).unwrap_or_default());
    out.extend(is_against.then_some(PDI));
    Cow::Owned(out)
}

/// Whether a text is letters of one direction with nothing but spaces between: the algorithm keeps them together anywhere.
fn is_one_run(text: &str, direction: Direction) -> bool {
    let is_letter = |c: char| strong_of(c) == Some(direction);
    text.chars().all(|c| is_letter(c) || c == ' ')
}

/// Writes all up to the end of the last phrase that is isolated; answers where that is.
fn write(text: &str, mut from: usize, phrases: &[Phrase], out: &mut String) -> usize {
    for phrase in phrases.iter().filter(|phrase| phrase.torn) {
        out.push_str(text.get(from..phrase.range.start).unwrap_or_default());
        out.push(isolate(phrase.direction));
        let end = write(text, phrase.range.start, &phrase.inner, out);
        out.push_str(text.get(end..phrase.range.end).unwrap_or_default());
        out.push(PDI);
        from = phrase.range.end;
    }
    from
}

#[cfg(test)]
mod tests {
    use Direction::{Ltr, Rtl};

    use super::*;

    /// Isolates as brackets: `⟨` left to right, `⟪` right to left, `⟩` the end of either.
    fn shown(text: &str, base: Direction) -> String {
        with_isolates(text, base)
            .replace('\u{2066}', "⟨")
            .replace('\u{2067}', "⟪")
            .replace(PDI, "⟩")
    }

    #[test]
    fn what_would_be_torn_is_isolated() {
        for (base, table) in [
            (
                Rtl,
                &[
                    "أتقن لغة ⟨C++⟩ اليوم",
                    "⟨C++⟩ أم Rust؟",
                    "الخيار ⟨--flag⟩",
                    "هاتفي ⟨(050) 123-4567⟩",
                    "هاتفي ⟨⟨٠٥٠⟩ ⟨١٢٣⟩ ⟨٤٥٦٧⟩⟩",
                    "⟨A short story.⟩",
                    "⟨C++⟩",
                ][..],
            ),
            (
                Ltr,
                &[
                    "The word ⟪#سلام⟩ means",
                    "The title is ⟪مدخل إلى ⟨C++⟩⟩ today",
                    "⟪كتاب Rust جديد⟩",
                ],
            ),
        ] {
            for expected in table {
                let text = expected.replace(['⟨', '⟪', '⟩'], "");
                assert_eq!(shown(&text, base), *expected);
            }
        }
    }

    #[test]
    fn what_is_shown_rightly_stays() {
        for (base, text) in [
            (Rtl, "Rust لغة برمجة."),
            (Rtl, "لغة Rust جميلة"),
            (Rtl, "قال hello my friend ثم مضى"),
            (Rtl, "A short story"),
            (Rtl, "عنوان \u{2066}C++\u{2069} و.NET هنا"),
            (Ltr, "The word سلام means peace"),
            (Ltr, "C++ and Rust"),
        ] {
            assert!(
                matches!(with_isolates(text, base), Cow::Borrowed(same) if same == text),
                "{text}"
            );
        }
    }
}
