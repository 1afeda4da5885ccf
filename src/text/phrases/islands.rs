//! Words and numbers with the symbols that belong to them: what stands between white space, brackets,
//! quotation marks and letters of the text's own direction.

use std::ops::Range;
use std::sync::LazyLock;

use icu_properties::props::{BidiClass, GeneralCategory};

use super::pairs::{self, Sign};
use super::plain::Plain;
use super::{BARRIER, CODE, address};
use crate::text::direction::{Direction, class, strong_of};
use crate::text::identity::general_category;

/// What an island is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the other direction, perhaps with digits.
    Word,
    /// A word of the text's own direction.
    Own,
    /// Many words of the text's own direction, perhaps with numbers among them.
    Words,
    /// Digits without letters.
    Number,
    /// An address, a path, an e-mail address: left to right whatever it holds.
    Address,
    /// Inline code.
    Code,
    /// What no phrase goes across.
    Barrier,
    /// The end of a line that the author asked for: a paragraph of its own to the algorithm.
    Break,
}

/// A part of a text that holds together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Island {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// Of one character, as far as islands care: each a bit of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Other = 1,
    Own = 2,
    Digit = 4,
    Symbol = 8,
    /// What belongs to the letter before it.
    Mark = 16,
    Gap = 32,
}

/// The islands of a part of a text whose direction is `base`, in order, and the brackets and quotation marks between them.
pub(super) fn islands(text: &str, part: Range<usize>, base: Direction) -> (Vec<Island>, Vec<Sign>) {
    // Most words are passed without an island of their own.
    let mut islands: Vec<Island> = Vec::with_capacity(part.len() / 32);
    let sorts = Sorts::of(base);
    let mut signs = Vec::new();
    let holds_address = text.get(part.clone()).is_some_and(address::may_stand_in);
    let mut plain = Plain::new(&part, base);
    let mut at = part.start;
    while let Some(rest) = text.get(at..part.end).filter(|rest| !rest.is_empty()) {
        if islands.last().is_some_and(|last| last.kind == Kind::Own)
            && let Some(end) = plain.words(text, at)
        {
            islands.push(Island {
                range: at..end,
                kind: Kind::Words,
            });
            at = end;
            continue;
        }
        let before = || text.get(part.start..at)?.chars().next_back();
        if holds_address
            && address::may_begin(rest)
            && let Some(length) = address::length(rest, before)
        {
            islands.push(Island {
                range: at..at + length,
                kind: Kind::Address,
            });
            at += length;
            continue;
        }
        let run = Run::at_start_of(rest, sorts);
        match run.holds {
            Holds::Nothing => {}
            Holds::OneWord => islands.push(Island {
                range: at..at + run.length,
                kind: Kind::Own,
            }),
            Holds::More => chunk(text, at..at + run.length, sorts, &mut islands),
        }
        at += run.length;
        if text.as_bytes().get(at) == Some(&b' ') && at < part.end {
            at += 1;
            continue;
        }
        let Some(gap) = text.get(at..part.end).and_then(|rest| rest.chars().next()) else {
            break;
        };
        let range = at..at + gap.len_utf8();
        at = range.end;
        let kind = match gap {
            CODE => Kind::Code,
            BARRIER => Kind::Barrier,
            '\u{2029}' => Kind::Break,
            sign => {
                signs.extend(pairs::is_sign(sign).then_some((range.start, sign)));
                continue;
            }
        };
        islands.push(Island { range, kind });
    }
    (islands, signs)
}

/// What stands before the next gap.
struct Run {
    /// Its length in bytes.
    length: usize,
    holds: Holds,
}

enum Holds {
    /// At most punctuation.
    Nothing,
    /// A word of the text's own direction, as most do.
    OneWord,
    /// Anything else.
    More,
}

