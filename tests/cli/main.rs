//! Real runs of the binary on a real disk: exit codes, signals, kills, and this repository's own site.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test stops where its setting fails, and one says how long it took"
)]

mod gone;
mod init;
mod kills;
mod new;
mod serve;
mod site;
mod streams;
mod terminal;
mod theme;
mod told;

use std::path::Path;
use std::process::{Command, Output};

use site::{Site, tree};

/// The program, with a clock that stands still.
pub fn maqal(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_maqal"));
    command
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795392000")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("MAQAL_EDITOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    maqal(arguments).output().unwrap()
}

fn build(site: &Site) -> Output {
    run(&["build", "--root", site.root().to_str().unwrap()])
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_file_that_emacs_holds_unsaved_stops_no_build() {
    let site = Site::new(1);
    let lock = site.root().join("content/articles/.#a0.en.md");
    std::os::unix::fs::symlink("author@host.1:2", lock).unwrap();
    let output = build(&site);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
}

#[test]
fn this_repository_is_a_site_without_a_warning() {
    let out = tempfile::tempdir().unwrap();
    let public = out.path().join("public");
    let root = env!("CARGO_MANIFEST_DIR");
    let output = run(&[
        "build",
        "--root",
        root,
        "--out",
        public.to_str().unwrap(),
        "--strict",
        "--format",
        "json",
    ]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(report["exit"], 0);
    assert_eq!(output.status.code(), Some(0));
    for (page, html) in [
        ("ar/articles/open-model/index.html", "<html lang=\"ar\" dir=\"rtl\""),
        ("en/articles/open-model/index.html", "<html lang=\"en\" dir=\"ltr\""),
    ] {
        let text = std::fs::read_to_string(public.join(page)).unwrap();
        assert!(text.contains(html), "{page} lacks {html}");
        for hreflang in ["ar", "en", "x-default"] {
            assert!(
                text.contains(&format!("hreflang=\"{hreflang}\"")),
                "{page} lacks hreflang {hreflang}"
            );
        }
    }
}

#[test]
fn two_builds_are_equal_byte_for_byte() {
    let (one, other) = (Site::new(20), Site::new(20));
    assert!(build(&one).status.success());
    assert!(
        maqal(&["build", other.root().to_str().unwrap()])
            .env("RAYON_NUM_THREADS", "1")
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(tree(&one.public()), tree(&other.public()));
}

#[test]
fn exit_codes() {
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(code(&["--help"]), Some(0));
    assert_eq!(code(&["explain", "broken-link"]), Some(0));
    assert_eq!(code(&["no-such-command"]), Some(2));
    assert_eq!(code(&["explain", "no-such-code"]), Some(2));

    let empty = tempfile::tempdir().unwrap();
    let output = run(&["build", empty.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("content"), "it says what is missing");

    let site = Site::new(2);
    site.write("site.toml", "languages = 3\n");
    assert_eq!(build(&site).status.code(), Some(2));

    let site = Site::new(2);
    site.write("content/bad.en.md", "---\ntitle: [\n---\n");
    let output = build(&site);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("content/bad.en.md:"), "{}", stderr(&output));
    assert!(!site.public().exists(), "nothing is published");

    let site = Site::new(2);
    site.write("blocked", "a file where a folder would have to be");
    let output = run(&[
        "build",
        "--root",
        site.root().to_str().unwrap(),
        "--out",
        site.root().join("blocked/out").to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
}

#[test]
fn a_clock_that_cannot_be_read_is_told_as_data_too() {
    let site = Site::new(1);
    let root = site.root().to_str().unwrap();
    let output = maqal(&["build", root, "--format", "json"])
        .env("SOURCE_DATE_EPOCH", "abc")
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((report["exit"].as_u64(), output.status.code()), (Some(2), Some(2)));
    let reason = report["reason"].as_str().unwrap();
    assert!(reason.contains("`SOURCE_DATE_EPOCH` is `abc`"), "{reason}");
    assert_eq!(report["diagnostics"], serde_json::json!([]));
}

#[test]
fn an_option_that_is_wrong_is_named_and_no_file() {
    let site = Site::new(1);
    let root = site.root().to_str().unwrap();
    let output = run(&["build", root, "--base-url", "https://example.org:99999"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let printed = stderr(&output);
    assert!(
        printed.contains("`--base-url https://example.org:99999` must have"),
        "{printed}"
    );
    assert!(!printed.contains("-->") && !printed.contains("site.toml"), "{printed}");

    let output = maqal(&["serve", root, "--port", "0"])
        .env("MAQAL_EDITOR", "foo")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let printed = stderr(&output);
    assert!(
        printed.starts_with("error: `MAQAL_EDITOR` is `foo`, not an address with `{path}`"),
        "{printed}"
    );
    assert!(!printed.contains("--editor"), "{printed}");
}

#[test]
fn a_code_in_another_case_is_recognised() {
    for written in ["BROKEN-LINK", "broken_link", "broken-lnk"] {
        let output = run(&["explain", written]);
        assert_eq!(output.status.code(), Some(2));
        let printed = stderr(&output);
        assert!(printed.contains("did you mean `broken-link`?"), "{printed}");
    }
}

#[test]
fn a_list_that_is_cut_says_so() {
    let site = Site::new(0);
    for at in 0..25 {
        site.write(
            &format!("content/articles/d{at}.en.md"),
            "---\ntitle: Draft\ndraft: true\n---\nText.\n",
        );
    }
    let printed = stderr(&build(&site));
    assert_eq!(printed.matches("held back: content/").count(), 20, "{printed}");
    assert!(
        printed.contains("held back: 5 more; `--format json` lists all of them"),
        "{printed}"
    );
}

#[test]
fn an_output_that_holds_sources_or_other_peoples_files_is_refused() {
    let site = Site::new(2);
    let before = tree(site.root());
    for out in [".", "content", "content/deeper", "themes", "/"] {
        let out = site.root().join(out);
        let output = run(&[
            "build",
            "--root",
            site.root().to_str().unwrap(),
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(output.status.code(), Some(4), "{}: {}", out.display(), stderr(&output));
        assert_eq!(tree(site.root()), before, "nothing is touched");
    }
    assert!(build(&site).status.success());
    site.write("public/notes.txt", "mine");
    let output = build(&site);
    assert_eq!(output.status.code(), Some(4));
    assert!(stderr(&output).contains("notes.txt"), "{}", stderr(&output));
    assert_eq!(
        std::fs::read_to_string(site.root().join("public/notes.txt")).unwrap(),
        "mine"
    );
}

#[test]
fn a_link_out_of_the_site_is_refused() {
    let site = Site::new(2);
    for target in ["/etc/hostname", "loop.txt", "/nowhere"] {
        let link = site.root().join("content/loop.txt");
        std::os::unix::fs::symlink(target, &link).unwrap();
        let output = build(&site);
        assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
        let words = format!("`content/loop.txt` is a link to `{target}`, which is nothing within the site");
        assert!(stderr(&output).contains(&words), "{}", stderr(&output));
        std::fs::remove_file(link).unwrap();
    }
}

#[test]
fn what_the_disk_refuses_is_said_in_its_words() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new(0);
    let content = site.root().join("content");
    std::os::unix::fs::symlink("content", &content).unwrap();
    let output = build(&site);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let words = format!("cannot list {}: too many levels of symbolic links\n", content.display());
    assert!(stderr(&output).contains(&words), "{}", stderr(&output));

    std::fs::remove_file(&content).unwrap();
    std::fs::create_dir(&content).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"b\xff.md");
    std::fs::write(content.join(name), "Text.").unwrap();
    let output = build(&site);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("is not valid UTF-8; rename it"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn a_failed_build_leaves_the_last_one() {
    let site = Site::new(10);
    assert!(build(&site).status.success());
    let before = tree(&site.public());
    site.write("content/articles/a0.en.md", "---\ntitle: a\ndraft: maybe\n---\nx");
    assert_eq!(build(&site).status.code(), Some(1));
    assert_eq!(tree(&site.public()), before);
}

#[test]
fn an_address_that_changed_is_told_and_an_alias_proposed() {
    let site = Site::new(2);
    assert!(build(&site).status.success());
    let article = std::fs::read_to_string(site.root().join("content/articles/a0.ar.md")).unwrap();
    let moved = article.replacen("---\n", "---\nslug: جديد\n", 1);
    site.write("content/articles/a0.ar.md", &moved);
    let printed = stderr(&build(&site));
    assert!(
        printed.contains("moved: /ar/articles/a0/ seems to be /ar/articles/جديد/ now"),
        "{printed}"
    );
    assert!(
        printed.contains("write `aliases: [/ar/articles/a0/]` in content/articles/a0.ar.md"),
        "{printed}"
    );
    assert!(
        !site.public().join("ar/articles/a0/index.html").exists(),
        "nothing is made of a guess"
    );

    site.write(
        "content/articles/a0.ar.md",
        &moved.replacen("---\n", "---\naliases: [/ar/articles/a0/]\n", 1),
    );
    let printed = stderr(&build(&site));
    assert!(!printed.contains("moved"), "{printed}");
    assert!(site.public().join("ar/articles/a0/index.html").exists());
}

#[test]
fn a_proposed_alias_leads_from_an_address_with_a_percent_sign() {
    let site = Site::new(1);
    let article = "---\ntitle: All of it\ndate: 2025-03-04\nslug: \"100%25\"\n---\nText.\n";
    site.write("content/articles/all.en.md", article);
    assert!(build(&site).status.success());
    let old = site.public().join("en/articles/100%25/index.html");
    assert!(old.exists());
    let moved = article.replace("100%25", "all");
    site.write("content/articles/all.en.md", &moved);
    let printed = stderr(&build(&site));
    let line = "aliases: [/en/articles/100%2525/]";
    assert!(printed.contains(&format!("write `{line}` in")), "{printed}");
    assert!(!old.exists());
    site.write(
        "content/articles/all.en.md",
        &moved.replacen("---\n", &format!("---\n{line}\n"), 1),
    );
    assert!(build(&site).status.success());
    assert!(old.exists());
}

#[test]
fn a_report_as_data_names_every_place() {
    let site = Site::new(2);
    site.write(
        "content/articles/مقال.ar.md",
        "---\ntitle: مقال\ndate: 2025-03-04\n---\nانظر [هنا](غائب.md).\n",
    );
    let output = run(&["build", "--root", site.root().to_str().unwrap(), "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = &report["diagnostics"][0];
    assert_eq!(found["code"], "broken-link");
    assert_eq!(found["path"], "content/articles/مقال.ar.md");
    assert_eq!((found["line"].as_u64(), found["column"].as_u64()), (Some(5), Some(6)));
}

#[test]
fn a_page_at_a_name_in_arabic_is_a_file_of_that_name() {
    let site = Site::new(1);
    site.write(
        "content/articles/مقال.ar.md",
        "---\ntitle: مقال\ndate: 2025-03-04\n---\nنص.\n",
    );
    assert!(build(&site).status.success());
    assert!(Path::new(&site.public().join("ar/articles/مقال/index.html")).exists());
}

#[test]
fn help_of_several_lines_is_printed_as_lines() {
    let site = Site::new(1);
    site.write("content/articles/plain.md", " date 2025-03-04 كلام. ثم كلام.\n");
    let printed = stderr(&build(&site));
    assert!(
        printed.contains("\n        ---\n        title: كلام\n        date: 2025-03-04\n        ---\n"),
        "{printed}"
    );
}
