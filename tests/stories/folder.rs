//! What lies below a folder of any disk; a part of several tests.

#![allow(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::path::Path;

use maqal::disk::{Files as Disk, Kind};

/// Files by their path below a folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Every file below a folder, none if there is no such folder.
pub fn files(disk: &dyn Disk, folder: &Path) -> Files {
    let entries = disk.walk(folder, &|_| false).unwrap_or_default();
    let files = entries.into_iter().filter(|entry| entry.kind == Kind::File);
    files
        .map(|entry| {
            let bytes = disk.read(&folder.join(&entry.path)).unwrap();
            (entry.path, bytes)
        })
        .collect()
}
