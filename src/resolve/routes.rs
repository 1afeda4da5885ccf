//! Addresses: how they are made, which cannot be stored, which are claimed twice.

use std::collections::HashMap;
use std::fmt;

use super::source::Read;
use crate::base::{Code, Diagnostic, Position, SourcePath};
use crate::model::{Route, SectionPage};
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
    /// Files, and the folders that they lie in.
    names: HashMap<String, Name>,
}

/// A name in a file system that somebody has.
struct Name {
    /// The index of the claim; of a folder, the first of a file in it.
    claim: usize,
    is_folder: bool,
}

impl Claims {
    /// With room for about so many.
    pub fn with_capacity(count: usize) -> Self {
        Claims {
            claims: Vec::with_capacity(count),
            // An article is a file in a folder of its own.
            names: HashMap::with_capacity(2 * count),
        }
    }

    /// Whether somebody has this address.
    pub fn holds(&self, route: &Route) -> bool {
        let name = self.names.get(&file_key(&route.file()));
        name.is_some_and(|name| !name.is_folder)
    }

    /// Claims the pages of a list. The first one is a document's, where the list has one.
    pub fn claim_list(&mut self, page: &SectionPage, problems: &mut Vec<Diagnostic>) {
        if page.document.is_none() {
            let what = Claimant::made(format!("the list of `{}`", page.title));
            self.claim(&page.route, what, problems);
        }
        for number in 1..=page.older_pages {
            let what = Claimant::made(format!("list page {number} of `{}`", page.title));
            self.claim(&page.older_route(number), what, problems);
        }
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
        let claim = self.claims.len();
        let new_folders = match self.room(&key) {
            Ok(new) => new,
            Err(taken) => {
                if let Some((other_route, other)) = self.claims.get(taken) {
                    let problem = collision((route, &claimant), (other_route, other));
                    problems.push(problem);
                }
                return;
            }
        };
        for folder in folders(&key).take(new_folders) {
            let is_folder = true;
            self.names.insert(folder.to_owned(), Name { claim, is_folder });
        }
        let is_folder = false;
        self.names.insert(key, Name { claim, is_folder });
        self.claims.push((route.clone(), claimant));
    }

    /// Whether nobody has claimed this address, nor one that cannot be stored beside it.
    pub fn is_free(&self, route: &Route) -> bool {
        self.room(&file_key(&route.file())).is_ok()
    }

    /// How many of the folders around a file are new, the innermost first; or else the claim that stands in its way: a file may
    /// not have the name of a folder that another file lies in.
    fn room(&self, key: &str) -> Result<usize, usize> {
        if let Some(name) = self.names.get(key) {
            return Err(name.claim);
        }
        let mut new = 0;
        for folder in folders(key) {
            match self.names.get(folder) {
                None => new += 1,
                // Whoever has a folder has those around it.
                Some(name) if name.is_folder => break,
                Some(name) => return Err(name.claim),
            }
        }
        Ok(new)
    }
}

/// Two that cannot both have an address: the one that comes later, and the one that has it.
fn collision((route, claimant): (&Route, &Claimant), (other_route, other): (&Route, &Claimant)) -> Diagnostic {
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
    claimant.report(Code::RouteCollision, message).help(help)
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
    if is_plain(part) {
        return None;
    }
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

/// Whether a part of a path is of letters, digits and hyphens of ASCII, as most are, and longer than every reserved name.
fn is_plain(part: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (8..=255).contains(&part.len()) && (part == "index.html" || part.bytes().all(is_usual))
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
