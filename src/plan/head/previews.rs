//! What previews in other places show of a page: the Open Graph protocol (ogp.me).

use crate::base::escape::escaped;
use crate::model::{Document, Job, Kind};
use crate::plan::Planner;

impl Planner<'_> {
    /// The properties of a page; `description` is what its head describes it with.
    pub(super) fn preview(&self, job: &Job, description: Option<&str>, out: &mut String) {
        let language = self.language(job.lang);
        let document = self.document(job).map(|id| self.parts.site.document(id));
        let article = document.filter(|document| document.kind == Kind::Article);
        let mut property = |name: &str, content: &str| {
            out.push_str(&format!(
                "<meta property=\"{name}\" content=\"{}\">\n",
                escaped(content)
            ));
        };
        property(
            "og:title",
            &self.plain(&self.title(job), self.title_writing(job).direction),
        );
        property("og:type", if article.is_some() { "article" } else { "website" });
        if self.is_listed(job) && self.has_origin() {
            property("og:url", &self.absolute_href(&job.route));
        }
        property(
            "og:site_name",
            &self.plain(self.site_title(job.lang), language.direction),
        );
        if let Some(description) = description {
            property("og:description", description);
        }
        let locale = self.preview_locale(job.lang);
        if let Some(locale) = locale {
            property("og:locale", locale);
        }
        let mut told: Vec<&str> = locale.into_iter().collect();
        let versions = self.correspondents(job);
        for other in versions.iter().filter_map(|version| self.preview_locale(version.lang)) {
            if !told.contains(&other) {
                property("og:locale:alternate", other);
                told.push(other);
            }
        }
        if let Some(image) = document.and_then(|document| self.absolute_image(document.image.as_deref()?)) {
            property("og:image", &image);
            if let Some((width, height)) = document.and_then(|document| self.image_size(document)) {
                property("og:image:width", &width.to_string());
                property("og:image:height", &height.to_string());
            }
        }
        if let Some(Document { date, updated, .. }) = article {
            if let Some(date) = date {
                property("article:published_time", &date.to_string());
            }
            if let Some(updated) = updated {
                property("article:modified_time", &updated.to_string());
            }
        }
    }

    /// The absolute address of an image, as far as it can be told.
    pub(super) fn absolute_image(&self, image: &str) -> Option<String> {
        if image.starts_with("//") {
            Some(format!("https:{image}"))
        } else if image.starts_with('/') {
            self.has_origin().then(|| self.absolute(image))
        } else {
            image.contains("://").then(|| image.to_owned())
        }
    }
}
