//! Who may ask: this machine's own pages and its people, not pages of other sites that happen to run in a browser here.

use std::net::IpAddr;

use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method};

const FETCH_SITE: &str = "sec-fetch-site";
const FETCH_MODE: &str = "sec-fetch-mode";
const FETCH_DEST: &str = "sec-fetch-dest";

/// Whom a server answers.
pub struct Guard {
    /// Names of this machine beside its own, in lower case.
    names: Vec<String>,
}

/// Why somebody is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stranger {
    /// The request is not addressed to this server: a page elsewhere may have pointed its own name here (DNS rebinding).
    Host,
    /// A page of another site asks.
    Origin,
}

impl Guard {
    /// Answers to `names` too.
    pub fn new(names: &[String]) -> Self {
        Guard {
            names: names.iter().map(|name| name.to_ascii_lowercase()).collect(),
        }
    }

    /// Whether a request that arrived at the address `local` is answered.
    ///
    /// # Errors
    /// It comes from a stranger.
    pub fn admit(&self, request: &Parts, local: IpAddr) -> Result<(), Stranger> {
        let authority = single(&request.headers, HOST.as_str())
            .ok()
            .flatten()
            .ok_or(Stranger::Host)?
            .to_ascii_lowercase();
        let host = host(&authority).ok_or(Stranger::Host)?;
        let named = self.names.iter().any(|name| name == host);
        if !(named || is_own(host, local)) {
            return Err(Stranger::Host);
        }
        let target = request.uri.authority().map(|target| target.as_str());
        if target.is_some_and(|target| !target.eq_ignore_ascii_case(&authority)) {
            return Err(Stranger::Host);
        }
        if let Some(origin) = single(&request.headers, ORIGIN.as_str())? {
            let origin = origin.to_ascii_lowercase();
            // A name that was given may stand before a server that speaks TLS.
            let own = origin.strip_prefix("http://") == Some(&*authority)
                || (named && origin.strip_prefix("https://") == Some(&*authority));
            if !own {
                return Err(Stranger::Origin);
            }
        }
        match single(&request.headers, FETCH_SITE)? {
            None | Some("same-origin" | "none") => Ok(()),
            Some(_) if is_navigation(request)? => Ok(()),
            Some(_) => Err(Stranger::Origin),
        }
    }
}

/// Whether a script of this server's own pages asks, as far as the browser says: not a link, not a person.
pub fn is_own_script(headers: &HeaderMap) -> bool {
    matches!(single(headers, FETCH_SITE), Ok(None | Some("same-origin")))
}

/// Whether no page of another site leads here, as far as the browser says.
pub fn is_from_here(headers: &HeaderMap) -> bool {
    matches!(single(headers, FETCH_SITE), Ok(None | Some("same-origin" | "none")))
}

/// A person follows a link to a page of its own, which gives the linking page nothing to read.
fn is_navigation(request: &Parts) -> Result<bool, Stranger> {
    let mode = single(&request.headers, FETCH_MODE)?;
    let dest = single(&request.headers, FETCH_DEST)?;
    let method = matches!(request.method, Method::GET | Method::HEAD);
    Ok(method && mode == Some("navigate") && dest == Some("document"))
}

/// The value of a header that must not come twice.
fn single<'h>(headers: &'h HeaderMap, name: &str) -> Result<Option<&'h str>, Stranger> {
    let Ok(name) = HeaderName::try_from(name) else {
        return Ok(None);
    };
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(|value| value.to_str().map_err(|_| Stranger::Origin));
    match values.next() {
        Some(_) => Err(Stranger::Origin),
        None => value.transpose(),
    }
}

