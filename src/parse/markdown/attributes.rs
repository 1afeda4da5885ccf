//! Arguments printed as HTML attributes.

use crate::base::escape;
use crate::locale::direction;
use crate::model::CALL_ARGUMENTS;
use crate::text::balanced;
use std::borrow::Cow;
use std::collections::HashSet;

use super::directives::{Arg, Args};

/// Which arguments become attributes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Allowed {
    /// All of them.
    All,
    /// Those that every element may have.
    Global,
    /// Those that every call of a component has; the others are for the component.
    Call,
}

/// Arguments sorted by where they are printed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attributes {
    /// Classes, escaped, joined by spaces.
    pub classes: String,
    /// The id as written.
    pub id: Option<Box<str>>,
    /// All others, escaped, each with a space before it.
    pub others: String,
}

impl Attributes {
    /// The attributes that `args` stand for.
    pub fn of(args: &Args, allowed: Allowed) -> Self {
        let mut attributes = Attributes::default();
        let mut seen = HashSet::new();
        for arg in &args.list {
            match arg {
                Arg::Id(id) => attributes.set_id(id),
                Arg::Class(class) => attributes.add_class(class),
                // Asks that nothing be isolated, which no browser needs to know.
                Arg::Pair(key, _) if &**key == "isolate" => {}
                Arg::Pair(key, value) if is_allowed(key, allowed) && seen.insert(key) => {
                    attributes.add_pair(key, value)
                }
                Arg::Word(word) if is_allowed(word, allowed) && seen.insert(word) => attributes.add(word, ""),
                Arg::Pair(..) | Arg::Word(_) => {}
            }
        }
        // A language has a direction, which no browser infers from it.
        if let Some(lang) = args.get("lang").filter(|_| args.get("dir").is_none()) {
            attributes.add("dir", direction(lang).as_str());
        }
        attributes
    }

    fn add_pair(&mut self, key: &str, value: &str) {
        match key {
            "id" => self.set_id(value),
            "class" => self.add_class(value),
            _ => self.add(key, value),
        }
    }

    /// The attribute `class`, with a space before it, or nothing.
    pub fn class_attribute(&self) -> String {
        match self.classes.as_str() {
            "" => String::new(),
            classes => format!(" class=\"{classes}\""),
        }
    }

    /// Puts classes before the others.
    pub fn with_classes(mut self, classes: &str) -> Self {
        let others = std::mem::replace(&mut self.classes, classes.to_owned());
        self.add_class(&others);
        self
    }

    fn add_class(&mut self, class: &str) {
        if !self.classes.is_empty() && !class.is_empty() {
            self.classes.push(' ');
        }
        escape_attribute(&mut self.classes, class);
    }

    fn add(&mut self, key: &str, value: &str) {
        self.others.push(' ');
        self.others.push_str(key);
        self.others.push_str("=\"");
        escape_attribute(&mut self.others, value);
        self.others.push('"');
    }

    fn set_id(&mut self, id: &str) {
        if self.id.is_none() && !id.is_empty() {
            self.id = Some(id.into());
        }
    }
}

/// Printed attributes without `lang`, and that one alone.
pub(super) fn without_lang(attributes: &str) -> (String, &str) {
    const LANG: &str = " lang=\"";
    // A quotation mark within a value is escaped.
    let (before, rest) = attributes.split_at(attributes.find(LANG).unwrap_or(attributes.len()));
    let value = rest.get(LANG.len()..).unwrap_or_default();
    let end = value.find('"').map_or(rest.len(), |end| LANG.len() + end + 1);
    let (lang, behind) = rest.split_at(end);
    (format!("{before}{behind}"), lang)
}

/// Writes text into a quoted attribute, without control characters, and with what its bidi controls open ended.
pub(super) fn escape_attribute(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    escape::html(&balanced(&without_controls(text)), out);
}

/// Text without the control characters that no XML may hold; character references can make them.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c < ' ' && !matches!(c, '\t' | '\n');
    if text.contains(is_control) {
        text.replace(is_control, "").into()
    } else {
        text.into()
    }
}

fn is_allowed(key: &str, allowed: Allowed) -> bool {
    const GLOBAL: [&str; 11] = [
        "class",
        "dir",
        "hidden",
        "id",
        "inert",
        "lang",
        "role",
        "spellcheck",
        "tabindex",
        "title",
        "translate",
    ];
    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.is_ascii();
    let is_global = || GLOBAL.contains(&key) || key.starts_with("data-") || key.starts_with("aria-");
    is_name
        && match allowed {
            Allowed::All => true,
            Allowed::Global => is_global(),
            Allowed::Call => CALL_ARGUMENTS.contains(&key),
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_apart_from_the_others() {
        for (attributes, others, lang) in [
            ("", "", ""),
            (" dir=\"ltr\"", " dir=\"ltr\"", ""),
            (" dir=\"ltr\" lang=\"en\"", " dir=\"ltr\"", " lang=\"en\""),
            (
                " lang=\"en\" title=\"a lang=&quot;\"",
                " title=\"a lang=&quot;\"",
                " lang=\"en\"",
            ),
            (" data-lang=\"en\"", " data-lang=\"en\"", ""),
        ] {
            assert_eq!(without_lang(attributes), (others.to_owned(), lang), "{attributes}");
        }
    }
}
