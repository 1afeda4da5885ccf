//! One thing wrong at a time, and what must be said of it.

/// A file, what stands in it, what stands there instead, and a problem that must be found.
pub type Wrong = (&'static str, &'static str, &'static str, &'static str);

/// All of them, check by check.
pub const ALL: &[&[Wrong]] = &[LANGUAGES, LINKS, REACH, WORDS, FEEDS, NAMES];

const LANGUAGES: &[Wrong] = &[
    (
        "ar/a/index.html",
        "hreflang=\"en\" href=\"/b/en/a/\"",
        "hreflang=\"he\" href=\"/b/en/a/\"",
        "ar/a/index.html: en/a/index.html is called `he`",
    ),
    (
        "en/a/index.html",
        "hreflang=\"ar\"",
        "hreflang=\"fa\"",
        "en/a/index.html: ar/a/index.html is called `fa`",
    ),
    (
        "en/a/index.html",
        "hreflang=\"ar\"",
        "hreflang=\"fa\"",
        "ar/a/index.html: `hreflang` of en/a/index.html is another set",
    ),
    (
        "ar/a/index.html",
        "hreflang=\"x-default\"",
        "hreflang=\"EN\"",
        "ar/a/index.html: a value of `hreflang` stands twice",
    ),
    (
        "ar/a/index.html",
        "hreflang=\"x-default\"",
        "hreflang=\"ar-SA\"",
        "ar/a/index.html: `hreflang` lacks `x-default`",
    ),
    (
        "en/a/index.html",
        "canonical\" href=\"https://x.org/b/en/a/",
        "canonical\" href=\"https://x.org/b/ar/a/",
        "en/a/index.html: `canonical` is",
    ),
    (
        "en/a/index.html",
        "canonical\" href=\"https://x.org/b/en/a/",
        "canonical\" href=\"https://x.org/b/en/%61/",
        "en/a/index.html: `hreflang` lacks the page itself",
    ),
    (
        "en/a/index.html",
        "canonical\" href=\"https://x.org/b/en/a/",
        "canonical\" href=\"https://x.org/b/en/%61/",
        "the sitemap lacks https://x.org/b/en/%61/",
    ),
    (
        "ar/a/index.html",
        "hreflang=\"en\" href=\"https://x.org/b/en/a/",
        "hreflang=\"en\" href=\"https://x.org/b/en/",
        "ar/a/index.html: `hreflang` lacks en/a/index.html, to which",
    ),
    (
        "ar/a/index.html",
        "hreflang=\"en\" href=\"https://x.org/b/en/a/",
        "hreflang=\"en\" href=\"https://x.org/b/old/",
        "which no search engine lists",
    ),
    (
        "old/index.html",
        "</head>",
        "<link rel=alternate hreflang=en href=https://x.org/b/en/a/></head>",
        "old/index.html: no search engine lists it, but",
    ),
    (
        "sitemap.xml",
        "/b/en/a/</loc>",
        "/b/old/</loc>",
        "sitemap.xml: https://x.org/b/old/ is no page's",
    ),
    (
        "sitemap.xml",
        "/b/en/a/</loc>",
        "/b/ar/a/</loc>",
        "sitemap.xml: https://x.org/b/ar/a/ stands twice",
    ),
    (
        "sitemap.xml",
        "hreflang=\"x-default\" href=\"https://x.org/b/ar/a/",
        "hreflang=\"x-default\" href=\"https://x.org/b/en/a/",
        "the sitemap has other translations",
    ),
    (
        "en/index.html",
        "</head>",
        "<meta name=robots content=noindex></head>",
        "sitemap.xml: https://x.org/b/en/ is no page's",
    ),
    (
        "feed.xml",
        "href=\"https://x.org/b/en/a/\"",
        "href=\"https://x.org/b/en/\"",
        "a feed has the translations",
    ),
];

