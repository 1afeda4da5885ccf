//! What a reader loads to see a page, besides what somebody wrote: bytes as they are published, uncompressed.

use crate::folder::Files;
use crate::tree::{Node, Tree};

/// The most that a page may weigh, in bytes: the HTML around what it is about, its style sheets, its scripts.
pub const LIMITS: [usize; 3] = [8_000, 16_000, 4_000];

/// What the limits are for.
pub const PARTS: [&str; 3] = ["HTML around", "CSS", "JS"];

/// The files whose bytes a page is made of.
pub struct Weight {
    /// What kind of page it is, as its `<body>` says.
    pub kind: String,
    /// Its path.
    pub path: String,
    /// The parts, in the order of [`PARTS`].
    pub parts: [Vec<u8>; 3],
}

impl Weight {
    /// What is heavier than it may be.
    pub fn excess(&self) -> Vec<String> {
        let parts = PARTS.iter().zip(&self.parts).zip(LIMITS);
        let heavy = parts.filter(|((_, bytes), limit)| bytes.len() > *limit);
        heavy
            .map(|((name, bytes), limit)| format!("{}: {} bytes of {name}, more than {limit}", self.path, bytes.len()))
            .collect()
    }
}

/// Weighs every page that the generator made, but for those that only lead to another.
pub fn weigh(files: &Files) -> Vec<Weight> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let weighed = pages.filter_map(|(path, bytes)| {
        let html = String::from_utf8_lossy(bytes);
        let tree = Tree::parse(&html);
        let body = tree.0.iter().find(|node| node.name() == Some("body"))?;
        let is = |node: &Node, name: &str, attribute: &str, value: &str| {
            node.name() == Some(name) && node.attribute(attribute) == Some(value)
        };
        let is_made = tree
            .0
            .iter()
            .any(|node| is(node, "meta", "name", "generator") && node.attribute("content") == Some("Maqal"));
        let is_redirect = tree.0.iter().any(|node| is(node, "meta", "http-equiv", "refresh"));
        if !is_made || is_redirect {
            return None;
        }
        let linked = |name: &str, attribute: &str, rel: Option<&str>| {
            let nodes = tree
                .0
                .iter()
                .filter(|node| node.name() == Some(name) && node.attribute("rel") == rel);
            let paths = nodes.filter_map(|node| node.attribute(attribute));
            let found = paths.filter_map(|path| files.get(path.split('?').next()?.trim_start_matches('/')));
            found.flatten().copied().collect::<Vec<u8>>()
        };
        let kind = body.attribute("class").and_then(|class| class.split(' ').next());
        Some(Weight {
            kind: kind.unwrap_or_default().to_owned(),
            path: path.clone(),
            parts: [
                around(&html).into_bytes(),
                linked("link", "href", Some("stylesheet")),
                linked("script", "src", None),
            ],
        })
    });
    weighed.collect()
}

/// The HTML of a page without what it is about: of an article its text, of other pages what stands in `<main>`.
fn around(html: &str) -> String {
    let has_class = |tag: &str| {
        let class = tag.split("class=").nth(1).unwrap_or_default().trim_start_matches('"');
        class
            .split(['"', '>'])
            .next()
            .is_some_and(|names| names.split(' ').any(|name| name == "text"))
    };
    let starts = |name: &'static str| {
        html.match_indices(&*format!("<{name}"))
            .map(|(at, _)| at)
            .collect::<Vec<_>>()
    };
    let tag = |at: usize| html[at..].split_inclusive('>').next().unwrap_or_default();
    let is_article = !starts("article").is_empty();
    let text = starts("div").into_iter().find(|&at| is_article && has_class(tag(at)));
    let (start, name) = match text {
        Some(at) => (at, "div"),
        None => match starts("main").first() {
            Some(&at) => (at, "main"),
            None => return html.to_owned(),
        },
    };
    let inside = start + tag(start).len();
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut depth = 1_usize;
    let mut at = inside;
    while let Some(next) = html[at..].find('<') {
        at += next;
        let rest = &html[at..];
        if rest.starts_with(&closing) {
            depth -= 1;
            if depth == 0 {
                return format!("{}{}", &html[..inside], rest);
            }
        } else if rest.starts_with(&opening) {
            depth += 1;
        }
        at += 1;
    }
    html.to_owned()
}

#[test]
fn what_is_around() {
    for (html, expected) in [
        ("<main id=a><p>x</p></main>y", "<main id=a></main>y"),
        (
            "<main><article><div class=\"text e-content\"><div>a</div>b</div>c</article></main>",
            "<main><article><div class=\"text e-content\"></div>c</article></main>",
        ),
        (
            "<main><article class=texts><div class=texts>a</div></article></main>",
            "<main></main>",
        ),
        ("<main><div class=\"text\">a</div><ul></ul></main>", "<main></main>"),
        ("<p>a", "<p>a"),
        ("<article><div class=\"text\">a", "<article><div class=\"text\">a"),
    ] {
        assert_eq!(around(html), expected);
    }
}

#[test]
fn what_is_too_heavy() {
    let page = |text: &str, head: &str| {
        format!(
            "<!DOCTYPE html><meta name=generator content=Maqal><link rel=stylesheet href=/a.css>\
             <script src=/a.js defer></script>{head}<body class='page x'><main>{text}</main>{head}"
        )
    };
    let heavy = "<i>".repeat(1_500);
    let files: Files = [
        ("a.css", "c".repeat(16_001)),
        ("a.js", "j".repeat(4_000)),
        ("light.html", page(&"text ".repeat(9_000), "")),
        ("heavy.html", page("", &heavy)),
        ("by-hand.html", "<p>By hand.".to_owned()),
        ("old.html", page("<meta http-equiv=refresh content='0; url=/'>", "")),
    ]
    .map(|(path, text)| (path.to_owned(), text.into_bytes()))
    .into();
    let weights = weigh(&files);
    let paths: Vec<_> = weights.iter().map(|weight| (&*weight.path, &*weight.kind)).collect();
    assert_eq!(paths, [("heavy.html", "page"), ("light.html", "page")]);
    let excess: Vec<_> = weights.iter().flat_map(Weight::excess).collect();
    assert_eq!(excess.len(), 3, "{excess:?}");
    assert!(excess[0].contains("heavy.html") && excess[0].contains("HTML around"));
    assert!(excess[1..].iter().all(|one| one.contains("16001 bytes of CSS")));
}
