//! The script of a text.

use icu_properties::CodePointMapData;
use icu_properties::props::{NamedEnumeratedProperty, Script};

use super::words::word_count;

/// So many words are running text; fewer may be a name, which needs no language (WCAG 2.2, 3.1.2).
const LEAST_WORDS: usize = 3;

/// The script of most letters of a text, as four letters of ISO 15924 (`Arab`, `Latn`); `None` without letters.
/// Of two that are equally frequent, the first.
pub fn script(text: &str) -> Option<&'static str> {
    let scripts = CodePointMapData::<Script>::new();
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = scripts.get(c);
        if matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max()?;
    let (script, _) = counts.into_iter().find(|&(_, count)| count == most)?;
    Some(script.short_name())
}

/// The script of running text that has no letter of the script `own`, as four letters of ISO 15924. Names alone and
/// addresses are no running text.
pub fn foreign_script(text: &str, own: &str) -> Option<&'static str> {
    let scripts = CodePointMapData::<Script>::new();
    let is_own = |c: char| c.is_alphabetic() && writes(own, scripts.get(c).short_name());
    let is_prose = |word: &&str| !word.contains("://") && !word.contains('@');
    let words = || text.split_whitespace().filter(is_prose);
    if words().any(|word| word.contains(is_own)) {
        return None;
    }
    let is_common = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_some_and(|first| first.is_alphabetic() && !first.is_uppercase())
    };
    let is_running = words().any(is_common) && words().map(word_count).sum::<usize>() >= LEAST_WORDS;
    is_running.then(|| script(text))?
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

#[cfg(test)]
mod tests {
    use super::*;

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
}
