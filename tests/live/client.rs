//! A running `maqal serve`, and requests to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long anything may take before it counts as lost.
pub const PATIENCE: Duration = Duration::from_secs(180);

/// A server that ends with the value.
pub struct Server {
    pub process: Child,
    pub authority: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Server {
    /// Serves the site of a folder, as it is called there; the present is that of the campaigns, 2026-01-01.
    pub fn start(root: &Path, options: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_maqal"))
            .args(["serve", "--port", "0"])
            .args(options)
            .current_dir(root)
            .env("SOURCE_DATE_EPOCH", "1767225600")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = lines.find_map(|line| line.unwrap().split("http://").nth(1).map(str::to_owned));
        let address = address.unwrap();
        // What it prints later is read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        let authority = address.split('/').next().unwrap().to_owned();
        Server { process, authority }
    }

    /// A connection for many requests.
    pub fn connect(&self) -> Connection {
        Connection {
            reader: open(&self.authority),
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

fn open(authority: &str) -> BufReader<TcpStream> {
    let stream = TcpStream::connect(authority).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    BufReader::new(stream)
}

/// A connection that is kept as long as the server keeps it.
pub struct Connection {
    reader: BufReader<TcpStream>,
    authority: String,
}

impl Connection {
    /// Asks for an encoded path.
    pub fn get(&mut self, path: &str) -> Answer {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.authority);
        let mut line = self.ask(&request);
        if line.is_empty() {
            // It was idle for too long.
            self.reader = open(&self.authority);
            line = self.ask(&request);
        }
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

    /// Sends a request; answers the first line of what comes back, nothing if the connection was closed.
    fn ask(&mut self, request: &str) -> String {
        let mut line = String::new();
        let sent = self.reader.get_mut().write_all(request.as_bytes());
        let _ = sent.and_then(|()| self.reader.read_line(&mut line).map(drop));
        line
    }
}
