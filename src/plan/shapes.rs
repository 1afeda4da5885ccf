//! What each variable holds. A field of one name holds the same everywhere: what is printed to be read is HTML under
//! its own name, `title`, and plain text under a second one, `title_text`.

use crate::model::IMAGE;
use crate::model::Shape::{self, Flag, Free, List, Map, Markup, Names, Number, Text, Url, Word};

/// The site.
pub static SITE: Shape = Map(&[
    ("title", Markup),
    ("title_text", Text),
    ("description", Markup),
    ("description_text", Text),
    ("base", Url),
    ("url", Url),
    ("home", Url),
]);

/// The page itself.
pub static PAGE: Shape = Map(&[
    ("title", Markup),
    ("title_text", Text),
    ("url", Url),
    ("lang", Word),
    ("dir", Word),
    ("kind", Word),
    ("date", DATE),
    ("updated", DATE),
    ("description", Markup),
    ("description_text", Text),
    ("tags", List(&TAG)),
    ("terms", List(&TERMS_OF)),
    ("byline", Markup),
    ("byline_text", Text),
    ("reading_time", Word),
    ("words", Number),
    ("code", Flag),
    ("formulas", Flag),
    ("image", Url),
    ("image_width", Number),
    ("image_height", Number),
    ("draft", Flag),
    ("noindex", Flag),
    ("weight", Number),
    ("extra", Free),
]);

/// A date, for machines and for readers.
const DATE: Shape = Map(&[("iso", Word), ("text", Word)]);

static TAG: Shape = Map(&[("name", Markup), ("name_text", Text), ("url", Url)]);

static TERMS_OF: Shape = Map(&[
    ("key", Word),
    ("title", Markup),
    ("title_text", Text),
    ("url", Url),
    ("items", List(&TAG)),
]);

/// The terms of a taxonomy by their first letters.
pub static TERMS: Shape = List(&Map(&[
    ("letter", Word),
    (
        "items",
        List(&Map(&[
            ("name", Markup),
            ("name_text", Text),
            ("url", Url),
            ("count", Word),
            ("number", Number),
        ])),
    ),
]));

/// The place of an article among the parts of its series.
pub static SERIES: Shape = Map(&[
    ("title", Markup),
    ("title_text", Text),
    ("url", Url),
    ("text", Word),
    ("part", Number),
    ("parts", Number),
    ("previous", CARD),
    ("next", CARD),
    ("items", List(&CARD)),
]);

/// The years of an archive.
pub static YEARS: Shape = List(&Map(&[
    ("year", Word),
    ("text", Word),
    ("url", Url),
    ("count", Word),
    ("current", Flag),
    (
        "months",
        List(&Map(&[
            ("text", Word),
            ("url", Url),
            ("count", Word),
            ("number", Number),
        ])),
    ),
]));

/// The months of a year with their articles.
pub static MONTHS: Shape = List(&Map(&[
    ("text", Word),
    ("id", Word),
    ("count", Word),
    ("items", List(&CARD)),
]));

/// The months of a year with the articles of all languages, translations in one row.
pub static ROWS: Shape = List(&Map(&[
    ("text", Word),
    ("id", Word),
    (
        "items",
        List(&Map(&[
            ("date", DATE),
            ("complete", Flag),
            ("only", Markup),
            ("only_text", Text),
            ("cards", List(&CARD)),
        ])),
    ),
]));

/// The text of a page.
pub static CONTENT: Shape = Markup;

/// The image that stands for the page.
pub static COVER: Shape = IMAGE;

/// The place for comments.
pub static COMMENTS: Shape = Markup;

/// The headings.
pub static TOC: Shape = List(&HEADING);

static HEADING: Shape = Map(&[
    ("id", Word),
    ("href", Url),
    ("title", Markup),
    ("title_text", Text),
    ("level", Number),
    ("children", List(&HEADING)),
]);

/// The page in each language.
pub static TRANSLATIONS: Shape = List(&Map(&[
    ("lang", Word),
    ("dir", Word),
    ("name", Markup),
    ("name_text", Text),
    ("url", Url),
    ("title", Markup),
    ("title_text", Text),
    ("current", Flag),
    ("exists", Flag),
]));

/// Two translations side by side.
pub static PARALLEL: Shape = Map(&[
    (
        "columns",
        List(&Map(&[
            ("lang", Word),
            ("dir", Word),
            ("name", Markup),
            ("name_text", Text),
            ("title", Markup),
            ("title_text", Text),
            ("url", Url),
            ("date", DATE),
            ("updated", DATE),
            ("draft", Flag),
            ("original", Flag),
        ])),
    ),
    ("rows", List(&Map(&[("cells", List(&CELL))]))),
    ("notes", List(&CELL)),
]);

