//! Builds by the real pipeline, from a folder into another one.

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use maqal::disk::RealDisk;
use maqal::pipeline::{Hooks, Outcome, Pipeline, Report, Request};

use crate::folder::{Files, files};

/// 2100-01-01 UTC, when all that anybody meant to publish is.
const NOW: i64 = 4_102_444_800;

/// What lies beside the published files.
const MANIFEST: &str = ".maqal-manifest";

/// Builds the site in a folder; gives its files and what is wrong with the counts.
pub fn build(root: &Path) -> (Files, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let request = Request {
        out: folder.path().join("public"),
        ..Request::new(root, NOW)
    };
    let report = Pipeline::default().build(&RealDisk, &request, &Hooks::quiet(&AtomicBool::new(false)));
    assert_eq!(report.outcome, Outcome::Published, "{:#?}", report.diagnostics);
    let mut files = files(&RealDisk, &request.out);
    assert!(files.remove(MANIFEST).is_some());
    let problems = counted(&report, &files);
    (files, problems)
}

/// One file for each output that the report counts, and none twice.
pub fn counted(report: &Report, files: &Files) -> Vec<String> {
    let mut problems = Vec::new();
    let written = report.counts.written + report.counts.kept;
    if written != files.len() {
        problems.push(format!(
            "the report counts {written} files, the folder holds {}",
            files.len()
        ));
    }
    for pair in report.rendered.windows(2).filter(|pair| pair[0] == pair[1]) {
        problems.push(format!("{} was made twice", pair[0]));
    }
    problems
}

/// Writes the sources of a site.
pub fn write(root: &Path, sources: &[(String, String)]) {
    for (path, text) in sources {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
