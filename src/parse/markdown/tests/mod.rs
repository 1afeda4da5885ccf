//! Tables of what is written and what is printed; the helpers that they share.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod blocks;
mod directives;
mod headings;
mod isolation;
mod limits;
mod problems;
mod quirks;
mod typed;

use super::copy::Copy;
use super::{LeadingTitle, Reading, Source, body};
use crate::base::{Checked, Digest, SourcePath};
use crate::model::{Body, Closer, Hole, Language, MarkdownSettings, Markup, ReferenceKind};
use crate::parse::config::plain;
use crate::text::Quotes;

/// Prints every hole so that a test can see it.
struct Shown<'b>(&'b Body);

impl Closer for Shown<'_> {
    fn close(&self, hole: Hole, out: &mut String) {
        let shown = match hole {
            Hole::Reference(index) => {
                let reference = &self.0.references[index as usize];
                let key = if reference.kind == ReferenceKind::Link {
                    "href"
                } else {
                    "src"
                };
                format!(" {key}=\"{}\"", reference.target)
            }
            Hole::HeadingId(index) => format!(" id=\"{}\"", self.0.headings[index as usize].id),
            Hole::Id(index) => format!(" id=\"{}\"", self.0.ids[index as usize]),
            Hole::HeadingLinks { .. } => "§".to_owned(),
            Hole::FootnoteMark { footnote, nth } => format!("⟨{}.{}⟩", footnote + 1, nth + 1),
            Hole::FootnoteBack(footnote) => format!("⟨↑{}⟩", footnote + 1),
            Hole::Text(key) => format!("⟨{}⟩", key.0),
            // The language of the tests has ASCII digits.
            Hole::Numerals | Hole::TextLang | Hole::Picture(_) | Hole::PictureEnd(_) => String::new(),
            Hole::Code(index) => {
                let code = &self.0.code[index as usize];
                let numbers = code.numbers.map_or_else(String::new, |first| first.to_string());
                let marked = code
                    .marked
                    .iter()
                    .map(|range| format!("={}-{}", range.start, range.end));
                let marked: String = marked.collect();
                let text = code.text.replace('<', "&lt;");
                format!("<pre {}|{numbers}{marked}>{text}</pre>", code.language)
            }
            Hole::Call(_) | Hole::CallEnd => String::new(),
        };
        out.push_str(&shown);
    }

    fn call(&self, call: u32, body: &str, out: &mut String) {
        let call = &self.0.components[call as usize];
        let mut id = String::new();
        if let Some(index) = call.id {
            self.close(Hole::Id(index), &mut id);
        }
        call.write_unanswered(&id, body, out);
    }
}

fn languages() -> [Language; 2] {
    ["en", "ar"].map(plain)
}

fn parse_as(text: &str, title: LeadingTitle<'_>, plain_text: bool) -> Checked<Body> {
    parse_in(&languages(), text, title, plain_text)
}

/// Straight quotation marks become those of Persian.
fn parse_with_quotes(text: &str) -> Checked<Body> {
    let mut languages = languages();
    languages[0].quotes = Quotes::parse("«»‹›");
    parse_in(&languages, text, LeadingTitle::Keep, false)
}

fn parse_in(languages: &[Language], text: &str, title: LeadingTitle<'_>, plain_text: bool) -> Checked<Body> {
    let path = SourcePath::new("a.md");
    let source = Source {
        path: &path,
        text,
        start: 0,
        plain_text,
        title,
        reading: Reading {
            language: &languages[0],
            direction: languages[0].direction,
            languages,
            isolate: false,
        },
        digest: Digest::default(),
    };
    body(&source, &MarkdownSettings::default())
}

fn parse(text: &str) -> Checked<Body> {
    parse_as(text, LeadingTitle::Keep, false)
}

fn shown(body: &Body, markup: &Markup) -> String {
    let mut html = String::new();
    markup.fill(&Shown(body), &mut html);
    html
}

/// The blocks of a body as one string.
fn html(body: &Body) -> String {
    body.blocks.iter().map(|block| shown(body, &block.markup)).collect()
}

/// Checks a table of Markdown and HTML, none of which is to be reported.
fn check(table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        let checked = parse(markdown);
        assert_eq!(html(&checked.value).trim_end(), *expected, "{markdown}");
        assert_eq!(checked.diagnostics, [], "{markdown}");
    }
}

/// The diagnostics as `line:column+length code`.
fn problems(checked: &Checked<Body>) -> Vec<String> {
    let problems = checked.diagnostics.iter().map(|diagnostic| {
        let position = diagnostic.place.as_ref().unwrap().position.unwrap();
        let (line, column, length) = (position.line, position.column, position.length);
        format!("{line}:{column}+{length} {}", diagnostic.code)
    });
    problems.collect()
}
