//! Reads Markdown whose fenced blocks mean something: stories, and the cases of the browser.

use std::collections::HashSet;

use crate::picture::{Wanted, picture};
use crate::text::{first_word, hex, unescape};

/// What stands below a `## Title`, the blocks before the first one included.
pub struct Section<T> {
    /// The heading.
    pub title: String,
    /// The blocks, read.
    pub steps: Vec<T>,
}

/// One fenced block.
pub struct Block<'a> {
    /// The line of its fence.
    pub line: usize,
    /// What follows the fence.
    pub info: &'a str,
    /// What it holds, each line with its number.
    pub lines: Vec<Line<'a>>,
}

/// A line with its number.
pub type Line<'a> = (usize, &'a str);

/// A line, and what is wrong there.
pub type Problem = (usize, String);

/// All sections of a file. `read` makes what a block means.
pub fn sections<T: Clone>(
    text: &str,
    read: impl Fn(&Block<'_>) -> Result<T, Problem>,
) -> Result<Vec<Section<T>>, Problem> {
    let mut background: Vec<T> = Vec::new();
    let mut sections: Vec<Section<T>> = Vec::new();
    let mut titles = HashSet::new();
    let mut lines = (1..).zip(text.lines());
    while let Some((number, line)) = lines.next() {
        if let Some(title) = line.strip_prefix("## ") {
            if !titles.insert(title.to_owned()) {
                return Err((number, format!("two sections are called `{title}`")));
            }
            sections.push(Section {
                title: title.trim().to_owned(),
                steps: background.clone(),
            });
        } else if let Some((fence, info)) = opening_fence(line) {
            let mut block = Block {
                line: number,
                info,
                lines: Vec::new(),
            };
            loop {
                match lines.next() {
                    Some((_, line)) if is_closing(line, fence) => break,
                    Some(line) => block.lines.push(line),
                    None => return Err((number, "the block is not closed".into())),
                }
            }
            let steps = sections
                .last_mut()
                .map_or(&mut background, |section| &mut section.steps);
            steps.push(read(&block)?);
        }
    }
    Ok(sections)
}

fn opening_fence(line: &str) -> Option<(&str, &str)> {
    let length = line.len() - line.trim_start_matches(['`', '~']).len();
    (length >= 3).then(|| line.split_at(length))
}

fn is_closing(line: &str, fence: &str) -> bool {
    let line = line.trim_end();
    line.len() >= fence.len() && line.chars().all(|c| fence.starts_with(c))
}

/// The path and the bytes that a block `file PATH [options]` writes.
pub fn file(info: &str, lines: &[Line<'_>]) -> Result<(String, Vec<u8>), String> {
    let (mut path, options) = first_word(info);
    let mut text = lines.iter().flat_map(|(_, line)| [*line, "\n"]).collect::<String>();
    let mut bytes = None;
    let (mut image, mut kind, mut cut) = (None::<Wanted>, None, 0);
    for option in options.split_whitespace() {
        match option {
            "escapes" => (path, text) = (unescape(&path)?, unescape(&text)?),
            option if option.starts_with("times=") => text = repeated(&text, &option["times=".len()..])?,
            "no-newline" => text.truncate(text.trim_end_matches('\n').len()),
            "crlf" => text = text.replace('\n', "\r\n"),
            "cr" => text = text.replace('\n', "\r"),
            "bom" => text.insert(0, '\u{FEFF}'),
            "hex" => bytes = Some(hex(&text)?),
            other => match (other.split_once('='), &mut image) {
                (Some(("image", size)), image) => *image = Some(sized(size)?),
                (Some(("holds", other)), Some(_)) => kind = Some(other.to_owned()),
                (Some(("cut", count)), Some(_)) => cut = number(count)?,
                (Some(("seed", seed)), Some(image)) => image.seed = number(seed)? as u64,
                (Some(("turned", way)), Some(image)) => image.turned = Some(number(way)? as u8),
                (None, Some(image)) if other == "flat" => image.flat = true,
                (None, Some(image)) if other == "clear" => image.clear = true,
                (None, Some(image)) if other == "moving" => image.moving = true,
                _ => return Err(format!("`{other}` is no option of `file`")),
            },
        }
    }
    if let Some(wanted) = image {
        let extension = path.rsplit('.').next().unwrap_or_default().to_owned();
        let mut made = picture(&kind.unwrap_or(extension), &wanted)?;
        made.truncate(made.len().saturating_sub(cut));
        bytes = Some(made);
    }
    Ok((path, bytes.unwrap_or_else(|| text.into_bytes())))
}

fn number(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

/// An image of a size such as `64x48`.
fn sized(size: &str) -> Result<Wanted, String> {
    let (width, height) = size.split_once('x').ok_or_else(|| format!("`{size}` is no size"))?;
    Ok(Wanted {
        width: number(width)? as u32,
        height: number(height)? as u32,
        seed: 1,
        ..Wanted::default()
    })
}

/// The text with its last line written several times.
fn repeated(text: &str, times: &str) -> Result<String, String> {
    let times = times.parse().map_err(|_| format!("`{times}` is no number"))?;
    let last = text.lines().next_back().unwrap_or_default();
    let (before, _) = text.split_at(text.len().saturating_sub(last.len() + 1));
    Ok(format!("{before}{}", format!("{last}\n").repeat(times)))
}
