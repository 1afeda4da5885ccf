//! The renderer as the pipeline uses it.

#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::*;
use crate::base::{Digest, Digester};
use crate::model::{Lang, Route, Shape, Subject, Template, Value};
use crate::text::Direction;

static PAGE: Shape = Shape::Map(&[
    ("title", Shape::Markup),
    ("title_text", Shape::Text),
    ("url", Shape::Url),
    ("null", Shape::Word),
    ("int", Shape::Number),
    ("float", Shape::Number),
    ("bool", Shape::Flag),
    ("list", Shape::List(&Shape::Word)),
    ("extra", Shape::Free),
]);

pub(super) static TABLE: &[TableRow] = &[
    row("page", &PAGE),
    row("content", &Shape::Markup),
    row("items", &Shape::List(&PAGE)),
    row("strings", &Shape::Names(&Shape::Word)),
    row("toc", &Shape::Free),
];

/// A variable of a table.
pub(super) const fn row(name: &'static str, shape: &'static Shape) -> TableRow {
    TableRow {
        name,
        meaning: "",
        shape,
        kinds: &[],
    }
}

/// The templates of a theme that extends `diwan`.
pub(super) fn theme(templates: &[(&str, &str)]) -> Vec<Template> {
    let template = |&(name, text): &(&str, &str)| Template {
        name: name.to_owned(),
        path: format!("themes/t/templates/{name}").as_str().into(),
        kind: match name.rsplit_once('.') {
            Some((_, "xml")) => OutputKind::Xml,
            Some((_, "json")) => OutputKind::Json,
            _ => OutputKind::Html,
        },
        text: text.into(),
    };
    templates.iter().map(template).collect()
}

fn renderer(templates: &[(&str, &str)]) -> Renderer {
    let Checked { value, diagnostics } = Renderer::new(&theme(templates), Some("diwan"), &[], TABLE, None);
    assert_eq!(diagnostics, []);
    value.unwrap()
}

pub(super) fn job(template: &str) -> Job {
    let kind = match template.rsplit_once('.') {
        Some((_, "xml")) => OutputKind::Xml,
        Some((_, "json")) => OutputKind::Json,
        _ => OutputKind::Html,
    };
    Job {
        route: Route::new("/ar/x/"),
        kind,
        template: template.to_owned(),
        lang: Lang(0),
        direction: Direction::Rtl,
        subject: Subject::Front,
    }
}

