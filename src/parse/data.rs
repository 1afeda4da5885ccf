//! Files of data, `content/_data/*.{toml,yaml,yml,json}`, for templates.

mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use self::value::{Limits, Seed};
use super::head::decode;
use super::tree::quoted;
use crate::base::{Checked, Code, Diagnostic, LineIndex, Position, SourcePath, Span};
use crate::model::{SiteData, Value};
use serde::de::DeserializeSeed;

/// The folder below which they lie.
const FOLDER: &str = "content/_data/";

/// A file, or the files of a folder.
enum Node {
    File(SourcePath, Value),
    Folder(BTreeMap<String, Node>),
}

/// Reads files of data. Every problem is reported; a file that cannot be read is left out.
pub fn data(files: &[(SourcePath, Arc<[u8]>)]) -> Checked<SiteData> {
    let mut diagnostics = Vec::new();
    let mut root = BTreeMap::new();
    for (path, bytes) in files {
        match read(path, bytes) {
            Ok(value) => diagnostics.extend(put(&mut root, path, value)),
            Err(problem) => diagnostics.push(problem),
        }
    }
    Checked {
        value: SiteData::new(whole(root), diagnostics.is_empty()),
        diagnostics,
    }
}

/// Puts a file into its place, unless another one has it.
fn put(root: &mut BTreeMap<String, Node>, path: &SourcePath, value: Value) -> Option<Diagnostic> {
    let below = path.as_str().strip_prefix(FOLDER).unwrap_or(path.as_str());
    let name = below.rsplit_once('.').map_or(below, |(name, _)| name);
    let dotted = name.replace('/', ".");
    let mut parts: Vec<&str> = name.split('/').collect();
    let name = parts.pop().unwrap_or_default();
    let mut folder = root;
    let taken = |by: &str| {
        let message = format!("templates would find two things as `data.{dotted}`: this file and {by}");
        let problem = Diagnostic::new(Code::DataSyntax, message).in_file(path);
        Some(problem.help("give one of them another name"))
    };
    for part in &parts {
        let entry = folder.entry((*part).to_owned());
        match entry.or_insert_with(|| Node::Folder(BTreeMap::new())) {
            Node::Folder(inner) => folder = inner,
            Node::File(other, _) => return taken(&quoted(other.as_str())),
        }
    }
    match folder.get(name) {
        None => {
            folder.insert(name.to_owned(), Node::File(path.clone(), value));
            None
        }
        Some(Node::File(other, _)) => taken(&quoted(other.as_str())),
        Some(Node::Folder(_)) => taken("the folder of that name"),
    }
}

fn whole(folder: BTreeMap<String, Node>) -> Value {
    Value::map(folder.into_iter().map(|(name, node)| match node {
        Node::File(_, value) => (name, value),
        Node::Folder(inner) => (name, whole(inner)),
    }))
}

/// The value of one file.
fn read(path: &SourcePath, bytes: &[u8]) -> Result<Value, Diagnostic> {
    let text = decode(path, bytes)?;
    let limits = Limits::default();
    let seed = Seed::new(&limits);
    let problem = |message: String, position: Option<Position>| {
        let problem = Diagnostic::new(Code::DataSyntax, message);
        let problem = match position {
            Some(position) => problem.at(path, position),
            None => problem.in_file(path),
        };
        problem.help("mend the file, or move it out of `content/_data/`")
    };
    match path.extension() {
        "json" => {
            let mut reader = serde_json::Deserializer::from_str(text);
            let read = seed
                .deserialize(&mut reader)
                .and_then(|value| reader.end().map(|()| value));
            read.map_err(|error| {
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                problem(
                    format!("this is not valid JSON: {message}"),
                    at(text, error.line(), error.column()),
                )
            })
        }
        "toml" => toml::Deserializer::parse(text)
            .and_then(|reader| seed.deserialize(reader))
            .map_err(|error| {
                let span = error.span().map(Span::from);
                let position = span.map(|span| LineIndex::new(text).position(span));
                problem(format!("this is not valid TOML: {}", error.message()), position)
            }),
        _ if text.trim().is_empty() => Ok(Value::Null),
        _ => seed
            .deserialize(serde_yaml::Deserializer::from_str(text))
            .map_err(|error| {
                let position = error
                    .location()
                    .and_then(|place| at(text, place.line(), place.column()));
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                problem(format!("this is not valid YAML: {message}"), position)
            }),
    }
}