static CELL: Shape = Map(&[("lang", Word), ("dir", Word), ("content", Markup)]);

/// Where a page stands beside its translations.
pub static PARALLELS: Shape = List(&Map(&[
    ("lang", Word),
    ("dir", Word),
    ("name", Markup),
    ("name_text", Text),
    ("url", Url),
    ("prefix", Word),
]));

/// The text that a page shows untranslated.
pub static FALLBACK: Shape = Map(&[
    ("lang", Word),
    ("dir", Word),
    ("name", Markup),
    ("name_text", Text),
    ("url", Url),
]);

/// Cards.
pub static CARDS: Shape = List(&CARD);

const CARD: Shape = Map(&[
    ("title", Markup),
    ("title_text", Text),
    ("url", Url),
    ("lang", Word),
    ("dir", Word),
    ("name", Markup),
    ("name_text", Text),
    ("date", DATE),
    ("description", Markup),
    ("description_text", Text),
    ("kind", Word),
    ("draft", Flag),
    ("cover", IMAGE),
    (
        "translations",
        List(&Map(&[
            ("lang", Word),
            ("dir", Word),
            ("name", Markup),
            ("name_text", Text),
            ("url", Url),
            ("title", Markup),
            ("title_text", Text),
        ])),
    ),
]);

/// The articles beside a page.
pub static NEIGHBOURS: Shape = Map(&[("previous", CARD), ("next", CARD)]);

/// A title with an address.
pub static NAMED_LINK: Shape = Map(&[("title", Markup), ("title_text", Text), ("url", Url)]);

/// Titles with addresses.
pub static NAMED_LINKS: Shape = List(&NAMED_LINK);

/// Titles with addresses, and the languages of what is there.
pub static DIRECTORIES: Shape = List(&Map(&[
    ("title", Markup),
    ("title_text", Text),
    ("url", Url),
    ("lang", Word),
]));

/// The place of a list page.
pub static PAGER: Shape = Map(&[("text", Word), ("html", Markup), ("newer", Url), ("older", Url)]);

/// Sections and pages.
pub static NAVIGATION: Shape = List(&Map(&[
    ("title", Markup),
    ("title_text", Text),
    ("url", Url),
    ("current", Flag),
]));

/// The parts of the front page.
pub static FRONTS: Shape = List(&Map(&[
    ("lang", Word),
    ("dir", Word),
    ("name", Markup),
    ("name_text", Text),
    ("title", Markup),
    ("title_text", Text),
    ("description", Markup),
    ("description_text", Text),
    ("url", Url),
    ("nothing_yet", Word),
    ("draft_mark", Word),
    ("hint", Word),
    ("items", List(&CARD)),
]));

/// A feed.
pub static FEED: Shape = Map(&[
    ("title_text", Text),
    ("description_text", Text),
    ("id", Word),
    ("url", Url),
    ("home", Url),
    ("lang", Word),
    ("dir", Word),
    ("author", Text),
    ("updated_at", Word),
    (
        "items",
        List(&Map(&[
            ("id", Word),
            ("title_text", Text),
            ("description_text", Text),
            ("url", Url),
            ("lang", Word),
            ("dir", Word),
            ("published_at", Word),
            ("updated_at", Word),
            ("body", Text),
            ("authors", List(&Text)),
            ("tags", List(&Text)),
            (
                "translations",
                List(&Map(&[
                    ("title", Markup),
                    ("title_text", Text),
                    ("url", Url),
                    ("lang", Word),
                ])),
            ),
        ])),
    ),
]);

/// The parts of a page for what is not there.
pub static NOT_FOUND: Shape = List(&Map(&[
    ("lang", Word),
    ("dir", Word),
    ("title", Markup),
    ("title_text", Text),
    ("text", Word),
    ("home", Url),
    ("to_home", Word),
]));

/// What a sitemap lists.
pub static SITEMAP: Shape = Map(&[
    ("url", Url),
    ("files", List(&Map(&[("url", Url)]))),
    (
        "pages",
        List(&Map(&[
            ("url", Url),
            ("lastmod", Word),
            ("alternates", List(&Map(&[("hreflang", Word), ("url", Url)]))),
        ])),
    ),
]);

/// The strings of the theme.
pub static STRINGS: Shape = Names(&Word);

/// What stands in the page's head.
pub static HEAD: Shape = Markup;

/// The addresses of the theme's files.
pub static ASSETS: Shape = Names(&Url);

/// What the theme's files must hash to.
pub static INTEGRITY: Shape = Names(&Word);

/// The settings of the theme.
pub static SETTINGS: Shape = Free;

/// The files of data.
pub static DATA: Shape = Free;
