//! From the bytes of a file to pixels, by decoders that are written in Rust.

use std::io::Cursor;

use image_webp::WebPDecoder;
use png::{ColorType, Decoder, DecodingError, Reader, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Format, Picture};

/// The pixels of an image as they stand in its file.
pub(super) struct Pixels {
    pub width: u32,
    pub height: u32,
    /// Whether each has four bytes, the last one its opacity; otherwise three.
    pub has_alpha: bool,
    pub bytes: Vec<u8>,
    /// What its colours mean (ICC.1), if they are not the usual ones.
    pub profile: Option<Vec<u8>>,
}

/// Decodes an image. The error is the decoder's words.
pub(super) fn decode(bytes: &[u8], picture: &Picture) -> Result<Pixels, String> {
    let decoded = match picture.format {
        Format::Jpeg => jpeg(bytes)?,
        Format::Png => png(bytes)?,
        Format::Webp => webp(bytes)?,
        Format::Gif | Format::Avif | Format::Svg => return Err("it is of no format that is decoded".to_owned()),
    };
    let Pixels {
        width,
        height,
        has_alpha,
        ..
    } = decoded;
    let expected = width as usize * height as usize * if has_alpha { 4 } else { 3 };
    if decoded.bytes.len() != expected {
        return Err("it has another number of pixels than it says".to_owned());
    }
    Ok(Pixels {
        profile: decoded.profile.filter(|profile| is_of_rgb(profile)),
        ..decoded
    })
}

/// Whether a profile tells the meaning of red, green and blue: the colours of all others were converted.
fn is_of_rgb(profile: &[u8]) -> bool {
    profile.get(16..20) == Some(b"RGB ")
}

/// What is damaged is decoded as far as it goes, as browsers do.
pub(super) fn jpeg_options() -> DecoderOptions {
    DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .jpeg_set_out_colorspace(ColorSpace::RGB)
}

fn jpeg(bytes: &[u8]) -> Result<Pixels, String> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), jpeg_options());
    let pixels = decoder.decode().map_err(|error| error.to_string())?;
    let (width, height) = decoder.dimensions().unwrap_or_default();
    Ok(Pixels {
        width: u32::try_from(width).unwrap_or_default(),
        height: u32::try_from(height).unwrap_or_default(),
        has_alpha: false,
        bytes: pixels,
        profile: decoder.icc_profile(),
    })
}

/// Reads a PNG up to its first pixel; whatever it holds comes out with 8 bits a channel.
pub(super) fn png_reader(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, DecodingError> {
    let mut decoder = Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.read_info()
}

fn png(bytes: &[u8]) -> Result<Pixels, String> {
    let text = |error: DecodingError| error.to_string();
    let mut reader = png_reader(bytes).map_err(text)?;
    let size = reader.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(text)?;
    pixels.truncate(frame.buffer_size());
    let (pixels, has_alpha) = match frame.color_type {
        ColorType::Grayscale => (coloured::<1>(&pixels), false),
        ColorType::GrayscaleAlpha => (coloured::<2>(&pixels), true),
        ColorType::Rgba => (pixels, true),
        ColorType::Rgb | ColorType::Indexed => (pixels, false),
    };
    Ok(Pixels {
        width: frame.width,
        height: frame.height,
        has_alpha,
        bytes: pixels,
        profile: reader.info().icc_profile.as_deref().map(<[u8]>::to_vec),
    })
}

/// Grey, three times each, and its opacity if there is one.
fn coloured<const CHANNELS: usize>(pixels: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(pixels.len() * 3);
    for pixel in pixels.as_chunks::<CHANNELS>().0 {
        let (grey, opacity) = pixel.split_at(1);
        (0..3).for_each(|_| out.extend_from_slice(grey));
        out.extend_from_slice(opacity);
    }
    out
}

fn webp(bytes: &[u8]) -> Result<Pixels, String> {
    let text = |error: image_webp::DecodingError| error.to_string();
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(text)?;
    let size = decoder.output_buffer_size().ok_or("it is too large")?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).map_err(text)?;
    let (width, height) = decoder.dimensions();
    Ok(Pixels {
        width,
        height,
        has_alpha: decoder.has_alpha(),
        bytes: pixels,
        profile: decoder.icc_profile().ok().flatten(),
    })
}
