//! The strings of a theme, by language.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::complete::check;
use super::layer::{Layer, Source};
use crate::base::{Code, Diagnostic, Digester, LineIndex, Place, Span};
use crate::model::{Phrase, Strings};

/// The plural categories of CLDR.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A string and where it is written.
#[derive(Clone)]
pub struct Entry {
    /// The string.
    pub phrase: Phrase,
    /// Where it is written.
    pub place: Place,
}

/// By language, then by key.
type Catalogue = BTreeMap<String, BTreeMap<String, Entry>>;

/// The strings of each of `languages`, those of later layers winning key by key.
pub fn load(
    theme: &str,
    layers: &[&Layer],
    languages: &[String],
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Strings> {
    let catalogues: Vec<Catalogue> = layers.iter().map(|layer| read_all(layer, diagnostics)).collect();
    let models = models(&catalogues, languages);
    let strings_of = |lang: &String| {
        let entries = of_language(&catalogues, lang);
        diagnostics.extend(check(theme, lang, &entries, &models));
        let phrases: BTreeMap<String, Phrase> = entries
            .into_iter()
            .map(|(key, entry)| (key.to_owned(), entry.phrase.clone()))
            .collect();
        let digest = Digester::new("strings").debug(&phrases).finish();
        (lang.clone(), Strings { phrases, digest })
    };
    languages.iter().map(strings_of).collect()
}

fn read_all(layer: &Layer, diagnostics: &mut Vec<Diagnostic>) -> Catalogue {
    let file =
        |(name, source): (&str, &Source)| Some((name.strip_suffix(".toml")?.to_owned(), read(source, diagnostics)));
    layer.below("strings/").filter_map(file).collect()
}

/// The entries of a file, without those that cannot be used.
fn read(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, Entry> {
    let Some((text, table)) = source.table(diagnostics) else {
        return BTreeMap::new();
    };
    let index = LineIndex::new(text);
    let mut entries = BTreeMap::new();
    for (key, value) in table.get_ref() {
        let phrase = match value.get_ref() {
            DeValue::String(text) => Ok(Phrase::Plain(text.to_string())),
            DeValue::Table(forms) => plural(forms).map_err(|span| {
                (
                    span,
                    "a plural form is `zero`, `one`, `two`, `few`, `many` or `other`, and a text",
                )
            }),
            _ => Err((
                value.span().into(),
                "a string is a text, or a table of texts by plural category",
            )),
        };
        match phrase {
            Ok(phrase) => {
                let position = Some(index.position(key.span().into()));
                let place = Place {
                    path: source.path.clone(),
                    position,
                };
                entries.insert(key.get_ref().to_string(), Entry { phrase, place });
            }
            Err((span, message)) => {
                diagnostics.push(Diagnostic::new(Code::ThemeSyntax, message).spanning(&source.path, &index, span));
            }
        }
    }
    entries
}

/// The forms of a plural, or the place of what is none.
fn plural(forms: &DeTable<'_>) -> Result<Phrase, Span> {
    let form = |(category, text): (&toml::Spanned<std::borrow::Cow<'_, str>>, &toml::Spanned<DeValue<'_>>)| match text
        .get_ref()
    {
        DeValue::String(text) if CATEGORIES.contains(&category.get_ref().as_ref()) => {
            Ok((category.get_ref().to_string(), text.to_string()))
        }
        _ => Err(category.span().into()),
    };
    forms.iter().map(form).collect::<Result<_, _>>().map(Phrase::Plural)
}

/// The entries of a language: those of `ar-EG` over those of `ar`, of later layers over earlier ones.
fn of_language<'a>(catalogues: &'a [Catalogue], lang: &str) -> BTreeMap<&'a str, &'a Entry> {
    let ends = lang.match_indices('-').map(|(at, _)| at).chain([lang.len()]);
    let tags = ends.filter_map(|end| lang.get(..end));
    let files = tags.flat_map(|tag| catalogues.iter().filter_map(move |catalogue| catalogue.get(tag)));
    files.flatten().map(|(key, entry)| (key.as_str(), entry)).collect()
}

/// For every key of any file the entry that the others are measured by: that of the earliest layer
/// that has one, in the first of the site's languages that has one there.
fn models<'a>(catalogues: &'a [Catalogue], languages: &[String]) -> BTreeMap<&'a str, &'a Entry> {
    let mut models = BTreeMap::new();
    for catalogue in catalogues {
        let of_site = languages
            .iter()
            .flat_map(|lang| of_language(std::slice::from_ref(catalogue), lang));
        let others = catalogue.values().flatten().map(|(key, entry)| (key.as_str(), entry));
        for (key, entry) in of_site.chain(others) {
            models.entry(key).or_insert(entry);
        }
    }
    models
}
