//! Edits of `site.toml`.

use super::random::Random;
use super::world::Files;

const CONFIG: &str = "site.toml";

/// Sets a key of a table (`""` is the root), or removes it.
fn set(text: &str, table: &str, key: &str, value: Option<&str>) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let start = match table {
        "" => 0,
        _ => match lines.iter().position(|line| line == table) {
            Some(at) => at + 1,
            None => {
                lines.push(table.to_owned());
                lines.len()
            }
        },
    };
    let end = lines[start..].iter().position(|line| line.starts_with('['));
    let end = end.map_or(lines.len(), |end| start + end);
    let is_key = |line: &String| line.split(" = ").next() == Some(key);
    let old = lines[start..end].iter().position(is_key).map(|at| start + at);
    let line = value.map(|value| format!("{key} = {value}"));
    match (old, line) {
        (Some(at), Some(line)) => lines[at] = line,
        (Some(at), None) => drop(lines.remove(at)),
        (None, Some(line)) => lines.insert(start, line),
        (None, None) => {}
    }
    lines.join("\n") + "\n"
}

/// Changes one setting.
pub fn edit(files: &mut Files, random: &mut Random, fresh: usize) -> String {
    let title = format!("{{ ar = \"دفتر {fresh}\", en = \"Notebook {fresh}\" }}");
    let (table, key, values): (&str, &str, &[&str]) = match random.below(18) {
        0 => ("", "title", &[&title, "\"دفتر\"", "\"Notebook\""]),
        1 => ("", "paginate_by", &["1", "2", "3", "10", "0", "\"two\""]),
        2 => {
            const BASES: &[&str] = &[
                "\"https://example.org/\"",
                "\"https://example.org/blog/\"",
                "\"nonsense\"",
            ];
            ("", "base_url", BASES)
        }
        3 => {
            const LISTS: &[&str] = &[
                "[\"ar\", \"en\"]",
                "[\"en\", \"ar\"]",
                "[\"ar\", \"en\", \"fa\"]",
                "[\"en\"]",
            ];
            ("", "languages", LISTS)
        }
        4 => ("", "default_language", &["\"ar\"", "\"en\""]),
        5 => ("", "prefix_default_language", &["true", "false"]),
        6 => ("", "pretty_urls", &["true", "false"]),
        7 => ("", "theme", &["\"mine\"", "\"probe\"", "\"diwan\"", "\"gone\""]),
        8 => ("", "time_zone", &["\"UTC\"", "\"Africa/Cairo\"", "\"Mars\""]),
        9 => ("", "description", &["\"About\"", "{ ar = \"عن\" }"]),
        10 => (
            "[language.ar]",
            "digits",
            &["\"arab\"", "\"latn\"", "\"auto\"", "\"roman\""],
        ),
        11 => (
            "[language.ar]",
            "calendars",
            &["[\"gregory\", \"islamic-umalqura\"]", "[\"gregory\"]"],
        ),
        12 => ("[language.en]", "locale", &["\"en-GB\"", "\"en-US\"", "\"not a tag\""]),
        13 => ("[language.en]", "name", &["\"Englisch\"", "\"English\""]),
        14 => {
            const LEVELS: &[&str] = &["\"off\"", "\"warning\"", "\"error\""];
            let codes = [
                "broken-link",
                "missing-date",
                "outline-mismatch",
                "missing-title",
                "not-utf8",
            ];
            ("[check]", *random.pick(&codes), LEVELS)
        }
        15 => ("[markdown]", "highlight", &["true", "false"]),
        16 => (
            "",
            "fallback",
            &["\"show\"", "\"show\"", "\"link\"", "\"hide\"", "\"no\""],
        ),
        _ => ("[theme_settings]", "motto", &["\"One\"", "{ ar = \"واحد\" }", "3"]),
    };
    let value = if random.one_in(4) {
        None
    } else {
        Some(*random.pick(values))
    };
    let text = files
        .get(CONFIG)
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    let text = set(&text.unwrap_or_default(), table, key, value);
    files.insert(CONFIG.to_owned(), text.into_bytes());
    format!("site.toml: {table} {key} = {value:?}")
}
