//! `maqal serve` as a process: what it shows, where, and how it ends.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::maqal;
use super::site::Site;

/// A running server, ended with the value.
pub struct Server {
    process: Child,
    authority: String,
    /// The path that it names.
    home: String,
}

impl Server {
    fn of(site: &Site) -> Self {
        Server::with(site, &[])
    }

    fn with(site: &Site, options: &[&str]) -> Self {
        let root = site.root().to_str().unwrap();
        let arguments = [&["serve", "--root", root, "--port", "0"], options].concat();
        Server::start(maqal(&arguments))
    }

    pub fn start(mut command: Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines
            .map(Result::unwrap)
            .find_map(|line| line.split("http://").nth(1).map(str::to_owned));
        let address = address.expect("the server says where it is");
        let address = address.split_whitespace().next().unwrap();
        let (authority, path) = address.split_once('/').unwrap();
        Server {
            process,
            authority: authority.to_owned(),
            home: format!("/{path}"),
        }
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

    /// Asks the process to end; answers its exit code.
    fn end(&mut self, signal: &str) -> Option<i32> {
        let process = self.process.id().to_string();
        let kill = Command::new("kill").args([signal, &process]).status().unwrap();
        assert!(kill.success());
        self.process.wait().unwrap().code()
    }

    /// Asks for a path; answers the head and the body.
    pub fn get(&self, path: &str) -> (String, String) {
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
    // آ as a mac took it apart, in the name of a folder
    site.write(
        "content/ا\u{653}راء/a.ar.md",
        "---\ntitle: رأي\ndate: 2025-03-04\n---\nنص.\n",
    );
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
    let folder = "%D8%A2%D8%B1%D8%A7%D8%A1";
    assert!(server.get(&format!("/ar/{folder}/a/")).0.starts_with("http/1.1 200"));
    let (head, _) = server.get("/ar/%D8%A7%D9%93%D8%B1%D8%A7%D8%A1/a/");
    let there = format!("location: /ar/{}/a/", folder.to_lowercase());
    assert!(head.starts_with("http/1.1 301") && head.contains(&there), "{head}");
}

#[test]
fn it_ends_when_asked_to_whoever_listens() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let site = Site::new(1);
        let mut server = Server::of(&site);
        let (_, page) = server.get("/ar/");
        let token = page.split("data-token=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut listener = TcpStream::connect(&server.authority).unwrap();
        let request = format!(
            "GET /_/events?token={token} HTTP/1.1\r\nHost: {}\r\n\r\n",
            server.authority
        );
        listener.write_all(request.as_bytes()).unwrap();
        let mut first = [0; 12];
        listener.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200");
        let idle = TcpStream::connect(&server.authority).unwrap();
        assert_eq!(server.end(signal), Some(code));
        drop(idle);
    }
}

#[test]
fn few_open_files_are_enough_beside_many_that_never_finish_their_request() {
    let site = Site::new(1);
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -n 64 && exec \"$0\" serve --root \"$1\" --port 0"])
        .arg(env!("CARGO_BIN_EXE_maqal"))
        .arg(site.root());
    let server = Server::start(command);
    let mut slow = Vec::new();
    for at in 0..300 {
        let mut stream = TcpStream::connect(&server.authority).unwrap();
        // One that was closed for the sake of others has done its part.
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: local");
        slow.push(stream);
        if at % 50 == 0 {
            assert!(server.get("/ar/").0.starts_with("http/1.1 200"), "beside {at}");
        }
    }
    assert!(server.get("/ar/").0.starts_with("http/1.1 200"));
}

