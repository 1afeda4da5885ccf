//! The address at which the site will stand.

use crate::model::{BaseUrl, decode, encode};

/// Splits an address into origin and path. The error says what is wrong with it.
pub(super) fn base_url(text: &str) -> Result<BaseUrl, &'static str> {
    if text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\')) {
        return Err("holds a character that no address has");
    }
    if text.contains(['?', '#']) {
        return Err("must have neither `?` nor `#`");
    }
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        let start = text.get(..scheme.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(scheme)
    });
    let Some(scheme) = scheme else {
        return Err("must start with `https://` or `http://`");
    };
    let rest = text.get(scheme.len()..).unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    if host.is_empty() || host.contains('@') || host.starts_with(':') {
        return Err("must name a host after the scheme");
    }
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    if segments.iter().any(|segment| matches!(*segment, "." | "..")) {
        return Err("must not hold `.` or `..` as a part of its path");
    }
    let path = match segments.as_slice() {
        [] => "/".to_owned(),
        segments => segments.iter().fold("/".to_owned(), |path, segment| {
            // what is encoded already is encoded once, as every other address is
            path + &encode(&decode(segment)) + "/"
        }),
    };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, format!(":{port}")),
        _ => (host, String::new()),
    };
    let ascii = if name.is_ascii() {
        name.to_lowercase()
    } else {
        idna::domain_to_ascii(name).map_err(|_| "names a host that cannot exist")?
    };
    Ok(BaseUrl {
        origin: format!("{scheme}{ascii}{port}"),
        host: format!("{}{port}", idna::domain_to_unicode(&ascii).0),
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expected) in [
            ("https://example.org", Some(("https://example.org", "/"))),
            ("https://example.org/", Some(("https://example.org", "/"))),
            (
                "HTTPS://Example.org:8080/blog",
                Some(("https://example.org:8080", "/blog/")),
            ),
            ("http://example.org//a//b/", Some(("http://example.org", "/a/b/"))),
            (
                "https://example.org/مد/",
                Some(("https://example.org", "/%D9%85%D8%AF/")),
            ),
            (
                "https://example.org/%D9%85%D8%AF",
                Some(("https://example.org", "/%D9%85%D8%AF/")),
            ),
            (
                "https://example.org/%d9%85%d8%af/100%/",
                Some(("https://example.org", "/%D9%85%D8%AF/100%25/")),
            ),
            (
                "https://مثال.إختبار:81/",
                Some(("https://xn--mgbh0fb.xn--kgbechtv:81", "/")),
            ),
            ("http://[::1]:8080/", Some(("http://[::1]:8080", "/"))),
            ("https://\u{202E}x.org/", None),
            ("example.org", None),
            ("/blog/", None),
            ("ftp://example.org", None),
            ("https://", None),
            ("https:///x", None),
            ("https://u@example.org", None),
            ("https://example.org/?x", None),
            ("https://example.org/#x", None),
            ("https://example.org/../x", None),
            ("https://exa mple.org", None),
            ("س", None),
        ] {
            let found = base_url(text);
            let found = found.as_ref().ok().map(|url| (url.origin.as_str(), url.path.as_str()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
