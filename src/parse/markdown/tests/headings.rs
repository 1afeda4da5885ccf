use super::*;

fn ids(text: &str) -> Vec<String> {
    parse(text)
        .value
        .headings
        .iter()
        .map(|heading| format!("{}{}", heading.level, heading.id))
        .collect()
}

#[test]
fn ids_are_made_or_chosen() {
    for (text, expected) in [
        (
            "## مقدمة\n\n## مقدمة\n\n## مقدمة",
            vec!["2مقدمة", "2مقدمة-2", "2مقدمة-3"],
        ),
        ("## مقدمة\n\n## ب {#مقدمة}", vec!["2مقدمة-2", "2مقدمة"]),
        ("## ؟\n\n## !", vec!["2section", "2section-2"]),
        ("## fn 1", vec!["2section-fn-1"]),
        ("## a\n{#b}", vec!["2b"]),
        ("## a {/*b*/}\n\n### c {/* معرف */}  ", vec!["2b", "3معرف"]),
        ("## a {/* b c */}", vec!["2a"]),
        ("## a `b` *c* [d](e) ![f](g)", vec!["2a-b-c-d-f"]),
    ] {
        assert_eq!(ids(text), expected, "{text}");
    }
}

#[test]
fn levels_go_down_if_a_title_is_left() {
    for (text, expected) in [
        ("## a\n\n### b", vec!["2a", "3b"]),
        ("# a\n\n## b\n\n###### c", vec!["2a", "3b", "6c"]),
        ("> # a\n\n## b", vec!["2a", "3b"]),
    ] {
        assert_eq!(ids(text), expected, "{text}");
    }
}

#[test]
fn printed() {
    check(&[
        (
            "# a {#b .c dir=ltr de}",
            "<h2 id=\"b\" class=\"c\" dir=\"ltr\" de=\"\">a§</h2>",
        ),
        (
            "# a {.c}\n{.d lang=en}",
            "<h2 id=\"a\" class=\"c d\" lang=\"en\" dir=\"ltr\">a§</h2>",
        ),
        ("    # a {/*b*/}", "<pre |># a {/*b*/}</pre>"),
        ("## [a](b)", "<h2 id=\"a\"><a href=\"b\">a</a>§</h2>"),
    ]);
}

#[test]
fn contents() {
    for (text, heading, html) in [
        (
            "## a *b* `c<` [d](e)",
            "a b c< d",
            "a <em>b</em> <code dir=\"ltr\">c&lt;</code> d",
        ),
        ("## a[^1]\n\n[^1]: b", "a", "a"),
        ("## <a id=\"x\"></a>a <bdi>b</bdi>", "a b", "a <bdi>b</bdi>"),
        ("## ![a](b) c", "a c", "a c"),
        ("## [C++]{dir=ltr #x} d", "C++ d", "<span dir=\"ltr\">C++</span> d"),
        ("a\n\nb *c\nd*\n===", "b c d", "b <em>c\nd</em>"),
    ] {
        let body = parse(text).value;
        let met = &body.headings[0];
        assert_eq!((&*met.text, &*met.html), (heading, html), "{text}");
    }
}

#[test]
fn the_title_is_dropped() {
    for (text, title, expected) in [
        ("# a\n\nb", LeadingTitle::Keep, "<h2 id=\"a\">a§</h2>\n<p>b</p>\n"),
        ("# a\n\nb", LeadingTitle::Drop, "<p>b</p>\n"),
        (
            "# [a](b) *c* {#d}\n\n## e {#d}",
            LeadingTitle::DropIfEqual("a  c"),
            "<h2 id=\"d\">e§</h2>\n",
        ),
        (
            "# a\n\nb",
            LeadingTitle::DropIfEqual("b"),
            "<h2 id=\"a\">a§</h2>\n<p>b</p>\n",
        ),
        ("<!-- x -->\n\n# a", LeadingTitle::Drop, "<!-- x -->\n"),
        ("b\n\n# a", LeadingTitle::Drop, "<p>b</p>\n<h2 id=\"a\">a§</h2>\n"),
        ("## a", LeadingTitle::Drop, "<h2 id=\"a\">a§</h2>\n"),
        ("# a\n\n# b", LeadingTitle::Drop, "<h2 id=\"b\">b§</h2>\n"),
        (
            "> # a",
            LeadingTitle::Drop,
            "<blockquote>\n<h2 id=\"a\">a§</h2>\n</blockquote>\n",
        ),
    ] {
        let checked = parse_as(text, title, false);
        assert_eq!(html(&checked.value), expected, "{text}");
        assert_eq!(checked.diagnostics, [], "{text}");
    }
    let body = parse_as("# [a](b)\n\n[c](d)", LeadingTitle::Drop, false).value;
    assert_eq!((body.references.len(), body.words), (1, 1));
}

#[test]
fn the_outline_has_a_digest_of_its_own() {
    let digest = |text: &str| parse(text).value.outline;
    assert_eq!(digest("## a\n\nb"), digest("## a\n\nc"));
    assert_ne!(digest("## a"), digest("### a"));
    assert_ne!(digest("## a"), digest("## b"));
}

#[test]
fn openings() {
    use super::super::opening;
    for (text, title, words) in [
        ("", None, ""),
        (
            "# عنوان *مهم* `x`\n\nنص [أول](b)[^1] و`code` ![صورة](c).\n\n[^1]: حاشية",
            Some("عنوان مهم x"),
            "نص أول وcode .",
        ),
        ("a\nb\n\n# c\n\nd", None, "a b d"),
        ("<!-- x -->\n\n# a", Some("a"), ""),
        ("## a\n\n```\ncode\n```\n\n:::note{x}\nb [c]{.d}\n:::", None, "b c"),
        ("a[^1] [b][c] [d]", None, "a b [d]"),
        ("\u{200f}# a\r\n\r\nb", Some("a"), "b"),
    ] {
        let opening = opening(text, false);
        assert_eq!((opening.title.as_deref(), &*opening.words), (title, words), "{text}");
    }
    let long = format!("{}\n\nend", "كلمة ".repeat(10_000));
    let words = opening(&long, false).words;
    assert!(words.chars().count() <= 201 && words.starts_with("كلمة"), "{words}");
}
