//! The images of a site: what their headers say, and the smaller copies that are made of them.

use super::Route;
use crate::base::Digest;

/// A file that is published as it is: an index in [`Site::files`](super::Site::files).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// What a site says of its images.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageSettings {
    /// Whether smaller copies are made and offered.
    pub responsive: bool,
    /// Their widths in pixels, rising.
    pub widths: Vec<u32>,
    /// How much of the detail they keep, from 1 to 100.
    pub quality: u8,
    /// Pixels of the largest image that copies are made of.
    pub max_pixels: u64,
    /// How wide an image stands on a page, as HTML's `sizes` says it.
    pub sizes: String,
}

impl Default for ImageSettings {
    fn default() -> Self {
        ImageSettings {
            responsive: true,
            widths: vec![480, 800, 1200, 1600],
            quality: 80,
            max_pixels: 64_000_000,
            sizes: "(min-width: 39rem) 36rem, 100vw".to_owned(),
        }
    }
}

/// An image of the site whose size is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    /// Its width as it is shown, in pixels.
    pub width: u32,
    /// Its height as it is shown, in pixels.
    pub height: u32,
    /// Of the file's bytes.
    pub digest: Digest,
    /// Its smaller copies, the narrowest first.
    pub variants: Vec<Variant>,
}

/// A smaller copy of an image, in WebP.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its address, which tells its content.
    pub route: Route,
}
