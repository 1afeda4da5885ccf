//! Whatever is saved, and however: every page that is asked for is soon the one that a build would publish.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use maqal::disk::RealDisk;
use maqal::pipeline::{Hooks, Outcome, Pipeline, Request};
use tempfile::TempDir;

use super::client::{Connection, Server};
use super::editors::{EDITORS, Editor};
use super::folder::{Files, files};
use super::published::{eventually, file};
use super::random::Random;
use super::{seed, size};

/// A site on the disk, and what it would be when published.
pub struct Site {
    folder: TempDir,
    out: TempDir,
    pub sources: Files,
    pipeline: Pipeline,
}

impl Site {
    /// Some articles in two languages, with what an author has beside them.
    pub fn new(pairs: usize) -> Self {
        let mut site = Site {
            folder: tempfile::tempdir().unwrap(),
            out: tempfile::tempdir().unwrap(),
            sources: Files::new(),
            pipeline: Pipeline::default(),
        };
        let config =
            "base_url = 'https://example.org/blog/'\ntitle = 'Site'\nlanguages = ['ar', 'en']\npaginate_by = 4\n";
        site.put("site.toml", config.replace("/blog/", "/").as_bytes());
        site.put("content/about.ar.md", "---\ntitle: عن الموقع\n---\nنص.\n".as_bytes());
        site.put("content/about.en.md", b"---\ntitle: About\n---\nText.\n");
        site.put("content/notes/map.png", b"map");
        for at in 0..pairs {
            for lang in ["ar", "en"] {
                site.put(
                    &format!("content/notes/n{at}.{lang}.md"),
                    article(lang, at, 0).as_bytes(),
                );
            }
        }
        site.put("themes/own/theme.toml", b"extends = 'diwan'\n");
        site
    }

    pub fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn put(&mut self, path: &str, bytes: &[u8]) {
        self.save(Editor::InPlace, path, bytes);
    }

    pub fn save(&mut self, editor: Editor, path: &str, bytes: &[u8]) {
        editor.save(&self.root(), path, bytes);
        self.sources.insert(path.to_owned(), bytes.to_vec());
    }

    fn remove(&mut self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap();
        self.sources.remove(path);
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.sources[path].clone()).unwrap()
    }

    /// What a build with drafts publishes, addresses and style sheets as they were written; `None` if it publishes nothing.
    pub fn built(&mut self) -> Option<Files> {
        let out = self.out.path().join("public");
        let request = Request {
            out: out.clone(),
            drafts: true,
            for_preview: true,
            ..Request::new(self.root(), 1_767_225_600)
        };
        let report = self
            .pipeline
            .build(&RealDisk, &request, &Hooks::quiet(&AtomicBool::new(false)));
        (report.outcome == Outcome::Published).then(|| {
            let mut published = files(&RealDisk, &out);
            published.remove(".maqal-manifest");
            published
        })
    }
}

pub fn article(lang: &str, at: usize, fresh: usize) -> String {
    let day = at % 28 + 1;
    let (title, words) = match lang {
        "ar" => ("مقال عن C++", "نصّ فيه كلمة web ورابط"),
        _ => ("An article on C++", "A text with a word and a link"),
    };
    format!(
        "---\ntitle: {title} {at}\ndate: 2025-01-{day:02}\ntags: [web, tag-{}]\n---\n\n{words} [{at}](n{}.{lang}.md).\n\n## {title}\n\nNumber {fresh}.\n",
        at % 3,
        at / 2
    )
}

