//! Requests in a table, each with its answer, over pages that are a map.

#![allow(clippy::unwrap_used)]

mod map;
mod tools;

use std::sync::Arc;
use std::time::Duration;

use hyper::Request;
use hyper::body::Body as _;
use hyper::http::request::Parts;
use tokio::sync::{Semaphore, watch};

use super::answer::answer;
use super::*;
use crate::base::Digest;
use crate::model::Withheld;
use map::Map;

fn site() -> Arc<Map> {
    Map::new(
        "/",
        &[
            ("index.html", "<p>home"),
            ("404.html", "<p>nothing"),
            ("ar/404.html", "<p>لا شيء"),
            ("ar/index.html", "<p>الرئيسية\n"),
            ("ar/مقال/index.html", "<p>مقال"),
            ("caf\u{e9}/index.html", "<p>coffee"),
            ("a b%.txt", "0123456789"),
            ("empty.css", ""),
            ("feed.xml", "<feed/>"),
            ("panic/index.html", ""),
        ],
    )
}

fn server(pages: &Arc<Map>) -> Arc<Server> {
    let limits = Limits::of_process();
    let (_, ending) = watch::channel(false);
    let pages: Arc<dyn Pages> = Arc::<Map>::clone(pages);
    let secret = Secret::new().unwrap();
    Arc::new(Server {
        pages,
        live: Live::new(),
        guard: Guard::new(&[]),
        block: Block::new(&secret.token, None),
        secret,
        limits,
        workers: Workers::new(limits, Live::new()),
        connections: Arc::default(),
        clients: Arc::new(Semaphore::new(1)),
        ending,
    })
}

fn request(method: &str, target: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder()
        .method(method)
        .uri(target)
        .header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn ask(server: &Arc<Server>, request: &Parts) -> (Response<()>, String) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let local = Ipv4Addr::LOCALHOST.into();
        let asked = timeout(Duration::from_secs(60), answer(server, local, request));
        let (head, mut body) = asked.await.unwrap().into_parts();
        let mut bytes = Vec::new();
        if body.length().is_some() {
            while let Some(Ok(frame)) =
                std::future::poll_fn(|context| std::pin::Pin::new(&mut body).poll_frame(context)).await
            {
                bytes.extend_from_slice(&frame.into_data().unwrap());
            }
        }
        (Response::from_parts(head, ()), String::from_utf8(bytes).unwrap())
    })
}

fn header<'r>(response: &'r Response<()>, name: &str) -> &'r str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[test]
fn addresses_and_their_answers() {
    let server = server(&site());
    let long = format!("/{}", "a".repeat(62_000));
    for (target, status, location) in [
        ("/", 200, ""),
        ("/index.html", 200, ""),
        ("/ar/", 200, ""),
        ("/ar/مقال/", 200, ""),
        ("/ar/%D9%85%D9%82%D8%A7%D9%84/", 200, ""),
        ("/ar/%d9%85%d9%82%d8%a7%d9%84/", 200, ""),
        ("/a%20b%25.txt", 200, ""),
        ("/empty.css", 200, ""),
        ("/ar", 301, "/ar/"),
        ("/ar/%d9%85%d9%82%d8%a7%d9%84", 301, "/ar/%D9%85%D9%82%D8%A7%D9%84/"),
        ("/ar?next=//evil.example", 301, "/ar/?next=//evil.example"),
        ("/ar?س=1", 301, "/ar/?%D8%B3=1"),
        ("/cafe%CC%81/", 301, "/caf%C3%A9/"),
        ("/cafe%CC%81", 301, "/caf%C3%A9/"),
        ("/caf%C3%A9/", 200, ""),
        ("/AR/", 404, ""),
        ("/feed.xml/", 404, ""),
        ("/ar+/", 404, ""),
        ("/ar/ﻣﻘﺎﻝ/", 404, ""),
        ("//", 404, ""),
        ("//ar", 404, ""),
        ("//evil.example/%2e%2e", 404, ""),
        ("/ar//", 404, ""),
        ("/ar/../", 404, ""),
        ("/./ar/", 404, ""),
        ("/%2e%2e/ar/", 404, ""),
        ("/ar%2f", 404, ""),
        ("/ar%2Fx", 404, ""),
        ("/%5cevil.example", 404, ""),
        ("/ar/..%5c", 404, ""),
        ("/%252e%252e/", 404, ""),
        ("/a/..;/", 404, ""),
        ("/C:/", 404, ""),
        ("/%00", 400, ""),
        ("/ar/%0d%0aset-cookie:x", 400, ""),
        ("/%ff", 400, ""),
        ("/%c0%ae%c0%ae/", 400, ""),
        ("/%ed%a0%80", 400, ""),
        ("/panic/", 500, ""),
        ("/_/live.js", 200, ""),
        ("/_/live.css", 200, ""),
        ("/%5f/live.js", 200, ""),
        ("/_/none", 404, ""),
        ("/_", 404, ""),
        ("/_/", 200, ""),
        ("/_/split", 200, ""),
        (&long, 414, ""),
    ] {
        let (response, _) = ask(&server, &request("GET", target, &[]));
        assert_eq!(response.status(), status, "{target}");
        assert_eq!(header(&response, "location"), location, "{target}");
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "SAMEORIGIN"),
            ("content-security-policy", "frame-ancestors 'self'"),
        ] {
            assert_eq!(header(&response, name), value, "{target}");
        }
        let names = response.headers().keys();
        assert!(
            !names
                .into_iter()
                .any(|name| name.as_str().starts_with("access-control")),
            "{target}"
        );
        if status == 400 || status == 414 {
            assert_eq!(header(&response, "connection"), "close", "{target}");
        }
    }
}

