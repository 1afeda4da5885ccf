//! The site's time zone: civil times to instants and back.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};

use crate::text::escaped_controls;

/// A time zone of the IANA database.
#[derive(Clone, Debug)]
pub struct Zone {
    zone: TimeZone,
}

impl Zone {
    /// Finds a zone by its IANA name (`Africa/Cairo`) or `UTC`. The error is a sentence.
    pub fn new(name: &str) -> Result<Self, String> {
        match TimeZone::get(name) {
            Ok(zone) => Ok(Zone { zone }),
            Err(_) => Err(format!("`{}` is not the name of a time zone", escaped_controls(name))),
        }
    }

    /// The UNIX time of a civil time in seconds, or nothing where no such date or time of day exists.
    ///
    /// A time without an offset is local to the zone: one that a clock change skips counts as the later one,
    /// one that it repeats as the earlier.
    #[expect(clippy::too_many_arguments, reason = "the fields of one civil time")]
    pub fn seconds(
        &self,
        year: i32,
        month: u8,
        day: u8,
        hour: u8,
        minute: u8,
        second: u8,
        offset_seconds: Option<i32>,
    ) -> Option<i64> {
        let civil = DateTime::new(
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
            hour.try_into().ok()?,
            minute.try_into().ok()?,
            second.try_into().ok()?,
            0,
        )
        .ok()?;
        let instant = match offset_seconds {
            Some(seconds) => Offset::from_seconds(seconds).ok()?.to_timestamp(civil),
            None => self.zone.to_ambiguous_timestamp(civil).compatible(),
        };
        Some(instant.ok()?.as_second())
    }

    /// The day on which an instant falls: year, month, day.
    pub fn day(&self, unix_seconds: i64) -> (i16, u8, u8) {
        let civil = self.zone.to_datetime(instant(unix_seconds));
        (civil.year(), civil.month().unsigned_abs(), civil.day().unsigned_abs())
    }

    /// An instant as RFC 3339 writes it, with the zone's offset: `2026-08-15T12:00:00+03:00`.
    pub fn rfc3339(&self, unix_seconds: i64) -> String {
        let instant = instant(unix_seconds);
        // RFC 3339 has no seconds in offsets; local mean times of the past have
        let seconds = self.zone.to_offset(instant).seconds();
        let minutes = seconds / 60;
        let offset = Offset::from_seconds(minutes * 60).unwrap_or(Offset::UTC);
        let civil = offset.to_datetime(instant);
        let sign = if minutes < 0 { '-' } else { '+' };
        format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            civil.year(),
            civil.month(),
            civil.day(),
            civil.hour(),
            civil.minute(),
            civil.second(),
            minutes.abs() / 60,
            minutes.abs() % 60,
        )
    }
}

/// The instant nearest to a number of seconds since 1970 UTC.
fn instant(unix_seconds: i64) -> Timestamp {
    let earliest_or_latest = if unix_seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    Timestamp::from_second(unix_seconds).unwrap_or(earliest_or_latest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn civil_times_and_instants() {
        let utc = Zone::new("UTC").unwrap();
        let cairo = Zone::new("Africa/Cairo").unwrap();
        for (zone, offset, expected) in [
            (&utc, None, "2026-08-15T12:00:00+00:00"),
            (&cairo, None, "2026-08-15T12:00:00+03:00"),
            (&cairo, Some(0), "2026-08-15T15:00:00+03:00"),
            (&cairo, Some(-5 * 3600), "2026-08-15T20:00:00+03:00"),
        ] {
            let at = zone.seconds(2026, 8, 15, 12, 0, 0, offset).unwrap();
            assert_eq!(zone.rfc3339(at), expected);
        }
        assert_eq!(utc.seconds(1970, 1, 1, 0, 0, 0, None), Some(0));
        assert_eq!(utc.seconds(1969, 12, 31, 23, 59, 59, None), Some(-1));
    }

    #[test]
    fn the_day_is_that_of_the_zone() {
        // half past ten in the evening of the last day of 2025 in UTC
        let instant = 1_767_220_200;
        for (zone, expected) in [("UTC", (2025, 12, 31)), ("Asia/Riyadh", (2026, 1, 1))] {
            assert_eq!(Zone::new(zone).unwrap().day(instant), expected, "{zone}");
        }
    }

    #[test]
    fn dates_that_do_not_exist() {
        let utc = Zone::new("UTC").unwrap();
        for (year, month, day, hour) in [
            (2026, 2, 29, 0),
            (2026, 13, 1, 0),
            (2026, 0, 1, 0),
            (2026, 1, 1, 24),
            (i32::MAX, 1, 1, 0),
            (2026, 200, 200, 200),
        ] {
            assert_eq!(utc.seconds(year, month, day, hour, 0, 0, None), None);
        }
        assert_eq!(utc.seconds(2026, 1, 1, 0, 0, 0, Some(i32::MAX)), None);
        assert!(utc.seconds(2024, 2, 29, 0, 0, 0, None).is_some());
    }

    #[test]
    fn clock_changes() {
        let berlin = Zone::new("Europe/Berlin").unwrap();
        for (month, day, hour, expected) in [
            (3, 29, 2, "2026-03-29T03:30:00+02:00"),
            (10, 25, 2, "2026-10-25T02:30:00+02:00"),
        ] {
            let at = berlin.seconds(2026, month, day, hour, 30, 0, None).unwrap();
            assert_eq!(berlin.rfc3339(at), expected);
        }
    }

    #[test]
    fn any_instant_can_be_written() {
        let new_york = Zone::new("America/New_York").unwrap();
        assert_eq!(new_york.rfc3339(0), "1969-12-31T19:00:00-05:00");
        // local mean time was 4:56:02 behind
        assert_eq!(new_york.rfc3339(-3_000_000_000), "1874-12-07T13:44:00-04:56");
        for edge in [i64::MIN, i64::MAX] {
            assert!(new_york.rfc3339(edge).contains('T'));
        }
        assert!(Zone::new("Mars/Olympus").is_err());
    }
}
