//! Controls that steer the direction of what follows them, matched as UAX #9 matches them (BD9, BD11, X2 to X7).
//!
//! Isolates stay, because they reach no further than their end. Embeddings that end become something that
//! isolates; overrides, and whatever has no partner within the block, are left out.

use std::borrow::Cow;

use super::direction::Direction;

const LRE: char = '\u{202A}';
const PDF: char = '\u{202C}';
const LRO: char = '\u{202D}';
const RLO: char = '\u{202E}';
const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
pub(super) const FSI: char = '\u{2068}';
/// The end of an isolate (pop directional isolate).
pub const PDI: char = '\u{2069}';

/// Whether a character opens or ends an embedding, an override or an isolate.
pub fn is_steering(c: char) -> bool {
    is_embedding(c) || opens_isolate(c) || c == PDI
}

/// Whether a text has any of them: most have none, and not even the byte that each begins with.
pub fn has_steering(text: &str) -> bool {
    text.as_bytes().contains(&0xE2) && text.contains(is_steering)
}

/// LRI, RLI or FSI.
pub(super) fn opens_isolate(c: char) -> bool {
    matches!(c, LRI..=FSI)
}

/// LRE, RLE, PDF, LRO or RLO.
pub(super) fn is_embedding(c: char) -> bool {
    matches!(c, LRE..=RLO)
}

/// The control that opens an isolate of this direction.
pub fn isolate(direction: Direction) -> char {
    match direction {
        Direction::Ltr => LRI,
        Direction::Rtl => RLI,
    }
}

/// What is wrong with a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It overrides the direction of characters, which no text needs.
    Override,
    /// An embedding that has no end.
    Unended,
    /// An isolate that has no end.
    Open,
    /// An end of something that was not begun.
    Unbegun,
}

/// A control at fault, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Faulty<P> {
    /// The control.
    pub control: char,
    /// As the caller gave it.
    pub place: P,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is to be done where a control stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<P> {
    /// Print it.
    Print,
    /// Print nothing.
    Leave,
    /// Here ends an embedding of this direction.
    End {
        /// The place of its beginning.
        from: P,
        /// Its direction.
        direction: Direction,
    },
}

/// What is open in a block of text. Every control has a place, which the caller chooses, and a level: how many
/// elements are open around it. What is opened within an element has to end there.
#[derive(Debug)]
pub struct Steering<P> {
    open: Vec<Open<P>>,
    /// Where in `open` the isolates are.
    isolates: Vec<usize>,
    /// How many isolates ended with their element, so that their own ends are no news.
    ended: usize,
    faulty: Vec<Faulty<P>>,
}

#[derive(Debug)]
struct Open<P> {
    control: char,
    place: P,
    level: usize,
}

impl<P> Default for Steering<P> {
    fn default() -> Self {
        Steering {
            open: Vec::new(),
            isolates: Vec::new(),
            ended: 0,
            faulty: Vec::new(),
        }
    }
}

impl<P: Copy> Steering<P> {
    /// Whether nothing is open.
    pub fn is_idle(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes the next control of the block.
    pub fn step(&mut self, control: char, place: P, level: usize) -> Step<P> {
        match control {
            PDF => self.pop_embedding(place, level),
            PDI => self.pop_isolate(place, level),
            _ => {
                let opens_isolate = opens_isolate(control);
                if opens_isolate {
                    self.isolates.push(self.open.len());
                } else if matches!(control, LRO | RLO) {
                    self.blame(control, place, Fault::Override);
                }
                self.open.push(Open { control, place, level });
                if opens_isolate { Step::Print } else { Step::Leave }
            }
        }
    }

    fn pop_embedding(&mut self, place: P, level: usize) -> Step<P> {
        match self.open.pop_if(|open| !opens_isolate(open.control)) {
            None => {
                self.blame(PDF, place, Fault::Unbegun);
                Step::Leave
            }
            Some(open) if matches!(open.control, LRO | RLO) => Step::Leave,
            Some(open) if open.level == level => Step::End {
                from: open.place,
                direction: if open.control == LRE {
                    Direction::Ltr
                } else {
                    Direction::Rtl
                },
            },
            Some(open) => {
                self.blame(open.control, open.place, Fault::Unended);
                Step::Leave
            }
        }
    }

    fn pop_isolate(&mut self, place: P, level: usize) -> Step<P> {
        let innermost = self.isolates.last().copied();
        match innermost.and_then(|at| Some((at, self.open.get(at)?.level))) {
            None if self.ended > 0 => {
                self.ended -= 1;
                Step::Leave
            }
            None => {
                self.blame(PDI, place, Fault::Unbegun);
                Step::Leave
            }
            Some((at, opened)) if opened == level => {
                while self.open.len() > at {
                    self.pop();
                }
                self.isolates.pop();
                Step::Print
            }
            // It ends with the element that it was opened in.
            Some(_) => Step::Leave,
        }
    }

    /// Ends what was opened at this level or deeper; at level 0, the block. Answers how many isolates are to be ended.
    pub fn end(&mut self, level: usize) -> usize {
        let mut left = 0;
        while let Some(open) = self.open.last().filter(|open| open.level >= level) {
            if opens_isolate(open.control) {
                let (control, place) = (open.control, open.place);
                self.blame(control, place, Fault::Open);
                self.isolates.pop();
                left += 1;
            }
            self.pop();
        }
        self.ended = if level == 0 { 0 } else { self.ended + left };
        left
    }

    /// Takes what is innermost away, which is at fault if it is an embedding.
    fn pop(&mut self) {
        if let Some(open) = self.open.pop()
            && is_embedding(open.control)
            && !matches!(open.control, LRO | RLO)
        {
            self.blame(open.control, open.place, Fault::Unended);
        }
    }

    fn blame(&mut self, control: char, place: P, fault: Fault) {
        self.faulty.push(Faulty { control, place, fault });
    }

    /// The controls that were found to be at fault since this was last asked.
    pub fn faulty(&mut self) -> Vec<Faulty<P>> {
        std::mem::take(&mut self.faulty)
    }
}

/// The text without controls that would reach beyond it: isolates are ended, embeddings that end are isolates, all
/// others are left out.
pub fn balanced(text: &str) -> Cow<'_, str> {
    balanced_with_faults(text).0
}

