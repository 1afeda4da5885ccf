//! What must hold for any text, tried on thousands of random ones.

use fastrand::Rng;

use super::{check, read, template};
use crate::render::contexts::tests::TABLE;

fn text(random: &mut Rng) -> String {
    const POOL: &[&str] = &[
        "{{ ",
        "{{- ",
        " }}",
        " -}}",
        "{% ",
        "{%- ",
        " %}",
        "{# ",
        " #}",
        "{{ page.title }}",
        "{{ settings.x }}",
        "{{ <A a={page} b /> }}",
        "{% if x %}",
        "{% elif y %}",
        "{% else %}",
        "{% endif %}",
        "{% for a in items %}",
        "{% for k, v in page %}",
        "{% endfor %}",
        "{% break %}",
        "{% continue %}",
        "{% block b %}",
        "{% endblock %}",
        "{% component A(a, @b = 1, ...c) %}",
        "{% endcomponent %}",
        "{% set a = ",
        "{% set a %}",
        "{% endset %}",
        "{% filter upper %}",
        "{% endfilter %}",
        "{% include 'x' %}",
        "{% <A> %}",
        "{% </A> %}",
        "{% raw %}",
        "{% endraw %}",
        "{{ super() }}",
        "<",
        ">",
        "</",
        "<p ",
        "class=",
        "=",
        "\"",
        "'",
        "<!--",
        "-->",
        "--",
        "<title>",
        "</title>",
        "<script>",
        "</script>",
        "<style>",
        "<!",
        "/",
        " ",
        "\n",
        "a",
        "lang=ar",
        "dir='rtl'",
        "سلام",
        "é",
        "👩",
        "page",
        "items",
        ".",
        "?.",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        "|",
        "~",
        "...",
        ",",
        ":",
        "if",
        "else",
        "for",
        "in",
        "not",
        "and",
        "is",
        "safe",
        "join(sep=",
        "super",
        "loop",
        "1",
        "0.5",
        "'x'",
        "\"\\\"\"",
        "`",
        "@",
        "-",
        "+",
        "*",
        "%",
    ];
    let length = random.usize(..40);
    (0..length).map(|_| POOL[random.usize(..POOL.len())]).collect()
}

#[test]
fn any_text_is_read() {
    let mut random = Rng::with_seed(0x5eed_cafe_f00d_0002);
    let mut refused = 0;
    for _ in 0..20_000 {
        let texts = [text(&mut random), text(&mut random), text(&mut random)];
        let parents = match random.usize(..3) {
            0 => [None, None, None],
            1 => [Some(1), Some(2), None],
            _ => [None, Some(0), Some(0)],
        };
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let checked = read(&texts, &parents);
        for (text, checked) in texts.iter().zip(&checked) {
            let within = |start: u32, end: u32| text.get(start as usize..end as usize).is_some();
            for finding in &checked.findings {
                assert!(within(finding.span.start, finding.span.end), "{finding:?}\n{text}");
            }
            let mut last = 0;
            for span in &checked.isolated {
                assert!(last <= span.start && within(span.start, span.end), "{span:?}\n{text}");
                last = span.end;
            }
            refused += checked.findings.len();
        }
        assert_eq!(read(&texts, &parents).len(), 3);
    }
    assert!(refused > 20_000, "the texts are too tame: {refused}");
}

#[test]
fn time_grows_with_the_text() {
    // Squared, any of these would take minutes.
    for part in [
        "{% if a %}<p class='x'{% else %}<p id=\"x\"{% endif %}>{{ page.title }}</p>",
        "<p title='{{ page.title }}'>",
        "{% set a = page.title %}{% for b in items %}{{ <A a={b.title} /> }}{% endfor %}",
        "<p {% if a %}lang=x{% endif %} {% if b %}dir=x{% endif %}>",
        "{% component A(a) %}{{ a }}{% endcomponent %}",
        "{% include 'x' %}{% set c = [c, page.title, ...items] %}",
        "{% if a %}",
        "{{ [[[[(((({{{{",
        "<!--",
        "<script><!-- <script>",
        "<a",
    ] {
        let text = part.repeat(20_000);
        let template = template("a.html", &text);
        check(&[&template], &[None], &[], TABLE);
    }
}
