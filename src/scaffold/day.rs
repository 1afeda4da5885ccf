//! The day that a new text is dated.

use super::Refusal;
use crate::base::quote::yaml;
use crate::locale::Zone;
use crate::model::Date;
use crate::parse::head::parse_date;
use crate::pipeline::Outcome;
use crate::text::escaped_controls;

/// The day in a time zone at an instant, in seconds since 1970 UTC.
///
/// # Errors
/// The zone is unknown, or the instant lies outside the years that a date can have.
pub fn today(zone: &str, now: i64) -> Result<Date, Refusal> {
    let zone = Zone::new(zone).map_err(Outcome::Environment)?;
    let (year, month, day) = zone.day(now);
    if !(1..=9999).contains(&year) {
        let message = format!("the clock stands at second {now}, which no date can be made of");
        return Err(Refusal::usage(message, "set the clock, or `SOURCE_DATE_EPOCH`"));
    }
    Ok(Date {
        year,
        month,
        day: Some(day),
        time: None,
        offset: None,
    })
}

/// A date that was typed, as front matter has it.
///
/// # Errors
/// It cannot be read.
pub fn typed(written: &str) -> Result<String, Refusal> {
    let written = written.trim();
    match parse_date(written) {
        Some(date) if date.time.is_none() => Ok(date.to_string()),
        Some(_) => Ok(yaml(written)),
        None => Err(Refusal::usage(
            format!("`{}` cannot be read as a date", escaped_controls(written)),
            "write year, month and day: `--date 2025-03-04`",
        )),
    }
}
