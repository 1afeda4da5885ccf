//! What an open page is told.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use maqal::base::Digest;
use maqal::serve::Limits;
use serde_json::{Value, json};

use super::client::Server;
use super::pages::Map;

fn site() -> Arc<Map> {
    Map::new(&[
        ("ar/index.html", "one"),
        ("a.css", "one"),
        ("b.css", "one"),
        ("م/index.html", "one"),
    ])
}

fn start(pages: &Arc<Map>) -> Server {
    Server::start(Arc::<Map>::clone(pages), Limits::of_process())
}

fn token(server: &Server) -> String {
    let page = String::from_utf8(server.get("/ar/").body).unwrap();
    let (_, token) = page.split_once("data-token=\"").unwrap();
    token.split('"').next().unwrap().to_owned()
}

fn hex(text: &str) -> String {
    Digest::of(text.as_bytes()).to_string()
}

/// An open stream.
struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    fn open(server: &Server, query: &str) -> Self {
        // Asked for first, so that no connection waits meanwhile.
        let path = format!("/_/events?token={}&{query}", token(server));
        let mut stream = server.connect();
        stream.write_all(&server.request(&path, "")).unwrap();
        let mut lines = BufReader::new(stream);
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(lines.read_line(&mut head).unwrap(), 0, "{head}");
        }
        assert!(
            head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"),
            "{head}"
        );
        Events { lines }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "the stream ended");
        line.trim_end().to_owned()
    }

    /// The next event: its name and data. Lengths of chunks and comments lie between.
    fn next(&mut self) -> (String, Value) {
        loop {
            if let Some(name) = self.line().strip_prefix("event: ") {
                let data = self.line();
                return (
                    name.to_owned(),
                    serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap(),
                );
            }
        }
    }

    fn expect(&mut self, name: &str) -> Value {
        let (found, data) = self.next();
        assert_eq!(found, name, "{data}");
        data
    }

    /// Passes what every stream begins with.
    fn begun(server: &Server, query: &str) -> Self {
        let mut events = Events::open(server, query);
        events.expect("hello");
        events.expect("problems");
        events
    }
}

#[test]
fn what_changed_is_told_to_those_who_show_it() {
    let pages = site();
    let server = start(&pages);
    let mut events = Events::open(&server, "path=/ar/&path=/a.css&path=/none");
    let hello = events.expect("hello");
    assert_eq!(
        hello["digests"],
        json!({"/ar/": hex("one"), "/a.css": hex("one"), "/none": null})
    );
    assert_eq!(hello["run"].as_str().map(str::len), Some(32));
    assert_eq!(events.expect("problems"), json!({"errors": [], "warnings": []}));

    // What is not followed is not told, nor what is said to have changed and has not.
    pages.put("b.css", b"two");
    server.live.changed();
    pages.put("ar/index.html", b"two");
    server.live.changed();
    assert_eq!(
        events.expect("changed"),
        json!([{"path": "/ar/", "digest": hex("two")}])
    );
    assert_eq!(
        String::from_utf8(server.get("/ar/").body).unwrap().lines().next(),
        Some("two")
    );

    pages.remove("ar/index.html");
    pages.put("none", b"there");
    server.live.changed();
    assert_eq!(
        events.expect("changed"),
        json!([{"path": "/ar/", "digest": null}, {"path": "/none", "digest": hex("there")}])
    );
    server.live.saved("/ar/");
    assert_eq!(events.expect("saved"), json!({"path": "/ar/"}));
}

#[test]
fn several_changes_at_once_end_with_the_last() {
    let pages = site();
    let server = start(&pages);
    let mut events = Events::begun(&server, "path=/a.css");
    for turn in 0..100 {
        pages.put("a.css", format!("turn {turn}").as_bytes());
        server.live.changed();
    }
    let last = json!([{"path": "/a.css", "digest": hex("turn 99")}]);
    while events.expect("changed") != last {}
    server.live.saved("/");
    events.expect("saved");
}

#[test]
fn who_comes_back_is_told_what_it_missed_and_no_more() {
    let pages = site();
    let server = start(&pages);
    let (old, new) = (hex("old"), hex("one"));
    let mut behind = Events::begun(&server, &format!("path=/ar/&digest={old}&path=/a.css&digest={new}"));
    assert_eq!(behind.expect("changed"), json!([{"path": "/ar/", "digest": new}]));
    let mut appeared = Events::begun(&server, "path=/ar/&digest=none");
    assert_eq!(appeared.expect("changed"), json!([{"path": "/ar/", "digest": new}]));

    let mut current = Events::begun(&server, &format!("path=/ar/&digest={new}&path=/none&digest=none"));
    server.live.changed();
    server.live.saved("/");
    current.expect("saved");
}

#[test]
fn addresses_are_those_that_browsers_have() {
    let pages = site();
    let server = start(&pages);
    let mut events = Events::begun(&server, "path=%2F%25D9%2585%2F");
    pages.put("م/index.html", b"two");
    server.live.changed();
    assert_eq!(
        events.expect("changed"),
        json!([{"path": "/%D9%85/", "digest": hex("two")}])
    );
}

#[test]
fn problems_are_told_when_they_change() {
    let pages = site();
    let server = start(&pages);
    let mut events = Events::begun(&server, "path=/ar/");
    server.live.changed();
    let problems = json!({"errors": ["x"], "warnings": []});
    pages.set_problems(&problems.to_string());
    server.live.changed();
    assert_eq!(events.expect("problems"), problems);
}

#[test]
fn who_follows_no_file_is_told_of_every_change() {
    let pages = site();
    let server = start(&pages);
    let mut events = Events::begun(&server, "");
    server.live.changed();
    assert_eq!(events.expect("changed"), json!([]));
}

#[test]
fn a_stream_shows_that_it_is_alive() {
    let limits = Limits {
        beat: Duration::from_millis(20),
        ..Limits::of_process()
    };
    let server = Server::start(site(), limits);
    let mut events = Events::begun(&server, "path=/ar/");
    for _ in 0..3 {
        while events.line() != ":" {}
    }
}

#[test]
fn streams_have_a_limit_and_their_ends_make_room() {
    let limits = Limits {
        clients: 2,
        ..Limits::of_process()
    };
    let server = Server::start(site(), limits);
    let [first, _second] = [(); 2].map(|()| Events::begun(&server, "path=/ar/"));
    let path = format!("/_/events?token={}", token(&server));
    assert_eq!(server.get(&path).status, 503);
    drop(first);
    let opens = || {
        let mut stream = server.connect();
        stream.write_all(&server.request(&path, "")).unwrap();
        let mut head = String::new();
        BufReader::new(stream).read_line(&mut head).unwrap();
        head.contains("200")
    };
    while !opens() {}
}
