//! Bytes become text.

use std::borrow::Cow;

use crate::base::{Code, Diagnostic, LineIndex, SourcePath, Span};

/// Reads UTF-8 and drops a byte order mark. The error says where the first wrong byte stands and which encoding
/// the file is probably in.
pub fn decode<'a>(path: &SourcePath, bytes: &'a [u8]) -> Result<&'a str, Diagnostic> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Several times faster than the standard library's, which tells more of what is wrong.
    if let Ok(text) = simdutf8::basic::from_utf8(body) {
        return Ok(text);
    }
    std::str::from_utf8(body).map_err(|error| {
        let valid = body.get(..error.valid_up_to()).unwrap_or_default();
        // a place beyond the last character of a text counts on from it
        let valid = String::from_utf8_lossy(valid);
        let place = LineIndex::new(&valid).position(Span::new(valid.len(), valid.len()));
        Diagnostic::new(
            Code::NotUtf8,
            format!("The file is not valid UTF-8 (byte {} of it)", error.valid_up_to() + 1),
        )
        .at(path, place)
        .help(advice(path, bytes))
    })
}

/// Which encoding it probably is, and the command that converts it.
fn advice(path: &SourcePath, bytes: &[u8]) -> Cow<'static, str> {
    let (looks_like, name) = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => ("UTF-16", "UTF-16"),
        _ if is_truncated(bytes) => return "the file ends inside a character; copy it again".into(),
        _ => ("Windows-1256", "WINDOWS-1256"),
    };
    format!(
        "it looks like {looks_like}; convert it: iconv -f {name} -t UTF-8 '{path}' > utf8.txt",
        path = path.as_str().replace('\'', r"'\''")
    )
    .into()
}

/// Whether the only fault is a character that the end of the file cuts.
fn is_truncated(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn texts_and_wrong_bytes() {
        let path = SourcePath::new("content/it's.md");
        assert_eq!(decode(&path, "\u{FEFF}# عنوان".as_bytes()), Ok("# عنوان"));
        assert_eq!(decode(&path, b""), Ok(""));
        for (bytes, line, column, help) in [
            (&b"\xFF\xFEa\0"[..], 1, 1, "UTF-16"),
            (
                b"a\n\xE3\xE1\xC7\xCD\xD9\xC9",
                2,
                1,
                r"-f WINDOWS-1256 -t UTF-8 'content/it'\''s.md'",
            ),
            (b"\xEF\xBB\xBFab\xFFc", 1, 3, "WINDOWS-1256"),
            ("سلام".as_bytes().split_last().unwrap().1, 1, 4, "copy it again"),
        ] {
            let problem = decode(&path, bytes).unwrap_err();
            let at = problem.place.unwrap().position.unwrap();
            assert_eq!((problem.code, at.line, at.column), (Code::NotUtf8, line, column));
            assert!(problem.help.unwrap().contains(help));
        }
    }
}
