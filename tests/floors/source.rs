//! As much of Rust's grammar as the rules need: words outside comments and literals, and the paths they form.

/// A word or a mark of a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its line, from 1.
    pub line: usize,
    /// The word, the mark `::`, or one other character.
    pub text: String,
}

/// A path as written or imported, `use a::{b, c}` being two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The line of its last word.
    pub line: usize,
    /// Its words.
    pub words: Vec<String>,
    /// The word or mark before it.
    pub before: String,
    /// The mark after it.
    pub after: String,
    /// How many modules written in the file are around it.
    pub depth: usize,
    /// Whether it stands in a module for tests.
    pub in_tests: bool,
}

/// The tokens of a source; comments and literals are left out.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut line = 1;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = skipped(rest).unwrap_or(0);
        let (text, length) = if length > 0 {
            (None, length)
        } else if c.is_alphanumeric() || c == '_' {
            let length = word_length(rest);
            (Some(&rest[..length]), length)
        } else if rest.starts_with("::") {
            (Some("::"), 2)
        } else {
            (Some(&rest[..c.len_utf8()]).filter(|_| !c.is_whitespace()), c.len_utf8())
        };
        tokens.extend(text.map(|text| Token {
            line,
            text: text.to_owned(),
        }));
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    tokens
}

fn word_length(rest: &str) -> usize {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
    end.unwrap_or(rest.len())
}

/// The length of the comment or literal that `rest` starts with.
fn skipped(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    let prefix = ["br", "cr", "r", "b", "c", ""]
        .into_iter()
        .find(|prefix| rest[..].starts_with(prefix) && rest[prefix.len()..].starts_with(['"', '#', '\'']))?;
    let literal = &rest[prefix.len()..];
    let length = if prefix.ends_with('r') {
        raw_string(literal)?
    } else if literal.starts_with('"') {
        quoted(literal, '"')
    } else {
        character(literal)?
    };
    Some(prefix.len() + length)
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn raw_string(literal: &str) -> Option<usize> {
    let hashes = literal.len() - literal.trim_start_matches('#').len();
    let body = literal[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", &literal[..hashes]);
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(hashes + 1 + length)
}

fn quoted(literal: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in literal.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == quote {
            return at + 1;
        }
    }
    literal.len()
}

/// A character, not a lifetime.
fn character(literal: &str) -> Option<usize> {
    let mut inner = literal.strip_prefix('\'')?.chars();
    let first = inner.next()?;
    (first == '\\' || inner.next() == Some('\'')).then(|| quoted(literal, '\''))
}

/// Reserved words that may stand right before a path that begins with `::`.
const BEFORE_PATHS: [&str; 7] = ["as", "dyn", "for", "impl", "in", "mut", "use"];

/// All paths of a source in order, single words included.
pub fn paths(tokens: &[Token]) -> Vec<Path> {
    let mut reader = Reader {
        tokens,
        at: 0,
        paths: Vec::new(),
        braces: Vec::new(),
    };
    while let Some(token) = tokens.get(reader.at) {
        match token.text.as_str() {
            "{" => reader.open(),
            "}" => {
                reader.braces.pop();
                reader.at += 1;
            }
            // What follows `<T>::` belongs to a type, not to a module.
            "::" if reader.text(reader.at.wrapping_sub(1)) == ">" => reader.at += 2,
            text if is_word(text) && !BEFORE_PATHS.contains(&text) => reader.path(Vec::new()),
            _ => reader.at += 1,
        }
    }
    reader.paths
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// What a brace opens.
#[derive(Clone, Copy, PartialEq)]
enum Brace {
    Module,
    Tests,
    Other,
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
    paths: Vec<Path>,
    braces: Vec<Brace>,
}

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn open(&mut self) {
        let is_module = self.at >= 2 && self.text(self.at - 2) == "mod";
        let marks = (self.at.saturating_sub(9)..self.at).map(|at| self.text(at));
        let before = marks.collect::<Vec<_>>().concat();
        self.braces.push(match is_module {
            true if before.starts_with("#[cfg(test)]mod") => Brace::Tests,
            true => Brace::Module,
            false => Brace::Other,
        });
        self.at += 1;
    }

    /// Reads a path that starts here, below what `words` name already.
    fn path(&mut self, mut words: Vec<String>) {
        let before = self.text(self.at.wrapping_sub(1)).to_owned();
        let mut line = 0;
        loop {
            line = self.tokens.get(self.at).map_or(line, |token| token.line);
            words.push(self.text(self.at).to_owned());
            self.at += 1;
            if self.text(self.at) != "::" {
                break;
            }
            if self.text(self.at + 1) == "{" {
                self.at += 2;
                return self.group(&words);
            }
            if !is_word(self.text(self.at + 1)) {
                break;
            }
            self.at += 1;
        }
        self.paths.push(Path {
            line,
            words,
            before,
            after: self.text(self.at).to_owned(),
            depth: self.braces.iter().filter(|brace| **brace != Brace::Other).count(),
            in_tests: self.braces.contains(&Brace::Tests),
        });
    }

    fn group(&mut self, words: &[String]) {
        while self.at < self.tokens.len() {
            match self.text(self.at) {
                "}" => {
                    self.at += 1;
                    return;
                }
                "as" => self.at += 2,
                text if is_word(text) => self.path(words.to_vec()),
                _ => self.at += 1,
            }
        }
    }
}
