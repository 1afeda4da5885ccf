//! What a reader loads to see each kind of page of this repository's own site, in bytes.
//!
//! `cargo bench --bench bytes` prints the heaviest page of each kind, beside the limits that `tests/whole` holds to.
//! `MAQAL_SITE=FOLDER cargo bench --bench bytes` weighs another site.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it prints, and stops where its setting fails"
)]

#[path = "../whole/build.rs"]
#[expect(dead_code, reason = "tests need more of it")]
mod build;
#[path = "../whole/feed.rs"]
#[expect(dead_code, reason = "tests need more of it")]
mod feed;
#[path = "../stories/folder.rs"]
mod folder;
#[path = "../whole/page.rs"]
#[expect(dead_code, reason = "tests need more of it")]
mod page;
#[path = "../whole/site.rs"]
#[expect(dead_code, reason = "tests need more of it")]
mod site;
#[path = "../whole/tree.rs"]
mod tree;
#[path = "../whole/weight.rs"]
#[expect(dead_code, reason = "tests need more of it")]
mod weight;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;

use weight::{LIMITS, PARTS, Weight};

fn main() {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let root = std::env::var_os("MAQAL_SITE").map_or(own, PathBuf::from);
    let (files, _) = build::build(&root);
    let mut heaviest: BTreeMap<String, (usize, Weight)> = BTreeMap::new();
    for weight in weight::weigh(&files) {
        let (count, known) = heaviest.remove(&weight.kind).unzip();
        let size = |weight: &Weight| weight.parts.iter().map(Vec::len).sum::<usize>();
        let kept = known.into_iter().chain([weight]).max_by_key(size).unwrap();
        heaviest.insert(kept.kind.clone(), (count.unwrap_or(0) + 1, kept));
    }
    let columns = PARTS.map(|name| format!("{name:>12} {:>6}", "gzip"));
    println!("{:10} {:>5} {}  heaviest", "kind", "pages", columns.join(" "));
    for (kind, (count, weight)) in &heaviest {
        let columns = weight
            .parts
            .each_ref()
            .map(|bytes| format!("{:12} {:6}", bytes.len(), compressed(bytes)));
        println!("{kind:10} {count:5} {}  {}", columns.join(" "), weight.path);
    }
    let columns = LIMITS.map(|limit| format!("{limit:12} {:6}", ""));
    println!("{:10} {:5} {}", "at most", "", columns.join(" "));
}

/// How many bytes there are once they are compressed, as hosts do it; of nothing, none.
fn compressed(bytes: &[u8]) -> usize {
    if bytes.is_empty() {
        return 0;
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