impl Run {
    fn at_start_of(rest: &str, sorts: &Sorts) -> Self {
        let bytes = rest.as_bytes();
        let (mut held, mut length) = (0, 0);
        while let Some(&lead) = bytes.get(length) {
            // Most characters are of one byte or two, which need no decoding.
            let (sort, bytes) = match lead {
                ..0x80 => (sorts.told(u32::from(lead)), 1),
                0xC2..0xE0 => {
                    let second = bytes.get(length + 1).copied().unwrap_or_default();
                    (sorts.told(u32::from(lead & 0x1F) << 6 | u32::from(second & 0x3F)), 2)
                }
                _ => {
                    let Some(c) = rest.get(length..).and_then(|rest| rest.chars().next()) else {
                        break;
                    };
                    (sorts.sort(c), c.len_utf8())
                }
            };
            if sort == Sort::Gap {
                break;
            }
            held |= sort as u8;
            length += bytes;
        }
        // Behind a left-to-right word some symbols are part of it.
        let symbols = match sorts.base {
            Direction::Ltr => Sort::Symbol as u8,
            Direction::Rtl => 0,
        };
        let more = Sort::Other as u8 | Sort::Digit as u8 | symbols;
        let holds = match (held & Sort::Own as u8, held & more) {
            (_, 1..) => Holds::More,
            (1.., 0) => Holds::OneWord,
            (0, 0) => Holds::Nothing,
        };
        Run { length, holds }
    }
}

/// The islands of a run without gaps: its words of either direction, and its numbers.
fn chunk(text: &str, run: Range<usize>, sorts: &Sorts, islands: &mut Vec<Island>) {
    let base = sorts.base;
    let mut from = run.start;
    let mut own_letters = 0;
    let whole = text.get(run.clone()).unwrap_or_default();
    // Looked for once: asked for at every word, it would take too long in a run of thousands.
    let last_other = match base {
        Direction::Ltr => whole.rfind(|c| sorts.sort(c) == Sort::Other),
        Direction::Rtl => None,
    };
    while let Some(rest) = text.get(from..run.end).filter(|rest| !rest.is_empty()) {
        let is_own = |c: char| sorts.sort(c) == Sort::Own;
        let own = rest.find(|c| !is_own(c) && !is_mark(c)).unwrap_or(rest.len());
        if own > 0 && rest.starts_with(is_own) {
            // A number or a symbol right behind a word of the text's own direction is part of it: `R1`, `C++`.
            let tail = rest.get(own..).unwrap_or_default();
            let glue = |c: char| glues_behind(c) || sorts.sort(c) == Sort::Digit;
            let glued = tail.find(|c| !glue(c)).unwrap_or(tail.len());
            let is_last = last_other.is_none_or(|last| run.start + last < from + own);
            let glued = if base == Direction::Ltr && is_last { glued } else { 0 };
            own_letters = rest.get(..own).unwrap_or_default().chars().count();
            islands.push(Island {
                range: from..from + own + glued,
                kind: Kind::Own,
            });
            from += own + glued;
            continue;
        }
        let length = rest.find(is_own).unwrap_or(rest.len()).max(1);
        let other = text.get(from..from + length).unwrap_or_default();
        islands.extend(trimmed(other, from, own_letters, sorts));
        from += length;
    }
}

/// A word or a number without the punctuation around it.
fn trimmed(run: &str, from: usize, own_before: usize, sorts: &Sorts) -> Option<Island> {
    let is_core = |c: char| matches!(sorts.sort(c), Sort::Other | Sort::Digit);
    let first = run.find(is_core)?;
    let has_letter = run.contains(|c| sorts.sort(c) == Sort::Other);
    let (last, last_char) = run.char_indices().rfind(|&(_, c)| is_core(c))?;
    let core_end = last + last_char.len_utf8();
    let before = run.get(..first)?;
    let after = run.get(core_end..)?;
    let core = run.get(first..core_end)?;

    let starts_with_letter = core.starts_with(|c| sorts.sort(c) == Sort::Other);
    // A full stop behind a whole word ends its sentence; behind an attached particle it begins the name: `و.NET`.
    let dot_begins = starts_with_letter && own_before <= LONGEST_PARTICLE;
    let glued = before
        .char_indices()
        .rev()
        .take_while(|&(_, c)| glues_before(c) || (c == '.' && dot_begins))
        .last()
        .map_or(first, |(at, _)| at);
    let is_tag = before.ends_with(['<', '/']) && after.starts_with(['>', '/']) && before.contains('<');
    let start = if is_tag { before.rfind('<')? } else { glued };

    let glue = after
        .find(|c: char| !glues_behind(c) && !is_mark(c))
        .unwrap_or(after.len());
    let mut end = core_end + glue;
    if is_tag {
        end = core_end + after.find('>').map_or(glue, |at| at + 1);
    } else if is_initials(core) && after.starts_with('.') {
        end = core_end + 1;
    } else if is_drive(core) && after.starts_with(":\\") {
        end = core_end + ":\\".len();
    }
    // Dashes on both sides are brackets of a kind.
    let start = match run.get(start..first)?.starts_with('-') && after.starts_with('-') {
        true => first,
        false => start,
    };
    Some(Island {
        range: from + start..from + end,
        kind: if has_letter { Kind::Word } else { Kind::Number },
    })
}

