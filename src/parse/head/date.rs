//! Dates in the forms that authors and other generators write.

use crate::model::{Date, Time};

/// Reads a date, perhaps with a time and an offset: `2025-03-04`, `2025/3/4`, `2025-10`, `2025-03-04T10:20:30.5+03:00`,
/// `2021-02-01 22:30:23 +0200`, in ASCII, Arabic-Indic or Persian digits. The day is taken as written, never shifted.
/// Days that do not exist and forms that have two readings give nothing.
pub fn parse_date(text: &str) -> Option<Date> {
    let plain: String = text.chars().filter_map(simplified).collect();
    let mut rest = Cursor(plain.trim());
    let year = rest.number(4, 4)?;
    let separator = rest.one_of(&['-', '/'])?;
    let month = rest.number(1, 2)?;
    let day = match rest.one_of(&[separator]) {
        Some(_) => Some(rest.number(1, 2)?),
        None => None,
    };
    let (time, offset) = match (rest.0, day) {
        ("", _) => (None, None),
        (_, Some(_)) => rest.time_and_offset()?,
        (_, None) => return None,
    };
    let last = days_in(year, month)?;
    let real = year > 0 && day.is_none_or(|day| (1..=last).contains(&day));
    (real && rest.0.is_empty()).then_some(Date {
        year: i16::try_from(year).ok()?,
        month: u8::try_from(month).ok()?,
        day: match day {
            Some(day) => Some(u8::try_from(day).ok()?),
            None => None,
        },
        time,
        offset,
    })
}

/// The character without its script: digits in ASCII, one kind of dash; invisible marks vanish.
fn simplified(c: char) -> Option<char> {
    match c {
        '٠'..='٩' => char::from_digit(u32::from(c) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(c) - u32::from('۰'), 10),
        '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' => None,
        '\u{2010}'..='\u{2013}' | '\u{2212}' => Some('-'),
        '\u{A0}' | '\u{202F}' => Some(' '),
        _ => Some(c),
    }
}

/// How many days a month has; nothing for a month that does not exist.
fn days_in(year: u32, month: u32) -> Option<u32> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => Some(28 + u32::from(leap)),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

