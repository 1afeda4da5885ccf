//! Closes the holes of a body for one purpose.

use std::cell::RefCell;
use std::collections::HashMap;

use super::content::Purpose;
use super::{Planner, Shown};
use crate::base::Diagnostic;
use crate::base::escape::{self, attribute};
use crate::model::{
    Body, Call, Closer, ComponentCall, Document, Hole, Lang, Links, Loading, ParameterKind, Reference, ReferenceKind,
    ShownImage, Target, Value, decode, encode,
};

/// Closes the holes of one document.
pub(super) struct BodyCloser<'a> {
    planner: &'a Planner<'a>,
    document: &'a Document,
    lang: Lang,
    links: &'a Links,
    body: &'a Body,
    purpose: Purpose<'a>,
    /// The first image, which readers see soonest: an index of the references.
    first_image: Option<usize>,
    /// Where the body is not on its own page: its headings by the ids under which its translations know them.
    aliases: HashMap<&'a str, &'a str>,
    /// The first problem of a component that the text calls.
    problem: RefCell<Option<Diagnostic>>,
}

impl<'a> BodyCloser<'a> {
    pub fn new(
        planner: &'a Planner<'a>,
        document: &'a Document,
        body: &'a Body,
        links: &'a Links,
        purpose: Purpose<'a>,
    ) -> Self {
        let known = links.anchors.iter().zip(&body.headings);
        let known = known.flat_map(|(ids, heading)| ids.iter().map(|id| (&**id, &*heading.id)));
        BodyCloser {
            planner,
            document,
            lang: document.lang,
            links,
            body,
            purpose,
            first_image: first_image(planner, body),
            aliases: match purpose {
                Purpose::Page => HashMap::new(),
                Purpose::Column { .. } | Purpose::Feed => known.collect(),
            },
            problem: RefCell::default(),
        }
    }

    /// What the document is printed for.
    pub fn purpose(&self) -> Purpose<'a> {
        self.purpose
    }

    /// Says whether a component has failed.
    pub fn end(self) -> Result<(), Diagnostic> {
        self.problem.into_inner().map_or(Ok(()), Err)
    }
}

impl Closer for BodyCloser<'_> {
    fn close(&self, hole: Hole, out: &mut String) {
        match hole {
            Hole::Reference(at) => self.reference(at as usize, out),
            Hole::Picture(at) => self.shown(at as usize).open(out),
            Hole::PictureEnd(at) => self.shown(at as usize).close(out),
            Hole::HeadingId(at) => {
                if let Some(heading) = self.body.headings.get(at as usize) {
                    attribute("id", &heading.id, out);
                }
            }
            Hole::Id(at) => {
                if let Some(id) = self.body.ids.get(at as usize) {
                    attribute("id", id, out);
                }
            }
            Hole::HeadingLinks { heading, tell_lang } => {
                if self.purpose == Purpose::Page {
                    self.heading_links(heading as usize, tell_lang, out);
                }
            }
            Hole::FootnoteMark { footnote, nth } => self.footnote_mark(footnote, nth, out),
            Hole::FootnoteBack(footnote) => {
                if self.purpose != Purpose::Feed {
                    self.footnote_back(footnote, out);
                }
            }
            Hole::Text(key) => escape::html(self.planner.string(self.lang, key.0), out),
            Hole::TextLang => attribute("lang", &self.planner.language(self.lang).tag, out),
            Hole::Code(at) => {
                if let Some(code) = self.body.code.get(at as usize) {
                    let shown = match self.purpose {
                        Purpose::Feed => Shown::Elsewhere,
                        Purpose::Page | Purpose::Column { .. } => Shown::OnPage,
                    };
                    out.push_str(&(self.planner.parts.show_code)(code, shown));
                }
            }
            Hole::Numerals => self.numerals(out),
            Hole::Call(_) | Hole::CallEnd => {}
        }
    }

    fn call(&self, call: u32, body: &str, out: &mut String) {
        let Some(call) = self.body.components.get(call as usize) else {
            return out.push_str(body);
        };
        let mut id = String::new();
        if let Some(index) = call.id {
            self.close(Hole::Id(index), &mut id);
        }
        match self.answer(call, body.trim()) {
            Some(Ok(answer)) => call.write_answer(&id, &answer, out),
            Some(Err(problem)) => {
                let line = call.position.line;
                let calling = format!("`{}` is called in `{}`, line {line}", call.name, self.document.path);
                let problem = match problem.help {
                    Some(_) => problem,
                    None => problem.help(calling),
                };
                self.problem.borrow_mut().get_or_insert(problem);
            }
            None => call.write_unanswered(&id, body, out),
        }
    }
}

