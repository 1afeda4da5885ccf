//! TOML as a tree of nodes.

use std::borrow::Cow;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Data, Entry, Node, Reporter, limits, quoted};
use crate::base::{Code, Span};
use crate::model::Value;

/// The codes under which the problems of a TOML text are reported.
#[derive(Clone, Copy)]
pub struct TomlCodes {
    /// It cannot be read.
    pub syntax: Code,
    /// A key stands twice.
    pub duplicate: Code,
}

/// Reads a TOML text that starts `base` bytes into its file. Every problem is reported; with any, there is no tree.
pub fn read_toml(text: &str, base: usize, codes: TomlCodes, reporter: &mut Reporter<'_>) -> Option<Vec<Entry>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut tree = Tree {
        text,
        base,
        nodes: 0,
        too_large: None,
    };
    let entries = tree.table(table.into_inner(), 1);
    let mut sound = true;
    let mut syntax_reported = false;
    for error in errors {
        sound = false;
        let range = error.span().unwrap_or_default();
        let span = Span::from(range.clone()).shifted(base);
        if error.message() == "duplicate key" {
            let key = text.get(range).unwrap_or_default();
            let first = first_place(&entries, key.trim_matches(['"', '\'']), span);
            let before = first.map_or(String::new(), |first| {
                format!(" (first on line {})", reporter.position(first).line)
            });
            let message = format!("The key {} stands twice{before}", quoted(key));
            reporter.add(codes.duplicate, span, message, "keep one of the two");
        } else if !syntax_reported {
            // what follows the first error is often its consequence
            syntax_reported = true;
            let message = format!("This is not valid TOML: {}", error.message());
            reporter.add(
                codes.syntax,
                span,
                message,
                "write `key = value`, and put text in double quotes",
            );
        }
    }
    if let Some(span) = tree.too_large {
        sound = false;
        reporter.add(
            codes.syntax,
            span,
            "There are too many values, or they are nested too deeply",
            "move large data to a file of its own",
        );
    }
    sound.then_some(entries)
}

/// The place of the first key of this name before `span`, at any depth.
fn first_place(entries: &[Entry], key: &str, span: Span) -> Option<Span> {
    entries.iter().find_map(|entry| {
        let here = (entry.key == key && entry.key_span < span).then_some(entry.key_span);
        here.or_else(|| first_place(entry.node.as_map()?, key, span))
    })
}

struct Tree<'a> {
    text: &'a str,
    base: usize,
    nodes: usize,
    too_large: Option<Span>,
}

impl Tree<'_> {
    fn table(&mut self, table: DeTable<'_>, depth: usize) -> Vec<Entry> {
        let mut entries: Vec<Entry> = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = Span::from(key.span()).shifted(self.base);
                Entry {
                    key: key.into_inner().into_owned(),
                    key_span,
                    node: self.node(value, depth),
                }
            })
            .collect();
        entries.sort_by_key(|entry| entry.key_span);
        entries
    }

    fn node(&mut self, value: Spanned<DeValue<'_>>, depth: usize) -> Node {
        let range = value.span();
        let span = Span::from(range.clone()).shifted(self.base);
        self.nodes += 1;
        if self.nodes > limits::NODES || depth > limits::DEPTH {
            self.too_large.get_or_insert(span);
            return Node { data: Data::Null, span };
        }
        let source = self.text.get(range).unwrap_or_default();
        let plain = |value| Data::Plain {
            source: source.to_owned(),
            value,
        };
        let data = match value.into_inner() {
            DeValue::String(text) => Data::Text(Cow::into_owned(text)),
            DeValue::Integer(number) => {
                let whole = i64::from_str_radix(number.as_str(), number.radix());
                plain(whole.map_or(Value::Null, Value::Int))
            }
            DeValue::Float(number) => plain(number.as_str().parse().map_or(Value::Null, Value::Float)),
            DeValue::Boolean(value) => plain(Value::Bool(value)),
            DeValue::Datetime(_) => Data::Text(source.to_owned()),
            DeValue::Array(items) => Data::List(items.into_iter().map(|item| self.node(item, depth + 1)).collect()),
            DeValue::Table(table) => Data::Map(self.table(table, depth + 1)),
        };
        Node { data, span }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::base::SourcePath;

    const CODES: TomlCodes = TomlCodes {
        syntax: Code::ConfigSyntax,
        duplicate: Code::DuplicateKey,
    };

    #[test]
    fn values_keep_their_source_and_place() {
        let text = "a = 1_000\nb = 1.50\n[t]\nd = 2025-03-04T10:20:00+03:00\n'عنوان' = [\"x\"]\n";
        let path = SourcePath::new("site.toml");
        let mut reporter = Reporter::new(&path, text);
        let tree = read_toml(text, 0, CODES, &mut reporter).unwrap();
        let get = |at: usize| &tree[at].node;
        assert_eq!((get(0).as_text(), get(0).as_int()), (Some("1_000"), Some(1000)));
        assert_eq!((get(1).as_text(), get(1).as_int()), (Some("1.50"), None));
        let table = get(2).as_map().unwrap();
        assert_eq!(table[0].node.as_text(), Some("2025-03-04T10:20:00+03:00"));
        assert_eq!(table[1].key, "عنوان");
        assert_eq!(reporter.position(table[1].key_span).line, 5);
        assert!(reporter.finish().is_empty());
    }

    #[test]
    fn problems_say_where() {
        for (text, code, line, column) in [
            ("a = 1\nb = x\n", Code::ConfigSyntax, 2, 5),
            ("a = 1\n\na = 2\n", Code::DuplicateKey, 3, 1),
            ("[t]\na = 1\n[t]\n", Code::DuplicateKey, 3, 2),
            ("a", Code::ConfigSyntax, 1, 2),
        ] {
            let path = SourcePath::new("site.toml");
            let mut reporter = Reporter::new(&path, text);
            assert_eq!(read_toml(text, 0, CODES, &mut reporter), None, "{text:?}");
            let problems = reporter.finish();
            let at = problems[0].place.as_ref().unwrap().position.unwrap();
            assert_eq!(
                (problems[0].code, at.line, at.column),
                (code, line, column),
                "{problems:?}"
            );
        }
    }

    #[test]
    fn duplicates_name_the_first() {
        let text = "a = 1\nb = 2\n'a' = 2\n";
        let path = SourcePath::new("site.toml");
        let mut reporter = Reporter::new(&path, text);
        read_toml(text, 0, CODES, &mut reporter);
        assert!(reporter.finish()[0].message.ends_with("(first on line 1)"));
    }
}
