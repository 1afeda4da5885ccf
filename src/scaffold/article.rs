//! A new article: one file for each language, all of one name.

use std::sync::atomic::AtomicBool;

use super::day::{today, typed};
use super::languages::{known, words};
use super::layout::path;
use super::place::place;
use super::section::section;
use super::{NewFile, Refusal, title};
use crate::base::quote::yaml;
use crate::base::{Code, Diagnostic, Level, SourcePath, nearest};
use crate::disk::Disk;
use crate::model::{Config, Document, Lang, Route, Site, Withheld};
use crate::pipeline::{Pipeline, Report, Request};
use crate::resolve::{Reader, below_content};
use crate::text::{escaped_controls, majority, nfc, script};

/// What is said of an article that is to begin.
#[derive(Clone, Debug, Default)]
pub struct NewArticle {
    /// Its title.
    pub title: String,
    /// Its section; without it the section of the site's articles.
    pub section: Option<String>,
    /// A list of its languages; without it all of the site.
    pub languages: Option<String>,
    /// Its date; without it the present day in the site's zone.
    pub date: Option<String>,
    /// The name of its files; without it one that is made of the title.
    pub slug: Option<String>,
    /// Whether the file in the language of the title is no draft.
    pub ready: bool,
}

/// A file of a new article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it is.
    pub path: SourcePath,
    /// The address that it will have.
    pub route: Route,
    /// Whether its title is in another language than its text will be.
    pub foreign: bool,
    /// Whether it is a draft.
    pub draft: bool,
}

/// Writes a new article into the site at `request.root`. What is wrong with the site itself goes to `report`.
///
/// # Errors
/// What cannot be had or is there already, with help; how reading the site ended. Nothing is written then.
pub fn write_article(
    disk: &dyn Disk,
    request: &Request,
    article: &NewArticle,
    interrupted: &AtomicBool,
    report: &mut Report,
) -> Result<Vec<Written>, Refusal> {
    let title = title(&article.title)?;
    let pipeline = Pipeline::default();
    let site = pipeline.survey(disk, request, &[], report)?;
    let config = &site.config;
    let langs = langs(config, article.languages.as_deref())?;
    let first = langs.first().copied().unwrap_or(config.default_language);
    let section = section(disk, &request.root, &site, article.section.as_deref(), first)?;
    let stem = stem(config, &title, article.slug.as_deref())?;
    let completed = completed(&site, &section, &stem, &langs, article.slug.is_some())?;
    let date = match (&article.date, completed) {
        (Some(written), _) => Some(typed(written)?),
        // A translation has the date of what it translates.
        (None, Some(document)) => document.date.map(|date| date.to_string()),
        (None, None) => Some(today(&config.time_zone, request.now)?.to_string()),
    };

    let own = own_language(config, &langs, &title);
    let planned = langs.iter().map(|&lang| {
        let foreign = own != Some(lang);
        let draft = foreign || !article.ready;
        let into = foreign.then(|| config.language(lang).tag.as_str());
        let text = text(&title, date.as_deref(), into, draft);
        let path = path(&site, &section, &stem, lang);
        (NewFile { path, text }, foreign, draft)
    });
    let planned: Vec<(NewFile, bool, bool)> = planned.collect();
    let files: Vec<NewFile> = planned.iter().map(|(file, ..)| file.clone()).collect();
    let added: Vec<(SourcePath, String)> = files
        .iter()
        .map(|file| (file.path.clone(), file.text.clone()))
        .collect();
    let mut after = Report::default();
    let site = pipeline.survey(disk, request, &added, &mut after)?;
    if let Some(problem) = caused(report, &after) {
        return Err(unfit(problem));
    }
    let written = planned.into_iter().map(|(file, foreign, draft)| {
        let route = route(&site, &file.path)?;
        let path = file.path;
        Some(Written {
            path,
            route,
            foreign,
            draft,
        })
    });
    let written: Option<Vec<Written>> = written.collect();
    let written = written.ok_or_else(|| {
        let message = "the site has no place for this article";
        Refusal::usage(message, "repair the errors that `maqal build` reports")
    })?;
    place(disk, &request.root, &files, interrupted)?;
    Ok(written)
}

/// The languages asked for, in the order of the site's.
fn langs(config: &Config, written: Option<&str>) -> Result<Vec<Lang>, Refusal> {
    let Some(written) = written else {
        return Ok(config.langs().map(|(lang, _)| lang).collect());
    };
    let mut langs = Vec::new();
    for word in words(written) {
        let lang = known(config, word).ok_or_else(|| {
            let help = match nearest(word, config.tags()) {
                Some(meant) => format!("write `{meant}`"),
                None => format!("use one of {}", config.tags().join(", ")),
            };
            Refusal::usage(
                format!("`{}` is no language of this site", escaped_controls(word)),
                help,
            )
        })?;
        langs.push(lang);
    }
    langs.sort_unstable();
    langs.dedup();
    if langs.is_empty() {
        let help = format!("use some of {}", config.tags().join(", "));
        return Err(Refusal::usage("no language is named", help));
    }
    Ok(langs)
}

