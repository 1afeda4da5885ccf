//! What a server shows, as the server knows it.

use std::sync::Arc;

use crate::base::Digest;
use crate::model::Withheld;

/// What a server shows: a map from files of the output to their bytes, never a file system.
///
/// All but `problems` may take long, as long as making a page takes: the server asks on a thread of its own.
pub trait Pages: Send + Sync + 'static {
    /// The path of the site's root as addresses have it: percent-encoded, a slash at both ends.
    fn base(&self) -> String;

    /// Whether there is nothing at all to show, because there were errors from the start.
    fn is_empty(&self) -> bool;

    /// Whether there is a file, by its path in the output, decoded and in NFC: `ar/articles/x/index.html`.
    fn has(&self, file: &str) -> bool;

    /// Its bytes as they are now.
    fn file(&self, file: &str) -> Option<File>;

    /// What the author's tools in the browser are told of the site, as JSON.
    fn overview(&self) -> String;

    /// The page of a file beside its translation, into a language or the first other one, as JSON; `None` for what has none.
    fn pair(&self, file: &str, with: Option<&str>) -> Option<String>;

    /// All problems there are now, as JSON that the client shows: `{"errors":[…],"warnings":[…]}`.
    fn problems(&self) -> Arc<str>;
}

/// A file of the output.
#[derive(Clone, Debug)]
pub struct File {
    /// What it holds.
    pub bytes: Arc<[u8]>,
    /// The digest of these bytes.
    pub digest: Digest,
    /// Why it will not be published, if it is shown all the same.
    pub held: Option<Withheld>,
}
