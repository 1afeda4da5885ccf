//! A new article in a site that exists.

use std::fs;
use std::path::Path;
use std::process::Output;

use maqal::parse::head::{HeadSettings, head};

use super::site::{Site, tree};
use super::{maqal, stderr};

fn new(site: &Site, arguments: &[&str]) -> Output {
    let mut command = maqal(&["new"]);
    command.args(["--root", site.root().to_str().unwrap()]).args(arguments);
    command.output().unwrap()
}

/// The files of a site that were not in it before, sorted.
fn added(site: &Site, arguments: &[&str]) -> Vec<String> {
    let before = tree(site.root());
    let output = new(site, arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
    let after = tree(site.root()).into_keys();
    let added = after.filter(|path| !before.contains_key(path));
    added.map(|path| path.to_str().unwrap().to_owned()).collect()
}

/// What is refused, with an exit code and words; nothing is written.
fn refused(site: &Site, arguments: &[&str], code: i32, words: &str) {
    let before = tree(site.root());
    let output = new(site, arguments);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
    assert!(stderr(&output).contains(words), "{arguments:?}: {}", stderr(&output));
    assert_eq!(tree(site.root()), before, "{arguments:?}: nothing is written");
}

fn read(site: &Site, path: &str) -> String {
    fs::read_to_string(site.root().join(path)).unwrap()
}

/// The title and whether it is a draft, as the program reads them; nothing may be wrong with the file.
fn front(site: &Site, path: &str) -> (String, bool) {
    let languages = ["ar", "en"].map(str::to_owned);
    let settings = HeadSettings {
        taxonomies: &[],
        languages: &languages,
        math: false,
    };
    let checked = head(&path.into(), &read(site, path), &settings);
    assert_eq!(checked.diagnostics, [], "{path}");
    let front = checked.value.front;
    assert!(front.date.is_some(), "{path}");
    (front.title.unwrap().plain.unwrap(), front.draft)
}

#[test]
fn both_files_of_a_pair_are_written() {
    let site = Site::new(1);
    let before = tree(site.root());
    let output = new(&site, &["ما الذكاء؟"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        printed,
        "`content/articles/ما-الذكاء.ar.md` for `/ar/articles/ما-الذكاء/`\n\
         `content/articles/ما-الذكاء.en.md` for `/en/articles/ما-الذكاء/`, to be translated\n\
         both are drafts: take out `draft: true` to publish a file\n"
    );
    assert_eq!(tree(site.root()).len(), before.len() + 2);
    assert_eq!(
        read(&site, "content/articles/ما-الذكاء.ar.md"),
        "---\ntitle: ما الذكاء؟\ndate: 2026-11-23\ndraft: true\n---\n\n"
    );
    assert_eq!(
        read(&site, "content/articles/ما-الذكاء.en.md"),
        "---\n# To be translated into `en`, the title as well.\ntitle: ما الذكاء؟\ndate: 2026-11-23\ndraft: true\n---\n\n"
    );
    // it is where it was said to be
    let root = site.root().to_str().unwrap();
    let build = maqal(&["build", "--strict", "--drafts", root]).output().unwrap();
    assert_eq!(build.status.code(), Some(0), "{}", stderr(&build));
    assert!(site.public().join("en/articles/ما-الذكاء/index.html").exists());
    let build = maqal(&["build", root]).output().unwrap();
    assert!(build.status.success());
    assert!(
        !site.public().join("ar/articles/ما-الذكاء").exists(),
        "drafts are held back"
    );
}

#[test]
fn the_language_of_the_title_has_the_title() {
    let site = Site::new(1);
    added(&site, &["Peace"]);
    assert!(read(&site, "content/articles/peace.ar.md").contains("# To be translated into `ar`"));
    assert!(!read(&site, "content/articles/peace.en.md").contains('#'));
    added(&site, &["2027", "--no-draft"]);
    assert_eq!(front(&site, "content/articles/2027.ar.md"), ("2027".to_owned(), false));
    assert_eq!(front(&site, "content/articles/2027.en.md"), ("2027".to_owned(), true));
    added(&site, &["Both", "--no-draft", "--draft"]);
    assert_eq!(front(&site, "content/articles/both.en.md"), ("Both".to_owned(), true));
}

#[test]
fn names_in_a_title_do_not_make_it_english() {
    let site = Site::new(1);
    for (at, title) in ["ما هو DeepSeek R1؟", "C++ أم Rust؟"].into_iter().enumerate() {
        let slug = format!("t{at}");
        added(&site, &["--no-draft", "--slug", &slug, title]);
        for (tag, is_draft) in [("ar", false), ("en", true)] {
            let path = format!("content/articles/{slug}.{tag}.md");
            assert_eq!(front(&site, &path), (title.to_owned(), is_draft), "{path}");
        }
    }
}

#[test]
fn files_go_where_those_of_the_site_are() {
    let suffixed = Site::new(1);
    assert_eq!(
        added(&suffixed, &["x"]),
        ["content/articles/x.ar.md", "content/articles/x.en.md"]
    );

    let folders = Site::new(0);
    folders.write("content/ar/posts/a.md", "---\ntitle: أ\ndate: 2025-01-01\n---\nنص.\n");
    folders.write("content/en/posts/a.md", "---\ntitle: A\ndate: 2025-01-01\n---\nText.\n");
    folders.write("content/ar/about.md", "---\ntitle: عنا\n---\nنص.\n");
    assert_eq!(
        added(&folders, &["x"]),
        ["content/ar/posts/x.md", "content/en/posts/x.md"]
    );
    assert_eq!(
        added(&folders, &["x", "--section", "notes"]),
        ["content/ar/notes/x.md", "content/en/notes/x.md"]
    );

    let bare = Site::new(0);
    bare.write("content/articles/a.md", "---\ntitle: أ\ndate: 2025-01-01\n---\nنص.\n");
    bare.write(
        "content/articles/a.en.md",
        "---\ntitle: A\ndate: 2025-01-01\n---\nText.\n",
    );
    assert_eq!(
        added(&bare, &["x"]),
        ["content/articles/x.en.md", "content/articles/x.md"]
    );

    let empty = Site::new(0);
    fs::create_dir(empty.root().join("content")).unwrap();
    assert_eq!(
        added(&empty, &["x"]),
        ["content/articles/x.ar.md", "content/articles/x.en.md"]
    );
}

#[test]
fn sections_are_found_and_near_misses_named() {
    let site = Site::new(1);
    refused(&site, &["x", "--section", "artcles"], 2, "did you mean `articles`?");
    for bad in ["../x", "", "a//b", ".hidden", "_data", "en", "a\\b", "a:b"] {
        refused(&site, &["x", "--section", bad], 2, "cannot be a section");
    }
    refused(&site, &["x", "--section", "nul"], 2, "Windows reserves");
    refused(&site, &["x", "--section", "/abs"], 2, "`--section abs`");
    refused(&site, &["x", "--section", "/articles"], 2, "`--section articles`");
    assert_eq!(
        added(&site, &["x", "--section", "content/articles/"])[0],
        "content/articles/x.ar.md"
    );
    assert_eq!(
        added(&site, &["x", "--section", "notes/deep"])[0],
        "content/notes/deep/x.ar.md"
    );
    fs::create_dir(site.root().join("content/article")).unwrap();
    assert_eq!(
        added(&site, &["x", "--section", "article"])[0],
        "content/article/x.ar.md"
    );
}

#[test]
fn a_folder_for_each_language_is_named_with_its_language() {
    let site = Site::new(0);
    site.write("content/ar/posts/a.md", "---\ntitle: أ\ndate: 2025-01-01\n---\nنص.\n");
    site.write("content/en/posts/a.md", "---\ntitle: A\ndate: 2025-01-01\n---\nText.\n");
    refused(
        &site,
        &["x", "--section", "post"],
        2,
        "make the folder `content/ar/post` first",
    );
    let english = ["x", "--section", "post", "--languages", "en"];
    refused(&site, &english, 2, "make the folder `content/en/post` first");
    let path = ["x", "--section", "content/en/posts"];
    refused(&site, &path, 2, "such as `posts` for the folder `content/ar/posts`");
    // a folder where no file of the site would be makes no section
    fs::create_dir(site.root().join("content/post")).unwrap();
    refused(
        &site,
        &["x", "--section", "post"],
        2,
        "make the folder `content/ar/post` first",
    );
    // that of one language is enough
    fs::create_dir(site.root().join("content/en/post")).unwrap();
    assert_eq!(
        added(&site, &["x", "--section", "post"]),
        ["content/ar/post/x.md", "content/en/post/x.md"]
    );
}

#[test]
fn names_that_a_mac_took_apart_are_one_with_those_that_are_typed() {
    // آ as one letter, and as ا with a mark
    let (whole, apart) = ("آراء", "ا\u{653}راء");
    let site = Site::new(0);
    let text = "---\ntitle: رأي\ndate: 2025-01-01\n---\nنص.\n";
    site.write(&format!("content/{apart}/a.ar.md"), text);
    for (typed, slug) in [(whole, "b"), (apart, "c")] {
        assert_eq!(
            added(&site, &["x", "--section", typed, "--slug", slug]),
            [
                format!("content/{apart}/{slug}.ar.md"),
                format!("content/{apart}/{slug}.en.md")
            ],
            "no second folder of the same name"
        );
    }
    let build = maqal(&["build", "--strict", site.root().to_str().unwrap()])
        .output()
        .unwrap();
    assert_eq!(build.status.code(), Some(0), "{}", stderr(&build));
    assert!(site.public().join(format!("ar/{whole}/a/index.html")).exists());
}

#[test]
fn languages_are_those_of_the_site() {
    let site = Site::new(1);
    assert_eq!(added(&site, &["x", "--languages", "en"]), ["content/articles/x.en.md"]);
    refused(&site, &["y", "--languages", "fr"], 2, "use one of ar, en");
    refused(&site, &["y", "--languages", ","], 2, "use some of ar, en");
    // the other half of a pair, by its name
    site.write(
        "content/articles/x.en.md",
        "---\ntitle: x\ndate: 2020-01-02\n---\nText.\n",
    );
    for arguments in [&["x", "--languages", "ar"][..], &["اسم", "--slug", "x"]] {
        refused(&site, arguments, 4, "`--slug x --languages ar`");
    }
    let arguments = ["اسم", "--slug", "x", "--languages", "ar"];
    assert_eq!(added(&site, &arguments), ["content/articles/x.ar.md"]);
    let text = fs::read_to_string(site.root().join("content/articles/x.ar.md")).unwrap();
    assert!(text.contains("date: 2020-01-02\n"), "that of the original: {text}");
    refused(&site, &arguments, 4, "there is an article of this name");
}

#[test]
fn nothing_is_overwritten() {
    let site = Site::new(1);
    added(&site, &["Peace!"]);
    refused(&site, &["peace?"], 4, "choose another title");
    site.write(
        "content/articles/bundle/index.en.md",
        "---\ntitle: B\ndate: 2025-01-01\n---\nText.\n",
    );
    refused(&site, &["Bundle"], 4, "content/articles/bundle/index.en.md");
    site.write(
        "content/articles/gone.en.md",
        "---\ntitle: G\ndate: 2020-01-01\nexpires: 2021-01-01\n---\nText.\n",
    );
    refused(&site, &["Gone"], 4, "content/articles/gone.en.md");
    site.write(
        "content/articles/other.en.md",
        "---\ntitle: O\ndate: 2025-01-01\nslug: taken\n---\nText.\n",
    );
    refused(&site, &["Taken"], 4, "`/en/articles/taken/`");
    fs::create_dir_all(site.root().join("content/articles/folder.ar.md")).unwrap();
    refused(&site, &["Folder"], 4, "content/articles/folder.ar.md");
    // one article that cannot be read keeps nobody from writing another
    site.write("content/articles/broken.en.md", "---\ntitle: [\n---\n");
    assert_eq!(added(&site, &["Next"]).len(), 2);
}

#[test]
fn titles_that_yaml_would_misread_are_read_as_they_are() {
    let site = Site::new(0);
    fs::create_dir(site.root().join("content")).unwrap();
    let titles = [
        "key: value",
        "a # b",
        "\"quoted\"",
        "it's",
        "- item",
        "@user",
        "`code`",
        "{a: b}",
        "[x]",
        "yes",
        "null",
        "1.5",
        "*bold*",
        "&anchor",
        "!tag",
        "% percent",
        "? question",
        "| pipe",
        "> fold",
        "back\\slash",
        "a:",
        "~",
        "---",
        "قال: «نعم» # لا",
        "می\u{200C}خواهم",
        "two\nlines",
        "\ttabs\t",
        "🎉 2025",
        "2025-03-04",
        "a\u{A0}b",
    ];
    for (at, title) in titles.iter().enumerate() {
        let slug = format!("t{at}");
        let files = added(&site, &["--slug", &slug, "--", title]);
        assert_eq!(files.len(), 2, "{title}");
        let expected = title.split(['\n', '\t', ' ']).filter(|word| !word.is_empty());
        let expected = expected.collect::<Vec<_>>().join(" ");
        for file in files {
            assert_eq!(front(&site, &file), (expected.clone(), true), "{title:?}");
        }
    }
}

#[test]
fn names_that_cannot_be() {
    let site = Site::new(1);
    refused(&site, &["🎉"], 2, "`--slug my-article`");
    refused(&site, &[""], 2, "the title is empty");
    refused(&site, &["a\u{7}b"], 2, "U+0007");
    refused(&site, &["Index"], 2, "`index`");
    refused(&site, &["Con"], 2, "Windows reserves");
    refused(&site, &["x", "--slug", "My Slug"], 2, "write `--slug my-slug`");
    refused(
        &site,
        &["x", "--slug", "_index"],
        2,
        "cannot be called `index` or `_index`",
    );
    refused(&site, &["x", "--slug", "a/b"], 2, "write `--slug a-b`");
    refused(&site, &["x", "--date", "yesterday"], 2, "`--date 2025-03-04`");
    assert_eq!(
        added(&site, &["🎉", "--slug", "حفلة"])[0],
        "content/articles/حفلة.ar.md"
    );

    let long = "كلمة ".repeat(500);
    for path in added(&site, &[&long]) {
        let name = Path::new(&path).file_name().unwrap().len();
        assert!((150..=255).contains(&name), "{name}");
        assert_eq!(front(&site, &path).0, long.trim());
    }
    refused(&site, &[&"ا".repeat(40_000)], 2, "longer than 64 kB");
}

#[test]
fn the_date_is_the_sites_today_or_the_one_that_is_named() {
    let site = Site::new(1);
    site.write(
        "site.toml",
        "languages = [\"ar\", \"en\"]\ntime_zone = \"Pacific/Honolulu\"\n",
    );
    added(&site, &["today"]);
    assert!(read(&site, "content/articles/today.en.md").contains("\ndate: 2026-11-22\n"));
    for (written, expected) in [
        ("2025/3/4", "date: 2025-03-04\n"),
        ("٢٠٢٥-٠٣-٠٤", "date: 2025-03-04\n"),
        ("2025-03-04T10:30+03:00", "date: \"2025-03-04T10:30+03:00\"\n"),
    ] {
        let file = &added(&site, &[written, "--date", written])[1];
        assert!(read(&site, file).contains(expected), "{}", read(&site, file));
        front(&site, file);
    }
}

#[test]
fn addresses_follow_the_settings() {
    let site = Site::new(1);
    site.write(
        "site.toml",
        "languages = [\"ar\", \"en\"]\nslugs = \"ascii\"\n[permalinks]\narticles = \"/{year}/{slug}/\"\n",
    );
    let output = new(&site, &["مقال", "--date", "2025-03-04"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(
        printed.starts_with("`content/articles/mqal.ar.md` for `/ar/2025/mqal/`\n"),
        "{printed}"
    );
}

#[test]
fn a_folder_without_a_site_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let output = maqal(&["new", "x"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`maqal init`"), "{}", stderr(&output));
    let site = Site::new(1);
    site.write("site.toml", "languages = 3\n");
    refused(&site, &["x"], 2, "site.toml:1:");
}
