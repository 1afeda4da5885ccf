//! What is published and has no source any more: articles that are elsewhere, or under another name.

use std::fs;

use super::site::{Site, tree};
use super::{build, stderr};

#[test]
fn a_site_whose_articles_are_nowhere_stays_as_it_was_published() {
    let site = Site::new(2);
    assert!(build(&site).status.success());
    let before = tree(&site.public());
    let (content, away) = (site.root().join("content"), site.root().join("away"));
    fs::rename(&content, &away).unwrap();
    let refused = |code: i32, why: &str| {
        let output = build(&site);
        assert_eq!(output.status.code(), Some(code));
        assert!(stderr(&output).contains(why), "{}", stderr(&output));
        assert_eq!(tree(&site.public()), before);
    };
    // It is gone, it is no folder, it is empty.
    refused(4, "there are no articles in `content`");
    fs::write(&content, "").unwrap();
    refused(3, "content: not a directory");
    fs::remove_file(&content).unwrap();
    fs::create_dir(&content).unwrap();
    refused(4, "published files would be removed");

    // One that is held back is a source too.
    site.write("content/a.en.md", "---\ntitle: A\ndraft: true\n---\nText.\n");
    assert!(build(&site).status.success());
    assert!(!site.public().join("ar/articles/a0/index.html").exists());
}

#[test]
fn a_site_that_has_no_article_yet_is_published() {
    let site = Site::new(0);
    fs::create_dir(site.root().join("content")).unwrap();
    for _ in 0..2 {
        let output = build(&site);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
}

#[test]
fn articles_that_were_renamed_together_are_told_one_by_one() {
    let site = Site::new(3);
    assert!(build(&site).status.success());
    for (at, name) in [(0, "one"), (1, "two"), (2, "three")] {
        for lang in ["ar", "en"] {
            let place = |name: &str| site.root().join(format!("content/articles/{name}.{lang}.md"));
            fs::rename(place(&format!("a{at}")), place(name)).unwrap();
        }
    }
    let words = stderr(&build(&site));
    for (at, name) in [(0, "one"), (1, "two"), (2, "three")] {
        for lang in ["ar", "en"] {
            let told = format!("moved: /{lang}/articles/a{at}/ seems to be /{lang}/articles/{name}/ now");
            assert!(words.contains(&told), "{told}\n{words}");
        }
    }
}

#[test]
fn an_article_in_the_place_of_another_is_not_taken_for_it() {
    let site = Site::new(1);
    let lentils = "---\ntitle: Lentils\ndate: 2025-03-04\n---\nSoup.\n";
    site.write("content/articles/lentils.en.md", lentils);
    assert!(build(&site).status.success());
    fs::remove_file(site.root().join("content/articles/lentils.en.md")).unwrap();
    site.write(
        "content/articles/elections.en.md",
        "---\ntitle: Elections\ndate: 2025-06-07\n---\nVotes.\n",
    );
    let words = stderr(&build(&site));
    assert!(!words.contains("moved"), "{words}");

    // Another title, but of that day, and nothing else is new.
    fs::remove_file(site.root().join("content/articles/elections.en.md")).unwrap();
    site.write(
        "content/articles/votes.en.md",
        "---\ntitle: Votes\ndate: 2025-06-07\n---\nVotes.\n",
    );
    let words = stderr(&build(&site));
    let told = "moved: /en/articles/elections/ seems to be /en/articles/votes/ now";
    assert!(words.contains(told), "{words}");
}
