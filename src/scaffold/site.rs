//! A new site: its settings, an article, a page, a section, in every language.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::place::{in_the_way, is_folder, place, refused};
use super::samples::{self, Sample, TAGS, sample};
use super::strings::strings;
use super::{NewFile, Refusal};
use crate::base::quote::in_quotes;
use crate::disk::{Disk, Kind};
use crate::model::Date;
use crate::parse::theme::BUILT_IN;
use crate::scan::{CONFIG, CONTENT, TERMS, THEMES};

/// What is said of a site that is to begin.
#[derive(Clone, Debug)]
pub struct NewSite {
    /// Its title, on one line.
    pub title: String,
    /// Its languages as canonical tags, the default one first.
    pub languages: Vec<String>,
    /// The IANA name of its time zone, if it is known.
    pub time_zone: Option<String>,
    /// The day of its article.
    pub date: Date,
}

/// Writes a new site into `root`, which need not exist, and answers its files.
///
/// # Errors
/// What [`check_vacant`] refuses; the disk's refusal; an interruption. Nothing is written then.
pub fn write_site(
    disk: &dyn Disk,
    root: &Path,
    site: &NewSite,
    interrupted: &AtomicBool,
) -> Result<Vec<NewFile>, Refusal> {
    check_vacant(disk, root)?;
    let files = files(site);
    place(disk, root, &files, interrupted)?;
    Ok(files)
}

/// Refuses a folder that holds a site or the beginning of one, or that is none. Other files do not matter.
///
/// # Errors
/// The files that are in the way, by their names; the disk's refusal.
pub fn check_vacant(disk: &dyn Disk, root: &Path) -> Result<(), Refusal> {
    if disk.kind(root)?.is_some() && !is_folder(disk, root)? {
        let message = format!("`{}` is no folder", root.display());
        return Err(Refusal::for_safety(
            message,
            "name a folder, or one that does not exist yet",
        ));
    }
    let mut taken = in_the_way(disk, root, &[NewFile::new(CONFIG, "")])?;
    let content = root.join(CONTENT);
    match disk.kind(&content)? {
        None => {}
        Some(Kind::Folder) => {
            let held = disk.walk(&content, &|_| false)?;
            let files = held.iter().filter(|entry| entry.kind != Kind::Folder);
            taken.extend(files.map(|entry| format!("{CONTENT}/{}", entry.path)));
        }
        Some(_) => taken.push(CONTENT.to_owned()),
    }
    if taken.is_empty() { Ok(()) } else { Err(refused(&taken)) }
}

/// The files of a new site. The settings come last: until they are there, it is no site.
fn files(site: &NewSite) -> Vec<NewFile> {
    let date = site.date.to_string();
    let mut files = Vec::new();
    for tag in &site.languages {
        let mut add = |name: &str, of: fn(&Sample) -> &'static str| {
            let path = format!("{CONTENT}/{name}.{tag}.md");
            files.push(NewFile::new(&path, samples::text(of, tag, &date)));
        };
        add("about", |sample| sample.about);
        add("articles/_index", |sample| sample.section);
        add("articles/two-languages", |sample| sample.article);
        let words = strings(tag);
        let path = format!("{THEMES}/{BUILT_IN}/strings/{tag}.toml");
        files.extend(words.map(|words| NewFile::new(&path, words)));
    }
    files.push(NewFile::new(TERMS, terms(&site.languages)));
    files.push(NewFile::new(CONFIG, settings(site)));
    files
}

/// The table of terms: what each language calls the article's tags.
fn terms(languages: &[String]) -> String {
    let mut text = "# What each language calls a tag, so that its pages know each other.\n".to_owned();
    for (nth, id) in TAGS.iter().enumerate() {
        let label = |tag: &String| {
            format!(
                "{tag} = {}",
                in_quotes(sample(tag).tags.get(nth).copied().unwrap_or(id))
            )
        };
        let labels: Vec<String> = languages.iter().map(label).collect();
        text.push_str(&format!("\n[tags.{id}]\nlabel = {{ {} }}\n", labels.join(", ")));
    }
    text
}

/// `site.toml`. What is off can be switched on by taking its `#` away.
fn settings(site: &NewSite) -> String {
    let tags: Vec<String> = site.languages.iter().map(|tag| in_quotes(tag)).collect();
    let zone = match &site.time_zone {
        Some(zone) => format!("time_zone = {}", in_quotes(zone)),
        None => "#time_zone = \"Asia/Riyadh\"".to_owned(),
    };
    let mut text = format!(
        "# The settings of this site. A line that begins with `#` and a setting is off: take the `#` away to use it.

title = {title}

# A sentence about the site, for its home page and for search engines.
#description = \"\"

# The first language is the main one. Directions follow from the languages.
languages = [{tags}]

# The address at which the site will stand. Until it is given there are no feeds and no sitemap.
#base_url = \"https://example.org\"

# The time zone of dates.
{zone}

# How many articles a page of a list has.
#paginate_by = 10

# What readers find of an article that is not translated into their language: \"hide\" for nothing, \"link\" for a card that
# leads to the original, \"show\" for the original on a page of their language.
#fallback = \"link\"

# Addresses in ASCII, whatever the language: \"unicode\" keeps its letters.
#slugs = \"ascii\"

# What belongs to one language.
",
        title = in_quotes(&site.title),
        tags = tags.join(", "),
    );
    for tag in &site.languages {
        text.push_str(&table(tag, site));
    }
    text
}

/// The table of one language, all of it off.
fn table(tag: &str, site: &NewSite) -> String {
    let sample = sample(tag);
    let is_own = tag.split('-').next() == Some(sample.lang);
    let mut lines = vec![
        format!("\n[language.{tag}]"),
        format!(
            "#title = {}",
            in_quotes(if is_own { sample.title } else { &site.title })
        ),
    ];
    if is_own {
        lines.extend(sample.settings.iter().map(|line| format!("#{line}")));
        lines.push(format!("#sections = {{ articles = {} }}", in_quotes(sample.articles)));
    }
    lines.join("\n") + "\n"
}
