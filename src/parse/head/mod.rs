//! The head of a source: front matter, title, first words. All that routing and lists need.

mod date;
mod decode;
mod fence;
mod front;
mod keys;
mod terms;
mod title;

use std::ops::Range;

use self::fence::Form;
use self::front::{Syntax, front_matter};
use super::markdown::opening;
use super::tree::{Entry, Reporter, TomlCodes, drop_controls, limits, read_toml, read_yaml};
use crate::base::{Checked, Code, Digest, Digester, SourcePath, Span};
use crate::model::{Date, FrontMatter, Head};
use crate::text::{Direction, balanced, excerpt, majority};

pub use date::parse_date;
pub use decode::decode;
pub use keys::KNOWN as KNOWN_KEYS;

/// The settings that matter to a head.
#[derive(Clone, Copy, Debug)]
pub struct HeadSettings<'a> {
    /// The keys that hold terms.
    pub taxonomies: &'a [String],
    /// The tags of the site's languages: what they add to a file's name is not part of its title.
    pub languages: &'a [String],
    /// Whether what stands between dollar signs is a formula.
    pub math: bool,
}

impl HeadSettings<'_> {
    /// The digest of a head: of all that it is made from.
    pub fn digest(&self, path: &SourcePath, text: &str) -> Digest {
        Digester::new("head")
            .text(env!("CARGO_PKG_VERSION"))
            .text(path.as_str())
            .text(text)
            .number(self.math.into())
            .each(self.taxonomies.iter(), |digester, key| digester.text(key))
            .each(self.languages.iter(), |digester, tag| digester.text(tag))
            .finish()
    }
}

/// Whether a plain-text file begins as an article does: with a date or with front matter.
pub fn begins_article(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (form, _) = fence::detect(text.trim_start_matches('\u{feff}'), true);
    form != Form::PlainText(None)
}

/// Reads the head of a source. `text` is what [`decode()`] gives.
pub fn head(path: &SourcePath, text: &str, settings: &HeadSettings<'_>) -> Checked<Head> {
    let is_txt = path.extension().eq_ignore_ascii_case("txt");
    let (form, body_start) = fence::detect(text, is_txt);
    // nothing is reported of the body here, so its lines need not be counted
    let mut reporter = Reporter::new(path, text.get(..body_start).unwrap_or_default());
    let plain_text = is_txt || matches!(form, Form::PlainText(_));
    let source = Source { text, settings };
    let sound = source.front(&form, &mut reporter);
    let broken = sound.is_none();
    let front = sound.unwrap_or_default();
    let body = text.get(body_start..).unwrap_or_default();
    let (heading, first_words) = if plain_text {
        (None, excerpt(body, FIRST_WORDS).into())
    } else {
        let opening = opening(body, settings.math);
        let title = opening.title.map(|title| balanced(&title).into());
        (title, opening.words)
    };
    let of_name = || title::from_name(path, settings.languages);
    let found_title = if text.trim().is_empty() {
        let help = "write something in it, or delete it";
        reporter.add(Code::EmptyFile, Span::default(), "The file holds no text", help);
        of_name()
    } else if broken {
        // what it says of the title is not known
        of_name()
    } else if front.title.is_some() {
        None
    } else {
        let titled = title::Untitled {
            path,
            languages: settings.languages,
            form: &form,
            plain_text,
            body,
            heading,
            date: front.date,
        };
        titled.find(&mut reporter)
    };
    let direction = direction(
        &front,
        found_title.as_ref().map(|(_, title)| &**title),
        &first_words,
        body,
    );
    Checked {
        value: Head {
            front,
            unread: broken,
            body_start,
            plain_text,
            found_title,
            first_words,
            direction,
        },
        diagnostics: reporter.finish(),
    }
}

/// How many characters of a plain text serve as its description.
const FIRST_WORDS: usize = 200;

struct Source<'a> {
    text: &'a str,
    settings: &'a HeadSettings<'a>,
}

impl Source<'_> {
    /// The front matter, or nothing where it cannot be read.
    fn front(&self, form: &Form, reporter: &mut Reporter<'_>) -> Option<FrontMatter> {
        match form {
            Form::Yaml(block) => self.typed(block, Syntax::Yaml, reporter),
            Form::Toml(block) => self.typed(block, Syntax::Toml, reporter),
            Form::PlainText(Some((place, date))) => Some(self.dated(place, *date, reporter)),
            Form::PlainText(None) | Form::None => Some(FrontMatter::default()),
            Form::Unclosed(place) => {
                let fence = self.text.get(place.clone()).unwrap_or_default();
                reporter.add(
                    Code::FrontMatterUnclosed,
                    place.clone().into(),
                    format!("The front matter that starts with `{fence}` has no closing line"),
                    format!("write a line `{fence}` after the last key; for a rule across the page write `***`"),
                );
                None
            }
            Form::Engine(place) => {
                let fence = self.text.get(place.clone()).unwrap_or_default();
                reporter.add(
                    Code::FrontMatterSyntax,
                    place.clone().into(),
                    format!("Front matter is YAML or TOML; `{fence}` asks for something else"),
                    "write `key: value` lines between two lines `---`",
                );
                None
            }
        }
    }

    fn typed(&self, block: &Range<usize>, syntax: Syntax, reporter: &mut Reporter<'_>) -> Option<FrontMatter> {
        let entries = self.entries(block, syntax, reporter)?;
        Some(front_matter(&entries, syntax, self.settings.taxonomies, reporter))
    }

    fn entries(&self, block: &Range<usize>, syntax: Syntax, reporter: &mut Reporter<'_>) -> Option<Vec<Entry>> {
        let text = self.text.get(block.clone())?;
        if text.len() > limits::BYTES {
            reporter.add(
                Code::FrontMatterSyntax,
                Span::new(block.start, block.start),
                format!("The front matter is longer than {} kB", limits::BYTES / 1024),
                "move data to a file under `content/_data/`, or close the front matter earlier",
            );
            return None;
        }
        let mut entries = match syntax {
            Syntax::Yaml => read_yaml(text, block.start, reporter)?,
            Syntax::Toml => {
                let codes = TomlCodes {
                    syntax: Code::FrontMatterSyntax,
                    duplicate: Code::DuplicateKey,
                };
                read_toml(text, block.start, codes, reporter)?
            }
        };
        drop_controls(&mut entries, reporter);
        Some(entries)
    }

    /// The front matter of a plain text: its date.
    fn dated(&self, place: &Range<usize>, date: Option<Date>, reporter: &mut Reporter<'_>) -> FrontMatter {
        let span = Span::from(place.clone());
        if date.is_none() {
            let written = self.text.get(place.clone()).unwrap_or_default();
            reporter.add(
                Code::BadDate,
                span,
                format!("`{written}` cannot be read as a date"),
                "write year, month and day: `date 2025-03-04`",
            );
        }
        let mut front = FrontMatter {
            date,
            ..FrontMatter::default()
        };
        front.positions.insert("date".to_owned(), reporter.position(span));
        front
    }
}

/// The direction of most letters of the title and the first words; of the body's beginning where they have none.
fn direction(front: &FrontMatter, found_title: Option<&str>, words: &str, body: &str) -> Option<Direction> {
    const BEGINNING: usize = 4096;
    let written = front.title.as_ref().and_then(|title| title.plain.as_deref());
    let title = written.or(found_title).unwrap_or_default();
    majority(&format!("{title} {words}")).or_else(|| {
        let end = body.floor_char_boundary(BEGINNING.min(body.len()));
        majority(body.get(..end).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests;
