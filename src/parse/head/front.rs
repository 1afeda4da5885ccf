//! The typed keys of a front matter, read from the tree that YAML and TOML share.

use std::collections::BTreeMap;

use super::date::parse_date;
use super::keys;
use super::terms::{self, Terms};
use crate::base::{Code, Span, nearest};
use crate::locale::canonical;
use crate::model::{Date, FallbackPolicy, FrontMatter, Localized, Written};
use crate::parse::tree::{Data, Entry, Node, Reporter, quoted};
use crate::text::Direction;

/// How a key is written, for help that can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `key: value`
    Yaml,
    /// `key = value`
    Toml,
}

impl Syntax {
    /// A key with a value that needs no quotes in either form.
    pub(super) fn line(self, key: &str, value: &str) -> String {
        match self {
            Syntax::Yaml => format!("{key}: {value}"),
            Syntax::Toml => format!("{key} = {value}"),
        }
    }

    fn text(self, key: &str, value: &str) -> String {
        match self {
            Syntax::Yaml => self.line(key, value),
            Syntax::Toml => format!("{key} = \"{value}\""),
        }
    }
}

/// Reads the typed keys. Every problem is reported; a value that cannot be used counts as missing.
pub(super) fn front_matter(
    entries: &[Entry],
    syntax: Syntax,
    taxonomies: &[String],
    reporter: &mut Reporter<'_>,
) -> FrontMatter {
    let mut reader = Reader {
        syntax,
        taxonomies,
        reporter,
        front: FrontMatter::default(),
    };
    for entry in entries {
        let position = reader.reporter.position(entry.key_span);
        reader.front.positions.insert(entry.key.clone(), position);
        if !entry.node.is_null() {
            reader.read(entry);
        }
    }
    // what stands under `extra` is meant for templates; it wins over stray keys
    let explicit = entries.iter().find(|entry| entry.key == "extra");
    for entry in explicit.and_then(|entry| entry.node.as_map()).unwrap_or_default() {
        let value = entry.node.to_value();
        reader.front.extra.insert(entry.key.clone(), value);
    }
    reader.front
}

struct Reader<'r, 'a> {
    syntax: Syntax,
    taxonomies: &'r [String],
    reporter: &'r mut Reporter<'a>,
    front: FrontMatter,
}

impl Reader<'_, '_> {
    fn read(&mut self, entry: &Entry) {
        let Entry { key, node, .. } = entry;
        match key.as_str() {
            "title" => self.front.title = self.localized(key, node),
            "description" => self.front.description = self.localized(key, node),
            "date" => self.front.date = self.date(key, node, Code::BadDate),
            "updated" => self.front.updated = self.date(key, node, Code::BadDate),
            "publish" => self.front.publish = self.date(key, node, Code::WrongType),
            "expires" => self.front.expires = self.date(key, node, Code::WrongType),
            // a page that may be a draft is one until its author says
            "draft" => self.front.draft = self.bool(key, node).unwrap_or(true),
            "slug" => self.front.slug = self.slug(key, node),
            "lang" => self.front.lang = self.lang(node),
            "dir" => self.front.dir = self.dir(key, node),
            "translation_of" => self.front.translation_of = self.text(key, node),
            "image" => self.front.image = self.text(key, node),
            "template" => self.front.template = self.text(key, node),
            "weight" => self.front.weight = self.int(key, node),
            "pinned" => self.front.pinned = self.bool(key, node).unwrap_or(false),
            "noindex" => self.front.noindex = self.bool(key, node),
            "comments" => self.front.comments = self.bool(key, node),
            "isolate" => self.front.isolate = self.bool(key, node),
            "id" => self.front.id = self.text(key, node),
            "fallback" => self.front.fallback = self.fallback(key, node),
            "aliases" => self.front.aliases = self.texts(key, node),
            "series" => self.front.series = self.text(key, node),
            "taxonomies" => self.taxonomies(key, node),
            "extra" => {
                if node.as_map().is_none() {
                    self.wrong(key, node, "a mapping", "move single values to keys of their own");
                }
            }
            key if self.taxonomies.iter().any(|taxonomy| taxonomy == key) => self.terms(key, node),
            "<<" => self.reporter.add(
                Code::FrontMatterSyntax,
                entry.key_span,
                "YAML's merge key `<<` is not understood",
                "write the keys out",
            ),
            _ => self.unknown(entry),
        }
    }

