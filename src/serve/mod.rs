//! A site over HTTP, as it is now.
//!
//! What is served is a map of files, [`Pages`], never the file system: an address that the map does not hold does not
//! exist. Whoever makes the pages tells through [`Live`] that there are new ones, and every browser that shows one of
//! them is told in turn (`events`).
//!
//! A server on one's own machine is within reach of every page that a browser there shows. So it answers to its own
//! names only and to its own pages (`guard`), and takes no more of the machine than its [`Limits`] say.

mod address;
mod answer;
mod assets;
mod block;
mod body;
mod condition;
mod connections;
mod events;
mod guard;
mod limits;
mod listen;
mod live;
mod media;
mod notice;
mod pages;
mod problems;
mod reply;
mod secret;
mod site;
mod stream;
#[cfg(test)]
mod tests;
mod tools;
mod watcher;
mod workers;

pub use block::Editor;
pub use limits::{Limits, step_back};
pub use listen::{Bind, Listening, PORT, PortError, listen};
pub use live::Live;
pub use pages::{File, Pages};
pub use site::{Clock, LiveSite, News};
pub use watcher::Watch;

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Body as _, Incoming};
use hyper::header::{CONNECTION, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinSet, yield_now};
use tokio::time::{sleep, timeout};

use block::Block;
use body::Body;
use connections::{Connection, Connections};
use guard::Guard;
use secret::Secret;
use stream::Patient;
use workers::{Failed, Workers};

/// Bytes of a request that may wait to be read as its head.
const HEAD_BUFFER: usize = 128 << 10;
/// Headers of a request.
const MOST_HEADERS: usize = 100;
/// How long no connection is accepted when the system has no room for one.
const PAUSE: Duration = Duration::from_millis(50);

/// What a server is told beside its pages.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Names of this machine that it answers to, beside its own.
    pub names: Vec<String>,
    /// Its limits.
    pub limits: Limits,
    /// What opens a source, if anything is to.
    pub editor: Option<Editor>,
}

/// A running server.
struct Server {
    pages: Arc<dyn Pages>,
    live: Live,
    guard: Guard,
    secret: Secret,
    block: Block,
    limits: Limits,
    workers: Workers,
    connections: Arc<Connections>,
    /// Places for streams of events.
    clients: Arc<Semaphore>,
    /// True once the server is to end.
    ending: watch::Receiver<bool>,
}

/// Serves until the process is asked to end, and a moment longer for what is being answered. Answers the number of the
/// signal that asked.
///
/// # Errors
/// The system refuses what every server needs.
pub fn serve(listening: Listening, pages: Arc<dyn Pages>, live: &Live, setting: &Setting) -> io::Result<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (end, ending) = watch::channel(false);
    let secret = Secret::new()?;
    let server = Arc::new(Server {
        pages,
        live: live.clone(),
        guard: Guard::new(&setting.names),
        block: Block::new(&secret.token, setting.editor.as_ref()),
        secret,
        limits: setting.limits,
        workers: Workers::new(setting.limits, live.clone()),
        connections: Arc::default(),
        clients: Arc::new(Semaphore::new(setting.limits.clients)),
        ending,
    });
    let ended = runtime.block_on(async {
        let accepting = accept_all(listening, &server)?;
        let signal = asked_to_end().await?;
        drop(accepting);
        // Nobody may be left to be told.
        let _ = end.send(true);
        let _ = timeout(server.limits.grace, server.connections.none_left()).await;
        Ok(signal)
    });
    runtime.shutdown_background();
    ended
}

/// Ends with Ctrl-C or a polite request to stop; answers the number of the signal.
async fn asked_to_end() -> io::Result<u8> {
    let (interrupt, terminate) = (SignalKind::interrupt(), SignalKind::terminate());
    let (mut interrupted, mut terminated) = (signal(interrupt)?, signal(terminate)?);
    let asked = tokio::select! {
        _ = interrupted.recv() => interrupt,
        _ = terminated.recv() => terminate,
    };
    Ok(u8::try_from(asked.as_raw_value()).unwrap_or_default())
}

fn accept_all(listening: Listening, server: &Arc<Server>) -> io::Result<JoinSet<()>> {
    let mut accepting = JoinSet::new();
    for listener in listening.listeners {
        let listener = TcpListener::from_std(listener)?;
        accepting.spawn(accept(listener, Arc::clone(server)));
    }
    Ok(accepting)
}

/// Accepts connections as long as this future lives. Where there is no room for one more, the one that has waited
/// longest for a request makes room; if all are busy, newcomers wait.
async fn accept(listener: TcpListener, server: Arc<Server>) {
    let all = &server.connections;
    loop {
        while all.open() >= server.limits.connections {
            if all.shed() {
                // It is closed by a task of its own.
                yield_now().await;
            } else {
                sleep(PAUSE).await;
            }
        }
        match listener.accept().await {
            Ok((stream, _)) => {
                let connection = Connection::open(all);
                tokio::spawn(attend(stream, connection, Arc::clone(&server)));
            }
            Err(error) if is_of_one_connection(&error) => {}
            // The system has no more open files for us, most likely.
            Err(_) => {
                all.shed();
                sleep(PAUSE).await;
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}

/// Answers the requests of one connection, one after the other, until it is closed from here or there.
async fn attend(stream: TcpStream, connection: Arc<Connection>, server: Arc<Server>) {
    let local = stream
        .local_addr()
        .map_or(Ipv4Addr::UNSPECIFIED.into(), |local| local.ip());
    // Answers are written whole, so nothing is gained by waiting for more.
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Patient::new(stream, server.limits.stall));
    let mut ending = server.ending.clone();
    let head = server.limits.head;
    let service = service_fn(|request| handle(Arc::clone(&server), Arc::clone(&connection), local, request));
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(HEAD_BUFFER)
        .max_headers(MOST_HEADERS)
        .serve_connection(io, service);
    let mut serving = pin!(serving);
    // What goes wrong with one connection is its client's matter and logged by nobody.
    tokio::select! {
        _ = serving.as_mut() => return,
        () = connection.shed() => if !connection.is_busy() {
            return;
        },
        () = is_true(&mut ending) => {}
    }
    serving.as_mut().graceful_shutdown();
    let _ = serving.await;
}

/// Answers a request without reading its body; a connection that has one is closed after the answer.
async fn handle(
    server: Arc<Server>,
    connection: Arc<Connection>,
    local: IpAddr,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let busy = connection.busy();
    let (head, body) = request.into_parts();
    let mut response = answer::answer(&server, local, &head).await;
    if !body.is_end_stream() {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response.body_mut().hold(busy);
    Ok(response)
}

/// Waits until it is.
async fn is_true(told: &mut watch::Receiver<bool>) {
    // Where nobody is left to tell, the server has ended.
    drop(told.wait_for(|told| *told).await);
}

impl Server {
    /// Asks for something of the pages, on a thread of its own: whatever they are asked may take long. `name` tells what it is.
    async fn ask<T: Send + 'static>(
        &self,
        name: &str,
        ask: impl FnOnce(&dyn Pages) -> T + Send + 'static,
    ) -> Result<T, Failed> {
        let pages = Arc::clone(&self.pages);
        self.workers.run(name, move || ask(&*pages)).await
    }
}
