//! The stream of events by which a browser learns that what it shows has changed.
//!
//! Each stream compares for itself: it knows what its client was told of every file, and tells what differs now. So a
//! client that comes back with what it had is told nothing if nothing changed, and everything if something did.

use std::collections::HashMap;
use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::CACHE_CONTROL;
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};
use serde_json::{Map, Value, json};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc::{self, Sender};
use tokio::time::{MissedTickBehavior, interval};

use super::address::{Found, find};
use super::body::Body;
use super::notice;
use super::reply::{reply, set};
use super::{Server, is_true};
use crate::base::Digest;
use crate::model::decode_as_typed;

/// Files that one client may follow; more are not followed.
const MOST_WATCHED: usize = 256;
/// Events that may wait for a client to take them; one that lets more wait is dropped.
const MOST_WAITING: usize = 64;

/// One file that a client follows.
struct Watched {
    /// Its address, as the client spells it.
    path: String,
    /// What the client has or was told last; nothing where it knows of no file.
    told: Option<Digest>,
    /// Whether the client leaves it to the server what it has.
    is_open: bool,
}

/// What is there now, by the place of a [`Watched`]; what cannot be told is not in it.
type Now = HashMap<usize, Option<Digest>>;

/// Opens a stream for whoever knows the secret of this run.
pub fn open(server: &Arc<Server>, request: &Parts) -> Response<Body> {
    let (token, watched) = asked(request.uri.query().unwrap_or_default());
    if !server.secret.is_token(&token) {
        return notice::token();
    }
    let Ok(place) = Arc::clone(&server.clients).try_acquire_owned() else {
        return notice::crowded();
    };
    let (events, waiting) = mpsc::channel(MOST_WAITING);
    if request.method == Method::GET {
        let server = Arc::clone(server);
        tokio::spawn(async move {
            // It ends with the client.
            let _ = follow(&server, watched, &events).await;
            drop(place);
        });
    }
    let mut response = reply(
        StatusCode::OK,
        "text/event-stream; charset=utf-8",
        Body::events(waiting),
    );
    set(&mut response, CACHE_CONTROL, "no-store");
    response
}

/// Reads a query: the token, and each `path` with the `digest` behind it.
fn asked(query: &str) -> (String, Vec<Watched>) {
    let mut token = String::new();
    let mut watched: Vec<Watched> = Vec::new();
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decode_as_typed(&value.replace('+', " "));
        match name {
            "token" => token = value,
            "path" if watched.len() < MOST_WATCHED => watched.push(Watched {
                path: value,
                told: None,
                is_open: true,
            }),
            "digest" => {
                if let Some(last) = watched.last_mut().filter(|last| last.is_open) {
                    last.told = Digest::from_hex(&value);
                    last.is_open = false;
                }
            }
            _ => {}
        }
    }
    (token, watched)
}

/// The client is gone, or takes nothing.
struct Gone;

/// Tells a client what happens, until it is gone or the server ends.
async fn follow(server: &Arc<Server>, mut watched: Vec<Watched>, events: &Sender<Bytes>) -> Result<(), Gone> {
    // Whatever happens from here on is told, at worst twice.
    let (mut changes, mut saved) = server.live.listen();
    let mut ending = server.ending.clone();
    let now = look(server, &watched).await;
    let digests: Map<String, Value> = now
        .iter()
        .filter_map(|(&at, digest)| Some((watched.get(at)?.path.clone(), hex(*digest))))
        .collect();
    send(
        events,
        "hello",
        &json!({"run": server.secret.run, "digests": digests}).to_string(),
    )?;
    for (at, file) in watched.iter_mut().enumerate().filter(|(_, file)| file.is_open) {
        file.told = now.get(&at).copied().flatten();
    }
    let mut problems = tell_problems(server, None, events)?;
    tell(&mut watched, &now, events)?;
    let mut beat = interval(server.limits.beat);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = events.closed() => return Err(Gone),
            () = is_true(&mut ending) => return Ok(()),
            changed = changes.changed() => {
                changed.map_err(|_| Gone)?;
                // The problems may be why a page takes long.
                problems = tell_problems(server, problems, events)?;
                // Whoever follows no file, as the desk does, is told of every change.
                if watched.is_empty() {
                    send(events, "changed", "[]")?;
                }
                let now = look(server, &watched).await;
                tell(&mut watched, &now, events)?;
            }
            page = saved.recv() => match page {
                Ok(page) => send(events, "saved", &json!({"path": &*page}).to_string())?,
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return Err(Gone),
            },
            _ = beat.tick() => offer(events, Bytes::from_static(b":\n\n"))?,
        }
    }
}

