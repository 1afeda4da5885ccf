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
    let mut piece = [0; 16 << 10];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => bytes.extend_from_slice(&piece[..length]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                let silent = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
                assert!(!silent, "the server neither answers nor closes");
                break;
            }
        }
    }
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
    let end = end.unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer {
        status: status.unwrap_or(0),
        head,
        body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
    }
}
