//! Emphasis that touches Arabic or Hebrew.
//!
//! CommonMark asks what stands on both sides of a run of `*` or `_` whether it can open or close emphasis. Between a
//! particle and a quotation mark, `و**«نص»**`, or between a colon and the next word, `**ملاحظة:**نص`, its answer is wrong:
//! these scripts write such words together. Where a paragraph would be left with fewer signs as text, or with fewer
//! emphases within their like, a blank that nobody sees is put into the copy beside the run, so that it flanks.

use super::words::{Kind, Sign};
use crate::text::{is_attached_particle, is_punctuation, is_right_to_left};

/// A run of `*`, `_` or `~~` and what it can do.
#[derive(Clone, Copy, Debug)]
struct Run {
    sign: Sign,
    byte: u8,
    length: usize,
    before: char,
    after: char,
    /// Whether a blank may be put beside it.
    touches: bool,
    /// By CommonMark.
    opens: bool,
    closes: bool,
    /// With a blank beside it.
    may_open: bool,
    may_close: bool,
}

/// What becomes of the signs of a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Emphasis {
    /// Where a blank belongs, in order.
    pub blanks: Vec<usize>,
    /// What looks like emphasis and is none: its first run and its last, and why.
    pub attempts: Vec<Attempt>,
}

/// Text that looks like emphasis and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attempt {
    /// The first byte of its first run.
    pub from: usize,
    /// One past the last byte of its second run.
    pub to: usize,
    /// The length of each run.
    pub length: usize,
}

/// Reads the runs of a paragraph of `text`.
pub(super) fn emphasis(text: &str, signs: &[Sign]) -> Emphasis {
    let runs: Vec<Run> = signs.iter().filter_map(|&sign| run(text, sign)).collect();
    if runs.is_empty() {
        return Emphasis::default();
    }
    let plain = Reading::of(&runs, false);
    let is_in_doubt = |run: &Run| run.may_open != run.opens || run.may_close != run.closes;
    let other = (plain.faults() > 0 && runs.iter().any(is_in_doubt)).then(|| Reading::of(&runs, true));
    match other.filter(|other| other.faults() < plain.faults()) {
        Some(reading) => Emphasis {
            blanks: reading.blanks(&runs),
            attempts: attempts(text, &runs, &reading),
        },
        None => Emphasis {
            blanks: Vec::new(),
            attempts: attempts(text, &runs, &plain),
        },
    }
}

fn run(text: &str, sign: Sign) -> Option<Run> {
    let Kind::Run(byte) = sign.kind else { return None };
    let length = sign.end - sign.at;
    if byte == b'~' && length != 2 {
        return None;
    }
    let (head, tail) = (text.get(..sign.at)?, text.get(sign.end..)?);
    let before = head.chars().next_back().unwrap_or('\n');
    let after = tail.chars().next().unwrap_or('\n');
    let (blank_before, blank_after) = (before.is_whitespace(), after.is_whitespace());
    let edge_before = blank_before || is_punctuation(before);
    let edge_after = blank_after || is_punctuation(after);
    let (opens, closes) = match byte {
        b'_' => (!blank_after && edge_before, !blank_before && edge_after),
        b'*' => (
            !blank_after && (!is_punctuation(after) || edge_before),
            !blank_before && (!is_punctuation(before) || edge_after),
        ),
        _ => (!blank_after, !blank_before && (!is_punctuation(before) || edge_after)),
    };
    let touches = !sign.is_fixed && length <= 3 && (is_right_to_left(before) || is_right_to_left(after));
    // `_` stands within names and hashtags, so there only a particle may come before it.
    let (may_open, may_close) = match byte {
        _ if !touches => (opens, closes),
        b'_' => (opens || (!blank_after && follows_particle(head)), closes),
        _ => (
            opens || (!blank_after && !is_sign(before)),
            closes || (!blank_before && !is_sign(after)),
        ),
    };
    Some(Run {
        sign,
        byte,
        length,
        before,
        after,
        touches,
        opens,
        closes,
        may_open,
        may_close,
    })
}

/// Whether it may be part of another run, between which and this one a blank would keep the other from flanking.
fn is_sign(c: char) -> bool {
    matches!(c, '*' | '_' | '~')
}

fn follows_particle(head: &str) -> bool {
    let letters: usize = head
        .chars()
        .rev()
        .take(8)
        .take_while(|&c| c.is_alphanumeric() || (is_right_to_left(c) && !is_punctuation(c)))
        .map(char::len_utf8)
        .sum();
    let particle = head.get(head.len() - letters..).unwrap_or_default();
    let outside = head.get(..head.len() - letters).unwrap_or_default();
    is_attached_particle(particle) && !outside.ends_with(['#', '@', '_', '/'])
}