const LINKS: &[Wrong] = &[
    (
        "index.html",
        "href=\"/b/ar/\"",
        "href=\"/b/fa/\"",
        "index.html: /b/fa/ leads to fa/index.html, which does not exist",
    ),
    (
        "index.html",
        "href=\"/b/ar/\"",
        "href=\"/ar/\"",
        "index.html: /ar/ leads out of the site",
    ),
    (
        "index.html",
        "href=\"/b/ar/\"",
        "href=\"/b/%FF/\"",
        "index.html: /b/%FF/ is no address",
    ),
    ("index.html", "src=\"map.svg\"", "src=\"m.svg\"", "m.svg leads to m.svg"),
    ("index.html", "/b/map.svg 2x", "/b/m.svg 2x", "/b/m.svg leads to m.svg"),
    (
        "ar/index.html",
        "a/#part",
        "a/#parts",
        "ar/index.html: a/#parts leads to no place in ar/a/index.html",
    ),
    (
        "old/index.html",
        "url=/b/ar/a/",
        "url=/b/ar/b/",
        "old/index.html: /b/ar/b/ leads to",
    ),
    (
        "ar/a/index.html",
        "\"url\":\"https://x.org/b/ar/a/\"",
        "\"url\":\"/b/ar/a/\"",
        "ar/a/index.html: /b/ar/a/ is not absolute",
    ),
    ("ar/a/index.html", "{\"@type\"", "{@type", "ar/a/index.html: JSON-LD"),
    (
        "sitemap.xml",
        "href=\"https://x.org/b/en/a/",
        "href=\"https://x.org/b/en/c/",
        "sitemap.xml: https://x.org/b/en/c/ leads to",
    ),
    (
        "feed.xml",
        "\"alternate\" hreflang=\"ar\" href=\"https://x.org/b/ar/a/\"",
        "\"alternate\" hreflang=\"ar\" href=\"https://x.org/b/c/\"",
        "feed.xml: https://x.org/b/c/ leads to",
    ),
    (
        "feed.xml",
        "a href=\"https://x.org/b/ar/\"",
        "a href=\"https://x.org/b/c/\"",
        "feed.xml: https://x.org/b/c/ leads to",
    ),
    (
        "feed.json",
        "\"url\":\"https://x.org/b/ar/a/\"",
        "\"url\":\"https://x.org/b/c/\"",
        "feed.json: https://x.org/b/c/ leads to",
    ),
    (
        "feed.json",
        "<p>",
        "<p><img src='https://x.org/b/c.png'>",
        "feed.json: https://x.org/b/c.png leads to",
    ),
];

const REACH: &[Wrong] = &[
    (
        "en/index.html",
        "<a href=\"a/\">Peace</a>",
        "",
        "en/a/index.html: no way leads to it from en/index.html",
    ),
    (
        "en/a/index.html",
        "<html lang=\"en\"",
        "<html lang=\"fr\"",
        "en/a/index.html: its language, `fr`, has no home",
    ),
];

const WORDS: &[Wrong] = &[
    (
        "ar/index.html",
        "<p>الأرشيف",
        "<p lang=\"en\">الأرشيف",
        "ar/index.html: [\"الأرشيف\"] stands in `en`",
    ),
    (
        "ar/index.html",
        "<p>الأرشيف",
        "<p><b>Next article:</b>",
        "ar/index.html: [\"Next\", \"article\"] stands in `ar`",
    ),
    (
        "en/index.html",
        "<p lang=\"ar\" title",
        "<p title",
        "en/index.html: [\"الأرشيف\"] stands in `en`",
    ),
    (
        "en/index.html",
        "<p lang=\"ar\" title=\"الأرشيف\"",
        "<p",
        "en/index.html: [\"الصفحة\", \"0\", \"من\", \"0\"] stands in `en`",
    ),
    (
        "feed.xml",
        "ع&lt;/a&gt;",
        "Back to the text",
        "feed.xml: [\"Back\", \"to\", \"the\", \"text\"] stands in `ar`",
    ),
];