#[test]
fn a_site_below_a_path() {
    let pages = Map::new(
        "/%D9%85/",
        &[("index.html", "home"), ("404.html", "nothing"), ("a/index.html", "a")],
    );
    let server = server(&pages);
    for (target, status, location) in [
        ("/%d9%85/", 200, ""),
        ("/م/a/", 200, ""),
        ("/", 301, "/%D9%85/"),
        ("/%D9%85?q", 301, "/%D9%85/?q"),
        ("/%D9%85/a", 301, "/%D9%85/a/"),
        ("/a/", 404, ""),
        ("/_/live.js", 200, ""),
    ] {
        let (response, _) = ask(&server, &request("GET", target, &[]));
        assert_eq!(
            (response.status().as_u16(), header(&response, "location")),
            (status, location),
            "{target}"
        );
    }
}

#[test]
fn methods() {
    let server = server(&site());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get", "FOO"] {
        for target in ["/ar/", "/_/events", "/none"] {
            let (response, _) = ask(&server, &request(method, target, &[]));
            assert_eq!(response.status(), 405, "{method} {target}");
            assert_eq!(header(&response, "allow"), "GET, HEAD");
        }
    }
}

#[test]
fn strangers_are_refused_everywhere() {
    let server = server(&site());
    for target in ["/", "/none", "/ar", "/_/live.js", "/_/events", "/%ff"] {
        let foreign = request("GET", target, &[("origin", "https://evil.example")]);
        assert_eq!(ask(&server, &foreign).0.status(), 403, "{target}");
        let mut rebound = request("POST", target, &[]);
        rebound.headers.insert("host", "evil.example".parse().unwrap());
        assert_eq!(ask(&server, &rebound).0.status(), 403, "{target}");
    }
}

#[test]
fn the_page_for_what_is_not_there_is_that_of_the_nearest_folder() {
    let server = server(&site());
    for (target, text) in [
        ("/ar/none/deeper", "<p>لا شيء\n"),
        ("/none/", "<p>nothing\n"),
        ("/arx/", "<p>nothing\n"),
    ] {
        let (response, body) = ask(
            &server,
            &request("GET", target, &[("if-none-match", "*"), ("range", "bytes=0-0")]),
        );
        assert_eq!(response.status(), 404, "{target}");
        assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
        assert!(
            body.starts_with(text) && body.contains("data-digest=\"none\""),
            "{body}"
        );
    }
}

#[test]
fn every_page_ends_with_the_client_and_nothing_else_does() {
    let pages = site();
    pages.files.lock().unwrap().insert(
        "draft/index.html".to_owned(),
        ("<p>x".to_owned(), Some(Withheld::Draft)),
    );
    let server = server(&pages);
    let (token, digest) = (&server.secret.token, Digest::of("<p>الرئيسية\n".as_bytes()));
    let (response, body) = ask(&server, &request("GET", "/ar/", &[]));
    let block = format!(
        "<script src=\"/_/live.js\" type=\"module\" data-token=\"{token}\" data-digest=\"{digest}\"></script>\n"
    );
    assert_eq!(body, format!("<p>الرئيسية\n{block}"));
    assert_eq!(header(&response, "content-length"), body.len().to_string());
    assert_eq!(header(&response, "cache-control"), "no-cache");
    let (_, body) = ask(&server, &request("GET", "/draft/", &[]));
    assert!(
        body.starts_with("<p>x\n<script ") && body.ends_with(" data-held=\"draft\"></script>\n"),
        "{body}"
    );
    let (_, body) = ask(&server, &request("GET", "/feed.xml", &[]));
    assert_eq!(body, "<feed/>");
}

