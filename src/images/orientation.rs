//! How a camera was held: the Exif tag `Orientation` (CIPA DC-008, 4.6.4).

use exif::{In, Reader, Tag};

/// How the pixels of a file are turned before they are shown: 1 as they are, up to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// As the pixels stand in the file.
    pub const UPRIGHT: Orientation = Orientation(1);

    /// Reads it from Exif data, with or without their mark in front; upright if they do not say.
    pub fn of_exif(data: Option<&[u8]>) -> Self {
        let Some(data) = data else { return Orientation::UPRIGHT };
        let data = data.strip_prefix(b"Exif\0\0").unwrap_or(data);
        let read = Reader::new().read_raw(data.to_vec());
        let tag = read.ok().and_then(|read| {
            let field = read.get_field(Tag::Orientation, In::PRIMARY)?;
            u8::try_from(field.value.get_uint(0)?).ok()
        });
        tag.filter(|tag| (1..=8).contains(tag))
            .map_or(Orientation::UPRIGHT, Orientation)
    }

    /// Whether width and height change places.
    pub fn swaps(self) -> bool {
        self.0 >= 5
    }

    /// A width and a height, or a height and a width.
    pub fn turned(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.swaps() { (height, width) } else { (width, height) }
    }

    /// The pixels of an image, of `channels` bytes each, as they are shown.
    pub fn apply(self, pixels: Vec<u8>, (width, height): (u32, u32), channels: usize) -> Vec<u8> {
        if self == Orientation::UPRIGHT {
            return pixels;
        }
        let (last_x, last_y) = (width.saturating_sub(1), height.saturating_sub(1));
        let (shown_width, shown_height) = self.turned((width, height));
        let mut out = Vec::with_capacity(pixels.len());
        for y in 0..shown_height {
            for x in 0..shown_width {
                let (from_x, from_y) = match self.0 {
                    2 => (last_x - x, y),
                    3 => (last_x - x, last_y - y),
                    4 => (x, last_y - y),
                    5 => (y, x),
                    6 => (y, last_y - x),
                    7 => (last_x - y, last_y - x),
                    8 => (last_x - y, x),
                    _ => (x, y),
                };
                let from = (from_y as usize * width as usize + from_x as usize) * channels;
                out.extend_from_slice(pixels.get(from..from + channels).unwrap_or_default());
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_eight_ways() {
        // One byte a pixel: the rows `ab`, `cd`, `ef`.
        for (tag, shown) in [
            (1, "abcdef"),
            (2, "badcfe"),
            (3, "fedcba"),
            (4, "efcdab"),
            (5, "acebdf"),
            (6, "ecafdb"),
            (7, "fdbeca"),
            (8, "bdface"),
        ] {
            let turned = Orientation(tag).apply(b"abcdef".to_vec(), (2, 3), 1);
            assert_eq!(String::from_utf8_lossy(&turned), shown, "{tag}");
            assert_eq!(Orientation(tag).turned((2, 3)), if tag < 5 { (2, 3) } else { (3, 2) });
        }
    }

    #[test]
    fn what_says_nothing_is_upright() {
        let tag = |value: u8| {
            let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
            exif.extend([value, 0, 0, 0, 0, 0, 0]);
            exif
        };
        assert_eq!(Orientation::of_exif(Some(&tag(6))), Orientation(6));
        let marked = [b"Exif\0\0".to_vec(), tag(8)].concat();
        assert_eq!(Orientation::of_exif(Some(&marked)), Orientation(8));
        for nothing in [None, Some(&b""[..]), Some(b"nonsense"), Some(&tag(0)), Some(&tag(9))] {
            assert_eq!(Orientation::of_exif(nothing), Orientation::UPRIGHT);
        }
    }
}
