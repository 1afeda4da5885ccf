//! What must hold for any text, tried on thousands of random ones.

use fastrand::Rng;

use super::*;

fn text(random: &mut Rng) -> String {
    const POOL: &[&str] = &[
        "ا",
        "أ",
        "لا",
        "كتاب",
        "ﻻ",
        "ﷺ",
        "ـ",
        "\u{64E}",
        "\u{651}",
        "\u{654}",
        "٣",
        "،",
        "؟",
        "שלום",
        "\u{5B8}",
        "\u{FB2A}",
        "می\u{200C}خواهم",
        "a",
        "B",
        "Rust",
        "C++",
        "#",
        "'",
        "É",
        "e\u{301}",
        "İ",
        "ß",
        "Σ",
        "ǅ",
        "ᾳ",
        "\u{345}",
        "\u{307}",
        "\u{323}",
        "1",
        "½",
        "日本",
        "한",
        "\u{1100}\u{1161}",
        "\u{E33}",
        "\u{E19}",
        "👩\u{200D}👧",
        "❤\u{FE0F}",
        "1\u{FE0F}\u{20E3}",
        "🇪🇬",
        "\u{202A}",
        "\u{202E}",
        "\u{202C}",
        "\u{2066}",
        "\u{2067}",
        "\u{2068}",
        "\u{2069}",
        "\u{200E}",
        "\u{200F}",
        "\u{61C}",
        "\u{200B}",
        "\u{200D}",
        "\u{AD}",
        "\u{FEFF}",
        "\u{0}",
        "\u{7}",
        "\u{1B}",
        "\u{85}",
        "\u{2028}",
        " ",
        "\u{A0}",
        "\n",
        "\t",
        "-",
        ".",
        "…",
        "/",
        "\\",
        "<b>",
        "&",
        "\u{FFFD}",
        "\u{10FFFF}",
        "\u{E000}",
    ];
    let pieces = random.usize(..40);
    let mut text = String::new();
    for _ in 0..pieces {
        match random.usize(..8) {
            // any character at all
            0 => text.push(random.char(..)),
            1 => text.push(' '),
            _ => text.push_str(POOL[random.usize(..POOL.len())]),
        }
    }
    // now and then one that is longer than any limit
    text.repeat(if random.usize(..10) == 0 { 12 } else { 1 })
}

fn isolates_balance(text: &str) -> bool {
    let mut depth = 0usize;
    for c in text.chars() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' if depth == 0 => return false,
            '\u{2069}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0
}

#[test]
fn any_text_keeps_the_promises() {
    let mut random = Rng::with_seed(0x5EED_1DEA);
    for _ in 0..8000 {
        let text = text(&mut random);

        let slug = slug(&text);
        assert!(slug.len() <= MAX_SLUG_BYTES, "{text:?}");
        assert!(
            !slug.contains(|c: char| c.is_control() || c.is_whitespace() || is_bidi_control(c)),
            "{text:?} -> {slug:?}"
        );
        assert!(
            !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"),
            "{text:?} -> {slug:?}"
        );
        assert_eq!(nfc(&slug), slug, "{text:?}");
        assert_eq!(super::slug(&slug), slug, "{text:?}");

        let limit = random.usize(..60);
        let short = excerpt(&text, limit);
        assert!(short.chars().count() <= limit, "{text:?} {limit} {short:?}");
        assert!(isolates_balance(&short), "{text:?} {limit} {short:?}");
        assert!(!short.contains(|c: char| c.is_control()), "{text:?} {short:?}");

        assert!(isolates_balance(&isolated(&text)), "{text:?}");
        assert!(!escaped_controls(&text).contains(|c: char| c.is_control() || is_bidi_control(c)));
        for base in [Direction::Ltr, Direction::Rtl] {
            let once = marked(&text, base);
            assert_ne!(first_strong(&once), Some(base.opposite()), "{text:?}");
            assert_eq!(marked(&once, base), once, "{text:?}");
            if isolates_balance(&text) {
                assert!(isolates_balance(&with_isolates(&text, base)), "{text:?}");
            }
        }

        assert!(text.contains(first_sentence(&text)));
        assert_eq!(fold_key(&format!(" \u{200F}{text}\n")), fold_key(&text));
        assert_eq!(file_key(&nfc(&text)), file_key(&text), "{text:?}");
        assert_eq!(
            word_count(&text) == 0,
            !text.contains(char::is_alphanumeric),
            "{text:?}"
        );
        majority(&text);
    }
}