/// What all files of the article are called: a name that its address keeps.
fn stem(config: &Config, title: &str, slug: Option<&str>) -> Result<String, Refusal> {
    let written = nfc(slug.unwrap_or(title).trim()).into_owned();
    let stem = config.slugs.slug(&written);
    let shown = escaped_controls(&written).into_owned();
    if stem.is_empty() {
        let message = format!("no address can be made of `{shown}`");
        return Err(Refusal::usage(message, "give it one in letters: `--slug my-article`"));
    }
    // Such a file is the text of its folder.
    if stem == "index" {
        let message = "an article cannot be called `index` or `_index`, which is the text of a section";
        return Err(Refusal::usage(message, "give it another name: `--slug my-article`"));
    }
    if slug.is_some() && stem != written {
        let message = format!("`{shown}` cannot be the name of an article");
        return Err(Refusal::usage(message, format!("write `--slug {stem}`")));
    }
    Ok(stem)
}

/// Refuses a name that an article has. One that it lacks a language of may be completed, by that name; then this is it.
fn completed<'s>(
    site: &'s Site,
    section: &str,
    stem: &str,
    langs: &[Lang],
    named: bool,
) -> Result<Option<&'s Document>, Refusal> {
    let tags = site.config.owned_tags();
    let held = site.withheld.iter().filter(|held| held.reason != Withheld::Ignored);
    let documents = site.documents().map(|document| (&document.path, Some(document.lang)));
    let all: Vec<(&SourcePath, Option<Lang>)> = documents.chain(held.map(|held| (&held.path, None))).collect();
    let reader = Reader::new(&tags, all.iter().map(|(path, _)| *path));
    let key = format!("{section}/{stem}");
    let is_same = |path: &SourcePath| reader.identity(below_content(path.as_str())).key() == key;
    let same: Vec<_> = all.iter().filter(|(path, _)| is_same(path)).collect();
    let Some((first, _)) = same.first() else {
        return Ok(None);
    };
    let is_taken = |lang: Option<Lang>| lang.is_none_or(|lang| langs.contains(&lang));
    let taken = same.iter().find(|(_, lang)| is_taken(*lang));
    let is_free = |lang: &Lang| same.iter().all(|(_, taken)| taken.is_some_and(|taken| taken != *lang));
    let free = langs.iter().filter(|lang| is_free(lang));
    let free: Vec<_> = free.map(|&lang| site.config.language(lang).tag.as_str()).collect();
    let help = match (taken, free.as_slice()) {
        (None, _) if named => return Ok(site.documents().find(|document| document.path == **first)),
        (_, []) => "choose another title, or give this one a name of its own: `--slug another-name`".to_owned(),
        (_, free) => format!(
            "if this is its translation, write `--slug {stem} --languages {}`; otherwise choose another name",
            free.join(",")
        ),
    };
    let path = taken.map_or(first, |(path, _)| path);
    Err(Refusal::for_safety(
        format!("there is an article of this name, `{path}`"),
        help,
    ))
}

/// The language that the title is in: by its script, or else by its direction; the first where it has no letters.
fn own_language(config: &Config, langs: &[Lang], title: &str) -> Option<Lang> {
    let find = |is_it: &dyn Fn(Lang) -> bool| langs.iter().copied().find(|&lang| is_it(lang));
    let of_script = |text: &str| {
        let written = script(text)?;
        find(&|lang| config.language(lang).script == written)
    };
    if script(title).is_none() {
        return langs.first().copied();
    }
    // Names are written in Latin letters in any language, and may be longer than the rest: `C++ أم Rust؟`.
    let is_latin = |c: &char| script(c.encode_utf8(&mut [0; 4])) == Some("Latn");
    let other: String = title.chars().filter(|c| !is_latin(c)).collect();
    of_script(&other)
        .or_else(|| of_script(title))
        .or_else(|| find(&|lang| majority(title) == Some(config.language(lang).direction)))
}

/// The text of a file. `translate` is the language into which its title is to be translated.
fn text(title: &str, date: Option<&str>, translate: Option<&str>, draft: bool) -> String {
    let mut text = "---\n".to_owned();
    if let Some(tag) = translate {
        text.push_str(&format!("# To be translated into `{tag}`, the title as well.\n"));
    }
    text.push_str(&format!("title: {}\n", yaml(title)));
    if let Some(date) = date {
        text.push_str(&format!("date: {date}\n"));
    }
    if draft {
        text.push_str("draft: true\n");
    }
    text.push_str("---\n\n");
    text
}

/// The first error that the new files bring.
fn caused<'a>(before: &Report, after: &'a Report) -> Option<&'a Diagnostic> {
    let is_new = |problem: &Diagnostic| before.diagnostics.iter().all(|(_, known)| known != problem);
    let errors = after.diagnostics.iter().filter(|(level, _)| *level == Level::Error);
    errors.map(|(_, problem)| problem).find(|problem| is_new(problem))
}

fn unfit(problem: &Diagnostic) -> Refusal {
    let help = match problem.code {
        Code::RouteCollision | Code::UnsafeName => {
            "choose another title, another section, or another name: `--slug another-name`"
        }
        _ => problem.help.as_deref().unwrap_or("choose another title"),
    };
    match problem.code {
        Code::RouteCollision => Refusal::for_safety(&problem.message, help),
        _ => Refusal::usage(&problem.message, help),
    }
}

fn route(site: &Site, path: &SourcePath) -> Option<Route> {
    let document = site.documents().find(|document| document.path == *path)?;
    Some(document.route.clone())
}
