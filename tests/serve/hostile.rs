//! A seeded campaign of hostile requests, an innocent one beside each.

use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use maqal::serve::Limits;

use super::client::Server;
use super::pages::Folder;

/// What lies beside the output and must never be seen.
const CANARY: &str = "canary-4f1c";

fn setting(name: &str, usual: u64) -> u64 {
    let value = std::env::var(name).ok();
    value.and_then(|value| value.parse().ok()).unwrap_or(usual)
}

fn of<T: Copy>(random: &mut Rng, choices: &[T]) -> T {
    choices[random.usize(..choices.len())]
}

/// One hostile request, and the statuses that may answer it; 0 is a connection closed without a word.
struct Attack {
    bytes: Vec<u8>,
    answers: &'static [u16],
}

const REFUSED: &[u16] = &[0, 400, 403, 404, 405, 414, 431];

fn attack(random: &mut Rng, server: &Server) -> Attack {
    match random.usize(..7) {
        0 | 1 => traversal(random, server),
        2 => foreign(random, server),
        3 => huge(random, server),
        4 => garbage(random),
        5 => mutilated(random, server),
        _ => range(random, server),
    }
}

/// A path out of the output, in some encoding.
fn traversal(random: &mut Rng, server: &Server) -> Attack {
    let dots = [
        "..",
        "%2e%2e",
        "%2E.",
        ".%2e",
        "%252e%252e",
        "%c0%ae%c0%ae",
        "..;",
        "%e0%80%ae.",
        "．．",
    ];
    let slashes = [
        "/", "%2f", "%2F", "\\", "%5c", "//", "%252f", "%c0%af", "/./", "／", "%00/",
    ];
    let mut path = of(random, &["/", "//", "/ar/", "/_/", "/_/../", "/./", "\\"]).to_owned();
    for _ in 0..=random.usize(..4) {
        path += of(random, &dots);
        path += of(random, &slashes);
    }
    path += of(
        random,
        &[
            "canary.txt",
            "canary%2etxt",
            "canary.txt%00.html",
            "etc/passwd",
            "public-leak/canary.txt",
            "",
        ],
    );
    path += of(random, &["", "?a", "#b", "/"]);
    Attack {
        bytes: server.request(&path, ""),
        // What is left of a path may be the 404 page, a folder of the site, or the server's own.
        answers: &[0, 301, 400, 403, 404],
    }
}

/// A request for another host, or from another page.
fn foreign(random: &mut Rng, server: &Server) -> Attack {
    let own = &server.authority;
    let port = own.rsplit(':').next().unwrap();
    let path = of(random, &["/", "/ar/", "/none", "/_/live.js", "/_/events"]);
    let host = of(
        random,
        &[
            "Host: evil.example",
            "Host: evil.example:PORT",
            "Host: localhost.evil.example",
            "Host: user@localhost",
            "Host: 10.0.0.1",
            "Host: OWN\r\nHost: evil.example",
            "Host:",
            "X: y",
            "Host: OWN\r\nOrigin: http://evil.example",
            "Host: OWN\r\nOrigin: null",
            "Host: OWN\r\nOrigin: http://localhost:1",
            "Host: OWN\r\nSec-Fetch-Site: cross-site",
            "Host: OWN\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe",
        ],
    );
    let host = host.replace("OWN", own).replace("PORT", port);
    let method = of(random, &["GET", "HEAD", "OPTIONS", "POST"]);
    Attack {
        bytes: format!("{method} {path} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n").into_bytes(),
        answers: &[403],
    }
}

fn huge(random: &mut Rng, server: &Server) -> Attack {
    let size = 40_000 + random.usize(..1 << 20);
    let bytes = match random.usize(..3) {
        0 => server.request(&format!("/{}", "a".repeat(size)), ""),
        1 => server.request("/", &format!("X: {}\r\n", "b".repeat(size.max(70_000)))),
        _ => server.request("/", &"X: y\r\n".repeat(size / 6)),
    };
    Attack {
        bytes,
        answers: REFUSED,
    }
}

