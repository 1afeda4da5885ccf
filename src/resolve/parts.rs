//! A body in parts that can stand beside those of another: blocks, but for those that only make sense together.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::ops::Range;

use super::alignment::{Part, Sort, align};
use crate::base::tags::tags;
use crate::model::{Block, BlockKind, Body, Hole, ParallelRow};

/// Which blocks of two bodies stand beside each other.
pub fn rows(own: &Body, other: &Body) -> Vec<ParallelRow> {
    let (own_parts, own_blocks) = parts(own);
    let (other_parts, other_blocks) = parts(other);
    let rows = align(&own_parts, &other_parts).into_iter().map(|row| {
        let [own, other] = row.parts;
        ParallelRow {
            blocks: [joined(&own_blocks, own), joined(&other_blocks, other)],
            even: row.even,
        }
    });
    rows.collect()
}

/// The blocks of several parts.
fn joined(blocks: &[Range<usize>], parts: Range<usize>) -> Range<usize> {
    let start = |part: usize| {
        let end = || blocks.last().map_or(0, |last| last.end);
        blocks.get(part).map_or_else(end, |blocks| blocks.start)
    };
    start(parts.start)..start(parts.end)
}

type Kind = Discriminant<BlockKind>;

/// The parts of a body, and the blocks that each is made of.
fn parts(body: &Body) -> (Vec<Part<'_, Kind>>, Vec<Range<usize>>) {
    let (mut parts, mut ranges) = (Vec::new(), Vec::new());
    let (mut from, mut open) = (0, Open::default());
    for (at, block) in body.blocks.iter().enumerate() {
        open.read(&block.markup.html);
        let last = at + 1 == body.blocks.len();
        // What is opened in one block and closed in a later one cannot be divided; a remark belongs to what follows it.
        if !last && (open.count > 0 || is_remark(block)) {
            continue;
        }
        let blocks = body.blocks.get(from..=at).unwrap_or_default();
        parts.push(Part {
            sort: sort(body, blocks),
            ids: blocks.iter().flat_map(|block| ids(body, block)).collect(),
        });
        ranges.push(from..at + 1);
        from = at + 1;
    }
    (parts, ranges)
}

fn sort(body: &Body, blocks: &[Block]) -> Sort<Kind> {
    let mut shown = blocks.iter().filter(|block| !is_remark(block));
    let kind = match (shown.next(), shown.next()) {
        (Some(block), None) => block.kind,
        _ => BlockKind::Html,
    };
    match kind {
        BlockKind::Heading(at) => Sort::Heading(body.headings.get(at as usize).map_or(6, |heading| heading.level)),
        BlockKind::Paragraph => Sort::Prose,
        kind => Sort::Other(discriminant(&kind)),
    }
}

/// The ids in a block that its author chose.
fn ids<'b>(body: &'b Body, block: &'b Block) -> impl Iterator<Item = &'b str> {
    block.markup.holes.iter().filter_map(|&(_, hole)| match hole {
        Hole::Id(at) => body.ids.get(at as usize).map(|id| &**id),
        Hole::HeadingId(at) => {
            let heading = body.headings.get(at as usize).filter(|heading| heading.explicit);
            heading.map(|heading| &*heading.id)
        }
        _ => None,
    })
}

/// Whether a block is a comment and nothing else.
fn is_remark(block: &Block) -> bool {
    let html = block.markup.html.trim();
    block.kind == BlockKind::Html && html.starts_with("<!--") && html.find("-->").is_some_and(|at| at + 3 == html.len())
}

/// The elements that are open behind a block.
#[derive(Default)]
struct Open {
    by_name: HashMap<String, usize>,
    count: usize,
}

impl Open {
    fn read(&mut self, html: &str) {
        for tag in tags(html) {
            let name = tag.name.to_ascii_lowercase();
            // Inside drawings and formulas elements may close themselves; outside, only those without content end in `/>`.
            if tag.closes_itself || is_never_closed(&name) {
                continue;
            }
            let open = self.by_name.entry(name).or_default();
            if !tag.closes {
                *open += 1;
                self.count += 1;
            } else if *open > 0 {
                *open -= 1;
                self.count -= 1;
            }
        }
    }
}

/// Whether an element may have no end tag.
fn is_never_closed(name: &str) -> bool {
    const NAMES: &str = "area base basefont bgsound body br caption col colgroup dd dt embed frame head hr html image img \
        input keygen li link meta optgroup option p param rb rp rt rtc source tbody td tfoot th thead tr track wbr";
    NAMES.split(' ').any(|never| never == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_that_stay_open() {
        for (html, expected) in [
            ("<p>a<b>c</b>", 0),
            ("<div><details>", 2),
            ("<div></DIV>", 0),
            ("</div><div>", 1),
            ("<ul><li>a<li>b</ul>", 0),
            ("<svg><path/></svg><br><img>", 0),
            ("<script>'<div>'</script>", 0),
            ("<h", 0),
        ] {
            let mut open = Open::default();
            open.read(html);
            assert_eq!(open.count, expected, "{html}");
        }
    }
}
