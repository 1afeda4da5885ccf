//! Faces that a site brings with it, so that its text is drawn alike on every machine: files of npm packages, known by
//! their digest.

use crate::npm;
use crate::world::Files;

/// A face as a style sheet names it.
struct Face {
    family: &'static str,
    weight: u32,
    style: &'static str,
    range: &'static str,
    file: npm::File,
}

const ARABIC: &str =
    "U+600-6FF, U+750-77F, U+870-8FF, U+200C-200E, U+2010-2011, U+204F, U+2E41, U+FB50-FDFF, U+FE70-FEFC";
const LATIN: &str = "U+0-FF, U+131, U+152-153, U+2BB-2BC, U+2C6, U+2DA, U+2DC, U+2000-206F, U+20AC, U+2122, U+2212";

const fn face(family: &'static str, weight: u32, style: &'static str, range: &'static str, file: npm::File) -> Face {
    Face {
        family,
        weight,
        style,
        range,
        file,
    }
}

const fn file(package: &'static str, version: &'static str, path: &'static str, digest: &'static str) -> npm::File {
    npm::File {
        package,
        version,
        path,
        digest,
    }
}

const NASKH: &str = "@fontsource/noto-naskh-arabic";
const SANS_ARABIC: &str = "@fontsource/noto-sans-arabic";
const SERIF: &str = "@fontsource/source-serif-4";
const MONO: &str = "@fontsource/jetbrains-mono";

const FACES: [Face; 8] = [
    face(
        "Noto Naskh Arabic",
        400,
        "normal",
        ARABIC,
        file(
            NASKH,
            "5.3.0",
            "files/noto-naskh-arabic-arabic-400-normal.woff2",
            "b9e316e10c8bfd9d0505e457dddaee6d37b10b828cea3878b4d7d5ca52ec228e",
        ),
    ),
    face(
        "Noto Naskh Arabic",
        700,
        "normal",
        ARABIC,
        file(
            NASKH,
            "5.3.0",
            "files/noto-naskh-arabic-arabic-700-normal.woff2",
            "36ca496ed349435dd510df293060591a35051a66d681a018bf6394d5af88f179",
        ),
    ),
    face(
        "Noto Sans Arabic",
        400,
        "normal",
        ARABIC,
        file(
            SANS_ARABIC,
            "5.3.0",
            "files/noto-sans-arabic-arabic-400-normal.woff2",
            "800c9d62e696c921bc1b59241823f58244d3f23c270c34ad6e8ff61a16313187",
        ),
    ),
    face(
        "Noto Sans Arabic",
        700,
        "normal",
        ARABIC,
        file(
            SANS_ARABIC,
            "5.3.0",
            "files/noto-sans-arabic-arabic-700-normal.woff2",
            "61d55e67849b1ffff5daa3289652da4a144a7f7c78ccd5a71e6b85a984b136a6",
        ),
    ),
    face(
        "Source Serif 4",
        400,
        "normal",
        LATIN,
        file(
            SERIF,
            "5.3.1",
            "files/source-serif-4-latin-400-normal.woff2",
            "99484a193998f3cd50d9da204efd40e3b2eae6af1463d26181f5b82fb3fb99fe",
        ),
    ),
    face(
        "Source Serif 4",
        400,
        "italic",
        LATIN,
        file(
            SERIF,
            "5.3.1",
            "files/source-serif-4-latin-400-italic.woff2",
            "c99f62b0103a3d18d4529362810565a75fb51ff856002d965541236241a3557c",
        ),
    ),
    face(
        "Source Serif 4",
        700,
        "normal",
        LATIN,
        file(
            SERIF,
            "5.3.1",
            "files/source-serif-4-latin-700-normal.woff2",
            "8b69369c21a24d0835e430ab286098e0fe9bcbf0164d5bb59f56a7fd6a1bfa17",
        ),
    ),
    face(
        "JetBrains Mono",
        400,
        "normal",
        LATIN,
        file(
            MONO,
            "5.3.0",
            "files/jetbrains-mono-latin-400-normal.woff2",
            "7ebe91be3924c914ba88a5b41db2a500862c24049b404ad164abc678e6893f3d",
        ),
    ),
];

/// The file of the upright face of a family, as heavy as text is.
pub fn of(family: &str) -> Result<Vec<u8>, String> {
    let is_it = |face: &&Face| face.family == family && face.weight == 400 && face.style == "normal";
    let face = FACES.iter().find(is_it);
    face.ok_or_else(|| format!("there is no face `{family}`"))?.file.bytes()
}

/// The files of all faces, and the rules that name them.
pub struct Faces {
    files: Files,
    rules: String,
}

impl Faces {
    /// Gets them.
    pub fn fetch() -> Result<Self, String> {
        let mut faces = Faces {
            files: Files::new(),
            rules: String::new(),
        };
        for Face {
            family,
            weight,
            style,
            range,
            file,
        } in &FACES
        {
            let path = file.path.replace("files/", "faces/");
            faces.rules += &format!(
                "\n@font-face {{ font-family: \"{family}\"; font-weight: {weight}; font-style: {style}; font-display: block; \
                 unicode-range: {range}; src: url(\"/{path}\") }}"
            );
            faces.files.insert(path, file.bytes()?);
        }
        Ok(faces)
    }

    /// Adds them to a site: every style sheet names them.
    pub fn add_to(&self, published: &mut Files) {
        for (_, sheet) in published.iter_mut().filter(|(path, _)| path.ends_with(".css")) {
            sheet.extend(self.rules.bytes());
        }
        published.extend(self.files.clone());
    }
}
