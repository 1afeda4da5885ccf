//! What a style sheet takes from other files: its `@import` rules, and the addresses in its values.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

use super::sheet::DEEPEST;

/// What one sheet refers to, in the order of its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The `@import` rules that stand where browsers follow them.
    pub imports: Vec<Import>,
    /// The addresses in `url()` everywhere else.
    pub links: Vec<Link>,
    /// The `@charset` rules.
    pub charsets: Vec<Range<usize>>,
    /// Whether it has `@namespace`, which counts for one file only.
    pub has_namespace: bool,
}

/// An address that is written in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is written, without escapes.
    pub address: String,
    /// Where: from `url(` to `)`, or the string.
    pub at: Range<usize>,
}

/// An `@import` rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The whole rule with its semicolon.
    pub at: Range<usize>,
    /// What it takes in.
    pub link: Link,
    /// The rules that may stand around what it takes in, the outermost first: `@layer base`, `@media print`.
    pub within: Vec<String>,
}

/// Reads the references of a sheet. What cannot be read refers to nothing.
pub fn references(text: &str) -> References {
    let mut input = Parser::new(text);
    input.set_nested_block_limit(DEEPEST);
    let mut reader = Reader {
        text,
        found: References::default(),
    };
    reader.top(&mut input);
    reader.found
}

struct Reader<'a> {
    text: &'a str,
    found: References,
}

impl Reader<'_> {
    fn top(&mut self, input: &mut Parser<'_>) {
        let mut may_import = true;
        loop {
            let start = input.position().byte_index();
            let Ok(token) = input.next_including_whitespace_and_comments() else {
                return;
            };
            match token.clone() {
                Token::WhiteSpace(_) | Token::Comment(_) | Token::CDO | Token::CDC => {}
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("import") && may_import => {
                    self.import(input, start)
                }
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("charset") => {
                    let end = self.rest(input).1;
                    self.found.charsets.push(start..end);
                }
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("namespace") => {
                    self.rest(input);
                    self.found.has_namespace = true;
                    may_import = false;
                }
                Token::AtKeyword(name) if name.eq_ignore_ascii_case("layer") && may_import => {
                    may_import = self.is_statement(input);
                }
                token => {
                    may_import = false;
                    self.token(&token, start, input);
                }
            }
        }
    }

    /// Goes on to the end of a rule: where its semicolon stands, and where it ends.
    fn rest(&self, input: &mut Parser<'_>) -> (usize, usize) {
        loop {
            // What stands between brackets is passed over only when the token behind them is asked for.
            match input.next_including_whitespace_and_comments() {
                Ok(Token::Semicolon) => {
                    let end = input.position().byte_index();
                    return (end.saturating_sub(1), end);
                }
                Ok(_) => {}
                Err(_) => {
                    let end = input.position().byte_index();
                    return (end, end);
                }
            }
        }
    }

    /// Whether a rule ends with a semicolon rather than with a block.
    fn is_statement(&mut self, input: &mut Parser<'_>) -> bool {
        loop {
            let start = input.position().byte_index();
            match input.next_including_whitespace_and_comments().cloned() {
                Ok(Token::Semicolon) | Err(_) => return true,
                Ok(token @ Token::CurlyBracketBlock) => {
                    self.token(&token, start, input);
                    return false;
                }
                Ok(_) => {}
            }
        }
    }

    fn import(&mut self, input: &mut Parser<'_>, start: usize) {
        input.skip_whitespace();
        let at = input.position().byte_index();
        let Ok(address) = input.expect_url_or_string().map(|address| address.to_string()) else {
            self.rest(input);
            return;
        };
        let link = Link {
            address,
            at: at..input.position().byte_index(),
        };
        let (semicolon, end) = self.rest(input);
        let conditions = self.text.get(link.at.end..semicolon).unwrap_or_default();
        self.found.imports.push(Import {
            at: start..end,
            link,
            within: within(conditions),
        });
    }

    /// Looks into a token, and into what it opens.
    fn token(&mut self, token: &Token<'_>, start: usize, input: &mut Parser<'_>) {
        match token {
            Token::UnquotedUrl(address) => self.found.links.push(Link {
                address: address.to_string(),
                at: start..input.position().byte_index(),
            }),
            Token::Function(name) if name.eq_ignore_ascii_case("url") || name.eq_ignore_ascii_case("src") => {
                let address = input.parse_nested_block(|input| {
                    let address = input.expect_string()?.to_string();
                    Ok::<_, ParseError<()>>(address)
                });
                let at = start..input.position().byte_index();
                self.found
                    .links
                    .extend(address.ok().map(|address| Link { address, at }));
            }
            Token::Function(_) | Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                // What is nested too deeply is left alone.
                let _ = input.parse_nested_block(|input| {
                    self.block(input);
                    Ok::<_, ParseError<()>>(())
                });
            }
            _ => {}
        }
    }

    fn block(&mut self, input: &mut Parser<'_>) {
        loop {
            let start = input.position().byte_index();
            let Ok(token) = input.next_including_whitespace_and_comments().cloned() else {
                return;
            };
            self.token(&token, start, input);
        }
    }
}

