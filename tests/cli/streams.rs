//! Standard output and standard error that cannot be written to.

#![cfg(target_os = "linux")]

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Stdio;
use std::time::Duration;

use super::site::Site;
use super::{maqal, stderr};

/// What is said of a full disk behind standard output.
const FULL: &str = "error: cannot write to standard output: no space left on device\n";

/// A device that is always full.
fn full() -> File {
    File::options().write(true).open("/dev/full").unwrap()
}

#[test]
fn what_cannot_be_printed_is_said_once_when_the_work_is_done() {
    let site = Site::new(1);
    let root = site.root().to_str().unwrap();
    let begun = site.root().join("begun");
    for arguments in [
        &["build", root] as &[&str],
        &["build", root, "--format", "json"],
        &["explain"],
        &["explain", "broken-link"],
        &["theme", "eject"],
        &["theme", "eject", "article.html", "--root", root],
        &["theme", "new", "notebook", "--root", root],
        &["new", "Peace", "--root", root],
        &["--help"],
    ] {
        let output = maqal(arguments).stdout(full()).output().unwrap();
        assert_eq!(stderr(&output), FULL, "{arguments:?}");
        assert_eq!(output.status.code(), Some(3), "{arguments:?}");
    }
    let init = ["init", begun.to_str().unwrap(), "--title", "x", "--languages", "ar,en"];
    let output = maqal(&init).stdout(full()).output().unwrap();
    assert_eq!((stderr(&output).as_str(), output.status.code()), (FULL, Some(3)));
    for made in [
        "public/en/articles/a0/index.html",
        "themes/notebook/theme.toml",
        "content/articles/peace.en.md",
        "begun/site.toml",
    ] {
        assert!(site.root().join(made).exists(), "{made}");
    }
}

#[test]
fn what_went_wrong_before_weighs_more() {
    let site = Site::new(1);
    site.write("content/bad.en.md", "---\ndraft: maybe\n---\n");
    let output = maqal(&["build", site.root().to_str().unwrap()])
        .stdout(full())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).ends_with(FULL), "{}", stderr(&output));
}

#[test]
fn nobody_is_told_what_standard_error_cannot_hold() {
    let site = Site::new(1);
    site.write("content/about.en.md", "---\ntitle: About\n---\n[x](nowhere.md)\n");
    let root = site.root().to_str().unwrap();
    for (arguments, code) in [
        (&["build", root] as &[&str], 0),
        (&["build", root, "--timings"], 0),
        (&["build", root, "--strict"], 1),
        (&["explain", "no-such-code"], 2),
        (&["no-such-command"], 2),
    ] {
        let output = maqal(arguments).stderr(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
    }
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let mut process = maqal(&["explain"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(process.stdout.take());
    let output = process.wait_with_output().unwrap();
    assert_eq!((stderr(&output).as_str(), output.status.code()), ("", Some(0)));
}

#[test]
fn a_site_is_served_though_nobody_reads_where() {
    let site = Site::new(1);
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        free.local_addr().unwrap().port()
    };
    let root = site.root().to_str().unwrap();
    let mut process = maqal(&["serve", root, "--port", &port.to_string()])
        .stdout(full())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
    let is_told = lines.any(|line| line.is_ok_and(|line| line == FULL.trim_end()));
    assert!(is_told);
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    write!(
        stream,
        "GET /en/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let _ = process.kill();
    let _ = process.wait();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
