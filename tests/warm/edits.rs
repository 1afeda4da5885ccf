//! Random edits of a site, as authors make them: small, and sometimes wrong.

use super::random::Random;
use super::site::{article, image};
use super::world::Files;
use super::{settings, theme};

/// What an edit was.
pub struct Edit {
    /// In words, for the report of a failure.
    pub what: String,
    /// The only source whose text changed, if it changed far from its first words, without its headings.
    pub body_of: Option<String>,
}

/// Makes one edit, now and then two at once. `fresh` is a number that no edit had before.
pub fn edit(files: &mut Files, random: &mut Random, fresh: usize) -> Edit {
    let first = one(files, random, fresh);
    if !random.one_in(10) {
        return first;
    }
    let second = one(files, random, fresh);
    Edit {
        what: format!("{}; {}", first.what, second.what),
        body_of: None,
    }
}

fn one(files: &mut Files, random: &mut Random, fresh: usize) -> Edit {
    let what = match random.below(23) {
        0..=2 => return paragraph(files, random, fresh),
        3..=6 => key(files, random, fresh),
        7 => word(files, random, fresh),
        8 | 9 => heading(files, random, fresh),
        10 => link(files, random, fresh),
        11 | 12 => add(files, random, fresh),
        13 => remove(files, random),
        14 => rename(files, random, fresh),
        15 => folder(files, random, fresh),
        16 => swap(files, random),
        17 => asset(files, random, fresh),
        18 | 19 => settings::edit(files, random, fresh),
        _ => theme::edit(files, random, fresh),
    };
    Edit { what, body_of: None }
}

fn is_document(path: &str) -> bool {
    path.starts_with("content/") && (path.ends_with(".md") || path.ends_with(".txt"))
}

/// Any document; there is always one, `content/_index.en.md` being made anew where all are gone.
fn document(files: &mut Files, random: &mut Random) -> String {
    let paths: Vec<_> = files.keys().filter(|path| is_document(path)).cloned().collect();
    if paths.is_empty() {
        let path = "content/_index.en.md".to_owned();
        files.insert(path.clone(), b"Welcome.\n".to_vec());
        return path;
    }
    random.pick(&paths).clone()
}

fn text(files: &Files, path: &str) -> String {
    String::from_utf8_lossy(&files[path]).into_owned()
}

/// Appends a paragraph.
fn paragraph(files: &mut Files, random: &mut Random, fresh: usize) -> Edit {
    let path = document(files, random);
    let long = files[&path].len() > 400 && path.ends_with(".md");
    let added = format!("\n\nParagraph {fresh} فقرة.\n");
    files.entry(path.clone()).or_default().extend(added.as_bytes());
    Edit {
        what: format!("append a paragraph to {path}"),
        body_of: long.then_some(path),
    }
}

/// Sets or removes a key of the front matter, rightly or wrongly.
fn key(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let path = document(files, random);
    let other = document(files, random);
    let other = other.trim_start_matches("content/");
    let day = fresh % 28 + 1;
    let line = match random.below(20) {
        0 => format!("title: Title {fresh}"),
        1 => format!("title: عنوان {fresh}"),
        2 => format!("date: 2025-02-{day:02}"),
        3 => format!("date: 2026-01-{day:02}"),
        4 => "date: someday".into(),
        5 => "draft: true".into(),
        6 => "draft: false".into(),
        7 => format!("tags: [web, tag-{}, \"C++\"]", fresh % 3),
        8 => format!("weight: {}", fresh % 5),
        9 => format!("slug: slug-{}", fresh % 30),
        10 => format!("translation_of: {other}"),
        11 => "translation_of: gone/away.en.md".into(),
        12 => format!("lang: {}", random.pick(&["ar", "en", "ar", "en", "fa"])),
        13 => format!("description: About {fresh}"),
        14 => format!(
            "image: {}",
            random.pick(&["map.png", "../notes/deep/d/map.png", "gone.png"])
        ),
        15 => format!("template: {}", random.pick(&["own.html", "page.html", "section.html"])),
        16 => format!("expires: 2026-01-{day:02}"),
        17 => format!("updated: 2025-03-{day:02}"),
        18 => format!("dir: {}", random.pick(&["rtl", "ltr", "rtl", "auto"])),
        _ => format!("{}: [one, two", random.pick(&["tags", "noindex", "aliases"])),
    };
    let name = line.split(':').next().unwrap_or_default().to_owned();
    let remove = random.one_in(3);
    let text = text(files, &path);
    let (mut front, body) = match text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) {
        Some((front, body)) => (front.lines().map(str::to_owned).collect(), body.to_owned()),
        None => (Vec::new(), text),
    };
    front.retain(|line: &String| line.split(':').next() != Some(&*name));
    if !remove {
        front.push(line.clone());
    }
    files.insert(
        path.clone(),
        format!("---\n{}\n---\n{body}", front.join("\n")).into_bytes(),
    );
    format!("{} `{line}` in {path}", if remove { "remove" } else { "set" })
}

/// The starts of lines after the first three, where the front matter may be.
fn places(text: &str) -> Vec<usize> {
    let starts = text.match_indices('\n').map(|(at, _)| at + 1);
    let starts: Vec<_> = starts.skip(3).collect();
    if starts.is_empty() { vec![text.len()] } else { starts }
}

