//! Which smaller copies an image has, and how they are called. Both follow from its header and the settings alone, so
//! that a page can offer them before they are made.

use super::Picture;
use crate::base::Digester;
use crate::model::{ImageSettings, Route, Variant};

/// Changes when the same copies would come out with other bytes.
const VERSION: u64 = 2;

/// The longest side that WebP can have.
const LONGEST_SIDE: u32 = 16_383;

/// A file with fewer bits than this for each pixel of its largest copy is as small as the copy would be.
const BITS_PER_PIXEL: u64 = 1;

/// The longest name of a file of which copies are made, in bytes: theirs are longer, and file systems end at 255.
const LONGEST_NAME: usize = 200;

/// How many hexadecimal digits of its digest stand in the name of a copy.
const FINGERPRINT: usize = 12;

/// The smaller copies of an image that is published at `route`, the narrowest first; none of a small image.
pub fn variants(picture: &Picture, route: &Route, settings: &ImageSettings) -> Vec<Variant> {
    let name = route.as_str().rsplit('/').next().unwrap_or_default();
    let may_have = settings.responsive
        && picture.can_be_decoded()
        && picture.pixels() <= settings.max_pixels
        && name.len() <= LONGEST_NAME;
    let (Some(&narrowest), Some(&widest)) = (settings.widths.first(), settings.widths.last()) else {
        return Vec::new();
    };
    if !may_have || picture.width <= narrowest {
        return Vec::new();
    }
    let largest = picture.width.min(widest);
    let height = |width: u32| {
        let exact = u64::from(picture.height) * u64::from(width);
        let rounded = (exact + u64::from(picture.width) / 2) / u64::from(picture.width);
        u32::try_from(rounded.max(1)).unwrap_or(u32::MAX)
    };
    let bits = u64::from(largest) * u64::from(height(largest)) * BITS_PER_PIXEL;
    if largest > LONGEST_SIDE || height(largest) > LONGEST_SIDE || picture.len * 8 < bits {
        return Vec::new();
    }
    // One that is nearly as wide as the largest saves nobody anything.
    let is_narrower = |width: &u32| u64::from(*width) * 10 <= u64::from(largest) * 9;
    let widths = settings.widths.iter().copied().filter(is_narrower).chain([largest]);
    let widths: Vec<u32> = widths.collect();
    let from_wider = (0..widths.len()).filter_map(|at| widths.get(at..)?.split_first());
    from_wider
        .map(|(&width, wider)| Variant {
            width,
            height: height(width),
            route: address(picture, route, width, wider, settings.quality),
        })
        .collect()
}

/// Beside the original, under a name that tells what is in it: also by way of which `wider` copies it is made.
fn address(picture: &Picture, route: &Route, width: u32, wider: &[u32], quality: u8) -> Route {
    let digest = Digester::new("variant")
        .number(VERSION)
        .digest(picture.digest)
        .number(width.into())
        .number(quality.into())
        .each(wider.iter(), |digester, &width| digester.number(width.into()))
        .finish()
        .to_string();
    let fingerprint = digest.get(..FINGERPRINT).unwrap_or_default();
    Route::new(&format!("{route}.{width}.{fingerprint}.webp"))
}

/// The file whose copy a file would be by its name.
pub fn original_of(file: &str) -> Option<&str> {
    let (rest, fingerprint) = file.strip_suffix(".webp")?.rsplit_once('.')?;
    let (original, width) = rest.rsplit_once('.')?;
    let is_copy = fingerprint.len() == FINGERPRINT
        && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit())
        && !width.is_empty()
        && width.bytes().all(|byte| byte.is_ascii_digit());
    is_copy.then_some(original)
}
