//! The names of alerts, and what they print.

/// The key of the alert that authors call `name`: the five of GitHub, two that other tools add, and Arabic names.
pub(super) fn key(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &[&str]); 5] = [
        ("note", &["info", "ملاحظة", "معلومة"]),
        ("tip", &["hint", "نصيحة", "فائدة"]),
        ("important", &["مهم", "هام"]),
        ("warning", &["تنبيه"]),
        ("caution", &["danger", "تحذير", "خطر"]),
    ];
    NAMES
        .into_iter()
        .find(|(key, others)| others.iter().chain([key]).any(|known| known.eq_ignore_ascii_case(name)))
        .map(|(key, _)| key)
}

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

    #[test]
    fn quotes_that_are_alerts() {
        for (quote, expected) in [
            ("> [!ملاحظة]\n> نص", Some("note")),
            (">[!تحذير] \n", Some("caution")),
            ("> [!تنبيه]", Some("warning")),
            ("> [!ملاحظة] نص", None),
            ("> [!شيء]", None),
            ("> نص", None),
            ("", None),
        ] {
            assert_eq!(of_quote(quote).map(|(key, _)| key), expected, "{quote}");
        }
    }
}
