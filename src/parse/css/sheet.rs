//! A style sheet to its blocks of declarations, each with what its selectors say.

use std::convert::Infallible;
use std::ops::Range;

use cssparser::{
    AtRuleParser, BasicParseErrorKind, CowRcStr, DeclarationParser, ParseError, ParseErrorKind, Parser, ParserState,
    QualifiedRuleParser, RuleBodyItemParser, RuleBodyParser, StyleSheetParser,
};

use super::problems::Problems;
use super::selector::{Scope, named, scope};
use super::value::{Kind, Part, Reader};

/// A style sheet.
#[derive(Default)]
pub struct Sheet {
    /// Its blocks, the inner before the outer.
    pub blocks: Vec<Block>,
    /// What cannot be read.
    pub problems: Problems,
}

/// The declarations of one rule.
pub struct Block {
    /// What its selectors say.
    pub scope: Scope,
    /// Its declarations in order.
    pub declarations: Vec<Declaration>,
}

/// A property and its value.
pub struct Declaration {
    /// The property in lower case, without a vendor's prefix.
    pub name: String,
    /// The value without `!important`.
    pub value: Vec<Part>,
    /// The property's place.
    pub name_at: Range<usize>,
    /// The place of all of it.
    pub at: Range<usize>,
}

/// Reads a style sheet of which `scope` is known. Nothing stops it: what browsers skip is skipped, and reported.
pub fn read(text: &str, scope: Scope) -> Sheet {
    let mut input = Parser::new(text);
    input.set_nested_block_limit(DEEPEST);
    let mut walker = Walker {
        text,
        sheet: Sheet::default(),
        place: Place::Top,
        scope,
        item: 0,
        depth: 0,
    };
    let mut rules = StyleSheetParser::new(&mut input, &mut walker);
    while let Some(rule) = rules.next() {
        if let Err((error, ..)) = rule {
            rules.parser.skipped(&error);
        }
    }
    walker.sheet
}

/// How many brackets may be open, so that the stack is never used up.
pub(super) const DEEPEST: u8 = 75;

/// What may stand where the walker is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Rules: the sheet, and a group of rules outside of any rule.
    Top,
    /// Declarations that style elements, and rules within.
    Style,
    /// Declarations that style nothing: a face, a counter, the sheets of paper.
    Other,
}

/// An at-rule by what its block holds.
enum AtRule {
    /// The same as around it, perhaps for fewer elements.
    Group(Scope),
    /// The steps of an animation.
    Keyframes(Scope),
    /// Declarations that style no element.
    Other,
}

/// The only errors are those of the parser; problems are pushed where they are found.
type Error = ParseError<Infallible>;

struct Walker<'a> {
    text: &'a str,
    sheet: Sheet,
    place: Place,
    scope: Scope,
    /// Where the present rule or declaration begins.
    item: usize,
    /// How many blocks are open.
    depth: u8,
}

impl Walker<'_> {
    /// The parts of what `input` may read; without braces if it is a declaration.
    fn parts(&mut self, input: &mut Parser<'_>, is_declaration: bool) -> Option<Vec<Part>> {
        self.item = input.position().byte_index();
        let mut reader = Reader {
            text: self.text,
            problems: &mut self.sheet.problems,
            ends_at_brace: is_declaration,
        };
        reader.parts(input).ok()
    }

    /// Reports the present item as skipped.
    fn skipped(&mut self, error: &Error) {
        if matches!(
            error.kind,
            ParseErrorKind::Basic(BasicParseErrorKind::TooManyNestedBlocks)
        ) {
            self.sheet.problems.too_deep(self.item..self.item);
        } else {
            self.sheet.problems.neither(self.text, self.item);
        }
    }

    /// Reads what stands between braces.
    fn body(&mut self, input: &mut Parser<'_>, place: Place, scope: Scope) {
        let open = input.position().byte_index().saturating_sub(1);
        let outer = (std::mem::replace(&mut self.place, place), self.scope);
        self.scope = scope;
        self.depth += 1;
        let mut declarations = Vec::new();
        let mut items = RuleBodyParser::new(input, self);
        while let Some(item) = items.next() {
            match item {
                Ok(declaration) => declarations.extend(declaration),
                Err((error, ..)) => items.parser.skipped(&error),
            }
        }
        let end = input.position().byte_index();
        (self.place, self.scope) = outer;
        self.depth -= 1;
        self.sheet.problems.unclosed(self.text, open..open + 1, end, b'}');
        if place == Place::Style && !declarations.is_empty() {
            self.sheet.blocks.push(Block { scope, declarations });
        }
    }
}

