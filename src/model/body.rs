//! The body of a document: top-level blocks of literal HTML with typed holes.
//!
//! What depends on anything but the one source file is a hole: link targets, ids, theme strings,
//! numbers, highlighted code. They are closed for one purpose when a page is made.

use std::ops::Range;
use std::sync::Arc;

use super::ComponentCall;
use crate::base::tags;
use crate::base::{Digest, Position, Span};

/// HTML with holes, sorted by the byte offset at which each stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Markup {
    /// The literal HTML.
    pub html: Box<str>,
    /// What belongs where.
    pub holes: Box<[(u32, Hole)]>,
}

/// Closes holes, each purpose in its own way: page, fallback, parallel column, feed, plain text.
pub trait Closer {
    /// Writes what belongs in `hole`.
    fn close(&self, hole: Hole, out: &mut String);

    /// Writes what a call comes to, by its index in [`Body::components`] and the HTML of what stands in it.
    fn call(&self, call: u32, body: &str, out: &mut String);
}

impl Markup {
    /// Writes the HTML with every hole closed by `closer`.
    pub fn fill(&self, closer: &impl Closer, out: &mut String) {
        let mut from = 0;
        let mut calls = Vec::new();
        for &(at, hole) in &self.holes {
            let to = at as usize;
            out.push_str(self.html.get(from..to).unwrap_or_default());
            match hole {
                Hole::Call(call) => calls.push((call, out.len())),
                Hole::CallEnd => {
                    if let Some((call, start)) = calls.pop() {
                        let body = out.split_off(start);
                        closer.call(call, &body, out);
                    }
                }
                hole => closer.close(hole, out),
            }
            from = to;
        }
        out.push_str(self.html.get(from..).unwrap_or_default());
    }
}

/// A place in a body that is closed when a page is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hole {
    /// The `href` attribute, with a space before it, of [`Body::references`]; of an image, `src` and what goes with it.
    Reference(u32),
    /// Before the tag of an image of [`Body::references`]: what offers smaller copies of it.
    Picture(u32),
    /// Behind the tag of an image of [`Body::references`].
    PictureEnd(u32),
    /// The `id` attribute, with a space before it, of [`Body::headings`].
    HeadingId(u32),
    /// The `id` attribute, with a space before it, of [`Body::ids`].
    Id(u32),
    /// Within a heading, at its end: the anchors by which translations know it, and its permalink.
    HeadingLinks {
        /// Index of the heading.
        heading: u32,
        /// Whether the heading is in another language than what its permalink is called.
        tell_lang: bool,
    },
    /// The whole mark of the `nth` reference, from 0, to [`Body::footnotes`].
    FootnoteMark {
        /// Index of the footnote.
        footnote: u32,
        /// Which of the references to it this is.
        nth: u32,
    },
    /// The links from the end of a footnote back to its marks.
    FootnoteBack(u32),
    /// A string of the theme, escaped.
    Text(TextString),
    /// The attribute `lang` of such strings, with a space before it: what is around them may be in another language.
    TextLang,
    /// The whole `<pre>` of [`Body::code`].
    Code(u32),
    /// Where the text of a call of [`Body::components`] begins.
    Call(u32),
    /// Where the text of the innermost call ends.
    CallEnd,
    /// In the tag of a numbered list: the attribute `data-numerals`, with a space before it, if the numbers of the
    /// language are not in ASCII digits.
    Numerals,
}

/// The key of a theme string that a body may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TextString(pub &'static str);

/// What a top-level block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading: its index in [`Body::headings`].
    Heading(u32),
    /// A list of any kind.
    List,
    /// A block quote.
    Quote,
    /// An alert.
    Alert,
    /// Code.
    Code,
    /// A table.
    Table,
    /// A figure.
    Figure,
    /// A container directive.
    Container,
    /// A thematic break.
    Rule,
    /// Raw HTML.
    Html,
}

/// One top-level block.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the file.
    pub span: Span,
    /// Its HTML.
    pub markup: Markup,
}

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6, as printed.
    pub level: u8,
    /// Its id: explicit, or made from its text; unique within the page; decoded, in NFC.
    pub id: Box<str>,
    /// Whether the author chose the id.
    pub explicit: bool,
    /// Its text without markup.
    pub text: Box<str>,
    /// Its inline HTML without links, ids and footnote marks, for a table of contents.
    pub html: Box<str>,
    /// Where it stands.
    pub position: Position,
}

/// Whether a reference is followed or shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReferenceKind {
    /// `<a href>`.
    Link,
    /// `<img src>`.
    Image,
    /// What a component shows, in an element that only its template knows.
    Media,
}

/// A link, an image or what a component is given to show, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// Followed or shown.
    pub kind: ReferenceKind,
    /// The destination as Markdown gives it: entities and escapes resolved, percent-encoding as typed.
    pub target: Box<str>,
    /// Where it stands.
    pub position: Position,
}

/// A footnote, in the order of first reference; its number is its index plus one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Footnote {
    /// The definition.
    pub markup: Markup,
    /// How many marks refer to it; at least one.
    pub references: u32,
}

/// A block of code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeBlock {
    /// The first word of the info string, or empty.
    pub language: Box<str>,
    /// The number of its first line, if its lines are numbered.
    pub numbers: Option<u32>,
    /// Which lines are marked, counted from 0, in order and apart.
    pub marked: Box<[Range<u32>]>,
    /// The code, its lines ending in `\n`.
    pub text: Arc<str>,
}

/// The remembered second half of a parsed source.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The top-level blocks.
    pub blocks: Vec<Block>,
    /// How many blocks stand before `<!-- more -->`, where it is written.
    pub more: Option<usize>,
    /// All headings in order.
    pub headings: Vec<Heading>,
    /// All links and images.
    pub references: Vec<Reference>,
    /// The footnotes that are referred to.
    pub footnotes: Vec<Footnote>,
    /// All blocks of code.
    pub code: Vec<CodeBlock>,
    /// All calls of components.
    pub components: Vec<ComponentCall>,
    /// The ids that the author gave to blocks and spans other than headings; unique like theirs.
    pub ids: Vec<Box<str>>,
    /// Words of running text, code left out (UAX #29).
    pub words: usize,
    /// How many of them are of right-to-left letters.
    pub rtl_words: usize,
    /// What blanks part in blocks of code.
    pub code_words: usize,
    /// Whether it holds formulas.
    pub formulas: bool,
    /// Of the source and of the settings that matter to its body.
    pub digest: Digest,
    /// Of the headings alone.
    pub outline: Digest,
}

impl Body {
    /// Every id of the text but those of its footnotes: of headings, of what the author gave one, of the author's own HTML.
    pub fn all_ids(&self) -> impl Iterator<Item = &str> {
        let headings = self.headings.iter().map(|heading| &*heading.id);
        let given = self.ids.iter().map(|id| &**id);
        let markup = self.blocks.iter().map(|block| &block.markup);
        let markup = markup.chain(self.footnotes.iter().map(|footnote| &footnote.markup));
        headings
            .chain(given)
            .chain(markup.flat_map(|markup| tags::ids(&markup.html)))
    }
}