/// The letters of the longest particle that is written together with the next word: `وبال`.
const LONGEST_PARTICLE: usize = 4;

/// `U.S`, `e.g`: single letters with full stops between them.
fn is_initials(core: &str) -> bool {
    core.contains('.') && core.split('.').all(|part| part.chars().count() == 1)
}

/// `C`, of `C:\`
fn is_drive(core: &str) -> bool {
    core.len() == 1 && core.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn glues_before(c: char) -> bool {
    matches!(
        c,
        '@' | '#' | '°' | '$' | '€' | '£' | '¥' | '₪' | '~' | '/' | '\\' | '+' | '-' | '−' | '±' | '_'
    )
}

fn glues_behind(c: char) -> bool {
    matches!(
        c,
        '+' | '#' | '%' | '°' | '™' | '®' | '©' | '²' | '³' | '/' | '\\' | '_' | '$' | '€'
    )
}

/// What characters are in texts of one direction: told once for those that most texts are made of, and from the tables
/// of Unicode for all others.
struct Sorts {
    base: Direction,
    told: [Sort; TOLD],
}

/// So many characters have one byte or two (RFC 3629).
const TOLD: usize = 0x800;

static LEFT_TO_RIGHT: LazyLock<Sorts> = LazyLock::new(|| Sorts::new(Direction::Ltr));
static RIGHT_TO_LEFT: LazyLock<Sorts> = LazyLock::new(|| Sorts::new(Direction::Rtl));

impl Sorts {
    fn of(base: Direction) -> &'static Self {
        match base {
            Direction::Ltr => &LEFT_TO_RIGHT,
            Direction::Rtl => &RIGHT_TO_LEFT,
        }
    }

    fn new(base: Direction) -> Self {
        let sort = |number: usize| {
            let c = u32::try_from(number).ok().and_then(char::from_u32);
            c.map_or(Sort::Symbol, |c| looked_up(c, base))
        };
        Sorts {
            base,
            told: std::array::from_fn(sort),
        }
    }

    /// The sort of a character of one byte or two, by its number.
    #[inline]
    fn told(&self, number: u32) -> Sort {
        self.told[number as usize % TOLD]
    }

    #[inline]
    fn sort(&self, c: char) -> Sort {
        if c.len_utf8() <= 2 {
            self.told(u32::from(c))
        } else {
            looked_up(c, self.base)
        }
    }
}

#[cold]
fn looked_up(c: char, base: Direction) -> Sort {
    if c.is_whitespace() || matches!(c, CODE | BARRIER | '،') || pairs::is_sign(c) {
        return Sort::Gap;
    }
    match strong_of(c) {
        _ if is_mark(c) => Sort::Mark,
        // A mark that only steers direction is no letter of a word.
        _ if matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}') => Sort::Symbol,
        Some(direction) if direction == base => Sort::Own,
        Some(_) => Sort::Other,
        None => match class(c) {
            BidiClass::EuropeanNumber | BidiClass::ArabicNumber => Sort::Digit,
            _ => Sort::Symbol,
        },
    }
}

/// Marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' | '\u{671}'..='\u{6D3}' => false,
        '\u{64B}'..='\u{65F}' => true,
        _ => general_category(c) == GeneralCategory::NonspacingMark,
    }
}
