//! What is typed, and what is printed.

#![allow(clippy::unwrap_used)]

use super::*;

/// The MathML without the element around it and the TeX.
fn inner(tex: &str) -> String {
    let math = mathml(tex, false).unwrap();
    let (_, inner) = math.split_once("<semantics><mrow>").unwrap();
    inner.split_once("</mrow><annotation").unwrap().0.to_owned()
}

#[test]
fn a_whole_formula() {
    assert_eq!(
        mathml(" a<\"b\" ", false).unwrap(),
        "<math dir=\"ltr\" display=\"inline\" alttext=\"a&lt;&quot;b&quot;\"><semantics><mrow><mi>a</mi><mo>&lt;</mo>\
         <mi>\"</mi><mi>b</mi><mi>\"</mi></mrow><annotation encoding=\"application/x-tex\">a&lt;\"b\"</annotation>\
         </semantics></math>"
    );
    assert!(
        mathml("x", true)
            .unwrap()
            .starts_with("<math dir=\"ltr\" display=\"block\" ")
    );
}

#[test]
fn formulas() {
    for (tex, expected) in [
        ("x", "<mi>x</mi>"),
        ("12.5", "<mn>12.5</mn>"),
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        ("a_{i}", "<msub><mi>a</mi><mrow><mi>i</mi></mrow></msub>"),
        (
            "\\frac{1}{2}",
            "<mfrac><mrow><mn>1</mn></mrow><mrow><mn>2</mn></mrow></mfrac>",
        ),
        ("\\sqrt{x}", "<msqrt><mrow><mi>x</mi></mrow></msqrt>"),
        ("\\text{إذا كان}", "<mtext>إذا كان</mtext>"),
        ("\\color{red}x", "<mi mathcolor=\"#ff0000\">x</mi>"),
        (
            "a & b".replace('&', "\\&").as_str(),
            "<mi>a</mi><mi>&amp;</mi><mi>b</mi>",
        ),
        ("\\alpha \\le \\beta", "<mi>α</mi><mo>≤</mo><mi>β</mi>"),
    ] {
        assert_eq!(inner(tex), expected, "{tex}");
    }
}

#[test]
fn faults_have_their_place() {
    let long = "x".repeat(LONGEST + 1);
    let deep = format!("{}x{}", "{".repeat(41), "}".repeat(41));
    for (tex, range, message) in [
        ("\\frac{1}{\\foo}", 9..13, "`\\foo` is not a command"),
        ("{x", 0..2, "opened"),
        ("x}", 0..2, "opened"),
        ("a_b_c", 0..5, "two subscripts"),
        ("a^b^c", 0..5, "two superscripts"),
        ("a & b", 0..5, "no columns"),
        ("a \\\\ b", 0..6, "no rows"),
        ("\\begin{foo}x\\end{foo}", 0..21, "environment"),
        ("x + \\def\\a{x}\\a", 4..8, "stands alone"),
        ("\\newcommand{\\a}{x}", 0..11, "stands alone"),
        ("a\u{202E}b", 1..4, "U+202E"),
        ("a\u{1}b", 1..2, "U+0001"),
        ("\\frac", 0..5, "lacks"),
        ("\\not{a + b}", 0..11, "as MathML"),
        (&deep, 40..41, "braces are open"),
        (&long, 0..LONGEST + 1, "4097 bytes"),
    ] {
        let fault = mathml(tex, false).unwrap_err();
        assert_eq!(fault.range, range, "{tex}");
        assert!(fault.message.contains(message), "{tex}: {}", fault.message);
        assert!(!fault.help.is_empty());
    }
}

/// Nothing that an author may type as markup becomes markup.
#[test]
fn markup_stays_text() {
    for tex in [
        "\\text{<script>alert(1)</script>}",
        "\\operatorname{<img src=x onerror=alert(1)>}",
        "<img src=x onerror=alert(1)>",
        "\\text{</math><script>}",
        "\\href{javascript:alert(1)}{x}",
        "\\char`<",
    ] {
        let Ok(html) = mathml(tex, true) else { continue };
        let tags = html
            .split('<')
            .skip(1)
            .filter(|tag| !tag.starts_with('/') && !tag.starts_with('m'));
        let known = |tag: &str| tag.starts_with("semantics>") || tag.starts_with("annotation ");
        assert_eq!(
            tags.filter(|tag| !known(tag)).collect::<Vec<_>>(),
            Vec::<&str>::new(),
            "{tex}"
        );
        assert!(!html.contains("style="), "{tex}");
    }
}

const PIECES: [&str; 48] = [
    "\\frac",
    "\\sqrt",
    "\\sqrt[3]",
    "{",
    "}",
    "^",
    "_",
    "&",
    "\\\\",
    "x",
    "12.",
    "\\left(",
    "\\right)",
    "\\left.",
    "\\begin{aligned}",
    "\\end{aligned}",
    "\\begin{array}{c|c}",
    "\\end{array}",
    "\\begin{cases}",
    "\\end{cases}",
    "\\color{red}",
    "\\color{سلام}",
    "\\text{سلام <b>}",
    "\\not",
    "\\relax",
    "%",
    "\n",
    " ",
    "$",
    "#",
    "~",
    "'",
    "\\",
    "\\hat",
    "\\overbrace",
    "\\operatorname{a<b}",
    "\\hspace{-1em}",
    "\\kern 1pt",
    "\\char",
    "\"",
    "`",
    "é",
    "س",
    "\\limits",
    "\\sum",
    "\\genfrac",
    "\\boxed{",
    "\\foo",
];

/// Whatever comes in, MathML or a fault comes out, soon.
#[test]
fn anything_comes_to_an_end() {
    let mut seed = 20_250_304_u64;
    let mut next = |bound: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % bound as u64).unwrap()
    };
    for _ in 0..3_000 {
        let tex: String = (0..1 + next(24)).map(|_| PIECES[next(PIECES.len())]).collect();
        check(&tex, next(2) == 0);
    }
    for piece in PIECES {
        check(&piece.repeat(LONGEST / piece.len()), true);
        check(&format!("{}x", piece.repeat(DEEPEST)), true);
    }
    for pattern in [
        "\\frac1",
        "\\sqrt\\frac",
        "\\hat\\sqrt",
        "x^\\frac1",
        "\\left(\\frac1",
        "{x}_",
        "\\text{}",
    ] {
        check(&pattern.repeat(LONGEST / pattern.len()), false);
    }
}

fn check(tex: &str, is_display: bool) {
    match mathml(tex, is_display) {
        Ok(html) => {
            assert!(
                html.ends_with("</semantics></math>") && !html.contains("style="),
                "{tex}"
            );
            assert!(!html.contains("<script") && !html.contains("<b>"), "{tex}");
        }
        Err(fault) => assert!(tex.get(fault.range.clone()).is_some(), "{tex}: {fault:?}"),
    }
}
