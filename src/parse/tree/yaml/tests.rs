//! What YAML gives, and what it is refused for.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use super::*;
use crate::base::{Diagnostic, SourcePath};
use crate::model::Value;
use crate::parse::tests::assert_first;

fn read(text: &str) -> (Option<Vec<Entry>>, Vec<Diagnostic>) {
    let path = SourcePath::new("a.md");
    let mut reporter = Reporter::new(&path, text);
    let tree = read_yaml(text, 0, &mut reporter);
    (tree, reporter.finish())
}

#[test]
fn scalars_keep_their_source() {
    for (written, source, value) in [
        ("007", "007", Value::text("007")),
        ("1.10", "1.10", Value::Float(1.1)),
        ("0x1F", "0x1F", Value::Int(31)),
        ("True", "True", Value::Bool(true)),
        ("yes", "yes", Value::text("yes")),
        ("2026-01-01", "2026-01-01", Value::text("2026-01-01")),
        ("\"5\"", "5", Value::text("5")),
        ("!!str 5", "5", Value::text("5")),
        (
            "99999999999999999999",
            "99999999999999999999",
            Value::text("99999999999999999999"),
        ),
        ("'# !!x'", "# !!x", Value::text("# !!x")),
        ("|\n  !!x\n", "!!x\n", Value::text("!!x\n")),
    ] {
        for text in [
            format!("a: {written}"),
            format!("a:\n  - {}", written.replace("\n  ", "\n    ")),
        ] {
            let (tree, problems) = read(&text);
            let tree = tree.unwrap_or_else(|| panic!("{text:?}: {problems:?}"));
            let node = match &tree[0].node.data {
                Data::List(items) => &items[0],
                _ => &tree[0].node,
            };
            assert_eq!(
                (node.as_text(), node.to_value()),
                (Some(source), value.clone()),
                "{text:?}"
            );
        }
    }
    for (written, value) in [("", Value::Null), ("~", Value::Null), ("\"\"", Value::text(""))] {
        assert_eq!(read(&format!("a: {written}")).0.unwrap()[0].node.to_value(), value);
    }
    for nothing in ["", "\n", "# a comment\n", "~"] {
        assert_eq!(read(nothing), (Some(Vec::new()), Vec::new()), "{nothing:?}");
    }
}

#[test]
fn places_of_keys_and_values() {
    let text = "عنوان: سلام\r\n\"quoted key\": 12\nlist:\n  - one\n  - {deep: true}\nlast: \"\\u0041\"";
    let (tree, _) = read(text);
    let tree = tree.unwrap();
    let of = |span: Span| &text[span.start as usize..span.end as usize];
    let keys: Vec<_> = tree.iter().map(|entry| of(entry.key_span)).collect();
    assert_eq!(keys, ["عنوان", "quoted key", "list", "last"]);
    assert_eq!(of(tree[0].node.span), "سلام");
    assert_eq!(of(tree[1].node.span), "12");
    let Data::List(items) = &tree[2].node.data else {
        panic!()
    };
    assert_eq!(of(items[0].span), "one");
    assert_eq!(of(items[1].as_map().unwrap()[0].node.span), "true");
    assert_eq!(
        of(tree[3].node.span),
        "last",
        "an escaped text is not borrowed: its key stands for it"
    );
}

#[test]
fn what_is_refused() {
    use Code::{DuplicateKey, FrontMatterSyntax};
    for (text, code, line, column, part) in [
        (
            "a: 1\ntitle: Rust: the guide\n",
            FrontMatterSyntax,
            2,
            12,
            "title: \"Rust: the guide\"",
        ),
        ("عنوان: أ: \"ب\"\n", FrontMatterSyntax, 1, 9, "عنوان: \"أ: \\\"ب\\\"\""),
        ("a: b\n  c: d\n", FrontMatterSyntax, 2, 4, "in one column"),
        ("a:\n\tb: 1\n", FrontMatterSyntax, 2, 1, "with spaces"),
        ("a: @x\n", FrontMatterSyntax, 1, 4, "a: \"@x\""),
        ("a: 1\nb: \"x\nc: 1\n", FrontMatterSyntax, 2, 4, "close it"),
        ("a: 1\nb: [x, y\nc: 1\n", FrontMatterSyntax, 2, 4, "[one, two]"),
        ("a: b\nc\n", FrontMatterSyntax, 2, 1, "key: value"),
        ("a: *b*\n", FrontMatterSyntax, 1, 6, "a: \"*b*\""),
        ("a: *b\n", FrontMatterSyntax, 1, 4, "a: \"*b\""),
        ("a: 'it's'\n", FrontMatterSyntax, 1, 8, "quotes"),
        ("a: س\u{1}\n", FrontMatterSyntax, 1, 5, "remove"),
        ("a: !!python/name:x y\n", FrontMatterSyntax, 1, 4, "tag"),
        ("a: 1\nb: !include y\n", FrontMatterSyntax, 2, 4, "tag"),
        ("a: !<tag:yaml.org,2002:python> y\n", FrontMatterSyntax, 1, 4, "tag"),
        ("a: {{ x }}\n", FrontMatterSyntax, 1, 5, "in quotes"),
        ("a: &b\n  - *b\n", FrontMatterSyntax, 1, 4, "_data"),
        ("- a\n- b\n", FrontMatterSyntax, 1, 1, "title"),
        ("just text\n", FrontMatterSyntax, 1, 1, "title"),
        ("a: 1\nb: 2\na: 3\n", DuplicateKey, 3, 1, "keep one"),
        ("x:\n  a: 1\n  a: 2\n", DuplicateKey, 3, 3, "keep one"),
    ] {
        let (tree, problems) = read(text);
        assert_eq!(tree, None, "{text:?}");
        assert_first(&problems, text, code, [line, column], part);
    }
}

#[test]
fn bombs_are_defused_quickly() {
    let laughs = (1..9).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
        let aliases = format!("*a{},", n - 1).repeat(9);
        format!("{text}a{n}: &a{n} [{aliases}]\n")
    });
    for bomb in [
        laughs,
        "[".repeat(60_000),
        format!("a: {}", "[a,".repeat(20_000)),
        "- ".repeat(30_000),
        "? ".repeat(30_000),
        "a: {".repeat(15_000),
        (0..3_000).map(|n| format!("k{n}: 1\n")).collect(),
        (0..3_000)
            .map(|depth| format!("{}k:\n", " ".repeat(depth.min(20))))
            .collect(),
    ] {
        let start = Instant::now();
        let (tree, problems) = read(&bomb);
        assert_eq!((tree, problems.len()), (None, 1));
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", &bomb[..20]);
    }
}
