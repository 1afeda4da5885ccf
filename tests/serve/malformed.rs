//! Requests that are none, or not for this server.

use std::io::Write;

use maqal::serve::Limits;

use super::client::{Server, read};
use super::pages::Map;

fn server() -> Server {
    Server::start(
        Map::new(&[("index.html", "home"), ("م/index.html", "page")]),
        Limits::of_process(),
    )
}

#[test]
fn what_is_no_request_is_refused_and_closed() {
    let server = server();
    let own = &server.authority;
    let many: String = (0..1000).map(|at| format!("x-{at}: y\r\n")).collect();
    for (request, statuses) in [
        ("GET /\r\n\r\n".to_owned(), &[400][..]),
        ("GET / HTTP/0.9\r\n\r\n".to_owned(), &[400]),
        ("GET / HTTP/3.0\r\n\r\n".to_owned(), &[400]),
        ("\u{16}\u{3}\u{1}\0\u{5}\r\n\r\n".to_owned(), &[400]),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(), &[0, 400]),
        (format!("GET / HTTP/1.1\r\nHost: {own}\r\nno colon\r\n\r\n"), &[400]),
        (format!("GET / HTTP/1.1\r\nHost: {own}\r\nx: a\0b\r\n\r\n"), &[400]),
        (format!("G@T / HTTP/1.1\r\nHost: {own}\r\n\r\n"), &[400]),
        (format!("GET http:// HTTP/1.1\r\nHost: {own}\r\n\r\n"), &[400]),
        (
            format!("GET no-slash HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            &[400, 403],
        ),
        (format!("GET / HTTP/1.1\r\nHost: {own}\r\n{many}\r\n"), &[431]),
        (
            format!("GET /{} HTTP/1.1\r\nHost: {own}\r\n\r\n", "a".repeat(62_000)),
            &[414],
        ),
        (
            format!("GET /{} HTTP/1.1\r\nHost: {own}\r\n\r\n", "a".repeat(65_540)),
            &[414],
        ),
        (
            format!("GET / HTTP/1.1\r\nHost: {own}\r\nx: {}\r\n\r\n", "a".repeat(70_000)),
            &[431],
        ),
        // An answer to what is still being sent may be lost.
        (
            format!("GET / HTTP/1.1\r\nHost: {own}\r\nx: {}\r\n\r\n", "a".repeat(1 << 20)),
            &[0, 431],
        ),
        ("GET / HTTP/1.1\r\nConnection: close\r\n\r\n".to_owned(), &[403]),
        ("GET / HTTP/1.0\r\n\r\n".to_owned(), &[403]),
        (
            format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            &[403],
        ),
        (
            format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            &[403],
        ),
        (
            format!("GET http://{own}/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            &[200],
        ),
        (
            format!("CONNECT {own} HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            &[405],
        ),
        (
            format!("OPTIONS * HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"),
            &[405],
        ),
        (format!("GET / HTTP/1.0\r\nHost: {own}\r\n\r\n"), &[200]),
    ] {
        let answer = server.send(request.as_bytes());
        let shown: String = request.chars().take(80).collect();
        assert!(statuses.contains(&answer.status), "{shown:?}: {}", answer.head);
    }
}

#[test]
fn a_body_is_not_read_and_ends_the_connection() {
    let server = server();
    let own = &server.authority;
    for (headers, body) in [
        ("Content-Length: 1000000", "x"),
        ("Transfer-Encoding: chunked", "zz\r\nnonsense"),
        ("Content-Length: 10\r\nExpect: 100-continue", ""),
    ] {
        let answer = server.send(format!("POST / HTTP/1.1\r\nHost: {own}\r\n{headers}\r\n\r\n{body}").as_bytes());
        assert_eq!(answer.status, 405, "{headers}: {}", answer.head);
        assert!(answer.head.contains("connection: close"), "{}", answer.head);
    }
}

#[test]
fn an_address_in_raw_utf_8_is_one_and_other_bytes_are_none() {
    let server = server();
    assert_eq!(server.get("/م/").status, 200);
    let mut request = server.request("/?/", "");
    let at = request.iter().position(|byte| *byte == b'?').unwrap();
    request[at] = 0xff;
    assert_eq!(server.send(&request).status, 400);
}

#[test]
fn a_connection_serves_one_request_after_the_other() {
    let server = server();
    let mut stream = server.connect();
    let own = &server.authority;
    let first = format!("GET / HTTP/1.1\r\nHost: {own}\r\n\r\n");
    stream.write_all(first.as_bytes()).unwrap();
    stream.write_all(&server.request("/none", "")).unwrap();
    let answer = read(&mut stream);
    assert_eq!(answer.status, 200);
    let rest = String::from_utf8(answer.body).unwrap();
    assert!(rest.starts_with("home") && rest.contains("HTTP/1.1 404"), "{rest}");
}
