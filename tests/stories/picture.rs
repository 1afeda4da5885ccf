//! Images made up for tests: noise by a seed, in the format that a name asks for.

use std::borrow::Cow;

use png::{BitDepth, ColorType, Info};

/// What an image is to be.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub width: u32,
    pub height: u32,
    pub seed: u64,
    /// The Exif tag `Orientation`, if it has one; then a place on earth stands beside it.
    pub turned: Option<u8>,
    /// One colour instead of noise.
    pub flat: bool,
    /// With transparent pixels.
    pub clear: bool,
    /// Two frames instead of one image.
    pub moving: bool,
}

/// A place that nobody should learn from a published image.
pub const PLACE: &str = "24.7136N46.6753E";

/// The bytes of an image in the format of an extension.
pub fn picture(extension: &str, wanted: &Wanted) -> Result<Vec<u8>, String> {
    match extension {
        "jpg" => Ok(jpeg(wanted)),
        "png" => png(wanted).map_err(|error| error.to_string()),
        "webp" => webp(wanted),
        "gif" => Ok(gif(wanted)),
        other => Err(format!("no image of the kind `{other}` is made up")),
    }
}

/// Marsaglia's xorshift.
struct Noise(u64);

impl Noise {
    fn new(seed: u64) -> Self {
        Noise(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn byte(&mut self) -> u8 {
        (self.next() >> 32) as u8
    }
}

fn pixels(wanted: &Wanted, channels: usize) -> Vec<u8> {
    let mut noise = Noise::new(wanted.seed);
    let count = wanted.width as usize * wanted.height as usize * channels;
    (0..count)
        .map(|_| if wanted.flat { 90 } else { noise.byte() })
        .collect()
}

/// Exif data of big-endian TIFF: the orientation, and a description that tells a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut data = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    let length = PLACE.len() as u32 + 1;
    data.extend(b"\x01\x0E\0\x02");
    data.extend(length.to_be_bytes());
    data.extend(38u32.to_be_bytes());
    data.extend(b"\x01\x12\0\x03\0\0\0\x01\0");
    data.extend([orientation, 0, 0, 0, 0, 0, 0]);
    data.extend(PLACE.bytes().chain([0]));
    data
}

fn png(wanted: &Wanted) -> Result<Vec<u8>, png::EncodingError> {
    let mut info = Info::with_size(wanted.width, wanted.height);
    info.bit_depth = BitDepth::Eight;
    info.color_type = if wanted.clear { ColorType::Rgba } else { ColorType::Rgb };
    info.exif_metadata = wanted.turned.map(|orientation| Cow::Owned(exif(orientation)));
    let data = pixels(wanted, info.color_type.samples());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::with_info(&mut bytes, info)?;
    if wanted.moving {
        encoder.set_animated(2, 0)?;
        encoder.set_frame_delay(1, 2)?;
    }
    let mut writer = encoder.write_header()?;
    for _ in 0..if wanted.moving { 2 } else { 1 } {
        writer.write_image_data(&data)?;
    }
    writer.finish()?;
    Ok(bytes)
}

fn webp(wanted: &Wanted) -> Result<Vec<u8>, String> {
    let data = pixels(wanted, 3);
    let encoder = webp::Encoder::from_rgb(&data, wanted.width, wanted.height);
    let encoded = encoder
        .encode_simple(true, 75.0)
        .map_err(|error| format!("{error:?}"))?;
    Ok(if wanted.moving {
        moving(&encoded, wanted)
    } else {
        encoded.to_vec()
    })
}

/// A WebP file (RFC 9649, 2.7) of two frames that both show the image of another.
fn moving(still: &[u8], wanted: &Wanted) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], data: &[u8]| [kind, &(data.len() as u32).to_le_bytes()[..], data].concat();
    let sides = [wanted.width, wanted.height].map(|side| (side - 1).to_le_bytes());
    let size: Vec<u8> = sides.iter().flat_map(|side| &side[..3]).copied().collect();
    let frame = chunk(b"ANMF", &[&[0; 6][..], &size, &[100, 0, 0, 0], &still[12..]].concat());
    let extended = chunk(b"VP8X", &[&[2, 0, 0, 0][..], &size].concat());
    let chunks = [&b"WEBP"[..], &extended, &chunk(b"ANIM", &[0; 6]), &frame, &frame].concat();
    chunk(b"RIFF", &chunks)
}

