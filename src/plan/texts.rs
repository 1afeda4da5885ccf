//! Texts as templates print them: as HTML that carries its language and direction, and plain, for attributes.

use std::borrow::Cow;

use super::Planner;
use crate::base::escape::escaped;
use crate::model::{Document, Job, Lang, SectionPage, Value};
use crate::text::{Direction, marked, with_isolates};

/// The names of the two fields of a text that is printed to be read: HTML, and plain.
pub(super) type Twins = (&'static str, &'static str);

pub(super) const TITLE: Twins = ("title", "title_text");
pub(super) const DESCRIPTION: Twins = ("description", "description_text");
pub(super) const NAME: Twins = ("name", "name_text");

/// How a text is written: its language, and the direction in which it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Writing {
    pub lang: Lang,
    pub direction: Direction,
}

impl Writing {
    /// How a document is written.
    pub fn of(document: &Document) -> Self {
        Writing {
            lang: document.lang,
            direction: document.direction,
        }
    }

    /// How a page is written, whatever else stands on it.
    pub fn around(job: &Job) -> Self {
        Writing {
            lang: job.lang,
            direction: job.direction,
        }
    }
}

impl Planner<'_> {
    /// How a language is written: what no document says in it.
    pub(super) fn writing(&self, lang: Lang) -> Writing {
        Writing {
            lang,
            direction: self.language(lang).direction,
        }
    }

    /// How a list is written that has a title in a language: as its document, if it has one.
    pub(super) fn list_writing(&self, page: &SectionPage, lang: Lang) -> Writing {
        let document = page.document.map(|id| Writing::of(self.parts.site.document(id)));
        document.unwrap_or_else(|| self.writing(lang))
    }

    /// The two fields of a text that is written as `of`, for a page that is written as `page`.
    pub(super) fn twins(
        &self,
        names: Twins,
        page: Writing,
        of: Writing,
        text: Option<&str>,
    ) -> [(&'static str, Value); 2] {
        let plain = |text| marked(text, of.direction).into_owned();
        [
            (names.0, text.map_or(Value::Null, |text| self.printed(page, of, text))),
            (names.1, Value::from(text.map(plain))),
        ]
    }

    /// A text that is written in this direction, for a place that shows it as plain text: a window, a feed, a preview.
    pub(super) fn plain(&self, text: &str, direction: Direction) -> String {
        marked(&self.with_isolates(text, direction), direction).into_owned()
    }

    /// Such a text with isolates, unless the site does without.
    pub(super) fn with_isolates<'t>(&self, text: &'t str, direction: Direction) -> Cow<'t, str> {
        match self.config().markdown.isolate {
            true => with_isolates(text, direction),
            false => Cow::Borrowed(text),
        }
    }

    /// How something is written, for a page that is written as `page`: the tag and the direction, and the name of the
    /// language twice.
    pub(super) fn language_facts(&self, page: Writing, of: Writing) -> [(&'static str, Value); 4] {
        let language = self.language(of.lang);
        let [name, name_text] = self.twins(NAME, page, self.writing(of.lang), Some(&language.name));
        [
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(of.direction.as_str())),
            name,
            name_text,
        ]
    }

    /// A text that is written as `of` as HTML for a page that is written as `page`: marked where that differs.
    fn printed(&self, page: Writing, of: Writing, text: &str) -> Value {
        let html = self.inserted(of, text);
        Value::markup(self.marked_up(page, of, html))
    }

    /// HTML that is written as `of`, for a page that is written as `page`: marked with language and direction where one of
    /// them differs.
    pub(super) fn marked_up(&self, page: Writing, of: Writing, html: String) -> String {
        if page == of || html.is_empty() {
            return html;
        }
        let (tag, dir) = (escaped(&self.language(of.lang).tag), of.direction.as_str());
        format!("<span lang=\"{tag}\" dir=\"{dir}\">{html}</span>")
    }
}
