//! Bidi controls in raw HTML, as characters and as numeric references.

use std::borrow::Cow;

use super::steering::{Reports, report};
use crate::text::{PDI, Steering, Step, is_steering, isolate};

/// The text of raw HTML, in which an embedding that ends becomes an isolate.
#[derive(Default)]
pub(super) struct RawText {
    /// By the first byte in the file and the place in what is written.
    steering: Steering<(usize, usize)>,
    begun: Vec<(usize, char)>,
}

impl RawText {
    /// Writes text; `origin` gives the byte of the file for one of `text`.
    pub fn push(&mut self, text: &str, out: &mut String, origin: impl Fn(usize) -> usize) {
        let mut from = 0;
        for (at, control) in text.char_indices().filter(|&(_, c)| is_steering(c)) {
            out.push_str(text.get(from..at).unwrap_or_default());
            match self.steering.step(control, (origin(at), out.len()), 0) {
                Step::Print => out.push(control),
                Step::Leave => {}
                Step::End { from, direction } => {
                    self.begun.push((from.1, isolate(direction)));
                    out.push(PDI);
                }
            }
            from = at + control.len_utf8();
        }
        out.push_str(text.get(from..).unwrap_or_default());
    }

    /// Ends what is open where a block ends.
    pub fn end(&mut self, out: &mut String) {
        out.extend(std::iter::repeat_n(PDI, self.steering.end(0)));
    }

    /// Ends the text; answers what was at fault.
    pub fn finish(mut self, out: &mut String) -> Reports {
        self.end(out);
        if !self.begun.is_empty() {
            self.begun.sort_by_key(|&(at, _)| at);
            let written = std::mem::take(out);
            let mut from = 0;
            for (at, begin) in self.begun {
                out.push_str(written.get(from..at).unwrap_or_default());
                out.push(begin);
                from = at;
            }
            out.push_str(written.get(from..).unwrap_or_default());
        }
        let faulty = self.steering.faulty().into_iter();
        faulty
            .map(|faulty| report(faulty.control, faulty.place.0, faulty.fault))
            .collect()
    }
}

/// Raw HTML with numeric references to controls that steer as the controls themselves.
pub(super) fn controls_decoded(html: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut from = 0;
    for (at, _) in html.match_indices("&#") {
        if let Some((control, length)) = html.get(at..).and_then(control_reference) {
            decoded.push_str(html.get(from..at).unwrap_or_default());
            decoded.push(control);
            from = at + length;
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    decoded.push_str(html.get(from..).unwrap_or_default());
    Cow::Owned(decoded)
}

/// The control that a text begins with as a numeric reference, and the length of that.
fn control_reference(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 12;
    let digits = text.strip_prefix("&#")?;
    let (digits, radix) = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16),
        None => (digits, 10),
    };
    let length = digits.chars().take(LONGEST).take_while(|c| c.is_digit(radix)).count();
    let number = u32::from_str_radix(digits.get(..length)?, radix).ok()?;
    let control = char::from_u32(number).filter(|&c| is_steering(c))?;
    let behind = digits.get(length..)?;
    let end = text.len() - behind.strip_prefix(';').unwrap_or(behind).len();
    Some((control, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded() {
        for (html, expected) in [
            ("a &#x202E;b", "a \u{202E}b"),
            ("&#8238;&#X2067;&#8297 ", "\u{202E}\u{2067}\u{2069} "),
            (
                "&#x41; &#x200F; &#; &#x; &amp;#8238;",
                "&#x41; &#x200F; &#; &#x; &amp;#8238;",
            ),
            ("&#99999999999999999999;", "&#99999999999999999999;"),
        ] {
            assert_eq!(controls_decoded(html), expected, "{html}");
        }
    }

    #[test]
    fn texts_between_blocks() {
        let mut out = String::new();
        let mut text = RawText::default();
        text.push("\u{202B}a\u{202C} \u{2068}b", &mut out, |at| at);
        text.push("c", &mut out, |at| 100 + at);
        text.end(&mut out);
        text.push("\u{202E}d", &mut out, |at| 200 + at);
        let reports = text.finish(&mut out);
        assert_eq!(out, "\u{2067}a\u{2069} \u{2068}bc\u{2069}d");
        let places: Vec<_> = reports.into_iter().map(|(range, _)| range).collect();
        assert_eq!(places, [8..11, 200..203]);
    }
}