#[test]
fn conditions_count_for_what_is_sent() {
    let server = server(&site());
    let (whole, body) = ask(&server, &request("GET", "/", &[]));
    let tag = header(&whole, "etag");
    assert!(tag.len() == 34 && tag.starts_with('"'), "{tag}");

    let (response, none) = ask(&server, &request("GET", "/", &[("if-none-match", tag)]));
    assert_eq!((response.status().as_u16(), &*none), (304, ""));
    assert_eq!(header(&response, "etag"), tag);
    assert!(!response.headers().contains_key("content-length"));

    // The last line is within the range.
    let (response, part) = ask(
        &server,
        &request("GET", "/", &[("range", "bytes=-9"), ("if-range", tag)]),
    );
    assert_eq!(
        (response.status().as_u16(), &*part),
        (206, "</script>\n".get(1..).unwrap())
    );
    let (first, last) = (body.len() - 9, body.len() - 1);
    assert_eq!(
        header(&response, "content-range"),
        format!("bytes {first}-{last}/{}", body.len())
    );
    assert_eq!(header(&response, "content-length"), "9");

    let (response, _) = ask(&server, &request("GET", "/", &[("range", "bytes=99999-")]));
    assert_eq!(response.status(), 416);
    assert_eq!(header(&response, "content-range"), format!("bytes */{}", body.len()));
    let (response, _) = ask(&server, &request("GET", "/", &[("if-match", "\"other\"")]));
    assert_eq!(response.status(), 412);
}

#[test]
fn head_is_get_without_a_body() {
    let server = server(&site());
    for target in ["/", "/ar", "/none", "/feed.xml", "/_/live.js", "/%ff", "/empty.css"] {
        let (get, _) = ask(&server, &request("GET", target, &[]));
        let (head, body) = ask(&server, &request("HEAD", target, &[]));
        assert_eq!(
            (get.status(), get.headers()),
            (head.status(), head.headers()),
            "{target}"
        );
        assert_eq!(body, "", "{target}");
    }
}

#[test]
fn where_there_is_no_site_every_address_says_so() {
    let server = server(&Map::new("/", &[]));
    for target in ["/", "/ar/x/", "/a.css"] {
        let (response, body) = ask(&server, &request("GET", target, &[]));
        assert_eq!(response.status(), 503, "{target}");
        assert_eq!(header(&response, "content-type"), "text/html; charset=utf-8");
        for part in [
            "<html lang=\"en\" dir=\"ltr\">",
            "<section lang=\"ar\" dir=\"rtl\">",
            "data-digest=\"none\"></script>\n",
        ] {
            assert!(body.contains(part), "{body}");
        }
        assert!(!body.contains("<style") && !body.contains("style="), "{body}");
    }
    assert_eq!(ask(&server, &request("GET", "/_/live.js", &[])).0.status(), 200);
}

#[test]
fn only_who_knows_the_secret_may_listen() {
    let server = server(&site());
    let token = server.secret.token.clone();
    let events = |query: &str, headers: &[(&str, &str)]| {
        ask(&server, &request("GET", &format!("/_/events{query}"), headers))
            .0
            .status()
            .as_u16()
    };
    let right = format!("?token={token}&path=/");
    for query in ["", "?token=", "?token=x", &format!("?Token={token}")] {
        assert_eq!(events(query, &[]), 403, "{query}");
    }
    for site in ["none", "cross-site", "same-site"] {
        let headers = [
            ("sec-fetch-site", site),
            ("sec-fetch-mode", "navigate"),
            ("sec-fetch-dest", "document"),
        ];
        assert_eq!(events(&right, &headers), 403, "{site}");
    }
    assert_eq!(events(&right, &[("origin", "null")]), 403);
    assert_eq!(
        events(
            &right,
            &[("origin", "http://localhost"), ("sec-fetch-site", "same-origin")]
        ),
        200
    );
    let held = Arc::clone(&server.clients).try_acquire_owned().unwrap();
    assert_eq!(events(&right, &[]), 503, "there is one place, and it is taken");
    drop(held);
}
