//! Shared anchors: how the headings of two translations correspond.

use std::collections::{HashMap, HashSet};

use crate::model::{Anchors, Body, Heading};

/// By index of a document's headings: the ids under which its translations know them.
/// The second part says, for each translation, whether the outlines align throughout.
///
/// A translation's id is left out where the document has that id itself.
pub fn anchors(own: &Body, translations: &[&Body]) -> (Anchors, Vec<bool>) {
    let mut taken: HashSet<&str> = own.all_ids().collect();
    let mut ids: Vec<Vec<Box<str>>> = vec![Vec::new(); own.headings.len()];
    let mut aligned = Vec::with_capacity(translations.len());
    for translation in translations {
        let (partners, throughout) = align(&own.headings, &translation.headings);
        aligned.push(throughout);
        for (ids, partner) in ids.iter_mut().zip(partners) {
            let id = partner
                .and_then(|at| translation.headings.get(at))
                .map(|heading| &heading.id);
            ids.extend(id.filter(|id| taken.insert(id)).cloned());
        }
    }
    (ids.into_iter().map(Vec::into_boxed_slice).collect(), aligned)
}

/// For each heading of `own` the index of its partner; and whether every heading has one.
///
/// Equal explicit ids, as far as they stand in the same order, divide the outlines into stretches;
/// a stretch aligns if both sides have the same sequence of levels.
fn align(own: &[Heading], other: &[Heading]) -> (Vec<Option<usize>>, bool) {
    let explicit: HashMap<&str, usize> = other
        .iter()
        .enumerate()
        .filter(|(_, heading)| heading.explicit)
        .map(|(at, heading)| (&*heading.id, at))
        .collect();
    let mut partners = vec![None; own.len()];
    let mut throughout = true;
    let (mut own_from, mut other_from) = (0, 0);
    let fixed = own.iter().enumerate().filter(|(_, heading)| heading.explicit);
    let fixed = fixed.filter_map(|(at, heading)| explicit.get(&*heading.id).map(|&other_at| (at, other_at)));
    for (own_to, other_to) in fixed.chain(std::iter::once((own.len(), other.len()))) {
        if other_to < other_from {
            throughout = false;
            continue;
        }
        let stretch = &own[own_from..own_to];
        if stretch
            .iter()
            .map(|heading| heading.level)
            .eq(other[other_from..other_to].iter().map(|heading| heading.level))
        {
            for (partner, at) in partners[own_from..own_to].iter_mut().zip(other_from..) {
                *partner = Some(at);
            }
        } else {
            throughout = false;
        }
        if let Some(partner) = partners.get_mut(own_to) {
            *partner = Some(other_to);
        }
        (own_from, other_from) = (own_to + 1, other_to + 1);
    }
    (partners, throughout)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Position;

    /// `2why!` is a heading of level 2 with the explicit id `why`; `3` one of level 3 without.
    fn outline(text: &str) -> Vec<Heading> {
        let heading = |word: &str| {
            let (level, id) = word.split_at(1);
            Heading {
                level: level.parse().unwrap_or(2),
                explicit: id.ends_with('!'),
                id: id.trim_end_matches('!').into(),
                text: "".into(),
                html: "".into(),
                position: Position::START,
            }
        };
        text.split_whitespace().map(heading).collect()
    }

    #[test]
    fn outlines_align_by_explicit_ids_then_by_levels() {
        for (own, other, partners, throughout) in [
            ("2 3 2", "2 3 2", vec![Some(0), Some(1), Some(2)], true),
            ("2 3", "2 2", vec![None, None], false),
            ("", "", vec![], true),
            ("2", "", vec![None], false),
            ("2a! 3 3 2b!", "2a! 3 2b!", vec![Some(0), None, None, Some(2)], false),
            ("2 2a! 3", "2 2a! 3", vec![Some(0), Some(1), Some(2)], true),
            ("2a! 2b!", "2b! 2a!", vec![Some(1), None], false),
            ("2a 2b", "2a! 2b!", vec![Some(0), Some(1)], true),
        ] {
            assert_eq!(
                align(&outline(own), &outline(other)),
                (partners, throughout),
                "{own} / {other}"
            );
        }
    }
}
