//! The images of a site: what their headers say, and the smaller copies that are made of them.

use super::{Route, Shape, Value};
use crate::base::{Digest, escape};

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
    /// How wide an image stands in a text, as HTML's `sizes` says it, if the site knows better than the theme.
    pub sizes: Option<String>,
}

impl Default for ImageSettings {
    fn default() -> Self {
        ImageSettings {
            responsive: true,
            widths: vec![480, 800, 1200, 1600],
            quality: 80,
            max_pixels: 64_000_000,
            sizes: None,
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

/// What a template gets of an image: the fields of [`ShownImage::value`].
pub const IMAGE: Shape = Shape::Map(&[
    ("url", Shape::Url),
    ("width", Shape::Number),
    ("height", Shape::Number),
    ("srcset", Shape::Url),
    ("sizes", Shape::Word),
    ("loading", Shape::Word),
]);

/// An image at one place of a page: what its elements say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownImage {
    /// Its address.
    pub url: String,
    /// Its width and height in pixels, if its file tells them.
    pub size: Option<(u32, u32)>,
    /// Its smaller copies as HTML's `srcset` lists them; empty if none are offered.
    pub srcset: String,
    /// How wide it stands there, as HTML's `sizes` says it.
    pub sizes: String,
    /// When browsers are to fetch it.
    pub loading: Loading,
}

/// When browsers fetch an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Loading {
    /// As they like: nothing is said.
    #[default]
    Unsaid,
    /// With the page, which may be shown before it has come.
    Eager,
    /// When the reader is near.
    Lazy,
}

impl Loading {
    /// The word for it in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Loading::Unsaid => "",
            Loading::Eager => "eager",
            Loading::Lazy => "lazy",
        }
    }

    /// What a template says by a word; `None` if it is no such word.
    pub fn parse(word: &str) -> Option<Self> {
        let all = [Loading::Unsaid, Loading::Eager, Loading::Lazy];
        all.into_iter().find(|loading| loading.as_str() == word)
    }
}

impl ShownImage {
    /// Writes what stands before its tag: the offer of smaller copies.
    pub fn open(&self, out: &mut String) {
        if !self.srcset.is_empty() {
            out.push_str("<picture><source type=\"image/webp\"");
            escape::attribute("srcset", &self.srcset, out);
            escape::attribute("sizes", &self.sizes, out);
            out.push('>');
        }
    }

    /// Writes what stands behind its tag.
    pub fn close(&self, out: &mut String) {
        if !self.srcset.is_empty() {
            out.push_str("</picture>");
        }
    }

    /// Writes the attributes that keep its room, and let the page be read before all images have come.
    pub fn attributes(&self, out: &mut String) {
        if let Some((width, height)) = self.size {
            escape::attribute("width", &width.to_string(), out);
            escape::attribute("height", &height.to_string(), out);
        }
        if self.loading == Loading::Lazy {
            escape::attribute("loading", "lazy", out);
        }
        if self.loading != Loading::Unsaid {
            escape::attribute("decoding", "async", out);
        }
    }

    /// Writes its elements, with what it says to those who do not see it.
    pub fn write(&self, alt: &str, class: &str, out: &mut String) {
        self.open(out);
        out.push_str("<img");
        if !class.is_empty() {
            escape::attribute("class", class, out);
        }
        escape::attribute("src", &self.url, out);
        self.attributes(out);
        escape::attribute("alt", alt, out);
        out.push('>');
        self.close(out);
    }

    /// The same for templates.
    pub fn value(&self) -> Value {
        let side = |side: fn((u32, u32)) -> u32| Value::from(self.size.map(|size| i64::from(side(size))));
        Value::map([
            ("url", Value::text(&self.url)),
            ("width", side(|(width, _)| width)),
            ("height", side(|(_, height)| height)),
            ("srcset", Value::text(&self.srcset)),
            ("sizes", Value::text(&self.sizes)),
            ("loading", Value::text(self.loading.as_str())),
        ])
    }
}
