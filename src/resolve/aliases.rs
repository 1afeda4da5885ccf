//! Former addresses: which of them lead to a document now.

use std::sync::Arc;

use super::claimant::{Claimant, What};
use super::claims::Claims;
use super::routes::unsafe_part;
use crate::base::{Code, Diagnostic};
use crate::model::{Alias, DocId, Document, Route, decode};

/// The aliases of all documents; each address claimed, those that are none reported.
pub fn aliases(documents: &[Arc<Document>], claims: &mut Claims, problems: &mut Vec<Diagnostic>) -> Vec<Alias> {
    let mut aliases = Vec::new();
    let mut before = None;
    for (document, at) in documents.iter().zip(0..) {
        // A file that serves several languages has moved once.
        if before.replace(&document.path) == Some(&document.path) {
            continue;
        }
        for written in &document.head.front.aliases {
            let shown = &written.text;
            let route = match address(shown) {
                Ok(route) if route == document.route => Err("it is the address of the page itself".to_owned()),
                address => address,
            };
            let route = match route {
                Ok(route) => route,
                Err(reason) => {
                    let problem = Diagnostic::new(Code::BadAlias, format!("`{shown}` cannot be an alias: {reason}"));
                    let help = "write a former address from the root of the site, such as `/old/` or `/old.html`";
                    problems.push(problem.at(&document.path, written.position).help(help));
                    continue;
                }
            };
            let claimant = || Claimant {
                what: What::Words(format!("the alias `{shown}` of `{}`", document.path)),
                yields: Some("take one of the two aliases out".to_owned()),
                ..Claimant::source(&document.path, Some(written.position))
            };
            let known = problems.len();
            claims.claim(&route, claimant, problems);
            match problems.get_mut(known) {
                None => aliases.push(Alias {
                    route,
                    document: DocId(at),
                }),
                // Unless it is a file's, where others have to have a folder.
                Some(problem) if problem.place.as_ref().is_some_and(|place| place.path == document.path) => {
                    problem.help = Some("take the alias out: something else has its address".to_owned())
                }
                Some(_) => {}
            }
        }
    }
    aliases
}

/// The address that an alias names, decoded. Without an extension of HTML it is that of a folder, as most hosts have it.
fn address(written: &str) -> Result<Route, String> {
    if !written.starts_with('/') || written.starts_with("//") {
        return Err("it does not start with one `/`".to_owned());
    }
    if written.contains(['?', '#']) {
        return Err("an address that is published has neither `?` nor `#`".to_owned());
    }
    let mut path = decode(written);
    let is_file = [".html", ".htm"].iter().any(|extension| path.ends_with(extension));
    if !path.ends_with('/') && !is_file {
        path.push('/');
    }
    let route = Route::new(&path);
    match route.file().split('/').find_map(unsafe_part) {
        _ if path.contains('\u{FFFD}') => Err("what is percent-encoded in it is not UTF-8".to_owned()),
        Some(reason) => Err(reason),
        None => Ok(route),
    }
}

/// An address as it is written in a list of aliases so that it is read again: what has a meaning there is percent-encoded.
pub fn written(address: &str) -> String {
    let mut written = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_ascii_alphanumeric() || !c.is_ascii() || "/-._~!$&'()*+;=@".contains(c) {
            written.push(c);
        } else {
            written.push_str(&format!("%{:02X}", u32::from(c)));
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_written_as_they_are_read() {
        for (path, expected) in [
            ("/ar/مقال/", "/ar/مقال/"),
            ("/en/100%/", "/en/100%25/"),
            ("/en/100%25/", "/en/100%2525/"),
            ("/a, [b] #1/", "/a%2C%20%5Bb%5D%20%231/"),
            ("/c'est/x.html", "/c'est/x.html"),
        ] {
            assert_eq!(written(path), expected);
            assert_eq!(address(expected).as_ref().ok().map(Route::as_str), Some(path));
        }
    }

    #[test]
    fn former_addresses() {
        for (written, expected) in [
            ("/old/", Some("/old/")),
            ("/old", Some("/old/")),
            ("/2019/post.php", Some("/2019/post.php/")),
            ("/old.html", Some("/old.html")),
            ("/%D9%82%D8%AF%D9%8A%D9%85", Some("/قديم/")),
            ("/قديم.htm", Some("/قديم.htm")),
            ("/", Some("/")),
            ("old/", None),
            ("https://example.org/old/", None),
            ("//example.org/", None),
            ("/a/../b/", None),
            ("/?p=3", None),
            ("/a#b", None),
            ("/%FF/", None),
            ("/con/", None),
        ] {
            let route = address(written);
            assert_eq!(route.as_ref().ok().map(Route::as_str), expected, "{written}");
        }
    }
}
