//! Real texts as articles: nothing of a text is lost, no block has a wrong direction, and what would go to the wrong side is
//! isolated. What is expected is told from the text by other means than the program's own.

#![allow(clippy::print_stdout, reason = "a run over samples prints what it counts")]

mod directions;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use maqal::locale::{canonical, direction, is_known};
use maqal::text::{Direction, is_steering};
use pulldown_cmark::{Options, Parser, html};

use crate::build;
use crate::tree::{At, Tree, What};
use directions::Found;

/// What the parser of CommonMark is asked for, as for an article.
const SYNTAX: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST);

/// A text and the tag of its language.
struct Sample {
    name: String,
    language: String,
    body: String,
}

/// What was found in all samples.
#[derive(Default)]
struct Tally {
    texts: usize,
    right_to_left: usize,
    characters: usize,
    read_otherwise: Vec<String>,
    found: Found,
}

/// The language that a file is named after: `a.ar.md`, `udhr_heb.txt`.
fn language_of(path: &Path) -> Option<String> {
    let name = path.file_stem()?.to_str()?;
    let tags = name.split(['.', '_']).skip(1).filter_map(|part| canonical(part).ok());
    tags.filter(|tag| is_known(tag)).last()
}

/// The text behind the front matter.
fn body_of(text: &str) -> &str {
    let text = text.trim_start_matches('\u{FEFF}');
    let behind = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---"));
    behind.map_or(text, |(_, body)| body.split_once('\n').map_or("", |(_, body)| body))
}

fn samples(folder: &Path) -> Vec<Sample> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    let is_text = |path: &PathBuf| {
        let end = path.extension().and_then(|end| end.to_str());
        matches!(end, Some("md" | "txt"))
    };
    let sample = |path: PathBuf| {
        Some(Sample {
            language: language_of(&path)?,
            name: path.display().to_string(),
            body: body_of(&fs::read_to_string(&path).ok()?).replace("\r\n", "\n"),
        })
    };
    paths.into_iter().filter(is_text).filter_map(sample).collect()
}

/// Builds a site of the samples and looks at each of its articles.
fn check(samples: &[Sample], tally: &mut Tally, problems: &mut Vec<String>) {
    let languages: BTreeSet<_> = samples.iter().map(|sample| sample.language.clone()).collect();
    let languages: Vec<_> = languages.iter().map(|tag| format!("{tag:?}")).collect();
    let mut sources = vec![(
        "site.toml".to_owned(),
        format!(
            "base_url = \"https://example.org\"\ntitle = \"S\"\nlanguages = [{}]\n",
            languages.join(", ")
        ),
    )];
    for (number, sample) in samples.iter().enumerate() {
        let path = format!("content/samples/s{number}.{}.md", sample.language);
        sources.push((path, format!("---\ntitle: T{number}\n---\n{}", sample.body)));
    }
    let folder = tempfile::tempdir().unwrap();
    build::write(folder.path(), &sources);
    let (files, _) = build::build(folder.path());
    for (number, sample) in samples.iter().enumerate() {
        let route = format!("{}/samples/s{number}/index.html", sample.language);
        let tree = Tree::parse(&String::from_utf8_lossy(&files[&route]));
        let text = first_with_class(&tree, "e-content").unwrap();
        let page = direction(&sample.language);
        tally.texts += 1;
        tally.right_to_left += usize::from(page == Direction::Rtl);
        let found = Found::within(&tree, text, page);
        problems.extend(
            found
                .problems
                .iter()
                .map(|problem| format!("{}: {problem}", sample.name)),
        );
        tally.found.add(found);
        match compared(&sample.body, &tree, text) {
            Kept::All(characters) => tally.characters += characters,
            Kept::ButMarks(characters) => {
                tally.characters += characters;
                tally.read_otherwise.push(sample.name.clone());
            }
            Kept::Not(problem) => problems.push(format!("{}: {problem}", sample.name)),
        }
    }
}

/// The first element of a class.
fn first_with_class(tree: &Tree, class: &str) -> Option<At> {
    let has = |classes: &str| classes.split_ascii_whitespace().any(|own| own == class);
    let mut nodes = tree.0.iter();
    nodes.position(|node| node.attribute("class").is_some_and(has))
}

/// Text in which elements ask for Markdown with `markdown="1"`, as CommonMark wants them: with blank lines around their tags.
fn with_blank_lines(body: &str) -> String {
    if !body.contains(" markdown=") {
        return body.to_owned();
    }
    let is_tag = |line: &str| line.trim().starts_with('<') && line.trim().ends_with('>');
    let mut out = String::with_capacity(body.len() + 64);
    let mut follows_tag = false;
    for line in body.lines() {
        if is_tag(line) {
            out.push_str(&format!("\n{}\n\n", line.trim()));
        } else {
            // Within an element lines are set in, which makes no code of them.
            out.push_str(if follows_tag { line.trim_start() } else { line });
            out.push('\n');
        }
        follows_tag = is_tag(line);
    }
    out
}