/// The header of a GIF and nothing else; that is all that is looked at.
fn gif(wanted: &Wanted) -> Vec<u8> {
    let [width, height] = [wanted.width, wanted.height].map(|side| (side as u16).to_le_bytes());
    [&b"GIF89a"[..], &width, &height, b"\x80\0\0\0\0\0\xFF\xFF\xFF;"].concat()
}

/// A baseline JPEG (ITU-T T.81) whose blocks are made up as they are stored: a slope of light with grain on it.
fn jpeg(wanted: &Wanted) -> Vec<u8> {
    let mut out = b"\xFF\xD8".to_vec();
    if let Some(orientation) = wanted.turned {
        segment(0xE1, &[b"Exif\0\0".to_vec(), exif(orientation)].concat(), &mut out);
    }
    segment(0xDB, &[&[0][..], &[8; 64]].concat(), &mut out);
    let [width, height] = [wanted.width, wanted.height].map(|side| (side as u16).to_be_bytes());
    let frame = [&[8][..], &height, &width, &[3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]];
    segment(0xC0, &frame.concat(), &mut out);
    // Every code has the same length, so that it is its symbol's place in the list.
    let table = |class: u8, length: usize, symbols: &[u8]| {
        let mut counts = [0; 16];
        counts[length - 1] = symbols.len() as u8;
        [&[class][..], &counts, symbols].concat()
    };
    let runs: Vec<u8> = [0x00, 0xF0]
        .into_iter()
        .chain((0..16).flat_map(|run| (1..=10).map(move |size| run << 4 | size)))
        .collect();
    segment(0xC4, &table(0x00, 4, &(0..12).collect::<Vec<_>>()), &mut out);
    segment(0xC4, &table(0x10, 8, &runs), &mut out);
    segment(0xDA, &[3, 1, 0, 2, 0, 3, 0, 0, 63, 0], &mut out);
    let mut bits = Bits { out, held: 0, count: 0 };
    let mut noise = Noise::new(wanted.seed);
    let mut last = [0i32; 3];
    let (across, down) = (wanted.width.div_ceil(8), wanted.height.div_ceil(8));
    for y in 0..down {
        for x in 0..across {
            for (component, last) in last.iter_mut().enumerate() {
                let grain = if wanted.flat {
                    0
                } else {
                    (noise.next() >> 40) as i32 % 24 - 12
                };
                let slope = (x as i32 * 90 / across as i32 - y as i32 * 60 / down as i32) / (component as i32 + 1);
                let light = slope + grain;
                bits.direct(light - *last);
                *last = light;
                let grains = if wanted.flat { 0 } else { [14, 2, 2][component] };
                for at in 0..grains {
                    let value = (noise.next() >> 40) as i32 % (20 - at) - (20 - at) / 2;
                    bits.alternating(0, if value == 0 { 1 } else { value });
                }
                bits.put(0, 8);
            }
        }
    }
    bits.end()
}

fn segment(marker: u8, data: &[u8], out: &mut Vec<u8>) {
    out.extend([0xFF, marker]);
    out.extend((data.len() as u16 + 2).to_be_bytes());
    out.extend(data);
}

/// The entropy-coded data of a JPEG.
struct Bits {
    out: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, length: u32) {
        self.held = self.held << length | value & ((1 << length) - 1);
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.held >> self.count) as u8;
            self.out.push(byte);
            if byte == 0xFF {
                self.out.push(0);
            }
        }
    }

    /// How many bits a value takes, and then the value.
    fn value(&mut self, value: i32, size: u32) {
        let bits = if value < 0 { value - 1 } else { value };
        self.put(bits as u32, size);
    }

    fn direct(&mut self, value: i32) {
        let size = 32 - value.unsigned_abs().leading_zeros();
        self.put(size, 4);
        self.value(value, size);
    }

    fn alternating(&mut self, run: u32, value: i32) {
        let size = 32 - value.unsigned_abs().leading_zeros();
        self.put(2 + run * 10 + size - 1, 8);
        self.value(value, size);
    }

    fn end(mut self) -> Vec<u8> {
        self.put(0x7F, 7);
        self.out.extend([0xFF, 0xD9]);
        self.out
    }
}
