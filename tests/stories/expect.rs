//! The language of expectations, one a line.

use maqal::base::{Code, Level};
use maqal::pipeline::Counts;

use crate::blocks::Problem;
use crate::text::{expected, first_word, words};

/// What must be true after a build.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// Something about one published file.
    Output { route: String, is: Content },
    /// One published file fits the pattern and holds such an image.
    Image {
        pattern: String,
        kind: String,
        size: (u32, u32),
    },
    /// So many published files fit the pattern.
    Files { pattern: String, number: usize },
    /// No published file is at this address.
    Absent(String),
    /// No published file holds this text.
    Nowhere(String),
    /// The exit code.
    Exit(u8),
    /// Which routes were rendered.
    Rendered(Routes),
    /// How many bodies were parsed.
    Parsed(usize),
    /// Which HTML pages are published, perhaps only those whose address starts with a prefix.
    Pages { below: String, routes: Vec<String> },
    /// A number of the summary.
    Count { field: Field, number: usize },
    /// A diagnostic is reported.
    Diagnostic(Reported),
    /// Diagnostics are not looked at.
    AnyDiagnostics,
}

/// What one file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// The text, anywhere.
    Has(String),
    /// Not this text.
    Lacks(String),
    /// The text, exactly once.
    Once(String),
    /// These texts, in this order.
    Order(Vec<String>),
    /// Nothing else, but for one newline at the end.
    Is(String),
    /// The bytes of a source.
    Same(String),
    /// No id twice, and an id for every link within the page.
    Anchored,
}

/// A set of rendered routes.
#[derive(Clone, Debug, PartialEq)]
pub enum Routes {
    /// These and no others.
    Exactly(Vec<String>),
    /// These, perhaps among others.
    With(Vec<String>),
    /// None of these.
    Without(Vec<String>),
}

/// A diagnostic as a story writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reported {
    pub level: Level,
    pub code: Code,
    /// `path:line:column`, `path`, or nothing for the site as a whole.
    pub place: String,
    /// Each is part of the message.
    pub message: Vec<String>,
    /// Each is part of the help.
    pub help: Vec<String>,
    /// The page that was being made.
    pub page: Option<String>,
}

/// A field of [`Counts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field(&'static str);

impl Field {
    const ALL: [&'static str; 11] = [
        "pages",
        "documents",
        "paired",
        "files",
        "drafts",
        "future",
        "expired",
        "ignored",
        "written",
        "kept",
        "removed",
    ];

    /// The field's name.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// The field's value.
    pub fn of(self, counts: &Counts) -> usize {
        match self.0 {
            "pages" => counts.pages,
            "documents" => counts.documents,
            "paired" => counts.paired,
            "files" => counts.files,
            "drafts" => counts.drafts,
            "future" => counts.future,
            "expired" => counts.expired,
            "ignored" => counts.ignored,
            "written" => counts.written,
            "kept" => counts.kept,
            _ => counts.removed,
        }
    }
}

/// Reads the lines of a build.
pub fn parse(block: &[(usize, &str)]) -> Result<Vec<(usize, Expectation)>, Problem> {
    let mut expectations: Vec<(usize, Expectation)> = Vec::new();
    for &(number, line) in block {
        if line.trim().is_empty() {
            continue;
        }
        if line.starts_with(' ') {
            let Some((_, Expectation::Diagnostic(reported))) = expectations.last_mut() else {
                return Err((number, "an indented line belongs below a diagnostic".into()));
            };
            detail(line, reported).map_err(|problem| (number, problem))?;
        } else {
            expectations.push((number, expectation(line).map_err(|problem| (number, problem))?));
        }
    }
    Ok(expectations)
}

fn expectation(line: &str) -> Result<Expectation, String> {
    let (kind, rest) = first_word(line);
    let number = || rest.parse::<usize>().map_err(|_| format!("`{rest}` is no number"));
    Ok(match kind.as_str() {
        "page" | "file" => output(rest)?,
        "image" => image(rest)?,
        "files" => {
            let (pattern, rest) = first_word(rest);
            Expectation::Files {
                pattern: route(&pattern)?,
                number: rest.parse().map_err(|_| format!("`{rest}` is no number"))?,
            }
        }
        "absent" => Expectation::Absent(route(rest)?),
        "nowhere" => Expectation::Nowhere(expected(rest)?),
        "exit" => Expectation::Exit(rest.parse().map_err(|_| format!("`{rest}` is no exit code"))?),
        "rendered" => Expectation::Rendered(rendered(rest)?),
        "parsed" => Expectation::Parsed(number()?),
        "pages" => pages(rest)?,
        "count" => {
            let (field, rest) = first_word(rest);
            let known = Field::ALL.into_iter().find(|name| *name == field);
            Expectation::Count {
                field: Field(known.ok_or_else(|| format!("`{field}` is not counted"))?),
                number: rest.parse().map_err(|_| format!("`{rest}` is no number"))?,
            }
        }
        "error" => diagnostic(Level::Error, rest)?,
        "warning" => diagnostic(Level::Warning, rest)?,
        "diagnostics" if rest == "any" => Expectation::AnyDiagnostics,
        other => return Err(format!("`{other}` is no expectation")),
    })
}

