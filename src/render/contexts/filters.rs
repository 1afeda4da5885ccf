//! What filters and operators make of what is known of a value.

use super::known::{Kinds, Known};

/// The arguments of a filter by name; the texts of those that are written out.
pub type Arguments<'a> = Vec<(&'a str, Known, Option<&'a str>)>;

/// Filters that work on the characters of a text, and would cut through the tags of HTML.
const CUTTING: &[&str] = &[
    "capitalize",
    "escape_html",
    "escape_xml",
    "indent",
    "lower",
    "newlines_to_br",
    "replace",
    "reverse",
    "split",
    "str",
    "title",
    "truncate",
    "upper",
];

/// Whether a filter would cut through HTML.
pub fn cuts(filter: &str) -> bool {
    CUTTING.contains(&filter)
}

/// What `value | filter(arguments)` is; `source` is the whole of it as written.
pub fn filtered(
    filter: &str,
    value: Known,
    arguments: &Arguments<'_>,
    table: &super::names::Table,
    source: &str,
) -> Known {
    let argument = |wanted: &str| arguments.iter().find(|(name, ..)| *name == wanted);
    match filter {
        "safe" if value.kinds == Kinds::JSON => value,
        "safe" => Known::markup(source),
        "json" => Known::of(Kinds::JSON),
        "picture" => Known::markup(source),
        "urlencode" => Known::of(Kinds::URL),
        "plain" => plain(value),
        "length" | "wordcount" | "int" | "float" | "abs" | "round" => Known::of(Kinds::NUMBER),
        "pluralize" => Known::of(Kinds::WORD),
        "first" | "last" | "nth" => value.item(),
        "split" => Known::node(cut(value)),
        "join" => {
            let mut item = value.item();
            if item.kinds.has(Kinds::NODE) {
                // Lists and maps are written out, with whatever is in them.
                let kinds = item.kinds.without(Kinds::NODE) | Kinds::UNKNOWN;
                item = item.with(kinds);
            }
            match argument("sep") {
                Some((_, sep, _)) => item.or(sep.clone()),
                None => item,
            }
        }
        "get" => {
            let found = match argument("key") {
                Some((_, _, Some(key))) => value.field(key, &table.fields),
                _ => value.item(),
            };
            match argument("default") {
                Some((_, default, _)) => found.or(default.clone()),
                None => found,
            }
        }
        "keys" => Known::node(value.key()),
        "values" => Known::node(value.item()),
        "group_by" => Known::node(value),
        "pairs" => Known::node(Known::of(Kinds::UNKNOWN)),
        "default" => match argument("value") {
            Some((_, default, _)) => value.or(default.clone()),
            None => value,
        },
        "replace" => match argument("to") {
            Some((_, to, _)) => cut(value.or(to.clone())),
            None => cut(value),
        },
        _ if cuts(filter) => cut(value),
        _ => value,
    }
}

/// A text that was HTML, or something else without tags, as before.
fn cut(value: Known) -> Known {
    let kinds = value.kinds;
    if kinds.has(Kinds::MARKUP) {
        value.with(kinds.without(Kinds::MARKUP) | Kinds::TEXT)
    } else {
        value
    }
}

/// The text of HTML; what nobody knows is at least no HTML any more.
fn plain(value: Known) -> Known {
    let kinds = value.kinds;
    let mut plain = kinds.without(Kinds::MARKUP | Kinds::JSON | Kinds::UNKNOWN | Kinds::GUESSED);
    if kinds.has(Kinds::MARKUP | Kinds::JSON) {
        plain = plain | Kinds::TEXT;
    }
    if kinds.has(Kinds::UNKNOWN) {
        plain = plain | Kinds::FREE;
    }
    value.with(plain)
}

/// `left ~ right`, neither of which is HTML.
pub fn joined(left: Known, right: Known) -> Known {
    let kinds = cut(left).kinds | cut(right).kinds;
    let strongest = [Kinds::UNKNOWN, Kinds::TEXT, Kinds::URL, Kinds::FREE];
    let kind = strongest.into_iter().find(|&kind| kinds.has(kind));
    Known::of(kind.unwrap_or(Kinds::WORD))
}
