//! Clients and pages that take their time, and the others that must not wait for them.

use std::io::{Read, Write};
use std::time::Duration;

use maqal::serve::Limits;

use super::client::{Server, read};
use super::pages::Map;

fn limits() -> Limits {
    Limits {
        connections: 32,
        // Nothing comes to an end here because it was waited for too long.
        head: Duration::from_secs(600),
        ..Limits::of_process()
    }
}

#[test]
fn many_that_never_finish_their_request_keep_nobody_out() {
    let server = Server::start(Map::new(&[("index.html", "home")]), limits());
    let mut slow = Vec::new();
    for at in 0..300 {
        let mut stream = server.connect();
        // One that was closed for the sake of others has done its part.
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: local");
        slow.push(stream);
        if at % 30 == 0 {
            assert_eq!(server.get("/").status, 200, "beside {at}");
        }
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn connections_that_wait_make_room() {
    let server = Server::start(Map::new(&[("index.html", "home")]), limits());
    let idle: Vec<_> = (0..200).map(|_| server.connect()).collect();
    assert_eq!(server.get("/").status, 200);
    drop(idle);
}

#[test]
fn a_head_that_does_not_arrive_is_not_waited_for() {
    let limits = Limits {
        head: Duration::from_millis(100),
        ..limits()
    };
    let server = Server::start(Map::new(&[("index.html", "home")]), limits);
    for part in ["", "GET / HTTP/1.1\r\n"] {
        let mut stream = server.connect();
        stream.write_all(part.as_bytes()).unwrap();
        assert_eq!(read(&mut stream).status, 0, "it is closed");
    }
}

#[test]
fn a_reader_who_takes_nothing_is_given_up_and_stops_nobody() {
    let limits = Limits {
        stall: Duration::from_millis(200),
        ..limits()
    };
    let pages = Map::new(&[("index.html", "home")]);
    let size = 64 << 20;
    pages.put("large.bin", &vec![7; size]);
    let server = Server::start(pages, limits);
    let mut stream = server.connect();
    stream.write_all(&server.request("/large.bin", "")).unwrap();
    let mut first = [0; 1];
    stream.read_exact(&mut first).unwrap();
    for _ in 0..20 {
        assert_eq!(server.get("/").status, 200);
    }
    // Long enough for the server to give up, whatever else this machine does: until it has, nothing is read.
    while is_open(&server) {
        assert_eq!(server.get("/").status, 200);
    }
    let rest = read(&mut stream);
    assert!(rest.body.len() < size, "the rest was not sent");
}

/// Whether the server has more connections than the one that is used to find out. It is the only one of its process
/// with this port, so the system's own table tells.
fn is_open(server: &Server) -> bool {
    let port = server.authority.rsplit(':').next().unwrap().parse::<u16>().unwrap();
    let table = std::fs::read_to_string("/proc/net/tcp").unwrap_or_default();
    let local = format!(":{port:04X}");
    let established = |line: &str| {
        let mut words = line.split_whitespace();
        words.nth(1).is_some_and(|address| address.ends_with(&local)) && words.nth(1) == Some("01")
    };
    table.lines().any(established)
}

#[test]
fn a_page_that_hangs_is_answered_and_left_behind() {
    let limits = Limits {
        page: Duration::from_millis(200),
        makers: 2,
        left_behind: 8,
        ..limits()
    };
    let server = Server::start(Map::new(&[("a.css", "a"), ("hanging.html", "")]), limits);
    // One takes long to be made, the other even to be found.
    for path in ["/hanging.html", "/sought.html"].repeat(3) {
        let answer = server.get(path);
        assert_eq!(answer.status, 503, "{path}");
        let words = String::from_utf8(answer.body).unwrap();
        assert!(words.contains("takes too long") && words.contains("طال"), "{words}");
    }
    // However slow this machine is, a file that is there comes before its deadline some time.
    while server.get("/a.css").status != 200 {}
}
