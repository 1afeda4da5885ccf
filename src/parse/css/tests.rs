//! Style sheets of every kind.

#![allow(clippy::unwrap_used)]

use fastrand::Rng;

use super::*;
use crate::parse::tests::assert_in_proportion;

fn tags(list: &str) -> Vec<String> {
    list.split(' ').map(str::to_owned).collect()
}

fn checked(text: &str) -> Vec<Diagnostic> {
    let path = SourcePath::new("a.css");
    let sheet = StyleSheet {
        path: &path,
        bytes: text.as_bytes(),
    };
    check(&[sheet], &tags("ar en"))
}

/// Every diagnostic as `code line:column`.
fn places(text: &str) -> Vec<String> {
    let place = |diagnostic: Diagnostic| {
        let at = diagnostic.place.unwrap().position.unwrap();
        format!("{} {}:{}", diagnostic.code, at.line, at.column)
    };
    checked(text).into_iter().map(place).collect()
}

#[test]
fn what_is_right_in_both_directions() {
    for text in [
        "",
        "@charset \"utf-8\"; @import url(a.css); @namespace a url(b);",
        "a { content: 'left: 0'; background: url(left.png) }",
        "a { --left: 0; --pad: 1px 2px 3px 4px; left-right: 0 }",
        "a { width: calc(1px + var(--left)) } /* left: 0 */",
        "@font-face { font-style: italic; src: local(A) }",
        "@page :left { margin-left: 2cm; @bottom-left { text-align: left } }",
        "@keyframes slide-rtl { from { transform: translateX(1px) } 100% { left: 0 } }",
        "a { left: 50%; margin-left: -1px; } b { right: 50%; translate: 50% 0 }",
        "a { left: 0; top: 0; width: 100%; } b { inset: 0 }",
        "a { box-shadow: 0 0 1px, 1px 0 red, -1px 0 red; text-shadow: none }",
        "a { box-shadow: var(--x); letter-spacing: var(--x); translate: none }",
        "a { background: linear-gradient(90deg, red, blue), radial-gradient(at left, red, blue) }",
        "a { background: url(sprite.png) -16px -32px } b { background-position: 0 0 }",
        "a { margin: 0 var(--a) 0 var(--a); border-radius: 1px 1px 2px 2px / 3px 3px 4px 4px }",
        "a { text-align: center; float: none; clear: both; background: none }",
        ":host([dir=rtl]) a, :host-context(:dir(ltr)) b, :where([dir='RTL' i]) c { left: 0 }",
        ".x { [dir=rtl] & { left: 0; .y { right: 0 } @media print { left: 0 } } }",
        "a::placeholder { direction: rtl; & { direction: ltr } }",
        ":lang(en, 'fr') a, [lang|=en] b, :not(:lang(ar)) c, svg text { letter-spacing: 1px }",
        "h1 { :lang(en) & { font-variant-caps: small-caps } }",
        "<!-- a { color: red } -->",
        "a { filter: progid:DXImageTransform.Microsoft.gradient(startColorstr='#1', endColorstr='#2') }",
        "@media (min-width: 1px) { a:hover { color: red } } @unknown { left: 0 }",
        "a { color: red; &:hover { color: blue } b:hover { color: red } }",
    ] {
        assert_eq!(places(text), [""; 0], "{text}");
    }
}

