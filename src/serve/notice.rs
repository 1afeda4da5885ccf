//! What the server itself says, in both languages.

use hyper::Response;
use hyper::StatusCode;
use hyper::header::{ALLOW, CACHE_CONTROL, CONNECTION, LOCATION};

use super::body::Body;
use super::guard::Stranger;
use super::reply::{reply, set};
use super::workers::Failed;

const TEXT: &str = "text/plain; charset=utf-8";

/// Longest path and query of an address, in bytes.
pub const LONGEST_ADDRESS: usize = 60 << 10;
/// Largest names and values of all headers together, in bytes.
pub const LARGEST_HEAD: usize = 64 << 10;

/// Nothing is at this address, and the site has no page to say so.
pub fn nothing() -> Response<Body> {
    text(
        StatusCode::NOT_FOUND,
        "there is no such page\nلا توجد صفحة بهذا العنوان\n",
    )
}

/// The address cannot be read.
pub fn malformed() -> Response<Body> {
    closing(text(
        StatusCode::BAD_REQUEST,
        "the address is not valid\nالعنوان غير صالح\n",
    ))
}

/// The address is too long.
pub fn long_address() -> Response<Body> {
    closing(text(
        StatusCode::URI_TOO_LONG,
        "the address is too long\nالعنوان أطول مما يُقبل\n",
    ))
}

/// There is too much beside the address.
pub fn large_head() -> Response<Body> {
    closing(text(
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
        "the headers of the request are too large\nترويسات الطلب أكبر مما يُقبل\n",
    ))
}

/// Only reading is possible.
pub fn method() -> Response<Body> {
    let mut response = text(
        StatusCode::METHOD_NOT_ALLOWED,
        "only GET and HEAD\nلا يُقبل إلا GET وHEAD\n",
    );
    set(&mut response, ALLOW, "GET, HEAD");
    response
}

/// Somebody is not answered.
pub fn stranger(why: Stranger) -> Response<Body> {
    let words = match why {
        Stranger::Host => {
            "this server answers to its own address only; `--host NAME` allows another name\n\
             لا يجيب هذا الخادم إلا إذا خوطب بعنوانه، ويُسمح باسم آخر بالخيار `--host`\n"
        }
        Stranger::Origin => {
            "this server does not answer pages of other sites\n\
             لا يجيب هذا الخادم صفحات المواقع الأخرى\n"
        }
    };
    text(StatusCode::FORBIDDEN, words)
}

/// The client does not know the secret of this run.
pub fn token() -> Response<Body> {
    text(
        StatusCode::FORBIDDEN,
        "the token is not of this run: load the page again\nالرمز ليس لهذا التشغيل: أعد تحميل الصفحة\n",
    )
}

/// Why a file could not be made, in the place of a page.
pub fn page_of(failed: Failed, block: &str) -> Response<Body> {
    let (status, arabic, english) = words_of(failed);
    page(
        status,
        "Not made",
        [["لم تُصنع الصفحة", arabic], ["Not made", english]],
        block,
    )
}

/// Why a file could not be made.
pub fn text_of(failed: Failed) -> Response<Body> {
    let (status, arabic, english) = words_of(failed);
    text(status, &format!("{english}\n{arabic}\n"))
}

fn words_of(failed: Failed) -> (StatusCode, &'static str, &'static str) {
    match failed {
        Failed::Late => (
            StatusCode::SERVICE_UNAVAILABLE,
            "طال صنع هذه الصفحة: ابحث في قالبها عن حلقة لا تنتهي.",
            "Making this page takes too long: look at its template for a loop that does not end.",
        ),
        Failed::Full => (
            StatusCode::SERVICE_UNAVAILABLE,
            "شغلت الخادمَ صفحات لا ينتهي صنعها: أصلح قوالبها ثم شغّله من جديد.",
            "Pages that are never done occupy the server: mend their templates and start it again.",
        ),
        Failed::Broken => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "تعذر صنع هذه الصفحة: هذا عيب في البرنامج نفسه.",
            "This page could not be made: this is a bug in Maqal.",
        ),
    }
}

/// Too many browsers listen.
pub fn crowded() -> Response<Body> {
    text(
        StatusCode::SERVICE_UNAVAILABLE,
        "too many pages are open: close some\nالصفحات المفتوحة أكثر مما يُحتمل: أغلق بعضها\n",
    )
}

/// The same is at another address of this host. The answer is not kept: another site may be served here next.
pub fn moved(path: &str, query: Option<&str>) -> Response<Body> {
    let mut response = reply(StatusCode::MOVED_PERMANENTLY, TEXT, Body::empty());
    let query = query.map(|query| format!("?{}", ascii(query))).unwrap_or_default();
    set(&mut response, LOCATION, &format!("{path}{query}"));
    set(&mut response, CACHE_CONTROL, "no-cache");
    response
}

/// A page in the place of a site that has never been whole.
pub fn no_site(block: &str) -> Response<Body> {
    let words = [
        [
            "لا شيء يُعرض بعد",
            "في الموقع أخطاء. فإذا صُحّحت ظهرت الصفحة هنا من تلقاء نفسها.",
        ],
        [
            "Nothing to show yet",
            "The site has errors. Once they are mended, the page appears here by itself.",
        ],
    ];
    page(StatusCode::SERVICE_UNAVAILABLE, "Nothing to show yet", words, block)
}

/// A page of the server's own: a heading and a paragraph in Arabic, and the same in English.
fn page(status: StatusCode, title: &str, words: [[&str; 2]; 2], block: &str) -> Response<Body> {
    let [[arabic_heading, arabic], [english_heading, english]] = words;
    let page = format!(
        r#"<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<link rel="stylesheet" href="/_/live.css">
</head>
<body>
<main>
<section lang="ar" dir="rtl">
<h1>{arabic_heading}</h1>
<p>{arabic}</p>
</section>
<section lang="en" dir="ltr">
<h1>{english_heading}</h1>
<p>{english}</p>
</section>
</main>
</body>
</html>
{block}"#
    );
    let mut response = reply(status, "text/html; charset=utf-8", Body::from(page));
    set(&mut response, CACHE_CONTROL, "no-store");
    response
}

fn text(status: StatusCode, words: &str) -> Response<Body> {
    let mut response = reply(status, TEXT, Body::from(words.to_owned()));
    set(&mut response, CACHE_CONTROL, "no-store");
    response
}

fn closing(mut response: Response<Body>) -> Response<Body> {
    set(&mut response, CONNECTION, "close");
    response
}

/// A query in ASCII: what browsers send as it was typed is percent-encoded.
fn ascii(query: &str) -> String {
    let mut ascii = String::with_capacity(query.len());
    for byte in query.bytes() {
        if byte.is_ascii_graphic() {
            ascii.push(char::from(byte));
        } else {
            ascii.push_str(&format!("%{byte:02X}"));
        }
    }
    ascii
}
