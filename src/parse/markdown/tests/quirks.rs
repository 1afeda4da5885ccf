use super::*;

#[test]
fn marks_before_block_markers() {
    for mark in ["\u{200f}", "\u{200e}", "\u{61c}", "\u{feff}", "\u{200f}\u{200f}"] {
        for text in [
            "# عنوان",
            "- بند\n- بند\n  - بند",
            "> اقتباس\n> - بند",
            "1. بند\n2. بند",
            "| a | b |\n|---|---|\n| c | d |",
            "```\na\n```",
            ":::x\na\n:::",
            "a\n\nb",
            "***",
        ] {
            let marked: Vec<_> = text.lines().map(|line| format!("{mark}{line}")).collect();
            let marked = marked
                .join("\n")
                .replace(&format!("{mark}a\n"), "a\n")
                .replace(&format!("{mark}b"), "b");
            assert_eq!(html(&parse(&marked).value), html(&parse(text).value), "{marked:?}");
        }
    }
    check(&[
        ("\u{200f}نص", "<p>\u{200f}نص</p>"),
        ("- \u{200f}نص", "<ul>\n<li>\u{200f}نص</li>\n</ul>"),
        ("a\n\u{200f}-b", "<p>a\n\u{200f}-b</p>"),
    ]);
}

#[test]
fn line_ends_do_not_matter() {
    let text = "# a\n\nb\nc  \nd\n\n```\ne\n\nf\n```\n\n<div>\ng\n</div>\n\n- h\n\n      i\n\n:::x\n[j\nk]{.l}\n:::\nm\n{.n}\n`o\np`";
    let expected = html(&parse(text).value);
    for end in ["\r\n", "\r"] {
        assert_eq!(html(&parse(&text.replace('\n', end)).value), expected, "{end:?}");
    }
    assert_eq!(html(&parse(&format!("{text}\n")).value), expected);
}

#[test]
fn raw_html() {
    check(&[
        (
            "<div dir=\"rtl\" markdown=\"1\">\n\n*a*\n\n</div>",
            "<div dir=\"rtl\">\n<p><em>a</em></p>\n</div>",
        ),
        ("<div markdown=1 id=x>\n\na\n\n</div>", "<div id=x>\n<p>a</p>\n</div>"),
        ("<p>set markdown=1 here", "<p>set markdown=1 here"),
        ("a <bdi dir=\"ltr\">b</bdi>", "<p>a <bdi dir=\"ltr\">b</bdi></p>"),
    ]);
}

#[test]
fn elements_with_markdown_in_them() {
    check(&[
        (
            "<aside markdown=\"1\" class=\"q\">\n  <img src=\"a\">\n  *b*\n  <p markdown=\"1\">\n*c*\n  </p>\n</aside>",
            "<aside class=\"q\">\n<p><img src=\"a\">\n<em>b</em></p>\n<div>\n<p><em>c</em></p>\n</div>\n</aside>",
        ),
        (
            "<p markdown='1'>\n*a*</p>\n\n*b*",
            "<div>\n<p><em>a</em></p>\n</div>\n<p><em>b</em></p>",
        ),
        (
            "```\n<p markdown=\"1\">\na</p>\n```",
            "<pre |>&lt;p markdown=\"1\">\na&lt;/p>\n</pre>",
        ),
        (
            "a <span dir='ltr'  markdown=\"1\">*b*</span>",
            "<p>a <span dir='ltr' ><em>b</em></span></p>",
        ),
    ]);
}

#[test]
fn html_that_would_harm_the_page() {
    for (text, expected) in [
        ("<div>\n\na", "<div>\n<p>a</p>\n</div>"),
        ("a <b>b", "<p>a <b>b</p>\n</b>"),
        ("a</div>\n\nb</b>", "<p>a</p>\n<p>b</p>"),
        ("<T id=\"x\" />\n\na", "<T id=\"x\"></T>\n<p>a</p>"),
        ("<a id=x /> <br/> <x-y/>", "<p><a id=x></a> <br/> <x-y></x-y></p>"),
        ("<svg><path d=\"M0\"/></svg>", "<p><svg><path d=\"M0\"/></svg></p>"),
        ("<ul><li>a<li>b</ul>", "<ul><li>a<li>b</ul>"),
        (
            "<script>\nif (a<b) x = '</div>';\n</script>",
            "<script>\nif (a<b) x = '</div>';\n</script>",
        ),
        ("<!-- </div> <T> -->", "<!-- </div> <T> -->"),
    ] {
        assert_eq!(html(&parse(text).value).trim_end(), expected, "{text}");
    }
}

#[test]
fn plain_text() {
    for (text, expected, words) in [
        ("", "", 0),
        (
            "# a *b*\n\n- c <d>\r\n e\r\n\r\nf",
            "<p># a *b*</p>\n<p>- c &lt;d&gt;\ne</p>\n<p>f</p>\n",
            6,
        ),
        ("\n\n a\rb\r\rc\n\n\n", "<p>a\nb</p>\n<p>c</p>\n", 3),
    ] {
        let checked = parse_as(text, LeadingTitle::Drop, true);
        assert_eq!(html(&checked.value), expected, "{text:?}");
        assert_eq!(checked.value.words, words, "{text:?}");
        assert_eq!(checked.diagnostics, [], "{text:?}");
    }
    let checked = parse_as("a\n\nسلام\u{0} b", LeadingTitle::Keep, true);
    assert_eq!(problems(&checked), ["3:5+1 control-character"]);
    let spans: Vec<_> = checked
        .value
        .blocks
        .iter()
        .map(|block| (block.span.start, block.span.end))
        .collect();
    assert_eq!(spans, [(0, 1), (3, 14)]);
}

#[test]
fn strict_bodies_have_no_holes() {
    let path = SourcePath::new("a.md");
    let languages = languages();
    let source = Source {
        path: &path,
        text: "# a\n\n[b](c) ~~d~~\n\n:::x\n\n```e f\n```\n\n![g](h)",
        start: 0,
        plain_text: false,
        title: LeadingTitle::Drop,
        reading: Reading {
            language: &languages[0],
            direction: languages[0].direction,
            languages: &languages,
            isolate: false,
        },
        digest: Digest::default(),
    };
    let settings = MarkdownSettings {
        strict_commonmark: true,
        ..MarkdownSettings::default()
    };
    let body = body(&source, &settings).value;
    let html: String = body.blocks.iter().map(|block| &*block.markup.html).collect();
    assert_eq!(
        html,
        "<h1>a</h1>\n<p><a href=\"c\">b</a> ~~d~~</p>\n<p>:::x</p>\n<pre><code class=\"language-e\"></code></pre>\n\
         <p><img src=\"h\" alt=\"g\" /></p>\n"
    );
    assert!(body.blocks.iter().all(|block| block.markup.holes.is_empty()));
    assert_eq!((body.references.len(), body.headings.len(), body.code.len()), (2, 1, 1));
}
