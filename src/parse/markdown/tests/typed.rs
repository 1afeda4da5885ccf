//! What must hold of texts in any script, tried on thousands of random ones.

use fastrand::Rng;

use super::*;

/// Words and signs of Latin text: what CommonMark knows, and nothing that is read otherwise.
const LATIN: &[&str] = &[
    "a",
    "b c",
    "word ",
    " ",
    "\n",
    "\n\n",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "`",
    "\"",
    "'",
    "don't",
    "(",
    ")",
    ":",
    ",",
    "[",
    "]",
    "](x_y)",
    "\n1. ",
    "\n2) ",
    "\n- ",
    "\n> ",
    "\n# ",
    "\n    ",
    "| a |\n|---|\n",
    "<b>",
    "</b>",
    "\\*",
    "é",
    "{.a}",
    "[^1]",
    "\n[^1]: ",
    "2025. ",
    "1- ",
    "![",
    "-",
];

/// What is typed in scripts that run from right to left.
const OTHERS: &[&str] = &[
    "و",
    "بـ",
    "ال",
    "نص",
    "كلمة",
    "«",
    "»",
    "،",
    "؟",
    "ה",
    "ספר",
    "תנ\"ך",
    "می\u{200C}شود",
    "\n١. ",
    "\n۲) ",
    "\n١- ",
    "\n٣ـ ",
    "\n१. ",
    "٢٠٢٥. ",
    "\n\u{200F}- ",
    "\n\u{2067}# ",
    "\u{2069}\n",
    "\n#\u{A0}",
    "\u{200F}",
    "َ",
    "\n> [!تنبيه]\n",
];

fn text(random: &mut Rng, pieces: &[&[&str]]) -> String {
    let length = 1 + random.usize(..30);
    let mut text = String::new();
    for _ in 0..length {
        let pieces = pieces[random.usize(..pieces.len())];
        text.push_str(pieces[random.usize(..pieces.len())]);
    }
    text
}

#[test]
fn latin_text_is_read_as_it_stands() {
    let mut random = Rng::with_seed(1);
    for _ in 0..20_000 {
        let text = text(&mut random, &[LATIN]);
        let copy = Copy::prepared(&text, 0, None);
        assert!(!copy.has_silent_edits(), "{text:?}");
    }
}

#[test]
fn code_is_what_was_typed() {
    let mut random = Rng::with_seed(2);
    for _ in 0..10_000 {
        let text = text(&mut random, &[LATIN, OTHERS]).replace('`', "");
        let checked = parse_with_quotes(&format!("```\n{text}\n```"));
        assert_eq!(*checked.value.code[0].text, format!("{text}\n"), "{text:?}");
        let text = format!("x\n{text}\nx");
        let indented: String = text.lines().map(|line| format!("    {line}\n")).collect();
        let checked = parse_with_quotes(&indented);
        let bare = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        assert_eq!(bare(&checked.value.code[0].text), bare(&text), "{text:?}");
    }
}

#[test]
fn what_is_read_otherwise_is_not_seen() {
    let mut random = Rng::with_seed(3);
    for _ in 0..20_000 {
        let text = text(&mut random, &[LATIN, OTHERS, OTHERS]);
        let checked = parse_with_quotes(&text);
        let html = html(&checked.value);
        assert!(!html.contains(|c: char| c < ' ' && c != '\n'), "{text:?} {html:?}");
        assert!(
            checked
                .diagnostics
                .iter()
                .all(|problem| problem.code.as_str() != "control-character"),
            "{text:?}"
        );
    }
}

/// Nothing is lost and nothing is added but the marks of lists, emphasis and quotations.
#[test]
fn words_and_numbers_stay() {
    // A tatweel behind a number is a sign of the list.
    let words = |text: &str| -> String { text.chars().filter(|&c| c.is_alphabetic() && c != 'ـ').collect() };
    let mut random = Rng::with_seed(4);
    let pieces: Vec<&str> = OTHERS
        .iter()
        .chain(["*", "**", "_", " ", "\n", "\"", "a"].iter())
        .copied()
        .collect();
    for _ in 0..20_000 {
        let text = text(&mut random, &[&pieces]);
        let html = html(&parse_with_quotes(&text).value);
        let mut shown = String::new();
        let mut in_tag = false;
        for c in html.replace("⟨warning⟩", "").chars() {
            match c {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if !in_tag => shown.push(c),
                _ => {}
            }
        }
        let [shown, typed] = [&shown, &text].map(|text| words(&text.replace("[!تنبيه]", "")));
        assert_eq!(shown, typed, "{text:?} {html}");
    }
}

#[test]
fn no_more_signs_are_left_than_commonmark_leaves() {
    let pieces: &[&str] = &[
        "و", "نص ", "كلمة", "«", "»", "،", ": ", ":", "**", "**", "**", "*", "_", " ",
    ];
    let signs = |text: &str| text.matches(['*', '_']).count();
    let mut random = Rng::with_seed(5);
    let mut better = 0;
    for _ in 0..20_000 {
        // A colon at the start of a line is a sign of its own.
        let text = format!("ن {}", text(&mut random, &[pieces]));
        // Longer runs are nobody's emphasis.
        if text.contains("****") {
            continue;
        }
        let plain = super::super::commonmark_html(&text);
        let ours = html(&parse(&text).value);
        let nested = plain.matches("<strong>").count() > 1 || plain.matches("<em>").count() > 1;
        match signs(&ours).cmp(&signs(&plain)) {
            std::cmp::Ordering::Less => better += 1,
            std::cmp::Ordering::Greater if !nested => panic!("{text:?}\n{plain}\n{ours}"),
            _ => {}
        }
    }
    assert!(better > 500, "{better}");
}
