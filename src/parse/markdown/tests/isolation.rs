//! What is isolated in a body.

use super::*;
use crate::text::Direction;

fn read(language: &str, text: &str) -> Checked<Body> {
    let languages = ["ar", "en"].map(plain);
    let path = SourcePath::new("a.md");
    let language = languages.iter().find(|known| known.tag == language).unwrap();
    let source = Source {
        path: &path,
        text,
        start: 0,
        plain_text: false,
        title: LeadingTitle::Keep,
        reading: Reading {
            language,
            direction: language.direction,
            languages: &languages,
            isolate: true,
        },
        digest: Digest::default(),
    };
    body(&source, &MarkdownSettings::default())
}

fn check_in(language: &str, table: &[(&str, &str)]) {
    for (markdown, expected) in table {
        let checked = read(language, markdown);
        let html = html(&checked.value)
            .trim_end()
            .replace("<bdi dir=\"ltr\">", "⟨")
            .replace("</bdi>", "⟩");
        assert_eq!(html, *expected, "{markdown}");
        assert_eq!(checked.diagnostics, [], "{markdown}");
    }
}

#[test]
fn phrases_in_running_text() {
    check_in(
        "ar",
        &[
            ("أتقن لغة C++.", "<p>أتقن لغة ⟨C++⟩.</p>"),
            (
                "لغة AT&T++ و<b>C++</b>",
                "<p>لغة ⟨AT&amp;T++⟩ و<b dir=\"ltr\">C++</b></p>",
            ),
            ("منها Rust،\nGo، Zig.", "<p>منها ⟨Rust⟩،\n⟨Go⟩، ⟨Zig⟩.</p>"),
            ("قال **C++** ثم", "<p>قال <strong dir=\"ltr\">C++</strong> ثم</p>"),
            (
                "قال ***C++*** ثم",
                "<p>قال <em dir=\"ltr\"><strong>C++</strong></em> ثم</p>",
            ),
            ("قال **C** Plus ثم", "<p>قال <strong>C</strong> Plus ثم</p>"),
            (
                "قال [The book كتاب by Omar](x) هنا",
                "<p>قال <a href=\"x\" dir=\"ltr\" lang=\"en\">The book <bdi dir=\"rtl\" lang=\"ar\">كتاب⟩ by Omar</a> هنا</p>",
            ),
            ("لغة [Zig](z) هنا", "<p>لغة <a href=\"z\" dir=\"ltr\">Zig</a> هنا</p>"),
            (
                "لغة [C++ و D](z) هنا",
                "<p>لغة <a href=\"z\" dir=\"ltr\" lang=\"en\">C++ <bdi dir=\"rtl\" lang=\"ar\">و⟩ D</a> هنا</p>",
            ),
            ("نص **لغة C#** F++ ثم", "<p>نص <strong>لغة ⟨C#⟩</strong> ⟨F++⟩ ثم</p>"),
            ("استخدم `x` في C++", "<p>استخدم <code dir=\"ltr\">x</code> في ⟨C++⟩</p>"),
            ("قالت Mozilla[^a] نعم.\n\n[^a]: مصدر", "<p>قالت Mozilla⟨1.1⟩ نعم.</p>"),
            ("قالت C++[^a] نعم.\n\n[^a]: مصدر", "<p>قالت ⟨C++⟩⟨1.1⟩ نعم.</p>"),
        ],
    );
}

#[test]
fn what_authors_say_themselves_is_untouched() {
    check_in(
        "ar",
        &[
            ("لغة [C++]{dir=ltr} هنا", "<p>لغة <span dir=\"ltr\">C++</span> هنا</p>"),
            (
                "لغة [C++]{.x} هنا",
                "<p>لغة <span class=\"x\" dir=\"ltr\">C++</span> هنا</p>",
            ),
            ("لغة <bdi>C++</bdi> هنا", "<p>لغة <bdi>C++⟩ هنا</p>"),
            (
                "لغة <span dir=\"ltr\">C++</span> وC++",
                "<p>لغة <span dir=\"ltr\">C++</span> و⟨C++⟩</p>",
            ),
            ("لغة C++.\n{dir=rtl}", "<p dir=\"rtl\">لغة C++.</p>"),
            ("لغة C++.\n{isolate=false}", "<p>لغة C++.</p>"),
            (":::{isolate=false}\nلغة C++.\n:::", "<div>\n<p>لغة C++.</p>\n</div>"),
            (
                "<div dir=\"ltr\">\n\nلغة C++.\n\n</div>\n\nلغة C++.",
                "<div dir=\"ltr\">\n<p>لغة C++.</p>\n</div>\n<p>لغة ⟨C++⟩.</p>",
            ),
            (
                "[a short story]{lang=en}",
                "<p><span lang=\"en\" dir=\"ltr\">a short story</span></p>",
            ),
            ("## C++ هنا {dir=rtl}", "<h2 id=\"cpp-هنا\" dir=\"rtl\">C++ هنا§</h2>"),
        ],
    );
}