/// An authority without its port; none if it holds anything else, such as a user.
fn host(authority: &str) -> Option<&str> {
    let end = match authority.strip_prefix('[') {
        Some(rest) => rest.find(']')? + 2,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, port) = authority.split_at_checked(end)?;
    let is_port = |port: &str| (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    let fits = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
    fits.then_some(host)
}

/// Whether a host, in lower case, is this machine by a name that nobody else can own, or the very address asked.
fn is_own(host: &str, local: IpAddr) -> bool {
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte == b'-' || byte.is_ascii_alphanumeric());
    let literal = host
        .strip_prefix('[')
        .map_or(host, |bracketed| bracketed.trim_end_matches(']'))
        .parse::<IpAddr>();
    matches!(host, "localhost" | "127.0.0.1" | "[::1]")
        || host
            .strip_suffix(".localhost")
            .is_some_and(|labels| labels.split('.').all(is_label))
        || literal.is_ok_and(|literal| literal.to_canonical() == local.to_canonical())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use hyper::Request;

    use super::*;

    fn admit(target: &str, headers: &[(&str, &str)]) -> Result<(), Stranger> {
        let mut request = Request::builder().uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let local = "192.168.1.5".parse().unwrap();
        Guard::new(&["Preview.example".to_owned()]).admit(&request.body(()).unwrap().into_parts().0, local)
    }

    #[test]
    fn hosts() {
        for own in [
            "localhost",
            "LocalHost:4000",
            "a.b.localhost:1",
            "127.0.0.1:4000",
            "[::1]:4000",
            "192.168.1.5:4000",
            "preview.example",
            "preview.example:8080",
        ] {
            assert_eq!(admit("/", &[("host", own)]), Ok(()), "{own}");
        }
        for foreign in [
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "evillocalhost",
            ".localhost",
            "a..localhost",
            "a@localhost",
            "localhost:4000@evil.example",
            "localhost:",
            "localhost:http",
            "localhost:400000",
            "localhost:4000:1",
            "[::1",
            "[::1]x",
            "::1",
            "192.168.1.6",
            "",
            "localhost, evil.example",
            "localhost/evil",
        ] {
            assert_eq!(admit("/", &[("host", foreign)]), Err(Stranger::Host), "{foreign}");
        }
        assert_eq!(admit("/", &[]), Err(Stranger::Host));
        assert_eq!(
            admit("/", &[("host", "localhost"), ("host", "localhost")]),
            Err(Stranger::Host)
        );
    }

    #[test]
    fn targets_with_a_host() {
        let host = [("host", "localhost:4000")];
        assert_eq!(admit("http://LOCALHOST:4000/a", &host), Ok(()));
        for other in [
            "http://localhost:4001/",
            "http://evil.example/",
            "http://u@localhost:4000/",
        ] {
            assert_eq!(admit(other, &host), Err(Stranger::Host), "{other}");
        }
    }

    #[test]
    fn origins() {
        let of = |origin| admit("/", &[("host", "localhost:4000"), ("origin", origin)]);
        assert_eq!(of("http://localhost:4000"), Ok(()));
        for other in [
            "null",
            "",
            "http://localhost:4001",
            "http://localhost",
            "https://localhost:4000",
            "http://127.0.0.1:4000",
            "http://evil.example",
            "http://localhost:4000.evil.example",
        ] {
            assert_eq!(of(other), Err(Stranger::Origin), "{other}");
        }
        let behind = [("host", "preview.example"), ("origin", "https://preview.example")];
        assert_eq!(admit("/", &behind), Ok(()), "a given name may stand behind TLS");
    }

    #[test]
    fn what_browsers_say_of_a_fetch() {
        let of = |site, mode, dest| {
            admit(
                "/",
                &[
                    ("host", "localhost"),
                    ("sec-fetch-site", site),
                    ("sec-fetch-mode", mode),
                    ("sec-fetch-dest", dest),
                ],
            )
        };
        for (site, mode, dest) in [
            ("same-origin", "no-cors", "script"),
            ("none", "navigate", "document"),
            ("cross-site", "navigate", "document"),
            ("same-site", "navigate", "document"),
        ] {
            assert_eq!(of(site, mode, dest), Ok(()), "{site} {mode} {dest}");
        }
        for (site, mode, dest) in [
            ("cross-site", "no-cors", "script"),
            ("cross-site", "no-cors", "document"),
            ("cross-site", "navigate", "iframe"),
            ("same-site", "cors", "empty"),
            ("nonsense", "no-cors", "image"),
        ] {
            assert_eq!(of(site, mode, dest), Err(Stranger::Origin), "{site} {mode} {dest}");
        }
    }
}
