//! The last published generation over HTTP, on this machine only.
//!
//! What is served is the list of published files, never the file system: an address that the
//! manifest does not list does not exist.

mod answer;
mod media;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use crate::disk::Disk;

/// The port where none is asked for; the next ones are tried if it is taken.
pub const PORT: u16 = 4000;
/// How many ports after [`PORT`] are tried.
const TRIES: u16 = 20;

/// What is served, and where.
pub struct Served {
    /// The disk that holds the output.
    pub disk: Arc<dyn Disk>,
    /// The output folder.
    pub out: PathBuf,
    /// The path of the site's root, with a slash at both ends.
    pub base: String,
}

/// Serves until the process is asked to end. `port` is never moved if it is given; `announce` is told the address.
///
/// # Errors
/// The port is taken, or the system refuses to listen.
pub fn serve(served: Served, port: Option<u16>, announce: impl FnOnce(&str)) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = listen(port).await?;
        announce(&format!("http://{}{}", listener.local_addr()?, served.base));
        let router = Router::new().fallback(handle).with_state(Arc::new(served));
        let mut asked = signal(SignalKind::terminate())?;
        let ended = async move {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = asked.recv() => {}
            }
        };
        axum::serve(listener, router).with_graceful_shutdown(ended).await
    })
}

async fn listen(port: Option<u16>) -> io::Result<TcpListener> {
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    if let Some(port) = port {
        return TcpListener::bind(at(port)).await;
    }
    let mut last = None;
    for port in PORT..PORT + TRIES {
        match TcpListener::bind(at(port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| io::ErrorKind::AddrInUse.into()))
}

async fn handle(State(served): State<Arc<Served>>, request: Request) -> Response {
    answer::answer(&served, request.method(), request.uri(), request.headers())
}
