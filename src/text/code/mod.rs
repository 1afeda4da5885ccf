//! What to isolate in a line of code, so that its tokens follow each other from left to right and the right-to-left
//! text within each of them is read from right to left (UTS #55, Unicode Source Code Handling).

mod literals;

use std::ops::Range;

use icu_properties::props::BidiClass;

pub use literals::{Literal, LiteralKind, literals, prose_line};
use literals::{within_marks, within_quotes};

use super::controls::is_bidi_control;
use super::direction::{Direction, class, first_strong, majority, strong_of};
use super::phrases::{Phrase, phrases};

/// Whether a text may hold anything that is not laid out from left to right. Quick, and never wrongly `false`.
pub fn may_turn(text: &str) -> bool {
    // Right-to-left letters begin at U+0590, so all of them begin with a larger byte than this.
    text.bytes().any(|byte| byte >= 0xD6)
}

/// The parts of a line of code to be isolated, in order: literals, and runs of words, that hold right-to-left
/// letters or Arabic digits. The line runs from left to right itself.
pub fn code_isolates(line: &str, literals: &[Literal]) -> Vec<Phrase> {
    let mut found = Vec::new();
    let mut at = 0;
    for literal in literals {
        runs(line, at..literal.range.start, &mut found);
        found.extend(token(line, literal));
        at = literal.range.end;
    }
    runs(line, at..line.len(), &mut found);
    // What is all of a line needs nothing around it.
    let code = line.trim();
    match found.as_mut_slice() {
        [only] if line.get(only.range.clone()) == Some(code) => std::mem::take(&mut only.inner),
        _ => found,
    }
}

/// A literal, with its text isolated within it where that runs from right to left.
fn token(line: &str, literal: &Literal) -> Option<Phrase> {
    let range = trimmed(line, literal.range.clone());
    let whole = line.get(range.clone()).filter(|whole| whole.contains(turns))?;
    let edges = match literal.kind {
        LiteralKind::Text => within_quotes(whole),
        LiteralKind::Comment => within_marks(whole),
    };
    let content = trimmed(line, range.start + edges.start..range.start + edges.end);
    let text = line.get(content.clone())?;
    let mut inner = Vec::new();
    match base(text) {
        Direction::Ltr => runs(line, content, &mut inner),
        Direction::Rtl if is_of_one_direction(text) => {}
        Direction::Rtl => {
            let nested = shifted(phrases(text, Direction::Rtl), content.start);
            inner.push(phrase(content, Direction::Rtl, nested));
        }
    }
    Some(phrase(range, Direction::Ltr, inner))
}

fn phrase(range: Range<usize>, direction: Direction, inner: Vec<Phrase>) -> Phrase {
    Phrase {
        range,
        direction,
        prose: false,
        needed: true,
        torn: true,
        inner,
    }
}

/// Phrases of a part of a line that starts at `by`, without those that are laid out well as they are.
fn shifted(phrases: Vec<Phrase>, by: usize) -> Vec<Phrase> {
    let mut kept = Vec::with_capacity(phrases.len());
    for mut phrase in phrases {
        phrase.range = phrase.range.start + by..phrase.range.end + by;
        phrase.inner = shifted(phrase.inner, by);
        match phrase.needed {
            true => kept.push(phrase),
            false => kept.append(&mut phrase.inner),
        }
    }
    kept
}

fn trimmed(line: &str, range: Range<usize>) -> Range<usize> {
    let text = line.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// The direction in which the text of a literal is read. What has no space in it and is not of letters of one
/// direction is a name or a path, which belongs to the code.
fn base(text: &str) -> Direction {
    let is_name = !text.contains(char::is_whitespace)
        && text.contains(|c: char| strong_of(c) == Some(Direction::Ltr) || "/\\=&@_{}<>|~^$+*".contains(c));
    let is_read = || [first_strong(text), majority(text)].contains(&Some(Direction::Rtl));
    if !is_name && is_read() {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

/// Whether a text is laid out alike whatever stands around it.
fn is_of_one_direction(text: &str) -> bool {
    let is_rtl = |c: char| strong_of(c) == Some(Direction::Rtl) || class(c) == BidiClass::NonspacingMark;
    let breaks = |c: char| {
        strong_of(c) == Some(Direction::Ltr)
            || matches!(
                class(c),
                BidiClass::EuropeanNumber | BidiClass::ArabicNumber | BidiClass::FirstStrongIsolate
            )
            || is_bidi_control(c)
    };
    text.starts_with(is_rtl) && text.ends_with(is_rtl) && !text.contains(breaks)
}

/// Right-to-left letters, and digits that are laid out with them.
fn turns(c: char) -> bool {
    !c.is_ascii()
        && (strong_of(c) == Some(Direction::Rtl) || class(c) == BidiClass::ArabicNumber)
        && !is_bidi_control(c)
}

/// The runs of words with something right-to-left in them, in a part of a line.
fn runs(line: &str, part: Range<usize>, found: &mut Vec<Phrase>) {
    let Some(text) = line.get(part.clone()).filter(|text| text.contains(turns)) else {
        return;
    };
    let mut run: Option<Range<usize>> = None;
    for word in words(text) {
        let word = word.start + part.start..word.end + part.start;
        let turning = line.get(word.clone()).is_some_and(|word| word.contains(turns));
        let joined = run
            .take_if(|run| turning && joins(line, run, &word))
            .map(|run| run.start..word.end);
        if joined.is_some() {
            run = joined;
            continue;
        }
        let next = turning.then_some(word);
        let done = std::mem::replace(&mut run, next);
        found.extend(done.map(|run| phrase(run, Direction::Ltr, Vec::new())));
    }
    found.extend(run.map(|run| phrase(run, Direction::Ltr, Vec::new())));
}

/// The words and identifiers of a text; Arabic punctuation right behind one belongs to it.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let start = at + rest.find(is_in_word)?;
        let rest = text.get(start..)?;
        let end = rest.find(|c| !is_in_word(c)).unwrap_or(rest.len());
        let tail = rest.get(end..)?;
        let marks = tail.find(|c| !matches!(c, '،' | '؛' | '؟' | '۔')).unwrap_or(tail.len());
        let is_rtl = rest.get(..end)?.contains(turns);
        at = start + end + if is_rtl { marks } else { 0 };
        Some(start..at)
    })
}