enum Kept {
    /// So many characters, blanks left out.
    All(usize),
    /// The same, but for signs of emphasis and numbers of lists that CommonMark leaves as text beside Arabic letters.
    ButMarks(usize),
    Not(String),
}

/// Compares the text of an article with that of its Markdown as CommonMark's parser gives it.
fn compared(body: &str, tree: &Tree, text: At) -> Kept {
    let mut expected = String::new();
    html::push_html(&mut expected, Parser::new_ext(&with_blank_lines(body), SYNTAX));
    let parsed = Tree::parse(&expected);
    let (expected, given) = (visible(&parsed, 0), visible(tree, text));
    if expected == given {
        return Kept::All(given.chars().count());
    }
    let bare = |text: &str| text.replace(['*', '_'], "");
    if without_numbers(&bare(&expected), &bare(&given)) {
        return Kept::ButMarks(given.chars().count());
    }
    let same = expected
        .chars()
        .zip(given.chars())
        .take_while(|(one, other)| one == other)
        .count();
    let near = |text: &str| text.chars().skip(same.saturating_sub(20)).take(60).collect::<String>();
    Kept::Not(format!("expected {:?}, given {:?}", near(&expected), near(&given)))
}

/// Whether all that `expected` has more than `given` are digits that are not ASCII's, with the sign behind them.
fn without_numbers(expected: &str, given: &str) -> bool {
    let mut given = given.chars().peekable();
    expected.chars().all(|c| {
        let is_same = given.next_if_eq(&c).is_some();
        is_same || (c.is_numeric() && !c.is_ascii()) || matches!(c, '.' | '-' | ')' | '–' | 'ـ')
    }) && given.next().is_none()
}

/// The characters that readers see, without blanks: an author's, not what the program adds.
fn visible(tree: &Tree, at: At) -> String {
    let added = |at: At| {
        let classes = tree.0[at].attribute("class").unwrap_or_default();
        let names = classes.split_ascii_whitespace();
        let ours = [
            "permalink",
            "footnote-ref",
            "footnotes",
            "alert-title",
            "footnote-reference",
            "footnote-definition",
        ];
        names.into_iter().any(|name| ours.contains(&name))
    };
    let mut text = String::new();
    let mut open = vec![at];
    while let Some(at) = open.pop() {
        match &tree.0[at].what {
            What::Text(part) => text.push_str(part),
            _ if added(at) => {}
            _ => open.extend(tree.0[at].children.iter().rev()),
        }
    }
    text.retain(|c| !c.is_whitespace() && !is_steering(c));
    text
}

/// Where no folder is named, a few lines with every difficulty in them.
#[test]
fn samples_keep_their_text_and_their_direction() {
    let mut tally = Tally::default();
    let mut problems = Vec::new();
    match std::env::var("MAQAL_SAMPLES") {
        Ok(folders) => {
            for folder in folders.split(':') {
                check(&samples(Path::new(folder)), &mut tally, &mut problems);
            }
        }
        Err(_) => check(&own_samples(), &mut tally, &mut problems),
    }
    let Found {
        blocks,
        turned,
        isolated,
        ..
    } = tally.found;
    println!(
        "{} texts, {} of them from right to left: {} characters kept, {blocks} blocks, {turned} of them turned, {isolated} \
         phrases with a sign at their edge isolated",
        tally.texts, tally.right_to_left, tally.characters
    );
    println!("read otherwise than CommonMark does: {:?}", tally.read_otherwise);
    assert!(
        problems.is_empty(),
        "{} problems:\n{}",
        problems.len(),
        problems.join("\n")
    );
    assert!(
        tally.texts > 0 && turned > 0 && isolated > 0,
        "the samples show nothing"
    );
}

fn own_samples() -> Vec<Sample> {
    let sample = |language: &str, body: &str| Sample {
        name: format!("own.{language}"),
        language: language.to_owned(),
        body: body.to_owned(),
    };
    vec![
        sample(
            "ar",
            "# لغة C++\n\nأتقن C++ و**C#** و.NET، وتابع @user.\n\nAttention is all you need.\n\n- بند\n- Ship it.\n\n> `x` و&amp;\n",
        ),
        sample("he", "שפת C++ היא שפה.\n\nhttps://example.org/a\n"),
        sample("en", "# One\n\nRead مدخل إلى C++ today.\n\nقال الحكيم: الصبر جميل.\n"),
    ]
}

#[test]
fn what_is_lost_is_found() {
    let tree = Tree::parse("<p>قال Rust نعم <a class=permalink>#</a></p>");
    assert!(matches!(compared("قال **Rust** نعم", &tree, 0), Kept::All(10)));
    assert!(matches!(compared("قال Rust و نعم", &tree, 0), Kept::Not(_)));
    let tree = Tree::parse("<ol><li>أول</li></ol><p>و<em>«نص»</em></p>");
    assert!(matches!(compared("١. أول\n\nو*«نص»*", &tree, 0), Kept::ButMarks(_)));
    assert!(matches!(compared("١. أول\n\nو*«نصف»*", &tree, 0), Kept::Not(_)));
}
