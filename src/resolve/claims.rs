//! Addresses, each claimed once: by name, as file systems would store them, or beside those of the site before.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::claimant::Claimant;
use super::names::normal_form;
use super::room::{Beside, Room};
use super::routes::unsafe_part;
use crate::base::{Code, Diagnostic};
use crate::model::{Route, SectionPage};
use crate::text::file_key;

/// Every address of the site.
pub enum Claims {
    /// All of them are looked at.
    Anew(Register),
    /// Those are looked at that the site before did not have.
    Beside(Beside),
}

impl Claims {
    /// With room for about so many.
    pub fn with_capacity(count: usize) -> Self {
        Claims::Anew(Register {
            claims: Vec::with_capacity(count),
            // An article is a file in a folder of its own.
            names: HashMap::with_capacity(2 * count),
            refused: 0,
            blocking: HashSet::new(),
        })
    }

    /// With the addresses of the site before.
    pub fn beside(room: Arc<Room>) -> Self {
        Claims::Beside(Beside::new(room))
    }

    /// Whether somebody has this address.
    pub fn holds(&self, route: &Route) -> bool {
        let key = file_key(&route.file());
        match self {
            Claims::Anew(register) => register.names.get(&key).is_some_and(|name| !name.is_folder),
            Claims::Beside(beside) => beside.holds(&key),
        }
    }

    /// Whether nobody has claimed this address, nor one that cannot be stored beside it.
    pub fn is_free(&mut self, route: &Route) -> bool {
        let key = file_key(&route.file());
        match self {
            Claims::Anew(register) => register.room(&key).is_ok(),
            Claims::Beside(beside) => beside.is_free(&key),
        }
    }

    /// Claims the pages of a list. The first one is a document's, where the list has one.
    pub fn claim_list(&mut self, page: &SectionPage, problems: &mut Vec<Diagnostic>) {
        if page.document.is_none() {
            let what = || Claimant::made(format!("the list of `{}`", page.title));
            self.claim(&page.route, what, problems);
        }
        for number in 1..=page.older_pages {
            let what = || Claimant::made(format!("list page {number} of `{}`", page.title));
            self.claim(&page.older_route(number), what, problems);
        }
    }

    /// Claims `route`; an address that cannot be stored, or that somebody has, is reported.
    pub fn claim(&mut self, route: &Route, claimant: impl FnOnce() -> Claimant, problems: &mut Vec<Diagnostic>) {
        match self {
            Claims::Anew(register) => register.claim(route, claimant(), problems),
            Claims::Beside(beside) => beside.claim(route),
        }
    }

    /// Whether nothing is left in doubt, and the addresses for the next site, if all have room beside each other.
    pub fn finish(self) -> (bool, Option<Arc<Room>>) {
        match self {
            Claims::Anew(register) => (true, (register.refused == 0).then(|| Arc::new(register.into()))),
            Claims::Beside(beside) => beside.finish(),
        }
    }
}

/// Addresses by the name under which file systems would store them.
pub struct Register {
    /// Who has what, in the order of claims.
    claims: Vec<(Route, Claimant)>,
    /// Files, and the folders that they lie in.
    names: HashMap<String, Name>,
    /// How many could not be had.
    refused: usize,
    /// The claims of files where others need a folder. Each is told once, however many lie in it.
    blocking: HashSet<usize>,
}

/// A name in a file system that somebody has.
pub(super) struct Name {
    /// The index of the claim; of a folder, the first of a file in it.
    pub claim: usize,
    pub is_folder: bool,
}

