//! Tokens to small trees: what a value or a selector is made of.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

use super::problems::Problems;

/// A part of a value or selector with its place.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// What a part can be. Names are in lower case.
#[derive(Clone, Debug)]
pub enum Kind {
    /// An identifier.
    Word(String),
    /// A text in quotes.
    Text(String),
    /// A number with its unit, which is `%` for a percentage and nothing for a bare number.
    Number(f32, String),
    /// A function with what it is given.
    Function(String, Vec<Part>),
    /// What stands between brackets.
    Block(Vec<Part>),
    /// Punctuation.
    Mark(char),
    /// A colour, an address, an operator.
    Other,
}

impl Part {
    /// The word that it is.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The number that it is, with the unit.
    pub fn number(&self) -> Option<(f32, &str)> {
        match &self.kind {
            Kind::Number(value, unit) => Some((*value, unit)),
            _ => None,
        }
    }

    /// Whether it is this mark.
    pub fn is_mark(&self, mark: char) -> bool {
        matches!(self.kind, Kind::Mark(other) if other == mark)
    }

    /// Whether it is this number and unit.
    pub fn is_number(&self, value: f32, unit: &str) -> bool {
        self.number() == Some((value, unit))
    }

    /// Whether a custom property or the like decides what it comes to.
    pub fn is_open(&self) -> bool {
        match &self.kind {
            Kind::Function(name, parts) => matches!(&**name, "var" | "env" | "attr") || parts.iter().any(Part::is_open),
            Kind::Block(parts) => parts.iter().any(Part::is_open),
            _ => false,
        }
    }
}

/// What stands between commas.
pub fn by_comma(parts: &[Part]) -> impl Iterator<Item = &[Part]> {
    parts.split(|part| part.is_mark(','))
}

/// From the first part to the last.
pub fn range(parts: &[Part]) -> Range<usize> {
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => first.at.start..last.at.end,
        _ => 0..0,
    }
}

/// Reads parts, and what is wrong with them.
pub struct Reader<'a, 'p> {
    /// The whole sheet.
    pub text: &'a str,
    /// Where problems go.
    pub problems: &'p mut Problems,
    /// Whether a block in braces ends the reading, as it does in a declaration.
    pub ends_at_brace: bool,
}

/// A block in braces where none may stand.
pub struct Brace;

impl Reader<'_, '_> {
    /// Everything up to the end of what `input` may read.
    ///
    /// # Errors
    /// A block in braces, where that ends the reading.
    pub fn parts(&mut self, input: &mut Parser<'_>) -> Result<Vec<Part>, Brace> {
        let mut parts = Vec::new();
        self.read(input, 0, &mut parts)?;
        Ok(parts)
    }

    fn read(&mut self, input: &mut Parser<'_>, depth: usize, parts: &mut Vec<Part>) -> Result<(), Brace> {
        loop {
            let start = input.position().byte_index();
            let Ok(token) = input.next_including_whitespace_and_comments() else {
                return Ok(());
            };
            let kind = match token {
                Token::WhiteSpace(_) | Token::Comment(_) => continue,
                Token::CurlyBracketBlock if depth == 0 && self.ends_at_brace => return Err(Brace),
                Token::Function(name) => {
                    let name = name.to_ascii_lowercase();
                    Kind::Function(name, self.nested(input, depth, start, b')'))
                }
                Token::ParenthesisBlock => Kind::Block(self.nested(input, depth, start, b')')),
                Token::SquareBracketBlock => Kind::Block(self.nested(input, depth, start, b']')),
                Token::CurlyBracketBlock => Kind::Block(self.nested(input, depth, start, b'}')),
                Token::BadString(_) => {
                    self.problems.skipped(start, "the string is not closed in its line");
                    Kind::Other
                }
                Token::BadUrl(_) => {
                    self.problems.skipped(start, "the address in `url()` needs quotes");
                    Kind::Other
                }
                Token::CloseParenthesis | Token::CloseSquareBracket | Token::CloseCurlyBracket => {
                    if depth == 0 {
                        let bracket = self.text.get(start..start + 1).unwrap_or_default();
                        self.problems.skipped(start, &format!("`{bracket}` closes nothing"));
                    }
                    Kind::Other
                }
                Token::Ident(name) => Kind::Word(name.to_ascii_lowercase()),
                Token::QuotedString(text) => Kind::Text(text.to_string()),
                Token::Number { value, .. } => Kind::Number(*value, String::new()),
                Token::Percentage { unit_value, .. } => Kind::Number(unit_value * 100.0, "%".to_owned()),
                Token::Dimension { value, unit, .. } => Kind::Number(*value, unit.to_ascii_lowercase()),
                Token::Delim(mark) => Kind::Mark(*mark),
                Token::Comma => Kind::Mark(','),
                Token::Colon => Kind::Mark(':'),
                Token::Semicolon => Kind::Mark(';'),
                _ => Kind::Other,
            };
            let end = input.position().byte_index();
            parts.push(Part { kind, at: start..end });
        }
    }

    /// What stands within brackets that were just opened at `start`.
    fn nested(&mut self, input: &mut Parser<'_>, depth: usize, start: usize, closing: u8) -> Vec<Part> {
        let open = start..input.position().byte_index();
        let mut parts = Vec::new();
        let result = input.parse_nested_block(|input| {
            // Braces end the reading only outside of brackets, so there is no error.
            let _ = self.read(input, depth + 1, &mut parts);
            Ok::<_, ParseError<()>>(input.position().byte_index())
        });
        match result {
            Ok(end) => self.problems.unclosed(self.text, open, end, closing),
            Err(_) => self.problems.too_deep(open),
        }
        // What is made of the tree goes no deeper than this either.
        parts
    }
}
