use super::*;

#[test]
fn places_and_codes() {
    for (text, expected) in [
        ("## a {#b}\n\n## c {#b}\n", vec!["3:1+9 duplicate-id"]),
        ("## a {#fn-1}", vec!["1:1+12 duplicate-id"]),
        ("a\n{#b}\n\n[c]{#b}", vec!["4:1+1 duplicate-id"]),
        (
            "سلام [a](javascript:b) <img src=javascript:c>",
            vec!["1:6+17 unsafe-url"],
        ),
        (
            "[a](&#1;JAVA&Tab;SCRIPT:b) ![c](data:image/png;d) ![c](data:text/html)",
            vec!["1:1+26 unsafe-url", "1:51+20 unsafe-url"],
        ),
        (
            "a\u{f}b\u{0}\n\u{1b}c",
            vec!["1:2+1 control-character", "2:1+1 control-character"],
        ),
        ("a&#1;b", vec!["1:2+4 control-character"]),
        ("a[^b] `[^c]` [^d\n\n[^e]: f", vec!["1:2+4 undefined-footnote"]),
        (
            "{{< a >}} {{% /a %}} `{{< b >}}`\n\n{% c %} {% endc %}\n{{ d(e) }} {{ f }}\n```\n{{< g >}}\n```\n<p>{{< h >}}",
            vec![
                "1:1+9 foreign-shortcode",
                "3:1+7 foreign-shortcode",
                "4:1+10 foreign-shortcode",
                "8:4+9 foreign-shortcode",
            ],
        ),
        (
            "س <T>\n\n- <Card\n  a=1>\n\n<T/> <x-y> `<Z>` <svg><G/></svg></x-y>",
            vec!["1:3+3 unknown-element", "3:3+5 unknown-element"],
        ),
        (
            "> <div>\n> <i>\n\n</b>",
            vec![
                "1:3+5 unbalanced-html",
                "2:3+3 unbalanced-html",
                "4:1+4 unbalanced-html",
            ],
        ),
        ("a\n\n:::x\nb", vec!["3:1+4 unclosed-directive"]),
        ("::::x\n:::y\n::::", vec!["2:1+4 unclosed-directive"]),
        ("- a\n  :::x\n\nb\n", vec!["2:3+4 unclosed-directive"]),
        ("::::x\n:::\n::::", vec!["2:1+3 directive-syntax"]),
        ("a\n:::", vec!["2:1+3 directive-syntax"]),
        (":::x{=b}\n:::", vec!["1:1+8 directive-syntax"]),
        ("[a]{.b =c} `[a]{.b =c}`", vec!["1:4+7 directive-syntax"]),
        ("a\n{.b =c}", vec!["2:1+7 directive-syntax"]),
        ("***\n{.b}\n{.c}", vec!["3:1+4 directive-syntax"]),
    ] {
        assert_eq!(problems(&parse(text)), expected, "{text:?}");
    }
}

#[test]
fn what_is_printed_all_the_same() {
    for (text, expected) in [
        (
            "## a {#b}\n\n## c {#b}\n",
            "<h2 id=\"b\">a§</h2>\n<h2 id=\"b-2\">c§</h2>\n",
        ),
        ("a\u{f}b\u{0}\n\u{1b}c", "<p>ab\nc</p>\n"),
        ("a&#1;b", "<p>ab</p>\n"),
        ("a[^b]", "<p>a[^b]</p>\n"),
        (":::x\nb", "<div class=\"x\">\n<p>b</p>\n</div>\n"),
        ("a\n:::\nb", "<p>a</p>\n<p>:::</p>\n<p>b</p>\n"),
        (":::x{=b}\na\n:::", "<div class=\"x\">\n<p>a</p>\n</div>\n"),
        ("[a]{.b =c}", "<p>[a]{.b =c}</p>\n"),
        ("***\n{.b}\n{.c}", "<hr class=\"b\" />\n<p>{.c}</p>\n"),
    ] {
        assert_eq!(html(&parse(text).value), expected, "{text:?}");
    }
}

#[test]
fn places_count_from_the_start_of_the_file() {
    let path = SourcePath::new("a.md");
    let text = "---\ntitle: عنوان\n---\r\nنص [a](javascript:b)\n";
    let languages = languages();
    let source = Source {
        path: &path,
        text,
        start: text.find("نص").unwrap(),
        plain_text: false,
        title: LeadingTitle::Keep,
        reading: Reading {
            language: &languages[0],
            direction: languages[0].direction,
            languages: &languages,
            isolate: false,
        },
        digest: Digest::default(),
    };
    let checked = body(&source, &MarkdownSettings::default());
    assert_eq!(problems(&checked), ["4:4+17 unsafe-url"]);
    assert_eq!(checked.value.references[0].position.line, 4);
    assert_eq!(checked.value.blocks[0].span.start as usize, source.start);
}
