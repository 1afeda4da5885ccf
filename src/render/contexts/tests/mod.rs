//! Templates as a whole, one after another, and what holds for any text.

#![allow(clippy::unwrap_used)]

mod html;
mod random;

use std::sync::Arc;

use super::*;
use crate::model::{OutputKind, Shape};
use crate::render::tests::row;

static CARD: Shape = Shape::Map(&[
    ("title", Shape::Markup),
    ("title_text", Shape::Text),
    ("url", Shape::Url),
    ("lang", Shape::Word),
    ("level", Shape::Number),
    ("date", Shape::Map(&[("iso", Shape::Word)])),
    ("children", Shape::List(&CARD)),
    ("extra", Shape::Free),
]);

static TABLE: &[TableRow] = &[
    row("page", &CARD),
    row("items", &Shape::List(&CARD)),
    row("strings", &Shape::Names(&Shape::Word)),
    row("assets", &Shape::Names(&Shape::Url)),
    row("content", &Shape::Markup),
    row("settings", &Shape::Free),
];

fn template(name: &str, text: &str) -> Template {
    Template {
        name: name.to_owned(),
        path: name.into(),
        kind: OutputKind::Html,
        text: Arc::from(text),
    }
}

fn read(texts: &[&str], parents: &[Option<usize>]) -> Vec<Checked> {
    let templates: Vec<Template> = texts.iter().map(|text| template("a.html", text)).collect();
    check(&templates.iter().collect::<Vec<_>>(), parents, &[], TABLE)
}

/// What is refused in one template, as written there.
fn refused(text: &str) -> Vec<&str> {
    let checked = read(&[text], &[None]).remove(0);
    let written = |finding: &Finding| &text[finding.span.start as usize..finding.span.end as usize];
    checked.findings.iter().map(written).collect()
}

/// What is isolated in one template, as written there.
fn isolated(text: &str) -> Vec<&str> {
    let checked = read(&[text], &[None]).remove(0);
    let written = |span: &Span| &text[span.start as usize..span.end as usize];
    checked.isolated.iter().map(written).collect()
}

#[test]
fn what_an_attribute_takes() {
    for right in [
        "page.title_text",
        "page.url",
        "page.lang",
        "page.level",
        "page.date.iso",
        "page.date?.iso",
        "page['title_text']",
        "strings.anything",
        "strings['anything']",
        "assets[\"a.css\"]",
        "settings.anything",
        "page.extra.title",
        "page.extra.list[0].name",
        "items[0].title_text",
        "items[1:3][0].url",
        "page.title_text | upper | trim",
        "page.title_text ~ ' – ' ~ page.lang",
        "page.title | plain",
        "content | plain | truncate(length=20)",
        "page.title_text if page.level > 1 else page.url",
        "page.title == page.lang",
        "not page.title",
        "page.title is defined",
        "page.title in items",
        "page.title not in items",
        "page.title is not starting_with(pat='x')",
        "items | length",
        "items | length + 1",
        "-page.level",
        "1 / 2 ** 3 // 4 % 5",
        "1.5",
        "'literal'",
        "true",
        "none",
        "nobody.binds.this",
        "page.no_such_field",
        "settings.a and settings.b",
        "settings | get(key='x', default='y')",
        "items | join(sep=', ') | plain",
        "strings | values | join(sep=' ')",
        "[one.title_text for one in items] | join(sep=', ')",
        "[one.title_text for one in items if one.title] | join(sep=', ')",
        "['a', page.title_text] | last",
        "{'a': page.title_text}['a']",
        "page.title | json | plain",
        "page.title_text | default(value='')",
    ] {
        assert_eq!(
            refused(&format!("<p title=\"{{{{ {right} }}}}\">")),
            [] as [&str; 0],
            "{right}"
        );
    }
    for wrong in [
        "page.title",
        "page?.title",
        "page['title']",
        "content",
        "items[0].title",
        "items[page.level].title",
        "(page.title)",
        "page.title | default(value='')",
        "page.title_text | default(value=page.title)",
        "page.title if page.level else page.url",
        "page.url if page.level else page.title",
        "page.url or page.title",
        "page.title and page.url",
        "page.title | trim",
        "page.title | safe",
        "settings.html | safe",
        "page.extra | json",
        "items",
        "page.date",
        "items | first",
        "['a', page.title] | last",
        "[...['a'], page.title] | last",
        "{'a': page.title}['a']",
        "{'a': 'b', ...{'c': page.title}} | get(key='c')",
        "items | join(sep=page.title)",
        "[one.title for one in items] | join(sep=', ')",
        "[value for key, value in page] | first",
        "items | group_by(attribute='lang') | pairs",
        "<Box />",
        "page.children[0].children[0].title",
    ] {
        let text = format!("<p title=\"{{{{ {wrong} }}}}\">");
        assert!(!refused(&text).is_empty(), "{wrong}");
    }
}

