//! The small notations of stories: words, quoted texts, escapes.

/// The words of a line. `"…"` and `` `…` `` keep their spaces and lose their quotes.
pub fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let quoted = matches!(first, '"' | '`')
            .then(|| rest[1..].split_once(first))
            .flatten();
        let (word, after) = match quoted {
            Some(parts) => parts,
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

/// The first word of a line and what follows it.
pub fn first_word(line: &str) -> (String, &str) {
    let line = line.trim_start();
    let quoted = line.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let (word, rest) = quoted.unwrap_or_else(|| line.split_once(char::is_whitespace).unwrap_or((line, "")));
    (word.to_owned(), rest.trim_start())
}

/// An expected text: without the backticks around it, its escapes read.
pub fn expected(text: &str) -> Result<String, String> {
    let text = text.trim();
    let bare = text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
    unescape(bare.unwrap_or(text))
}

/// Reads `\u{202E}`; every other backslash stays.
pub fn unescape(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (digits, after) = after.split_once('}').ok_or("`\\u{` without `}`")?;
        let code = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
        out.push_str(before);
        out.push(code.ok_or_else(|| format!("`{digits}` is no character"))?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// Bytes written as pairs of hexadecimal digits; white space is free.
pub fn hex(text: &str) -> Result<Vec<u8>, String> {
    let digits: Vec<u32> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).ok_or_else(|| format!("`{c}` is no hexadecimal digit")))
        .collect::<Result<_, _>>()?;
    let (pairs, rest) = digits.as_chunks::<2>();
    if !rest.is_empty() {
        return Err("an odd number of hexadecimal digits".into());
    }
    pairs
        .iter()
        .map(|[high, low]| u8::try_from(high * 16 + low).map_err(|error| error.to_string()))
        .collect()
}
