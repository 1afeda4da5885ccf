//! Small sites that hold something of everything, the same at each run.

use crate::corpus::Random;
use crate::site::Site;

type Sources = Vec<(String, String)>;

/// Words of a language: what texts, tags, series and headings are made of.
struct Tongue {
    tag: &'static str,
    words: &'static [&'static str],
    tags: &'static [&'static str],
    series: &'static str,
}

const TONGUES: &[Tongue] = &[
    Tongue {
        tag: "ar",
        words: &[
            "الكتابة",
            "حرف",
            "قديم",
            "في",
            "كانت",
            "سطر",
            "ورق",
            "C++",
            "٢٠٢٥",
            "معنى",
            "قارئ",
            "نصّ",
        ],
        tags: &["تاريخ", "خطّ عربي", "web"],
        series: "رحلة الحرف",
    },
    Tongue {
        tag: "en",
        words: &[
            "writing",
            "letter",
            "old",
            "in",
            "was",
            "line",
            "paper",
            "سلام",
            "2025",
            "meaning",
            "reader's",
            "text & more",
        ],
        tags: &["history", "Type design", "web"],
        series: "The way of a letter",
    },
    Tongue {
        tag: "fa",
        words: &[
            "نوشتن",
            "حرف",
            "کهنه",
            "در",
            "بود",
            "سطر",
            "کاغذ",
            "HTML",
            "۱۴۰۴",
            "معنا",
            "خواننده",
            "متن",
        ],
        tags: &["تاریخ", "web"],
        series: "راه حرف",
    },
];

const ARTICLES: usize = 40;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