/// What is left to read.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    /// A number of so many digits.
    fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&digits) {
            return None;
        }
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.parse().ok()
    }

    /// One of some characters.
    fn one_of(&mut self, characters: &[char]) -> Option<char> {
        let first = self.0.chars().next().filter(|first| characters.contains(first))?;
        self.0 = self.0.strip_prefix(first)?;
        Some(first)
    }

    fn spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    /// What follows a day. Fractions of a second are read and dropped.
    fn time_and_offset(&mut self) -> Option<(Option<Time>, Option<i32>)> {
        self.one_of(&['T', 't', ' '])?;
        self.spaces();
        let hour = self.number(1, 2)?;
        self.one_of(&[':'])?;
        let minute = self.number(2, 2)?;
        let mut second = 0;
        if self.one_of(&[':']).is_some() {
            second = self.number(2, 2)?;
            if self.one_of(&['.', ',']).is_some() {
                self.number(1, 9)?;
            }
        }
        // a leap second is the last one of its minute
        let second = if second == 60 { 59 } else { second };
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        let time = Time {
            hour: u8::try_from(hour).ok()?,
            minute: u8::try_from(minute).ok()?,
            second: u8::try_from(second).ok()?,
        };
        self.spaces();
        let offset = if self.0.is_empty() { None } else { Some(self.offset()?) };
        Some((Some(time), offset))
    }

    fn offset(&mut self) -> Option<i32> {
        let sign = match self.one_of(&['Z', 'z', '+', '-'])? {
            'Z' | 'z' => return Some(0),
            '-' => -1,
            _ => 1,
        };
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (hours, minutes) = match digits {
            4 => {
                let both = self.number(4, 4)?;
                (both / 100, both % 100)
            }
            _ => {
                let hours = self.number(1, 2)?;
                let minutes = match self.one_of(&[':']) {
                    Some(_) => self.number(2, 2)?,
                    None => 0,
                };
                (hours, minutes)
            }
        };
        let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
        (hours <= 23 && minutes <= 59).then_some(sign * seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        parse_date(text).map(|date| {
            let time = date.time.map_or(String::new(), |time| {
                format!(" {:02}:{:02}:{:02}", time.hour, time.minute, time.second)
            });
            let offset = date.offset.map_or(String::new(), |offset| format!(" {offset:+}"));
            format!("{date}{time}{offset}")
        })
    }

    #[test]
    fn dates_that_are_read() {
        for (text, expected) in [
            ("2025-03-04", "2025-03-04"),
            (" 2025-03-04 ", "2025-03-04"),
            ("2023/05/03", "2023-05-03"),
            ("2023/5/3", "2023-05-03"),
            ("2025-3-4", "2025-03-04"),
            ("2025-10", "2025-10"),
            ("2025/10", "2025-10"),
            ("2024-02-29", "2024-02-29"),
            ("2025-03-04T10:20", "2025-03-04 10:20:00"),
            ("2025-03-04T10:20:30", "2025-03-04 10:20:30"),
            ("2025-03-04t10:20:30z", "2025-03-04 10:20:30 +0"),
            ("2025-03-04T10:20:30.123", "2025-03-04 10:20:30"),
            ("2025-03-04T10:20:30.123456789Z", "2025-03-04 10:20:30 +0"),
            ("2025-03-04T10:20+03:00", "2025-03-04 10:20:00 +10800"),
            ("2025-03-04T10:20:30+0300", "2025-03-04 10:20:30 +10800"),
            ("2025-03-04T10:20:30-05:30", "2025-03-04 10:20:30 -19800"),
            ("2025-03-04T10:20:30+03", "2025-03-04 10:20:30 +10800"),
            ("2025-03-04 10:20", "2025-03-04 10:20:00"),
            ("2021-02-01 22:30:23 +0200", "2021-02-01 22:30:23 +7200"),
            ("2019-07-09T5:00:00+08:00", "2019-07-09 05:00:00 +28800"),
            ("2016-12-31T23:59:60Z", "2016-12-31 23:59:59 +0"),
            ("٢٠٢٥-٠٣-٠٤", "2025-03-04"),
            ("۲۰۲۵/۳/۴", "2025-03-04"),
            ("٢٠٢٥-٠٣-٠٤ ١٠:٢٠:٣٠ +٠٣٠٠", "2025-03-04 10:20:30 +10800"),
            ("\u{200F}٢٠٢٥-٠٣-٠٤\u{200E}", "2025-03-04"),
            ("2025\u{2013}03\u{2013}04", "2025-03-04"),
            ("0999-01-01", "0999-01-01"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn texts_that_are_no_dates() {
        for text in [
            "",
            "2025",
            "2025-",
            "2025-00",
            "2025-13",
            "2026-13-45",
            "2025-02-30",
            "2025-02-29",
            "1900-02-29",
            "0000-01-01",
            "25-03-04",
            "04/03/2025",
            "04-03-2025",
            "2025-03/04",
            "2025-03-04T",
            "2025-03-04T25:00",
            "2025-03-04T10",
            "2025-03-04T10:60",
            "2025-03-04T10:20:61",
            "2025-03-04T10:20+",
            "2025-03-04T10:20+24:00",
            "2025-03-04T10:20+03:60",
            "2025-03-04T10:20+030",
            "2025-03T10:20",
            "2025-03-04 tomorrow",
            "2025-03-041",
            "20250304",
            "١٤٤٦-٠٩-٣١",
            "March 4, 2025",
            "2025-03-04T10:20:30.",
            "yesterday",
            "+2025-03-04",
        ] {
            assert_eq!(shown(text), None, "{text:?}");
        }
    }
}