impl BodyCloser<'_> {
    fn reference(&self, at: usize, out: &mut String) {
        let (Some(reference), Some(target)) = (self.body.references.get(at), self.links.targets.get(at)) else {
            return;
        };
        let name = match reference.kind {
            ReferenceKind::Link => " href=\"",
            ReferenceKind::Image | ReferenceKind::Media => " src=\"",
        };
        out.push_str(name);
        let lang = match target {
            Target::AsWritten | Target::Broken(_) => {
                escape::href(&reference.target, out);
                None
            }
            Target::Internal { href, lang } | Target::NoFragment { href, lang, .. } => {
                escape::html(&self.within(href), out);
                *lang
            }
            Target::Image { href, .. } => {
                escape::html(href, out);
                None
            }
        };
        out.push('"');
        if reference.kind == ReferenceKind::Image {
            self.shown(at).attributes(out);
        }
        if let Some(other) = lang.filter(|&lang| lang != self.lang && reference.kind == ReferenceKind::Link) {
            attribute("hreflang", &self.planner.language(other).tag, out);
        }
    }

    /// What the component makes of a call that fits it.
    fn answer(&self, call: &ComponentCall, body: &str) -> Option<Result<String, Diagnostic>> {
        let component = self.planner.parts.components.find(&call.name)?;
        let mut arguments = component.arguments(call).ok()?;
        for argument in &call.arguments {
            let given = arguments.iter_mut().find(|(name, _)| *name == &*argument.name);
            let Some((at, (name, value))) = argument.reference.zip(given) else {
                continue;
            };
            let is_image = component
                .parameter(name)
                .is_some_and(|it| it.kind == ParameterKind::Image);
            *value = match is_image {
                true => self.shown(at as usize).value(),
                false => Value::text(self.address(at as usize)),
            };
        }
        Some((self.planner.parts.answer_call)(&Call {
            component: &component.name,
            arguments,
            given: self.planner.given(self.document),
            body,
            direction: call.direction.unwrap_or(self.document.direction),
        }))
    }

    /// Where a reference leads, as a template prints it.
    fn address(&self, at: usize) -> String {
        let written = || self.body.references.get(at).map_or("", |reference| &reference.target);
        match self.links.targets.get(at) {
            Some(Target::Internal { href, .. } | Target::NoFragment { href, .. }) => self.within(href),
            Some(Target::Image { href, .. }) => href.to_string(),
            Some(Target::AsWritten | Target::Broken(_)) | None => written().to_owned(),
        }
    }

    /// The image of a reference as this purpose shows it.
    fn shown(&self, at: usize) -> ShownImage {
        let image = match self.links.targets.get(at) {
            Some(Target::Image { image, .. }) => Some(&**image),
            _ => None,
        };
        let loading = match self.purpose {
            Purpose::Feed => Loading::Unsaid,
            Purpose::Page | Purpose::Column { .. } if self.first_image == Some(at) => Loading::Eager,
            Purpose::Page | Purpose::Column { .. } => Loading::Lazy,
        };
        let sizes = self.planner.sizes(self.lang, self.purpose);
        self.planner.shown_image(self.address(at), image, sizes, loading)
    }

    /// An address; one within the page by the id that its heading has here.
    fn within(&self, href: &str) -> String {
        let fragment = href.strip_prefix('#').filter(|_| !self.aliases.is_empty());
        let own = fragment.and_then(|fragment| self.aliases.get(&*decode(fragment)));
        own.map_or_else(|| href.to_owned(), |id| format!("#{}", encode(id)))
    }

    /// The ids of the translations' headings, and the link to the heading itself.
    fn heading_links(&self, at: usize, tell_lang: bool, out: &mut String) {
        let Some(heading) = self.body.headings.get(at) else {
            return;
        };
        for id in self.links.anchors.get(at).iter().flat_map(|ids| ids.iter()) {
            out.push_str("<span");
            attribute("id", id, out);
            out.push_str("></span>");
        }
        out.push_str(" <a class=\"permalink\"");
        attribute("href", &format!("#{}", encode(&heading.id)), out);
        if tell_lang {
            attribute("lang", &self.planner.language(self.lang).tag, out);
        }
        attribute("aria-label", self.planner.string(self.lang, "permalink"), out);
        out.push_str(">#</a>");
    }

    fn footnote_mark(&self, footnote: u32, nth: u32, out: &mut String) {
        let number = footnote as usize + 1;
        let shown = self.planner.locale(self.lang).plain_number(i64::from(footnote) + 1);
        if self.purpose == Purpose::Feed {
            out.push_str("<sup>");
            escape::html(&shown, out);
            out.push_str("</sup>");
            return;
        }
        out.push_str("<sup class=\"footnote-ref\"><a");
        attribute("href", &format!("#fn-{number}"), out);
        attribute("id", &mark_id(number, nth), out);
        out.push_str(" role=\"doc-noteref\"><bdi>");
        escape::html(&shown, out);
        out.push_str("</bdi></a></sup>");
    }

    fn footnote_back(&self, footnote: u32, out: &mut String) {
        let Some(definition) = self.body.footnotes.get(footnote as usize) else {
            return;
        };
        for nth in 0..definition.references {
            out.push_str(" <a");
            attribute("href", &format!("#{}", mark_id(footnote as usize + 1, nth)), out);
            out.push_str(" role=\"doc-backlink\"");
            // The note may be in another language.
            attribute("lang", &self.planner.language(self.lang).tag, out);
            attribute("aria-label", self.planner.string(self.lang, "footnote_back"), out);
            out.push_str(">↑</a>");
        }
    }

    /// Says in which digits a list is numbered; ASCII's go without saying.
    fn numerals(&self, out: &mut String) {
        match self.planner.locale(self.lang).numerals() {
            "latn" => {}
            numerals => attribute("data-numerals", numerals, out),
        }
    }

    /// The section of all footnotes, in the order of their first marks.
    pub fn footnotes(&self, out: &mut String) {
        if self.body.footnotes.is_empty() {
            return;
        }
        out.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        attribute("aria-label", self.planner.string(self.lang, "footnotes"), out);
        out.push_str("><ol");
        self.numerals(out);
        out.push_str(">\n");
        for (footnote, number) in self.body.footnotes.iter().zip(1..) {
            out.push_str(&format!("<li id=\"fn-{number}\">"));
            footnote.markup.fill(self, out);
            out.push_str("</li>\n");
        }
        out.push_str("</ol></section>\n");
    }
}

/// The first image of a body, whether the text shows it or a component.
fn first_image(planner: &Planner<'_>, body: &Body) -> Option<usize> {
    let is_image = |reference: &Reference| reference.kind == ReferenceKind::Image;
    let in_text = body.references.iter().position(is_image);
    let in_calls = planner.parts.components.images(&body.components).min();
    let in_calls = in_calls.map(|at| at as usize);
    in_text.into_iter().chain(in_calls).min()
}

/// The id of the `nth` mark of a footnote.
fn mark_id(number: usize, nth: u32) -> String {
    match nth {
        0 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{}", nth + 1),
    }
}