/// Which runs open and close emphasis.
struct Reading {
    /// How many signs are left as text.
    left: usize,
    /// How many emphases lie within another of their kind, which nobody can see.
    nested: usize,
    /// Of each run, how many signs are left, and whether it opens and closes something.
    roles: Vec<Role>,
}

#[derive(Clone, Copy, Default)]
struct Role {
    left: usize,
    opens: bool,
    closes: bool,
}

/// How far a run looks back for its partner: it bounds the time that a paragraph of runs without partners takes.
const FARTHEST: usize = 32;

impl Reading {
    /// Pairs the runs, by CommonMark or with blanks where they may stand.
    fn of(runs: &[Run], with_blanks: bool) -> Self {
        let mut reading = Reading {
            left: 0,
            nested: 0,
            roles: vec![Role::default(); runs.len()],
        };
        let mut open: Vec<usize> = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let (can_open, can_close) = match with_blanks {
                true => (run.may_open, run.may_close),
                false => (run.opens, run.closes),
            };
            let mut left = run.length;
            while can_close && left > 0 {
                let partner = open.iter().rev().take(FARTHEST).position(|&other| {
                    let other = runs.get(other).copied().unwrap_or(*run);
                    let needs_blank = !(other.opens && run.closes);
                    other.byte == run.byte
                        && (other.length == run.length || !(needs_blank || run.byte == b'~'))
                        && !is_refused(&other, run)
                });
                let Some(depth) = partner else { break };
                open.truncate(open.len() - depth);
                let Some(role) = open.last().and_then(|&other| reading.roles.get_mut(other)) else {
                    break;
                };
                let is_equal = |other: &&usize| {
                    let other = runs.get(**other).copied().unwrap_or(*run);
                    other.byte == run.byte && other.length == run.length
                };
                let around = open.iter().rev().skip(1).take(FARTHEST).find(is_equal);
                reading.nested += usize::from(around.is_some() && run.length == role.left);
                let used = if left >= 2 && role.left >= 2 { 2 } else { 1 };
                left -= used;
                role.left -= used;
                role.opens = true;
                if role.left == 0 {
                    open.pop();
                }
                if let Some(role) = reading.roles.get_mut(index) {
                    role.closes = true;
                }
            }
            if let Some(role) = reading.roles.get_mut(index) {
                role.left = left;
            }
            if can_open && left > 0 {
                open.push(index);
            }
        }
        reading.left = reading.roles.iter().map(|role| role.left).sum();
        reading
    }

    /// What speaks against it.
    fn faults(&self) -> usize {
        self.left + self.nested
    }

    /// The blanks that make CommonMark read the runs like this.
    fn blanks(&self, runs: &[Run]) -> Vec<usize> {
        let blanks = runs
            .iter()
            .zip(&self.roles)
            .filter_map(|(run, role)| match (role.opens, role.closes) {
                _ if !run.touches => None,
                (true, false) if (!run.opens || run.closes) && !is_sign(run.before) => Some(run.sign.at),
                (false, true) if (!run.closes || run.opens) && !is_sign(run.after) => Some(run.sign.end),
                _ => None,
            });
        blanks.collect()
    }
}

/// CommonMark's rule of three, which keeps `**a*b**` from being read as two.
fn is_refused(opener: &Run, closer: &Run) -> bool {
    let is_both = |run: &Run| run.opens && run.closes;
    (is_both(opener) || is_both(closer))
        && (opener.length + closer.length).is_multiple_of(3)
        && !(opener.length.is_multiple_of(3) && closer.length.is_multiple_of(3))
}

/// Pairs of runs left as text that their author meant as emphasis.
fn attempts(text: &str, runs: &[Run], reading: &Reading) -> Vec<Attempt> {
    let is_left = |(run, role): &(&Run, &Role)| role.left == run.length && run.length <= 3;
    let mut left = runs
        .iter()
        .zip(&reading.roles)
        .filter(is_left)
        .map(|(run, _)| run)
        .peekable();
    let mut attempts = Vec::new();
    while let Some(first) = left.next() {
        let is_partner = |second: &&Run| second.byte == first.byte && second.length == first.length;
        let Some(second) = left.next_if(is_partner) else {
            continue;
        };
        if is_meant(text, first, second) {
            attempts.push(Attempt {
                from: first.sign.at,
                to: second.sign.end,
                length: first.length,
            });
        }
    }
    attempts
}

