//! From the path of an address to a file. Lookup is in the map of files only.

use super::pages::Pages;
use crate::model::{Route, decode, decode_as_typed, encode};

/// What lies at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file, by its path in the output.
    File(String),
    /// The same at another address, which begins with one slash.
    Moved(String),
    /// Nothing; and the page of the nearest folder that says so, if there is one.
    Nothing(Option<String>),
    /// It is no address.
    Malformed,
}

/// No file has a longer path, in bytes (`PATH_MAX` of Linux).
const LONGEST_PATH: usize = 4096;

/// Finds what lies at a path, which is percent-encoded or not.
pub fn find(pages: &dyn Pages, path: &str) -> Found {
    let typed = decode_as_typed(path);
    // Bytes that are not UTF-8 were decoded to U+FFFD.
    if !path.starts_with('/') || typed.contains(|c: char| c == '\u{FFFD}' || c.is_control()) {
        return Found::Malformed;
    }
    let decoded = decode(path);
    if decoded.len() > LONGEST_PATH {
        return Found::Nothing(None);
    }
    let encoded_base = pages.base();
    let base = decode(&encoded_base);
    if decoded == "/" || format!("{decoded}/") == base {
        if base != "/" {
            return Found::Moved(encoded_base);
        }
    } else if is_treacherous(path, &decoded) {
        return Found::Nothing(None);
    }
    let Some(below) = decoded.strip_prefix(&base) else {
        return Found::Nothing(None);
    };
    let route = Route::new(&format!("/{below}"));
    let file = route.file();
    if pages.has(&file) {
        // The canonical spelling of an address is NFC.
        return if typed == decoded {
            Found::File(file)
        } else {
            Found::Moved(format!("{encoded_base}{}", encode(below)))
        };
    }
    let folder = Route::new(&format!("{route}/"));
    if pages.has(&folder.file()) {
        return Found::Moved(folder.href(&encoded_base));
    }
    Found::Nothing(nearest_page(pages, route.as_str()))
}

/// Whether a path could mean another place to somebody who reads it otherwise: no file of a site has such a name.
fn is_treacherous(path: &str, decoded: &str) -> bool {
    let encoded_slash = path
        .as_bytes()
        .windows(3)
        .any(|three| three.eq_ignore_ascii_case(b"%2f"));
    encoded_slash
        || decoded.contains("//")
        || decoded.contains('\\')
        || decoded.split('/').any(|part| matches!(part, "." | ".."))
}

/// The site's own page for what is not there, of the innermost folder that has one, as hosts choose it.
fn nearest_page(pages: &dyn Pages, route: &str) -> Option<String> {
    let folders = route.rmatch_indices('/').filter_map(|(end, _)| route.get(..end));
    folders
        .map(|folder| format!("{folder}/404.html").trim_start_matches('/').to_owned())
        .find(|page| pages.has(page))
}
