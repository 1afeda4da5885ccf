//! Footnotes: numbered by first reference, whatever the order of their definitions.

use std::collections::HashMap;

use super::sink::Sink;
use super::writer::count;
use crate::model::Hole;

/// The footnotes of a body, by the order in which their labels occur.
#[derive(Default)]
pub(super) struct Definitions {
    indices: HashMap<String, u32>,
    definitions: Vec<Option<Sink>>,
}

impl Definitions {
    /// The index of a label; labels are compared without case.
    pub fn index(&mut self, label: &str) -> u32 {
        // Upper case first, so that `ß` and `SS` meet.
        let key = label.to_uppercase().to_lowercase();
        let new = count(self.definitions.len());
        let index = *self.indices.entry(key).or_insert(new);
        if index == new {
            self.definitions.push(None);
        }
        index
    }

    /// Takes the definition of a footnote; the first one counts.
    pub fn define(&mut self, index: u32, mut sink: Sink) {
        if let Some(definition @ None) = self.definitions.get_mut(index as usize) {
            let at = sink.html.strip_suffix("</p>\n").map_or(sink.html.len(), str::len);
            sink.marks
                .push((at, super::sink::Mark::Hole(Hole::FootnoteBack(index))));
            *definition = Some(sink);
        }
    }

    /// Starts to number them.
    pub fn number(self) -> Numbering {
        Numbering {
            numbers: vec![None; self.definitions.len()],
            definitions: self.definitions,
            order: Vec::new(),
            references: Vec::new(),
        }
    }
}

/// Gives numbers while marks are met.
pub(super) struct Numbering {
    definitions: Vec<Option<Sink>>,
    /// The number of each footnote, from 0, once it is referred to.
    numbers: Vec<Option<u32>>,
    /// The footnotes by number.
    order: Vec<u32>,
    /// How many marks each number has.
    references: Vec<u32>,
}

impl Numbering {
    /// The hole of the next mark of a footnote; `None` if it has no definition.
    pub fn mark(&mut self, index: u32) -> Option<Hole> {
        let at = index as usize;
        if self.numbers.get(at)?.is_none() {
            self.definitions.get(at)?.as_ref()?;
            *self.numbers.get_mut(at)? = Some(count(self.order.len()));
            self.order.push(index);
            self.references.push(0);
        }
        let footnote = self.numbers.get(at).copied().flatten()?;
        let references = self.references.get_mut(footnote as usize)?;
        let nth = *references;
        *references += 1;
        Some(Hole::FootnoteMark { footnote, nth })
    }

    /// The hole of the links back from a footnote.
    pub fn back(&self, index: u32) -> Option<Hole> {
        self.numbers
            .get(index as usize)
            .copied()
            .flatten()
            .map(Hole::FootnoteBack)
    }

    /// The definition of a number, once.
    pub fn take(&mut self, number: usize) -> Option<Sink> {
        let index = *self.order.get(number)?;
        self.definitions.get_mut(index as usize)?.take()
    }

    /// How many marks refer to a number.
    pub fn references(&self, number: usize) -> u32 {
        self.references.get(number).copied().unwrap_or(0)
    }
}
