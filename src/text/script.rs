//! The script of a text.

use icu_properties::CodePointMapData;
use icu_properties::props::{NamedEnumeratedProperty, Script};

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

#[cfg(test)]
mod tests {
    use super::*;

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
