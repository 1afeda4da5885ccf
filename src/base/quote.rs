//! Texts as YAML and TOML read them back.

/// Words that YAML takes for something else.
const MEANT: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

/// A text of one line as a value of YAML: as it is where nothing can take it for anything else, in quotes otherwise.
pub fn yaml(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        in_quotes(text)
    }
}

fn is_plain(text: &str) -> bool {
    let harmless = |c: char| c.is_alphanumeric() || " -_.,!?()/+'’،؛؟«»–—…\u{200C}".contains(c);
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(harmless)
        && !MEANT.contains(&text.to_lowercase().as_str())
}

/// A text in double quotes, as YAML and TOML both read it.
pub fn in_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => out.push_str(&escape(c)),
            c if c.is_control() => out.push_str(&escape(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn escape(c: char) -> String {
    format!("\\u{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_texts_stand_without_quotes() {
        for (text, expected) in [
            ("ما هو DeepSeek R1؟", "ما هو DeepSeek R1؟"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("القُرْآنُ", "القُرْآنُ"),
            ("C++ or Rust?", "C++ or Rust?"),
            ("a: b", "\"a: b\""),
            ("a:", "\"a:\""),
            ("a # b", "\"a # b\""),
            ("- a", "\"- a\""),
            ("@a", "\"@a\""),
            ("2025", "\"2025\""),
            ("٢٠٢٥", "\"٢٠٢٥\""),
            ("Yes", "\"Yes\""),
            ("say \"a\\b\"", "\"say \\\"a\\\\b\\\"\""),
            ("🎉", "\"🎉\""),
            ("a\u{200F}b", "\"a\u{200F}b\""),
            ("a\nb\u{7F}\u{FEFF}", "\"a\\u000Ab\\u007F\\uFEFF\""),
            ("", "\"\""),
        ] {
            assert_eq!(yaml(text), expected, "{text:?}");
        }
    }
}