#[test]
fn what_is_not() {
    for (text, expected) in [
        ("a{left:0}", "physical-direction 1:3"),
        ("\u{feff}a{left:0}", "physical-direction 1:3"),
        ("a{L\\65 ft:0}", "physical-direction 1:3"),
        ("a{-webkit-border-top-left-radius:0}", "physical-direction 1:3"),
        ("a{/* é */ left: 0}", "physical-direction 1:11"),
        (
            "@media print{@supports (left: 0){a{left:0}}}",
            "physical-direction 1:36",
        ),
        ("a{& b{left:0}}", "physical-direction 1:7"),
        ("a{--x: linear-gradient(to left, red, blue)}", "physical-direction 1:24"),
        (
            "a{background:-webkit-linear-gradient(left,red,blue)}",
            "physical-direction 1:38",
        ),
        ("a{background-position:calc(100% - 1px) 50%}", "physical-direction 1:23"),
        ("@keyframes x{to{translate:1px}}", "physical-direction 1:27"),
        ("a{transform:translateX(calc(1px + 2px))}", "physical-direction 1:24"),
        (":not(.x) a, :has([dir=rtl]) b{left:0}", "physical-direction 1:31"),
        ("a{left:0;right:1px}", "physical-direction 1:3|physical-direction 1:10"),
        ("[dir=rtl] a{b{direction:rtl}}", "css-direction 1:15"),
        ("a::before b, c{unicode-bidi:isolate}", "css-direction 1:16"),
        ("a{inset-inline-start:-9999px}", "off-page 1:3"),
        ("a{margin-left:-999em}", "off-page 1:3"),
        (":lang(en, ar) a{letter-spacing:1px}", "cursive-style 1:17"),
        ("[dir=ltr]{:lang(ar) a{letter-spacing:1px}}", "cursive-style 1:23"),
        (
            ":not(pre) > a, :not(:lang(en)) b{letter-spacing:1px}",
            "cursive-style 1:34",
        ),
        ("a{color:}", "css-syntax 1:3"),
        ("a{width:1px)}", "css-syntax 1:12"),
        ("a{b:url(x y)}", "css-syntax 1:5"),
        ("a{*zoom:1}", "css-syntax 1:3"),
        ("{color:red}", "css-syntax 1:1"),
        ("a{color:red", "css-syntax 1:2"),
        ("a{color:red} /* b", "css-syntax 1:14"),
        ("a{color:red} b", "css-syntax 1:14"),
        ("a{b{c{d:(", "css-syntax 1:9"),
    ] {
        assert_eq!(places(text).join("|"), expected, "{text}");
    }
}

#[test]
fn reasons_speak_of_their_lines() {
    for (text, expected) in [
        ("a{left:0}/* physical: x */", 0),
        ("a{\r\n/* physical: x */\r\nleft:0;\r\nright:1px}", 1),
        ("a{\n/* physical: x */\n\nleft:0}", 1),
        ("a{b:c; /* physical: x */\nleft:0}", 1),
        ("a{\nleft: /* physical-direction:\nx */ 0}", 0),
        (
            "a{background:\nlinear-gradient(\n/* physical: x */ to left, red, blue)}",
            0,
        ),
        ("/* physical: x */\n\n\na{left:0}b{right:1px}", 0),
        (" /* physical: x */\n\n\na{left:0}", 1),
        ("a{left:0}/* physical :x */", 0),
        ("a{left:0}/* physical:  */", 1),
        ("a{left:0}/* cursive: x */", 1),
        ("a{left:'/* physical: x */'}", 1),
    ] {
        assert_eq!(places(text).len(), expected, "{text:?}");
    }
}

#[test]
fn a_style_of_latin_letters_is_no_matter_without_cursive_ones() {
    let path = SourcePath::new("a.css");
    for (languages, expected) in [("ar en", 1), ("fa", 1), ("en mn-Mong", 1), ("he en", 0), ("en fr", 0)] {
        let sheet = StyleSheet {
            path: &path,
            bytes: b"em { font-style: italic }",
        };
        assert_eq!(check(&[sheet], &tags(languages)).len(), expected, "{languages}");
    }
}