    /// Reports a value that cannot be used, as an error where it decides on publication.
    fn wrong(&mut self, key: &str, node: &Node, expected: &str, help: &str) {
        let code = if keys::is_decisive(key) {
            Code::WrongType
        } else {
            Code::IgnoredValue
        };
        let found = match &node.data {
            Data::Text(text) => format!("the text {}", quoted(text)),
            Data::Plain { source, .. } => quoted(source),
            _ => node.kind().to_owned(),
        };
        let message = format!("`{key}` must be {expected}, but it is {found}");
        self.reporter.add(code, node.span, message, help);
    }

    fn text(&mut self, key: &str, node: &Node) -> Option<String> {
        let Some(text) = node.as_text() else {
            let help = format!("write `{}`", self.syntax.text(key, "…"));
            self.wrong(key, node, "text", &help);
            return None;
        };
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn slug(&mut self, key: &str, node: &Node) -> Option<String> {
        if node.as_text().is_some_and(|text| text.trim().is_empty()) {
            let help = format!("write `{}`, or leave the line out", self.syntax.text(key, "my-article"));
            let message = format!("`{key}` must be a part of an address, but it is empty");
            self.reporter.add(Code::WrongType, node.span, message, help);
            return None;
        }
        self.text(key, node)
    }

    fn bool(&mut self, key: &str, node: &Node) -> Option<bool> {
        let value = node.as_bool();
        if value.is_none() {
            let (yes, no) = (self.syntax.line(key, "true"), self.syntax.line(key, "false"));
            self.wrong(
                key,
                node,
                "true or false",
                &format!("write `{yes}` or `{no}`, without quotes"),
            );
        }
        value
    }

    fn fallback(&mut self, key: &str, node: &Node) -> Option<FallbackPolicy> {
        let value = node.as_text().and_then(|text| FallbackPolicy::parse(text.trim()));
        if value.is_none() {
            let help = format!("write `{}`", self.syntax.text(key, "show"));
            self.wrong(key, node, "`hide`, `link` or `show`", &help);
        }
        value
    }

    fn int(&mut self, key: &str, node: &Node) -> Option<i64> {
        let value = node.as_int();
        if value.is_none() {
            let help = format!("write `{}`", self.syntax.line(key, "10"));
            self.wrong(key, node, "a whole number", &help);
        }
        value
    }

    fn date(&mut self, key: &str, node: &Node, code: Code) -> Option<Date> {
        let Some(text) = node.as_text() else {
            self.bad_date(key, node, code, node.kind());
            return None;
        };
        let date = parse_date(text);
        if date.is_none() && (code == Code::WrongType || !text.trim().is_empty()) {
            self.bad_date(key, node, code, &quoted(text));
        }
        date
    }

    fn bad_date(&mut self, key: &str, node: &Node, code: Code, found: &str) {
        let message = format!("`{}` must be a date, but {found} cannot be read as one", key);
        let example = self.syntax.line(key, "2025-03-04");
        let help = format!("write year, month and day: `{example}`");
        self.reporter.add(code, node.span, message, help);
    }

    fn lang(&mut self, node: &Node) -> Option<String> {
        let tag = self.text("lang", node)?;
        match canonical(&tag) {
            Ok(_) => Some(tag),
            Err(error) => {
                let suggestion = error.suggestion.as_deref().unwrap_or("ar");
                let help = format!("write `{}`", self.syntax.text("lang", suggestion));
                self.reporter.add(Code::UnknownLanguage, node.span, error.message, help);
                None
            }
        }
    }

    fn dir(&mut self, key: &str, node: &Node) -> Option<Direction> {
        let text = node.as_text().unwrap_or_default().trim();
        let value = Direction::parse(text);
        if value.is_none() {
            let [ltr, rtl] = [Direction::Ltr, Direction::Rtl].map(Direction::as_str);
            let lower = text.to_lowercase();
            let meant = [ltr, rtl].into_iter().find(|word| *word == lower);
            let help = match meant.or_else(|| nearest(&lower, [ltr, rtl])) {
                Some(word) => format!("write `{}`", self.syntax.text(key, word)),
                None => format!(
                    "write `{}` or `{}`, or leave it out: the direction follows from the language",
                    self.syntax.text(key, rtl),
                    self.syntax.text(key, ltr)
                ),
            };
            self.wrong(key, node, "`ltr` or `rtl`", &help);
        }
        value
    }

    /// Text, or a map of texts by language tag. Empty text is none.
    fn localized(&mut self, key: &str, node: &Node) -> Option<Localized<String>> {
        let Some(languages) = node.as_map() else {
            return self.text(key, node).map(Localized::plain);
        };
        let mut by_language = BTreeMap::new();
        for language in languages {
            match canonical(&language.key) {
                Ok(tag) => by_language.extend(self.text(&language.key, &language.node).map(|text| (tag, text))),
                Err(_) => {
                    let message = format!(
                        "`{}` has a value for {}, which is not a language",
                        key,
                        quoted(&language.key)
                    );
                    let help = "use language tags as keys, such as `ar` and `en`";
                    self.reporter.add(Code::IgnoredValue, language.key_span, message, help);
                }
            }
        }
        (!by_language.is_empty()).then_some(Localized {
            plain: None,
            by_language,
        })
    }

    /// A list of texts, or one text, each with its place.
    fn texts(&mut self, key: &str, node: &Node) -> Vec<Written> {
        let items = match &node.data {
            Data::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut texts = Vec::with_capacity(items.len());
        for item in items {
            if let Some(text) = self.item(key, item) {
                let position = self.reporter.position(item.span);
                texts.push(Written { text, position });
            }
        }
        texts
    }

    /// One text of a list.
    fn item(&mut self, key: &str, item: &Node) -> Option<String> {
        if item.is_null() {
            return None;
        }
        self.text(key, item)
    }

    fn taxonomies(&mut self, key: &str, node: &Node) {
        let Some(lists) = node.as_map() else {
            self.wrong(
                key,
                node,
                "a mapping of taxonomies",
                "write the terms under the key `tags`",
            );
            return;
        };
        for list in lists.iter().filter(|list| !list.node.is_null()) {
            if self.taxonomies.contains(&list.key) {
                self.terms(&list.key, &list.node);
            } else {
                self.front.extra.insert(list.key.clone(), list.node.to_value());
            }
        }
    }

    fn terms(&mut self, key: &str, node: &Node) {
        let mut terms = Terms::default();
        let mut split = None;
        match &node.data {
            Data::List(items) => {
                for item in items {
                    let Some(text) = self.item(key, item) else { continue };
                    if terms.add(&text, &terms::ARABIC) {
                        split.get_or_insert(item.span);
                    }
                }
            }
            _ => {
                let text = self.text(key, node).unwrap_or_default();
                if terms.add(&text, &terms::ANY) {
                    split = Some(node.span);
                }
            }
        }
        if let Some(span) = split {
            self.separated(key, &terms, span);
        }
        let known = self.front.terms.entry(key.to_owned()).or_default();
        known.extend(terms.into_list());
    }

    fn separated(&mut self, key: &str, terms: &Terms, span: Span) {
        let list = match self.syntax {
            Syntax::Yaml => format!("[{}]", terms.list().join(", ")),
            Syntax::Toml => format!("[\"{}\"]", terms.list().join("\", \"")),
        };
        self.reporter.add(
            Code::TagSeparator,
            span,
            format!("Several `{}` stand in one text; they were split at the commas", key),
            format!("write a list: {}", quoted(&self.syntax.line(key, &list))),
        );
    }

    fn unknown(&mut self, entry: &Entry) {
        let Entry { key, key_span, node } = entry;
        let value = node.to_value();
        self.front.extra.insert(key.clone(), value);
        if entry.sets_direction() {
            let message = format!(
                "{} changes nothing: the direction of a page follows from its language",
                quoted(key)
            );
            let help = format!(
                "remove it; say the language with {}, or that the whole page runs otherwise with {}, or write \
                 `{{dir=…}}` below a block that does",
                quoted(&self.syntax.text("lang", "…")),
                quoted(&self.syntax.text("dir", "…"))
            );
            return self.reporter.add(Code::NeedlessDirection, *key_span, message, help);
        }
        let Some(meant) = keys::meant(key, self.taxonomies) else {
            return;
        };
        let code = if keys::is_decisive(meant) {
            Code::MisspeltKey
        } else {
            Code::UnknownKey
        };
        let message = format!("{} is not a key; `{meant}` is", quoted(key));
        let mut help = format!("write `{meant}`, or move the key under `extra` if it is your own");
        if meant == "publish" && node.as_bool().is_some() {
            let draft = self.syntax.line("draft", "true");
            help = format!("`publish` takes a date; write `{draft}` to hold a page back");
        }
        self.reporter.add(code, *key_span, message, help);
    }
}
