//! Whole heads: what is read, what is reported, and that nothing panics.

#![allow(clippy::unwrap_used)]

use fastrand::Rng;

use super::*;
use crate::base::Position;
use crate::model::{Localized, TitleSource, Value};

fn of(name: &str, text: &str) -> Checked<Head> {
    let taxonomies = ["tags".to_owned(), "topics".to_owned()];
    let languages = ["ar".to_owned(), "en".to_owned()];
    let settings = HeadSettings {
        taxonomies: &taxonomies,
        languages: &languages,
        math: false,
    };
    head(&SourcePath::new(&format!("content/articles/{name}")), text, &settings)
}

fn yaml(lines: &str) -> Checked<Head> {
    of("a.ar.md", &format!("---\ntitle: t\n{lines}\n---\n"))
}

/// Code, line and column of every problem.
fn places(head: &Checked<Head>) -> Vec<(Code, u32, u32)> {
    let place = |at: &crate::base::Diagnostic| at.place.as_ref().unwrap().position.unwrap();
    let problems = head.diagnostics.iter();
    problems
        .map(|problem| (problem.code, place(problem).line, place(problem).column))
        .collect()
}

fn plain(text: &str) -> Option<Localized<String>> {
    Some(Localized::plain(text.to_owned()))
}

#[test]
fn yaml_and_toml_say_the_same() {
    let yaml = "---\ntitle: 'عنوان: فرعي'\ndate: 2025-03-04T10:20:00+03:00\ndraft: true\nslug: 007\nweight: 3\nnoindex: false\n\
        aliases: [/old/, /older/]\ntags: [rust, 'لغة']\nextra:\n  a: 1\n---\n# H\n";
    let toml = "+++\ntitle = \"عنوان: فرعي\"\ndate = 2025-03-04T10:20:00+03:00\ndraft = true\nslug = \"007\"\nweight = 3\n\
        noindex = false\naliases = [\"/old/\", \"/older/\"]\n[taxonomies]\ntags = [\"rust\", \"لغة\"]\n[extra]\na = 1\n+++\n# H\n";
    let read = |text| {
        let mut head = of("a.ar.md", text);
        assert_eq!(head.diagnostics, []);
        assert!(text.get(head.value.body_start..).unwrap().starts_with("# H"));
        assert_eq!(head.value.front.position("slug").line, 5);
        head.value.front.positions.clear();
        for alias in &mut head.value.front.aliases {
            assert_eq!(alias.position.line, 8);
            alias.position = Position::START;
        }
        head.value.front
    };
    let front = read(yaml);
    assert_eq!(front, read(toml));
    assert_eq!(front.title, plain("عنوان: فرعي"));
    assert_eq!(front.date, parse_date("2025-03-04T10:20:00+03:00"));
    assert_eq!((front.draft, front.weight, front.noindex), (true, Some(3), Some(false)));
    assert_eq!(front.slug.as_deref(), Some("007"));
    let aliases: Vec<&str> = front.aliases.iter().map(|alias| alias.text.as_str()).collect();
    assert_eq!(aliases, ["/old/", "/older/"]);
    assert_eq!(front.terms["tags"], ["rust", "لغة"]);
    assert_eq!(front.extra["a"], Value::Int(1));
}

#[test]
fn text_keys_keep_what_is_written() {
    for (written, text) in [
        ("2026-01-01", "2026-01-01"),
        ("no", "no"),
        ("True", "True"),
        ("1.10", "1.10"),
        ("'  spaced '", "spaced"),
        ("\"a\\0b\"", "ab"),
    ] {
        let head = of("a.md", &format!("---\ntitle: {written}\n---\nx"));
        assert_eq!(head.value.front.title, plain(text), "{written}");
    }
    for missing in ["", "~", "''", "null"] {
        let head = of("a.md", &format!("---\ntitle: {missing}\n---\nx"));
        assert_eq!((head.value.front.title, head.diagnostics.len()), (None, 1), "{missing}");
        assert_eq!(head.diagnostics[0].code, Code::MissingTitle);
    }
    let localized = of("a.md", "---\ntitle: {ar: مقال, en: Article}\n---\nx")
        .value
        .front
        .title
        .unwrap();
    assert_eq!(localized.get("ar").map(String::as_str), Some("مقال"));
    assert_eq!(localized.get("fr"), None);
}

