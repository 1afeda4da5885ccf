//! One request, one answer.

use std::net::IpAddr;
use std::sync::Arc;

use hyper::body::Bytes;
use hyper::header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, ETAG};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};

use super::Server;
use super::address::{Found, find};
use super::assets::{ROOM, asset, page};
use super::body::Body;
use super::condition::{Wanted, wanted};
use super::media::media_type;
use super::notice::{self, LARGEST_HEAD, LONGEST_ADDRESS};
use super::pages::{File, Pages};
use super::reply::{finish, reply, set};
use super::workers::Failed;
use super::{events, guard};
use crate::base::{Digest, Digester};
use crate::model::{Route, decode, decode_as_typed};

/// Answers a request that arrived at the address `local`.
pub async fn answer(server: &Arc<Server>, local: IpAddr, request: &Parts) -> Response<Body> {
    let response = match refusal(server, local, request) {
        Some(refusal) => refusal,
        None => respond(server, request).await,
    };
    finish(response, &request.method)
}

/// What is said to a request that is not even looked at.
fn refusal(server: &Server, local: IpAddr, request: &Parts) -> Option<Response<Body>> {
    if let Err(why) = server.guard.admit(request, local) {
        return Some(notice::stranger(why));
    }
    let address = request.uri.path().len() + request.uri.query().map_or(0, str::len);
    if address > LONGEST_ADDRESS {
        return Some(notice::long_address());
    }
    let headers = request.headers.iter();
    let head: usize = headers.map(|(name, value)| name.as_str().len() + value.len()).sum();
    if head > LARGEST_HEAD {
        return Some(notice::large_head());
    }
    let reads = matches!(request.method, Method::GET | Method::HEAD);
    (!reads).then(notice::method)
}

async fn respond(server: &Arc<Server>, request: &Parts) -> Response<Body> {
    let path = request.uri.path();
    if let Some(name) = decode_as_typed(path).strip_prefix(ROOM) {
        return own(server, request, name).await;
    }
    let asked = path.to_owned();
    match server.ask(&decode(path), move |pages| at(pages, &asked)).await {
        Ok(At::File(name, file)) => shown(server, request, &name, file),
        Ok(At::Nothing(Some((name, file)))) => {
            let (body, _) = sent(server, &name, file, false);
            let mut response = reply(StatusCode::NOT_FOUND, media_type(&name), body);
            set(&mut response, CACHE_CONTROL, "no-store");
            response
        }
        Ok(At::Nothing(None)) => notice::nothing(),
        Ok(At::Moved(to)) => notice::moved(&to, request.uri.query()),
        Ok(At::Malformed) => notice::malformed(),
        Ok(At::NoSite) => notice::no_site(&server.block.html(None, None, true)),
        Err(failed) => unmade(server, &Route::new(&decode(path)).file(), failed),
    }
}

/// What an address is answered with.
enum At {
    /// A file, and what it is called.
    File(String, File),
    /// The page that says that there is nothing, if there is one.
    Nothing(Option<(String, File)>),
    Moved(String),
    Malformed,
    NoSite,
}

/// Makes what the path of an address is answered with.
fn at(pages: &dyn Pages, path: &str) -> At {
    if pages.is_empty() {
        return At::NoSite;
    }
    let made = |name: String| pages.file(&name).map(|file| (name, file));
    match find(pages, path) {
        Found::File(name) => made(name).map_or(At::Nothing(None), |(name, file)| At::File(name, file)),
        Found::Nothing(page) => At::Nothing(page.and_then(made)),
        Found::Moved(to) => At::Moved(to),
        Found::Malformed => At::Malformed,
    }
}

/// What is the server's own.
async fn own(server: &Arc<Server>, request: &Parts, name: &str) -> Response<Body> {
    if matches!(name, "events" | "site.json" | "pair.json") && !guard::is_own_script(&request.headers) {
        return notice::stranger(guard::Stranger::Origin);
    }
    match name {
        "events" => return events::open(server, request),
        "site.json" | "pair.json" => return told(server, request, name).await,
        _ => {}
    }
    if let Some(page) = page(name) {
        // What a tool is to show stands in its address.
        if !guard::is_from_here(&request.headers) {
            return notice::stranger(guard::Stranger::Origin);
        }
        let block = server.block.html(None, None, page.ends_with('\n'));
        let digest = Digester::new("tool").text(page).text(&block).finish();
        let body = Body::new([Bytes::from_static(page.as_bytes()), Bytes::from(block)]);
        return conditional(request, media_type("page.html"), body, digest);
    }
    let Some(text) = asset(name) else {
        return notice::nothing();
    };
    let body = Body::new([Bytes::from_static(text.as_bytes())]);
    conditional(request, media_type(name), body, Digest::of(text.as_bytes()))
}

