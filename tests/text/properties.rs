//! The promises.

use maqal::text::{
    Direction, MAX_SLUG_BYTES, Part, Phrase, ascii_slug, balanced, code_isolates, escaped_controls, excerpt, file_key,
    first_sentence, first_strong, fold_key, is_bidi_control, is_steering, isolated, literals, majority, marked,
    may_oppose, nfc, phrases, runs_against, script, slug, walk, word_count, words_by_direction,
};

/// Checks one text.
pub fn check(text: &str) {
    for base in [Direction::Ltr, Direction::Rtl] {
        let found = phrases(text, base);
        well_formed(text, 0..text.len(), &found);
        let mut kept = String::with_capacity(text.len());
        let mut depth = 0;
        walk(text, &found, &mut |part| match part {
            Part::Open(..) => depth += 1,
            Part::Text(piece) => kept.push_str(piece),
            Part::Close => depth -= 1,
        });
        assert_eq!(kept, text, "the text is kept");
        assert_eq!(depth, 0, "{text:?}");
        if !may_oppose(text, base) {
            let holds_such = text.contains(|c: char| majority(c.encode_utf8(&mut [0; 4])) == Some(base.opposite()));
            assert!(!holds_such && !runs_against(text, base), "{text:?}");
        }

        let once = marked(text, base);
        assert_ne!(first_strong(&once), Some(base.opposite()), "{text:?}");
        assert_eq!(marked(&once, base), once, "{text:?}");
    }
    majority(text);
    for line in text.lines() {
        let line_literals = literals(line);
        let mut at = 0;
        for literal in &line_literals {
            assert!(at <= literal.range.start && literal.range.end <= line.len(), "{line:?}");
            at = literal.range.end;
        }
        well_formed(line, 0..line.len(), &code_isolates(line, &line_literals));
    }
    let _ = script(text);

    let short = excerpt(text, 40);
    assert!(
        short.chars().count() <= 40 && isolates_balance(&short),
        "{text:?} {short:?}"
    );
    assert!(isolates_balance(&isolated(text)), "{text:?}");
    let steady = balanced(text);
    assert!(isolates_balance(&steady) && balanced(&steady) == steady, "{text:?}");
    assert!(!steady.contains(|c| matches!(c, '\u{202A}'..='\u{202E}')), "{text:?}");
    let visible = |text: &str| text.chars().filter(|&c| !is_steering(c)).collect::<String>();
    assert_eq!(visible(&steady), visible(text), "the text is kept");
    assert!(
        !escaped_controls(text).contains(|c: char| c.is_control() || is_bidi_control(c)),
        "{text:?}"
    );

    let made = slug(text);
    assert!(
        made.len() <= MAX_SLUG_BYTES && slug(&made) == made && nfc(&made) == made,
        "{text:?} {made:?}"
    );
    let ascii = ascii_slug(text);
    assert!(ascii.is_ascii() && ascii.len() <= MAX_SLUG_BYTES, "{text:?} {ascii:?}");
    assert!(
        ascii.is_empty() == made.is_empty() && ascii_slug(&ascii) == ascii,
        "{text:?} {ascii:?}"
    );
    assert!(text.contains(first_sentence(text)), "{text:?}");
    assert_eq!(fold_key(&format!(" \u{200F}{text}\n")), fold_key(text));
    assert_eq!(file_key(&nfc(text)), file_key(text), "{text:?}");
    let (words, rtl_words) = words_by_direction(text);
    assert!(words == word_count(text) && rtl_words <= words, "{text:?}");
    assert_eq!(word_count(text) == 0, !text.contains(char::is_alphanumeric), "{text:?}");
}

/// Phrases stand in order, apart from each other, within what holds them, and neither begin nor end with a blank.
fn well_formed(text: &str, around: std::ops::Range<usize>, found: &[Phrase]) {
    let mut from = around.start;
    for phrase in found {
        assert!(
            from <= phrase.range.start && phrase.range.end <= around.end,
            "{text:?} {found:?}"
        );
        let Some(inside) = text.get(phrase.range.clone()) else {
            panic!("{text:?} {found:?}");
        };
        assert!(!inside.is_empty() && inside.trim() == inside, "{text:?} {inside:?}");
        well_formed(text, phrase.range.clone(), &phrase.inner);
        from = phrase.range.end;
    }
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
