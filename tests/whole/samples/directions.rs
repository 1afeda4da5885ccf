//! The direction of each block of an article and of what stands in it, as the markup says it.

use maqal::text::Direction;

use crate::tree::{At, Node, Tree, What};

/// Elements that hold running text of their own.
const BLOCKS: [&str; 14] = [
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "dt",
    "dd",
    "blockquote",
    "summary",
];

/// Elements whose text is no running text.
const APART: [&str; 6] = ["code", "pre", "kbd", "samp", "script", "style"];

/// What was found in an article.
#[derive(Default)]
pub struct Found {
    /// Blocks with a letter in them.
    pub blocks: usize,
    /// Those wholly in the other direction.
    pub turned: usize,
    /// Latin phrases with a sign at their edge, isolated.
    pub isolated: usize,
    pub problems: Vec<String>,
}

/// A piece of text of a block, and the direction that the nearest element says.
struct Piece {
    text: String,
    direction: Direction,
}

impl Found {
    pub fn add(&mut self, other: Found) {
        self.blocks += other.blocks;
        self.turned += other.turned;
        self.isolated += other.isolated;
        self.problems.extend(other.problems);
    }

    /// Looks at all blocks below a place of a page.
    pub fn within(tree: &Tree, at: At, page: Direction) -> Self {
        let mut found = Found::default();
        let mut open = vec![(at, page)];
        while let Some((at, around)) = open.pop() {
            let node = &tree.0[at];
            let own = said(node).unwrap_or(around);
            if node.name().is_some_and(|name| BLOCKS.contains(&name)) {
                let mut pieces = Vec::new();
                gather(tree, at, own, &mut pieces);
                found.judge(&pieces, own, page);
            }
            if !node.name().is_some_and(|name| APART.contains(&name)) {
                open.extend(node.children.iter().map(|&child| (child, own)));
            }
        }
        found
    }

    fn judge(&mut self, pieces: &[Piece], own: Direction, page: Direction) {
        let (mut ltr, mut rtl) = (0, 0);
        for word in pieces
            .iter()
            .flat_map(|piece| piece.text.split_whitespace())
            .filter(is_prose)
        {
            rtl += usize::from(word.contains(is_right_to_left));
            ltr += usize::from(word.contains(is_latin));
        }
        if ltr + rtl == 0 {
            return;
        }
        self.blocks += 1;
        let all = || pieces.iter().map(|piece| &*piece.text).collect::<String>();
        let against = match page {
            Direction::Rtl => rtl == 0,
            Direction::Ltr => ltr == 0,
        };
        if against {
            self.turned += 1;
            let is_wrong = |piece: &Piece| {
                piece.direction == page
                    && piece
                        .text
                        .split_whitespace()
                        .any(|word| is_prose(&word) && word.contains(|c| is_latin(c) || is_right_to_left(c)))
            };
            if pieces.iter().any(is_wrong) {
                self.problems.push(format!("is not turned: {:?}", all()));
            }
        } else if own != page && (page == Direction::Rtl || rtl <= ltr) {
            self.problems.push(format!("is turned: {:?}", all()));
        }
        if page == Direction::Rtl {
            for piece in pieces {
                let edged = phrases(&piece.text).filter(|word| has_edge(word));
                match piece.direction {
                    Direction::Ltr => self.isolated += edged.count(),
                    Direction::Rtl => self
                        .problems
                        .extend(edged.map(|word| format!("is not isolated: {word:?} in {:?}", piece.text))),
                }
            }
        }
    }
}

/// The direction that an element says; `code` and the like, and another block, say one of their own.
fn said(node: &Node) -> Option<Direction> {
    match node.attribute("dir")? {
        "rtl" => Some(Direction::Rtl),
        "ltr" => Some(Direction::Ltr),
        _ => None,
    }
}

/// The texts of a block itself.
fn gather(tree: &Tree, at: At, around: Direction, pieces: &mut Vec<Piece>) {
    for &child in &tree.0[at].children {
        let node = &tree.0[child];
        if let What::Text(text) = &node.what {
            pieces.push(Piece {
                text: text.to_string(),
                direction: around,
            });
            continue;
        }
        let name = node.name().unwrap_or_default();
        let is_apart = BLOCKS.contains(&name)
            || APART.contains(&name)
            || matches!(name, "ul" | "ol" | "dl" | "table" | "details" | "figure" | "sup")
            || node.attribute("class").is_some_and(|class| class.contains("permalink"));
        if !is_apart {
            gather(tree, child, said(node).unwrap_or(around), pieces);
        }
    }
}

fn is_prose(word: &&str) -> bool {
    !word.contains("://") && !word.contains('@') && !word.contains('/')
}

fn is_latin(c: char) -> bool {
    c.is_alphabetic() && c < '\u{250}'
}

fn is_right_to_left(c: char) -> bool {
    c.is_alphabetic() && matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

/// What stands between blanks, Arabic punctuation and letters, quotation marks and brackets.
fn phrases(text: &str) -> impl Iterator<Item = &str> {
    let parts = |c: char| {
        c.is_whitespace()
            || is_right_to_left(c)
            || ('\u{600}'..'\u{700}').contains(&c)
            || matches!(
                c,
                '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '«' | '»' | '“' | '”' | '"' | '|' | '—' | '–'
            )
    };
    text.split(parts)
        .map(|word| word.trim_end_matches(['.', ',', ':', ';', '!', '?', '…', '\'', '’']))
}

/// Whether a sign stands at an edge that belongs to a Latin name: `C++`, `.NET`, `@user`, `#tag`.
fn has_edge(word: &str) -> bool {
    let starts = ["@", "#", "$", "€", "£", "~", "."].iter().any(|sign| {
        let rest = word.strip_prefix(sign);
        rest.is_some_and(|rest| rest.starts_with(is_latin))
    });
    let ends = ["+", "#", "™", "®"].iter().any(|sign| {
        let rest = word
            .trim_end_matches('+')
            .strip_suffix(sign)
            .or(word.strip_suffix(sign));
        rest.is_some_and(|rest| rest.ends_with(|c| is_latin(c) || c == '+'))
    });
    (starts || ends) && word.contains(is_latin)
}

#[test]
fn wrong_directions_are_found() {
    let problems = |html: &str, page| Found::within(&Tree::parse(html), 0, page).problems.len();
    for (html, page, expected) in [
        ("<p>Hello, world!</p>", Direction::Rtl, 1),
        ("<p dir=ltr>Hello, world!</p>", Direction::Rtl, 0),
        ("<h2><span dir=ltr>Hello!</span></h2>", Direction::Rtl, 0),
        ("<p dir=ltr>قال Rust نعم</p>", Direction::Rtl, 1),
        ("<p>لغة C++ هنا</p>", Direction::Rtl, 1),
        ("<p>لغة <bdi dir=ltr>C++</bdi> و.NET</p>", Direction::Rtl, 1),
        ("<p>و<code>.NET</code></p>", Direction::Rtl, 0),
        ("<p>قال نعم</p>", Direction::Ltr, 1),
        ("<p>https://example.org/</p>", Direction::Rtl, 0),
    ] {
        assert_eq!(problems(html, page), expected, "{html}");
    }
}
