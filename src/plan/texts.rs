//! Texts as templates print them: as HTML that carries its language and direction, and plain, for attributes.

use super::Planner;
use crate::base::escape::escaped;
use crate::model::{Lang, Value};
use crate::text::marked;

/// The names of the two fields of a text that is printed to be read: HTML, and plain.
pub(super) type Twins = (&'static str, &'static str);

pub(super) const TITLE: Twins = ("title", "title_text");
pub(super) const DESCRIPTION: Twins = ("description", "description_text");
pub(super) const NAME: Twins = ("name", "name_text");

impl Planner<'_> {
    /// The two fields of a text in the language `of`, for a page in `page`.
    pub(super) fn twins(&self, names: Twins, page: Lang, of: Lang, text: Option<&str>) -> [(&'static str, Value); 2] {
        let plain = |text| marked(text, self.language(of).direction).into_owned();
        [
            (names.0, text.map_or(Value::Null, |text| self.printed(page, of, text))),
            (names.1, Value::from(text.map(plain))),
        ]
    }

    /// A language for a page in `page`: its tag, its direction, and its name twice.
    pub(super) fn language_facts(&self, page: Lang, lang: Lang) -> [(&'static str, Value); 4] {
        let language = self.language(lang);
        let [name, name_text] = self.twins(NAME, page, lang, Some(&language.name));
        [
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(language.direction.as_str())),
            name,
            name_text,
        ]
    }

    /// A text in the language `of` as HTML for a page in `page`: marked with its language where that is another one.
    fn printed(&self, page: Lang, of: Lang, text: &str) -> Value {
        let inserted = self.inserted(of, text);
        match inserted {
            Value::Markup(html) if page != of && !text.is_empty() => {
                let language = self.language(of);
                Value::markup(format!(
                    "<span lang=\"{}\" dir=\"{}\">{html}</span>",
                    escaped(&language.tag),
                    language.direction.as_str()
                ))
            }
            inserted => inserted,
        }
    }
}
