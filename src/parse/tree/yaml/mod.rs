//! YAML as a tree of nodes.
//!
//! serde gives values without places. Two things give them back: a text that is borrowed from the source
//! tells its offset, and a second pass, in the shape that the first one found, asks for the
//! source of everything that was understood as a number or a truth value.

mod errors;
mod sources;
mod values;

use serde::de::{DeserializeSeed, Deserializer};

use self::errors::{report, report_size};
use self::sources::Sources;
use self::values::{First, UNKNOWN_TAG};
use super::{Data, Entry, Reporter, limits, quoted};
use crate::base::{Code, Span};

/// Reads a YAML block that starts `base` bytes into its file and holds named values, or nothing.
/// Every problem is reported; with any, there is no tree.
pub fn read_yaml(block: &str, base: usize, reporter: &mut Reporter<'_>) -> Option<Vec<Entry>> {
    if let Some(at) = first_too_deep(block) {
        report_size(Span::new(base + at, base + at + 1), reporter);
        return None;
    }
    let first = First::new(block, base, false);
    let mut root = match serde_yaml::Deserializer::from_str(block).deserialize_any(first.seed(Span::new(base, base))) {
        Ok(root) => root,
        Err(error) => {
            report(&error, block, base, reporter);
            return None;
        }
    };
    let duplicates = first.duplicates.into_inner();
    for (key, second, earlier) in &duplicates {
        let line = reporter.position(*earlier).line;
        let message = format!("The key {} stands twice (first on line {line})", quoted(key));
        reporter.add(Code::DuplicateKey, *second, message, "keep one of the two");
    }
    if let Err(error) = check_tags(block, base) {
        report(&error, block, base, reporter);
        return None;
    }
    if !duplicates.is_empty() {
        return None;
    }
    if first.plain.get() {
        let second = Sources {
            node: &mut root,
            block,
            base,
        };
        // What was read once can be read again; if not, numbers keep the form that they print in.
        let _ = second.deserialize(serde_yaml::Deserializer::from_str(block));
    }
    match root.data {
        Data::Map(entries) => Some(entries),
        Data::Null => Some(Vec::new()),
        _ => {
            reporter.add(
                Code::FrontMatterSyntax,
                Span::new(base, base + block.trim_end().len()),
                format!("The front matter is {} instead of keys with values", root.kind()),
                "write `title: …`, one key on each line; a `---` that is not meant as front matter may be written `***`",
            );
            None
        }
    }
}

/// The offset at which brackets open far more often than they close: the parser's time grows with the square of that.
fn first_too_deep(block: &str) -> Option<usize> {
    let mut depth = 0usize;
    block.bytes().enumerate().find_map(|(at, byte)| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth > 16 * limits::DEPTH).then_some(at)
    })
}

/// The parser drops tags that start with `!!` in silence. They are made to look like local tags, which it
/// tells of; what only looks like a tag inside a text is changed to no effect, for the result is not used.
fn check_tags(block: &str, base: usize) -> Result<(), serde_yaml::Error> {
    if !block.contains("!!") && !block.contains("!<") {
        return Ok(());
    }
    let local = block.replace("!!", "!_").replace("!<tag", "!<!ag");
    let tags = First::new(&local, base, true);
    let checked = serde_yaml::Deserializer::from_str(&local).deserialize_any(tags.seed(Span::new(base, base)));
    match checked {
        Err(error) if error.to_string().contains(UNKNOWN_TAG) => Err(error),
        // any other failure is of our own making: the first pass read the block as it is
        _ => Ok(()),
    }
}

/// Where in the file a text borrowed from the block stands.
fn place(borrowed: &str, block: &str, base: usize) -> Option<Span> {
    let offset = (borrowed.as_ptr() as usize).checked_sub(block.as_ptr() as usize)?;
    (offset + borrowed.len() <= block.len()).then(|| Span::new(offset, offset + borrowed.len()).shifted(base))
}

#[cfg(test)]
mod tests;
