//! Whether a language has every string, in every plural form that CLDR gives it, with the
//! placeholders that the program fills.

use std::collections::{BTreeMap, BTreeSet};

use super::strings::Entry;
use crate::base::{Code, Diagnostic, SourcePath};
use crate::locale::required_categories;
use crate::model::Phrase;

/// What the strings of one language lack, measured by an entry for every key.
pub fn check(
    theme: &str,
    lang: &str,
    entries: &BTreeMap<&str, &Entry>,
    models: &BTreeMap<&str, &Entry>,
) -> Vec<Diagnostic> {
    let file = SourcePath::new(&format!("themes/{theme}/strings/{lang}.toml"));
    let in_file = |message, help| Diagnostic::new(Code::MissingString, message).in_file(&file).help(help);
    if entries.is_empty() && !models.is_empty() {
        let keys = models.keys().copied().collect::<Vec<_>>().join(", ");
        let message = format!("the theme has no strings for the language `{lang}`");
        return vec![in_file(message, format!("write `{file}` with the keys {keys}"))];
    }
    let of_key = |(&key, model): (&&str, &&Entry)| match entries.get(key) {
        None => {
            let message = format!("the string `{key}` is missing for the language `{lang}`");
            vec![in_file(message, format!("add `{key} = \"…\"` to `{file}`"))]
        }
        Some(entry) => problems(key, lang, &entry.phrase, &model.phrase)
            .into_iter()
            .map(|Problem { message, help }| Diagnostic {
                place: Some(entry.place.clone()),
                ..Diagnostic::new(Code::MissingString, message).help(help)
            })
            .collect(),
    };
    models.iter().flat_map(of_key).collect()
}

/// What is wrong with one string, and what to write.
struct Problem {
    message: String,
    help: String,
}

fn problems(key: &str, lang: &str, phrase: &Phrase, model: &Phrase) -> Vec<Problem> {
    let mut problems = Vec::new();
    match (phrase, model) {
        (Phrase::Plural(_), Phrase::Plain(_)) => problems.push(Problem {
            message: format!("the string `{key}` does not depend on a number"),
            help: format!("write it as `{key} = \"…\"`"),
        }),
        (Phrase::Plural(forms), Phrase::Plural(_)) => {
            let needed = required_categories(lang).into_iter().map(|category| category.as_str());
            let missing = needed.filter(|&category| !forms.contains_key(category));
            problems.extend(missing.map(|category| Problem {
                message: format!("the string `{key}` has no form `{category}`, which the language `{lang}` needs"),
                help: format!("add `{category} = \"…\"` to `{key}`"),
            }));
        }
        // A plain text serves every number.
        (Phrase::Plain(_), _) => {}
    }
    let known: BTreeSet<&str> = texts(model).flat_map(placeholders).collect();
    let used: BTreeSet<&str> = texts(phrase).flat_map(placeholders).collect();
    problems.extend(used.difference(&known).map(|name| {
        Problem {
            message: format!("nothing fills `{{{name}}}` in the string `{key}`"),
            help: match known
                .iter()
                .map(|name| format!("`{{{name}}}`"))
                .collect::<Vec<_>>()
                .join(", ")
            {
                none if none.is_empty() => "it takes no placeholder".to_owned(),
                names => format!("it takes {names}"),
            },
        }
    }));
    let complete: BTreeSet<&str> = whole(phrase).into_iter().flat_map(placeholders).collect();
    let left_out = known.difference(&complete).filter(|_| whole(phrase).is_some());
    problems.extend(left_out.map(|name| Problem {
        message: format!("the string `{key}` leaves out `{{{name}}}`"),
        help: format!("write `{{{name}}}` where the value belongs"),
    }));
    problems
}

fn texts(phrase: &Phrase) -> impl Iterator<Item = &str> {
    let (plain, forms) = match phrase {
        Phrase::Plain(text) => (Some(text), None),
        Phrase::Plural(forms) => (None, Some(forms)),
    };
    plain
        .into_iter()
        .chain(forms.into_iter().flat_map(BTreeMap::values))
        .map(String::as_str)
}

/// The text that must have every placeholder. Of plural forms that is `other`: in Arabic the noun
/// alone says one and two.
fn whole(phrase: &Phrase) -> Option<&str> {
    match phrase {
        Phrase::Plain(text) => Some(text),
        Phrase::Plural(forms) => forms.get("other").map(String::as_str),
    }
}

/// The names between braces.
fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    let opened = text.split('{').skip(1);
    let closed = opened.filter_map(|rest| Some(rest.split_once('}')?.0));
    closed.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}
