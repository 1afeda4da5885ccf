use super::*;
use crate::parse::tests::assert_in_proportion;

#[test]
fn nothing_is_quadratic() {
    let lines = |count: usize, line: fn(usize) -> String| (0..count).map(line).collect::<String>();
    for (name, text) in [
        ("equal headings", "## a\n\n".repeat(10_000)),
        ("equal explicit ids", "## a {#a}\n\n".repeat(10_000)),
        ("footnotes", lines(10_000, |n| format!("a[^{n}]\n\n[^{n}]: b\n\n"))),
        (
            "references to one footnote",
            format!("{}\n\n[^a]: b", "[^a] ".repeat(50_000)),
        ),
        ("undefined footnotes", "[^a] ".repeat(50_000)),
        ("closing lines", ":::\n".repeat(50_000)),
        ("opening lines", ":::a\n".repeat(50_000)),
        ("pairs", ":::a\n:::\n".repeat(25_000)),
        (
            "shorter closing lines",
            format!("{}{}", "::::a\n".repeat(25_000), ":::\n".repeat(25_000)),
        ),
        (
            "longer closing lines",
            format!("{}{}", ":::a\n".repeat(25_000), "::::\n".repeat(25_000)),
        ),
        ("opening brackets", "[".repeat(200_000)),
        ("opening components", ":a[".repeat(100_000)),
        ("closing brackets", "]{.a}".repeat(50_000)),
        ("open braces", "[a]{.b ".repeat(50_000)),
        ("spans", "[a]{.b} ".repeat(50_000)),
        (
            "nested spans",
            format!("{}{}", "[".repeat(5_000), "]{.a}".repeat(5_000)),
        ),
        (
            "spans never closed",
            format!("{}`{}`", "[a ".repeat(20_000), "]{.b}".repeat(20_000)),
        ),
        ("links on one line", "[a](b) ".repeat(50_000)),
        (
            "nested images",
            format!("{}{}", "![".repeat(5_000), "](a)".repeat(5_000)),
        ),
        ("unsafe links on one line", "[a](javascript:b) ".repeat(20_000)),
        ("control characters", "a\u{1}".repeat(100_000)),
        ("marks", "\u{200f}- ".repeat(30_000)),
        ("embeddings", "\u{202b}a".repeat(50_000)),
        ("ends of embeddings", "\u{202c}a".repeat(50_000)),
        (
            "nested embeddings",
            format!("{}a{}", "\u{202a}".repeat(20_000), "\u{202c}".repeat(20_000)),
        ),
        ("isolates", "\u{2067}a".repeat(50_000)),
        (
            "isolates that end elsewhere",
            format!("\u{2067}*{}*", "\u{202b}a\u{2069}".repeat(30_000)),
        ),
        ("isolates within elements", "*\u{2067}a*\u{2069}".repeat(20_000)),
        (
            "controls in a tag",
            format!("<b title='{}'>", "\u{202e}a".repeat(50_000)),
        ),
        ("references", format!("<p>{}", "&#x202b;&#".repeat(50_000))),
        ("controls in code", format!("`{}`", "\u{202e}ب ".repeat(50_000))),
        ("strings in code", format!("`{}`", "'ب\\".repeat(50_000))),
        ("sentences in code", format!("`{}`", "كلمة، a ".repeat(30_000))),
        ("attribute lines", "a\n{.b}\n".repeat(30_000)),
        ("attribute lines for nothing", format!("a\n{}", "{.b}\n".repeat(50_000))),
        ("shortcodes on one line", "{{<a ".repeat(50_000)),
        ("quotes", format!("{}a", "> ".repeat(100_000))),
        ("lists", format!("{}a", "- ".repeat(100_000))),
        ("line ends", "a\r\n".repeat(100_000)),
        ("one long line", "كلمة ".repeat(200_000)),
        ("runs without partners", "و**«نص ".repeat(50_000)),
        (
            "runs of all lengths",
            (1..600).map(|n| format!("ن{}« ", "*".repeat(n))).collect(),
        ),
        ("runs with partners", "و**«نص»**ها ".repeat(30_000)),
        ("attempts at emphasis", "** نص ** ".repeat(30_000)),
        ("backquotes", (1..600).map(|n| format!("{}«", "`".repeat(n))).collect()),
        (
            "brackets around runs",
            format!("{}*ن*{}", "[*".repeat(50_000), "]".repeat(50_000)),
        ),
        ("targets never closed", "](".repeat(100_000)),
        ("tags never closed", "<a".repeat(100_000)),
        ("straight marks", "\"نص ".repeat(60_000)),
        ("straight marks in words", "ن\"נ'x".repeat(60_000)),
        ("numbers", "١. ".repeat(50_000)),
        ("lists of numbers", "١- نص\n".repeat(50_000)),
        ("isolates", "\u{2067}- نص\u{2069}\n".repeat(30_000)),
        (
            "lists in lists",
            (0..300).map(|n| format!("{}1. a\n", "   ".repeat(n))).collect(),
        ),
        (
            "cells",
            format!(
                "|{}\n|{}\n|{}",
                "a|".repeat(10_000),
                "-|".repeat(10_000),
                "b|".repeat(10_000)
            ),
        ),
    ] {
        assert_in_proportion(name, &text, |text| {
            parse_with_quotes(text);
            super::super::opening(text, false);
        });
    }
}

