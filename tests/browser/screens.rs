//! Pictures of pages, compared with references. A picture says which browser and which faces of the machine it was
//! taken with; where those are others, letters have other shapes, and the boxes of the main elements are compared
//! instead, which have to be where they were within a tolerance.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::studio::Studio;
use crate::tab::Tab;

/// References are written, not compared, where this is set.
pub const WRITE: &str = "MAQAL_WRITE_SCREENS";

/// How far a channel of a pixel may differ, of 255, and which share of the pixels may differ more: the edges of letters
/// are drawn a little differently, and broad surfaces are not.
const TOLERANCES: [(u8, f64); 2] = [(48, 0.0004), (20, 0.01)];

/// How far an edge of a box may be elsewhere: so many pixels, and this share of where it was.
const DISTANCE: f64 = 8.0;
const STRETCH: f64 = 0.08;

/// Levels that a channel has in a reference. Fewer of them make small files.
const LEVELS: u32 = 16;

/// The elements whose boxes are remembered, where the window shows some of them.
const MAIN: &str = "['header.site', 'header.site nav', 'main', 'main h1', 'main h2', 'main h3', 'main p', \
    'main li', 'main pre', 'main .table', 'main figure', 'main blockquote', 'main section', 'footer.site']";

const BOXES: &str = "(selectors) => Object.fromEntries(selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)].map((element, at) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return [`${selector} ${at + 1}`, [left, top, width, height].map(Math.round)];
  }).filter(([, [, top, width, height]]) => width > 1 && height > 1 && top < innerHeight)))";

/// Where references lie, and whether they are written.
#[derive(Clone)]
pub struct References {
    pub folder: PathBuf,
    pub are_written: bool,
}

impl References {
    /// The ones of the repository.
    pub fn committed() -> Self {
        References {
            folder: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/screens"),
            are_written: std::env::var_os(WRITE).is_some(),
        }
    }
}

/// What is seen of a page.
pub struct Sight {
    picture: Picture,
    record: Record,
}

/// What is known of a picture.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Record {
    /// The first number of the browser's version.
    browser: String,
    /// The faces of the machine that were used, with the digests of their files.
    faces: BTreeMap<String, String>,
    /// Left, top, width and height of the main elements.
    boxes: BTreeMap<String, [f64; 4]>,
}

/// An opaque picture.
#[derive(Clone)]
pub struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<[u8; 3]>,
}

impl Sight {
    /// Looks at the page that is open.
    pub fn of(tab: &Tab, studio: &Studio) -> Result<Self, String> {
        let boxes = tab.evaluate(&format!("({BOXES})({MAIN})"))?;
        let faces = tab.faces("body, body *")?.into_iter();
        let installed = faces.filter(|face| face.is_installed).map(|face| {
            let digest = digest(&face.name);
            (face.name, digest)
        });
        Ok(Sight {
            picture: Picture::read(&tab.window()?)?,
            record: Record {
                browser: studio.browser()?,
                faces: installed.collect(),
                boxes: serde_json::from_value(boxes).map_err(|error| error.to_string())?,
            },
        })
    }

    /// Makes it the reference of a name.
    pub fn write(&self, folder: &Path, name: &str) -> Result<(), String> {
        let record = serde_json::to_string_pretty(&self.record).map_err(|error| error.to_string())?;
        keep(&file(folder, name, "png"), &self.picture.coarse().written()?)?;
        keep(&file(folder, name, "json"), format!("{record}\n").as_bytes())
    }

    /// Compares it with the reference of a name. What is wrong is drawn into the folder `out`.
    pub fn compare(&self, folder: &Path, name: &str, out: &Path) -> Result<(), String> {
        let read = |end: &str| {
            let path = file(folder, name, end);
            std::fs::read(&path).map_err(|error| format!("{}: {error}; write it with {WRITE}=1", path.display()))
        };
        let record: Record = serde_json::from_slice(&read("json")?).map_err(|error| format!("{name}.json: {error}"))?;
        if (&record.browser, &record.faces) != (&self.record.browser, &self.record.faces) {
            return self.record.compare(&record);
        }
        let expected = Picture::read(&read("png")?)?;
        let Err((problem, difference)) = self.picture.compare(&expected) else {
            return Ok(());
        };
        let (actual, drawn) = (file(out, name, "actual.png"), file(out, name, "difference.png"));
        keep(&actual, &self.picture.written()?)?;
        keep(&drawn, &difference.written()?)?;
        Err(format!(
            "{problem}; it is {}, what differs is red in {}. If it is better so, write it with {WRITE}=1",
            actual.display(),
            drawn.display()
        ))
    }
}

fn file(folder: &Path, name: &str, end: &str) -> PathBuf {
    folder.join(format!("{name}.{end}"))
}

fn keep(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    made.and_then(|()| std::fs::write(path, bytes))
        .map_err(|error| format!("{}: {error}", path.display()))
}

