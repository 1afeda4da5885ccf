//! What the theme says in a language stands where `lang` says so, or it would be read out in another.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::primary;
use crate::feed::{Atom, Xml};
use crate::page::Page;
use crate::site::Site;

/// Letters below which a word of the theme may be anybody's.
const SHORTEST: usize = 4;

/// A placeholder of a phrase: any number.
const NUMBER: &str = "0";

/// The words of a text, and the languages in which it is said.
type Phrase = (Vec<String>, BTreeSet<String>);

/// What the theme says, and in which languages.
pub struct Words {
    /// A text of one word by that word.
    words: BTreeMap<String, BTreeSet<String>>,
    /// Longer ones by their first word.
    phrases: BTreeMap<String, Vec<Phrase>>,
}

impl Words {
    /// Reads the strings of a theme.
    pub fn of_theme(folder: &Path) -> Words {
        let mut said: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let lang = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let table: toml::Table = fs::read_to_string(&path).unwrap().parse().unwrap();
            let one_or_many = table.values().flat_map(|value| match value {
                toml::Value::Table(forms) => forms.values().collect(),
                value => vec![value],
            });
            for text in one_or_many.filter_map(toml::Value::as_str) {
                said.entry(tokens(text)).or_default().insert(lang.clone());
            }
        }
        let mut words = Words {
            words: BTreeMap::new(),
            phrases: BTreeMap::new(),
        };
        said.retain(|text, _| text.concat().chars().filter(|c| c.is_alphabetic()).count() >= SHORTEST);
        for (text, langs) in said {
            match text.as_slice() {
                [word] => drop(words.words.insert(word.clone(), langs)),
                [first, ..] => words.phrases.entry(first.clone()).or_default().push((text, langs)),
                [] => {}
            }
        }
        words
    }

    /// Names the words of languages that the site uses that stand in another language.
    pub fn check(&self, site: &Site, problems: &mut Vec<String>) {
        let mut used: BTreeSet<&str> = site.pages.values().map(|page| primary(&page.lang)).collect();
        // What a theme does not say in a language, it may say in English.
        used.insert("en");
        let of_page = |path: &str, page: &Page| -> Vec<String> {
            let wrong = page.said.iter().filter_map(|said| {
                let words = self.astray(&said.words, &said.lang, &used)?;
                Some(format!("{path}: {words:?} stands in `{}`", said.lang))
            });
            wrong.collect()
        };
        let made: Vec<_> = site.made().collect();
        problems.par_extend(made.into_par_iter().flat_map_iter(|(path, page)| of_page(path, page)));
        for (path, xml) in &site.xml {
            if let Xml::Atom(feed) = xml {
                let contents = feed.entries.iter().filter_map(|entry: &Atom| entry.content.as_ref());
                problems.extend(contents.flat_map(|content| of_page(path, content)));
            }
        }
    }

    /// The words in a text that are the theme's in a language that is used, but not in `lang`.
    fn astray(&self, text: &str, lang: &str, used: &BTreeSet<&str>) -> Option<Vec<String>> {
        let is_wrong = |langs: &BTreeSet<String>| {
            let of_site = langs.iter().any(|lang| used.contains(lang.as_str()));
            of_site && !langs.contains(primary(lang))
        };
        let tokens = tokens(text);
        if let [word] = tokens.as_slice() {
            return self.words.get(word).filter(|langs| is_wrong(langs)).map(|_| tokens);
        }
        let starts = |at: usize| {
            let phrases = self.phrases.get(&tokens[at])?.iter();
            let mut fitting = phrases.filter(|(phrase, langs)| tokens[at..].starts_with(phrase) && is_wrong(langs));
            fitting.next().map(|(phrase, _)| phrase.clone())
        };
        (0..tokens.len()).find_map(starts)
    }
}

/// The words of a text without the signs around them; numbers and placeholders are alike.
fn tokens(text: &str) -> Vec<String> {
    let word = |word: &str| {
        let is_placeholder = word.starts_with('{');
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_number = !word.is_empty() && word.chars().all(char::is_numeric);
        let word = if is_placeholder || is_number { NUMBER } else { word };
        (!word.is_empty()).then(|| word.to_owned())
    };
    text.split_whitespace().filter_map(word).collect()
}
