//! What each file of the built-in theme is for.

/// The files in one line each.
const ABOUT: &[(&str, &str)] = &[
    ("static/article.css", "the style sheet of what surrounds an article"),
    ("static/code.css", "the style sheet of blocks of code"),
    ("static/code.js", "lets readers copy a block of code"),
    ("static/diwan.css", "the style sheet of all pages"),
    ("static/feed.css", "how a browser shows a feed"),
    ("static/front.css", "the style sheet of the front page"),
    ("static/front.js", "shows the reader's own language on the front page"),
    ("static/lists.css", "the style sheet of lists and archives"),
    ("static/math.css", "the style sheet of formulas"),
    (
        "static/mode.js",
        "says that scripts run, and applies the reader's choice of light or dark",
    ),
    ("static/parallel.css", "the style sheet of two texts side by side"),
    (
        "static/reading.js",
        "keeps the reader's place, marks the heading that is read, and moves notes into the margin",
    ),
    ("static/timeline.css", "the style sheet of the archive of all languages"),
    ("strings/ar.toml", "what the theme says in Arabic"),
    ("strings/en.toml", "what the theme says in English"),
    ("strings/fa.toml", "what the theme says in Persian"),
    ("strings/he.toml", "what the theme says in Hebrew"),
    ("strings/ur.toml", "what the theme says in Urdu"),
    ("templates/404.html", "the page for what is not there"),
    ("templates/_all_years.html", "the years of an archive, all of them"),
    ("templates/_card.html", "one entry of a list"),
    ("templates/_contents.html", "the list of headings of an article"),
    (
        "templates/_directories.html",
        "links to archives and lists of terms, in the footer",
    ),
    ("templates/_list.html", "the entries of a list"),
    ("templates/_modes.html", "the choice of light and dark"),
    ("templates/_pager.html", "the way to newer and older pages of a list"),
    (
        "templates/_parallels.html",
        "links to the article side by side with its translations",
    ),
    ("templates/_years.html", "the years of an archive, with one opened"),
    ("templates/alias.html", "the page at a former address"),
    ("templates/archive.html", "the archive of a language"),
    ("templates/article.html", "an article"),
    ("templates/base.html", "the frame of all pages"),
    (
        "templates/fallback.html",
        "an article that is not translated, in its own language",
    ),
    ("templates/feed.json", "a feed as JSON"),
    ("templates/feed.xml", "a feed as Atom"),
    ("templates/front.html", "the front page of all languages"),
    ("templates/home.html", "the home page of a language"),
    ("templates/list.html", "the older pages of a list"),
    ("templates/page.html", "a page"),
    ("templates/parallel.html", "two translations side by side"),
    ("templates/robots.txt", "what crawlers are told"),
    ("templates/section.html", "the first page of a section"),
    ("templates/series.html", "the page of a series"),
    (
        "templates/settings.css",
        "the style sheet of what the site sets, such as a colour",
    ),
    ("templates/shortcodes/aside.html", "a note in the margin of a text"),
    ("templates/shortcodes/figure.html", "a picture with its caption"),
    ("templates/shortcodes/media.html", "a film and a recording"),
    ("templates/shortcodes/pull.html", "a sentence that a text shows large"),
    ("templates/shortcodes/words.html", "keys and abbreviations in a line"),
    ("templates/sitemap.xml", "the sitemap"),
    ("templates/term.html", "the page of a term"),
    ("templates/terms.html", "the page of a taxonomy"),
    ("templates/timeline.html", "the archive of all languages"),
];

/// What a file of the built-in theme is for, in one line.
pub fn about(name: &str) -> &'static str {
    let known = ABOUT.iter().find(|(known, _)| *known == name);
    known.map_or("", |(_, about)| about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scaffold::theme::parts;

    #[test]
    fn every_file_has_its_line_and_every_line_its_file() {
        let names: Vec<&str> = parts().map(|(name, _)| name).collect();
        let lines: Vec<&str> = ABOUT.iter().map(|(name, _)| *name).collect();
        assert_eq!(lines, names);
    }
}
