//! Parts of addresses: which a source chooses, which cannot be stored.

use super::source::Read;
use crate::base::{Code, Diagnostic};
use crate::text::{is_bidi_control, nfc};

/// A slug that was reported and cannot be used.
pub struct Refused;

/// The `slug` of a source, if it has one; one that cannot be a part of an address is reported.
pub fn own_slug(read: &Read, problems: &mut Vec<Diagnostic>) -> Result<Option<String>, Refused> {
    let front = &read.head.front;
    let Some(written) = front.slug.as_deref() else {
        return Ok(None);
    };
    let written = nfc(written).into_owned();
    let several = || {
        written
            .contains('/')
            .then(|| "it is one part of an address, without `/`".to_owned())
    };
    let Some(reason) = written.split('/').find_map(unsafe_part).or_else(several) else {
        return Ok(Some(written));
    };
    let problem = Diagnostic::new(Code::UnsafeName, format!("`slug` cannot be `{written}`: {reason}"));
    let help = "write one part of an address, such as `my-article`";
    problems.push(problem.at(&read.path, front.position("slug")).help(help));
    Err(Refused)
}

/// Why a part of a path cannot be stored on every system, if so.
pub fn unsafe_part(part: &str) -> Option<String> {
    const RESERVED: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
    if is_plain(part) {
        return None;
    }
    let stem = part.split('.').next().unwrap_or_default().trim_end();
    let is_reserved = || RESERVED.iter().any(|name| name.eq_ignore_ascii_case(stem));
    let numbered = |name: &str| {
        let (start, rest) = stem.split_at_checked(name.len())?;
        let is_digit = |c: char| c.is_ascii_digit() || "¹²³".contains(c);
        let mut rest = rest.chars();
        let is_one = start.eq_ignore_ascii_case(name) && rest.next().is_some_and(is_digit);
        (is_one && rest.next().is_none()).then_some(())
    };
    if part.is_empty() || part == "." || part == ".." {
        Some("a part of it is empty or made of dots".to_owned())
    } else if let Some(bad) = part
        .chars()
        .find(|&c| c.is_control() || is_bidi_control(c) || matches!(c, '\\' | ':' | '<' | '>' | '|' | '?' | '*' | '"'))
    {
        let shown = if bad.is_ascii_graphic() {
            format!("`{bad}`")
        } else {
            format!("U+{:04X}", u32::from(bad))
        };
        Some(format!("{shown} is not allowed in it"))
    } else if is_reserved() || numbered("com").or_else(|| numbered("lpt")).is_some() {
        Some(format!("Windows reserves the name `{part}`"))
    } else if part.ends_with(['.', ' ']) {
        Some("a part of it ends with a dot or a space".to_owned())
    } else if part.len() > 255 {
        Some(format!(
            "a part of it has {} bytes, and file systems allow 255",
            part.len()
        ))
    } else {
        None
    }
}

/// Whether a part of a path is of letters, digits and hyphens of ASCII, as most are, and longer than every reserved name.
fn is_plain(part: &str) -> bool {
    let is_usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (8..=255).contains(&part.len()) && (part == "index.html" || part.bytes().all(is_usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_no_system_or_not_every_system_stores() {
        for bad in [
            "",
            "..",
            "a\\b",
            "a:b",
            "con",
            "NUL.txt",
            "COM1",
            "com¹.x",
            "LPT0",
            "x.",
            "x ",
            "a\u{0}",
            "a\u{202E}",
        ] {
            assert!(unsafe_part(bad).is_some(), "{bad:?}");
        }
        assert!(unsafe_part(&"م".repeat(128)).is_some());
        for good in [
            "x",
            "مقال",
            "comma",
            "com",
            "a b",
            "...x",
            ".well-known",
            "cover.ar.png",
            "lpt",
        ] {
            assert_eq!(unsafe_part(good), None, "{good:?}");
        }
    }
}