fn is_in_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '_' | '\u{200C}' | '\u{200D}')
        || (!c.is_ascii() && class(c) == BidiClass::NonspacingMark)
}

/// Whether a run goes on with the next word: words of a text do, numbers side by side do not.
fn joins(line: &str, run: &Range<usize>, next: &Range<usize>) -> bool {
    let has_letter = |range: &Range<usize>| {
        line.get(range.clone())
            .is_some_and(|text| text.contains(|c| strong_of(c) == Some(Direction::Rtl)))
    };
    match line.get(run.end..next.start) {
        Some(" ") => has_letter(run) || has_letter(next),
        Some("-") => has_letter(run) && has_letter(next),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Isolates as brackets: `⟨` left to right, `⟪` right to left.
    fn shown(line: &str) -> String {
        fn write(line: &str, mut from: usize, to: usize, phrases: &[Phrase], out: &mut String) {
            for phrase in phrases {
                let (open, close) = match phrase.direction {
                    Direction::Ltr => ('⟨', '⟩'),
                    Direction::Rtl => ('⟪', '⟫'),
                };
                out.push_str(&line[from..phrase.range.start]);
                out.push(open);
                write(line, phrase.range.start, phrase.range.end, &phrase.inner, out);
                out.push(close);
                from = phrase.range.end;
            }
            out.push_str(&line[from..to]);
        }
        let mut out = String::new();
        write(line, 0, line.len(), &code_isolates(line, &literals(line)), &mut out);
        out
    }

    #[test]
    fn tokens_of_a_line() {
        for expected in [
            "let x = 1; // plain",
            // strings
            "f(⟨\"أ\"⟩, ⟨\"ب\"⟩, 1)",
            "f(⟨f'{x} ⟨ب⟩'⟩, 1)",
            "say(⟨\"⟪مرحبا، Rust!⟫\"⟩, 5)",
            "say(⟨\"⟪مرحبا، ⟨C++⟩!⟫\"⟩, 5)",
            "open(⟨\"⟨مقدمة⟩.md\"⟩, ⟨'/ar/⟨مقالات⟩/⟨س⟩'⟩)",
            "say(⟨\"مرحبا بالعالم\"⟩)",
            "say(⟨\"⟪مرحبا!⟫\"⟩)",
            "x = ⟨\"a\\\"⟨ب⟩\"⟩ + 1",
            "it's ⟨ب⟩, isn't it",
            "«« ⟨ب⟩ “ '",
            "f(⟨\" ⟪ب 1 a⟫ \"⟩, 1)",
            "⟨תנ⟩\"⟨ך⟩ = ⟨«ب»⟩ 1",
            // comments
            "x = 1 ⟨# ⟪تعليق عربي مع x.⟫⟩",
            "x = 1 ⟨// ⟪⟨TODO⟩: ترجمة (1)⟫⟩",
            "x = 1 ⟨// FIXME soon: ⟨ترجمة⟩ (1)⟩",
            "x = 1 ⟨/* تعليق عربي */⟩",
            "https://example.org/⟨س⟩ 1",
            "a --⟨اسم ٥⟩",
            // names and words
            "⟨س⟩ = ⟨متغير_جديد2⟩ + 5",
            "f(⟨٣⟩, ⟨٤⟩) [⟨٥⟩ ⟨٦⟩]",
            "echo ⟨مرحبا بك يا عالم⟩ 5",
            "a ⟨نعم، كل شيء؟⟩ b",
            "⟨كائن⟩.⟨خاصية⟩ = ⟨می\u{200C}خواهم⟩",
        ] {
            let line = expected.replace(['⟨', '⟩', '⟪', '⟫'], "");
            assert_eq!(shown(&line), *expected);
        }
    }

    #[test]
    fn what_is_all_of_a_line_needs_nothing_around_it() {
        for (line, expected) in [
            (
                "- هذا نص كامل، مع (أقواس) و Rust.",
                "- ⟪هذا نص كامل، مع (أقواس) و Rust.⟫",
            ),
            ("احسب قيمة س = ص + 5", "⟪احسب قيمة س = ص + 5⟫"),
            ("مرحبا", "مرحبا"),
            ("  # تعليق عربي", "  # تعليق عربي"),
            ("# تعليق، مع x.", "# ⟪تعليق، مع x.⟫"),
            ("\"أ\"", "\"أ\""),
            ("", ""),
            ("  ", "  "),
        ] {
            assert_eq!(shown(line), expected);
        }
    }

    #[test]
    fn only_text_with_large_bytes_may_turn() {
        for (text, expected) in [
            ("let é = 'Ж';", false),
            ("أ", true),
            ("א", true),
            ("٣", true),
            ("", false),
        ] {
            assert_eq!(may_turn(text), expected, "{text}");
        }
        let turning = (0..=0x10FFFF_u32).filter_map(char::from_u32).filter(|&c| turns(c));
        assert!(turning.map(String::from).all(|text| may_turn(&text)));
    }
}
