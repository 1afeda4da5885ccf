//! The moment at which a finished generation takes the output's place.

use std::io::ErrorKind;

use super::guard::{foreign, refuse_foreign};
use super::{Manifest, Mode, Old, Publication, WriteError, in_place, stage};
use crate::disk::{DiskError, Kind};

impl Publication<'_> {
    /// Puts the finished generation in the output's place.
    pub(super) fn replace(&mut self, new: &Manifest) -> Result<(Mode, Option<WriteError>), WriteError> {
        let (disk, staged) = (self.disk, self.stage.folder());
        let swapped = match self.old {
            Old::Generation(_) => disk.exchange(staged, &self.out),
            _ => disk.rename(staged, &self.out),
        };
        match swapped {
            Err(error) if cannot_swap(&error) && self.old != Old::Nothing => {
                in_place::publish(disk, staged, &self.out, new, self.sync)?;
                return Ok((Mode::Renamed, None));
            }
            swapped => swapped?,
        }
        if self.sync {
            disk.sync_tree(&self.out)?;
        }
        let Old::Generation(old) = &self.old else {
            self.workplace.staged = false;
            return Ok((Mode::First, None));
        };
        let leftover = self.retire(old)?;
        self.workplace.staged = false;
        Ok((Mode::Exchanged, leftover))
    }

    /// Removes the old generation, which now lies in the staging folder; answers why that failed.
    fn retire(&self, old: &Manifest) -> Result<Option<WriteError>, WriteError> {
        let (disk, staged) = (self.disk, self.stage.folder());
        let entries = disk.kind(staged).and_then(|kind| match kind {
            Some(Kind::Folder) => disk.walk(staged, &|_| false).map(Some),
            _ => Ok(None),
        });
        let (entries, foreign) = match entries {
            Ok(Some(entries)) => {
                let foreign = foreign(&entries, &[old]);
                (entries, foreign)
            }
            Ok(None) => (vec![], vec![".".to_owned()]),
            Err(error) => return Ok(Some(error.into())),
        };
        if let Err(refusal) = refuse_foreign(&self.out, &foreign) {
            // Somebody put it there while the site was being built: everything back to its place.
            disk.exchange(staged, &self.out)?;
            return Err(refusal);
        }
        Ok(stage::remove(disk, staged, &entries, Some(old)).err())
    }
}

/// Whether a failed exchange means that this output can only be replaced file by file.
fn cannot_swap(error: &DiskError) -> bool {
    use ErrorKind::{CrossesDevices, ResourceBusy, Unsupported};
    matches!(error.kind, CrossesDevices | ResourceBusy | Unsupported)
}