fn output(rest: &str) -> Result<Expectation, String> {
    let (address, rest) = first_word(rest);
    let (verb, text) = first_word(rest);
    let is = match verb.as_str() {
        "has" => Content::Has(expected(text)?),
        "lacks" => Content::Lacks(expected(text)?),
        "once" => Content::Once(expected(text)?),
        "order" => Content::Order(words(text)),
        "is" => Content::Is(expected(text)?),
        "same" => Content::Same(first_word(text).0),
        "anchored" => Content::Anchored,
        other => return Err(format!("`{other}` says nothing of a page")),
    };
    if is == Content::Anchored && !text.is_empty() {
        return Err("`anchored` takes no text".into());
    }
    if text.is_empty() && ![Content::Is(String::new()), Content::Anchored].contains(&is) {
        return Err(format!("`{verb}` needs a text"));
    }
    Ok(Expectation::Output {
        route: route(&address)?,
        is,
    })
}

fn image(rest: &str) -> Result<Expectation, String> {
    let [pattern, kind, size] = <[String; 3]>::try_from(words(rest)).map_err(|_| "`image` takes three words")?;
    let sides = size
        .split_once('x')
        .map(|(width, height)| (width.parse(), height.parse()));
    match sides {
        Some((Ok(width), Ok(height))) => Ok(Expectation::Image {
            pattern: route(&pattern)?,
            kind,
            size: (width, height),
        }),
        _ => Err(format!("`{size}` is no size")),
    }
}

fn rendered(rest: &str) -> Result<Routes, String> {
    let (first, others) = first_word(rest);
    match first.as_str() {
        "" => Err("`rendered` needs routes, or `nothing`".into()),
        "nothing" => Ok(Routes::Exactly(Vec::new())),
        "has" => routes(others).map(Routes::With),
        "lacks" => routes(others).map(Routes::Without),
        _ => routes(rest).map(Routes::Exactly),
    }
}

fn pages(rest: &str) -> Result<Expectation, String> {
    let (first, others) = first_word(rest);
    let (below, listed) = match first.as_str() {
        "below" => {
            let (below, listed) = first_word(others);
            (route(&below)?, listed)
        }
        _ => ("/".to_owned(), rest),
    };
    let routes = if listed == "none" { Vec::new() } else { routes(listed)? };
    Ok(Expectation::Pages { below, routes })
}

fn routes(text: &str) -> Result<Vec<String>, String> {
    let mut routes = words(text)
        .iter()
        .map(|word| route(word))
        .collect::<Result<Vec<_>, _>>()?;
    routes.sort();
    Ok(routes)
}

fn route(text: &str) -> Result<String, String> {
    let text = text.trim().trim_matches('"');
    if text.starts_with('/') {
        Ok(text.to_owned())
    } else {
        Err(format!("`{text}` is no address: it starts with `/`"))
    }
}

fn diagnostic(level: Level, rest: &str) -> Result<Expectation, String> {
    let (name, place) = first_word(rest);
    let code = Code::ALL.iter().copied().find(|code| code.as_str() == name);
    Ok(Expectation::Diagnostic(Reported {
        level,
        code: code.ok_or_else(|| format!("`{name}` is no code"))?,
        place: place.trim().to_owned(),
        message: Vec::new(),
        help: Vec::new(),
        page: None,
    }))
}

fn detail(line: &str, reported: &mut Reported) -> Result<(), String> {
    let (kind, rest) = first_word(line);
    match kind.as_str() {
        "message" => reported.message.push(expected(rest)?),
        "help" => reported.help.push(expected(rest)?),
        "page" => reported.page = Some(route(rest)?),
        other => return Err(format!("`{other}` says nothing of a diagnostic")),
    }
    Ok(())
}
