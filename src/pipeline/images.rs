//! Images: their files looked at when somebody asks for them, their smaller copies made or taken from the last
//! generation.
//!
//! The name of a copy tells what it was made from and how, so the published folder is all the memory that copies need:
//! what lies there under the same name, unchanged, is the same copy.

use std::collections::HashSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::edition::Edition;
use super::texts::{Library, Reading};
use super::{Hooks, Outcome, Pipeline, Report, Request, Step};
use crate::base::{Diagnostic, Digest, Digester, SourcePath};
use crate::disk::{Disk, DiskError, Files};
use crate::images::{self, Damage, Format, Picture};
use crate::model::{Bodies, FileId, Image, Images, ReferenceKind, StaticOrigin, Target, Texts, Variant};
use crate::render::Renderer;
use crate::write::Publication;

/// What a look at a file told.
pub(super) type Found = Result<Option<Picture>, Damage>;

/// An image file that was looked at.
pub(super) struct Seen {
    found: Arc<Found>,
    /// What pages may know of it.
    image: Option<Arc<Image>>,
    /// What is wrong with it.
    problem: Option<Diagnostic>,
}

/// An image of which there are smaller copies.
pub(super) struct Original {
    /// Its file.
    pub path: SourcePath,
    picture: Picture,
    pub image: Arc<Image>,
    /// How much detail its copies keep.
    quality: u8,
}

impl Original {
    /// Makes some of the copies from the bytes of the file. What cannot be made is the file itself, and it is said why.
    pub fn copies(
        &self,
        pipeline: &Pipeline,
        bytes: &[u8],
        variants: &[&Variant],
    ) -> (Vec<Vec<u8>>, Option<Diagnostic>) {
        let all = &self.image.variants;
        match images::make(bytes, &self.picture, all, variants, self.quality, &pipeline.gate) {
            Ok(copies) => (copies, None),
            Err(reason) => {
                let copies = variants.iter().map(|_| bytes.to_vec()).collect();
                (copies, Some(images::broken_inside(&self.path, &reason)))
            }
        }
    }
}

impl Library<'_> {
    /// A file that should be an image, after a look at it.
    fn seen(&self, id: FileId) -> Option<&Seen> {
        let cell = self.edition.shelf.images.get(id.0 as usize)?;
        cell.get_or_init(|| self.look(id)).as_ref()
    }

    fn look(&self, id: FileId) -> Option<Seen> {
        let site = self.edition.site();
        let file = site.file(id);
        let StaticOrigin::Content(path) = &file.origin else {
            return None;
        };
        Format::of_extension(path.extension())?;
        let found = match self.found(path) {
            Ok(found) => found,
            Err(error) => {
                self.edition.shelf.unread.get_or_init(|| error);
                return None;
            }
        };
        let settings = &site.config.images;
        let image = found.as_ref().as_ref().ok().and_then(Option::as_ref).map(|picture| {
            // CommonMark alone has no element to offer copies in.
            let variants = match site.config.markdown.strict_commonmark {
                true => Vec::new(),
                false => images::variants(picture, &file.route, settings),
            };
            Arc::new(Image {
                width: picture.width,
                height: picture.height,
                digest: picture.digest,
                variants,
            })
        });
        Some(Seen {
            problem: images::problems(path, &found, settings),
            found,
            image,
        })
    }

    /// What the file says: read, unless it is known that nobody wrote it since.
    fn found(&self, path: &SourcePath) -> Result<Arc<Found>, DiskError> {
        let place = self.root.join(path.as_str());
        let memory = &self.pipeline.pictures;
        let stamp = self.files.stamp(&place);
        let digest = stamp.map(|stamp| Digester::new("image file").text(path.as_str()).debug(&stamp).finish());
        if let Some(known) = digest.and_then(|digest| memory.get(digest)) {
            return Ok(known);
        }
        let found = images::look(&self.files.read(&place)?);
        Ok(match digest {
            Some(digest) => memory.get_or_make(digest, || found),
            None => Arc::new(found),
        })
    }

    /// What is wrong with the images that were looked at.
    pub fn image_problems(&self) -> Vec<Diagnostic> {
        let seen = self.edition.shelf.images.iter().filter_map(|cell| cell.get()?.as_ref());
        seen.filter_map(|seen| seen.problem.clone()).collect()
    }

    /// A file that has smaller copies.
    pub fn original(&self, id: FileId) -> Option<Original> {
        let seen = self.seen(id)?;
        let StaticOrigin::Content(path) = &self.edition.site().file(id).origin else {
            return None;
        };
        Some(Original {
            path: path.clone(),
            picture: seen.found.as_ref().as_ref().ok()?.clone()?,
            quality: self.edition.site().config.images.quality,
            image: Arc::clone(seen.image.as_ref().filter(|image| !image.variants.is_empty())?),
        })
    }
}

impl Images for Library<'_> {
    fn image(&self, id: FileId) -> Option<&Arc<Image>> {
        self.seen(id)?.image.as_ref()
    }
}