#[test]
fn html_is_no_row_of_characters() {
    for (text, expected) in [
        ("{{ page.title | upper }}", "page.title | upper"),
        ("{{ 'a' ~ page.title }}", "page.title"),
        ("{{ page.title ~ 'a' }}", "page.title ~ 'a'"),
        (
            "{% set x = content | truncate(length=9) %}",
            "content | truncate(length=9)",
        ),
        ("{{ page.title_text | safe }}", "page.title_text | safe"),
        (
            "{{ [page.title] | first | replace(from='a', to='b') }}",
            "[page.title] | first | replace(from='a', to='b')",
        ),
    ] {
        assert_eq!(refused(text), [expected], "{text}");
    }
}

#[test]
fn what_an_address_takes() {
    for right in [
        "page.url",
        "page.lang",
        "page.level",
        "assets.x",
        "settings.x",
        "page.title_text | urlencode",
        "'#' ~ page.lang",
    ] {
        for attribute in ["href", "src", "action", "xlink:href", "poster", "srcset"] {
            let text = format!("<p {attribute}='{{{{ {right} }}}}'>");
            assert_eq!(refused(&text), [] as [&str; 0], "{text}");
        }
    }
    for wrong in [
        "page.title_text",
        "page.title",
        "page.url ~ page.title_text",
        "page.title | plain",
    ] {
        assert_eq!(refused(&format!("<a href=\"{{{{ {wrong} }}}}\">")), [wrong], "{wrong}");
    }
}

#[test]
fn where_nothing_is_taken() {
    for text in [
        "<p {{ 'a' }}>",
        "<p {{ 'a' }}='b'>",
        "<p a={{ 'a' }}>",
        "<p a=b{{ 'a' }}>",
        "<{{ 'a' }}>",
        "</{{ 'a' }}>",
        "<h{{ 'a' }}>",
        "<!-- {{ 'a' }} -->",
        "<!DOCTYPE {{ 'a' }}>",
        "<p onclick='{{ 'a' }}'>",
        "<p ONCLICK=\"{{ 'a' }}\">",
        "<p style='{{ 'a' }}'>",
        "<p srcdoc='{{ 'a' }}'>",
        "<script>{{ 'a' }}</script>",
        "<style>{{ 'a' }}</style>",
        "<iframe>{{ 'a' }}</iframe>",
    ] {
        assert_eq!(refused(text), ["'a'"], "{text}");
    }
    for text in [
        "<p style='order: {{ page.level }}'>",
        "<style>p { order: {{ page.level + 1 }} }</style>",
        "<script>let a = {{ page.title | json }};</script>",
        "<!-- {# {{ 'a' }} #} -->",
        "<!-- {% raw %}{{ 'a' }}{% endraw %} -->",
        "{# <p {{ 'a' }}> #}",
        "<p data-on='{{ 'a' }}' o='{{ 'a' }}'><title>{{ page.extra | json }}</title>",
    ] {
        let refused = refused(text);
        assert_eq!(refused, [] as [&str; 0], "{text}");
    }
}