#[test]
fn blocks_that_run_against_the_page() {
    check_in(
        "ar",
        &[
            (
                "Attention is all you need.",
                "<p dir=\"ltr\" lang=\"en\">Attention is all you need.</p>",
            ),
            (
                "## Hello, world!",
                "<h2 id=\"hello-world\"><span dir=\"ltr\" lang=\"en\">Hello, world!</span>§</h2>",
            ),
            (
                "- بند\n- Ship it.",
                "<ul>\n<li>بند</li>\n<li><span dir=\"ltr\" lang=\"en\">Ship it.</span></li>\n</ul>",
            ),
            (
                "- One.\n- Two.",
                "<ul dir=\"ltr\" lang=\"en\">\n<li>One.</li>\n<li>Two.</li>\n</ul>",
            ),
            (
                "> English text only.",
                "<blockquote dir=\"ltr\" lang=\"en\">\n<p>English text only.</p>\n</blockquote>",
            ),
            (
                "> نص\n>\n> English.",
                "<blockquote>\n<p>نص</p>\n<p dir=\"ltr\" lang=\"en\">English.</p>\n</blockquote>",
            ),
            ("https://example.org", "<p>⟨https://example.org⟩</p>"),
            (
                "The word سلام is.",
                "<p><bdi dir=\"ltr\" lang=\"en\">The word⟩ سلام is.</p>",
            ),
            (
                "[Read the docs.](x)",
                "<p dir=\"ltr\" lang=\"en\"><a href=\"x\">Read the docs.</a></p>",
            ),
            (
                "- نص\n- [Docs.](x)",
                "<ul>\n<li>نص</li>\n<li><span dir=\"ltr\" lang=\"en\"><a href=\"x\">Docs.</a></span></li>\n</ul>",
            ),
        ],
    );
    check_in(
        "en",
        &[
            ("كتاب جديد", "<p dir=\"rtl\" lang=\"ar\">كتاب جديد</p>"),
            (
                "تعلّم لغة C++ اليوم.",
                "<p dir=\"rtl\" lang=\"ar\">تعلّم لغة ⟨C++⟩ اليوم.</p>",
            ),
            (
                "The title is مدخل إلى C++ today",
                "<p>The title is <bdi dir=\"rtl\" lang=\"ar\">مدخل إلى ⟨C++⟩⟩ today</p>",
            ),
            ("Plain text.", "<p>Plain text.</p>"),
        ],
    );
}

#[test]
fn a_contents_list_isolates_too() {
    let checked = read("ar", "## لغة C++ [و](x) هنا");
    assert_eq!(&*checked.value.headings[0].html, "لغة <bdi dir=\"ltr\">C++</bdi> و هنا");
}

#[test]
fn the_direction_of_a_page_is_in_its_digest() {
    let languages = ["az", "en"].map(plain);
    let reading = |direction| Reading {
        language: &languages[0],
        direction,
        languages: &languages,
        isolate: true,
    };
    assert_eq!(reading(Direction::Rtl).digest(), reading(Direction::Rtl).digest());
    assert_ne!(reading(Direction::Rtl).digest(), reading(Direction::Ltr).digest());
}

#[test]
fn a_page_may_run_against_its_language() {
    let languages = ["az", "ar"].map(plain);
    let path = SourcePath::new("a.md");
    let source = Source {
        path: &path,
        text: "بو یازی C++ حاقیندادیر و چوخ گؤزل‌دیر.\n\nBu cümlə latın əlifbası ilə yazılıb.\n",
        start: 0,
        plain_text: false,
        title: LeadingTitle::Keep,
        reading: Reading {
            language: &languages[0],
            direction: Direction::Rtl,
            languages: &languages,
            isolate: true,
        },
        digest: Digest::default(),
    };
    let checked = body(&source, &MarkdownSettings::default());
    assert_eq!(
        html(&checked.value).trim_end(),
        "<p>بو یازی <bdi dir=\"ltr\">C++</bdi> حاقیندادیر و چوخ گؤزل‌دیر.</p>\n\
         <p dir=\"ltr\" lang=\"az\">Bu cümlə latın əlifbası ilə yazılıb.</p>"
    );
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
}
