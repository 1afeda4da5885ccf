//! The server of the last build, asked over a real connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use super::maqal;
use super::site::Site;

/// A running server, ended with the value.
struct Server {
    process: Child,
    authority: String,
}

impl Server {
    fn of(site: &Site) -> Self {
        let mut command = maqal(&["serve", "--root", site.root().to_str().unwrap(), "--port", "0"]);
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines
            .map(Result::unwrap)
            .find_map(|line| line.split("http://").nth(1).map(str::to_owned));
        let address = address.expect("the server says where it is");
        let authority = address.split('/').next().unwrap().to_owned();
        Server { process, authority }
    }

    /// Sends one request as it is; answers the head and the body.
    fn ask(&self, request: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.authority).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.to_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> (String, String) {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.authority
        ))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn the_last_build_is_served_and_nothing_else() {
    let site = Site::new(1);
    site.write(
        "content/articles/مقال.ar.md",
        "---\ntitle: مقال\ndate: 2025-03-04\n---\nنص.\n",
    );
    let server = Server::of(&site);

    let (head, body) = server.get("/ar/");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains("content-type: text/html; charset=utf-8"), "{head}");
    assert!(body.contains("<html lang=\"ar\" dir=\"rtl\">"));

    let encoded = "/ar/articles/%D9%85%D9%82%D8%A7%D9%84";
    assert!(server.get(&format!("{encoded}/")).0.starts_with("http/1.1 200"));
    assert!(
        server
            .get(&format!("{}/", encoded.to_lowercase()))
            .0
            .starts_with("http/1.1 200"),
        "case of hex"
    );
    let (head, _) = server.get(&format!("{encoded}?a=1"));
    assert!(head.starts_with("http/1.1 301"), "{head}");
    assert!(
        head.contains(&format!("location: {}/?a=1", encoded.to_lowercase())),
        "{head}"
    );

    for path in [
        "/../site.toml",
        "/..%2fsite.toml",
        "/%2e%2e/site.toml",
        "/.maqal-manifest",
        "/site.toml",
        "//etc/passwd",
        "/ar/none/",
    ] {
        let (head, _) = server.get(path);
        assert!(head.starts_with("http/1.1 40"), "{path}: {head}");
    }
    assert!(server.get("/%ff%fe/").0.starts_with("http/1.1 400"));

    let (head, body) = server.get("/ar/articles/none/deeper");
    assert!(head.starts_with("http/1.1 404") && head.contains("text/html"), "{head}");
    assert!(
        body.contains("<html lang=\"ar\" dir=\"rtl\">"),
        "the page of its language"
    );
    let (head, body) = server.get("/none/");
    assert!(head.starts_with("http/1.1 404"), "{head}");
    assert!(
        body.contains("<section lang=\"en\" dir=\"ltr\">"),
        "the page of all languages"
    );
}

#[test]
fn other_names_and_methods_are_refused() {
    let site = Site::new(1);
    let server = Server::of(&site);
    let (head, _) = server.ask("GET /ar/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!(head.starts_with("http/1.1 403"), "{head}");
    let own = &server.authority;
    let (head, _) = server.ask(&format!(
        "POST /ar/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    ));
    assert!(
        head.starts_with("http/1.1 405") && head.contains("allow: get, head"),
        "{head}"
    );
    let (head, body) = server.ask(&format!(
        "HEAD /ar/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n"
    ));
    assert!(head.starts_with("http/1.1 200") && body.is_empty(), "{head}");
}

#[test]
fn an_address_in_another_normal_form_leads_to_the_page() {
    let site = Site::new(1);
    site.write(
        "content/articles/cafe\u{301}.en.md",
        "---\ntitle: Café\ndate: 2025-03-04\n---\nText.\n",
    );
    let server = Server::of(&site);
    assert!(server.get("/en/articles/caf%C3%A9/").0.starts_with("http/1.1 200"));
    let (head, _) = server.get("/en/articles/cafe%CC%81/");
    assert!(
        head.starts_with("http/1.1 301") && head.contains("location: /en/articles/caf%c3%a9/"),
        "{head}"
    );
}