/// The same, with the controls at fault and their places in bytes.
pub fn balanced_with_faults(text: &str) -> (Cow<'_, str>, Vec<Faulty<usize>>) {
    if !has_steering(text) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut steering = Steering::default();
    let mut printed: Vec<Option<char>> = Vec::new();
    for (at, control) in text.char_indices().filter(|&(_, c)| is_steering(c)) {
        let step = match steering.step(control, (at, printed.len()), 0) {
            Step::Print => Some(control),
            Step::Leave => None,
            Step::End { from, direction } => {
                if let Some(begin) = printed.get_mut(from.1) {
                    *begin = Some(isolate(direction));
                }
                Some(PDI)
            }
        };
        printed.push(step);
    }
    let left = steering.end(0);
    let mut printed = printed.into_iter();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_steering(c) {
            out.extend(printed.next().flatten());
        } else {
            out.push(c);
        }
    }
    out.extend(std::iter::repeat_n(PDI, left));
    let faulty = steering.faulty().into_iter().map(|faulty| Faulty {
        control: faulty.control,
        place: faulty.place.0,
        fault: faulty.fault,
    });
    let faulty = faulty.collect();
    let text = if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    };
    (text, faulty)
}

#[cfg(test)]
mod tests {
    use super::Fault::{Open, Override, Unbegun, Unended};
    use super::*;

    #[test]
    fn what_reaches_beyond_a_text_is_taken_out() {
        type Case<'c> = (&'c str, &'c str, &'c [(usize, Fault)]);
        let cases: [Case<'_>; 14] = [
            ("سلام", "سلام", &[]),
            ("a\u{200E}b\u{61C}", "a\u{200E}b\u{61C}", &[]),
            ("a\u{202E}b", "ab", &[(1, Override)]),
            ("a\u{202D}b\u{202C}", "ab", &[(1, Override)]),
            ("a\u{202B}b\u{202C}c", "a\u{2067}b\u{2069}c", &[]),
            (
                "\u{202A}\u{202B}a\u{202C}\u{202C}",
                "\u{2066}\u{2067}a\u{2069}\u{2069}",
                &[],
            ),
            ("a\u{202A}b", "ab", &[(1, Unended)]),
            ("a\u{202C}b", "ab", &[(1, Unbegun)]),
            ("a\u{2067}b", "a\u{2067}b\u{2069}", &[(1, Open)]),
            ("a\u{2068}b\u{2069}", "a\u{2068}b\u{2069}", &[]),
            ("a\u{2069}b", "ab", &[(1, Unbegun)]),
            // an isolate ends what is embedded in it (X6a)
            ("\u{2067}\u{202B}a\u{2069}", "\u{2067}a\u{2069}", &[(3, Unended)]),
            // the end of an embedding does not reach out of an isolate (X7)
            (
                "\u{202B}\u{2066}a\u{202C}\u{2069}",
                "\u{2066}a\u{2069}",
                &[(7, Unbegun), (0, Unended)],
            ),
            (
                "\u{2066}\u{2067}a",
                "\u{2066}\u{2067}a\u{2069}\u{2069}",
                &[(3, Open), (0, Open)],
            ),
        ];
        for (text, expected, faults) in cases {
            let (balanced, faulty) = balanced_with_faults(text);
            assert_eq!(balanced, expected, "{text:?}");
            let faulty: Vec<_> = faulty.iter().map(|faulty| (faulty.place, faulty.fault)).collect();
            assert_eq!(faulty, faults, "{text:?}");
        }
    }

    #[test]
    fn what_is_opened_in_an_element_ends_there() {
        let mut steering = Steering::default();
        // an isolate that is opened within an element and ended behind it
        assert_eq!(steering.step('\u{2068}', 1, 1), Step::Print);
        assert_eq!(steering.end(1), 1);
        assert_eq!(steering.step('\u{2069}', 2, 0), Step::Leave);
        // opened before it and ended within
        assert_eq!(steering.step('\u{2067}', 3, 0), Step::Print);
        assert_eq!(steering.step('\u{2069}', 4, 1), Step::Leave);
        assert_eq!(steering.step('\u{202B}', 5, 0), Step::Leave);
        assert_eq!(steering.step('\u{202C}', 6, 1), Step::Leave);
        assert_eq!(steering.end(0), 1);
        let faults: Vec<_> = steering.faulty().iter().map(|f| (f.place, f.fault)).collect();
        assert_eq!(faults, [(1, Open), (5, Unended), (3, Open)]);
        // in the same element all is well
        assert_eq!(steering.step('\u{202A}', 7, 2), Step::Leave);
        let end = Step::End {
            from: 7,
            direction: Direction::Ltr,
        };
        assert_eq!(steering.step('\u{202C}', 8, 2), end);
        assert_eq!(steering.end(0), 0);
        assert_eq!(steering.faulty(), []);
    }
}
