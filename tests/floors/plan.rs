//! The plan of the house: which floor each room of `src` is on, and where each outside crate lives.

/// The rooms by name, with their floor.
const ROOMS: &[(&str, u8)] = &[
    ("base", 0),
    ("text", 0),
    ("model", 1),
    ("locale", 1),
    ("disk", 2),
    ("scan", 2),
    ("parse", 2),
    ("resolve", 2),
    ("plan", 2),
    ("render", 2),
    ("check", 2),
    ("images", 2),
    ("write", 2),
    ("pipeline", 3),
    ("scaffold", 4),
    ("serve", 4),
    ("cli", 5),
];

/// Imports between two rooms of one floor that are meant: who, whom.
const NEIGHBOURS: &[(&str, &str)] = &[("text", "base"), ("scan", "disk"), ("write", "disk")];

/// Outside crates, and what else has one place, by the start of their path; and the start of the files that may name
/// them. The first entry that fits a path counts; an empty list of files means everywhere.
pub const PLACES: &[(&str, &[&str])] = &[
    ("std::fs", &["disk", "write"]),
    ("blake3", &["base"]),
    ("strsim", &["base"]),
    ("icu_casemap", &["text"]),
    ("icu_normalizer", &["text"]),
    ("icu_properties", &["text"]),
    ("unicode_segmentation", &["text"]),
    ("icu_calendar", &["locale"]),
    ("icu_collator", &["locale"]),
    ("icu_datetime", &["locale"]),
    ("icu_decimal", &["locale"]),
    ("icu_list", &["locale"]),
    ("icu_locale", &["locale"]),
    ("icu_plurals", &["locale"]),
    ("exif", &["images"]),
    ("fast_image_resize", &["images"]),
    ("image_webp", &["images"]),
    ("imagesize", &["images"]),
    ("png", &["images"]),
    ("webp", &["images"]),
    ("zune_jpeg", &["images"]),
    ("idna", &["parse/config"]),
    ("jiff", &["locale"]),
    ("percent_encoding", &["model"]),
    ("simdutf8", &["parse/head/decode"]),
    ("cssparser", &["parse/css"]),
    ("lightningcss", &["parse/assets/minify"]),
    ("data_encoding", &["parse/assets/address"]),
    ("sha2", &["parse/assets/address"]),
    ("rustix", &["disk", "write", "serve/limits"]),
    ("walkdir", &["disk", "scan", "write"]),
    ("pulldown_cmark", &["parse/markdown"]),
    ("pulldown_latex", &["parse/math"]),
    ("pulldown_cmark_escape", &["base/escape"]),
    ("serde_yaml", &["parse"]),
    ("syntect", &["parse/highlight"]),
    ("toml", &["parse"]),
    ("two_face", &["parse/highlight"]),
    ("tera", &["render"]),
    ("rayon", &["pipeline"]),
    ("getrandom", &["serve/secret"]),
    ("hyper", &["serve"]),
    ("hyper_util", &["serve"]),
    ("notify", &["serve"]),
    ("tokio", &["serve"]),
    ("anstream", &["cli/streams"]),
    ("anstyle", &["cli", "main"]),
    ("clap", &["cli", "main"]),
    ("signal_hook", &["cli", "main"]),
    ("mimalloc", &["main"]),
    ("fastrand", &[]),
    ("serde", &[]),
    ("serde_json", &[]),
];

/// What only the floor that talks to people may do, as ends of paths; and other files that may.
pub const OUTWARD: &[(&str, &[&str])] = &[
    ("std::env", &[]),
    ("process::exit", &[]),
    ("SystemTime::now", &[]),
    ("Timestamp::now", &[]),
    ("Zoned::now", &[]),
    // A page that is being made has a deadline.
    ("Instant::now", &["serve", "render/writer"]),
];

/// Macros that print.
pub const PRINTING: &[&str] = &["println", "print", "eprintln", "eprint", "dbg"];

/// Module names that say nothing.
pub const EMPTY_NAMES: &[&str] = &["utils", "util", "common", "helpers", "prelude", "misc", "shared"];

/// Lines after which a file wants to be two.
pub const LONGEST_FILE: usize = 400;

/// What lies at the top of the repository, beside dot-files and what `.gitignore` names.
pub const TOP_LEVEL: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "content",
    "site.toml",
    "src",
    "tests",
    "themes",
];

/// The floor of a room.
pub fn floor(room: &str) -> Option<u8> {
    ROOMS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor)
}

/// Whether a file of the room `from` may import from the room `to`.
pub fn may_import(from: &str, to: &str) -> bool {
    let goes_down = floor(to).is_some_and(|below| floor(from).is_some_and(|above| below < above));
    from == to || goes_down || NEIGHBOURS.contains(&(from, to))
}

/// Whether a file below `src` lies in one of these places.
pub fn lies_in(file: &str, places: &[&str]) -> bool {
    places.iter().any(|place| {
        file.strip_prefix(place)
            .is_some_and(|rest| rest.starts_with(['/', '.']))
    })
}