#[test]
fn values_that_cannot_be_used() {
    use Code::*;
    for (line, code, column, part) in [
        ("draft: \"false\"", WrongType, 9, "`draft: false`, without quotes"),
        ("draft: no", WrongType, 8, "draft: true"),
        ("draft: 0", WrongType, 8, "draft: true"),
        ("publish: soon", WrongType, 10, "publish: 2025-03-04"),
        ("expires: 2026-13-45", WrongType, 10, "expires: 2025-03-04"),
        ("lang: [ar]", WrongType, 1, "lang: …"),
        ("lang: ar_EG", UnknownLanguage, 7, "lang: ar-EG"),
        ("dir: RTL", WrongType, 6, "write `dir: rtl`"),
        ("dir: lrt", WrongType, 6, "write `dir: ltr`"),
        ("dir: auto", WrongType, 6, "write `dir: rtl` or `dir: ltr`"),
        ("dir: [rtl]", WrongType, 1, "write `dir: rtl` or `dir: ltr`"),
        ("slug: {a: b}", WrongType, 1, "slug: …"),
        ("slug: \"\"", WrongType, 8, "slug: my-article"),
        ("slug: ' '", WrongType, 8, "leave the line out"),
        ("date: 04/03/2025", BadDate, 7, "date: 2025-03-04"),
        ("date: 2025-02-30", BadDate, 7, "2025-03-04"),
        ("updated: [1]", BadDate, 1, "updated: 2025-03-04"),
        ("weight: 99999999999999999999", IgnoredValue, 9, "weight: 10"),
        ("weight: heavy", IgnoredValue, 9, "weight: 10"),
        ("noindex: maybe", IgnoredValue, 10, "noindex: true"),
        ("image: {src: x}", IgnoredValue, 1, "image: …"),
        ("extra: 5", IgnoredValue, 8, "keys of their own"),
        ("title_: x\ndescription: {xx_YY: x}", IgnoredValue, 15, "language tags"),
        ("aliases: [/a/, {b: c}]", IgnoredValue, 1, "aliases: …"),
        (
            "tags: \"الأعمال، التقنية؛ DORA\"",
            TagSeparator,
            8,
            "tags: [الأعمال, التقنية, DORA]",
        ),
        ("tags: a, b", TagSeparator, 7, "tags: [a, b]"),
        ("tags: [x, 'ا، ب']", TagSeparator, 12, "[x, ا, ب]"),
        ("<<: {a: b}", FrontMatterSyntax, 1, "write the keys out"),
        ("draf: true", MisspeltKey, 1, "`draft`"),
        ("published: false", MisspeltKey, 1, "draft: true"),
        ("titel: x", UnknownKey, 1, "`title`"),
        ("description: \"a\\eb\"", ControlCharacter, 1, "escape"),
    ] {
        let head = yaml(line);
        let lines = u32::try_from(line.lines().count()).unwrap();
        // a key that resembles `title` stands before one of the cases
        let found: Vec<_> = places(&head).into_iter().filter(|at| at.1 == lines + 2).collect();
        assert_eq!(found, [(code, lines + 2, column)], "{line}: {:?}", head.diagnostics);
        let help = head.diagnostics.last().unwrap().help.clone().unwrap();
        assert!(help.contains(part), "{line}: {help}");
    }
}

#[test]
fn a_doubtful_draft_stays_one() {
    assert!(yaml("draft: \"false\"").value.front.draft);
    assert!(!yaml("draft: false").value.front.draft);
    assert!(!yaml("draft:").value.front.draft);
}

#[test]
fn terms_of_every_form() {
    for (line, terms, problems) in [
        ("tags: rust", &["rust"][..], 0),
        (
            "tags: [a, a, '', ~, 2025, 'Washington, D.C.']",
            &["a", "2025", "Washington, D.C."],
            0,
        ),
        ("tags: a، b؛ c; d", &["a", "b", "c", "d"], 1),
        ("taxonomies:\n  tags: [a]\n  categories: [b]", &["a"], 0),
        ("tags: {a: b}", &[], 1),
        ("tags:", &[], 0),
    ] {
        let head = yaml(line);
        let found = head.value.front.terms.get("tags").cloned().unwrap_or_default();
        assert_eq!(
            (
                found.iter().map(String::as_str).collect::<Vec<_>>().as_slice(),
                head.diagnostics.len()
            ),
            (terms, problems),
            "{line}"
        );
    }
}

