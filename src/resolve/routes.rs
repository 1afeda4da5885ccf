//! Addresses: how they are made, which cannot be stored, which are claimed twice.

use std::collections::HashMap;
use std::fmt;

use super::source::Read;
use crate::base::{Code, Diagnostic, Position, SourcePath};
use crate::model::Route;
use crate::text::{file_key, is_bidi_control, nfc};

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
    /// A source.
    Source(SourcePath),
    /// The page of a source beside another one.
    Beside(SourcePath, SourcePath),
    /// Something else, in a few words: the list of something.
    Words(String),
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Source(path) => write!(f, "`{path}`"),
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

    fn report(&self, code: Code, message: String) -> Diagnostic {
        let problem = Diagnostic::new(code, message);
        match (&self.path, self.position) {
            (Some(path), Some(position)) => problem.at(path, position),
            (Some(path), None) => problem.in_file(path),
            (None, _) => problem,
        }
    }
}

/// Every address of the site by the name under which file systems would store it.
#[derive(Default)]
pub struct Claims {
    /// Who has what, in the order of claims.
    claims: Vec<(Route, Claimant)>,
    /// By file: the index of its claim.
    by_key: HashMap<String, usize>,
    /// By folder: the index of the first claim of a file in it.
    folders: HashMap<String, usize>,
}

impl Claims {
    /// With room for about so many.
    pub fn with_capacity(count: usize) -> Self {
        Claims {
            claims: Vec::with_capacity(count),
            by_key: HashMap::with_capacity(count),
            folders: HashMap::with_capacity(count),
        }
    }

    /// Whether somebody has this address.
    pub fn holds(&self, route: &Route) -> bool {
        self.by_key.contains_key(&file_key(&route.file()))
    }

    /// Claims `route`; an address that cannot be stored, or that somebody has, is reported.
    pub fn claim(&mut self, route: &Route, claimant: Claimant, problems: &mut Vec<Diagnostic>) {
        let file = route.file();
        if let Some(reason) = file.split('/').find_map(unsafe_part) {
            let message = format!("`{route}` cannot be an address: {reason}");
            let help = "choose another name, or set `slug:` in the front matter";
            problems.push(claimant.report(Code::UnsafeName, message).help(help));
            return;
        }
        let key = file_key(&file);
        if let Some((other_route, other)) = self.taken(&key) {
            let address = if route == other_route {
                format!("`{route}`")
            } else {
                format!("`{route}` (`{other_route}`, which some systems cannot tell apart)")
            };
            let message = format!(
                "{} and {} would both be published at {address}",
                claimant.what, other.what
            );
            let usual = || "rename one of the two, or give one of them another `slug`".to_owned();
            let help = other.yields.clone().unwrap_or_else(usual);
            problems.push(claimant.report(Code::RouteCollision, message).help(help));
            return;
        }
        let at = self.claims.len();
        for folder in folders(&key) {
            // Whoever has a folder has those around it.
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.to_owned(), at);
        }
        self.by_key.insert(key, at);
        self.claims.push((route.clone(), claimant));
    }

    /// Whether nobody has claimed this address, nor one that cannot be stored beside it.
    pub fn is_free(&self, route: &Route) -> bool {
        self.taken(&file_key(&route.file())).is_none()
    }

    /// A file may not have the name of a folder that another file lies in.
    fn taken(&self, key: &str) -> Option<&(Route, Claimant)> {
        let taken = self.by_key.get(key).or_else(|| self.folders.get(key));
        // No file has the name of a folder that others lie in, nor of one around it.
        let mut unknown = folders(key).take_while(|folder| !self.folders.contains_key(*folder));
        let taken = taken.or_else(|| unknown.find_map(|folder| self.by_key.get(folder)));
        self.claims.get(*taken?)
    }
}

/// The folders around a file, innermost first.
fn folders(key: &str) -> impl Iterator<Item = &str> {
    key.rmatch_indices('/').filter_map(|(at, _)| key.get(..at))
}

/// A slug that was reported and cannot be used.
pub struct Refused;

