//! Dates as authors write them: a day or a month, perhaps a time, perhaps an offset.

use std::fmt;

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

/// A Gregorian date as written. The day never shifts: an offset says when, not which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31; `None` where only the month is given.
    pub day: Option<u8>,
    /// The time, where one is given.
    pub time: Option<Time>,
    /// Seconds east of UTC, where an offset is given; otherwise local to the site's zone.
    pub offset: Option<i32>,
}

impl Date {
    /// Year, month and day, the first day standing for a month alone: what dates are sorted by first.
    pub fn ymd(&self) -> (i16, u8, u8) {
        (self.year, self.month, self.day.unwrap_or(1))
    }

    /// Sorts by day, then by time of day.
    pub fn sort_key(&self) -> (i16, u8, u8, Option<Time>) {
        let (year, month, day) = self.ymd();
        (year, month, day, self.time)
    }
}

/// ISO 8601: `2025-03-04` or `2025-03`, what `<time datetime>` takes.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}
