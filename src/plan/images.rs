//! Images as pages show them: what stands in texts, and the one that stands for a page.

use super::Planner;
use super::content::Purpose;
use crate::base::{Digest, Digester};
use crate::model::{DocId, Document, Image, Job, Lang, Loading, ShownImage, Value};

impl Planner<'_> {
    /// An image where images stand as wide as `sizes` says; `image` is what its file shows, if it is one of the site.
    pub(super) fn shown_image(&self, url: String, image: Option<&Image>, sizes: &str, loading: Loading) -> ShownImage {
        // Who reads away from the site takes the original.
        let offered = image.filter(|_| loading != Loading::Unsaid);
        let variants = offered.map_or(&[][..], |image| &image.variants);
        let candidates = variants.iter().map(|variant| {
            let href = self.href(&variant.route);
            format!("{href} {}w", variant.width)
        });
        ShownImage {
            url,
            size: image.map(|image| (image.width, image.height)),
            srcset: candidates.collect::<Vec<_>>().join(", "),
            sizes: sizes.to_owned(),
            loading,
        }
    }

    /// How wide images stand in a text in `lang`: as the site says, or its theme, or else as wide as the window.
    pub(super) fn sizes(&self, lang: Lang, purpose: Purpose<'_>) -> &str {
        let of_site = self.config().images.sizes.as_deref();
        let of_theme = || {
            let theme = self.parts.theme;
            let (lang, sizes) = match purpose {
                Purpose::Column { page, .. } => (page, &theme.parallel_sizes),
                Purpose::Page | Purpose::Feed => (lang, &theme.sizes),
            };
            let settings = self.of_theme(lang).map_or(&Value::Null, |settings| &settings.values);
            sizes.under(settings)
        };
        of_site.or_else(of_theme).unwrap_or("100vw")
    }

    /// What the file of a document's image shows, if it is one of this site.
    fn image_of(&self, document: &Document) -> Option<&Image> {
        self.parts.texts.image(document.image_file?).map(|image| &**image)
    }

    /// Width and height of a document's image, if it is a file of this site that tells them.
    pub(super) fn image_size(&self, document: &Document) -> Option<(u32, u32)> {
        self.image_of(document).map(|image| (image.width, image.height))
    }

    pub(super) fn cover_digest(&self, job: &Job) -> Digest {
        let digester = Digester::new("cover").digest(self.config().digest);
        match self.document(job) {
            Some(id) => digester.digest(self.cover_digest_of(id)).finish(),
            None => digester.finish(),
        }
    }

    /// The image that stands for the page, which comes with it.
    pub(super) fn cover(&self, job: &Job) -> Value {
        let shown = |id| self.cover_of(id, Loading::Eager);
        self.document(job).map_or(Value::Null, shown)
    }

    pub(super) fn cover_digest_of(&self, id: DocId) -> Digest {
        let document = self.parts.site.document(id);
        let digester = Digester::new("cover-of").text(self.sizes(document.lang, Purpose::Page));
        digester.debug(&(&document.image, self.image_of(document))).finish()
    }

    /// The image that stands for a document.
    pub(super) fn cover_of(&self, id: DocId, loading: Loading) -> Value {
        let document = self.parts.site.document(id);
        let sizes = self.sizes(document.lang, Purpose::Page);
        let shown = |url: &str| self.shown_image(url.to_owned(), self.image_of(document), sizes, loading);
        Value::from(document.image.as_deref().map(|url| shown(url).value()))
    }
}
