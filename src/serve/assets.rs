//! The server's own files, below an address that no site can take.

/// Where they lie, at the root of the host whatever the path of the site.
pub const ROOM: &str = "/_/";

/// By their names below [`ROOM`].
const FILES: &[(&str, &str)] = &[
    ("live.css", include_str!("client/live.css")),
    ("live.js", include_str!("client/live.js")),
];

/// What the file of this name holds.
pub fn asset(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