/// The digest of the file of an installed face; of one that fontconfig does not know, its absence.
fn digest(name: &str) -> String {
    let listed = Command::new("fc-list")
        .args([&format!(":postscriptname={name}"), "--format", "%{file}\n"])
        .output();
    let files = listed
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let mut files: Vec<_> = files.lines().collect();
    files.sort_unstable();
    let bytes = files.first().and_then(|path| std::fs::read(path).ok());
    bytes.map_or("unknown".to_owned(), |bytes| blake3::hash(&bytes).to_hex().to_string())
}

impl Record {
    /// Every box is there and about where it was.
    pub fn compare(&self, expected: &Record) -> Result<(), String> {
        const SIDES: [&str; 4] = ["left", "top", "width", "height"];
        let mut problems = Vec::new();
        for (name, wanted) in &expected.boxes {
            let Some(found) = self.boxes.get(name) else {
                problems.push(format!("there is no {name}"));
                continue;
            };
            for ((side, found), wanted) in SIDES.iter().zip(found).zip(wanted) {
                if (found - wanted).abs() > DISTANCE + STRETCH * wanted.abs() {
                    problems.push(format!("{name}: its {side} is {found}, not {wanted}"));
                }
            }
        }
        let others = self.boxes.keys().filter(|name| !expected.boxes.contains_key(*name));
        problems.extend(others.map(|name| format!("there is a {name}")));
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems.join("; "))
        }
    }

    /// The same with the boxes moved.
    pub fn moved(&self, by: f64) -> Record {
        let mut moved = self.clone();
        for [left, ..] in moved.boxes.values_mut() {
            *left += by;
        }
        moved
    }
}

impl Sight {
    /// The same as taken on another machine.
    pub fn elsewhere(mut self) -> Self {
        self.record.faces.insert("Elsewhere".into(), "other".into());
        self
    }

    pub fn record(&self) -> &Record {
        &self.record
    }

    pub fn picture(&self) -> &Picture {
        &self.picture
    }
}

impl Picture {
    /// Reads a PNG of eight bits a channel.
    pub fn read(png: &[u8]) -> Result<Self, String> {
        let told = |error: png::DecodingError| error.to_string();
        let mut reader = png::Decoder::new(Cursor::new(png)).read_info().map_err(told)?;
        let size = reader.output_buffer_size().ok_or("a picture too large")?;
        let mut bytes = vec![0; size];
        let info = reader.next_frame(&mut bytes).map_err(told)?;
        let pixels = bytes.get(..info.buffer_size()).unwrap_or_default();
        let pixels = match info.color_type {
            png::ColorType::Rgb => pixels.as_chunks::<3>().0.to_vec(),
            png::ColorType::Rgba => pixels
                .as_chunks::<4>()
                .0
                .iter()
                .map(|&[r, g, b, _]| [r, g, b])
                .collect(),
            other => return Err(format!("a picture in {other:?}")),
        };
        Ok(Picture {
            width: info.width,
            height: info.height,
            pixels,
        })
    }

    /// The picture as a PNG, as small as it gets.
    pub fn written(&self) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        let mut encoder = png::Encoder::new(&mut out, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_compression(png::Compression::High);
        let told = |error: png::EncodingError| error.to_string();
        let mut writer = encoder.write_header().map_err(told)?;
        writer.write_image_data(self.pixels.as_flattened()).map_err(told)?;
        writer.finish().map_err(told)?;
        Ok(out)
    }

    /// The picture in fewer colours.
    fn coarse(&self) -> Self {
        let step = 255 / (LEVELS - 1);
        let round = |channel: u8| u8::try_from((u32::from(channel) + step / 2) / step * step).unwrap_or(u8::MAX);
        self.drawn(|pixel| pixel.map(round))
    }

    /// The picture with every pixel replaced.
    pub fn drawn(&self, with: impl FnMut([u8; 3]) -> [u8; 3]) -> Self {
        Picture {
            pixels: self.pixels.iter().copied().map(with).collect(),
            ..*self
        }
    }

    /// The picture with everything some pixels further to the side.
    pub fn shifted(&self, by: usize) -> Self {
        let mut shifted = self.clone();
        shifted.pixels.rotate_right(by);
        shifted
    }

    /// What is wrong, and a pale picture with what differs in red.
    pub fn compare(&self, expected: &Picture) -> Result<(), (String, Picture)> {
        if (self.width, self.height) != (expected.width, expected.height) {
            let sizes = [self, expected].map(|picture| format!("{} × {}", picture.width, picture.height));
            return Err((format!("it is {} pixels, not {}", sizes[0], sizes[1]), expected.clone()));
        }
        for (shade, most) in TOLERANCES {
            let differs = |one: [u8; 3], other: [u8; 3]| one.iter().zip(other).any(|(a, b)| a.abs_diff(b) > shade);
            let mut found = self.pixels.iter();
            let mut different = 0_u32;
            let difference = expected.drawn(|pixel| {
                let found = found.next().copied().unwrap_or_default();
                if differs(found, pixel) {
                    different += 1;
                    return [220, 0, 0];
                }
                pixel.map(|channel| 192 + channel / 4)
            });
            let share = f64::from(different) / f64::from(self.width * self.height);
            if share > most {
                let problem = format!("{different} pixels ({:.2} %) are different", share * 100.0);
                return Err((problem, difference));
            }
        }
        Ok(())
    }
}
