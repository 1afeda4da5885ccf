//! What a server shows, as a build would publish it.

use std::time::{Duration, Instant};

use super::client::{Connection, PATIENCE};

/// The file of the site at a decoded path, without the line that the server appends.
pub fn file(connection: &mut Connection, file: &str) -> Option<Vec<u8>> {
    let path = file.strip_suffix("index.html").unwrap_or(file);
    let answer = connection.get(&format!("/{}", encoded(path)));
    let found = answer.status == 200 || file.ends_with("404.html");
    found.then(|| as_built(&answer.body))
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
fn as_built(body: &[u8]) -> Vec<u8> {
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
