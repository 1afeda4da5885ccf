//! A running `maqal serve`, and requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long anything may take before it counts as lost.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A server that ends with the value.
pub struct Server {
    process: Child,
    pub authority: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Server {
    /// Serves a site; the present is that of the campaigns, 2026-01-01.
    pub fn start(root: &Path, options: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_maqal"))
            .args(["serve", "--port", "0", "--root"])
            .arg(root)
            .args(options)
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.unwrap().split("http://").nth(1).map(str::to_owned));
        let address = address.expect("the server says where it is");
        // What it prints later is read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        let authority = address.split('/').next().unwrap().to_owned();
        Server { process, authority }
    }

    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// A connection for many requests.
    pub fn connect(&self) -> Connection {
        let stream = TcpStream::connect(&self.authority).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Connection {
            reader: BufReader::new(stream),
            authority: self.authority.clone(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A connection that is kept.
pub struct Connection {
    reader: BufReader<TcpStream>,
    authority: String,
}

impl Connection {
    /// Asks for an encoded path.
    pub fn get(&mut self, path: &str) -> Answer {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.authority);
        self.reader.get_mut().write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut length = 0;
        loop {
            line.clear();
            self.reader.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else {
                break;
            };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.reader.read_exact(&mut body).unwrap();
        Answer { status, body }
    }

    /// The file of the site at a decoded path, without the line that the server appends.
    pub fn file(&mut self, file: &str) -> Option<Vec<u8>> {
        let path = file.strip_suffix("index.html").unwrap_or(file);
        let answer = self.get(&format!("/{}", encoded(path)));
        let found = answer.status == 200 || file.ends_with("404.html");
        found.then(|| as_built(&answer.body))
    }
}

fn encoded(path: &str) -> String {
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes()
        .map(|byte| {
            if keep(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// A page without its last line, if that is the one that the server appends.
pub fn as_built(body: &[u8]) -> Vec<u8> {
    let block = b"<script src=\"/_/live.js\"";
    let at = body.windows(block.len()).rposition(|window| window == block);
    match at {
        Some(at) if body[at..].iter().filter(|&&byte| byte == b'\n').count() == 1 && body.ends_with(b"</script>\n") => {
            body[..at].to_vec()
        }
        _ => body.to_vec(),
    }
}

/// Waits until something is so; what it says last if it never is.
pub fn eventually(mut check: impl FnMut() -> Result<(), String>) -> Result<(), String> {
    let until = Instant::now() + PATIENCE;
    loop {
        match check() {
            Ok(()) => return Ok(()),
            Err(problem) if Instant::now() > until => return Err(problem),
            Err(_) => std::thread::sleep(Duration::from_millis(3)),
        }
    }
}