impl<'i> QualifiedRuleParser<'i> for Walker<'_> {
    type Prelude = Scope;
    type QualifiedRule = Option<Declaration>;
    type Error = Infallible;

    fn parse_prelude(&mut self, input: &mut Parser<'i>) -> Result<Scope, Error> {
        let parts = self.parts(input, false).unwrap_or_default();
        self.sheet.problems.slashes(&parts);
        if parts.is_empty() {
            return Err(ParseError::unexpected_token());
        }
        Ok(scope(&parts))
    }

    fn parse_block(
        &mut self,
        scope: Scope,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<Option<Declaration>, Error> {
        let place = if self.place == Place::Top {
            Place::Style
        } else {
            self.place
        };
        self.body(input, place, self.scope.within(scope));
        Ok(None)
    }
}

impl<'i> AtRuleParser<'i> for Walker<'_> {
    type Prelude = AtRule;
    type AtRule = Option<Declaration>;
    type Error = Infallible;

    fn parse_prelude(&mut self, name: CowRcStr<'i>, input: &mut Parser<'i>) -> Result<AtRule, Error> {
        let parts = self.parts(input, false).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        Ok(match unprefixed(&name) {
            "scope" => match parts.first().map(|part| &part.kind) {
                Some(Kind::Block(root)) => AtRule::Group(scope(root)),
                _ => AtRule::Group(Scope::default()),
            },
            "media" | "supports" | "layer" | "container" | "starting-style" | "document" | "when" | "else" => {
                AtRule::Group(Scope::default())
            }
            "keyframes" => {
                let name = parts.first().and_then(Part::word).unwrap_or_default();
                AtRule::Keyframes(named(name))
            }
            _ => AtRule::Other,
        })
    }

    fn rule_without_block(&mut self, _: AtRule, _: &ParserState) -> Result<Option<Declaration>, ()> {
        Ok(None)
    }

    fn parse_block(
        &mut self,
        rule: AtRule,
        _: &ParserState,
        input: &mut Parser<'i>,
    ) -> Result<Option<Declaration>, Error> {
        match rule {
            AtRule::Group(scope) => self.body(input, self.place, self.scope.within(scope)),
            AtRule::Keyframes(scope) => self.body(input, Place::Top, self.scope.within(scope)),
            AtRule::Other => self.body(input, Place::Other, Scope::default()),
        }
        Ok(None)
    }
}

impl<'i> DeclarationParser<'i> for Walker<'_> {
    type Declaration = Option<Declaration>;
    type Error = Infallible;

    fn parse_value(
        &mut self,
        name: CowRcStr<'i>,
        input: &mut Parser<'i>,
        start: &ParserState,
    ) -> Result<Option<Declaration>, Error> {
        let is_custom = name.starts_with("--");
        let known = self.sheet.problems.len();
        let parts = self.parts(input, !is_custom);
        self.item = start.position().byte_index();
        let Some(mut value) = parts else {
            // It will be read again, as a selector.
            self.sheet.problems.forget(known);
            return Err(ParseError::unexpected_token());
        };
        if self.sheet.problems.len() > known {
            return Ok(None);
        }
        if value.is_empty() && !is_custom {
            return Err(ParseError::unexpected_token());
        }
        if let [.., mark, word] = value.as_slice()
            && mark.is_mark('!')
            && word.word() == Some("important")
        {
            value.truncate(value.len() - 2);
        }
        Ok(Some(Declaration {
            name: unprefixed(&name.to_ascii_lowercase()).to_owned(),
            value,
            name_at: self.item..self.item + name.len(),
            at: self.item..input.position().byte_index(),
        }))
    }
}

impl RuleBodyItemParser<'_, Option<Declaration>, Infallible> for Walker<'_> {
    fn parse_declarations(&self) -> bool {
        self.place != Place::Top
    }

    fn parse_qualified(&self) -> bool {
        true
    }
}

/// A name without a vendor's prefix.
fn unprefixed(name: &str) -> &str {
    match name.strip_prefix('-').and_then(|rest| rest.split_once('-')) {
        Some(("webkit" | "moz" | "ms" | "o", name)) => name,
        _ => name,
    }
}