/// One thing that an author does, in words.
fn edit(site: &mut Site, random: &mut Random, fresh: usize) -> String {
    let editor = *random.pick(&EDITORS);
    let articles: Vec<String> = site
        .sources
        .keys()
        .filter(|path| path.ends_with(".md"))
        .cloned()
        .collect();
    let path = random.pick(&articles).clone();
    match random.below(14) {
        0..=4 => {
            let text = format!("{}\nA paragraph, {fresh}.\n", site.text(&path));
            // A site that grows for ever says nothing new.
            let text = if text.len() > 2000 {
                article(language(&path), fresh % 9, fresh)
            } else {
                text
            };
            site.save(editor, &path, text.as_bytes());
            format!("{editor:?} adds a paragraph to {path}")
        }
        5 => {
            let text = article(language(&path), fresh, fresh).replace("title: ", &format!("title: {fresh} "));
            site.save(editor, &path, text.as_bytes());
            format!("{editor:?} gives {path} another title")
        }
        6 => {
            let lang = random.pick(&["ar", "en"]);
            let path = format!(
                "content/{}/new-{fresh}.{lang}.md",
                random.pick(&["notes", "essays", "deep/er"])
            );
            site.save(editor, &path, article(lang, fresh, fresh).as_bytes());
            format!("{editor:?} makes {path}")
        }
        7 if articles.len() > 8 => {
            site.remove(&path);
            format!("{path} is removed")
        }
        8 => {
            let folders = ["content/notes", "content/essays", "content/deep"];
            let (from, to) = (*random.pick(&folders), format!("content/moved-{}", fresh % 3));
            let root = site.root();
            if !root.join(from).exists() || root.join(&to).exists() {
                return "nothing".to_owned();
            }
            fs::rename(root.join(from), root.join(&to)).unwrap();
            let moved: Vec<_> = site
                .sources
                .keys()
                .filter(|path| path.starts_with(&format!("{from}/")))
                .cloned()
                .collect();
            for path in moved {
                let bytes = site.sources.remove(&path).unwrap();
                site.sources.insert(path.replacen(from, &to, 1), bytes);
            }
            format!("{from} becomes {to}")
        }
        9 => {
            let broken = format!("---\ntitle: [never closed\ndraft: maybe {fresh}\n---\nText.\n");
            let before = site.text(&path);
            site.save(editor, &path, broken.as_bytes());
            site.save(*random.pick(&EDITORS), &path, before.as_bytes());
            format!("{path} is broken and mended")
        }
        10 => {
            let template = format!(
                "{{% extends \"diwan/page.html\" %}}\n{{% block main %}}{{{{ super() }}}}<p>{fresh}</p>{{% endblock %}}\n"
            );
            site.save(editor, "themes/own/templates/page.html", template.as_bytes());
            format!("{editor:?} writes a template")
        }
        11 => {
            let config = format!(
                "base_url = 'https://example.org/'\ntitle = 'Site {fresh}'\nlanguages = ['ar', 'en']\npaginate_by = {}\n{}",
                random.below(5) + 2,
                if random.one_in(2) { "theme = 'own'\n" } else { "" }
            );
            site.save(editor, "site.toml", config.as_bytes());
            format!("{editor:?} writes site.toml")
        }
        12 => {
            site.save(editor, "content/notes/map.png", format!("map {fresh}").as_bytes());
            format!("{editor:?} writes a picture")
        }
        _ => {
            let mut done = Vec::new();
            for nth in 0..random.below(12) + 2 {
                let path = format!("content/burst/b{nth}.en.md");
                site.save(*random.pick(&EDITORS), &path, article("en", nth, fresh).as_bytes());
                done.push(path);
            }
            format!("a burst of {}", done.len())
        }
    }
}

fn language(path: &str) -> &'static str {
    if path.ends_with(".ar.md") { "ar" } else { "en" }
}

/// Whether everything that is asked for is what is wanted.
pub fn same(connection: &mut Connection, wanted: &Files) -> Result<(), String> {
    for (path, bytes) in wanted {
        match file(connection, path) {
            Some(shown) if shown == *bytes => {}
            Some(_) => return Err(format!("`{path}` is another than a build makes")),
            None => return Err(format!("`{path}` is not there")),
        }
    }
    Ok(())
}

#[test]
fn no_edit_is_lost() {
    let (seed, steps) = (seed(), size(60));
    let mut random = Random::new(seed);
    let mut site = Site::new(6);
    let server = Server::start(&site.root(), &[]);
    let mut connection = server.connect();
    let mut before = site.built().unwrap();
    eventually(|| same(&mut connection, &before)).unwrap();
    let mut waits = Vec::new();
    for step in 1..=steps {
        let what = edit(&mut site, &mut random, step);
        let saved = Instant::now();
        let Some(wanted) = site.built() else { continue };
        if let Err(problem) = eventually(|| same(&mut connection, &wanted)) {
            panic!("seed {seed}, step {step}: {what}: {problem}");
        }
        waits.push(saved.elapsed());
        for gone in before.keys().filter(|path| !wanted.contains_key(*path)) {
            let shown = file(&mut connection, gone);
            assert!(
                shown.is_none() || gone.ends_with("404.html"),
                "seed {seed}, step {step}: {what}: `{gone}` is still there"
            );
        }
        before = wanted;
    }
    waits.sort();
    let [median, late, latest] = [50, 95, 100].map(|percent| waits[(waits.len() - 1) * percent / 100]);
    let sound = waits.len();
    // The system says of every edit; one that only a round of looking at everything found would take two seconds.
    println!(
        "{steps} edits, {sound} of them sound, none lost; seen whole after {median:?} (p50), {late:?} (p95), {latest:?} (all)"
    );
    assert!(sound * 2 > steps, "{sound} of {steps} were sound");
}
