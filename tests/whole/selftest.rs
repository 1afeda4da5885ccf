//! Every check can fail: a small site that is right, and one thing wrong with it at a time.

use crate::folder::Files;
use crate::site::Site;
use crate::wrong::ALL;
use crate::{build, checks, words};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

fn page(lang: &str, path: &str, others: &[(&str, &str)], body: &str) -> String {
    let dir = if lang == "ar" { "rtl" } else { "ltr" };
    let mut alternates = String::new();
    for (tag, other) in others {
        alternates += &format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://x.org/b/{other}\">\n");
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\" dir=\"{dir}\">\n<head><title>{path}</title>\n<meta name=\"generator\" content=\"Maqal\">\n\
         <link rel=\"canonical\" href=\"https://x.org/b/{path}\">\n{alternates}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

/// A page in each of two languages with their homes, a redirect, two feeds and a sitemap.
fn right() -> Files {
    let homes = [("ar", "ar/"), ("en", "en/"), ("x-default", "")];
    let articles = [("ar", "ar/a/"), ("en", "en/a/"), ("x-default", "ar/a/")];
    let mut files = Files::new();
    let mut add = |path: &str, text: String| drop(files.insert(path.to_owned(), text.into_bytes()));
    let front = "<p><a href=\"/b/ar/\">ع</a> <a href=\"/b/en/\">E</a> <img src=\"map.svg\" srcset=\"map.svg 1x, /b/map.svg 2x\" alt=\"\"></p>";
    add("index.html", page("ar", "", &homes, front));
    add(
        "ar/index.html",
        page("ar", "ar/", &homes, "<p><a href=\"a/#part\">سلام</a></p><p>الأرشيف</p>"),
    );
    add(
        "en/index.html",
        page(
            "en",
            "en/",
            &homes,
            "<p><a href=\"a/\">Peace</a></p><p lang=\"ar\" title=\"الأرشيف\">الصفحة ٢ من ٣</p>",
        ),
    );
    let body = "<h2 id=\"part\">x</h2><a rel=\"alternate\" hreflang=\"en\" href=\"/b/en/a/\">Peace</a>\
                <script type=\"application/ld+json\">{\"@type\":\"BlogPosting\",\"url\":\"https://x.org/b/ar/a/\"}</script>";
    add("ar/a/index.html", page("ar", "ar/a/", &articles, body));
    add(
        "en/a/index.html",
        page("en", "en/a/", &articles, "<h2 id=\"part\">x</h2>"),
    );
    let redirect =
        "<meta name=\"robots\" content=\"noindex\"><meta http-equiv=\"refresh\" content=\"0; url=/b/ar/a/\">";
    add(
        "old/index.html",
        page("ar", "ar/a/", &[], "").replace("</head>", &format!("{redirect}</head>")),
    );
    add("map.svg", SVG.to_owned());
    add(
        "robots.txt",
        "User-agent: *\nSitemap: https://x.org/b/sitemap.xml\n".to_owned(),
    );
    let mut sitemap = String::from(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for (path, others) in [
        ("", homes),
        ("ar/", homes),
        ("en/", homes),
        ("ar/a/", articles),
        ("en/a/", articles),
    ] {
        sitemap += &format!("<url><loc>https://x.org/b/{path}</loc><lastmod>2025-03-04</lastmod>");
        for (tag, other) in others {
            sitemap += &format!("<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"https://x.org/b/{other}\"/>");
        }
        sitemap += "</url>\n";
    }
    add("sitemap.xml", sitemap + "</urlset>\n");
    add(
        "feed.xml",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"ar\"><title>T</title><id>urn:x</id><updated>2025-03-04T00:00:00Z</updated>\
         <link rel=\"self\" href=\"https://x.org/b/feed.xml\"/><author><name>N</name></author>\
         <entry xml:lang=\"ar\"><title>S</title><id>urn:y</id><updated>2025-03-04T00:00:00Z</updated>\
         <link rel=\"alternate\" hreflang=\"ar\" href=\"https://x.org/b/ar/a/\"/><link rel=\"related\" hreflang=\"en\" href=\"https://x.org/b/en/a/\"/>\
         <content type=\"html\">&lt;p&gt;&lt;a href=\"https://x.org/b/ar/\"&gt;ع&lt;/a&gt;</content></entry></feed>"
            .to_owned(),
    );
    add(
        "feed.json",
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"language\":\"ar\",\"home_page_url\":\"https://x.org/b/ar/\",\
         \"feed_url\":\"https://x.org/b/feed.json\",\"items\":[{\"id\":\"urn:y\",\"url\":\"https://x.org/b/ar/a/\",\"language\":\"ar\",\
         \"content_html\":\"<p>\",\"date_published\":\"2025-03-04T00:00:00Z\",\"tags\":[\"t\"]}]}"
            .to_owned(),
    );
    files
}

fn problems(files: Files) -> Vec<String> {
    checks::all(&Site::new(files).unwrap(), &words())
}

#[test]
fn what_is_right_is_right() {
    assert_eq!(problems(right()), [""; 0]);
}

#[test]
fn what_is_wrong_is_found() {
    for (path, old, new, expected) in ALL.concat() {
        let mut files = right();
        let text = String::from_utf8(files[path].clone()).unwrap();
        assert!(text.contains(old), "{path} lacks {old}");
        files.insert(path.to_owned(), text.replacen(old, new, 1).into_bytes());
        let found = problems(files);
        assert!(
            found.iter().any(|problem| problem.contains(expected)),
            "{path}: {new} instead of {old}: {expected} is not among {found:#?}"
        );
    }
}

#[test]
fn files_that_nothing_counts_are_found() {
    let mut report = maqal::pipeline::Report::default();
    report.counts.written = 1;
    report.rendered = vec!["/a/".to_owned(), "/a/".to_owned()];
    let found = build::counted(&report, &Files::new());
    assert_eq!(
        found,
        ["the report counts 1 files, the folder holds 0", "/a/ was made twice"]
    );
}

#[test]
fn a_site_without_an_address_cannot_be_checked() {
    let mut files = right();
    files.remove("index.html");
    assert!(Site::new(files).is_err());
}
