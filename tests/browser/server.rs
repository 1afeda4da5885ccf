//! Serves the published files of all cases on one port of this machine, each case to its own host name.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use percent_encoding::percent_decode_str;

use crate::world::Files;

/// What a page may load and run: what its own site has, and nothing that stands in the page itself.
pub const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'";

/// What an address ends with whose page gets its pictures, scripts and fonts late.
pub const LATE: &str = "?late";

/// How late: when the page has been drawn without them.
const LATENESS: Duration = Duration::from_millis(400);

/// The server; it ends with the process.
pub struct Server {
    port: u16,
    hosts: Hosts,
}

type Hosts = Arc<Mutex<HashMap<String, Arc<Site>>>>;

struct Site {
    files: Files,
    policy: String,
}

impl Server {
    pub fn start() -> Result<Self, String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|error| error.to_string())?;
        let port = listener.local_addr().map_err(|error| error.to_string())?.port();
        let hosts = Hosts::default();
        let served = Arc::clone(&hosts);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let hosts = Arc::clone(&served);
                std::thread::spawn(move || answer(stream, &hosts));
            }
        });
        Ok(Server { port, hosts })
    }

    /// Serves a site whose pages may do what the policy allows, and answers the origin of its addresses.
    pub fn add(&self, files: Files, policy: &str) -> String {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = format!("site-{}.localhost:{}", hosts.len(), self.port);
        let policy = policy.to_owned();
        hosts.insert(host.clone(), Arc::new(Site { files, policy }));
        format!("http://{host}")
    }
}

/// The published file that answers for an address.
pub fn file_of(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
    if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.into_owned()
    }
}

/// Answers one request; a connection that breaks is the browser's affair.
fn answer(stream: TcpStream, hosts: &Hosts) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut lines = reader
        .by_ref()
        .lines()
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty());
    let request = lines.next()?;
    let headers: HashMap<String, String> = lines
        .filter_map(|line| {
            line.split_once(": ")
                .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        })
        .collect();
    let host = headers.get("host")?;
    let path = file_of(request.split(' ').nth(1)?);
    let site = hosts
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(host)
        .cloned()?;
    let mut stream = reader.into_inner();
    let is_part = !matches!(media_type(&path), "text/html" | "text/css");
    if is_part && headers.get("referer").is_some_and(|page| page.ends_with(LATE)) {
        std::thread::sleep(LATENESS);
    }
    match site.files.get(&path) {
        Some(bytes) => {
            let (kind, length, policy) = (media_type(&path), bytes.len(), &site.policy);
            let head = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
                 Content-Security-Policy: {policy}\r\nConnection: close\r\n\r\n"
            );
            stream.write_all(head.as_bytes()).ok()?;
            stream.write_all(bytes).ok()
        }
        None => stream
            .write_all(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .ok(),
    }
}

/// Without a charset: a page says its own.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("xml") => "application/xml",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
