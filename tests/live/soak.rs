//! A server that is edited for a long time needs no more than at the start.

use std::fs;

use super::campaign::{Site, article};
use super::client::Server;
use super::editors::EDITORS;
use super::published::eventually;
use super::size;

/// What a process has of the system.
#[derive(Clone, Copy, Debug)]
struct Holdings {
    /// In kilobytes.
    memory: usize,
    descriptors: usize,
    threads: usize,
}

fn holdings(pid: u32) -> Holdings {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let number = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    };
    Holdings {
        memory: number("VmRSS:"),
        threads: number("Threads:"),
        descriptors: fs::read_dir(format!("/proc/{pid}/fd")).unwrap().count(),
    }
}

#[test]
fn ten_thousand_edits_leave_nothing_behind() {
    let edits = size(150);
    let mut site = Site::new(40);
    let server = Server::start(&site.root(), &[]);
    let mut connection = server.connect();
    let mut edit = |site: &mut Site, nth: usize| {
        let path = format!("content/notes/n{}.en.md", nth % 40);
        site.save(
            EDITORS[nth % EDITORS.len()],
            &path,
            article("en", nth % 40, nth).as_bytes(),
        );
        let needle = format!("Number {nth}.");
        let page = format!("/en/notes/n{}/", nth % 40);
        eventually(|| {
            let body = connection.get(&page).body;
            let found = String::from_utf8_lossy(&body).contains(&needle);
            found
                .then_some(())
                .ok_or_else(|| format!("edit {nth} of {page} is lost"))
        })
        .unwrap();
    };
    // What is needed once is there after a tenth.
    let warm = edits / 10 + 40;
    (1..=warm).for_each(|nth| edit(&mut site, nth));
    let before = holdings(server.process.id());
    (warm + 1..=warm + edits).for_each(|nth| edit(&mut site, nth));
    let after = holdings(server.process.id());
    println!("after {warm} edits {before:?}, after {edits} more {after:?}");
    assert!(after.descriptors <= before.descriptors + 4, "{before:?} {after:?}");
    assert!(after.threads <= before.threads + 8, "{before:?} {after:?}");
    // One megabyte for a thousand edits, and what a noisy allocator holds.
    let allowed = before.memory + edits + 16 * 1024;
    assert!(after.memory <= allowed, "{before:?} {after:?}");
}
