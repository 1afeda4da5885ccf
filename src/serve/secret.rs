//! What only the pages of this run know.

use std::io;

use crate::base::{Digest, Digester};

/// The secret of one run of a server.
pub struct Secret {
    /// 128 random bits in hexadecimal digits. Every page holds it, and no page of another site can read a page.
    pub token: String,
    /// Says that two streams come from the same run; no secret.
    pub run: String,
}

impl Secret {
    /// Asks the system for chance.
    ///
    /// # Errors
    /// The system has none.
    pub fn new() -> io::Result<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
        let (token, run) = bytes.split_at(16);
        // A digest of 128 bits keeps as many of chance, and is their spelling.
        let spelt = |domain, bytes| Digester::new(domain).bytes(bytes).finish().to_string();
        Ok(Secret {
            token: spelt("token", token),
            run: spelt("run", run),
        })
    }

    /// Whether this is the token. How long that takes says nothing of it.
    pub fn is_token(&self, given: &str) -> bool {
        Digest::of(given.as_bytes()) == Digest::of(self.token.as_bytes())
    }
}
