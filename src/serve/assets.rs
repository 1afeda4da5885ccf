//! The server's own files, below an address that hides what a site has there.

/// Where they lie, at the root of the host whatever the path of the site.
pub const ROOM: &str = "/_/";

/// By their names below [`ROOM`].
const FILES: &[(&str, &str)] = &[
    ("address.js", include_str!("client/address.js")),
    ("block.js", include_str!("client/block.js")),
    ("desk.css", include_str!("client/desk.css")),
    ("desk.js", include_str!("client/desk.js")),
    ("editor.js", include_str!("client/editor.js")),
    ("flash.js", include_str!("client/flash.js")),
    ("keys.js", include_str!("client/keys.js")),
    ("live.css", include_str!("client/live.css")),
    ("live.js", include_str!("client/live.js")),
    ("make.js", include_str!("client/make.js")),
    ("match.js", include_str!("client/match.js")),
    ("morph.js", include_str!("client/morph.js")),
    ("overlay.css", include_str!("client/overlay.css")),
    ("overlay.js", include_str!("client/overlay.js")),
    ("page.js", include_str!("client/page.js")),
    ("pane.js", include_str!("client/pane.js")),
    ("place.js", include_str!("client/place.js")),
    ("problem.js", include_str!("client/problem.js")),
    ("rows.js", include_str!("client/rows.js")),
    ("split.css", include_str!("client/split.css")),
    ("split.js", include_str!("client/split.js")),
    ("stream.js", include_str!("client/stream.js")),
    ("table.js", include_str!("client/table.js")),
    ("tools.css", include_str!("client/tools.css")),
    ("watch.js", include_str!("client/watch.js")),
    ("words.js", include_str!("client/words.js")),
];

/// The pages of the author's tools, by their addresses below [`ROOM`].
const PAGES: &[(&str, &str)] = &[
    ("", include_str!("client/desk.html")),
    ("split", include_str!("client/split.html")),
];

/// The page of this address.
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// What the file of this name holds.
pub fn asset(name: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
