//! Addresses of published files.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::text::nfc;

/// What a path segment of a URL may not hold bare (RFC 3986, section 3.3), with `'` added for attributes.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\'');

/// An address within the site, decoded and in NFC: `/ar/articles/x/` or `/feed.xml`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route(Arc<str>);

impl Route {
    /// Takes a path that starts with `/`.
    pub fn new(path: &str) -> Self {
        debug_assert!(path.starts_with('/'), "a route starts with a slash: {path}");
        Route(path.into())
    }

    /// The decoded path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that answers for it, relative to the output folder.
    pub fn file(&self) -> String {
        let path = self.0.trim_start_matches('/');
        if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        }
    }

    /// The address that a file answers for, relative to the output folder.
    pub fn of_file(file: &str) -> Self {
        let folder = file.strip_suffix("index.html");
        let folder = folder.filter(|folder| folder.is_empty() || folder.ends_with('/'));
        Route::new(&format!("/{}", folder.unwrap_or(file)))
    }

    /// The address for a link: percent-encoded once, below the site's base path, which ends with `/`.
    pub fn href(&self, base_path: &str) -> String {
        let path = self.0.trim_start_matches('/');
        format!("{base_path}{}", encode(path))
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes a decoded path or fragment once, keeping `/`.
pub(crate) fn encode(decoded: &str) -> String {
    utf8_percent_encode(decoded, SEGMENT).to_string()
}

/// Decodes a path as typed, without normalising it.
pub(crate) fn decode_as_typed(encoded: &str) -> String {
    percent_decode_str(encoded).decode_utf8_lossy().into_owned()
}

/// Decodes a path or fragment as typed, into NFC; bytes that are not UTF-8 become U+FFFD.
pub(crate) fn decode(encoded: &str) -> String {
    nfc(&decode_as_typed(encoded)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_addresses() {
        for (route, file, href) in [
            ("/", "index.html", "/blog/"),
            ("/ar/مقال/", "ar/مقال/index.html", "/blog/ar/%D9%85%D9%82%D8%A7%D9%84/"),
            ("/feed.xml", "feed.xml", "/blog/feed.xml"),
            ("/my-index.html", "my-index.html", "/blog/my-index.html"),
            ("/a b%.png", "a b%.png", "/blog/a%20b%25.png"),
        ] {
            let route = Route::new(route);
            assert_eq!(Route::of_file(file), route);
            assert_eq!((route.file().as_str(), route.href("/blog/").as_str()), (file, href));
        }
    }
}
