//! HTML away from its own page: ids that others have too, addresses that are seen from elsewhere.

use crate::base::escape::escaped;
use crate::base::tags::{Attribute, Change, is_anchor_name, with_attributes};

/// Attributes that name ids, several between blanks (HTML, WAI-ARIA).
const NAMES_IDS: &[&str] = &[
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
    "commandfor",
    "for",
    "form",
    "headers",
    "itemref",
    "list",
    "popovertarget",
];

/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "poster",
    "cite",
    "data",
    "action",
    "formaction",
    "longdesc",
    "background",
    "xlink:href",
];

/// The HTML with every id beginning with `prefix`, which needs no escaping, and what names one following it.
pub(super) fn prefixed(html: &str, prefix: &str) -> String {
    with_attributes(html, |tag, attribute| {
        let value = attribute.value;
        let name = attribute.name.to_ascii_lowercase();
        let changed = match name.as_str() {
            "id" if !value.is_empty() => format!("{prefix}{value}"),
            "name" if is_anchor_name(tag.name, "name") && !value.is_empty() => format!("{prefix}{value}"),
            "href" | "xlink:href" | "usemap" => match value.strip_prefix('#').filter(|rest| is_id(rest)) {
                Some(id) => format!("#{prefix}{id}"),
                None => return Change::Keep,
            },
            name if NAMES_IDS.contains(&name) => {
                let ids = value.split_ascii_whitespace().map(|id| format!("{prefix}{id}"));
                ids.collect::<Vec<_>>().join(" ")
            }
            _ if value.contains("url(#") => value.replace("url(#", &format!("url(#{prefix}")),
            _ => return Change::Keep,
        };
        Change::Value(quoted(&changed))
    })
}

/// Whether a fragment means an element: the top of a page is no element's.
fn is_id(fragment: &str) -> bool {
    !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top")
}

/// The HTML without ids; addresses are absolute: `origin` is the site's, without a slash at its end, and `page` the
/// address of the page on which the HTML stands.
pub(super) fn without_ids(html: &str, origin: &str, page: &str) -> String {
    with_attributes(html, |tag, attribute| {
        let name = attribute.name.to_ascii_lowercase();
        match name.as_str() {
            "id" => Change::Drop,
            "name" if is_anchor_name(tag.name, "name") => Change::Drop,
            "srcset" => changed(attribute, srcset(attribute.value, origin, page)),
            name if NAMES_IDS.contains(&name) => Change::Drop,
            name if ADDRESSES.contains(&name) => changed(attribute, absolute(attribute.value, origin, page)),
            _ => Change::Keep,
        }
    })
}

fn changed(attribute: &Attribute<'_>, value: String) -> Change {
    if value == attribute.value {
        Change::Keep
    } else {
        Change::Value(quoted(&value))
    }
}

/// An escaped value from any quotes for double ones.
fn quoted(value: &str) -> String {
    value.replace('"', "&quot;")
}

fn srcset(value: &str, origin: &str, page: &str) -> String {
    let candidates = value.split(", ").map(|candidate| {
        let candidate = candidate.trim_start();
        absolute(candidate, origin, page)
    });
    candidates.collect::<Vec<_>>().join(", ")
}

/// An escaped address as it is seen from elsewhere (RFC 3986, section 5.2).
fn absolute(address: &str, origin: &str, page: &str) -> String {
    let (origin, page) = (escaped(origin), escaped(page));
    let typed = address.trim_start();
    let ends_scheme = typed.find([':', '/', '?', '#']).filter(|&at| at > 0);
    if typed.is_empty() || typed.starts_with("//") || ends_scheme.is_some_and(|at| typed[at..].starts_with(':')) {
        return address.to_owned();
    }
    if typed.starts_with('/') {
        return format!("{origin}{typed}");
    }
    if typed.starts_with('#') {
        return format!("{page}{typed}");
    }
    if typed.starts_with('?') {
        return format!("{}{typed}", page.split(['?', '#']).next().unwrap_or_default());
    }
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.strip_prefix(&*origin).unwrap_or(folder).split('/').collect();
    let (path, rest) = typed.split_at(typed.find(['?', '#']).unwrap_or(typed.len()));
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." | "." => {}
            segment => {
                parts.push(segment);
                continue;
            }
        }
        if last {
            parts.push("");
        }
    }
    format!("{origin}{}{rest}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_what_names_them_get_a_prefix() {
        for (html, expected) in [
            ("<h2 id=\"a\">", "<h2 id=\"en-a\">"),
            ("<a href=\"#a\">#a</a>", "<a href=\"#en-a\">#a</a>"),
            ("<a href=\"#\"><a href='#top'>", "<a href=\"#\"><a href='#top'>"),
            ("<a href=\"/x/#a\">", "<a href=\"/x/#a\">"),
            ("<a name='a \"b'>", "<a name=\"en-a &quot;b\">"),
            ("<input name=a>", "<input name=a>"),
            ("<label for=a>", "<label for=\"en-a\">"),
            ("<p aria-labelledby='a  b'>", "<p aria-labelledby=\"en-a en-b\">"),
            (
                "<img usemap=#m><map name=m>",
                "<img usemap=\"#en-m\"><map name=\"en-m\">",
            ),
            ("<path fill=\"url(#g)\">", "<path fill=\"url(#en-g)\">"),
        ] {
            assert_eq!(prefixed(html, "en-"), expected, "{html}");
        }
    }

    #[test]
    fn addresses_are_seen_from_elsewhere() {
        let page = "https://x.org/b/ar/a/";
        for (address, expected) in [
            ("https://y.org/", "https://y.org/"),
            ("mailto:a@b", "mailto:a@b"),
            ("//y.org/", "//y.org/"),
            ("/b/en/", "https://x.org/b/en/"),
            ("#a", "https://x.org/b/ar/a/#a"),
            ("?q=1", "https://x.org/b/ar/a/?q=1"),
            ("c.png", "https://x.org/b/ar/a/c.png"),
            ("../c.png?v#w", "https://x.org/b/ar/c.png?v#w"),
            ("./c/..", "https://x.org/b/ar/a/"),
            ("../../../../c", "https://x.org/c"),
            ("a/b:c", "https://x.org/b/ar/a/a/b:c"),
            ("", ""),
        ] {
            assert_eq!(absolute(address, "https://x.org", page), expected, "{address}");
        }
        assert_eq!(
            without_ids(
                "<p id=a><img src=c.png srcset='c.png 1x, /d.png 2x'>",
                "https://x.org",
                page
            ),
            "<p><img src=\"https://x.org/b/ar/a/c.png\" srcset=\"https://x.org/b/ar/a/c.png 1x, https://x.org/d.png 2x\">"
        );
    }
}
