//! Reads a file of cases: the files of a small site, then what a reader sees on its pages.

use crate::blocks::{self, Block, Line, Problem, Section};
use crate::tab::View;
use crate::text::{first_word, unescape, words};

/// One test.
pub type Case = Section<Step>;

/// One fenced block.
#[derive(Clone)]
pub enum Step {
    /// Writes a file.
    File { path: String, bytes: Vec<u8> },
    /// Warnings that the build gives, by code; `any` stands for all.
    Warnings(Vec<String>),
    /// The site is this repository's own.
    Own,
    /// The site brings the faces of [`crate::faces`] with it.
    Faces,
    /// Writes the file of a face of [`crate::faces`], by its family.
    Face { path: String, family: String },
    /// Looks at a page.
    Look(Look),
}

/// A page, how it is looked at, and what must be true.
#[derive(Clone)]
pub struct Look {
    pub line: usize,
    /// [`EVERY`] stands for every page.
    pub address: String,
    pub view: View,
    /// Only the text of the article is looked at, not the page around it.
    pub in_text: bool,
    /// What the page loads besides its style sheets comes late.
    pub late: bool,
    /// Without automatic isolation something here is wrong.
    pub isolation: bool,
    pub claims: Vec<Claim>,
}

/// One line of a look.
#[derive(Clone, Debug)]
pub struct Claim {
    pub line: usize,
    pub word: String,
    pub arguments: Vec<String>,
}

/// The address that stands for every page of the site.
pub const EVERY: &str = "/*";

/// The words, and how many arguments they take.
pub const WORDS: [(&str, usize, usize); 55] = [
    ("dir", 2, 2),
    ("ltr", 2, 2),
    ("rtl", 2, 2),
    ("right", 3, 3),
    ("flush", 3, 3),
    ("inbox", 2, 2),
    ("iso", 3, 3),
    ("noiso", 2, 2),
    ("lang", 3, 3),
    ("attr", 3, 3),
    ("noattr", 2, 2),
    ("picked", 2, 2),
    ("waits", 1, 1),
    ("asked", 1, 1),
    ("unasked", 1, 1),
    ("ascii", 2, 2),
    ("count", 2, 2),
    ("text", 2, 2),
    ("has", 2, 2),
    ("lacks", 2, 2),
    ("copied", 2, 2),
    ("style", 3, 4),
    ("differs", 2, 9),
    ("even", 1, 1),
    ("leftof", 2, 2),
    ("before", 2, 2),
    ("noscroll", 0, 0),
    ("scrolls", 1, 1),
    ("shown", 1, 1),
    ("hidden", 1, 1),
    ("ids", 0, 0),
    ("leads", 1, 1),
    ("balanced", 1, 2),
    ("begins", 1, 1),
    ("source", 1, 1),
    ("nosource", 1, 1),
    ("tabs", 0, 0),
    ("skips", 0, 0),
    ("axe", 0, 0),
    ("walk", 0, 0),
    ("strict", 0, 0),
    ("still", 0, 0),
    ("contrast", 2, 2),
    ("unclipped", 0, 0),
    ("targets", 0, 0),
    ("unbroken", 1, 1),
    ("tied", 1, 1),
    ("apart", 2, 2),
    ("level", 2, 2),
    ("flows", 0, 0),
    ("ranged", 0, 0),
    ("arrows", 2, 2),
    ("drawn", 2, 9),
    ("paper", 1, 9),
    ("pictured", 1, 1),
];

/// Reads all cases of a file.
pub fn parse(text: &str) -> Result<Vec<Case>, Problem> {
    let cases = blocks::sections(text, step)?;
    for case in &cases {
        if !case.steps.iter().any(|step| matches!(step, Step::Look(_))) {
            return Err((1, format!("the case `{}` looks at nothing", case.title)));
        }
    }
    Ok(cases)
}

fn step(block: &Block<'_>) -> Result<Step, Problem> {
    let (kind, rest) = first_word(block.info);
    let here = |problem: String| (block.line, problem);
    match kind.as_str() {
        "file" => {
            let (path, bytes) = blocks::file(rest, &block.lines).map_err(here)?;
            Ok(Step::File { path, bytes })
        }
        "warnings" => Ok(Step::Warnings(words(rest))),
        "own" => Ok(Step::Own),
        "faces" => Ok(Step::Faces),
        "face" => {
            let (path, family) = first_word(rest);
            Ok(Step::Face {
                path,
                family: family.to_owned(),
            })
        }
        "page" => look(rest, block, false).map(Step::Look),
        "text" => look(rest, block, true).map(Step::Look),
        other => Err(here(format!("`{other}` is no step"))),
    }
}

fn look(info: &str, block: &Block<'_>, in_text: bool) -> Result<Look, Problem> {
    let here = |problem: String| (block.line, problem);
    let (address, options) = first_word(info);
    if !address.starts_with('/') {
        return Err(here(format!("`{address}` is no address: it starts with `/`")));
    }
    let mut look = Look {
        line: block.line,
        address,
        view: View::default(),
        in_text,
        late: false,
        isolation: false,
        claims: Vec::new(),
    };
    for option in options.split_whitespace() {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let number = || value.parse().map_err(|_| here(format!("`{value}` is no number")));
        match (name, value) {
            ("width", _) => look.view.width = number()?,
            ("height", _) => look.view.height = number()?,
            ("print", "") => look.view.print = true,
            ("dark", "") => look.view.dark = true,
            ("forced", "") => look.view.forced = true,
            ("calm", "") => look.view.calm = true,
            ("zoom", "2" | "4") => look.view.zoom = number()?,
            ("script", "off") => look.view.scripts = false,
            ("late", "") => look.late = true,
            ("isolation", "") => look.isolation = true,
            _ => return Err(here(format!("`{option}` is no option of a page"))),
        }
    }
    for line in block.lines.iter().filter(|(_, line)| !line.trim().is_empty()) {
        look.claims.push(claim(*line)?);
    }
    if look.claims.is_empty() {
        return Err(here("nothing is looked at".into()));
    }
    Ok(look)
}

/// Reads one line.
pub fn claim((line, text): Line<'_>) -> Result<Claim, Problem> {
    let here = |problem: String| (line, problem);
    let (word, rest) = first_word(text);
    let arguments = words(rest)
        .iter()
        .map(|argument| unescape(argument))
        .collect::<Result<Vec<_>, _>>()
        .map_err(here)?;
    let Some((_, least, most)) = WORDS.iter().find(|(known, ..)| *known == word) else {
        return Err(here(format!("`{word}` says nothing of a page")));
    };
    if !(*least..=*most).contains(&arguments.len()) {
        let number = arguments.len();
        return Err(here(format!("`{word}` takes {least} to {most} words, not {number}")));
    }
    Ok(Claim { line, word, arguments })
}
