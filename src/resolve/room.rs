//! The addresses of one site, for the next: where all had room beside each other, those that are claimed again have it still.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::claims::{Name, folders};
use super::routes::unsafe_part;
use crate::model::Route;
use crate::text::file_key;

/// How many claims may differ: a site that is another one is looked at anew.
const MOST: usize = 256;

/// Addresses that have room beside each other.
pub struct Room {
    /// In the order of claims.
    routes: Vec<Route>,
    /// Files, and the folders that they lie in.
    names: HashMap<String, Name>,
}

impl Room {
    pub(super) fn new(routes: Vec<Route>, names: HashMap<String, Name>) -> Self {
        Room { routes, names }
    }
}

/// Claims beside those of a site before: a walk along both, for most are the same in the same order.
pub struct Beside {
    room: Arc<Room>,
    /// The claim that is expected next.
    next: usize,
    /// Those that were expected and did not come, in order.
    gone: Vec<usize>,
    /// The names of the files that nobody had expected.
    new: Vec<String>,
    /// Whether something may collide: only a look at all claims tells what.
    is_in_doubt: bool,
}

impl Beside {
    pub fn new(room: Arc<Room>) -> Self {
        Beside {
            room,
            next: 0,
            gone: Vec::new(),
            new: Vec::new(),
            is_in_doubt: false,
        }
    }

    /// Notes a claim.
    pub fn claim(&mut self, route: &Route) {
        let expected = self.room.routes.get(self.next..).unwrap_or_default();
        match expected.iter().take(MOST).position(|known| known == route) {
            Some(passed) => {
                self.gone.extend(self.next..self.next + passed);
                self.next += passed + 1;
            }
            None => self.claim_new(route),
        }
        self.is_in_doubt |= self.gone.len() + self.new.len() > MOST;
    }

    fn claim_new(&mut self, route: &Route) {
        let file = route.file();
        self.is_in_doubt |= file.split('/').any(|part| unsafe_part(part).is_some());
        if !self.is_in_doubt {
            self.new.push(file_key(&file));
        }
    }

    /// Whether a file of this name was claimed.
    pub fn holds(&self, key: &str) -> bool {
        let name = self.room.names.get(key);
        name.is_some_and(|name| self.is_claimed(name)) || self.new.iter().any(|new| new == key)
    }

    /// Whether a file of this name has room beside what was claimed.
    pub fn is_free(&mut self, key: &str) -> bool {
        let is_folder = |name: &Name| name.is_folder;
        // Nobody knows whether what lies in that folder was claimed again.
        self.is_in_doubt |= self.room.names.get(key).is_some_and(is_folder);
        let lies_in = |file: &String| file.strip_prefix(key).is_some_and(|rest| rest.starts_with('/'));
        !self.holds(key) && !self.new.iter().any(lies_in) && !folders(key).any(|folder| self.holds(folder))
    }

    fn is_claimed(&self, name: &Name) -> bool {
        !name.is_folder && name.claim < self.next && self.gone.binary_search(&name.claim).is_err()
    }

    /// Whether all that was claimed surely has room; the addresses for the next site.
    pub fn finish(mut self) -> (bool, Option<Arc<Room>>) {
        self.gone.extend(self.next..self.room.routes.len());
        self.next = self.room.routes.len();
        let differ = self.gone.len() + self.new.len();
        let is_sure = !self.is_in_doubt && differ <= MOST && self.have_room();
        (is_sure, Some(self.room))
    }

    /// Whether the new files have room beside the others and each other.
    fn have_room(&self) -> bool {
        let new: HashSet<&str> = self.new.iter().map(String::as_str).collect();
        let is_taken = |folder: &str| {
            let known = self.room.names.get(folder);
            known.is_some_and(|name| self.is_claimed(name)) || new.contains(folder)
        };
        let has_room = |key: &&str| {
            let known = self.room.names.get(*key);
            !known.is_some_and(|name| name.is_folder || self.is_claimed(name)) && !folders(key).any(is_taken)
        };
        new.len() == self.new.len() && new.iter().all(has_room)
    }
}
