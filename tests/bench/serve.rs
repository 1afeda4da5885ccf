//! How long it takes from the save of a file until the server answers with what follows from it.
//!
//! `cargo bench --bench serve` serves 1,000 pairs of made-up articles; `MAQAL_SIZE=5000 cargo bench --bench serve` five times as many.
//! It prints the median, the 95th of a hundred, and the worst, in milliseconds, and asserts nothing.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "it prints, and stops where its setting fails"
)]

#[path = "../live/client.rs"]
mod client;
mod corpus;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use client::{Connection, PATIENCE, Server};
use corpus::Corpus;

/// How many edits of a kind are measured.
const EDITS: usize = 20;

fn main() {
    let is_short = std::env::args().any(|argument| argument == "--test");
    let articles = std::env::var("MAQAL_SIZE").ok().and_then(|size| size.parse().ok());
    let (articles, edits) = if is_short {
        (5, 2)
    } else {
        (articles.unwrap_or(1000), EDITS)
    };
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    Corpus {
        articles,
        distinct_code: false,
    }
    .write(&root);
    let settings = fs::read_to_string(root.join("site.toml")).unwrap();
    write(&root, "themes/own/theme.toml", "extends = \"diwan\"\n");
    write(&root, "site.toml", &format!("theme = \"own\"\n{settings}"));
    println!("{articles} articles in two languages");
    // An author's site was not written a moment ago: what the disk still has to do is no part of the start.
    rustix::fs::sync();

    let start = Instant::now();
    let server = Server::start(&root, &[]);
    let mut connection = server.connect();
    until(&mut connection, "/ar/articles/article-0/", "article");
    println!("first page after the start: {:.0} ms", milliseconds(start.elapsed()));

    let page = |at: usize| {
        (
            format!("content/articles/article-{at}.en.md"),
            format!("/en/articles/article-{at}/"),
        )
    };
    let middle = articles / 2;
    // The check of the whole site goes on in the background, as it does for an author.
    measure("body", edits, |nth| {
        let (path, address) = page(middle);
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let before = Instant::now();
        write(&root, &path, &format!("{text}\nSentence {nth}x.\n"));
        until(&mut connection, &address, &format!("Sentence {nth}x."));
        before.elapsed()
    });
    measure("title", edits, |nth| {
        let (path, address) = page(middle);
        let text = fs::read_to_string(root.join(&path)).unwrap();
        let title = text.lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
        let before = Instant::now();
        write(
            &root,
            &path,
            &text.replacen(&title, &format!("title: Titled {nth}x"), 1),
        );
        until(&mut connection, &address, &format!("Titled {nth}x"));
        before.elapsed()
    });
    measure("new file", edits, |nth| {
        let text = format!("---\ntitle: New {nth}x\ndate: 2024-01-01\n---\n\nText.\n");
        let before = Instant::now();
        write(&root, &format!("content/articles/fresh-{nth}.en.md"), &text);
        until(
            &mut connection,
            &format!("/en/articles/fresh-{nth}/"),
            &format!("New {nth}x"),
        );
        before.elapsed()
    });
    measure("deleted file", edits, |nth| {
        let before = Instant::now();
        fs::remove_file(root.join(format!("content/articles/fresh-{nth}.en.md"))).unwrap();
        let address = format!("/en/articles/fresh-{nth}/");
        wait(|| connection.get(&address).status == 404);
        before.elapsed()
    });
    let base =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/diwan/templates/base.html")).unwrap();
    measure("base template", edits, |nth| {
        let before = Instant::now();
        write(
            &root,
            "themes/own/templates/base.html",
            &base.replace("</body>", &format!("<!-- base {nth}x --></body>")),
        );
        until(&mut connection, &page(middle).1, &format!("<!-- base {nth}x -->"));
        before.elapsed()
    });
    let strings =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/diwan/strings/en.toml")).unwrap();
    measure("strings", edits, |nth| {
        let before = Instant::now();
        write(
            &root,
            "themes/own/strings/en.toml",
            &strings.replace("Skip to the text", &format!("Skip {nth}x")),
        );
        until(&mut connection, &page(middle).1, &format!("Skip {nth}x"));
        before.elapsed()
    });
}

/// Measures a kind of edit, with a pause before each in which an author would think.
fn measure(name: &str, edits: usize, mut edit: impl FnMut(usize) -> Duration) {
    let mut times: Vec<f64> = (0..edits)
        .map(|nth| {
            std::thread::sleep(Duration::from_millis(400));
            milliseconds(edit(nth))
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share).div_ceil(100).clamp(1, times.len()) - 1];
    println!("{name:<14} {:>7.1} {:>7.1} {:>7.1} ms", at(50), at(95), at(100));
}

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let beside = path.with_extension("tmp");
    fs::write(&beside, text).unwrap();
    fs::rename(beside, path).unwrap();
}

fn until(connection: &mut Connection, address: &str, needle: &str) {
    wait(|| {
        let answer = connection.get(address);
        answer.status == 200 && String::from_utf8_lossy(&answer.body).contains(needle)
    });
}

fn wait(mut check: impl FnMut() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !check() {
        assert!(Instant::now() < until, "an edit is lost");
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
