//! Smaller copies of images, made when somebody asks for them.

use std::sync::Arc;

use super::answers::Made;
use super::standing::{Place, Standing};
use super::{Preview, pages};
use crate::base::Digest;
use crate::disk::Files;
use crate::images;
use crate::model::Variant;
use crate::pipeline::Pipeline;
use crate::pipeline::images::Original;

impl Preview {
    /// A smaller copy of an image. The name tells the content, so the copy that was made last is the right one.
    pub(super) fn copy(&self, standing: &Standing, generation: u64, file: &str) -> Option<Made> {
        let (original, variant) = standing.copied(&self.pipeline, file)?;
        if let Some(last) = self.pages.last(file) {
            return Some(Made::plain(last.bytes, last.digest));
        }
        let bytes = standing.image_bytes(&original)?;
        let (copies, problem) = original.copies(&self.pipeline, &bytes, &[&variant]);
        let bytes: Arc<[u8]> = copies.into_iter().next()?.into();
        let digest = Digest::of(&bytes);
        match problem {
            Some(problem) => self.fails(generation, file, problem),
            None => self.pages.keep(
                file,
                pages::Page {
                    key: digest,
                    receipt: Arc::default(),
                    bytes: Arc::clone(&bytes),
                    digest,
                },
            ),
        }
        Some(Made::plain(bytes, digest))
    }
}

impl Standing {
    /// The image of which a file would be a smaller copy by its name, and which of them.
    pub fn copied(&self, pipeline: &Pipeline, file: &str) -> Option<(Original, Variant)> {
        // Most names are no copy's, and to know that takes no list of all files.
        let original = images::original_of(file)?;
        let Place::File(id) = self.places(pipeline).get(original)? else {
            return None;
        };
        let library = pipeline.library(&*self.mirror, &self.request.root, &self.edition);
        let original = library.original(*id)?;
        let mut variants = original.image.variants.iter();
        let variant = variants.find(|variant| variant.route.file() == file)?.clone();
        Some((original, variant))
    }

    /// What is in the file of an image; nothing if that is another one by now.
    pub fn image_bytes(&self, original: &Original) -> Option<Vec<u8>> {
        let bytes = self.mirror.read(&self.request.root.join(original.path.as_str())).ok()?;
        (Digest::of(&bytes) == original.image.digest).then_some(bytes)
    }

    /// The smaller copies of images that a build would publish.
    pub fn copies(&self, pipeline: &Pipeline) -> Vec<String> {
        let originals = pipeline.originals(&*self.mirror, &self.request.root, &self.edition);
        let variants = originals.iter().flat_map(|original| &original.image.variants);
        variants.map(|variant| variant.route.file()).collect()
    }
}
