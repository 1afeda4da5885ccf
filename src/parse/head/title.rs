//! The title of a source whose front matter has none.

use std::sync::Arc;

use super::date::parse_date;
use super::fence::Form;
use crate::base::quote::{in_quotes, yaml};
use crate::base::{Code, SourcePath, Span};
use crate::model::{Date, TitleSource};
use crate::parse::tree::Reporter;
use crate::text::{balanced, excerpt, first_sentence};

/// A source without a title in its front matter.
pub(super) struct Untitled<'a> {
    pub path: &'a SourcePath,
    pub languages: &'a [String],
    pub form: &'a Form,
    pub plain_text: bool,
    pub body: &'a str,
    pub heading: Option<Arc<str>>,
    pub date: Option<Date>,
}

impl Untitled<'_> {
    /// Takes the heading, else the first sentence of a plain text, else the file's name.
    pub(super) fn find(self, reporter: &mut Reporter<'_>) -> Option<(TitleSource, Arc<str>)> {
        if let Some(heading) = self.heading.as_ref().filter(|heading| !heading.trim().is_empty()) {
            return Some((TitleSource::Heading, Arc::clone(heading)));
        }
        if let Some(sentence) = proposed(self.body).filter(|_| self.plain_text) {
            let message = format!("The first sentence is taken as the title: {sentence}");
            let help = format!("to choose another, {}", self.line(&sentence));
            reporter.add(Code::PlainTextTitle, Span::default(), message, help);
            return Some((TitleSource::FirstSentence, sentence.into()));
        }
        let found = from_name(self.path, self.languages);
        if let Some((_, name)) = &found {
            let message = format!("There is no title; the file's name is taken: {name}");
            reporter.add(Code::MissingTitle, Span::default(), message, self.line(name));
        }
        found
    }

    /// What to write for a title, and where.
    fn line(&self, title: &str) -> String {
        let line = format!("title: {}", yaml(title));
        match self.form {
            Form::Toml(_) => format!("add to the front matter: title = {}", in_quotes(title)),
            Form::Yaml(_) => format!("add to the front matter: {line}"),
            Form::PlainText(Some(_)) => {
                let date = self.date.map_or(String::new(), |date| format!("date: {date}\n"));
                format!("write these lines in place of the word `date` and the date:\n---\n{line}\n{date}---")
            }
            _ => format!("start the file with these lines:\n---\n{line}\n---"),
        }
    }
}

/// A title for a plain text: its first sentence, without the full stop.
fn proposed(body: &str) -> Option<String> {
    const LONGEST: usize = 100;
    let sentence = excerpt(first_sentence(body), LONGEST);
    let title = sentence.trim_end_matches(['.', '۔']).trim();
    (!title.is_empty()).then(|| title.to_owned())
}

/// A readable title from a path: the file's name, or the folder's for an index. The root's index has none.
pub(super) fn from_name(path: &SourcePath, languages: &[String]) -> Option<(TitleSource, Arc<str>)> {
    let is_language = |part: &str| languages.iter().any(|tag| tag.eq_ignore_ascii_case(part));
    let name = path.name();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = match stem.rsplit_once('.') {
        Some((stem, suffix)) if is_language(suffix) => stem,
        _ => stem,
    };
    let name = match stem {
        "index" | "_index" => path
            .folder()
            .split('/')
            .skip(1)
            .filter(|part| !is_language(part))
            .last()?,
        _ => stem,
    };
    Some((TitleSource::FileName, readable(name).into()))
}

/// A name as words: without the date that some generators put first, hyphens as spaces, a capital first.
fn readable(name: &str) -> String {
    let undated = match name.split_at_checked("2025-03-04-".len()) {
        Some((date, rest)) if !rest.is_empty() && date.strip_suffix('-').and_then(parse_date).is_some() => rest,
        _ => name,
    };
    let words = balanced(undated).replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut characters = words.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_titles() {
        let languages = ["ar".to_owned(), "en".to_owned(), "pt-BR".to_owned()];
        for (path, title) in [
            ("content/about.en.md", Some("About")),
            ("content/a/my-first_post.md", Some("My first post")),
            ("content/a/عن-الموقع.ar.md", Some("عن الموقع")),
            ("content/next.js.md", Some("Next.js")),
            ("content/x.pt-br.md", Some("X")),
            ("content/v1.2-notes.md", Some("V1.2 notes")),
            ("content/a/2021-02-01-hello.md", Some("Hello")),
            ("content/a/\u{202E}hello.md", Some("Hello")),
            ("content/a/2021-02-01.md", Some("2021 02 01")),
            ("content/articles/_index.ar.md", Some("Articles")),
            ("content/articles/why-two/index.en.md", Some("Why two")),
            ("content/ar/articles/index.md", Some("Articles")),
            ("content/index.en.md", None),
            ("content/ar/_index.md", None),
            ("content/a/-.md", Some("-")),
            ("content/a/.md", Some("")),
        ] {
            let found = from_name(&SourcePath::new(path), &languages);
            assert_eq!(found.as_ref().map(|(_, title)| &**title), title, "{path}");
        }
    }
}
