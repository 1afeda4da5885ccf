//! Who claims an address, for what is said where two do.

use std::fmt;

use crate::base::{Code, Diagnostic, Position, SourcePath};

/// Who claims an address.
#[derive(Clone, Debug)]
pub struct Claimant {
    /// The source, if it is one.
    pub path: Option<SourcePath>,
    /// Where the source says so.
    pub position: Option<Position>,
    /// What it is.
    pub what: What,
    /// What to do for somebody who wants the same address.
    pub yields: Option<String>,
}

/// What claims an address. Most claims never have to be put into words.
#[derive(Clone, Debug)]
pub enum What {
    /// A source with front matter, which may have a `slug`.
    Source(SourcePath),
    /// A file that is published as it is.
    File(SourcePath),
    /// The page of a source beside another one.
    Beside(SourcePath, SourcePath),
    /// Something else, in a few words: the list of something.
    Words(String),
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Source(path) | What::File(path) => write!(f, "`{path}`"),
            What::Beside(own, other) => write!(f, "the page of `{own}` beside `{other}`"),
            What::Words(words) => f.write_str(words),
        }
    }
}

impl Claimant {
    /// A source that is published.
    pub fn source(path: &SourcePath, position: Option<Position>) -> Self {
        Claimant {
            what: What::Source(path.clone()),
            path: Some(path.clone()),
            position,
            yields: None,
        }
    }

    /// A file that is published as it is.
    pub fn file(path: &SourcePath) -> Self {
        Claimant {
            what: What::File(path.clone()),
            ..Claimant::source(path, None)
        }
    }

    /// A file of the theme, which a file of the site at `instead` replaces.
    pub fn theme(name: &str, instead: &str) -> Self {
        Claimant {
            yields: Some(format!("to replace the theme's file, move yours to `{instead}`")),
            ..Claimant::made(format!("the theme's file `{name}`"))
        }
    }

    /// Something that the program makes.
    pub fn made(what: impl Into<String>) -> Self {
        Claimant {
            path: None,
            position: None,
            what: What::Words(what.into()),
            yields: None,
        }
    }

    /// Whether it is a file that is published as it is.
    pub fn is_file(&self) -> bool {
        matches!(self.what, What::File(_))
    }

    /// Whether its address follows its `slug`.
    pub fn has_slug(&self) -> bool {
        matches!(self.what, What::Source(_) | What::Beside(..))
    }

    /// What to do about its address alone.
    pub(super) fn remedy(&self) -> &'static str {
        match self.what {
            What::File(_) => "rename the file",
            _ => "choose another name, or set `slug:` in the front matter",
        }
    }

    /// A problem with the address that it claims.
    pub(super) fn report(&self, code: Code, message: String) -> Diagnostic {
        let problem = Diagnostic::new(code, message);
        match (&self.path, self.position) {
            (Some(path), Some(position)) => problem.at(path, position),
            (Some(path), None) => problem.in_file(path),
            (None, _) => problem,
        }
    }
}
