//! Calls of components. What a directive with a name comes to is known only beside a theme, so that its place in the
//! text is a pair of holes, and what it says is data.

use std::ops::Range;

use super::attributes::{Allowed, Attributes, without_controls};
use super::directives::{Arg, Args};
use super::frames::FrameKind;
use super::lists::MOST_AROUND;
use super::writer::{Writer, count};
use crate::base::{Code, Diagnostic, Position};
use crate::locale::{digit, direction};
use crate::model::{
    Argument, CALL_ARGUMENTS, CallAttributes, ComponentCall, DEEPEST_CALL, Hole, ReferenceKind, Value,
    is_address_argument,
};
use crate::text::{Direction, balanced};

/// A call as it is written.
pub(super) struct Written<'w> {
    pub name: &'w str,
    pub title: Option<&'w str>,
    pub args: &'w Args,
    /// Whether it stands within a line of text.
    pub inline: bool,
    /// Its place in the file.
    pub origin: Range<usize>,
    pub position: Position,
}

impl Writer<'_, '_> {
    /// Takes a call; its number.
    pub(super) fn take_call(&mut self, written: &Written<'_>) -> u32 {
        let Written { args, inline, .. } = *written;
        let own = Attributes::of(args, Allowed::Call);
        let id = own.id.as_deref().map(|id| self.claim_id(id, written.origin.clone()));
        let id = id.map(|id| self.id_hole(id));
        let title = written.title.map(|title| Argument {
            name: "title".into(),
            value: Some(balanced(title).into()),
            number: number(title),
            reference: None,
            position: written.position,
        });
        let mut arguments: Vec<Argument> = title.into_iter().collect();
        for (arg, place) in args.placed() {
            arguments.extend(self.argument(arg, place));
        }
        let index = count(self.components.len());
        self.components.push(ComponentCall {
            name: written.name.into(),
            arguments,
            inline,
            has_body: true,
            id: match id {
                Some(Hole::Id(id)) => Some(id),
                _ => None,
            },
            attributes: CallAttributes {
                classes: own.classes.into(),
                direction: own.others.into(),
                all: Attributes::of(args, Allowed::Global).others.into(),
            },
            direction: told_direction(args).or_else(|| self.direction_around()),
            position: written.position,
        });
        index
    }

    fn argument(&mut self, arg: &Arg, place: Range<usize>) -> Option<Argument> {
        let (name, value) = match arg {
            Arg::Pair(name, value) => (name, Some(&**value)),
            Arg::Word(name) => (name, None),
            Arg::Id(_) | Arg::Class(_) => return None,
        };
        if CALL_ARGUMENTS.contains(&&**name) {
            return None;
        }
        let position = self.places.position(place.clone());
        let address = value.filter(|_| is_address_argument(name));
        let kind = match name.ends_with("href") {
            true => ReferenceKind::Link,
            false => ReferenceKind::Media,
        };
        Some(Argument {
            name: name.clone(),
            value: value.map(|value| balanced(&without_controls(value)).into()),
            number: value.and_then(number),
            reference: address.map(|address| self.refer(kind, address, place)),
            position,
        })
    }

    /// Whether another call may be opened within those that are open; one that may not is reported.
    pub(super) fn may_call(&mut self, origin: &Range<usize>) -> bool {
        if self.open_calls < DEEPEST_CALL {
            return true;
        }
        let message = format!("components stand more than {DEEPEST_CALL} deep within each other");
        let help = "end one with its closing line or bracket before the next begins";
        self.report(
            origin.clone(),
            Diagnostic::new(Code::DirectiveSyntax, message).help(help),
        );
        false
    }

    /// The direction that the author of a container around has given to what stands here.
    fn direction_around(&self) -> Option<Direction> {
        let open = self.frames.iter().rev();
        open.take(MOST_AROUND).find_map(|frame| match &frame.kind {
            FrameKind::Container(container) => container.direction,
            _ => None,
        })
    }
}

/// The direction that arguments give to what they belong to.
pub(super) fn told_direction(args: &Args) -> Option<Direction> {
    let said = args.get("dir").and_then(Direction::parse);
    said.or_else(|| args.get("lang").map(direction))
}

/// The direction that an author gives without the language.
pub(super) fn direction_alone(args: &Args) -> Option<Direction> {
    let is_alone = args.get("lang").is_none() && args.get("isolate").is_none();
    told_direction(args).filter(|_| is_alone)
}

/// The number that a text is, in the digits of any script.
pub(super) fn number(text: &str) -> Option<Value> {
    let digits = |c: char| match c {
        '-' | '.' => Some(c),
        // The Arabic decimal separator.
        '\u{66B}' => Some('.'),
        _ => digit(c).map(|(_, value)| char::from(b'0' + value)),
    };
    let ascii: String = text.chars().map(digits).collect::<Option<_>>()?;
    let ends_well = ascii.ends_with(|c: char| c.is_ascii_digit());
    let begins_well = ascii.trim_start_matches('-').starts_with(|c: char| c.is_ascii_digit());
    match ascii.parse() {
        Ok(whole) => Some(Value::Int(whole)),
        Err(_) if begins_well && ends_well => {
            let fraction: f64 = ascii.parse().ok()?;
            fraction.is_finite().then_some(Value::Float(fraction))
        }
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_scripts() {
        for (text, expected) in [
            ("12", Some(Value::Int(12))),
            ("١٢", Some(Value::Int(12))),
            ("-۳", Some(Value::Int(-3))),
            ("1.5", Some(Value::Float(1.5))),
            ("١٫٥", Some(Value::Float(1.5))),
            ("", None),
            ("-", None),
            (".5", None),
            ("5.", None),
            ("1e5", None),
            ("inf", None),
            ("1,5", None),
            ("12px", None),
            ("--1", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
