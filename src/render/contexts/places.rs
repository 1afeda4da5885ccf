//! The places that a template can have come to, of which its branches decide.

use super::html::{Html, Lone, Place};

/// More places than that are not told apart: only attributes of one tag make so many.
const MOST: usize = 16;

/// All places at one point of a template; none where no branch leads.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<Html>);

impl Places {
    /// The text of an element, where files and the bodies of components begin.
    pub fn content() -> Self {
        Places(vec![Html::default()])
    }

    /// Goes over text of the template.
    pub fn read(&mut self, text: &str, offset: usize, lone: &mut dyn FnMut(Lone, usize)) {
        for html in &mut self.0 {
            html.read(text, offset, lone);
        }
        self.merge();
    }

    /// Goes over a value that is printed.
    pub fn print(&mut self) {
        for html in &mut self.0 {
            html.print();
        }
        self.merge();
    }

    /// What a value that is printed here would become, by each way that leads here.
    pub fn iter(&self) -> impl Iterator<Item = Place<'_>> {
        self.0.iter().map(Html::place)
    }

    /// Whether everything printed here is text of an element.
    pub fn is_content(&self) -> bool {
        self.iter().all(|place| place == Place::Content)
    }

    /// Adds the places of another branch. Those that are not like the ones here are left out, and the first of them is
    /// returned.
    pub fn join(&mut self, other: Places) -> Option<Html> {
        let mut unlike = None;
        for html in other.0 {
            match self.0.first() {
                Some(first) if !first.is_like(&html) => unlike = unlike.or(Some(html)),
                _ => self.0.push(html),
            }
        }
        self.merge();
        unlike
    }

    /// The first of the places.
    pub fn first(&self) -> Option<&Html> {
        self.0.first()
    }

    fn merge(&mut self) {
        let mut kept: Vec<Html> = Vec::with_capacity(self.0.len().min(MOST));
        for html in self.0.drain(..) {
            if kept.len() < MOST && !kept.contains(&html) {
                kept.push(html);
            }
        }
        self.0 = kept;
    }
}
