//! Feeds and sitemaps are what their schemas ask for, by the word of `xmllint`.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::feed::Xml;
use crate::site::Site;

/// Files that one call of the program looks at.
const AT_ONCE: usize = 200;

pub fn check(site: &Site, problems: &mut Vec<String>) {
    let (mut feeds, mut sitemaps) = (Vec::new(), Vec::new());
    for (path, xml) in &site.xml {
        match xml {
            Xml::Atom(_) => feeds.push(path.as_str()),
            Xml::Sitemap(_) | Xml::Index(_) => sitemaps.push(path.as_str()),
            Xml::Other => {}
        }
    }
    against(site, "--relaxng", "atom.rng", &feeds, problems);
    against(site, "--schema", "sitemap.xsd", &sitemaps, problems);
}

fn against(site: &Site, kind: &str, schema: &str, paths: &[&str], problems: &mut Vec<String>) {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/whole").join(schema);
    let folder = tempfile::tempdir().unwrap();
    for some in paths.chunks(AT_ONCE) {
        // By number, so that no name is an option or holds a character that the program reads as more.
        let names: Vec<_> = (0..some.len()).map(|at| format!("{at}.xml")).collect();
        for (name, path) in names.iter().zip(some) {
            fs::write(folder.path().join(name), &site.files[*path]).unwrap();
        }
        let output = Command::new("xmllint")
            .args(["--nonet", "--noout", kind])
            .arg(&schema)
            .args(&names)
            .current_dir(folder.path())
            .output();
        let output = output.unwrap_or_else(|error| {
            panic!("cannot run `xmllint` ({error}): install the package `libxml2-utils`");
        });
        if output.status.success() {
            continue;
        }
        let said = String::from_utf8_lossy(&output.stderr);
        let before = problems.len();
        for line in said.lines().filter(|line| line.contains("error")) {
            let (name, rest) = line.split_once(':').unwrap_or(("", line));
            let at = names.iter().position(|known| known == name);
            problems.push(format!("{}:{rest}", at.map_or(name, |at| some[at])));
        }
        if problems.len() == before {
            problems.push(format!("xmllint: {said}"));
        }
    }
}