/// A place as the parsers count: lines and bytes of a line from 1.
fn at(text: &str, line: usize, column: usize) -> Option<Position> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.checked_sub(1)?)
        .map(str::len)
        .sum();
    let offset = start + column.saturating_sub(1);
    Some(LineIndex::new(text).position(Span::new(offset, offset)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn of(files: &[(&str, &str)]) -> (Value, Vec<String>) {
        let files: Vec<(SourcePath, Arc<[u8]>)> = files
            .iter()
            .map(|(path, text)| (SourcePath::new(path), text.as_bytes().into()))
            .collect();
        let read = data(&files);
        let place = |problem: &Diagnostic| {
            let place = problem.place.as_ref().unwrap();
            let at = place
                .position
                .map_or(String::new(), |at| format!(":{}:{}", at.line, at.column));
            format!("{} {}{at}", problem.code, place.path)
        };
        (read.value.value, read.diagnostics.iter().map(place).collect())
    }

    #[test]
    fn all_three_notations_say_the_same() {
        for (path, text) in [
            (
                "content/_data/x.json",
                "{\"a\": [1, 2.5, true, null, \"س\"], \"b\": {\"c\": \"d\"}}",
            ),
            ("content/_data/x.yaml", "a: [1, 2.5, true, null, س]\nb:\n  c: d\n"),
            ("content/_data/x.yml", "{a: [1, 2.5, true, ~, 'س'], b: {c: d}}"),
        ] {
            let (value, problems) = of(&[(path, text)]);
            assert_eq!(problems, [] as [&str; 0], "{path}");
            let list = [
                Value::Int(1),
                Value::Float(2.5),
                Value::Bool(true),
                Value::Null,
                Value::text("س"),
            ];
            let x = Value::map([("a", Value::list(list)), ("b", Value::map([("c", Value::text("d"))]))]);
            assert_eq!(value, Value::map([("x", x)]), "{path}");
        }
        let (value, problems) = of(&[("content/_data/a/b.toml", "day = 2025-03-04\nn = 0x10\n[t]\nx = -1\n")]);
        assert_eq!(problems, [] as [&str; 0]);
        let b = Value::map([
            ("day", Value::text("2025-03-04")),
            ("n", Value::Int(16)),
            ("t", Value::map([("x", Value::Int(-1))])),
        ]);
        assert_eq!(value, Value::map([("a", Value::map([("b", b)]))]));
    }

    #[test]
    fn what_cannot_be_read_is_named_in_its_place() {
        let deep = "[".repeat(200);
        let many = format!("[{}1]", "1,".repeat(200_000));
        let cases = [
            ("content/_data/x.json", "{\n  \"a\": 1,\n}", ":3:1"),
            ("content/_data/x.json", "{\"a\": 1, \"a\": 2}", ":1:12"),
            ("content/_data/x.json", "1 2", ":1:3"),
            ("content/_data/x.json", "", ":1:1"),
            ("content/_data/x.json", &deep, ":1:65"),
            ("content/_data/x.json", &many, ":1:400002"),
            ("content/_data/x.toml", "a = 1\nb = x\n", ":2:5"),
            ("content/_data/x.toml", "a = 1\na = 2\n", ":2:1"),
            ("content/_data/x.yaml", "a: 1\nb: [1\n", ":3:1"),
        ];
        let found = cases.map(|(path, text, _)| {
            let (value, problems) = of(&[(path, text)]);
            assert_eq!(value, Value::map::<&str>([]), "{path}");
            problems
        });
        assert_eq!(
            found,
            cases.map(|(path, _, at)| vec![format!("data-syntax {path}{at}")])
        );
        let (_, problems) = of(&[("content/_data/x.yaml", "a: 1\na: 2\n")]);
        assert_eq!(problems.len(), 1, "{problems:?}");
        let (value, problems) = of(&[("content/_data/x.yaml", "\n")]);
        assert_eq!((value, problems.len()), (Value::map([("x", Value::Null)]), 0));
    }

    #[test]
    fn two_files_of_one_name_are_one_too_many() {
        let (_, problems) = of(&[("content/_data/a.json", "1"), ("content/_data/a.yaml", "2")]);
        assert_eq!(problems, ["data-syntax content/_data/a.yaml"]);
        let (_, problems) = of(&[("content/_data/a.json", "1"), ("content/_data/a/b.yaml", "2")]);
        assert_eq!(problems, ["data-syntax content/_data/a/b.yaml"]);
    }
}
