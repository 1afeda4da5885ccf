use super::*;
use crate::model::{ComponentCall, DEEPEST_CALL, Value};
use crate::text::Direction;

#[test]
fn containers() {
    check(&[
        (":::x\n*a*\n:::", "<div class=\"x\">\n<p><em>a</em></p>\n</div>"),
        (
            "::: x {.y #z lang=en}\na\n:::\nb",
            "<div class=\"x y\" id=\"z\" lang=\"en\" dir=\"ltr\">\n<p>a</p>\n</div>\n<p>b</p>",
        ),
        (
            ":::{dir=ltr}\na\n\nb\n:::",
            "<div dir=\"ltr\">\n<p>a</p>\n<p>b</p>\n</div>",
        ),
        (
            "a\n:::x\nb\n:::\nc",
            "<p>a</p>\n<div class=\"x\">\n<p>b</p>\n</div>\n<p>c</p>",
        ),
        (
            "::::x\n:::y\na\n:::\n::::",
            "<div class=\"x\">\n<div class=\"y\">\n<p>a</p>\n</div>\n</div>",
        ),
        (
            ":::x\n:::y\na\n:::\n:::",
            "<div class=\"x\">\n<div class=\"y\">\n<p>a</p>\n</div>\n</div>",
        ),
        (":::x\na\n:::::", "<div class=\"x\">\n<p>a</p>\n</div>"),
        (
            ":::note\na\n:::",
            "<div class=\"alert alert-note\" role=\"note\"><p class=\"alert-title\">⟨note⟩</p>\n<p>a</p>\n</div>",
        ),
        (
            "::: warning A <b> & c {.d}\na\n:::",
            "<div class=\"alert alert-warning d\" role=\"note\"><p class=\"alert-title\">A &lt;b&gt; &amp; c</p>\n<p>a</p>\n</div>",
        ),
        (
            ":::details[More]{open}\na\n:::",
            "<details open=\"\"><summary>More</summary>\n<p>a</p>\n</details>",
        ),
        (
            ":::details\na\n:::",
            "<details><summary>⟨details⟩</summary>\n<p>a</p>\n</details>",
        ),
        (":::x\n:::", "<div class=\"x\">\n</div>"),
        (":::x\r\na\r\n:::\r\n", "<div class=\"x\">\n<p>a</p>\n</div>"),
    ]);
}

#[test]
fn containers_beside_other_blocks() {
    check(&[
        (
            "- a\n:::x\n- b\n:::\n- c",
            "<ul>\n<li>a</li>\n</ul>\n<div class=\"x\">\n<ul>\n<li>b</li>\n</ul>\n</div>\n<ul>\n<li>c</li>\n</ul>",
        ),
        (
            "- a\n  :::x\n  b\n  :::\n- c",
            "<ul>\n<li>a\n<div class=\"x\">\n<p>b</p>\n</div>\n</li>\n<li>c</li>\n</ul>",
        ),
        (
            "- :::x\n  b\n  :::",
            "<ul>\n<li>\n<div class=\"x\">\n<p>b</p>\n</div>\n</li>\n</ul>",
        ),
        (
            "> :::x\n> b\n> :::\n> c",
            "<blockquote>\n<div class=\"x\">\n<p>b</p>\n</div>\n<p>c</p>\n</blockquote>",
        ),
        (
            "> a\n:::x\nb\n:::",
            "<blockquote>\n<p>a</p>\n</blockquote>\n<div class=\"x\">\n<p>b</p>\n</div>",
        ),
        (
            ":::x\n[a][b] [^c]\n:::\n\n[b]: d\n[^c]: e",
            "<div class=\"x\">\n<p><a href=\"d\">a</a> ⟨1.1⟩</p>\n</div>",
        ),
        (
            ":::x\n```\n:::\n```\n:::",
            "<div class=\"x\">\n<pre |>:::\n</pre>\n</div>",
        ),
    ]);
}

