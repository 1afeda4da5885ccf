//! Smaller copies of an image: decoded once, resized, turned as it is shown, written as WebP.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use webp::{Encoder, PixelLayout};

use super::decode::{Pixels, decode};
use super::{Format, Gate, Picture, container};
use crate::model::Variant;

/// Makes copies of an image from the bytes of its file. None takes more bytes than the file: what would is the file itself.
///
/// # Errors
/// The words of the decoder or encoder that could not do it.
pub fn make(
    bytes: &[u8],
    picture: &Picture,
    variants: &[&Variant],
    quality: u8,
    gate: &Gate,
) -> Result<Vec<Vec<u8>>, String> {
    let _pass = gate.enter(picture.pixels());
    let pixels = decode(bytes, picture)?;
    let make = |variant: &&Variant| {
        let made = copy(&pixels, picture, variant, quality)?;
        Ok(if made.len() < bytes.len() { made } else { bytes.to_vec() })
    };
    variants.iter().map(make).collect()
}

fn copy(pixels: &Pixels, picture: &Picture, variant: &Variant, quality: u8) -> Result<Vec<u8>, String> {
    let shown = (variant.width, variant.height);
    let stored = picture.orientation.turned(shown);
    let channels = if pixels.has_alpha { 4 } else { 3 };
    let resized = picture.orientation.apply(resized(pixels, stored)?, stored, channels);
    let layout = if pixels.has_alpha {
        PixelLayout::Rgba
    } else {
        PixelLayout::Rgb
    };
    let encoder = Encoder::new(&resized, layout, shown.0, shown.1);
    let encode = |lossless, quality: u8| {
        let encoded = encoder.encode_simple(lossless, f32::from(quality));
        encoded
            .map(|memory| memory.to_vec())
            .map_err(|error| format!("{error:?}"))
    };
    let mut best = encode(false, quality)?;
    // A drawing of few colours is smaller, and sharp, without loss; a photograph never is.
    if picture.format == Format::Png && picture.len < picture.pixels() {
        let exact = encode(true, EFFORT)?;
        if exact.len() <= best.len() {
            best = exact;
        }
    }
    Ok(match &pixels.profile {
        Some(profile) => container::with_profile(&best, profile, shown, pixels.has_alpha),
        None => best,
    })
}

/// How hard the encoder without loss tries, from 0 to 100.
const EFFORT: u8 = 75;

fn resized(pixels: &Pixels, (width, height): (u32, u32)) -> Result<Vec<u8>, String> {
    let kind = if pixels.has_alpha {
        PixelType::U8x4
    } else {
        PixelType::U8x3
    };
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.bytes, kind).map_err(|error| error.to_string())?;
    let mut to = Image::new(width, height, kind);
    let resized = Resizer::new().resize(&from, &mut to, None);
    resized.map_err(|error| error.to_string())?;
    Ok(to.into_vec())
}
