use super::*;

#[test]
fn highlighted() {
    let highlighter = Highlighter::default();
    for (language, code, expected) in [
        (
            "rust",
            "fn main() { // a < b\n    let x = \"\\n\";\n}\n",
            "<span class=\"k\">fn</span> <span class=\"f\">main</span>() { <span class=\"c\">// a &lt; b</span>\n    \
             <span class=\"k\">let</span> x <span class=\"o\">=</span> <span class=\"s\">\"</span><span class=\"x\">\\n</span>\
             <span class=\"s\">\"</span>;\n}\n",
        ),
        (
            "diff",
            "-a\n+b\n",
            "<span class=\"d\">-a</span>\n<span class=\"i\">+b</span>\n",
        ),
        (
            "JSON",
            "[1, true]",
            "[<span class=\"n\">1</span>, <span class=\"k\">true</span>]",
        ),
        (
            "js",
            "`a${b}`",
            "<span class=\"s\">`a</span><span class=\"k\">${</span><span class=\"v\">b</span><span class=\"k\">}</span><span class=\"s\">`</span>",
        ),
        (
            "html",
            "<a b=\"c\">",
            "&lt;<span class=\"g\">a</span> <span class=\"a\">b</span>=<span class=\"s\">\"c\"</span>&gt;",
        ),
        (
            "python",
            "# تعليق\nprint(\"مرحبا\")\n",
            "<span class=\"c\"># تعليق</span>\n<span class=\"f\">print</span>(<bdi dir=\"ltr\"><span class=\"s\">\"مرحبا\"</span></bdi>)\n",
        ),
        (
            "js",
            "f(\"أ\", `ب ${x}`); /* تعليق مع x. */ y",
            "<span class=\"f\">f</span>(<bdi dir=\"ltr\"><span class=\"s\">\"أ\"</span></bdi>, <bdi dir=\"ltr\"><span class=\"s\">`ب\
             </span></bdi> <span class=\"k\">${</span><span class=\"v\">x</span><span class=\"k\">}</span><span class=\"s\">`</span>\
             ); <bdi dir=\"ltr\"><span class=\"c\">/*</span> <bdi dir=\"rtl\"><span class=\"c\">تعليق مع x.</span></bdi> \
             <span class=\"c\">*/</span></bdi> <span class=\"v\">y</span>",
        ),
    ] {
        assert_eq!(&*highlighter.highlight(language, code), expected, "{language}");
    }
}

#[test]
fn plain() {
    let highlighter = Highlighter::default();
    let long = format!("let x = \"{}\";", "a".repeat(LONGEST_LINE));
    for (language, code, expected) in [
        ("text", "a < b\n", "a &lt; b\n"),
        ("", "fn main() {}", "fn main() {}"),
        ("no-such-language", "a & b", "a &amp; b"),
        ("rust", "", ""),
        ("rust", &long, &long),
        ("\u{0}/../\u{202e}", "a", "a"),
        (
            "",
            "f(\"أ\", \"ب\", 1)",
            "f(<bdi dir=\"ltr\">\"أ\"</bdi>, <bdi dir=\"ltr\">\"ب\"</bdi>, 1)",
        ),
        ("text", "أ = 5\n\n  ب\n", "<bdi dir=\"ltr\">أ</bdi> = 5\n\n  ب\n"),
    ] {
        assert_eq!(&*highlighter.highlight(language, code), expected, "{language}");
    }
}