#[test]
fn unknown_keys_are_kept_and_extra_wins() {
    let head = yaml("author: {name: س}\nlastmod: 2025-01-01\nkey: stray\nextra:\n  key: own\n  draft: 1");
    assert_eq!(head.diagnostics, []);
    let extra = &head.value.front.extra;
    assert_eq!(extra["key"], Value::text("own"));
    assert_eq!(extra["author"], Value::map([("name", Value::text("س"))]));
    assert_eq!(extra.len(), 4);
}

#[test]
fn all_problems_of_a_file_at_once() {
    let head = yaml("draft: x\ndate: x\nslug: [x]\ntitel: x");
    let codes: Vec<_> = head.diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        [Code::WrongType, Code::BadDate, Code::WrongType, Code::UnknownKey]
    );
}

#[test]
fn broken_front_matter_says_where_in_the_file() {
    for (text, expected) in [
        (
            "\n---\na: 1\ntitle: Rust: the guide\n---\nx",
            (Code::FrontMatterSyntax, 4, 12),
        ),
        ("---\r\na: 1\r\na: 2\r\n---\r\nx", (Code::DuplicateKey, 3, 1)),
        ("---\ra: 1\ra: 2\r---\rx", (Code::DuplicateKey, 3, 1)),
        ("+++\na = 1\na = 2\n+++\nx", (Code::DuplicateKey, 3, 1)),
        ("+++\na = x\n+++\nx", (Code::FrontMatterSyntax, 2, 5)),
        ("\n---\na: 1\n", (Code::FrontMatterUnclosed, 2, 1)),
        ("---js\n({})\n---\nx", (Code::FrontMatterSyntax, 1, 1)),
    ] {
        assert_eq!(places(&of("a.md", text)), [expected], "{text:?}");
    }
    let long = format!("---\na: |\n{}\n---\n", "  x\n".repeat(20_000));
    assert_eq!(places(&of("a.md", &long)), [(Code::FrontMatterSyntax, 2, 1)]);
}

#[test]
fn titles_that_the_text_tells() {
    use TitleSource::*;
    for (name, text, source, title, codes) in [
        ("a.md", "# عنوان\nنص", Some(Heading), "عنوان", &[][..]),
        ("a.md", "---\ndate: 2025-01-01\n---\n# H", Some(Heading), "H", &[]),
        (
            "my-post.ar.md",
            "text",
            Some(FileName),
            "My post",
            &[Code::MissingTitle],
        ),
        ("my-post.ar.md", "", Some(FileName), "My post", &[Code::EmptyFile]),
        ("_index.ar.md", " \n", Some(FileName), "Articles", &[Code::EmptyFile]),
        (
            "a.txt",
            "Hello there. Rest",
            Some(FirstSentence),
            "Hello there",
            &[Code::PlainTextTitle],
        ),
        (
            "a.md",
            " date 2025-03-04 نص أول. ثان",
            Some(FirstSentence),
            "نص أول",
            &[Code::PlainTextTitle],
        ),
        (
            "a.txt",
            "---\ndate: 2025-01-01\n---\n# Say. b",
            Some(FirstSentence),
            "# Say",
            &[Code::PlainTextTitle],
        ),
        ("a.txt", "", Some(FileName), "A", &[Code::EmptyFile]),
        ("a.txt", "date 2025-03-04", Some(FileName), "A", &[Code::MissingTitle]),
        ("a.md", "---\ntitle: t\n---\n# H", None, "", &[]),
    ] {
        let head = of(name, text);
        let found: Vec<_> = head.diagnostics.iter().map(|problem| problem.code).collect();
        let (from, words) = match &head.value.found_title {
            Some((source, title)) => (Some(*source), &**title),
            None => (None, ""),
        };
        assert_eq!((from, words, found.as_slice()), (source, title, codes), "{text:?}");
    }
}

