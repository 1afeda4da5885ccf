use super::*;
use crate::base::Span;
use crate::model::BlockKind;

#[test]
fn references_and_images() {
    check(&[
        ("[a](b \"c\")", "<p><a href=\"b\" title=\"c\">a</a></p>"),
        ("[a][x]\n\n[x]: /ب", "<p><a href=\"/ب\">a</a></p>"),
        (
            "<http://x.org> <a@b.org>",
            "<p><a href=\"http://x.org\">http://x.org</a> <a href=\"mailto:a@b.org\">a@b.org</a></p>",
        ),
        ("x ![*a* b](c)", "<p>x <img src=\"c\" alt=\"a b\" /></p>"),
        ("x ![a](c \"t\")", "<p>x <img src=\"c\" alt=\"a\" title=\"t\" /></p>"),
        (
            "![a](c \"t & u\")",
            "<figure><img src=\"c\" alt=\"a\" /><figcaption>t &amp; u</figcaption></figure>",
        ),
        (
            "[![a](b \"t\")](c)",
            "<p><a href=\"c\"><img src=\"b\" alt=\"a\" title=\"t\" /></a></p>",
        ),
        ("`f(x)`", "<p><code dir=\"ltr\">f(x)</code></p>"),
    ]);
}

#[test]
fn code_at_any_depth() {
    check(&[
        ("```rust\na\n```", "<pre rust|>a\n</pre>"),
        ("    a\n\n    b", "<pre |>a\n\nb</pre>"),
        ("```js title=x\n```", "<pre js|></pre>"),
        ("```js {1,3-5} x\na\nb\n```", "<pre js|=0-1>a\nb\n</pre>"),
        ("```rust,ignore\n```", "<pre rust|></pre>"),
        ("```js{numbers}\n```", "<pre js|1></pre>"),
        ("```js {numbers=5 mark=6}\na\nb\n```", "<pre js|5=1-2>a\nb\n</pre>"),
        ("~~~ {mark=1}\na\n~~~", "<pre |=0-1>a\n</pre>"),
        (
            "> ```rust {title=\"a <b>\"}\n> ```",
            "<blockquote>\n<figure class=\"code\"><figcaption>a &lt;b&gt;</figcaption><pre rust|></pre></figure>\n</blockquote>",
        ),
        (
            "> - ```\n>   a\n>   ```",
            "<blockquote>\n<ul>\n<li>\n<pre |>a\n</pre>\n</li>\n</ul>\n</blockquote>",
        ),
        ("```\r\na\r\n\r\nb\r\n```\r\n", "<pre |>a\n\nb\n</pre>"),
    ]);
}

#[test]
fn tables_align_to_logical_edges() {
    check(&[(
        "|a|b|c|d|\n|:-|-:|:-:|-|\n|1|2|3|4|\n",
        "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"⟨table_region⟩\"><table>\n<thead>\n<tr>\n\
         <th scope=\"col\" class=\"start\">a</th>\n<th scope=\"col\" class=\"end\">b</th>\n\
         <th scope=\"col\" class=\"center\">c</th>\n<th scope=\"col\">d</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n\
         <td class=\"start\">1</td>\n<td class=\"end\">2</td>\n<td class=\"center\">3</td>\n<td>4</td>\n</tr>\n\
         </tbody>\n</table></div>",
    )]);
}

#[test]
fn alerts() {
    let alert = |key: &str| {
        format!(
            "<div class=\"alert alert-{key}\" role=\"note\"><p class=\"alert-title\">⟨{key}⟩</p>\n<p>نص</p>\n</div>"
        )
    };
    for (name, key) in [
        ("NOTE", "note"),
        ("tip", "tip"),
        ("IMPORTANT", "important"),
        ("WARNING", "warning"),
        ("CAUTION", "caution"),
        ("ملاحظة", "note"),
        ("نصيحة", "tip"),
        ("مهم", "important"),
        ("تنبيه", "warning"),
        ("تحذير", "caution"),
    ] {
        for between in ["\n> ", "\n>\n> "] {
            check(&[(&format!("> [!{name}]{between}نص"), &alert(key))]);
        }
    }
    check(&[
        ("> [!ملاحظة] نص", "<blockquote>\n<p>[!ملاحظة] نص</p>\n</blockquote>"),
        ("```\n> [!ملاحظة]\n```", "<pre |>> [!ملاحظة]\n</pre>"),
    ]);
}

