//! The container of WebP: chunks in a RIFF file (RFC 9649).

/// In the flags of the extended header: there is a colour profile.
const PROFILE: u8 = 0x20;
/// In the flags of the extended header: some pixels are transparent.
const ALPHA: u8 = 0x10;

/// Puts a colour profile into a WebP file of one image.
pub(super) fn with_profile(webp: &[u8], profile: &[u8], (width, height): (u32, u32), has_alpha: bool) -> Vec<u8> {
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let [w, h] = [width, height].map(|side| side.saturating_sub(1).to_le_bytes());
    let flags = PROFILE | if has_alpha { ALPHA } else { 0 };
    chunk(b"VP8X", &[flags, 0, 0, 0, w[0], w[1], w[2], h[0], h[1], h[2]], &mut out);
    chunk(b"ICCP", profile, &mut out);
    // The image follows, without the extended header that it may have had.
    let mut rest = webp.get(12..).unwrap_or_default();
    while let Some((&[a, b, c, d, ref length @ ..], data)) = rest.split_first_chunk::<8>() {
        let length = u32::from_le_bytes(*length) as usize;
        let kind = [a, b, c, d];
        if kind != *b"VP8X" {
            chunk(&kind, data.get(..length).unwrap_or(data), &mut out);
        }
        rest = data.get(length + length % 2..).unwrap_or_default();
    }
    let size = u32::try_from(out.len() - 8).unwrap_or_default().to_le_bytes();
    out.splice(4..8, size);
    out
}

/// A chunk, with a byte behind it if its length is odd.
fn chunk(kind: &[u8; 4], data: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(kind);
    out.extend_from_slice(&u32::try_from(data.len()).unwrap_or_default().to_le_bytes());
    out.extend_from_slice(data);
    if data.len() % 2 == 1 {
        out.push(0);
    }
}
