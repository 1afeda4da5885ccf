//! Directives: containers, attribute lines and spans.
//!
//! One pass over the lines finds what looks like a directive ([`scan()`]) and replaces it, in the copy of
//! the text that the Markdown parser reads, by a placeholder: a processing instruction on its own line for
//! a container, two control characters within a line. So the parser decides what is code, what belongs to
//! which list, and where a paragraph ends; a placeholder that turns up inside code is printed as it was typed.

mod args;
mod emphasis;
mod lines;
mod numbers;
mod patterns;
mod quotes;
mod scan;
mod surroundings;
mod words;

pub(super) use args::{Arg, Args, read_args};
pub(super) use scan::{Found, Scanned, Suspect, SuspectKind, scan};
pub(super) use surroundings::Marks;

/// A line or a part of a line that is a directive, unless the parser finds it within code.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Directive<'a> {
    /// `:::name{args}`.
    Open(Container<'a>),
    /// `:::`, by the number of its colons.
    Close(usize),
    /// `{args}` on a line of its own.
    Attributes(Args),
    /// `[` or `:name[`, with the arguments that stand behind its `]`.
    SpanStart {
        /// The name, if it is a component.
        name: Option<&'a str>,
        /// The arguments.
        args: Args,
    },
    /// `]`, or `]{args}`.
    SpanEnd,
    /// `<div markdown="1">`, or the end tag of such a paragraph: the HTML to be printed.
    Element(Box<str>),
}

/// The opening line of a container.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Container<'a> {
    /// How many colons it has.
    pub colons: usize,
    /// Its name.
    pub name: Option<&'a str>,
    /// What stands behind the name: `:::note A title` or `:::note[A title]`.
    pub title: Option<&'a str>,
    /// Its arguments; `None` if they cannot be read.
    pub args: Option<Args>,
}
