//! The texts that a new site begins with, in the languages in which somebody wrote them.

use crate::locale::{autonym, script};

/// The texts of one language. `{tag}` stands for its tag, `{date}` for the day.
pub struct Sample {
    /// The language that it is written in.
    pub lang: &'static str,
    /// An article.
    pub article: &'static str,
    /// The page about the site.
    pub about: &'static str,
    /// The text of the section.
    pub section: &'static str,
    /// What the language calls [`TAGS`].
    pub tags: [&'static str; 2],
    /// The title of a site whose author named none.
    pub title: &'static str,
    /// The words of the section in addresses.
    pub articles: &'static str,
    /// Settings of a language that its readers may want, as lines of TOML.
    pub settings: &'static [&'static str],
}

/// The ids of the article's tags.
pub const TAGS: [&str; 2] = ["writing", "translation"];

macro_rules! sample {
    ($lang:literal, $title:literal, $articles:literal, $tags:expr, $settings:expr) => {
        Sample {
            lang: $lang,
            article: include_str!(concat!("samples/", $lang, "/two-languages.md")),
            about: include_str!(concat!("samples/", $lang, "/about.md")),
            section: include_str!(concat!("samples/", $lang, "/articles.md")),
            tags: $tags,
            title: $title,
            articles: $articles,
            settings: $settings,
        }
    };
}

const SAMPLES: &[Sample] = &[
    sample!(
        "ar",
        "موقعي",
        "مقالات",
        ["الكتابة", "الترجمة"],
        &[
            "digits = \"arab\"",
            "calendars = [\"gregory\", \"islamic-umalqura\"]",
            "quotes = \"«»‹›\"",
        ]
    ),
    ENGLISH,
    sample!(
        "he",
        "האתר שלי",
        "מאמרים",
        ["כתיבה", "תרגום"],
        &["calendars = [\"gregory\", \"hebrew\"]"]
    ),
    sample!(
        "fa",
        "وبگاه من",
        "مقاله-ها",
        ["نوشتن", "ترجمه"],
        &["digits = \"latn\"", "calendars = [\"persian\", \"gregory\"]"]
    ),
    sample!(
        "ur",
        "میری سائٹ",
        "مضامین",
        ["تحریر", "ترجمہ"],
        &["digits = \"arabext\""]
    ),
];

const ENGLISH: Sample = sample!(
    "en",
    "My Site",
    "articles",
    ["Writing", "Translation"],
    &["locale = \"en-GB\"", "quotes = \"“”‘’\""]
);

/// The texts of a language as far as somebody wrote them, and those in English otherwise.
pub fn sample(tag: &str) -> &'static Sample {
    own(tag).unwrap_or(&ENGLISH)
}

/// The texts in the language itself, in its script.
fn own(tag: &str) -> Option<&'static Sample> {
    let language = tag.split('-').next();
    let is_own = |sample: &&Sample| Some(sample.lang) == language && script(sample.lang) == script(tag);
    SAMPLES.iter().find(is_own)
}

/// How a site is called whose author does not say.
pub fn usual_title(languages: &[String]) -> &'static str {
    languages.first().map_or(ENGLISH.title, |tag| sample(tag).title)
}

/// A file in English for pages in another language: each of its paragraphs says so.
fn in_english(file: &str) -> String {
    let Some((front, body)) = file.split_once("\n---\n") else {
        return file.to_owned();
    };
    if body.trim().is_empty() {
        return file.to_owned();
    }
    let blocks = body
        .trim_matches('\n')
        .split("\n\n")
        .map(|block| match block.split_once("]: ") {
            _ if block.starts_with("```") => block.to_owned(),
            Some((mark, note)) if block.starts_with("[^") => format!("{mark}]: [{note}]{{lang=en}}"),
            _ => format!("{block}\n{{lang=en}}"),
        });
    format!("{front}\n---\n\n{}\n", blocks.collect::<Vec<_>>().join("\n\n"))
}

/// A text of the sample for a language. Where it is in English for want of another it says in its title, and to whoever
/// opens the file, that it is to be translated.
pub fn text(of: impl Fn(&Sample) -> &'static str, tag: &str, date: &str) -> String {
    let text = of(sample(tag)).replace("{tag}", tag).replace("{date}", date);
    if own(tag).is_some() {
        return text;
    }
    let note = format!("---\n# To be translated into {} ({tag}).\n", autonym(tag));
    let text = in_english(&text);
    let mut lines: Vec<String> = text.replacen("---\n", &note, 1).lines().map(str::to_owned).collect();
    if let Some(title) = lines.iter_mut().find(|line| line.starts_with("title: ")) {
        title.push_str(" (to be translated)");
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_says_what_it_is_once() {
        for sample in SAMPLES {
            let after = sample.section.splitn(3, "---").nth(2);
            assert_eq!(after.map(str::trim), Some(""), "{}", sample.lang);
            assert_eq!(in_english(sample.section), sample.section, "{}", sample.lang);
        }
    }
}
