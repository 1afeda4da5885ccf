//! `[theme_settings]`, read against what the theme declares.

use std::collections::BTreeMap;

use super::CONFIG_PATH;
use super::reader::{Setting, known_language};
use crate::base::{Checked, Code, SourcePath, nearest};
use crate::model::{Localized, SettingKind, Theme, ThemeSettings, Value};
use crate::parse::theme::{SiteFiles, Wrong, typed};
use crate::parse::tree::{Data, Entry, Node, Reporter, TomlCodes, read_toml};

/// What is given for each language, or for all of them.
type Given = Localized<Value>;

/// The settings of a theme as `site.toml` has them, for each of `languages`. `files` are those that a setting may name.
///
/// What keeps the text itself from being read, `config` reports.
pub fn theme_settings(
    text: Option<&str>,
    theme: &Theme,
    languages: &[String],
    files: &SiteFiles,
) -> Checked<ThemeSettings> {
    let path = SourcePath::new(CONFIG_PATH);
    let text = text.unwrap_or_default();
    let mut reporter = Reporter::new(&path, text);
    let mut given: BTreeMap<String, Given> = BTreeMap::new();
    for entry in entries(&path, text) {
        let Some(setting) = theme.settings.get(&entry.key) else {
            unknown(&entry, theme, &mut reporter);
            continue;
        };
        let value = localized(&setting.kind, &entry, languages, files, &mut reporter);
        given.insert(entry.key, value);
    }
    Checked {
        value: ThemeSettings::new(&theme.settings, &given, languages),
        diagnostics: reporter.finish(),
    }
}

/// The entries of the table.
fn entries(path: &SourcePath, text: &str) -> Vec<Entry> {
    let codes = TomlCodes {
        syntax: Code::ConfigSyntax,
        duplicate: Code::ConfigSyntax,
    };
    let root = read_toml(text, 0, codes, &mut Reporter::new(path, text)).unwrap_or_default();
    let table = root.into_iter().find(|entry| entry.key == "theme_settings");
    match table.map(|table| table.node.data) {
        Some(Data::Map(entries)) => entries,
        _ => Vec::new(),
    }
}

fn unknown(entry: &Entry, theme: &Theme, reporter: &mut Reporter<'_>) {
    let names = || theme.settings.keys().map(String::as_str);
    let message = format!(
        "`theme_settings.{}` is no setting of the theme `{}`",
        entry.key, theme.name
    );
    let help = match nearest(&entry.key, names()) {
        Some(meant) => format!("write `{meant}`"),
        None if theme.settings.is_empty() => "this theme has no settings: take the line out".to_owned(),
        None => format!("its settings are {}", names().collect::<Vec<_>>().join(", ")),
    };
    reporter.add(Code::UnknownSetting, entry.key_span, message, help);
}

/// One value, or a table by language; what cannot be used counts as not given.
fn localized(
    kind: &SettingKind,
    entry: &Entry,
    languages: &[String],
    files: &SiteFiles,
    reporter: &mut Reporter<'_>,
) -> Given {
    let whole = Setting::new("theme_settings.", entry);
    let value = |name: &str, node: &Node, reporter: &mut Reporter<'_>| {
        let value = typed(kind, name, node, Some(files));
        value
            .map_err(|Wrong { span, problem, help }| whole.bad_at(span, &problem, help, reporter))
            .ok()
    };
    let mut given = Localized::default();
    match entry.node.as_map() {
        None => given.plain = value(&entry.key, &entry.node, reporter),
        Some(by_language) => {
            for entry in by_language {
                if let Some(tag) = known_language(entry, languages, reporter) {
                    let value = value(&entry.key, &entry.node, reporter);
                    given.by_language.extend(value.map(|value| (tag, value)));
                }
            }
        }
    }
    given
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::base::Diagnostic;
    use crate::parse::theme::{ThemeFile, load};

    const THEME: &str = r##"