impl Pipeline {
    /// The images whose smaller copies pages offer, by file.
    pub(super) fn originals(&self, files: &dyn Files, root: &Path, edition: &Edition) -> Vec<Original> {
        let library = self.library(files, root, edition);
        let reading = Reading::new(&library);
        let shown = shown(&reading, edition);
        let offered: HashSet<_> = shown.filter_map(|image| Some(&image.variants.first()?.route)).collect();
        // Others were looked at for their size only.
        let is_offered = |original: &Original| {
            let first = original.image.variants.first();
            first.is_some_and(|variant| offered.contains(&variant.route))
        };
        let ids = (0..).map(FileId).zip(&edition.shelf.images);
        let looked_at = ids.filter(|(_, cell)| cell.get().is_some());
        looked_at
            .filter_map(|(id, _)| library.original(id).filter(is_offered))
            .collect()
    }

    /// Puts the smaller copies of images into staging, made now or linked from the last generation.
    pub(super) fn copy_images(
        &self,
        disk: &dyn Disk,
        request: &Request,
        hooks: &Hooks<'_>,
        originals: &[Original],
        staging: &Publication<'_>,
        report: &mut Report,
    ) -> Result<(), Outcome> {
        let (done, problems) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        originals.par_iter().try_for_each(|original| {
            hooks.goes_on()?;
            let missing = missing(&original.image, staging)?;
            if !missing.is_empty() {
                let bytes = disk.read(&request.root.join(original.path.as_str()))?;
                if Digest::of(&bytes) != original.image.digest {
                    return Err(Outcome::Refused {
                        message: format!("`{}` was changed while the site was being built", original.path),
                        help: "build again".to_owned(),
                    });
                }
                let (copies, problem) = original.copies(self, &bytes, &missing);
                for (variant, copy) in missing.iter().zip(&copies) {
                    staging.put(&variant.route.file(), copy)?;
                }
                problems.lock().unwrap_or_else(PoisonError::into_inner).extend(problem);
            }
            (hooks.progress)(Step::Images, done.fetch_add(1, Ordering::Relaxed) + 1, originals.len());
            Ok(())
        })?;
        report.found(&problems.into_inner().unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}

/// The images that texts show, those of components included, and those that stand for documents if the theme asks for
/// them.
fn shown<'a>(reading: &'a Reading<'_>, edition: &'a Edition) -> impl Iterator<Item = &'a Arc<Image>> {
    let (site, renderer) = (edition.site(), edition.loaded.sound());
    let in_texts = site.ids().flat_map(move |id| {
        let (body, links) = (reading.body(id), reading.links(id));
        let components = renderer.map(Renderer::components).into_iter();
        let in_calls: HashSet<u32> = components
            .flat_map(|offered| offered.images(&body.components))
            .collect();
        let references = body.references.iter().zip(&links.targets).zip(0..);
        references.filter_map(move |((reference, target), at)| match target {
            Target::Image { image, .. } if reference.kind == ReferenceKind::Image || in_calls.contains(&at) => {
                Some(image)
            }
            _ => None,
        })
    });
    let asks = renderer.is_some_and(|renderer| renderer.ever_asks("cover"));
    let covers = site.ids().filter(move |_| asks);
    in_texts.chain(covers.filter_map(|id| reading.image(site.document(id).image_file?)))
}

/// Takes the copies of an image from the last generation; answers those that are not there. Where each of them was the file
/// itself, it may be that none could be made, which is to be said again.
fn missing<'i>(image: &'i Image, staging: &Publication<'_>) -> Result<Vec<&'i Variant>, Outcome> {
    let last = |variant: &Variant| staging.last()?.digest(&variant.route.file());
    let mut digests = image.variants.iter().filter_map(last);
    let is_sound = digests.any(|digest| digest != image.digest);
    let mut missing = Vec::new();
    for variant in &image.variants {
        let is_kept = match last(variant).filter(|_| is_sound) {
            Some(digest) => staging.keep(&variant.route.file(), digest)?,
            None => false,
        };
        if !is_kept {
            missing.push(variant);
        }
    }
    Ok(missing)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::disk::MemoryDisk;
    use crate::model::Route;
    use crate::write::Sources;

    #[test]
    fn copies_that_are_the_file_itself_are_kept_where_another_copy_is_smaller() {
        let disk = MemoryDisk::with([("/site/content/a.jpg", "the file")]);
        let folders = ["content".into()];
        let open = || {
            let sources = Sources {
                root: Path::new("/site"),
                folders: &folders,
                home: None,
            };
            Publication::open(&disk, Path::new("/site/public"), sources, false).unwrap()
        };
        let variant = |width| Variant {
            width,
            height: width,
            route: Route::new(&format!("/a.{width}.webp")),
        };
        let image = Image {
            width: 3,
            height: 3,
            digest: Digest::of(b"the file"),
            variants: vec![variant(1), variant(2)],
        };
        let left = || missing(&image, &open()).unwrap().len();
        assert_eq!(left(), 2);
        // Where all are the file itself, it may be that none could be made.
        for (copies, expected) in [(["small", "the file"], 0), (["the file", "the file"], 2)] {
            let staging = open();
            for (variant, copy) in image.variants.iter().zip(copies) {
                staging.put(&variant.route.file(), copy.as_bytes()).unwrap();
            }
            staging.publish().unwrap();
            assert_eq!(left(), expected, "{copies:?}");
        }
    }
}
