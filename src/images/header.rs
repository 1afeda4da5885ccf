//! What a file shows, without decoding it.

use std::io::Cursor;

use image_webp::WebPDecoder;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use super::Format;
use super::orientation::Orientation;
use super::svg;
use crate::base::Digest;

/// An image, as its header describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What the file holds, whatever its name says.
    pub format: Format,
    /// Its width as it is shown, in pixels.
    pub width: u32,
    /// Its height as it is shown, in pixels.
    pub height: u32,
    /// Of the file's bytes.
    pub digest: Digest,
    /// The file's bytes.
    pub len: u64,
    /// Whether it shows one image that never changes.
    pub is_still: bool,
    /// How the pixels of the file are turned.
    pub(super) orientation: Orientation,
}

impl Picture {
    /// How many pixels it has.
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Whether it is of a format that is decoded here, and does not move.
    pub fn can_be_decoded(&self) -> bool {
        self.is_still && matches!(self.format, Format::Jpeg | Format::Png | Format::Webp)
    }
}

/// What is wrong with a file that should show something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// It holds nothing.
    Empty,
    /// Git LFS stores the image elsewhere.
    Pointer,
    /// It is something else.
    Foreign,
    /// Its end is missing.
    Cut,
    /// It cannot be read: why, in the decoder's words.
    Broken(String),
}

impl Damage {
    /// What is wrong, in one sentence.
    pub fn message(&self) -> String {
        match self {
            Damage::Empty => "this image is an empty file".to_owned(),
            Damage::Pointer => "this file is what Git LFS puts in the place of an image".to_owned(),
            Damage::Foreign => "this file holds no image".to_owned(),
            Damage::Cut => "the end of this image is missing".to_owned(),
            Damage::Broken(reason) => format!("this image cannot be read: {reason}"),
        }
    }

    /// What to do.
    pub fn help(&self) -> &'static str {
        match self {
            Damage::Pointer => "run `git lfs pull`",
            _ => "put a sound copy of the image in its place",
        }
    }
}

/// Looks at the header of a file; `None` if it does not tell how large the image is.
///
/// # Errors
/// What is wrong with the file, as far as it can be seen without decoding it.
pub fn look(bytes: &[u8]) -> Result<Option<Picture>, Damage> {
    if bytes.is_empty() {
        return Err(Damage::Empty);
    }
    let Some(format) = Format::of_bytes(bytes) else {
        let is_pointer = bytes.starts_with(b"version https://git-lfs");
        return Err(if is_pointer { Damage::Pointer } else { Damage::Foreign });
    };
    let upright = |size: Option<(u32, u32)>| size.map(|size| (size, Orientation::UPRIGHT, true));
    let found = match format {
        Format::Jpeg => Some(jpeg(bytes)?),
        Format::Png => Some(png(bytes)?),
        Format::Webp => Some(webp(bytes)?),
        Format::Gif => upright(Some(measured(bytes).ok_or(Damage::Cut)?)),
        // Its boxes may be of a kind that is not known here yet.
        Format::Avif => upright(measured(bytes)),
        Format::Svg => upright(svg::size(bytes)),
    };
    let Some((size, orientation, is_still)) = found else {
        return Ok(None);
    };
    let (width, height) = orientation.turned(size);
    if width == 0 || height == 0 {
        return Err(Damage::Broken("it has no pixels".to_owned()));
    }
    Ok(Some(Picture {
        format,
        width,
        height,
        digest: Digest::of(bytes),
        len: bytes.len() as u64,
        is_still,
        orientation,
    }))
}

/// Width and height as stored, how they are turned, and whether the image stands still.
type Header = ((u32, u32), Orientation, bool);

fn broken(error: impl std::fmt::Display) -> Damage {
    // The words of some decoders end in a full stop, or go on in a second line.
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    Damage::Broken(line.trim_end_matches(['.', ' ']).to_owned())
}

fn jpeg(bytes: &[u8]) -> Result<Header, Damage> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), super::decode::jpeg_options());
    decoder.decode_headers().map_err(broken)?;
    let size = decoder.dimensions().and_then(whole).ok_or(Damage::Cut)?;
    if !jpeg_ends(bytes) {
        return Err(Damage::Cut);
    }
    let exif = decoder.exif().map(Vec::as_slice);
    Ok((size, Orientation::of_exif(exif), true))
}

/// Whether the image data of a JPEG come to their end. A preview image within the metadata has an end of its own.
fn jpeg_ends(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        match bytes.get(at..at + 4) {
            Some(&[0xFF, 0xFF, ..]) => at += 1,
            // The scan begins: what follows is the image.
            Some(&[0xFF, 0xDA, ..]) => break,
            Some(&[0xFF, _, high, low]) => at += 2 + usize::from(u16::from_be_bytes([high, low])),
            _ => return false,
        }
    }
    let data = bytes.get(at..).unwrap_or_default();
    data.windows(2).rev().any(|pair| pair == [0xFF, 0xD9])
}

fn png(bytes: &[u8]) -> Result<Header, Damage> {
    if !png_ends(bytes) {
        return Err(Damage::Cut);
    }
    let reader = super::decode::png_reader(bytes).map_err(broken)?;
    let info = reader.info();
    let orientation = Orientation::of_exif(info.exif_metadata.as_deref());
    Ok((info.size(), orientation, info.animation_control.is_none()))
}

/// Whether the chunks of a PNG lead to its last one.
fn png_ends(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((&[a, b, c, d, ref kind @ ..], _)) = rest.split_first_chunk::<8>() {
        if kind == b"IEND" {
            return true;
        }
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        rest = rest.get(length.saturating_add(12)..).unwrap_or_default();
    }
    false
}

fn webp(bytes: &[u8]) -> Result<Header, Damage> {
    let length = bytes
        .get(4..8)
        .and_then(|length| length.try_into().ok())
        .map(u32::from_le_bytes);
    if length.is_none_or(|length| length as usize > bytes.len().saturating_sub(8)) {
        return Err(Damage::Cut);
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    let exif = decoder.exif_metadata().ok().flatten();
    Ok((
        decoder.dimensions(),
        Orientation::of_exif(exif.as_deref()),
        !decoder.is_animated(),
    ))
}

/// The size of what is not decoded here.
fn measured(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    whole((size.width, size.height))
}

fn whole((width, height): (usize, usize)) -> Option<(u32, u32)> {
    Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
}
