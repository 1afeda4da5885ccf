//! What kind of font a file is, by its first bytes.

/// A format that browsers take from `@font-face`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// The word in `format()`.
    pub css: &'static str,
    /// The media type (RFC 8081).
    pub media: &'static str,
}

const FORMATS: [(&[u8], Format); 5] = [
    (
        b"wOF2",
        Format {
            css: "woff2",
            media: "font/woff2",
        },
    ),
    (
        b"wOFF",
        Format {
            css: "woff",
            media: "font/woff",
        },
    ),
    (
        b"OTTO",
        Format {
            css: "opentype",
            media: "font/otf",
        },
    ),
    (
        &[0, 1, 0, 0],
        Format {
            css: "truetype",
            media: "font/ttf",
        },
    ),
    (
        b"true",
        Format {
            css: "truetype",
            media: "font/ttf",
        },
    ),
];

/// The format of a file, if it is one of them.
pub fn format(bytes: &[u8]) -> Option<Format> {
    let known = FORMATS.iter().find(|(start, _)| bytes.starts_with(start));
    known.map(|(_, format)| *format)
}
