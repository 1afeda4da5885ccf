//! What search engines are told of an article as data: JSON-LD in the terms of schema.org.

use serde_json::{Map, Value};

use crate::base::escape::json_in_html;
use crate::model::{DocId, Document, Job, Kind, Subject};
use crate::plan::Planner;
use crate::text::{marked, without_bidi_controls};

impl Planner<'_> {
    /// The block of data of an article that search engines may list.
    pub(super) fn linked_data(&self, job: &Job, out: &mut String) {
        let Subject::Document(id) = job.subject else { return };
        let document = self.parts.site.document(id);
        if document.kind != Kind::Article || !document.is_listed() {
            return;
        }
        let mut posting = self.posting(document);
        posting.insert("@context".to_owned(), "https://schema.org".into());
        let mut field = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                posting.insert(name.to_owned(), value.into());
            }
        };
        let described = Some(&document.description).filter(|text| !text.is_empty());
        field("description", described.map(|text| without_bidi_controls(text)));
        field("datePublished", document.date.map(|date| date.to_string()));
        field("dateModified", document.updated.map(|date| date.to_string()));
        let image = document.image.as_deref();
        field("image", image.and_then(|image| self.absolute_image(image)));
        // A work that has no address cannot be told from another one.
        if self.has_origin() {
            posting.extend(self.translations_of(id));
        }
        out.push_str("<script type=\"application/ld+json\">");
        out.push_str(&json_in_html(&Value::from(posting).to_string()));
        out.push_str("</script>\n");
    }

    /// An article by its title, language and address.
    fn posting(&self, document: &Document) -> Map<String, Value> {
        let language = self.language(document.lang);
        let title = without_bidi_controls(&document.title);
        let mut posting = Map::new();
        posting.insert("@type".to_owned(), "BlogPosting".into());
        posting.insert("headline".to_owned(), marked(&title, document.direction).into());
        posting.insert("inLanguage".to_owned(), language.tag.as_str().into());
        if self.has_origin() {
            let url = self.absolute_href(&document.route);
            posting.insert("url".to_owned(), url.into());
        }
        posting
    }

    /// A translation names its original, an original its translations.
    fn translations_of(&self, id: DocId) -> Option<(String, Value)> {
        let site = self.parts.site;
        let pair = site.pair(site.document(id).pair);
        let listed = |id: DocId| Some(site.document(id)).filter(|document| document.is_listed());
        if pair.original != id {
            let original = listed(pair.original)?;
            return Some(("translationOfWork".to_owned(), self.posting(original).into()));
        }
        let others = pair.members.iter().filter(|&&member| member != id);
        let others: Vec<Value> = others
            .filter_map(|&member| Some(self.posting(listed(member)?).into()))
            .collect();
        (!others.is_empty()).then(|| ("workTranslation".to_owned(), others.into()))
    }
}