/// What the tools ask of the site.
async fn told(server: &Arc<Server>, request: &Parts, name: &str) -> Response<Body> {
    let query = request.uri.query().unwrap_or_default().to_owned();
    if !server.secret.is_token(&asked_for(&query, "token").unwrap_or_default()) {
        return notice::token();
    }
    let is_pair = name == "pair.json";
    let make = move |pages: &dyn Pages| {
        if !is_pair {
            return Some(pages.overview());
        }
        let Found::File(file) = find(pages, &asked_for(&query, "page")?) else {
            return None;
        };
        pages.pair(&file, asked_for(&query, "with").as_deref())
    };
    match server.ask(name, make).await {
        Ok(Some(json)) => {
            let mut response = reply(StatusCode::OK, media_type("x.json"), Body::new([Bytes::from(json)]));
            set(&mut response, CACHE_CONTROL, "no-store");
            response
        }
        Ok(None) => notice::nothing(),
        Err(failed) => notice::text_of(failed),
    }
}

/// A value of a query.
fn asked_for(query: &str, wanted: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let mut values = pairs.filter(|(name, _)| *name == wanted);
    values.next().map(|(_, value)| decode_as_typed(value))
}

fn shown(server: &Server, request: &Parts, name: &str, file: File) -> Response<Body> {
    let (body, digest) = sent(server, name, file, true);
    conditional(request, media_type(name), body, digest)
}

/// The bytes of a file as they are sent, and their digest. A page gets a block appended; `is_asked_for` says whether it
/// is the page of this address.
fn sent(server: &Server, name: &str, file: File, is_asked_for: bool) -> (Body, Digest) {
    let ends_line = file.bytes.last() == Some(&b'\n');
    let bytes = Bytes::from_owner(file.bytes);
    if !media_type(name).starts_with("text/html") {
        return (Body::new([bytes]), file.digest);
    }
    let page = Some(file.digest).filter(|_| is_asked_for);
    let block = server.block.html(page, file.held, ends_line);
    let digest = Digester::new("sent").digest(file.digest).text(&block).finish();
    (Body::new([bytes, Bytes::from(block)]), digest)
}

/// Answers with a body, or with as much of it as the request's conditions leave.
fn conditional(request: &Parts, media: &'static str, body: Body, digest: Digest) -> Response<Body> {
    let tag = format!("\"{digest}\"");
    let length = body.length().unwrap_or_default();
    let mut response = match wanted(&request.method, &request.headers, &tag, length) {
        Wanted::Whole => reply(StatusCode::OK, media, body),
        Wanted::Part(range) => {
            let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let mut response = reply(StatusCode::PARTIAL_CONTENT, media, body.part(range));
            set(&mut response, CONTENT_RANGE, &place);
            response
        }
        Wanted::NotModified => bare(StatusCode::NOT_MODIFIED),
        Wanted::Failed => bare(StatusCode::PRECONDITION_FAILED),
        Wanted::Unsatisfiable => {
            let mut response = bare(StatusCode::RANGE_NOT_SATISFIABLE);
            set(&mut response, CONTENT_RANGE, &format!("bytes */{length}"));
            response
        }
    };
    set(&mut response, ETAG, &tag);
    set(&mut response, ACCEPT_RANGES, "bytes");
    set(&mut response, CACHE_CONTROL, "no-cache");
    response
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Stands for a file that could not be made; in the place of a page it makes room for that once it can be made.
fn unmade(server: &Server, name: &str, failed: Failed) -> Response<Body> {
    if media_type(name).starts_with("text/html") {
        notice::page_of(failed, &server.block.html(None, None, true))
    } else {
        notice::text_of(failed)
    }
}