const FEEDS: &[Wrong] = &[
    (
        "feed.xml",
        "<id>urn:y</id>",
        "",
        "feed.xml:1: element entry: Relax-NG validity error",
    ),
    (
        "feed.xml",
        "<title>S</title>",
        "<title>S</title><summary>a</summary><summary>b</summary>",
        "validity error",
    ),
    ("feed.xml", "<title>T</title>", "<titel>T</titel>", "validity error"),
    (
        "feed.xml",
        "<updated>2025-03-04T00:00:00Z",
        "<updated>2025-03-04",
        "feed.xml: `2025-03-04` is no date of RFC 3339",
    ),
    ("feed.xml", "</entry>", "", "feed.xml:"),
    ("feed.xml", "urn:y", "urn:x", "feed.xml: the id urn:x stands twice"),
    (
        "feed.xml",
        "<author><name>N</name></author>",
        "",
        "feed.xml: urn:y has no author",
    ),
    (
        "feed.xml",
        "<entry xml:lang=\"ar\">",
        "<entry>",
        "feed.xml: urn:y has no language",
    ),
    (
        "feed.xml",
        "/b/feed.xml",
        "/b/feed.json",
        "feed.xml: the link to itself leads elsewhere",
    ),
    (
        "feed.xml",
        "hreflang=\"en\"",
        "hreflang=\"ar\"",
        "feed.xml: https://x.org/b/en/a/ is called `ar` and is not",
    ),
    ("sitemap.xml", "<lastmod>2025-03-04", "<lastmod>2025-03", "sitemap.xml:"),
    (
        "sitemap.xml",
        "rel=\"alternate\"",
        "rel=\"next\"",
        "Schemas validity error",
    ),
    (
        "sitemap.xml",
        "<lastmod>",
        "<priority>2</priority><lastmod>",
        "Schemas validity error",
    ),
    (
        "feed.json",
        "version/1.1",
        "version/1",
        "feed.json: `version` is another",
    ),
    (
        "feed.json",
        "\"title\":\"T\"",
        "\"title\":3",
        "feed.json: `title` is missing or no text",
    ),
    (
        "feed.json",
        "\"items\":[",
        "\"entries\":[",
        "feed.json: `items` is missing",
    ),
    (
        "feed.json",
        "\"id\":\"urn:y\"",
        "\"id\":3",
        "feed.json: an `id` is missing, no text",
    ),
    (
        "feed.json",
        "content_html",
        "content",
        "feed.json: urn:y has no content",
    ),
    ("feed.json", "T00:00:00Z", "", "`date_published` is no date"),
    (
        "feed.json",
        "feed.json",
        "feed.xml",
        "feed.json: `feed_url` is https://x.org/b/feed.xml",
    ),
    (
        "feed.json",
        "\"language\":\"ar\",\"content",
        "\"language\":\"en\",\"content",
        "feed.json: urn:y: `language` is not",
    ),
    ("feed.json", "[\"t\"]", "[3]", "feed.json: urn:y: the tag 3 is no text"),
    ("feed.json", "}]}", "}]", "feed.json: EOF"),
];

const NAMES: &[Wrong] = &[
    (
        "ar/a/index.html",
        "<h2 id=\"part\">",
        "<h2 id=\"part\"><i id=\"part\"></i>",
        "ar/a/index.html: the id `part` stands twice",
    ),
    (
        "ar/a/index.html",
        "<h2 id=\"part\">",
        "<h2 id=\"part\"><i id=\"a b\"></i>",
        "ar/a/index.html: `a b` is no id",
    ),
    (
        "ar/a/index.html",
        "<h2 id=\"part\">",
        "<h2 id=\"part\"><i id=\"a\u{200f}\"></i>",
        "\"a\\u{200f}\" holds a character",
    ),
    (
        "ar/a/index.html",
        "dir=\"rtl\"",
        "",
        "ar/a/index.html: its language is `ar` and its direction ``",
    ),
    (
        "en/a/index.html",
        "lang=\"en\"",
        "",
        "en/a/index.html: its language is `` and its direction `ltr`",
    ),
    (
        "index.html",
        "href=\"/b/ar/\"",
        "href=\"/b/ar/?%E2%80%8F\"",
        "index.html: \"/b/ar/?%E2%80%8F\" holds a character",
    ),
    (
        "feed.json",
        "\"tags\"",
        "\"\u{2067}tags\"",
        "feed.json: \"\\u{2067}tags\" holds a character",
    ),
    ("ar/a/index.html", "\"@type\"", "\"@type\u{200e}\"", "holds a character"),
    ("feed.xml", "<id>urn:y", "<id>urn:y\u{61c}", "holds a character"),
];