/// The `slug` of a source, if it has one; one that cannot be a part of an address is reported.
pub fn own_slug(read: &Read, problems: &mut Vec<Diagnostic>) -> Result<Option<String>, Refused> {
    let front = &read.head.front;
    let Some(written) = front
        .slug
        .as_deref()
        .map(str::trim)
        .filter(|written| !written.is_empty())
    else {
        return Ok(None);
    };
    let written = nfc(written).into_owned();
    let several = || {
        written
            .contains('/')
            .then(|| "it is one part of an address, without `/`".to_owned())
    };
    let Some(reason) = written.split('/').find_map(unsafe_part).or_else(several) else {
        return Ok(Some(written));
    };
    let problem = Diagnostic::new(Code::UnsafeName, format!("`slug` cannot be `{written}`: {reason}"));
    let help = "write one part of an address, such as `my-article`";
    problems.push(problem.at(&read.path, front.position("slug")).help(help));
    Err(Refused)
}

/// Why a part of a path cannot be stored on every system, if so.
pub fn unsafe_part(part: &str) -> Option<String> {
    const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let is_reserved = || RESERVED.iter().any(|name| name.eq_ignore_ascii_case(stem));
    let numbered = |name: &str| {
        let (start, rest) = stem.split_at_checked(name.len())?;
        let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
        let mut rest = rest.chars();
        let is_one = start.eq_ignore_ascii_case(name) && rest.next().is_some_and(is_digit);
        (is_one && rest.next().is_none()).then_some(())
    };
    if part.is_empty() || part == "." || part == ".." {
        Some("a part of it is empty or made of dots".to_owned())
    } else if let Some(bad) = part
        .chars()
        .find(|&c| c.is_control() || is_bidi_control(c) || matches!(c, '\\' | ':' | '<' | '>' | '|' | '?' | '*' | '"'))
    {
        let shown = if bad.is_ascii_graphic() {
            format!("`{bad}`")
        } else {
            format!("U+{:04X}", u32::from(bad))
        };
        Some(format!("{shown} is not allowed in it"))
    } else if is_reserved() || numbered("com").or_else(|| numbered("lpt")).is_some() {
        Some(format!("Windows reserves the name `{part}`"))
    } else if part.ends_with(['.', ' ']) {
        Some("a part of it ends with a dot or a space".to_owned())
    } else if part.len() > 255 {
        Some(format!(
            "a part of it has {} bytes, and file systems allow 255",
            part.len()
        ))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_no_system_or_not_every_system_stores() {
        for bad in [
            "",
            "..",
            "a\\b",
            "a:b",
            "con",
            "NUL.txt",
            "COM1",
            "com¹.x",
            "LPT0",
            "x.",
            "x ",
            "a\u{0}",
            "a\u{202E}",
        ] {
            assert!(unsafe_part(bad).is_some(), "{bad:?}");
        }
        assert!(unsafe_part(&"م".repeat(128)).is_some());
        for good in [
            "x",
            "مقال",
            "comma",
            "com",
            "a b",
            "...x",
            ".well-known",
            "cover.ar.png",
            "lpt",
        ] {
            assert_eq!(unsafe_part(good), None, "{good:?}");
        }
    }

    #[test]
    fn collisions_that_only_some_file_systems_see() {
        let claim = |routes: &[&str]| {
            let (mut claims, mut problems) = (Claims::default(), Vec::new());
            for route in routes {
                claims.claim(&Route::new(route), Claimant::made(*route), &mut problems);
            }
            problems.len()
        };
        assert_eq!(claim(&["/a/", "/b/"]), 0);
        assert_eq!(claim(&["/a/", "/a/"]), 1);
        assert_eq!(claim(&["/Post/", "/post/"]), 1);
        assert_eq!(claim(&["/a/index.html", "/a/"]), 1);
        assert_eq!(claim(&["/a", "/a/"]), 1, "a file and a folder");
        assert_eq!(claim(&["/a/", "/a"]), 1, "a folder and a file");
        assert_eq!(claim(&["/a", "/a/b/c/"]), 1, "a file and a folder around one");
        assert_eq!(claim(&["/a/b/c/", "/a"]), 1);
        assert_eq!(claim(&["/a/b/", "/a/b/c/", "/a/d"]), 0);
        assert_eq!(claim(&["/\u{623}/", "/\u{627}\u{654}/"]), 1);
    }
}