pub(super) fn variable(name: &'static str, value: Value) -> Variable<'static> {
    Variable {
        name,
        digest: Digester::new("test").text(name).debug(&value).finish(),
        shared: false,
        value: Box::new(move || Ok(value.clone())),
    }
}

fn print(templates: &[(&str, &str)], variables: &[Variable<'_>]) -> String {
    let first = templates.first().unwrap().0;
    let bytes = renderer(templates).render(&job(first), variables).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Code, file, line and column of every problem met while loading.
fn problems(templates: &[(&str, &str)]) -> Vec<(&'static str, String, u32, u32)> {
    let Checked { value, diagnostics } = Renderer::new(&theme(templates), Some("diwan"), &[], TABLE, None);
    assert!(value.is_none());
    let brief = |diagnostic: Diagnostic| {
        let place = diagnostic.place.unwrap();
        let position = place.position.unwrap();
        (
            diagnostic.code.as_str(),
            place.path.name().to_owned(),
            position.line,
            position.column,
        )
    };
    diagnostics.into_iter().map(brief).collect()
}

#[test]
fn every_kind_of_output_escapes_in_its_own_way() {
    let text = || variable("content", Value::text("<\"&"));
    let markup = || variable("content", Value::markup("<b>"));
    for (template, plain, ready) in [
        ("a.html", "&lt;&quot;&amp;", "<b>"),
        ("a.xml", "&lt;&quot;&amp;", "&lt;b&gt;"),
        ("a.json", r#"\u003c\"\u0026"#, r"\u003cb\u003e"),
    ] {
        assert_eq!(
            print(&[(template, "<p>{{ content }}</p>")], &[text()]),
            format!("<p>{plain}</p>")
        );
        assert_eq!(print(&[(template, "{{ content }}")], &[markup()]), ready);
    }
    assert_eq!(
        print(&[("a.json", "{{ content | json }}")], &[text()]),
        r#""\u003c\"\u0026""#
    );
}

#[test]
fn values_of_every_type_are_printed() {
    let page = Value::map([
        ("null", Value::Null),
        ("int", Value::Int(-3)),
        ("float", Value::Float(1.5)),
        ("bool", Value::Bool(true)),
        ("list", Value::list([Value::text("a"), Value::text("b")])),
    ]);
    let text = "[{{ page.null }}|{{ page.int }}|{{ page.float }}|{{ page.bool }}|{{ page.list | join(sep='-') }}]";
    assert_eq!(
        print(&[("a.html", text)], &[variable("page", page)]),
        "[|-3|1.5|true|a-b]"
    );
}

#[test]
fn maps_are_walked_in_the_order_of_their_keys() {
    let keys: Vec<String> = (0..64).map(|number| format!("k{number:02}")).collect();
    let page = Value::map(keys.iter().map(|key| (key.clone(), Value::Null)));
    let text = "{% for key, value in page %}{{ key }} {% endfor %}";
    let printed = print(&[("a.html", text)], &[variable("page", page)]);
    assert_eq!(printed.split_whitespace().collect::<Vec<_>>(), keys);
}

#[test]
fn a_site_overrides_one_block_of_the_parent() {
    let templates = [
        (
            "page.html",
            "{% extends 'base.html' %}{% block main %}page{% endblock %}",
        ),
        (
            "base.html",
            "{% extends 'diwan/base.html' %}{% block head %}mine {{ super() }}{% endblock %}",
        ),
        (
            "diwan/base.html",
            "[{% block head %}theirs{% endblock %}|{% block main %}{% endblock %}|{% include 'part.html' %}]",
        ),
        ("diwan/part.html", "part"),
        (
            "diwan/home.html",
            "{% extends 'base.html' %}{% block main %}home{% endblock %}",
        ),
    ];
    assert_eq!(print(&templates, &[]), "[mine theirs|page|part]");
    let renderer = renderer(&templates);
    assert!(renderer.has("home.html") && renderer.has("diwan/home.html") && !renderer.has("other.html"));
    assert_eq!(
        renderer.render(&job("home.html"), &[]).unwrap(),
        b"[mine theirs|home|part]"
    );
}

#[test]
fn names_are_those_that_a_template_can_reach() {
    let renderer = renderer(&[
        (
            "diwan/base.html",
            "{{ page.content }}{% block b %}{% endblock %}{# {{ items }} #}",
        ),
        (
            "diwan/a.html",
            "{% extends 'base.html' %}{% block b %}{% include 'part.html' %}{% endblock %}",
        ),
        (
            "part.html",
            "{% raw %}{{ items }}{% endraw %}{{ <Ui.List list={[...toc]} /> }}",
        ),
        (
            "components.html",
            "{% component Ui.List(list, @strings) %}{{ strings }}{% endcomponent Ui.List %}",
        ),
        (
            "alone.html",
            "{% if 1 < 2 %}{{ 'content' }}{{ other?.items is defined }}{% endif %}",
        ),
    ]);
    assert_eq!(renderer.names("a.html"), ["page", "strings", "toc"]);
    assert_eq!(renderer.names("diwan/a.html"), ["page", "strings", "toc"]);
    assert_eq!(renderer.names("base.html"), ["page"]);
    assert!(renderer.names("alone.html").is_empty());
    assert!(renderer.names("unknown.html").is_empty());
}

#[test]
fn problems_of_templates_have_places() {
    assert_eq!(
        problems(&[
            ("a.html", "سلام\n{{ 1 + }}"),
            ("b.html", "x"),
            ("c.xml", "{% nonsense %}")
        ]),
        [
            ("template-syntax", "a.html".to_owned(), 2, 8),
            ("template-syntax", "c.xml".to_owned(), 1, 4)
        ],
    );
    assert_eq!(
        problems(&[
            ("a.html", "\n{{ page | sulg }}{{ now() }}"),
            ("b.html", "{{ <Nope /> }}")
        ]),
        [
            ("template-syntax", "a.html".to_owned(), 2, 11),
            ("template-syntax", "a.html".to_owned(), 2, 21),
            ("template-syntax", "b.html".to_owned(), 1, 4),
        ],
    );
    assert_eq!(
        problems(&[
            ("a.html", "{% extends 'bsae.html' %}"),
            ("base.html", "{% include 'x.html' %}")
        ]),
        [
            ("template-syntax", "a.html".to_owned(), 1, 12),
            ("template-syntax", "base.html".to_owned(), 1, 12)
        ],
    );
}

#[test]
fn some_things_are_refused() {
    for (text, column) in [
        ("{% set page = 1 %}", 8),
        ("{%- set_global items = [] %}", 16),
        ("{% set toc %}x{% endset %}", 8),
        ("{{ __tera_context }}", 4),
        ("{% include 'a.html' %}", 12),
    ] {
        let expected = ("template-refused", "a.html".to_owned(), 1, column);
        assert_eq!(problems(&[("a.html", text)]), [expected], "{text}");
    }
    // No template includes itself, and yet rendering would never end.
    let circle = [
        ("a.html", "{% include 'b.html' %}"),
        ("b.html", "{% extends 'c.html' %}"),
        ("c.html", "{% include 'a.html' %}"),
    ];
    assert_eq!(problems(&circle), [("template-refused", "c.html".to_owned(), 1, 12)]);
}

#[test]
fn chains_are_measured() {
    let chain = |length: usize| {
        let link = |number: usize| match length - number {
            1 => (format!("{number:05}.html"), "end".to_owned()),
            _ => (
                format!("{number:05}.html"),
                format!("{{% include '{:05}.html' %}}", number + 1),
            ),
        };
        (0..length).map(link).collect::<Vec<_>>()
    };
    for (length, fits) in [(64, true), (65, false), (5_000, false)] {
        for backwards in [false, true] {
            let mut owned = chain(length);
            if backwards {
                owned.reverse();
            }
            let templates: Vec<_> = owned
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str()))
                .collect();
            if fits {
                assert_eq!(renderer(&templates).render(&job("00000.html"), &[]).unwrap(), b"end");
            } else {
                assert_eq!(problems(&templates).len(), 1, "{length} {backwards}");
            }
        }
    }
}

#[test]
fn a_failing_page_says_where_and_which() {
    let renderer = renderer(&[
        ("a.html", "{% include 'diwan/part.html' %}"),
        ("diwan/part.html", "سلام\n  {{ page.titel }}"),
    ]);
    let page = variable("page", Value::map([("title", Value::text("x"))]));
    let diagnostic = renderer.render(&job("a.html"), &[page]).unwrap_err();
    assert_eq!(diagnostic.code, Code::TemplateRender);
    assert_eq!(diagnostic.page.as_deref(), Some("/ar/x/"));
    let place = diagnostic.place.unwrap();
    assert_eq!(place.path.as_str(), "themes/t/templates/diwan/part.html");
    assert_eq!(
        place.position.map(|position| (position.line, position.column)),
        Some((2, 11))
    );

    let unknown = renderer.render(&job("b.html"), &[]).unwrap_err();
    assert_eq!(
        (unknown.code, unknown.page.as_deref()),
        (Code::TemplateRender, Some("/ar/x/"))
    );
}

#[test]
fn components_may_call_themselves_but_not_forever() {
    let tree = "{% component Tree(list) %}({% for i in list %}{{ <Tree list={i} /> }}{% endfor %}){% endcomponent Tree %}{{ <Tree list={toc} /> }}";
    let leaf = || Value::list([]);
    let toc = variable("toc", Value::list([leaf(), Value::list([leaf()])]));
    assert_eq!(print(&[("a.html", tree)], &[toc]), "(()(()))");
    let endless = "{% component C() %}{{ <C /> }}{% endcomponent C %}{{ <C /> }}";
    let diagnostic = renderer(&[("a.html", endless)])
        .render(&job("a.html"), &[])
        .unwrap_err();
    assert_eq!(diagnostic.code, Code::TemplateRender);
}

#[test]
fn a_page_has_limits() {
    let text = "{% for i in range(end=1000) %}{% for j in range(end=1000) %}0123456789abcdef{% endfor %}{% endfor %}";
    let renderer = renderer(&[("a.html", text)]);
    let patient = Limits {
        time: Duration::from_secs(600),
        ..Limits::default()
    };
    let large = renderer.render_within(&job("a.html"), &[], patient);
    assert!(large.is_ok(), "16 MB are less than 16 MiB");
    for (bytes, time, code) in [
        (1 << 20, Duration::from_secs(30), Code::PageTooLarge),
        (usize::MAX, Duration::ZERO, Code::TemplateRender),
    ] {
        let diagnostic = renderer
            .render_within(&job("a.html"), &[], Limits { bytes, time })
            .unwrap_err();
        assert_eq!((diagnostic.code, diagnostic.page.as_deref()), (code, Some("/ar/x/")));
        assert!(diagnostic.message.contains("1048576") || diagnostic.message.contains("still running"));
        if code == Code::PageTooLarge {
            assert!(diagnostic.help.is_some_and(|help| help.contains("divide the article")));
        }
    }
}

#[test]
fn shared_values_are_made_once() {
    let made = AtomicUsize::new(0);
    let renderer = renderer(&[("a.html", "{{ items }}"), ("b.html", "{{ items }}!")]);
    let items = |shared| Variable {
        name: "items",
        digest: Digest::of(b"items"),
        shared,
        value: Box::new(|| {
            made.fetch_add(1, Ordering::Relaxed);
            Ok(Value::text("x"))
        }),
    };
    assert_eq!(renderer.render(&job("a.html"), &[items(true)]).unwrap(), b"x");
    assert_eq!(renderer.render(&job("b.html"), &[items(true)]).unwrap(), b"x!");
    assert_eq!(made.load(Ordering::Relaxed), 1);
    for _ in 0..3 {
        renderer.turn();
    }
    renderer.render(&job("a.html"), &[items(true)]).unwrap();
    assert_eq!(made.load(Ordering::Relaxed), 2);
    renderer.render(&job("a.html"), &[items(false)]).unwrap();
    assert_eq!(made.load(Ordering::Relaxed), 3);
}