#[test]
fn branches_join() {
    for right in [
        "{% if page.lang %}<b>{% else %}<i>{% endif %}{{ page.title }}",
        "<p{% if page.lang %} class='a'{% elif page.url %} class=\"b\"{% else %} hidden{% endif %}>{{ page.title }}",
        "<p class=\"{% if page.lang %}a{% endif %} {{ page.lang }}\">",
        "<p class=\"{% for one in items %}{{ one.lang }} {% endfor %}\">",
        "{% for one in items %}{% if one.lang %}{% continue %}{% endif %}<p title='{{ one.lang }}'>{% else %}<p>{% endfor %}",
        "{% for one in items %}<p>{% if one.lang %}{% break %}{% endif %}</p>{% endfor %}{{ page.title }}",
        "<img {% if page.url %}src{% else %}data-src{% endif %}=\"{{ page.url }}\">",
        "{% filter trim %}<p title=\"{{ page.lang }}\">{% endfilter %}{{ page.title }}",
    ] {
        assert_eq!(refused(right), [] as [&str; 0], "{right}");
    }
    for (wrong, expected) in [
        ("<p {% if page.lang %}title=\"{% endif %}\">", "if page.lang"),
        ("{% if page.lang %}<!--{% else %}{% endif %}-->", "if page.lang"),
        ("{% for one in items %}<p title='{% endfor %}'>", "for one in items"),
        (
            "{% for one in items %}{% if one.lang %}<p {% break %}{% endif %}{% endfor %}",
            "for one in items",
        ),
        ("{% block a %}<p {% endblock %}", "a"),
        (
            "<img {% if page.url %}src{% else %}alt{% endif %}=\"{{ page.title_text }}\">",
            "page.title_text",
        ),
        ("{% set x %}<p {% endset %}", "x"),
        ("{% component A() %}<p {% endcomponent %}", "component A()"),
    ] {
        assert_eq!(refused(wrong), [expected], "{wrong}");
    }
}

#[test]
fn names_are_followed() {
    for (text, expected) in [
        ("{% set a = page.title %}<p title='{{ a }}'>", &["a"][..]),
        (
            "{% set a = page.title %}{% set a = page.lang %}<p title='{{ a }}'>",
            &[],
        ),
        (
            "{% set a = page.lang %}{% if a %}{% set a = page.title %}{% endif %}<p title='{{ a }}'>",
            &["a"],
        ),
        ("{% for a in items %}{% endfor %}<p title='{{ a.title_text }}'>", &[]),
        (
            "{% for a in items %}{% for b in a.children %}<p title='{{ b.title }}'>{% endfor %}{% endfor %}",
            &["b.title"],
        ),
        (
            "{% for key, a in items | group_by(attribute='lang') %}{% for b in a %}<p title='{{ key }}{{ b.title }}'>{% endfor %}{% endfor %}",
            &["b.title"],
        ),
        (
            "{% for page in settings.pages %}<p title='{{ page.title }}'>{% endfor %}<p title='{{ page.title }}'>",
            &["page.title"],
        ),
        ("{% set_global a = page.title %}<p title='{{ a }}'>", &["a"]),
        (
            "{% component A(a) %}<p title='{{ a }}'>{% endcomponent %}{{ <A a={page.title} /> }}",
            &["a"],
        ),
        (
            "{% component A(a) %}<p title='{{ a }}'>{% endcomponent %}{{ <A a='x' /> }}",
            &[],
        ),
        ("{% component A(a) %}<p title='{{ a }}'>{% endcomponent %}", &[]),
        (
            "{% component A(a) %}<p title='{{ a.title }}'>{{ <A a={a.children[0]} /> }}{% endcomponent %}{{ <A a={page} /> }}",
            &["a.title"],
        ),
        (
            "{% component A(a: string = 'x', b = 1) %}<p title='{{ a }}{{ b }}' style='order:{{ b }}'>{% endcomponent %}{{ <A /> }}",
            &[],
        ),
        (
            "{% component A(@content) %}<p title='{{ content }}'>{% endcomponent %}{{ <A /> }}",
            &["content"],
        ),
        (
            "{% component A() %}<p title='{{ body }}'>{% endcomponent %}{% <A> %}x{% </A> %}",
            &["body"],
        ),
        (
            "{% component A(...a) %}<p title='{{ a.b }}'>{% endcomponent %}{{ <A b='x' /> }}",
            &["a.b"],
        ),
        (
            "{% component A(a) %}<p title='{{ a }}'>{% endcomponent %}{{ <A {...{'a': page.title}} /> }}",
            &["a"],
        ),
        (
            "{% component A(a) %}{% endcomponent %}{% set a = page.title %}{% set b = <A a='x' /> %}<p title='{{ b }}'>",
            &["b"],
        ),
        ("<p title='{% <A> %}x{% </A> %}'>", &["<A>"]),
        ("<p title='{{ <A /> }}'>", &["<A />"]),
        ("<title>{% include 'x.html' %}</title>", &["include 'x.html'"]),
    ] {
        assert_eq!(refused(text), expected, "{text}");
    }
}

