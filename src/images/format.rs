//! The formats of images that browsers show.

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Photographs of most cameras.
    Jpeg,
    /// Drawings and screenshots, without loss.
    Png,
    /// Both.
    Webp,
    /// Few colours, often moving.
    Gif,
    /// AV1's still images.
    Avif,
    /// Drawings as text.
    Svg,
}

/// The formats with their name and the ends of their files' names, the usual one first.
const FORMATS: [(Format, &str, &[&str]); 6] = [
    (Format::Jpeg, "a JPEG image", &["jpg", "jpeg", "jpe", "jfif"]),
    (Format::Png, "a PNG image", &["png", "apng"]),
    (Format::Webp, "a WebP image", &["webp"]),
    (Format::Gif, "a GIF image", &["gif"]),
    (Format::Avif, "an AVIF image", &["avif"]),
    (Format::Svg, "an SVG drawing", &["svg"]),
];

impl Format {
    /// The format that a name promises by its end.
    pub fn of_extension(extension: &str) -> Option<Self> {
        let is_it = |ends: &[&str]| ends.iter().any(|end| end.eq_ignore_ascii_case(extension));
        let row = FORMATS.iter().find(|(_, _, ends)| is_it(ends));
        row.map(|(format, _, _)| *format)
    }

    /// The format that the first bytes of a file tell.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let at = |from: usize, magic: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(magic));
        let is_avif = || {
            let brands = bytes.get(8..64.min(bytes.len())).unwrap_or_default();
            at(4, b"ftyp") && brands.chunks(4).any(|brand| matches!(brand, b"avif" | b"avis"))
        };
        match () {
            () if at(0, b"\xFF\xD8\xFF") => Some(Format::Jpeg),
            () if at(0, b"\x89PNG\r\n\x1A\n") => Some(Format::Png),
            () if at(0, b"RIFF") && at(8, b"WEBP") => Some(Format::Webp),
            () if at(0, b"GIF87a") || at(0, b"GIF89a") => Some(Format::Gif),
            () if is_avif() => Some(Format::Avif),
            () if super::svg::is_svg(bytes) => Some(Format::Svg),
            () => None,
        }
    }

    /// What it is called in a sentence, with its article.
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// How the name of such a file usually ends.
    pub fn extension(self) -> &'static str {
        self.row().2.first().copied().unwrap_or_default()
    }

    fn row(self) -> (Format, &'static str, &'static [&'static str]) {
        let row = FORMATS.into_iter().find(|(format, _, _)| *format == self);
        row.unwrap_or((self, "an image", &[]))
    }
}