#[test]
fn the_first_article_of_the_project() {
    let text = " date 2025-03-04 هذا نص قديم. وفيه Rust.\nسطر ثان\n";
    let head = of("first.txt", text);
    let front = &head.value.front;
    assert!(head.value.plain_text);
    assert_eq!(front.date, parse_date("2025-03-04"));
    assert_eq!(front.position("date").column, 7);
    assert_eq!(head.value.direction, Some(Direction::Rtl));
    assert!(head.value.first_words.starts_with("هذا نص"));
    assert!(text.get(head.value.body_start..).unwrap().starts_with(" هذا نص"));
    let help = head.diagnostics[0].help.as_deref().unwrap();
    assert!(help.contains("\ntitle: هذا نص قديم\ndate: 2025-03-04\n"), "{help}");
    assert_eq!(
        places(&of("a.txt", "date 2025-13-45 x")).first(),
        Some(&(Code::BadDate, 1, 6))
    );
}

#[test]
fn digests_tell_apart() {
    let (tags, none) = (["tags".to_owned()], []);
    let settings = |taxonomies| HeadSettings {
        taxonomies,
        languages: &none,
        math: false,
    };
    let (a, b) = (SourcePath::new("a.md"), SourcePath::new("b.md"));
    let digest = settings(&tags).digest(&a, "x");
    for other in [
        settings(&tags).digest(&b, "x"),
        settings(&tags).digest(&a, "y"),
        settings(&none).digest(&a, "x"),
    ] {
        assert_ne!(other, digest);
    }
}

#[test]
fn an_edit_far_below_leaves_the_head_equal() {
    let start = format!("---\ntitle: T\n---\nFirst words. {}\n\n", "Some more. ".repeat(100));
    let (one, other) = (
        of("a.md", &format!("{start}One.")),
        of("a.md", &format!("{start}Another, longer.")),
    );
    assert_eq!(one.value, other.value);
    assert_ne!(one.value, of("a.md", &start.replace("title: T", "title: U")).value);
}

#[test]
fn no_mutation_panics_and_every_place_is_in_the_file() {
    const SEEDS: [&str; 4] = [
        "---\ntitle: عنوان\ndate: 2025-03-04 10:20 +0300\ntags: [a, 'ب، ج']\ndraft: false\nextra: &x\n  k: |\n    text\n  l: *x\n---\n# H\n",
        "+++\ntitle = \"t\"\ndate = 2025-03-04\nweight = 1.5\n[taxonomies]\ntags = [\"a\"]\n[extra]\nk = {a = 1}\n+++\nbody",
        "date ٢٠٢٥-٠٣-٠٤ نص. ثان\nline",
        "---\r\n\"quoted key\": \"a\\u0041\"\r\n? complex\r\n: !!str 5\r\nlang: ar_EG\r\nslug: {a: b}\r\n...\r\n",
    ];
    const PIECES: [&str; 28] = [
        "---",
        "+++",
        "...",
        "\n",
        "\r",
        "\r\n",
        "\t",
        " ",
        ": ",
        ":",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "#",
        "&a",
        "*a",
        "!!x",
        "!",
        "|",
        "س\u{64E}",
        "\u{200F}",
        "\u{2028}",
        "\0",
        "<<: *x\n",
    ];
    let mut random = Rng::with_seed(0x5EED_1DEA);
    for _ in 0..6_000 {
        let mut text = SEEDS[random.usize(..SEEDS.len())].to_owned();
        for _ in 0..=random.usize(..6) {
            let start = text.floor_char_boundary(random.usize(..text.len() + 1));
            let end = text.floor_char_boundary((start + random.usize(..5)).min(text.len()));
            text.replace_range(start..end.max(start), PIECES[random.usize(..PIECES.len())]);
        }
        let head = of(["a.md", "b.txt"][random.usize(..2)], &text);
        assert!(text.is_char_boundary(head.value.body_start), "{text:?}");
        let lines = text.split(['\n', '\r']).count();
        for (_, line, column) in places(&head) {
            let (line, column) = (usize::try_from(line).unwrap(), usize::try_from(column).unwrap());
            assert!(line <= lines && column <= text.chars().count() + 1, "{text:?}");
        }
    }
}