/// The rules that mean what the conditions of an import mean.
fn within(conditions: &str) -> Vec<String> {
    let mut input = Parser::new(conditions);
    let mut within = Vec::new();
    let mut rest = 0;
    // The text between the brackets of a function of this name, if it comes next; nothing of a bare word.
    let mut next = |name: &str| {
        let state = input.state();
        let found = match input.next().cloned() {
            Ok(Token::Ident(word)) if word.eq_ignore_ascii_case(name) => Some(None),
            Ok(Token::Function(word)) if word.eq_ignore_ascii_case(name) => {
                let from = input.position().byte_index();
                let end = input.parse_nested_block(|input| {
                    while input.next().is_ok() {}
                    Ok::<_, ParseError<()>>(input.position().byte_index())
                });
                end.ok().and_then(|end| conditions.get(from..end)).map(Some)
            }
            _ => None,
        };
        match found {
            Some(_) => rest = input.position().byte_index(),
            None => input.reset(&state),
        }
        found
    };
    match next("layer") {
        Some(Some(name)) => within.push(format!("@layer {}", name.trim())),
        Some(None) => within.push("@layer".to_owned()),
        None => {}
    }
    if let Some(Some(condition)) = next("supports") {
        let condition = condition.trim();
        // A declaration may stand bare in the brackets of `supports()`.
        let is_bare = !condition.starts_with('(') && !condition.to_ascii_lowercase().starts_with("not");
        within.push(if is_bare {
            format!("@supports ({condition})")
        } else {
            format!("@supports {condition}")
        });
    }
    let media = conditions.get(rest..).unwrap_or_default().trim();
    if !media.is_empty() {
        within.push(format!("@media {media}"));
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_addresses() {
        let text = "@charset 'utf-8';@layer a, b;\n@import 'x.css';@import url(y.css) layer(base) supports(display: grid) print;\n\
                    a { background: url( \"z.png\" ), URL(w.svg#part); --x: url(v.png) } @import 'late.css';";
        let found = references(text);
        let imports: Vec<_> = found.imports.iter().map(|import| &*import.link.address).collect();
        assert_eq!(imports, ["x.css", "y.css"]);
        let within = found.imports.get(1).map(|import| import.within.join(" | "));
        assert_eq!(
            within.as_deref(),
            Some("@layer base | @supports (display: grid) | @media print")
        );
        let links: Vec<_> = found.links.iter().map(|link| text.get(link.at.clone())).collect();
        assert_eq!(
            links,
            [Some("url( \"z.png\" )"), Some("URL(w.svg#part)"), Some("url(v.png)")]
        );
        assert_eq!(found.charsets.len(), 1);
    }

    #[test]
    fn what_refers_to_nothing() {
        for text in [
            "",
            "@import",
            "@import ;",
            "@import 5px;",
            "a { content: 'url(x.png)' } /* url(y.png) @import 'z.css'; */",
            "@namespace url(http://www.w3.org/2005/Atom);",
            "a { b: url(",
        ] {
            let found = references(text);
            let addresses: Vec<_> = found.links.iter().map(|link| &*link.address).collect();
            assert_eq!((found.imports.len(), addresses.concat()), (0, String::new()), "{text}");
        }
        assert!(references("@namespace 'x';").has_namespace);
        assert_eq!(
            references("@layer a { b { c: url(d) } } @import 'e.css';").links.len(),
            1
        );
    }
}