#[test]
fn a_port_that_was_asked_for_and_is_taken_is_an_error() {
    let site = Site::new(1);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let root = site.root().to_str().unwrap();
    let output = maqal(&["serve", "--root", root, "--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(words.contains(&format!("port {port} is taken")), "{words}");
}

#[test]
fn names_are_refused_unless_they_were_given() {
    let site = Site::new(1);
    let server = Server::with(&site, &["--host", "preview.example"]);
    for (host, status) in [("preview.example", 200), ("other.example", 403), ("localhost", 200)] {
        let (head, _) = server.ask(&format!(
            "GET /ar/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ));
        assert!(head.starts_with(&format!("http/1.1 {status}")), "{host}: {head}");
    }
    let root = site.root().to_str().unwrap();
    let output = maqal(&["serve", "--root", root, "--host", "http://x"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_browser_gets_the_address_as_one_argument_and_no_shell() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new(1);
    site.write(
        "browser",
        "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$@\" > \"$0.tmp\" && mv \"$0.tmp\" \"$0.log\"\n",
    );
    let browser = site.root().join("browser");
    std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).unwrap();
    let root = site.root().to_str().unwrap();
    let mut command = maqal(&["serve", "--root", root, "--port", "0", "--open", "--lang", "ar"]);
    command.env("BROWSER", format!("{} -new;$(x) %s", browser.display()));
    let server = Server::start(command);
    let log = site.root().join("browser.log");
    while !log.exists() {
        thread::sleep(Duration::from_millis(5));
    }
    let opened = std::fs::read_to_string(log).unwrap();
    assert_eq!(opened, format!("2\n-new;$(x)\nhttp://{}/ar/\n", server.authority));
}

#[test]
fn drafts_are_shown_but_not_published() {
    let site = Site::new(1);
    site.write(
        "content/articles/draft.en.md",
        "---\ntitle: Draft\ndate: 2025-03-04\ndraft: true\n---\nText.\n",
    );
    assert!(
        Server::of(&site)
            .get("/en/articles/draft/")
            .0
            .starts_with("http/1.1 200")
    );
    let without = Server::with(&site, &["--no-drafts"]);
    assert!(without.get("/en/articles/draft/").0.starts_with("http/1.1 404"));
    assert!(!site.public().exists(), "nothing is published");
}

#[test]
fn a_site_that_cannot_be_built_says_so_at_every_address() {
    let site = Site::new(1);
    site.write("content/bad.en.md", "---\ntitle: [\n---\n");
    let (head, body) = Server::of(&site).get("/ar/");
    assert!(head.starts_with("http/1.1 503"), "{head}");
    assert!(body.contains("/_/live.js"), "{body}");
}

#[test]
fn from_an_empty_folder_to_a_page_in_two_languages() {
    let folder = tempfile::tempdir().unwrap();
    let before = std::time::Instant::now();
    let commands = [&["init", "--title", "دفتر"][..], &["serve", "--port", "0"]];
    let [init, serve] = commands.map(|arguments| {
        let mut command = maqal(arguments);
        command.current_dir(folder.path()).stdin(Stdio::null());
        command
    });
    let mut init = init;
    assert!(init.output().unwrap().status.success());
    let server = Server::start(serve);
    for (path, opening, switch) in [
        (
            "/ar/articles/two-languages/",
            "<html lang=\"ar\" dir=\"rtl\">",
            "href=\"/en/articles/two-languages/\"",
        ),
        (
            "/en/articles/two-languages/",
            "<html lang=\"en\" dir=\"ltr\">",
            "href=\"/ar/articles/two-languages/\"",
        ),
    ] {
        let (head, body) = server.get(path);
        assert!(head.starts_with("http/1.1 200"), "{path}: {head}");
        assert!(body.contains(opening) && body.contains(switch), "{path}: {body}");
    }
    let typed: Vec<_> = commands
        .iter()
        .map(|words| format!("maqal {}", words.join(" ")))
        .collect();
    println!("{}: {:.2} s", typed.join(", "), before.elapsed().as_secs_f64());
}

#[test]
fn the_language_to_begin_with_may_have_no_prefix() {
    let site = Site::new(1);
    site.write(
        "site.toml",
        "base_url = \"https://example.org/blog/\"\ntitle = \"Site\"\nlanguages = [\"ar\", \"en\"]\nprefix_default_language = false\n",
    );
    for (language, home) in [("ar", "/blog/"), ("en", "/blog/en/")] {
        assert_eq!(Server::with(&site, &["--lang", language]).home, home, "{language}");
    }
    let root = site.root().to_str().unwrap();
    let output = maqal(&["serve", "--root", root, "--port", "0", "--lang", "he"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_page_knows_the_editor_of_whoever_serves_it() {
    let site = Site::new(1);
    let template = "vscode://file/{path}:{line}:{column}";
    let told = format!(" data-editor=\"{template}\" data-root=\"{}\"", site.root().display());
    let server = Server::with(&site, &["--editor", template]);
    assert!(server.get("/ar/").1.contains(&told));
    assert!(!Server::of(&site).get("/ar/").1.contains("data-root"), "nobody asked");

    let root = site.root().to_str().unwrap();
    let mut usual = maqal(&["serve", "--root", root, "--port", "0"]);
    usual.env("MAQAL_EDITOR", template);
    assert!(Server::start(usual).get("/ar/").1.contains(&told));

    for wrong in ["javascript:alert('{path}')", "vscode", "vscode://file/", "{path}"] {
        let output = maqal(&["serve", "--root", root, "--editor", wrong]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

/// Whether a server prints a line with these words to standard error.
fn said_by(mut command: Command, words: &str) -> bool {
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let (sender, receiver) = mpsc::channel();
    let lines = BufReader::new(process.stderr.take().unwrap()).lines();
    thread::spawn(move || {
        for line in lines.map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    let end = Instant::now() + Duration::from_secs(60);
    let next = || receiver.recv_timeout(end.saturating_duration_since(Instant::now()));
    let found = std::iter::from_fn(|| next().ok()).any(|line: String| line.contains(words));
    let _ = process.kill();
    let _ = process.wait();
    found
}

#[test]
fn a_browser_that_cannot_be_started_is_told() {
    let site = Site::new(1);
    let empty = tempfile::tempdir().unwrap();
    for browser in ["/no/such/browser", "/bin/false", ""] {
        let mut command = maqal(&["serve", site.root().to_str().unwrap(), "--port", "0", "--open"]);
        // Nor is there what the system opens addresses with.
        command.env("BROWSER", browser).env("PATH", empty.path());
        let words = "warning: no browser could be started; open http://127.0.0.1:";
        assert!(said_by(command, words), "{browser:?}");
    }
}