#[test]
fn code_is_never_touched() {
    check(&[
        (
            "```\n:::note{a}\n  :::\n:b[c]{d}\n{.e}\n:f\n```",
            "<pre |>:::note{a}\n  :::\n:b[c]{d}\n{.e}\n:f\n</pre>",
        ),
        ("    :::x\n    a\n    :::", "<pre |>:::x\na\n:::</pre>"),
        (
            "`[a]{.b}` `:c[d]`",
            "<p><code dir=\"ltr\">[a]{.b}</code> <code dir=\"ltr\">:c[d]</code></p>",
        ),
        (
            "``[a]{.b}\n[c]{.d}``",
            "<p><code dir=\"ltr\">[a]{.b} [c]{.d}</code></p>",
        ),
        ("<pre>\n:::x\n[a]{.b}\n</pre>", "<pre>\n:::x\n[a]{.b}\n</pre>"),
        ("a\n        :::x\nb", "<p>a\n:::x\nb</p>"),
        (
            "[a](b \"[c]{.d}\") <i title='[e]{.f}'>x</i>",
            "<p><a href=\"b\" title=\"[c]{.d}\">a</a> <i title='[e]{.f}'>x</i></p>",
        ),
        ("`[` a]{.b}", "<p><code dir=\"ltr\">[</code> a]{.b}</p>"),
        ("[a `]{.b}`", "<p>[a <code dir=\"ltr\">]{.b}</code></p>"),
    ]);
    // Marks before what looks like a block stay too, and are shown.
    let checked = parse("```\n\u{200f}# a\n\u{200f}- b\n```");
    assert_eq!(
        html(&checked.value).trim_end(),
        "<pre |>\u{200f}# a\n\u{200f}- b\n</pre>"
    );
    assert_eq!(problems(&checked), ["2:1+1 bidi-control", "3:1+1 bidi-control"]);
}

#[test]
fn spans() {
    check(&[
        ("[C++]{dir=ltr} x", "<p><span dir=\"ltr\">C++</span> x</p>"),
        (
            "[*a* [b](c)]{lang=en .d #e}",
            "<p><span class=\"d\" id=\"e\" lang=\"en\" dir=\"ltr\"><em>a</em> <a href=\"c\">b</a></span></p>",
        ),
        (
            "[a [b]{.c} d]{.e}",
            "<p><span class=\"e\">a <span class=\"c\">b</span> d</span></p>",
        ),
        ("[a\nb]{.c}", "<p><span class=\"c\">a\nb</span></p>"),
        ("*a [b* c]{.d}", "<p><em>a [b</em> c]{.d}</p>"),
        ("[a]{b} [a] {.c} \\[a]{.c}", "<p>[a]{b} [a] {.c} [a]{.c}</p>"),
        ("- [a\n- b]{.c}", "<ul>\n<li>[a</li>\n<li>b]{.c}</li>\n</ul>"),
        (":kbd[Ctrl]{.a size=2}", "<p><span class=\"kbd a\">Ctrl</span></p>"),
        ("و:اسم[نص].", "<p>و:اسم[نص].</p>"),
        ("(:اسم[نص])", "<p>(<span class=\"اسم\">نص</span>)</p>"),
        (
            "12:30 http://a[b] a::b[c] :d :e: x:f[g]",
            "<p>12:30 http://a[b] a::b[c] :d :e: x:f[g]</p>",
        ),
        ("a\n:smile: b", "<p>a\n:smile: b</p>"),
        (
            "| [a]{.b} |\n|-|\n",
            "<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"⟨table_region⟩\"><table>\n<thead>\n<tr>\n<th scope=\"col\"><span class=\"b\">a</span></th>\n</tr>\n</thead>\n</table></div>",
        ),
    ]);
}

