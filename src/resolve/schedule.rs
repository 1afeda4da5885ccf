//! What is published now, and what is held back.

use crate::locale::Zone;
use crate::model::{Date, Head, Withheld};

use super::source::Inherited;

/// The present, and what is published regardless of it.
#[derive(Clone, Copy, Debug)]
pub struct Schedule<'a> {
    /// Seconds since 1970 UTC.
    pub now: i64,
    /// The zone of dates without an offset.
    pub zone: &'a Zone,
    /// Whether drafts are published.
    pub drafts: bool,
    /// Whether what is dated in the future is published.
    pub future: bool,
}

impl Schedule<'_> {
    /// Why a source is held back, if it is.
    pub fn withheld(&self, front: Inherited<'_>) -> Option<Withheld> {
        let reached = |date: Date| self.seconds(date).is_none_or(|start| start <= self.now);
        if front.draft() && !self.drafts {
            return Some(Withheld::Draft);
        }
        if front.expires().is_some_and(reached) {
            return Some(Withheld::Expired);
        }
        let start = front.publish().or(front.date());
        if start.is_some_and(|date| !reached(date)) && !self.future {
            return Some(Withheld::Future);
        }
        None
    }

    /// Why a source is held back, if it is, by its own head and that of its original.
    pub fn withheld_as(&self, own: &Head, original: &Head) -> Option<Withheld> {
        self.withheld(Inherited::new(own, original))
    }

    /// A date as RFC 3339 writes it, at the start of a day where no time is given.
    pub fn rfc3339(&self, date: Date) -> Option<String> {
        self.seconds(date).map(|seconds| self.zone.rfc3339(seconds))
    }

    /// The moment that a date names, in seconds since 1970 UTC: the start of the day where it names no time.
    pub fn seconds(&self, date: Date) -> Option<i64> {
        let (year, month, day) = date.ymd();
        let (hour, minute, second) = date
            .time
            .map_or((0, 0, 0), |time| (time.hour, time.minute, time.second));
        self.zone
            .seconds(year.into(), month, day, hour, minute, second, date.offset)
    }
}
