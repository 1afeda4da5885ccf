//! Digests: the names under which results are remembered.

use std::fmt;

/// The first 128 bits of a BLAKE3 hash.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of one byte string.
    pub fn of(bytes: &[u8]) -> Self {
        Digester::new("bytes").bytes(bytes).finish()
    }

    /// The digest written in 32 lower-case hexadecimal digits, read back.
    pub fn from_hex(hex: &str) -> Option<Self> {
        u128::from_str_radix(hex, 16)
            .ok()
            .filter(|_| hex.len() == 32)
            .map(|number| Digest(number.to_be_bytes()))
    }

    /// The raw bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Builds a digest from parts. Every part is preceded by its length, so that
/// `"ab", "c"` and `"a", "bc"` differ, and every digester by its domain.
#[derive(Clone)]
pub struct Digester(blake3::Hasher);

impl Digester {
    /// Starts a digest of one kind of thing; two domains never share a digest.
    pub fn new(domain: &str) -> Self {
        Digester(blake3::Hasher::new()).text(domain)
    }

    /// Adds a byte string.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// Adds a number.
    #[must_use]
    pub fn number(self, number: u64) -> Self {
        self.bytes(&number.to_le_bytes())
    }

    /// Adds another digest.
    #[must_use]
    pub fn digest(self, digest: Digest) -> Self {
        self.bytes(&digest.0)
    }

    /// Adds plain data by its debug form, which lists every field of a type that derives it.
    #[must_use]
    pub fn debug(self, value: &impl fmt::Debug) -> Self {
        self.text(&format!("{value:?}"))
    }

    /// Adds a list: its length, then each element by `add`.
    #[must_use]
    pub fn each<T>(self, items: impl ExactSizeIterator<Item = T>, add: impl FnMut(Self, T) -> Self) -> Self {
        let start = self.number(items.len() as u64);
        items.fold(start, add)
    }

    /// The digest of everything added.
    pub fn finish(&self) -> Digest {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(self.0.finalize().as_bytes().first_chunk::<16>().unwrap_or(&[0; 16]));
        Digest(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_and_domains_count() {
        let of = |domain, parts: &[&str]| {
            parts
                .iter()
                .fold(Digester::new(domain), |digester, part| digester.text(part))
                .finish()
        };
        assert_eq!(of("d", &["ab", "c"]), of("d", &["ab", "c"]));
        assert_ne!(of("d", &["ab", "c"]), of("d", &["a", "bc"]));
        assert_ne!(of("d", &["ab"]), of("e", &["ab"]));
    }

    #[test]
    fn hexadecimal_round_trip() {
        let digest = Digest::of(b"x");
        assert_eq!(Digest::from_hex(&digest.to_string()), Some(digest));
        assert_eq!(Digest::from_hex("12"), None);
        assert_eq!(Digest::from_hex("zz"), None);
    }
}
