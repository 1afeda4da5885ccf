//! A server in this process, and a client that sends whatever it is told to.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use maqal::serve::{Bind, Limits, Live, Pages, Setting, listen, serve};

/// How long a client waits before it calls a server dead.
const PATIENCE: Duration = Duration::from_secs(180);

/// A server that ends with the process.
pub struct Server {
    pub authority: String,
    pub live: Live,
}

/// Status, head in lower case, and body of an answer; status 0 if there was none.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Server {
    pub fn start(pages: Arc<dyn Pages>, limits: Limits) -> Self {
        let bind = Bind {
            port: Some(0),
            ..Bind::default()
        };
        let listening = listen(bind).unwrap();
        let authority = listening.address.to_string();
        let live = Live::new();
        let telling = live.clone();
        thread::spawn(move || {
            let setting = Setting {
                names: Vec::new(),
                limits,
                editor: None,
            };
            serve(listening, pages, &telling, &setting).unwrap();
        });
        Server { authority, live }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.authority).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes as they are, and reads until the server closes.
    pub fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has answered already may have closed.
        let _ = stream.write_all(bytes);
        read(&mut stream)
    }

    /// Sends bytes as they are. A connection that stays open after the answer gets a request that ends it, so that nothing is
    /// waited for; whatever else the server says is in the body.
    pub fn send_and_end(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        let _ = stream.write_all(bytes);
        let mut said = Vec::new();
        if receive(&mut stream, &mut said, is_whole) {
            let _ = stream.write_all(&self.request("/", ""));
            receive(&mut stream, &mut said, |_| false);
        }
        answer(&said)
    }

    pub fn request(&self, path: &str, headers: &str) -> Vec<u8> {
        let authority = &self.authority;
        format!("GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n{headers}\r\n").into_bytes()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(&self.request(path, ""))
    }
}

/// Reads an answer until the connection ends, in whatever way.
pub fn read(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    receive(stream, &mut bytes, |_| false);
    answer(&bytes)
}

/// Reads until `is_enough` or the connection ends, in whatever way; says whether it is still open.
fn receive(stream: &mut TcpStream, bytes: &mut Vec<u8>, is_enough: fn(&[u8]) -> bool) -> bool {
    let mut piece = [0; 16 << 10];
    while !is_enough(bytes) {
        match stream.read(&mut piece) {
            Ok(0) => return false,
            Ok(length) => bytes.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                let silent = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
                assert!(!silent, "the server neither answers nor closes");
                return false;
            }
        }
    }
    true
}

/// Whether an answer is there with the whole body that it announces.
fn is_whole(bytes: &[u8]) -> bool {
    let found = answer(bytes);
    let length = found
        .head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: Option<usize> = length.and_then(|length| length.trim().parse().ok());
    length.is_some_and(|length| found.body.len() >= length)
}

fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let body = end.map_or(&[][..], |end| &bytes[end + 4..]);
    let head = String::from_utf8_lossy(&bytes[..end.unwrap_or(bytes.len())]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or(0),
        body: body.to_vec(),
        head,
    }
}
