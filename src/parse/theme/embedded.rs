//! The files of the built-in theme, part of the program.

macro_rules! files {
    ($($name:literal)*) => {
        /// Every file below `themes/diwan/`: its name there and its bytes.
        pub const FILES: &[(&str, &[u8])] = &[
            $(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/diwan/", $name)))),*
        ];
    };
}

files! {
    "static/article.css"
    "static/code.css"
    "static/code.js"
    "static/diwan.css"
    "static/feed.css"
    "static/front.css"
    "static/front.js"
    "static/lists.css"
    "static/math.css"
    "static/mode.js"
    "static/parallel.css"
    "static/reading.js"
    "static/timeline.css"
    "strings/ar.toml"
    "strings/en.toml"
    "strings/fa.toml"
    "strings/he.toml"
    "strings/ur.toml"
    "templates/404.html"
    "templates/_all_years.html"
    "templates/_card.html"
    "templates/_contents.html"
    "templates/_directories.html"
    "templates/_list.html"
    "templates/_modes.html"
    "templates/_pager.html"
    "templates/_parallels.html"
    "templates/_years.html"
    "templates/alias.html"
    "templates/archive.html"
    "templates/article.html"
    "templates/base.html"
    "templates/fallback.html"
    "templates/feed.json"
    "templates/feed.xml"
    "templates/front.html"
    "templates/home.html"
    "templates/list.html"
    "templates/page.html"
    "templates/parallel.html"
    "templates/robots.txt"
    "templates/section.html"
    "templates/series.html"
    "templates/settings.css"
    "templates/shortcodes/aside.html"
    "templates/shortcodes/figure.html"
    "templates/shortcodes/media.html"
    "templates/shortcodes/pull.html"
    "templates/shortcodes/words.html"
    "templates/sitemap.xml"
    "templates/term.html"
    "templates/terms.html"
    "templates/timeline.html"
    "theme.toml"
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_table_lists_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/diwan");
        let files = walkdir::WalkDir::new(&folder)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap);
        let mut names: Vec<String> = files
            .filter(|file| file.file_type().is_file())
            .map(|file| {
                file.path()
                    .strip_prefix(&folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/")
            })
            .collect();
        names.sort();
        assert_eq!(names, FILES.iter().map(|&(name, _)| name).collect::<Vec<_>>());
    }
}