/// Pieces of Markdown; those that start with `<` or hold one are raw HTML.
const PIECES: &[&str] = &[
    ":::",
    "::::",
    ":::x\n",
    "\n:::\n",
    "\n::::y\n",
    "x",
    "{",
    "}",
    "{.a}",
    "\n{.a}\n",
    "{#b}",
    "[",
    "[",
    "]",
    "]{.c}",
    "]{.c}",
    ":d[",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\r\n",
    "\n- ",
    "\n  ",
    "\n> ",
    "    ",
    "`",
    "```\n",
    "*",
    "**",
    "_",
    "\n# ",
    "|",
    "\n|-|\n",
    "[^1]",
    "\n[^1]: ",
    "![",
    "](e \"f\")",
    "{{",
    "{%",
    "%}",
    "\u{2}",
    "\u{3}",
    "7",
    "&#2;",
    "&#3;",
    "\u{200f}",
    "س",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202e}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{2069}",
    "&#8234;",
    "&#x2069;",
    ": ",
    "\n: ",
    "---",
    "\n[x]: y\n",
    "$",
    "> [!NOTE]\n",
    "> [!مهم]\n",
    "0",
    "- [ ] ",
    "~~",
    "  \n",
    "\n1. ",
    "<div>",
    "<b>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<!-- more -->",
    "{{<",
    "<?\u{2}0\u{3}?>",
    ":::z[س]{src=g n=٣ lang=ar}\n",
    "]{href=h k=\"",
    "\"}",
    "```t {numbers=2 mark=2 title=\"س \u{202e}a\"}\n",
];

/// Directives without a fault.
const DIRECTIVES: &str = "\
    ::::a{#b .c src=\"d e\" f=٣ lang=ar g}\n\
    Text with :h[*i* [j]{.k}]{l='m' dir=rtl} and [n]{isolate=false}.\n\
    \n\
    :::o[p]\n- q\n  {.r}\n:::\n\
    ::::\n\
    > ```s {title=\"ت\" numbers=1 mark=\"1-1\"}\n> u\n> ```\n\
    \n\
    # :v[w]{x=y} {#z}\n";

#[test]
fn mutated_directives_are_read_all_the_same() {
    let mut state = 7_u64;
    let mut random = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end.max(1)
    };
    let pieces: Vec<&str> = PIECES.iter().copied().filter(|piece| !piece.contains('<')).collect();
    for _ in 0..10_000 {
        let mut text: Vec<char> = DIRECTIVES.chars().collect();
        for _ in 0..1 + random(6) {
            let (from, length) = (random(text.len()), random(8));
            let to = (from + length).min(text.len());
            let piece: Vec<char> = match random(3) {
                0 => Vec::new(),
                1 => pieces[random(pieces.len())].chars().collect(),
                _ => text[from..to].iter().rev().copied().collect(),
            };
            text.splice(from..to, piece);
        }
        let text: String = text.into_iter().collect();
        let checked = parse(&text);
        let html = html(&checked.value);
        assert_eq!(unbalanced(&html), None, "{text:?} {html}");
        let lines = text.split(['\n', '\r']).count();
        for call in &checked.value.components {
            let arguments = call.arguments.iter().map(|argument| argument.position);
            for position in arguments.chain([call.position]) {
                assert!((1..=lines).contains(&(position.line as usize)), "{text:?} {position:?}");
            }
        }
        super::super::opening(&text, false);
    }
}

#[test]
fn any_input_gives_clean_and_balanced_html() {
    let mut state = 1_u64;
    let mut random = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    for round in 0..30_000 {
        let with_html = round % 3 == 0;
        let mut text = String::new();
        for _ in 0..25 {
            let piece = PIECES[random(PIECES.len())];
            if with_html || !piece.contains('<') {
                text.push_str(piece);
            }
        }
        let checked = parse_as(&text, LeadingTitle::Drop, false);
        let body = &checked.value;
        let notes: String = body.footnotes.iter().map(|note| shown(body, &note.markup)).collect();
        let html = html(body) + &notes;
        assert!(
            !html.contains(|c: char| c < ' ' && c != '\n' && c != '\t'),
            "{text:?} {html:?}"
        );
        if !with_html {
            assert_eq!(unbalanced(&html), None, "{text:?} {html}");
        }
        // Blocks of code are printed here as they are.
        let prose: String = html
            .split("<pre ")
            .enumerate()
            .map(|(nth, part)| match part.split_once("</pre>") {
                Some((_, rest)) if nth > 0 => rest,
                _ => part,
            })
            .collect();
        let count = |is: fn(char) -> bool| prose.chars().filter(|&c| is(c)).count();
        assert_eq!(count(|c| matches!(c, '\u{202a}'..='\u{202e}')), 0, "{text:?} {prose:?}");
        assert_eq!(
            count(|c| matches!(c, '\u{2066}'..='\u{2068}')),
            count(|c| c == '\u{2069}'),
            "{text:?} {prose:?}"
        );
        super::super::opening(&text, false);
    }
}

/// The first tag that closes another than the last one opened, or is left open.
fn unbalanced(html: &str) -> Option<String> {
    let mut open = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next()?;
        let name = tag.split([' ', '/']).find(|name| !name.is_empty())?;
        if let Some(closed) = tag.strip_prefix('/') {
            if open.pop() != Some(closed) {
                return Some(closed.to_owned());
            }
        } else if !matches!(name, "br" | "hr" | "img" | "input") {
            open.push(name);
        }
    }
    open.pop().map(str::to_owned)
}