#[test]
fn nothing_is_quadratic() {
    let long = "a".repeat(500_000);
    for (name, text) in [
        ("findings on one line", "a{left:0;color:red}".repeat(30_000)),
        (
            "findings of one rule",
            format!("a{{{}}}", "left:0;right:1px;".repeat(30_000)),
        ),
        ("reasons on one line", "a{left:0}/* physical: x */".repeat(30_000)),
        ("reasons in lines", "a{\n/* physical: x */\nleft:0}\n".repeat(30_000)),
        ("round brackets", "(".repeat(300_000)),
        ("square brackets in a value", format!("a{{b:{}", "[".repeat(300_000))),
        ("rules within rules", "a{".repeat(150_000)),
        ("rules that look like declarations", "a:b{".repeat(100_000)),
        ("groups", "@media{".repeat(100_000)),
        ("functions", "a{b:c(".repeat(80_000)),
        ("closing brackets", "a{b:)}".repeat(50_000)),
        ("closing braces", "}".repeat(300_000)),
        ("declarations in error", format!("a{{{}", "b;".repeat(100_000))),
        ("a brace after a long value", "a{b:c d e f g h i j k{}}".repeat(20_000)),
        ("selectors", format!("{}{{left:0}}", ":not(:is(a,b)),".repeat(30_000))),
        ("shadows", format!("a{{box-shadow:{}0 0}}", "1px 0 red,".repeat(50_000))),
        (
            "stops",
            format!("a{{b:linear-gradient(to left{},x)}}", ",red".repeat(100_000)),
        ),
        ("a long word", format!("{long}{{{long}:{long}}}")),
        ("strings", "a{b:\"\n".repeat(50_000)),
        ("comments", "/**/".repeat(200_000)),
        ("an open comment", format!("a{{}}/*{long}")),
        ("escapes", "\\".repeat(300_000)),
        ("slashes", "/".repeat(300_000)),
        ("at signs", "@".repeat(300_000)),
    ] {
        assert_in_proportion(name, &text, |text| {
            checked(text);
        });
    }
}

const PIECES: &[&str] = &[
    "a",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ":",
    ";",
    ",",
    ".",
    "/",
    "//",
    "/*",
    "*/",
    "/* physical: x */",
    "\"",
    "'",
    "\\",
    "\n",
    "\r\n",
    "\r",
    "\u{c}",
    " ",
    "@media ",
    "@scope (",
    "@keyframes x",
    "@font-face",
    "@page",
    "url(",
    "calc(",
    "var(--x)",
    "left",
    "right",
    "left:0;",
    "margin:1px 2px 3px 4px;",
    "border-radius:1px 0/2px;",
    "translate(",
    "translate:",
    "transform:",
    "-50%",
    "50%",
    "inset-inline-start:50%;",
    "box-shadow:",
    "1px",
    "-1px",
    "1e99999px",
    "-9999px",
    "linear-gradient(",
    "to left",
    "background:",
    "direction:",
    "[dir=rtl]",
    ":lang(ar)",
    ":not(",
    ":is(",
    "::before",
    "letter-spacing:1px;",
    "em{font-style:italic}",
    "!important",
    "!",
    "--x:",
    "<!--",
    "-->",
    "سلام",
    "é",
    "\u{0}",
    "\u{feff}",
    "\u{fffd}",
    "#",
    "#a",
    "%",
    "&",
    ">",
    "U+0-7F",
    "1",
    "\\0",
    "\\110000 ",
];

#[test]
fn any_sheet_is_read() {
    let mut random = Rng::with_seed(0x5EED_0C55);
    for round in 0..6000 {
        let mut bytes = Vec::new();
        for _ in 0..random.usize(..60) {
            match random.usize(..12) {
                0 => bytes.push(random.u8(..)),
                1 => bytes.extend(random.char(..).to_string().bytes()),
                _ => bytes.extend(PIECES[random.usize(..PIECES.len())].bytes()),
            }
        }
        // Half of them are whole, the others may be cut within a character.
        if random.bool() {
            bytes = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
        }
        let path = SourcePath::new("a.css");
        let sheet = StyleSheet {
            path: &path,
            bytes: &bytes,
        };
        let found = check(&[sheet], &tags("ar en"));
        let text = String::from_utf8_lossy(&bytes);
        let lines = text.split(['\n', '\r']).count();
        for diagnostic in found {
            let at = diagnostic.place.unwrap().position.unwrap();
            assert!(at.line as usize <= lines, "round {round}: {text:?}");
            assert!(!diagnostic.message.is_empty() && diagnostic.help.is_some());
        }
    }
}