[settings]
motto = "Read"
[settings.accent]
type = "colour"
default = "#8A3324"
[settings.face]
type = "choice"
options = ["book", "plain"]
[settings.columns]
type = "integer"
min = 1
max = 3
[settings.leading]
type = "number"
min = 1.2
[settings.font]
type = "file"
[settings.hosts]
type = "list"
of = "text"
[settings.wide]
type = "boolean"
[settings.greeting]
type = "text"
default = { ar = "أهلا", en = "Hello" }
"##;

    fn read(settings: &str) -> (ThemeSettings, Vec<Diagnostic>) {
        let languages = ["ar-EG", "en", "fr"].map(str::to_owned);
        let file = |path: &str, text: &str| ThemeFile {
            path: path.into(),
            bytes: text.as_bytes().into(),
        };
        let theme = load("mine", &[file("themes/mine/theme.toml", THEME)], &languages);
        assert_eq!(theme.diagnostics, []);
        let files = SiteFiles::from([("fonts/naskh.woff2".to_owned(), "/blog/fonts/naskh.woff2".to_owned())]);
        let text = format!("title = 'x'\n[theme_settings]\n{settings}\n");
        let read = theme_settings(Some(&text), &theme.value, &languages, &files);
        (read.value, read.diagnostics)
    }

    fn value(settings: &ThemeSettings, tag: &str, name: &str) -> Value {
        match &settings.of(tag).unwrap().values {
            Value::Map(values) => values.get(name).unwrap().clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn defaults_are_filled_in() {
        let (settings, problems) = read("");
        assert_eq!(problems, []);
        for (tag, name, expected) in [
            ("en", "motto", Value::text("Read")),
            ("en", "accent", Value::text("#8a3324")),
            ("en", "face", Value::text("book")),
            ("en", "columns", Value::Int(1)),
            ("en", "leading", Value::Float(1.2)),
            ("en", "font", Value::text("")),
            ("en", "hosts", Value::list([])),
            ("en", "wide", Value::Bool(false)),
            ("ar-EG", "greeting", Value::text("أهلا")),
            ("en", "greeting", Value::text("Hello")),
            ("fr", "greeting", Value::text("")),
        ] {
            assert_eq!(value(&settings, tag, name), expected, "{name} in {tag}");
        }
        assert!(!settings.of("en").unwrap().restyled);
    }

    #[test]
    fn values_are_taken_by_language() {
        let (settings, problems) =
            read("accent = { en = 'Teal', ar-EG = '#abc' }\ncolumns = 2\nhosts = ['a', 'b']\nleading = 2");
        assert_eq!(problems, []);
        for (tag, name, expected) in [
            ("en", "accent", Value::text("#008080")),
            ("ar-EG", "accent", Value::text("#aabbcc")),
            ("fr", "accent", Value::text("#8a3324")),
            ("fr", "columns", Value::Int(2)),
            ("fr", "leading", Value::Int(2)),
            ("fr", "hosts", Value::list([Value::text("a"), Value::text("b")])),
        ] {
            assert_eq!(value(&settings, tag, name), expected, "{name} in {tag}");
        }
    }

    #[test]
    fn only_what_no_style_sheet_foresees_restyles() {
        for (given, expected) in [
            ("face = 'plain'", false),
            ("wide = true", false),
            ("accent = '#8a3324'", false),
            ("accent = 'red'", true),
            ("accent = { en = 'red' }", true),
            ("accent = { fr = 'red' }", false),
            ("font = '/fonts/naskh.woff2'", true),
        ] {
            assert_eq!(read(given).0.of("en").unwrap().restyled, expected, "{given}");
        }
        assert_eq!(
            value(&read("font = 'content/fonts/naskh.woff2'").0, "en", "font"),
            Value::text("/blog/fonts/naskh.woff2")
        );
    }

    #[test]
    fn wrong_values_are_named_with_what_to_write() {
        for (given, code, column, help) in [
            ("mott = 'x'", Code::UnknownSetting, 1, "write `motto`"),
            (
                "zebra = 'x'",
                Code::UnknownSetting,
                1,
                "its settings are accent, columns",
            ),
            ("motto = 3", Code::BadSetting, 9, "write `motto = \"…\"`"),
            ("wide = 'yes'", Code::BadSetting, 8, "write `wide = true`"),
            ("columns = 4", Code::BadSetting, 11, "write a number from 1 to 3"),
            ("columns = 1.5", Code::BadSetting, 11, "write `columns = 1`"),
            ("leading = 1", Code::BadSetting, 11, "1.2 or more"),
            ("leading = nan", Code::BadSetting, 11, "write `leading = 1.2`"),
            ("accent = 'tael'", Code::BadSetting, 10, "write `teal`"),
            ("accent = 'red;}'", Code::BadSetting, 10, "write `red`"),
            ("accent = 'red } body {'", Code::BadSetting, 10, "#8a3324"),
            ("accent = 3", Code::BadSetting, 10, "#8a3324"),
            ("face = 'plian'", Code::BadSetting, 8, "write `plain`"),
            ("face = 'gothic'", Code::BadSetting, 8, "use one of book, plain"),
            (
                "font = 'fonts/nashk.woff2'",
                Code::BadSetting,
                8,
                "write `fonts/naskh.woff2`",
            ),
            (
                "font = '../secret'",
                Code::BadSetting,
                8,
                "put the file into `content/`",
            ),
            ("hosts = 'a'", Code::BadSetting, 9, "write `hosts = [\"…\"]`"),
            ("hosts = ['a', 3]", Code::BadSetting, 15, "write `hosts = [\"…\"]`"),
            (
                "accent = { de = 'red' }",
                Code::UnknownLanguage,
                12,
                "add it to `languages`",
            ),
            ("accent = { en = 'rde' }", Code::BadSetting, 17, "write"),
        ] {
            let (_, problems) = read(given);
            let [problem] = problems.as_slice() else {
                panic!("{given}: {problems:?}");
            };
            let at = problem.place.as_ref().unwrap().position.unwrap();
            assert_eq!(
                (problem.code, at.line, at.column),
                (code, 3, column),
                "{given}: {problem:?}"
            );
            assert!(problem.help.as_ref().unwrap().contains(help), "{given}: {problem:?}");
        }
    }
}
