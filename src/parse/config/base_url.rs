//! The address at which the site will stand.

use std::net::{Ipv4Addr, Ipv6Addr};

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
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host_and_port(authority)?;
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
    let host = ascii(host).ok_or("names a host that cannot exist")?;
    Ok(BaseUrl {
        origin: format!("{scheme}{host}{port}"),
        host: format!("{}{port}", idna::domain_to_unicode(&host).0),
        path,
    })
}

/// Splits what stands between scheme and path (RFC 3986, section 3.2) into a host and a port with its colon, if it has one.
fn host_and_port(authority: &str) -> Result<(&str, &str), &'static str> {
    if authority.contains('@') {
        return Err("must not name a user: everybody reads it");
    }
    // The colons of an IPv6 address stand in brackets.
    let end = authority.rfind(']').unwrap_or_default();
    let colon = authority.get(end..).and_then(|rest| rest.find(':'));
    let (host, port) = authority.split_at(colon.map_or(authority.len(), |at| end + at));
    if host.is_empty() {
        return Err("must name a host after the scheme");
    }
    let number = port.strip_prefix(':').unwrap_or("1");
    let is_port = number.bytes().all(|byte| byte.is_ascii_digit()) && number.parse::<u16>().is_ok_and(|port| port > 0);
    is_port
        .then_some((host, port))
        .ok_or("must have a number from 1 to 65535 as its port, or none")
}

/// A host as it stands in addresses, if it can exist: an IP address, or a name of letters, digits and hyphens (RFC 1123,
/// section 2.1), to which a name in any script is brought. `_` is not one of them, but in use.
fn ascii(host: &str) -> Option<String> {
    if let Some(address) = host.strip_prefix('[') {
        let address = address.strip_suffix(']')?;
        return address.parse::<Ipv6Addr>().is_ok().then(|| host.to_lowercase());
    }
    let name = idna::domain_to_ascii(host).ok()?;
    let whole = name.strip_suffix('.').unwrap_or(&name);
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(is_inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // What ends in a number is an IPv4 address or nothing, as browsers have it.
    let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
    let is_address = || whole.parse::<Ipv4Addr>().is_ok();
    let is_host = whole.len() <= 253
        && whole.split('.').all(is_label)
        && (!whole.rsplit('.').next().is_some_and(is_number) || is_address());
    is_host.then_some(name)
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
            ("https://u:p@example.org", None),
            ("http://127.0.0.1:4000", Some(("http://127.0.0.1:4000", "/"))),
            ("http://localhost:65535", Some(("http://localhost:65535", "/"))),
            (
                "https://my_notes.example.org.",
                Some(("https://my_notes.example.org.", "/")),
            ),
            (
                "https://xn--mgbh0fb.xn--kgbechtv",
                Some(("https://xn--mgbh0fb.xn--kgbechtv", "/")),
            ),
            ("https://example.org:99999", None),
            ("https://example.org:0", None),
            ("https://example.org:+1", None),
            ("https://example.org:abc", None),
            ("https://example.org:", None),
            ("https://example.org:1:2", None),
            ("https://:80", None),
            ("https://.", None),
            ("https://a..b", None),
            ("https://.a", None),
            ("http://-", None),
            ("https://a-.org", None),
            ("https://exa%6Dple.org", None),
            ("https://1.2.3.400", None),
            ("https://xn--a.org", None),
            ("http://[::1", None),
            ("http://[::g]", None),
            ("http://::1", None),
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

    #[test]
    fn a_user_is_named_as_what_is_wrong() {
        let problem = base_url("https://user:pw@example.org").err();
        assert!(problem.is_some_and(|problem| problem.contains("user")), "{problem:?}");
    }
}