#[test]
fn blocks_stand_where_they_stood() {
    let base = "<title>{% block a %}{% endblock %}</title><p class='{% block b %}{% endblock %}'>{% block c %}{% block d %}{% endblock %}{% endblock %}";
    let middle = "{% block c %}<b title=\"{% block e %}{% endblock %}\">{% endblock %}";
    let last = "{% block a %}{{ page.title }}{% endblock %}{% block b %}{{ page.title }}{% endblock %}{% block c %}{{ page.title }}{% endblock %}{% block d %}{{ page.title }}{% endblock %}{% block e %}{{ page.title }}{% endblock %}";
    // Given in any order.
    let checked = read(&[last, base, middle], &[Some(2), None, Some(1)]);
    let columns: Vec<u32> = checked[0].findings.iter().map(|finding| finding.span.start).collect();
    let at = |block: &str| u32::try_from(last.find(&format!("block {block} ")).unwrap()).unwrap() + 13;
    assert_eq!(columns, [at("a"), at("b"), at("e")]);
    assert!(checked[1].findings.is_empty() && checked[2].findings.is_empty());
}

#[test]
fn what_is_isolated() {
    let text = "{{ page.title }}{{ page.title_text }}{{ page.lang }}{{ page.level }}{{ strings.x }}{{ settings.x }}{{ page.url }}\
                {{ page.extra.x | upper }}{{ content }}{{ settings.x | safe }}{{ settings.x | json }}{{ page.nothing }}\
                <p title='{{ settings.x }}'>{% for one in settings.list %}{{ one }}{% endfor %}{{ 'a' }}";
    let expected = [
        "page.title_text",
        "settings.x",
        "page.url",
        "page.extra.x | upper",
        "one",
    ];
    assert_eq!(isolated(text), expected);
}

#[test]
fn the_text_of_html() {
    for (html, expected) in [
        ("a <b>c</b> &amp; d", "a c & d"),
        ("<bdi lang=\"ar\" dir=\"rtl\">س</bdi>!", "\u{2068}س\u{2069}!"),
        ("1 < 2 & 3 &lt; 4", "1 < 2 & 3 < 4"),
        ("a<br>b<!-- c -->d", "a bd"),
        (
            "<span lang=\"ar\" dir=\"rtl\">س <i>ش</i></span>!",
            "\u{2068}س ش\u{2069}!",
        ),
        ("</b><bdi>a", "\u{2068}a\u{2069}"),
        ("<p>a</p><p>b</p>", " a  b "),
        (
            "&#39;&#x27;&nbsp;&quot;&unknown;&#xFFFFFFFF;&",
            "''\u{A0}\"&unknown;&#xFFFFFFFF;&",
        ),
        ("<p title=\"a>b\">c", " c"),
        ("<b dir=rtl>a<script>x</script>y</b>", "\u{2068}a y\u{2069}"),
        ("", ""),
    ] {
        assert_eq!(text_of_html(html), expected, "{html}");
    }
}
