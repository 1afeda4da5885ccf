//! How long the smaller copies of a hundred photographs take: made, taken from the last generation, one of them replaced.
//!
//! `cargo bench --bench images` makes up the photographs, of 4000 × 3000 pixels each; `MAQAL_SIZE=10` makes ten. It prints and
//! asserts nothing: a timed test would fail on somebody's slow day.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it prints, and stops where its setting fails"
)]

#[path = "../stories/picture.rs"]
mod picture;
mod timed;

use std::fmt::Write;
use std::path::Path;

use maqal::pipeline::Pipeline;
use picture::{Wanted, picture};

/// How many photographs an article shows.
const SHOWN: usize = 10;

fn main() {
    // `cargo test --benches` asks for a short look.
    let is_short = std::env::args().any(|argument| argument == "--test");
    let (usual, width, height) = if is_short { (2, 640, 480) } else { (100, 4000, 3000) };
    let size = std::env::var("MAQAL_SIZE").ok().and_then(|size| size.parse().ok());
    let count: usize = size.unwrap_or(usual);
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    std::fs::create_dir_all(root.join("content/articles")).unwrap();
    std::fs::write(root.join("site.toml"), "languages = [\"ar\", \"en\"]\n").unwrap();
    let photograph = |nth: usize, seed: usize| {
        let wanted = Wanted {
            width,
            height,
            seed: seed as u64,
            turned: Some(if nth.is_multiple_of(3) { 6 } else { 1 }),
            ..Wanted::default()
        };
        let bytes = picture("jpg", &wanted).unwrap();
        std::fs::write(root.join(format!("content/articles/{nth}.jpg")), &bytes).unwrap();
        bytes.len()
    };
    let bytes: usize = (0..count).map(|nth| photograph(nth, nth)).sum();
    for article in 0..count.div_ceil(SHOWN) {
        for (tag, title) in [("ar", "صور"), ("en", "Photographs")] {
            let mut text = format!("---\ntitle: {title} {article}\ndate: 2025-01-01\n---\n");
            for nth in (article * SHOWN..count).take(SHOWN) {
                writeln!(text, "![{title}]({nth}.jpg)\n").unwrap();
            }
            std::fs::write(root.join(format!("content/articles/{article}.{tag}.md")), text).unwrap();
        }
    }
    println!(
        "{count} photographs of {width} × {height} pixels, {:.1} MB",
        bytes as f64 / 1e6
    );
    build("cold", root);
    build("remembered by the last generation", root);
    photograph(0, count);
    build("one replaced", root);
}

/// Builds as a new process would.
fn build(name: &str, root: &Path) {
    let (report, steps, whole) = timed::build(&mut Pipeline::default(), root);
    let (errors, warnings) = report.tally();
    let mut copies = 0u64;
    for entry in std::fs::read_dir(root.join("public/articles")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name().to_string_lossy().ends_with(".webp") {
            copies += entry.metadata().unwrap().len();
        }
    }
    println!(
        "{name}: {:.2} s, {} files written, {:.1} MB of copies, {errors} errors, {warnings} warnings{}",
        whole.as_secs_f64(),
        report.counts.written,
        copies as f64 / 1e6,
        most_memory()
    );
    timed::print_shares(&steps, whole);
}

/// The most memory that the process has had so far, where the system tells.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib: Option<f64> = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
    kib.map_or(String::new(), |kib| {
        format!(", at most {:.0} MB of memory", kib * 1024.0 / 1e6)
    })
}
