//! Made-up articles in Arabic and English of the size and shape that real ones have.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const ARABIC: &[&str] = &[
    "اللغة",
    "الكتابة",
    "ناشر",
    "صفحة",
    "في",
    "على",
    "من",
    "كانت",
    "تقرأ",
    "المقال",
    "نصّ",
    "قديم",
    "جديد",
    "إلى",
    "الحرف",
    "الترجمة",
    "يكتب",
    "خطّ",
    "ورق",
    "R1",
    "المتصفّح",
    "Unicode",
    "كتاب",
    "سطر",
    "٢٠٢٥",
    "C++",
    "وجهة",
    "معنى",
    "قارئ",
];
const ENGLISH: &[&str] = &[
    "language",
    "writing",
    "publisher",
    "page",
    "in",
    "on",
    "of",
    "was",
    "reads",
    "article",
    "text",
    "old",
    "new",
    "to",
    "letter",
    "translation",
    "writes",
    "line",
    "paper",
    "browser",
    "Unicode",
    "book",
    "2025",
    "direction",
    "meaning",
];
const CODE: &str = "fn align(own: &[Heading], other: &[Heading]) -> Vec<Option<usize>> {\n    // one pass, from the first heading\n    let mut found = Vec::with_capacity(own.len());\n    for heading in own {\n        found.push(other.iter().position(|it| it.level == heading.level && it.text != \"\"));\n    }\n    found\n}\n";

/// A site of made-up articles.
pub struct Corpus {
    /// How many, each in two languages.
    pub articles: usize,
    /// Whether each block of code is the only one of its kind.
    pub distinct_code: bool,
}

impl Corpus {
    /// Writes the site.
    pub fn write(&self, root: &Path) {
        let folder = root.join("content/articles");
        fs::create_dir_all(&folder).unwrap();
        let settings = "base_url = \"https://bench.example\"\ntitle = \"Bench\"\nlanguages = [\"ar\", \"en\"]\n";
        fs::write(root.join("site.toml"), settings).unwrap();
        for at in 0..self.articles {
            for (lang, words) in [("ar", ARABIC), ("en", ENGLISH)] {
                fs::write(
                    folder.join(format!("article-{at}.{lang}.md")),
                    self.article(at, lang, words),
                )
                .unwrap();
            }
        }
    }

    fn article(&self, at: usize, lang: &str, words: &[&str]) -> String {
        let mut random = Random(at as u64 * 2 + 1);
        let (year, month, day) = (2010 + at % 15, at / 15 % 12 + 1, at / 180 % 28 + 1);
        let title = random.words(words, 6);
        let mut text = format!(
            "---\ntitle: {title}\ndate: {year}-{month:02}-{day:02}\ntags: [{}]\n---\n\n",
            words[at % 9]
        );
        for section in 0..5 {
            let _ = writeln!(text, "## {}\n", random.words(words, 4));
            for _ in 0..3 {
                let _ = writeln!(text, "{}.\n", random.words(words, 55));
            }
            match section {
                1 => text.push_str("- one\n- **two**\n- `three`\n\n"),
                2 if at.is_multiple_of(3) => text.push_str("| a | b |\n|---|--:|\n| 1 | 2 |\n\n"),
                3 if at.is_multiple_of(2) => {
                    let mark = if self.distinct_code {
                        format!("// {lang} {at}\n")
                    } else {
                        String::new()
                    };
                    let _ = writeln!(text, "```rust\n{mark}{}```\n", CODE.repeat(3));
                }
                4 => {
                    let _ = writeln!(text, "[{title}](article-{}.{lang}.md)\n", at / 2);
                }
                _ => {}
            }
        }
        text
    }
}

/// A small generator with a period long enough for prose.
pub struct Random(pub u64);

impl Random {
    pub fn words(&mut self, words: &[&str], count: usize) -> String {
        let one = |_| {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            words[(self.0 >> 33) as usize % words.len()]
        };
        (0..count).map(one).collect::<Vec<_>>().join(" ")
    }
}