#[test]
fn names_of_languages_are_known() {
    let syntaxes = two_face::syntax::extra_newlines();
    for language in [
        "console",
        "shell-session",
        "shell",
        "csharp",
        "c#",
        "fsharp",
        "fs",
        "objc",
        "golang",
        "node",
        "jsx",
        "tsx",
        "json5",
        "jsonc",
        "docker",
        "mdx",
        "tera",
        "postgres",
        "elisp",
        "regex",
        "batch",
        "pwsh",
        "fortran",
        "assembly",
        "yml",
        "handlebars",
        "toml",
        "zig",
        "svelte",
        "vue",
        "typescriptreact",
        "rust",
        "python",
        "c++",
        "kotlin",
        "swift",
        "php",
        "html",
        "css",
        "scss",
        "nginx",
        "graphql",
    ] {
        let token = languages::token(language);
        assert!(
            token.is_some_and(|token| syntaxes.find_syntax_by_token(&token).is_some()),
            "{language}"
        );
    }
    let name = |language: &str| {
        let token = languages::token(language).unwrap_or_default();
        syntaxes.find_syntax_by_token(&token).map(|syntax| syntax.name.as_str())
    };
    assert_eq!(name("fs"), Some("F#"));
    assert_eq!(name("objc"), Some("Objective-C"));
}

#[test]
fn the_text_stays_the_same() {
    let highlighter = Highlighter::default();
    let turning =
        "# عنوان 1\n\n    س = \"مرحبا {x}\\n\" + 'ب' // تعليق، x!\n/* a\n * ب (c)\n */\n<p>نص a</p> \"ab\n٣ = `٤`\n";
    for (code, is_turning) in [(include_str!("mod.rs"), false), (turning, true)] {
        for language in [
            "rust", "js", "python", "html", "css", "md", "yaml", "sql", "bash", "c", "go", "toml", "vue", "php",
            "latex", "",
        ] {
            let html = highlighter.highlight(language, code);
            // No code here holds such a sign itself but in an entity.
            let text: String = html
                .split('<')
                .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
                .collect();
            let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            assert_eq!(text, code, "{language}");
            let opened = html.matches("<bdi").count();
            assert_eq!(opened > 0, is_turning, "{language}");
            assert_eq!(opened, html.matches("</bdi>").count(), "{language}");
        }
    }
}

#[test]
fn elements() {
    let block = |language: &str| CodeBlock {
        language: language.into(),
        numbers: None,
        marked: Box::default(),
        text: "".into(),
    };
    assert_eq!(
        pre(&block("a\"b"), "x", true),
        "<pre dir=\"ltr\" translate=\"no\" tabindex=\"0\"><code class=\"language-a&quot;b\">x</code></pre>"
    );
    assert_eq!(
        pre(&block(""), "", true),
        "<pre dir=\"ltr\" translate=\"no\" tabindex=\"0\"><code></code></pre>"
    );
}

#[test]
fn lines_are_numbered_and_marked() {
    let block = |numbers, marked: &[(u32, u32)]| CodeBlock {
        language: "".into(),
        numbers,
        marked: marked.iter().map(|&(from, to)| from..to).collect(),
        text: "".into(),
    };
    let inner = |block: &CodeBlock, inner: &str, numbered| {
        let html = pre(block, inner, numbered);
        let inner = html
            .split_once("<code>")
            .and_then(|(_, rest)| rest.strip_suffix("</code></pre>"));
        inner.map(str::to_owned)
    };
    for (numbers, marked, numbered, expected) in [
        (None, &[(1, 2)][..], true, "a\n<mark>b</mark>\n\nd"),
        (
            Some(9),
            &[(0, 1), (2, 4)],
            true,
            "<mark data-line=\"9\">a</mark>\n<span data-line=\"10\">b</span>\n<mark data-line=\"11\"></mark>\n<mark data-line=\"12\">d</mark>",
        ),
        (Some(9), &[(0, 2)], false, "<mark>a</mark>\n<mark>b</mark>\n\nd"),
        (Some(9), &[], false, "a\nb\n\nd"),
    ] {
        let inner = inner(&block(numbers, marked), "a\nb\n\nd", numbered);
        assert_eq!(inner.as_deref(), Some(expected));
    }
    assert_eq!(inner(&block(Some(1), &[]), "", true).as_deref(), Some(""));
}