/// Looks at every file that is followed.
async fn look(server: &Arc<Server>, watched: &[Watched]) -> Now {
    let mut now = Now::new();
    for (at, file) in watched.iter().enumerate() {
        let path = file.path.clone();
        let digest = server.ask(&file.path, move |pages| match find(pages, &path) {
            Found::File(name) => pages.file(&name).map(|file| file.digest),
            _ => None,
        });
        // A page that is late or broken now is looked at again after the next change.
        if let Ok(digest) = digest.await {
            now.insert(at, digest);
        }
    }
    now
}

/// Tells which files are not as the client was told.
fn tell(watched: &mut [Watched], now: &Now, events: &Sender<Bytes>) -> Result<(), Gone> {
    let mut changed = Vec::new();
    for (at, file) in watched.iter_mut().enumerate() {
        match now.get(&at) {
            Some(digest) if *digest != file.told => {
                file.told = *digest;
                changed.push(json!({"path": file.path, "digest": hex(*digest)}));
            }
            _ => {}
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    send(events, "changed", &Value::from(changed).to_string())
}

/// Tells all problems if they are others than `told`; answers what the client knows now.
fn tell_problems(server: &Server, told: Option<Arc<str>>, events: &Sender<Bytes>) -> Result<Option<Arc<str>>, Gone> {
    let problems = server.pages.problems();
    if told.as_ref() != Some(&problems) {
        send(events, "problems", &problems)?;
    }
    Ok(Some(problems))
}

fn hex(digest: Option<Digest>) -> Value {
    digest.map_or(Value::Null, |digest| Value::from(digest.to_string()))
}

/// Sends an event, or finds that the client takes nothing.
fn send(events: &Sender<Bytes>, name: &str, data: &str) -> Result<(), Gone> {
    let mut event = format!("event: {name}\n");
    for line in data.lines() {
        event.push_str(&format!("data: {line}\n"));
    }
    event.push('\n');
    offer(events, Bytes::from(event))
}

fn offer(events: &Sender<Bytes>, bytes: Bytes) -> Result<(), Gone> {
    events.try_send(bytes).map_err(|_| Gone)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn queries() {
        let digest = Digest::of(b"x");
        let query =
            format!("token=T&path=%2Far%2F%25D9%2585%2F&digest={digest}&path=%2Fa+b.css&path=/c&digest=none&x=y");
        let (token, watched) = asked(&query);
        let watched: Vec<_> = watched
            .iter()
            .map(|file| (&*file.path, file.told, file.is_open))
            .collect();
        assert_eq!(token, "T");
        assert_eq!(
            watched,
            [
                ("/ar/%D9%85/", Some(digest), false),
                ("/a b.css", None, true),
                ("/c", None, false)
            ]
        );
        let many = "path=/a&".repeat(MOST_WATCHED + 1);
        assert_eq!(asked(&many).1.len(), MOST_WATCHED);
        assert!(asked("digest=none").1.is_empty());
    }

    #[test]
    fn a_client_that_takes_nothing_is_dropped() {
        let (events, waiting) = mpsc::channel(MOST_WAITING);
        let sent = (0..).take_while(|_| send(&events, "saved", "{}").is_ok()).count();
        assert_eq!(sent, MOST_WAITING);
        drop(waiting);
    }

    #[test]
    fn data_of_several_lines_is_one_event() {
        let (events, mut waiting) = mpsc::channel(MOST_WAITING);
        assert!(send(&events, "problems", "{\n}").is_ok());
        let event = waiting.try_recv().unwrap();
        assert_eq!(event, "event: problems\ndata: {\ndata: }\n\n");
    }
}