/// Bytes that mean nothing, and never end as a request does.
fn garbage(random: &mut Rng) -> Attack {
    let length = 1 + random.usize(..4000);
    let mut bytes: Vec<u8> = (0..length).map(|_| random.u8(..)).collect();
    bytes.extend_from_slice(b"\r\n\r\n");
    Attack {
        bytes,
        answers: REFUSED,
    }
}

/// An innocent request with a few bytes that are not.
fn mutilated(random: &mut Rng, server: &Server) -> Attack {
    let mut bytes = server.request("/ar/", "Range: bytes=0-1\r\n");
    // The end stays, so that the request ends.
    let length = bytes.len() - 4;
    for _ in 0..=random.usize(..4) {
        let at = random.usize(..length);
        bytes[at] = random.u8(..);
    }
    Attack {
        bytes,
        answers: &[0, 200, 206, 301, 400, 403, 404, 405, 416, 431],
    }
}

fn range(random: &mut Rng, server: &Server) -> Attack {
    let many = vec!["0-0"; 1 + random.usize(..5000)].join(",");
    let range = of(
        random,
        &[
            "-1",
            "0-",
            "5-1",
            "99999999999999999999-",
            "-0",
            "a-b",
            "0-0,",
            "",
            "-",
            "MANY",
        ],
    );
    let headers = format!("Range: bytes={}\r\nIf-Range: W/\"x\"\r\n", range.replace("MANY", &many));
    let headers = if random.bool() {
        headers.replace("If-Range", "X")
    } else {
        headers
    };
    Attack {
        bytes: server.request("/ar/", &headers),
        answers: &[200, 206, 416],
    }
}

/// Sends, sometimes in two parts, sometimes leaving the rest out and the connection open.
fn strike(random: &mut Rng, server: &Server, attack: &Attack, open: &mut Vec<TcpStream>) {
    if random.usize(..5) == 0 {
        let mut stream = server.connect();
        let part = random.usize(..attack.bytes.len());
        let _ = stream.write_all(&attack.bytes[..part]);
        open.push(stream);
        return;
    }
    let answer = server.send_and_end(&attack.bytes);
    let shown = shown(&attack.bytes);
    assert!(attack.answers.contains(&answer.status), "{shown:?}: {}", answer.head);
    let seen = answer.body.windows(CANARY.len()).any(|part| part == CANARY.as_bytes());
    assert!(!seen, "{shown:?} shows what lies beside the output");
    assert!(!answer.head.contains("access-control"), "{shown:?}: {}", answer.head);
    for line in answer.head.lines().filter(|line| line.starts_with("location: ")) {
        let local = line.starts_with("location: /") && !line.starts_with("location: //");
        assert!(local, "{shown:?}: {line}");
    }
}

/// The beginning of a request.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned()
}

#[test]
fn hostile_requests_get_nothing_and_hinder_nobody() {
    let size = setting("MAQAL_SIZE", 150);
    let mut random = Rng::with_seed(setting("MAQAL_SEED", 20_250_304));
    let beside = tempfile::tempdir().unwrap();
    let out = beside.path().join("public");
    for (path, text) in [
        ("public/index.html", "<p>home"),
        ("public/404.html", "<p>none"),
        ("public/ar/index.html", "<p>innocent"),
        ("canary.txt", CANARY),
        ("public-leak/canary.txt", CANARY),
        ("etc/passwd", CANARY),
    ] {
        let path = beside.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let limits = Limits {
        connections: 64,
        // However slow the machine is, what arrives at all arrives in time.
        head: Duration::from_secs(90),
        ..Limits::of_process()
    };
    let server = Server::start(Arc::new(Folder(out)), limits);
    let mut open = Vec::new();
    let mut longest = (Duration::ZERO, Vec::new());
    for _ in 0..size {
        let attack = attack(&mut random, &server);
        strike(&mut random, &server, &attack, &mut open);
        let start = Instant::now();
        let innocent = server.get("/ar/");
        longest = longest.max((start.elapsed(), attack.bytes));
        assert_eq!(innocent.status, 200, "{}", innocent.head);
        assert!(
            innocent.body.starts_with(b"<p>innocent\n<script "),
            "{:?}",
            innocent.body
        );
    }
    let (longest, beside) = longest;
    println!(
        "{size} hostile requests; the longest innocent one took {longest:?}, after {:?}",
        shown(&beside)
    );
}