fn insert(files: &mut Files, random: &mut Random, path: &str, line: &str) {
    let mut text = text(files, path);
    let at = *random.pick(&places(&text));
    text.insert_str(at, line);
    files.insert(path.to_owned(), text.into_bytes());
}

/// Puts words anywhere, perhaps into the first words or a heading.
fn word(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let path = document(files, random);
    insert(files, random, &path, &format!("word {fresh} كلمة "));
    format!("words in {path}")
}

fn heading(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let path = document(files, random);
    let mut text = text(files, &path);
    let lines: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("##"))
        .map(str::to_owned)
        .collect();
    let what = random.below(5);
    if what < 2 || lines.is_empty() {
        let level = "#".repeat(random.below(4) + 1);
        let id = ["", " {#mine}", " {#why}"][random.below(3)];
        insert(
            files,
            random,
            &path,
            &format!("\n{level} Heading {}{id}\n\n", fresh % 9),
        );
        return format!("insert a heading of level {} with `{id}` into {path}", level.len());
    }
    let old = random.pick(&lines).clone();
    let new = match what {
        2 => String::new(),
        3 => format!("#{old}"),
        _ => format!("## Why {} {{#id-{fresh}}}", fresh % 4),
    };
    text = text.replacen(&old, &new, 1);
    files.insert(path.clone(), text.into_bytes());
    format!("`{old}` becomes `{new}` in {path}")
}

fn link(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let path = document(files, random);
    let other = document(files, random);
    let other = other.trim_start_matches("content/");
    let fragment = random.pick(&["", "#why", "#لماذا", "#gone"]);
    let target = match random.below(5) {
        0 => format!("gone-{fresh}.md"),
        1 => "/ar/articles/".to_owned(),
        2 => fragment.trim_start_matches('#').replace("why", "#why"),
        _ => format!("/{other}{fragment}"),
    };
    let mark = if random.one_in(4) { "!" } else { "" };
    insert(files, random, &path, &format!("\n{mark}[text]({target})\n\n"));
    format!("a link to `{target}` in {path}")
}

/// A path that may exist already.
fn place(random: &mut Random, fresh: usize) -> String {
    let folder = random.pick(&["", "articles/", "notes/", "notes/deep/", "news/"]);
    let name = match random.below(6) {
        0 => "_index".to_owned(),
        1 => format!("a{}", random.below(9)),
        2 => format!("bundle-{}/index", fresh % 4),
        _ => format!("new-{fresh}"),
    };
    let suffix = random.pick(&[".ar.md", ".en.md", ".en.md", ".ar.md", ".fa.md", ".md", ".txt"]);
    format!("content/{folder}{name}{suffix}")
}

fn add(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let path = place(random, fresh);
    let lang = random.pick(&["ar", "en"]);
    let date = format!("2025-04-{:02}", fresh % 28 + 1);
    let text = match random.below(5) {
        0 => String::new(),
        1 => format!("No front matter {fresh}.\n"),
        2 => article(lang, fresh, None),
        _ => article(lang, fresh, Some(&date)),
    };
    files.insert(path.clone(), text.into_bytes());
    format!("write {path}")
}

fn remove(files: &mut Files, random: &mut Random) -> String {
    let path = document(files, random);
    files.remove(&path);
    format!("remove {path}")
}

fn rename(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let (from, to) = (document(files, random), place(random, fresh));
    let bytes = files.remove(&from).unwrap_or_default();
    files.insert(to.clone(), bytes);
    format!("rename {from} to {to}")
}

/// Moves or removes all that a folder holds.
fn folder(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let from = *random.pick(&[
        "content/articles/",
        "content/notes/",
        "content/notes/deep/",
        "content/news/",
    ]);
    let to = format!(
        "content/{}/",
        random.pick(&["articles", "notes", "news", "notes/other"])
    );
    let drop = fresh.is_multiple_of(7);
    let paths: Vec<_> = files.keys().filter(|path| path.starts_with(from)).cloned().collect();
    for path in paths {
        let bytes = files.remove(&path).unwrap_or_default();
        if !drop {
            files.insert(path.replacen(from, &to, 1), bytes);
        }
    }
    format!("{from} becomes {}", if drop { "nothing" } else { &to })
}

fn swap(files: &mut Files, random: &mut Random) -> String {
    let (one, other) = (document(files, random), document(files, random));
    let (first, second) = (files[&one].clone(), files[&other].clone());
    files.insert(one.clone(), second);
    files.insert(other.clone(), first);
    format!("swap {one} and {other}")
}

fn asset(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let name = random.pick(&[
        "d/map.png",
        "d/map.ar.png",
        "d/map.en.png",
        "photo.jpg",
        ".hidden",
        "d/index.html",
    ]);
    let path = format!("content/notes/deep/{name}");
    if random.one_in(3) && files.remove(&path).is_some() {
        return format!("remove {path}");
    }
    let bytes = match name.ends_with(".png") && random.one_in(2) {
        true => image(fresh as u64),
        false => format!("bytes {fresh}").into_bytes(),
    };
    files.insert(path.clone(), bytes);
    format!("write {path}")
}
