//! Images: what a file shows, told from its header, and the smaller copies that are made of it.
//!
//! A page needs the header only. What is decoded, and when, is decided by whoever wants a copy.

mod container;
mod decode;
mod format;
mod gate;
mod header;
mod make;
mod orientation;
mod svg;
#[cfg(test)]
mod tests;
mod variants;

pub use format::Format;
pub use gate::Gate;
pub use header::{Damage, Picture, look};
pub use make::make;
pub use variants::{original_of, variants};

use crate::base::{Code, Diagnostic, SourcePath};
use crate::model::ImageSettings;

/// What is to be said of an image file after a look at it.
pub fn problems(
    path: &SourcePath,
    found: &Result<Option<Picture>, Damage>,
    settings: &ImageSettings,
) -> Option<Diagnostic> {
    let picture = match found {
        Ok(picture) => picture.as_ref()?,
        Err(damage) => {
            let problem = Diagnostic::new(Code::BrokenImage, damage.message());
            return Some(problem.in_file(path).help(damage.help()));
        }
    };
    let named = Format::of_extension(path.extension());
    if named.is_some_and(|named| named != picture.format) {
        let message = format!("this file holds {}, which its name does not say", picture.format.name());
        let help = format!("let its name end in `.{}`", picture.format.extension());
        return Some(Diagnostic::new(Code::BrokenImage, message).in_file(path).help(help));
    }
    let (pixels, most) = (picture.pixels(), settings.max_pixels);
    if settings.responsive && picture.can_be_decoded() && pixels > most {
        let message = format!(
            "this image has {} × {} pixels, which is more than {most}, so no smaller copies are made of it",
            picture.width, picture.height
        );
        let help = format!("save it with fewer pixels, or set `max_pixels = {pixels}` in `[images]` of `site.toml`");
        return Some(Diagnostic::new(Code::ImageTooLarge, message).in_file(path).help(help));
    }
    None
}

/// What is to be said of an image whose header is sound and whose inside is not.
pub fn broken_inside(path: &SourcePath, reason: &str) -> Diagnostic {
    let damage = Damage::Broken(reason.to_owned());
    Diagnostic::new(Code::BrokenImage, damage.message())
        .in_file(path)
        .help(damage.help())
}