#[test]
fn lists() {
    check(&[
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "- [x] a\n- [ ] b",
            "<ul>\n<li><input type=\"checkbox\" disabled aria-label=\"⟨task_done⟩\" checked /> a</li>\n\
             <li><input type=\"checkbox\" disabled aria-label=\"⟨task_open⟩\" /> b</li>\n</ul>",
        ),
        ("مصطلح\n: تعريف", "<dl>\n<dt>مصطلح</dt>\n<dd>تعريف</dd>\n</dl>"),
        ("~~a~~", "<p><del>a</del></p>"),
    ]);
}

#[test]
fn footnotes_are_numbered_by_first_reference() {
    let checked = parse("a[^ب] b[^A] c[^ب]\n\n[^unused]: x\n\n[^a]: one [^c]\n\n    two\n\n[^ب]: شرح[^a]\n\n[^c]: - z");
    let body = &checked.value;
    assert_eq!(html(body), "<p>a⟨1.1⟩ b⟨2.1⟩ c⟨1.2⟩</p>\n");
    let footnotes: Vec<_> = body
        .footnotes
        .iter()
        .map(|note| (shown(body, &note.markup), note.references))
        .collect();
    let expected = [
        ("<p>شرح⟨2.2⟩⟨↑1⟩</p>\n", 2),
        ("<p>one ⟨3.1⟩</p>\n<p>two⟨↑2⟩</p>\n", 2),
        ("<ul>\n<li>z</li>\n</ul>\n⟨↑3⟩", 1),
    ];
    assert_eq!(
        footnotes,
        expected.map(|(html, references)| (html.to_owned(), references))
    );
    assert_eq!(checked.diagnostics, []);
}

#[test]
fn more_divides_the_blocks() {
    for (text, more, blocks) in [
        ("a\n\n<!-- more -->\n\nb", Some(1), 2),
        ("a\n<!--more-->\nb\n\n<!-- more -->", Some(1), 2),
        ("a\n\n> <!-- more -->\n\nb", None, 3),
        ("a <!-- more --> b", None, 1),
    ] {
        let body = parse(text).value;
        assert_eq!((body.more, body.blocks.len()), (more, blocks), "{text}");
    }
}

#[test]
fn kinds_and_spans() {
    use BlockKind::*;
    let text =
        "p\n\n# h\n\n- l\n\n> q\n\n> [!NOTE]\n> a\n\n    c\n\n|t|\n|-|\n\n![](f \"g\")\n\n:::x\ny\n:::\n\n***\n\n<div>";
    let kinds: Vec<_> = parse(text).value.blocks.into_iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            Paragraph,
            Heading(0),
            List,
            Quote,
            Alert,
            Code,
            Table,
            Figure,
            Container,
            Rule,
            Html
        ]
    );
    let spans: Vec<_> = parse("ab\r\n\r\n:::x\r\ny\r\n:::\r\n\r\nنص")
        .value
        .blocks
        .iter()
        .map(|block| block.span)
        .collect();
    assert_eq!(spans, [Span::new(0, 4), Span::new(6, 20), Span::new(22, 26)]);
}

#[test]
fn words_leave_code_out() {
    for (text, words) in [
        ("", 0),
        ("one *two*three `four`", 2),
        ("# one\n\n- two\n- three\n\n|four|five|\n|-|-|\n", 5),
        ("```\none\n```", 0),
        ("كلمة وكلمة[^1]\n\n[^1]: three", 3),
    ] {
        assert_eq!(parse(text).value.words, words, "{text}");
    }
}