#[test]
fn attribute_lines() {
    check(&[
        (
            "a\n{.b #c lang=en}",
            "<p class=\"b\" id=\"c\" lang=\"en\" dir=\"ltr\">a</p>",
        ),
        ("- a\n- b\n{dir=ltr}", "<ul dir=\"ltr\">\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("> a\n{.b}", "<blockquote class=\"b\">\n<p>a</p>\n</blockquote>"),
        (
            "> a\n> {.b}\n\nc",
            "<blockquote>\n<p class=\"b\">a</p>\n</blockquote>\n<p>c</p>",
        ),
        (
            "> [!NOTE]\n> a\n{.b}",
            "<div class=\"alert alert-note b\" role=\"note\"><p class=\"alert-title\">⟨note⟩</p>\n<p>a</p>\n</div>",
        ),
        ("3. a\n{reversed}", "<ol start=\"3\">\n<li>a\n{reversed}</li>\n</ol>"),
        (
            "![a](b \"c\")\n{.d}",
            "<figure class=\"d\"><img src=\"b\" alt=\"a\" /><figcaption>c</figcaption></figure>",
        ),
        ("a\n\n{.b}", "<p>a</p>\n<p>{.b}</p>"),
        (
            "a\n{b}\n{\"c\": 1}",
            "<p>a\n{b}\n{&quot;c&quot;: 1}</p>".replace("&quot;", "\"").leak(),
        ),
        ("{.b}", "<p>{.b}</p>"),
        (
            "|a|\n|-|\n{.b dir=ltr}",
            "<div class=\"table b\" dir=\"ltr\" role=\"group\" tabindex=\"0\" aria-label=\"⟨table_region⟩\"><table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n</tr>\n</thead>\n</table></div>",
        ),
    ]);
}

#[test]
fn components() {
    let text = "a :b[c]{d=e f} [g]{.h}\n\n:::i[J]{#k .l src=m.png n=٣ lang=ar}\n:::note\n:::\n:::\n:::o\n:::";
    let body = parse(text).value;
    let shown = |call: &ComponentCall| {
        let arguments = call.arguments.iter().map(|argument| {
            let position = argument.position;
            let place = format!("{}:{}+{}", position.line, position.column, position.length);
            format!(
                "{}={:?} {place}",
                argument.name,
                argument.value.as_deref().unwrap_or_default()
            )
        });
        let arguments: Vec<_> = arguments.collect();
        format!(
            "{} {} {} {} {}",
            call.position.line,
            call.name,
            call.inline,
            call.has_body,
            arguments.join(", ")
        )
    };
    assert_eq!(
        body.components.iter().map(shown).collect::<Vec<_>>(),
        [
            "1 b true true d=\"e\" 1:9+3, f=\"\" 1:13+1",
            "3 i false true title=\"J\" 3:1+36, src=\"m.png\" 3:15+9, n=\"٣\" 3:25+3",
            "7 o false false ",
        ]
    );
    let call = &body.components[1];
    assert_eq!(body.references[0].target, "m.png".into());
    assert_eq!(call.arguments[1].reference, Some(0));
    assert_eq!(call.arguments[2].number, Some(Value::Int(3)));
    assert_eq!(call.direction, Some(Direction::Rtl));
    assert_eq!(&*call.attributes.direction, " lang=\"ar\" dir=\"rtl\"");
}

#[test]
fn components_nest_to_a_depth() {
    let text = format!("{}{}", ":::a\n".repeat(40), ":::\n".repeat(40));
    let checked = parse(&text);
    assert_eq!(checked.value.components.len(), DEEPEST_CALL);
    assert_eq!(checked.diagnostics.len(), 40 - DEEPEST_CALL);
    let checked = parse(&format!("{}b{}", ":a[".repeat(40), "]".repeat(40)));
    assert_eq!(checked.value.components.len(), DEEPEST_CALL);
    assert_eq!(html(&checked.value).matches("</span>").count(), 40);
}

#[test]
fn templates_are_text() {
    for text in ["{{ a_b }} {%} {{ x | y }}", "{{ a }}"] {
        check(&[(text, &format!("<p>{text}</p>"))].map(|(text, html)| (text, html.as_str())));
    }
    let checked = parse("{{<youtube id>}} {{< /b >}}");
    assert_eq!(html(&checked.value), "<p>{{&lt;youtube id&gt;}} {{&lt; /b &gt;}}</p>\n");
}