const SETTINGS: &str = "\
time_zone = \"Asia/Riyadh\"
taxonomies = [\"tags\", \"authors\"]
paginate_by = 4
feed_limit = 12

[title]
ar = \"دفتر\"
en = \"Notebook & more\"
fa = \"دفتر یادداشت\"

[language.ar]
sections = { articles = \"مقالات\" }
digits = \"arab\"
calendars = [\"gregory\", \"islamic-umalqura\"]

[slots.comments]
ar = \"<p>أين <a href='https://elsewhere.example/'>نتحدّث</a>؟</p>\"
en = \"<p>Where to <a href='https://elsewhere.example/'>talk</a>.</p>\"
";

const TERMS: &str = "\
[tags.history]
label = { ar = \"تاريخ\", en = \"History\", fa = \"تاریخ\" }
slug = { ar = \"تاريخ\", en = \"history\", fa = \"تاریخ\" }
text = { ar = \"ما مضى وما بقي.\", en = \"What is past.\" }
";

/// Three languages, all below their tag, on a host that holds other things too.
pub fn three_languages() -> Sources {
    let settings =
        "base_url = \"https://example.org/blog\"\nlanguages = [\"ar\", \"en\", \"fa\"]\nfallback = \"show\"\n";
    site(settings, "/blog/", &["ar", "en", "fa"])
}

/// Two languages, the default one without a prefix, files instead of folders, a host with an Arabic name.
pub fn default_at_the_root() -> Sources {
    let settings = "base_url = \"https://مثال.example\"\nlanguages = [\"en\", \"ar\"]\n\
                    prefix_default_language = false\npretty_urls = false\nfallback = \"link\"\n";
    site(settings, "/", &["en", "ar"])
}

/// One language alone, with addresses in ASCII.
pub fn one_language() -> Sources {
    let settings = "base_url = \"https://example.org\"\nlanguages = [\"ar\"]\nslugs = \"ascii\"\n";
    site(settings, "/", &["ar"])
}

/// A text with code and a formula on every kind of page that holds one, in a colour that the site has chosen.
pub fn code_and_formulas() -> Sources {
    let settings = "base_url = \"https://example.org\"\ntitle = \"Notebook\"\nlanguages = [\"ar\", \"en\"]\nfallback = \"show\"\n\
                    [markdown]\nmath = true\n[theme_settings]\naccent = \"#006400\"\n";
    let text = |path: &str| {
        let text = format!("---\ntitle: {path}\n---\n```rust\nfn main() {{}}\n```\n\n$$a < b$$\n");
        (format!("content/{path}.md"), text)
    };
    let paths = ["_index", "about", "articles/_index", "articles/a", "articles/only"];
    let both = paths
        .iter()
        .flat_map(|path| [format!("{path}.ar"), format!("{path}.en")]);
    let texts = both.filter(|path| path != "articles/only.en").map(|path| text(&path));
    [("site.toml".to_owned(), settings.to_owned())]
        .into_iter()
        .chain(texts)
        .collect()
}

fn site(settings: &str, base: &str, tags: &[&str]) -> Sources {
    let mut random = Random(20_250_304);
    // Nothing is said of a language that the site has not.
    let is_of_site = |line: &&str| {
        let known = TONGUES.iter().map(|tongue| tongue.tag);
        let of = |tag: &str| line.starts_with(&format!("{tag} = "));
        known.filter(|tag| of(tag)).all(|tag| tags.contains(&tag))
    };
    let settings: Vec<_> = settings.lines().chain(SETTINGS.lines().filter(is_of_site)).collect();
    let mut sources = vec![
        ("site.toml".to_owned(), settings.join("\n")),
        ("content/map.svg".to_owned(), SVG.to_owned()),
        ("content/articles/map.svg".to_owned(), SVG.to_owned()),
        (
            "content/plain.html".to_owned(),
            "<!DOCTYPE html><p id=place>By hand.".to_owned(),
        ),
    ];
    if tags.len() == 3 {
        sources.push(("content/_data/terms.toml".to_owned(), TERMS.to_owned()));
    }
    let tongues: Vec<_> = TONGUES.iter().filter(|tongue| tags.contains(&tongue.tag)).collect();
    for tongue in &tongues {
        sources.extend(pages(tongue, &mut random));
        for at in 0..ARTICLES {
            // Every fifth is not in Arabic, every third in Persian.
            let is_written = match tongue.tag {
                "ar" => at % 5 != 3 || tags.len() == 1,
                "en" => at % 7 != 5,
                _ => at % 3 == 0,
            };
            if is_written {
                let path = format!("content/articles/part {at}.{}.md", tongue.tag);
                sources.push((path, article(at, tongue, base, &mut random)));
            }
        }
    }
    sources
}

/// Pages, sections, and articles of other kinds.
fn pages(tongue: &Tongue, random: &mut Random) -> Sources {
    let tag = tongue.tag;
    let mut words = |count| random.words(tongue.words, count);
    let texts = [
        ("_index", String::new(), words(20)),
        ("articles/_index", String::new(), words(9)),
        (
            "about",
            format!("aliases: [/who-{tag}/]\n"),
            format!("[{}](plain.html#place)", words(2)),
        ),
        ("hidden", "noindex: true\n".to_owned(), words(9)),
        ("jots/_index", String::new(), words(9)),
        ("jots/deep/_index", String::new(), words(9)),
        ("jots/deep/one", "date: 2024-02\n".to_owned(), words(40)),
        ("jots/undated", String::new(), words(40)),
    ];
    let source = |(path, head, text): (&str, String, String)| {
        let title = words(3);
        (
            format!("content/{path}.{tag}.md"),
            format!("---\ntitle: \"{title}\"\n{head}---\n{text}\n"),
        )
    };
    texts.into_iter().map(source).collect()
}

fn article(at: usize, tongue: &Tongue, base: &str, random: &mut Random) -> String {
    format!(
        "---\n{}---\n{}",
        head(at, tongue, random),
        text(at, tongue, base, random)
    )
}

fn head(at: usize, tongue: &Tongue, random: &mut Random) -> String {
    let (tag, tags) = (tongue.tag, tongue.tags);
    let (year, month, day) = (2021 + at % 4, at % 12 + 1, at % 28 + 1);
    let date = match at {
        6 => "date: 2150-01-01\n".to_owned(),
        _ if at % 8 == 7 => String::new(),
        _ => format!("date: {year}-{month:02}-{day:02}\n"),
    };
    let more = match at {
        4 => "draft: true\n".to_owned(),
        5 => "expires: 2024-01-01\n".to_owned(),
        9 => "noindex: true\n".to_owned(),
        12 => format!("aliases: [/old/{tag}/, \"/was {tag}.html\"]\n"),
        13 => "updated: 2025-06-01\nimage: map.svg\n".to_owned(),
        14 => format!("slug: \"it's {tag} 100%\"\n"),
        _ if at % 10 == 1 => format!("series: {}\n", tongue.series),
        _ => String::new(),
    };
    let title = random.words(tongue.words, 4);
    let (first, second) = (tags[0], tags[at % tags.len()]);
    let author = tongue.series;
    format!("title: \"{title} {at}\"\n{date}tags: [{first}, {second}]\nauthors: [{author}]\n{more}")
}

fn text(at: usize, tongue: &Tongue, base: &str, random: &mut Random) -> String {
    let mut words = |count| random.words(tongue.words, count);
    let mut text = format!("{}.\n\n", words(30));
    for part in 0..3 {
        text += &format!(
            "## {} {{#part-{part}}}\n\n{}[^{part}] [{}](#part-0).\n\n",
            words(3),
            words(40),
            words(2)
        );
        text += &format!("[^{part}]: {}.\n\n", words(5));
    }
    // All languages have these.
    let (other, tag) = (15 * (at % 2), tongue.tag);
    text += &format!(
        "[{}](<part {other}.{tag}.md#part-1>), ![{}](map.svg)\n\n",
        words(3),
        words(2)
    );
    text += &format!("<img src=\"{base}map.svg\" srcset=\"{base}map.svg 1x, {base}articles/map.svg 2x\" alt=\"\">\n\n");
    text += &blocks(&mut words);
    let foreign = if tag == "en" { &TONGUES[0] } else { &TONGUES[1] };
    text += &blocks(&mut |count| random.words(&foreign.words[..8], count));
    text += &told(foreign.tag, &mut |count| random.words(&foreign.words[..8], count));
    text + "```rust\nfn main() {}\n```\n"
}

/// The same where the author says that it is in another language.
fn told(tag: &str, words: &mut dyn FnMut(usize) -> String) -> String {
    let mut text = format!("## {} {{lang={tag}}}\n\n## {}\n{{lang={tag}}}\n\n", words(3), words(3));
    for block in ["details", "note"] {
        text += &format!(":::{block}{{lang={tag}}}\n{}\n:::\n\n", words(9));
    }
    text += &format!("> [!TIP]\n> {}\n{{lang={tag}}}\n\n", words(9));
    text += &format!("| a |\n|---|\n| {} |\n{{lang={tag}}}\n\n", words(2));
    text += &format!(":::{{lang={tag}}}\n{}:::\n\n", blocks(words));
    text + &format!("{}[^told]\n\n[^told]: {}.\n\n", words(9), words(9))
}

/// One block of each kind in which the theme says something.
fn blocks(words: &mut dyn FnMut(usize) -> String) -> String {
    let mut text = format!("## {}\n\n- [ ] {}\n- [x] {}\n\n", words(3), words(4), words(4));
    text += &format!("> [!NOTE]\n> {}.\n\n> {}.\n\n", words(9), words(9));
    text + &format!(
        "| {} | {} |\n|---|--:|\n| {} | {} |\n\n",
        words(1),
        words(1),
        words(2),
        words(2)
    )
}

/// The site holds what the checks are about.
pub fn shows_everything(site: &Site) {
    let pages: Vec<_> = site.made().map(|(_, page)| page).collect();
    let count = |is_so: &dyn Fn(&crate::page::Page) -> bool| pages.iter().filter(|page| is_so(page)).count();
    assert!(count(&|page| page.alternates.len() == 4) > 20, "in all languages");
    assert!(count(&|page| page.alternates.len() == 3) > 20, "in two");
    assert!(
        count(&|page| page.is_listed() && page.alternates.is_empty()) > 20,
        "in one"
    );
    assert!(count(&|page| page.is_redirect) >= 7);
    assert!(count(&|page| page.noindex && !page.is_redirect) >= 6);
    assert!(count(&|page| !page.data.is_empty()) > 60);
    assert!(site.contents.len() > 10 && site.contents.values().all(|feed| feed.len() <= 12));
}
