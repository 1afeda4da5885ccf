//! A short beginning of a plain text.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::steering::{PDI, is_embedding, opens_isolate};

const ELLIPSIS: char = '…';

/// The beginning of a plain text in at most `limit` characters (code points), white space collapsed.
///
/// A longer text is cut between words, or between graphemes if its first word alone is too long, and ends in `…`.
/// Directional isolates are balanced; embeddings, overrides and control characters, which would
/// leak into what follows, are left out.
pub fn excerpt(text: &str, limit: usize) -> String {
    let clean = beginning(text, limit);
    let mut depth = 0;
    let mut length = 0;
    // The last character before which a text within the limit may end.
    let mut last = 0;
    for (at, c) in clean.char_indices() {
        if length + depth < limit {
            last = at;
        }
        length += 1;
        if opens_isolate(c) {
            depth += 1;
        } else if c == PDI {
            depth -= 1;
        }
    }
    if length + depth <= limit {
        return closed(clean);
    }
    if limit == 0 {
        return String::new();
    }
    let kept = clean.get(..cut(&clean, last)).unwrap_or("");
    let mut out = closed(kept.trim_end_matches(dangles).to_owned());
    out.push(ELLIPSIS);
    out
}

/// The last place, in bytes, at or before `last` where a text may be cut.
///
/// That is a space if one is near: words of many scripts end at spaces, and so do `C++` and `node.js`.
/// Scripts without spaces are cut at the boundaries of UAX #29.
fn cut(text: &str, last: usize) -> usize {
    let grapheme = boundary(text, last);
    let before = text.get(..grapheme).unwrap_or_default();
    // A space that carries a mark is part of a letter, and so may be the one that the cut would leave out.
    let ends = before.rmatch_indices(' ').map(|(at, _)| at);
    let at_cut = text
        .get(grapheme..)
        .is_some_and(|rest| rest.starts_with(' '))
        .then_some(grapheme);
    let mut spaces = at_cut.into_iter().chain(ends);
    let is_bare = |&at: &usize| boundary(text, at) == at && boundary(text, at + 1) == at + 1;
    if let Some(space) = spaces.find(is_bare).filter(|&space| space > grapheme / 2) {
        return space;
    }
    let words = text.split_word_bound_indices().map(|(at, _)| at);
    let of_graphemes = words
        .take_while(|&at| at <= grapheme)
        .filter(|&at| boundary(text, at) == at);
    match of_graphemes.last() {
        Some(word) if word > 0 => word,
        _ => grapheme,
    }
}

/// The start of the grapheme that holds the byte `at`, which starts a character or ends the text.
fn boundary(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        // The whole text is at hand, so nothing more is ever asked for.
        Ok(true) | Err(_) => at,
    }
}

/// Enough of the text to decide where to cut: white space collapsed, no stray controls, no unopened PDI.
fn beginning(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let (mut length, mut depth) = (0usize, 0usize);
    let mut space_before = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space_before = !out.is_empty();
            continue;
        }
        if c.is_control() || is_embedding(c) || (c == PDI && depth == 0) {
            continue;
        }
        if std::mem::take(&mut space_before) {
            out.push(' ');
            length += 1;
        }
        out.push(c);
        length += 1;
        if opens_isolate(c) {
            depth += 1;
        } else if c == PDI {
            depth -= 1;
        }
        // one character beyond the limit proves that the text is too long
        if length > limit {
            break;
        }
    }
    out
}

/// What looks unfinished before an ellipsis.
fn dangles(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            ',' | ';' | ':' | '،' | '؛' | '-' | '–' | '—' | '(' | '[' | '«' | '“' | '.' | '…'
        )
        || opens_isolate(c)
}

/// The text with an end for each isolate that it leaves open.
fn closed(mut text: String) -> String {
    let opened = text.chars().filter(|&c| opens_isolate(c)).count();
    let ended = text.chars().filter(|&c| c == PDI).count();
    text.extend(std::iter::repeat_n(PDI, opened.saturating_sub(ended)));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts() {
        for (text, limit, expected) in [
            ("", 10, ""),
            ("short", 10, "short"),
            ("  white \n\t space ", 20, "white space"),
            ("exactly ten", 11, "exactly ten"),
            ("one two three", 12, "one two…"),
            ("one two three", 8, "one two…"),
            ("one two three", 7, "one…"),
            ("one, two", 5, "one…"),
            ("unbreakable", 5, "unbr…"),
            ("unbreakable", 1, "…"),
            ("unbreakable", 0, ""),
            ("", 0, ""),
            ("we use C++ here", 10, "we use…"),
            ("لغة برمجة حديثة", 10, "لغة برمجة…"),
            ("لغة، برمجة", 5, "لغة…"),
            // a vowel mark stays with its letter
            ("كَتَبَ", 4, "كَ…"),
            ("e\u{301}e\u{301}e\u{301}", 4, "e\u{301}…"),
            ("👩\u{200D}👩\u{200D}👧 x", 3, "…"),
            ("a\u{2068}b c\u{2069} d", 20, "a\u{2068}b c\u{2069} d"),
            ("a \u{2068}bb cc dd\u{2069}", 8, "a \u{2068}bb\u{2069}…"),
            ("a \u{2068}bb", 8, "a \u{2068}bb\u{2069}"),
            ("a\u{2069} b", 8, "a b"),
            ("a\u{202E}b\u{0}c", 8, "abc"),
        ] {
            assert_eq!(excerpt(text, limit), expected, "{text:?} {limit}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_cut_between_words() {
        let cut = excerpt("日本語の文章には空白がありません", 8);
        assert!(cut.ends_with('…') && cut.chars().count() <= 8);
    }

    #[test]
    fn a_cluster_may_be_longer_than_the_limit() {
        let long = format!("e{}", "\u{301}".repeat(100));
        assert_eq!(excerpt(&long, 10), "…");
    }
}
