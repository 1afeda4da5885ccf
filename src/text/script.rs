//! The script of a text.

use icu_properties::props::{NamedEnumeratedProperty, Script};
use icu_properties::script::ScriptWithExtensions;
use icu_properties::{CodePointMapData, PropertyParser};

use super::words::word_count;

/// Two ranges of one script become one where nothing but so many characters of no script lies between them.
const GAP: u32 = 64;

/// So many words are running text; fewer may be a name, which needs no language (WCAG 2.2, 3.1.2).
const LEAST_WORDS: usize = 3;

/// The script of most letters of a text, as four letters of ISO 15924 (`Arab`, `Latn`); `None` without letters.
/// Of two that are equally frequent, the first.
pub fn script(text: &str) -> Option<&'static str> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().filter_map(script_of) {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max()?;
    let (script, _) = counts.into_iter().find(|&(_, count)| count == most)?;
    Some(script.short_name())
}

/// The script of a letter; none of what is no letter, or is part of several scripts.
fn script_of(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '\0'..='\u{7F}' => None,
        // What most texts are made of is told without a look at the tables.
        '\u{5D0}'..='\u{5EA}' => Some(Script::Hebrew),
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' => Some(Script::Arabic),
        _ => looked_up(c),
    }
}

fn looked_up(c: char) -> Option<Script> {
    let script = CodePointMapData::<Script>::new().get(c);
    let is_own = c.is_alphabetic() && !matches!(script, Script::Common | Script::Inherited | Script::Unknown);
    is_own.then_some(script)
}

/// The script of running text that has no letter of the script `own`, as four letters of ISO 15924. Names alone and
/// addresses are no running text.
pub fn foreign_script(text: &str, own: &str) -> Option<&'static str> {
    if begins_plainly(text, own) {
        return None;
    }
    let is_own =
        |c: char| is_plain_letter(c, own) || script_of(c).is_some_and(|script| writes(own, script.short_name()));
    let is_prose = |word: &&str| !word.contains("://") && !word.contains('@');
    let is_own_prose = |word: &str| word.contains(is_own) && is_prose(&word);
    if text.split_whitespace().any(is_own_prose) {
        return None;
    }
    let words = || text.split_whitespace().filter(is_prose);
    let is_common = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|first| first.is_alphabetic() && !first.is_uppercase())
    };
    // A letter by itself is no word of a text.
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).nth(1).is_some();
    let is_running = words().any(is_common) && words().filter(is_word).map(word_count).sum::<usize>() >= LEAST_WORDS;
    is_running.then(|| script(text))?
}

/// Whether a text begins with a word of the script `own`, as most do: told without a look at the tables.
fn begins_plainly(text: &str, own: &str) -> bool {
    let mut word = text.bytes().take_while(|&byte| byte != b' ');
    text.starts_with(|c| is_plain_letter(c, own)) && !word.any(|byte| matches!(byte, b':' | b'@'))
}

/// Whether this is one of the letters that most texts in the script `own` are made of.
fn is_plain_letter(c: char, own: &str) -> bool {
    match own {
        "Latn" => c.is_ascii_alphabetic(),
        "Arab" => matches!(c, '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}'),
        "Hebr" => matches!(c, '\u{5D0}'..='\u{5EA}'),
        _ => false,
    }
}

/// Whether texts in a script hold letters of another one: some names of ISO 15924 stand for several.
fn writes(own: &str, letter: &str) -> bool {
    let also: &[&str] = match own {
        "Jpan" => &["Hani", "Hira", "Kana"],
        "Kore" => &["Hang", "Hani"],
        "Hans" | "Hant" => &["Hani", "Bopo"],
        "Aran" => &["Arab"],
        _ => &[],
    };
    own == letter || also.contains(&letter)
}

/// The characters that texts in a script, four letters of ISO 15924, are written with: ranges of code points in order, with
/// what lies between two of them where it belongs to no other script. For scripts that share the punctuation of Latin, it
/// is in them. None for an unknown script.
pub fn script_ranges(script: &str) -> Vec<(u32, u32)> {
    let Some(script) = PropertyParser::<Script>::new().get_strict(script) else {
        return Vec::new();
    };
    let extensions = ScriptWithExtensions::new();
    let mut found: Vec<(u32, u32)> = extensions
        .get_script_extensions_ranges(script)
        .map(|range| (*range.start(), *range.end()))
        .collect();
    if matches!(script, Script::Latin | Script::Greek | Script::Cyrillic) {
        found.extend([(0x20, 0x7E), (0xA0, 0xBF), (0x2010, 0x203A)]);
        found.sort_unstable();
    }
    let scripts = CodePointMapData::<Script>::new();
    let is_of_none = |code: u32| {
        let of = scripts.get32(code);
        of == script || matches!(of, Script::Common | Script::Inherited | Script::Unknown)
    };
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (first, last) in found {
        match ranges.last_mut() {
            Some((_, end)) if first <= *end + GAP && (*end + 1..first).all(is_of_none) => *end = last.max(*end),
            _ => ranges.push((first, last)),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_without_the_tables_is_what_they_say() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(script_of(c), looked_up(c), "{c:?}");
        }
    }

    #[test]
    fn running_text_in_another_script() {
        for (text, own, expected) in [
            ("Привет, дорогой друг!", "Latn", Some("Cyrl")),
            ("שלום לכם, חברים.", "Arab", Some("Hebr")),
            ("Attention is all you need.", "Arab", Some("Latn")),
            ("吾輩は猫である。名前はまだ無い。", "Latn", Some("Hira")),
            ("吾輩は猫である。名前はまだ無い。", "Jpan", None),
            ("我是一只很小的猫", "Hans", None),
            ("Attention سلام you need", "Arab", None),
            // names, addresses, figures
            ("Rust, Go, Zig", "Arab", None),
            ("Лев Толстой", "Latn", None),
            ("Read https://example.org/a/b/c", "Arab", None),
            ("2025 – 2026 – 2027", "Arab", None),
            ("Смотрите здесь всё: https://example.org/", "Latn", Some("Cyrl")),
            ("", "Latn", None),
        ] {
            assert_eq!(foreign_script(text, own), expected, "{text:?}");
        }
    }

    #[test]
    fn scripts() {
        for (text, expected) in [
            ("مقدمة إلى Rust", Some("Arab")),
            ("Rust و Go", Some("Latn")),
            ("שלום", Some("Hebr")),
            ("Привет, world", Some("Cyrl")),
            ("12 – 13", None),
            ("", None),
        ] {
            assert_eq!(script(text), expected, "{text:?}");
        }
    }

    #[test]
    fn ranges_of_scripts() {
        let holds = |script: &str, c: char| {
            script_ranges(script)
                .iter()
                .any(|&(first, last)| (first..=last).contains(&u32::from(c)))
        };
        for (script, inside, outside) in [
            ("Arab", "ابپ،؟٣ًﷲ", "a1 .אܐ"),
            ("Hebr", "שלום״", "a1 .ا"),
            ("Latn", "az09 .,’é", "اשЖ"),
            ("Cyrl", "Жя .", "אا"),
        ] {
            assert!(inside.chars().all(|c| holds(script, c)), "{script}");
            let wrong: String = outside.chars().filter(|&c| holds(script, c)).collect();
            assert_eq!(wrong, "", "{script}");
        }
        assert!(script_ranges("Arab").len() < 40);
        assert_eq!(script_ranges("Xxxx"), []);
    }
}
