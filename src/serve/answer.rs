//! One request, one answer.

use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;

use super::Served;
use super::media::media_type;
use crate::model::{Route, decode, decode_as_typed, encode};
use crate::write::{Manifest, previous};

/// Answers one request; whatever it asks for, nothing outside the published files is read.
pub fn answer(served: &Served, method: &Method, uri: &Uri, headers: &HeaderMap) -> Response {
    if !is_local(headers, uri) {
        return plain(StatusCode::FORBIDDEN, "this server answers to its own address only\n");
    }
    if method != Method::GET && method != Method::HEAD {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
        response
            .headers_mut()
            .insert(ALLOW, axum::http::HeaderValue::from_static("GET, HEAD"));
        return response;
    }
    let decoded = decode(uri.path());
    if decoded.contains("//") {
        return not_found();
    }
    if decoded.contains('\u{FFFD}') || decoded.contains('\0') {
        return plain(StatusCode::BAD_REQUEST, "the address is not valid UTF-8\n");
    }
    let base = decode(&served.base);
    let Some(below) = decoded.strip_prefix(&base) else {
        let above = decoded == "/" || format!("{decoded}/") == base;
        return if above {
            redirect(&served.base, uri)
        } else {
            not_found()
        };
    };
    let published = match previous(served.disk.as_ref(), &served.out) {
        Ok(Some(manifest)) => manifest,
        Ok(None) => return not_found(),
        Err(error) => return plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error}\n")),
    };
    let route = Route::new(&format!("/{below}"));
    if !published.contains(&route.file()) {
        let folder = Route::new(&format!("{route}/"));
        let moved = published.contains(&folder.file());
        return if moved {
            redirect(&folder.href(&served.base), uri)
        } else {
            nearest_not_found(served, &published, route.as_str(), method)
        };
    }
    // The canonical spelling of an address is NFC.
    if decode(uri.path()) != decode_as_typed(uri.path()) {
        return redirect(&format!("{}{}", served.base, encode(below)), uri);
    }
    match served.disk.read(&served.out.join(route.file())) {
        Ok(bytes) => file(StatusCode::OK, &route.file(), bytes, method == Method::HEAD),
        Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error}\n")),
    }
}

/// Whether the request names this machine: a page elsewhere that points its own name here does not (DNS rebinding).
fn is_local(headers: &HeaderMap, uri: &Uri) -> bool {
    let named = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .or_else(|| uri.authority().map(|named| named.as_str()));
    let Some(named) = named else { return false };
    let host = match named.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => named,
    };
    matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost")
}

fn file(status: StatusCode, name: &str, bytes: Vec<u8>, head: bool) -> Response {
    let builder = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, media_type(name))
        .header("content-length", bytes.len())
        .header(CACHE_CONTROL, "no-cache")
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff");
    builder
        .body(if head { Body::empty() } else { Body::from(bytes) })
        .unwrap_or_default()
}

/// A redirect on the same host that keeps the query and is not remembered: another site may be served here next.
fn redirect(path: &str, uri: &Uri) -> Response {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let builder = Response::builder()
        .status(StatusCode::MOVED_PERMANENTLY)
        .header(LOCATION, format!("{path}{query}"))
        .header(CACHE_CONTROL, "no-cache");
    builder.body(Body::empty()).unwrap_or_default()
}

/// The site's own page for what is not there, of the innermost folder that has one, as hosts choose it.
fn nearest_not_found(served: &Served, published: &Manifest, route: &str, method: &Method) -> Response {
    let folders = route.rmatch_indices('/').filter_map(|(end, _)| route.get(..end));
    let pages = folders.map(|folder| format!("{folder}/404.html").trim_start_matches('/').to_owned());
    let found = pages.into_iter().find(|page| published.contains(page));
    match found.map(|page| (served.disk.read(&served.out.join(&page)), page)) {
        Some((Ok(bytes), page)) => file(StatusCode::NOT_FOUND, &page, bytes, method == Method::HEAD),
        _ => not_found(),
    }
}

fn not_found() -> Response {
    plain(
        StatusCode::NOT_FOUND,
        "there is no such page\nلا توجد صفحة بهذا العنوان\n",
    )
}

fn plain(status: StatusCode, text: &str) -> Response {
    let builder = Response::builder()
        .status(status)
        .header(CONTENT_TYPE, "text/plain; charset=utf-8");
    builder
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        .body(Body::from(text.to_owned()))
        .unwrap_or_default()
}