impl Register {
    fn claim(&mut self, route: &Route, claimant: Claimant, problems: &mut Vec<Diagnostic>) {
        let file = route.file();
        if let Some(reason) = file.split('/').find_map(unsafe_part) {
            let message = format!("`{route}` cannot be an address: {reason}");
            problems.push(claimant.report(Code::UnsafeName, message).help(claimant.remedy()));
            self.refused += 1;
            return;
        }
        let key = file_key(&file);
        let claim = self.claims.len();
        let new_folders = match self.room(&key) {
            Ok(new) => new,
            Err(taken) => {
                if let Some((other_route, other)) = self.claims.get(taken) {
                    let is_around = folders(&key).any(|folder| folder == file_key(&other_route.file()));
                    if !(is_around && other.is_file()) {
                        problems.push(collision((route, &claimant), (other_route, other)));
                    } else if self.blocking.insert(taken) {
                        problems.push(no_folder((route, &claimant), (other_route, other)));
                    }
                }
                self.refused += 1;
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

impl From<Register> for Room {
    fn from(register: Register) -> Self {
        let routes = register.claims.into_iter().map(|(route, _)| route);
        Room::new(routes.collect(), register.names)
    }
}

/// Two that cannot both have an address: the one that comes later, and the one that has it.
fn collision((route, claimant): (&Route, &Claimant), (other_route, other): (&Route, &Claimant)) -> Diagnostic {
    let address = if route.file() == other_route.file() {
        format!("`{route}`")
    } else {
        format!("`{route}` (`{other_route}`, which some systems cannot tell apart)")
    };
    let mut message = format!(
        "{} and {} would both be published at {address}",
        claimant.what, other.what
    );
    if let (Some(path), Some(other)) = (&claimant.path, &other.path)
        && let Some(difference) = normal_form(path, other)
    {
        message.push_str(&format!("; {difference}"));
    }
    let usual = if claimant.has_slug() || other.has_slug() {
        "rename one of the two, or give one of them another `slug`"
    } else if claimant.is_file() && other.is_file() {
        "rename one of the two files"
    } else {
        "rename the file, or move it elsewhere"
    };
    let help = other.yields.clone().unwrap_or_else(|| usual.to_owned());
    // What the program makes has no place.
    let placed = if claimant.path.is_some() { claimant } else { other };
    placed.report(Code::RouteCollision, message).help(help)
}

/// A file that has the name of a folder in which something is to be published.
fn no_folder((route, claimant): (&Route, &Claimant), (other_route, other): (&Route, &Claimant)) -> Diagnostic {
    let message = format!(
        "{} would be published at `{other_route}`, where a folder has to be: {} is below it, at `{route}`",
        other.what, claimant.what
    );
    other
        .report(Code::RouteCollision, message)
        .help("rename the file, or move it elsewhere")
}

/// The folders around a file, innermost first.
pub(super) fn folders(key: &str) -> impl Iterator<Item = &str> {
    key.rmatch_indices('/').filter_map(|(at, _)| key.get(..at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::SourcePath;

    fn claim(claims: &mut Claims, routes: &[&str]) -> usize {
        let mut problems = Vec::new();
        for route in routes {
            claims.claim(&Route::new(route), || Claimant::made(*route), &mut problems);
        }
        problems.len()
    }

    #[test]
    fn collisions_that_only_some_file_systems_see() {
        let claim = |routes: &[&str]| claim(&mut Claims::with_capacity(0), routes);
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

    #[test]
    fn addresses_of_one_file_are_one() {
        let mut claims = Claims::with_capacity(0);
        let mut problems = Vec::new();
        for route in ["/a/index.html", "/a/"] {
            claims.claim(&Route::new(route), || Claimant::made("it"), &mut problems);
        }
        let messages: Vec<_> = problems.iter().map(|problem| &*problem.message).collect();
        assert_eq!(messages, ["it and it would both be published at `/a/`"]);
    }

    #[test]
    fn names_that_look_the_same_are_told_apart() {
        let [composed, decomposed] = ["content/é.txt", "content/e\u{301}.txt"].map(SourcePath::new);
        for (first, second, words) in [
            (&composed, &decomposed, "; its own name is decomposed"),
            (&decomposed, &composed, "; the name of the other is decomposed"),
        ] {
            let mut claims = Claims::with_capacity(0);
            let mut problems = Vec::new();
            for path in [first, second] {
                claims.claim(&Route::new("/é.txt"), || Claimant::file(path), &mut problems);
            }
            let [problem] = problems.as_slice() else {
                panic!("{problems:?}")
            };
            assert!(problem.message.contains(words), "{}", problem.message);
            assert_eq!(problem.help.as_deref(), Some("rename one of the two files"));
        }
    }

    /// Whatever is made of claims beside those of the site before is what is made of them anew, wherever it is in no doubt.
    #[test]
    fn what_is_found_beside_the_last_addresses_is_what_is_found_anew() {
        const NAMES: [&str; 12] = [
            "/a/",
            "/a",
            "/A/",
            "/a/b/",
            "/a/b",
            "/a/b/c/",
            "/b/",
            "/b",
            "/b/x.html",
            "/con/",
            "/c/",
            "/d",
        ];
        let mut random = fastrand::Rng::with_seed(7);
        let mut sure = 0;
        for _ in 0..20_000 {
            let mut some = |of: usize| -> Vec<&str> {
                (0..random.usize(0..of))
                    .map(|_| random.choice(NAMES).unwrap_or("/a/"))
                    .collect()
            };
            let (before, after, asked) = (some(6), some(6), some(3));
            let mut last = Claims::with_capacity(0);
            claim(&mut last, &before);
            let (_, Some(room)) = last.finish() else { continue };
            let mut told = [Claims::with_capacity(0), Claims::beside(room)].map(|mut claims| {
                let (first, rest) = after.split_at(after.len() / 2);
                let mut refused = claim(&mut claims, first);
                let held: Vec<_> = asked.iter().map(|route| claims.holds(&Route::new(route))).collect();
                let free: Vec<_> = asked.iter().map(|route| claims.is_free(&Route::new(route))).collect();
                refused += claim(&mut claims, rest);
                let (is_sure, room) = claims.finish();
                (is_sure, (refused, held, free, room.is_some()))
            });
            let [(_, anew), (is_sure, beside)] = &mut told;
            if *is_sure {
                assert_eq!(beside, anew, "{before:?} {after:?} {asked:?}");
                sure += 1;
            }
        }
        assert!(sure > 500, "{sure}");
    }
}