fn is_meant(text: &str, first: &Run, second: &Run) -> bool {
    const LONGEST: usize = 300;
    let Some(within) = text.get(first.sign.end..second.sign.at) else {
        return false;
    };
    let is_phrase = within.len() <= LONGEST
        && !within.contains(['\n', '\r', '|'])
        && within.chars().filter(|c| c.is_alphabetic()).take(2).count() == 2;
    let is_blank = |c: char| c == ' ' || c == '\u{A0}' || c == '\t';
    let has_blanks = is_blank(first.after) || is_blank(second.before);
    if first.byte == b'_' && !has_blanks {
        let touches = |c: char| is_right_to_left(c) && !is_punctuation(c);
        let head = text.get(..first.sign.at).unwrap_or_default();
        let is_word = !head
            .chars()
            .rev()
            .take(100)
            .take_while(|c| !c.is_whitespace())
            .any(|c| matches!(c, '#' | '@' | '/' | '\\' | '_' | '.'));
        let one_side = (first.may_open && touches(second.after)) || (touches(first.before) && second.closes);
        return is_phrase && is_word && one_side;
    }
    // A lone asterisk between blanks multiplies.
    is_phrase && has_blanks && first.length >= 2
}

#[cfg(test)]
mod tests {
    use super::super::words::Signs;
    use super::*;

    /// The line with `|` where a blank is put, and attempts in `⟨⟩`.
    fn shown(line: &str) -> String {
        let mut signs = Signs::default();
        let mut at = 0;
        while let Some(&byte) = line.as_bytes().get(at) {
            signs.note(line, at, line.len());
            let is_run = matches!(byte, b'*' | b'_' | b'~' | b'`');
            let run = line.bytes().skip(at).take_while(|&other| is_run && other == byte);
            at += run.count().max(1);
        }
        let read = emphasis(line, &signs.take());
        let blanks = read.blanks.into_iter().map(|at| (at, "|"));
        let attempts = read
            .attempts
            .into_iter()
            .flat_map(|found| [(found.from, "⟨"), (found.to, "⟩")]);
        let mut marks: Vec<_> = blanks.chain(attempts).collect();
        marks.sort_unstable();
        let mut shown = line.to_owned();
        for (at, mark) in marks.into_iter().rev() {
            shown.insert_str(at, mark);
        }
        shown
    }

    #[test]
    fn blanks_beside_runs() {
        for (line, expected) in [
            ("و**«نص»** نص", "و|**«نص»** نص"),
            ("بـ*(X)*، نص", "بـ|*(X)*|، نص"),
            ("و**«نص»**ها", "و|**«نص»**|ها"),
            ("**نص:**نص", "**نص:**|نص"),
            ("**نص،**نص", "**نص،**|نص"),
            ("~~نص،~~نص", "~~نص،~~|نص"),
            ("و_نص_ نص", "و|_نص_ نص"),
            ("وال__نص__.", "وال|__نص__."),
            ("ב_ספר_ זה", "ב|_ספר_ זה"),
            ("**أ:**ب و**«ج»** د", "**أ:**|ب و|**«ج»** د"),
            ("**أ (**ب**)**", "**أ (**|ب|**)**"),
            ("***نص:***نص", "***نص:***|نص"),
            ("**x:**نص", "**x:**|نص"),
            // CommonMark does well by itself
            ("و**نص**ها", "و**نص**ها"),
            ("**نص**، **نص**", "**نص**، **نص**"),
            ("**نص *نص* نص**", "**نص *نص* نص**"),
            // nothing to pair it with
            ("و**«نص»", "و**«نص»"),
            ("و**«نص»*", "و**«نص»*"),
            ("و**«نص»__", "و**«نص»__"),
            // not beside Arabic or Hebrew
            ("x**(a)** b", "x**(a)** b"),
            ("**a:**b", "**a:**b"),
            // names
            ("اسم_ملف_طويل", "اسم_ملف_طويل"),
            ("#و_نص_ نص", "#و_نص_ نص"),
            // code and labels
            ("`و**«نص»**`", "`و**«نص»**`"),
            ("[و**«نص»**]", "[و**«نص»**]"),
            ("[و**«نص»**](x)", "[و|**«نص»**](x)"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }

    #[test]
    fn attempts_at_emphasis() {
        for (line, expected) in [
            ("نص ** نص ** نص", "نص ⟨** نص **⟩ نص"),
            ("a ** bold ** c", "a ⟨** bold **⟩ c"),
            ("**نص: **نص", "⟨**نص: **⟩نص"),
            ("** نص**", "⟨** نص**⟩"),
            ("__ نص __", "⟨__ نص __⟩"),
            ("كتب_نص_ نص", "كتب⟨_نص_⟩ نص"),
            ("_نص_ها", "⟨_نص_⟩ها"),
            ("2 ** 3 ** 4", "2 ** 3 ** 4"),
            ("a ** b ** c", "a ** b ** c"),
            ("a * bold * c", "a * bold * c"),
            ("snake_case_ name", "snake_case_ name"),
            ("#كتب_نص_ نص", "#كتب_نص_ نص"),
            ("** نص | نص **", "** نص | نص **"),
            ("`** نص **`", "`** نص **`"),
            ("**نص** ** نص", "**نص** ** نص"),
        ] {
            assert_eq!(shown(line), expected, "{line}");
        }
    }
}
