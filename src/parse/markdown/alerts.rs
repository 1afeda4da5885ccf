//! The names of alerts, and what they print.

use crate::text::fold_key;

/// The key of the alert that authors call `name`: the five of GitHub, two that other tools add, and names in the
/// languages of the theme, with or without vowels.
pub(super) fn key(name: &str) -> Option<&'static str> {
    let name = fold_key(name);
    NAMES
        .into_iter()
        .find(|(key, others)| others.iter().chain([key]).any(|known| *known == name))
        .map(|(key, _)| key)
}

/// The keys, and what else they are called: in English, Arabic, Persian, Urdu, Hebrew.
const NAMES: [(&str, &[&str]); 5] = [
    ("note", &["info", "ملاحظة", "معلومة", "نکته", "یادداشت", "نوٹ", "הערה"]),
    (
        "tip",
        &["hint", "نصيحة", "فائدة", "پیشنهاد", "راهنمایی", "مشورہ", "עצה", "טיפ"],
    ),
    ("important", &["مهم", "هام", "اہم", "חשוב"]),
    ("warning", &["تنبيه", "هشدار", "انتباہ", "אזהרה"]),
    (
        "caution",
        &["danger", "تحذير", "خطر", "احتیاط", "خطرہ", "סכנה", "זהירות"],
    ),
];

/// The alert of a quote that starts with `[!name]` alone on its first line, and the length of that line.
pub(super) fn of_quote(quote: &str) -> Option<(&'static str, usize)> {
    // A line that long names no alert; quotes nest, so each may only be looked at briefly.
    let start = quote.get(..quote.floor_char_boundary(200))?;
    let end = start.find('\n').map_or(start.len(), |end| end + 1);
    let line = start.get(..end)?.trim_ascii().strip_prefix('>')?;
    let name = line.trim_ascii_start().strip_prefix("[!")?.strip_suffix(']')?;
    Some((key(name)?, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CONTAINERS;

    #[test]
    fn quotes_that_are_alerts() {
        for (quote, expected) in [
            ("> [!ملاحظة]\n> نص", Some("note")),
            (">[!تحذير] \n", Some("caution")),
            ("> [!تنبيه]", Some("warning")),
            ("> [!مُهِمّ]", Some("important")),
            ("> [!Info]", Some("note")),
            ("> [!هشدار]", Some("warning")),
            ("> [!טיפ]", Some("tip")),
            ("> [!ملاحظة] نص", None),
            ("> [!شيء]", None),
            ("> نص", None),
            ("", None),
        ] {
            assert_eq!(of_quote(quote).map(|(key, _)| key), expected, "{quote}");
        }
    }

    #[test]
    fn containers_are_alerts_and_details() {
        let mut keys: Vec<&str> = NAMES.into_iter().map(|(key, _)| key).chain(["details"]).collect();
        keys.sort_unstable();
        assert_eq!(keys, CONTAINERS);
    }

    #[test]
    fn names_are_known_as_they_stand() {
        for (key, others) in NAMES {
            for name in others {
                assert_eq!(super::key(name), Some(key), "{name}");
            }
        }
    }
}
