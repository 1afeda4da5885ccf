//! Addresses of published files, and what they hash to.

use std::sync::Arc;

use data_encoding::BASE64;
use sha2::{Digest as _, Sha384};

use crate::base::Digest;
use crate::model::{decode, encode};

/// How many hexadecimal digits of its digest stand in the name of a file.
const DIGITS: usize = 10;

/// A path with the digest of the file in its name: `/theme/diwan.3f9a2b1c04.css`.
pub fn fingerprinted(path: &str, bytes: &[u8]) -> String {
    let digest = Digest::of(bytes).to_string();
    let digest = digest.get(..DIGITS).unwrap_or_default();
    let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
    let (folder, name) = path.split_at(name_at);
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{folder}{stem}.{digest}.{extension}"),
        _ => format!("{path}.{digest}"),
    }
}

/// What browsers compare a file with (Subresource Integrity).
pub fn integrity(bytes: &[u8]) -> Arc<str> {
    format!("sha384-{}", BASE64.encode(&Sha384::digest(bytes))).into()
}

/// Where an address in a sheet leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A path below the folder of all sheets, and what follows it in the address (`?` or `#`); a path that begins with
    /// `../` leaves the folder.
    Path(String, String),
    /// Another host.
    Remote,
    /// To the sheet itself, data, an absolute path: it stays as it is wherever it stands.
    AsWritten,
}

/// Where an address leads that is written in a sheet of `folder`.
pub fn target(folder: &str, address: &str) -> Target {
    let address = address.trim();
    if address.starts_with("//") {
        return Target::Remote;
    }
    let path_end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, suffix) = address.split_at(path_end);
    let scheme = path.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "ftp") => return Target::Remote,
        Some(scheme) if !scheme.contains('/') => return Target::AsWritten,
        _ => {}
    }
    if path.is_empty() || path.starts_with('/') {
        return Target::AsWritten;
    }
    let mut parts: Vec<String> = folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            ".." => parts.push("..".to_owned()),
            part => parts.push(decode(part)),
        }
    }
    Target::Path(parts.join("/"), suffix.to_owned())
}

/// The address of `path` in a sheet of `folder`, both below the same folder; percent-encoded.
pub fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    // The last part of a path is a file, never a folder that both are in.
    let same = same.min(to.len().saturating_sub(1));
    let up = "../".repeat(from.len() - same);
    let down = to.get(same..).unwrap_or_default().join("/");
    format!("{up}{}", encode(&down))
}

/// The folder of a name, without a slash at its end.
pub fn folder(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}
