//! Generated documents: pieces of Markdown joined at random.

use fastrand::Rng;
use libtest_mimic::Failed;
use maqal::parse::markdown::commonmark_html;
use pulldown_cmark::{Parser, html};

/// Pieces that mean something, and some that do only beside others.
const PIECES: &[&str] = &[
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    " ",
    " ",
    "  ",
    "    ",
    "\n    ",
    "\n\t",
    "  \n",
    "\\\n",
    "a",
    "b",
    "كلمة",
    "نص عربي",
    "word",
    "é",
    "😀",
    "\u{200f}",
    "\u{a0}",
    "# ",
    "\n# ",
    "\n### ",
    "#",
    "\n===\n",
    "\n---\n",
    "\n***\n",
    "\n- ",
    "\n- ",
    "\n  - ",
    "\n* ",
    "\n+ ",
    "\n1. ",
    "\n2) ",
    "\n10. ",
    "\n   ",
    "> ",
    "\n> ",
    "\n> > ",
    "\n>",
    "*",
    "*",
    "**",
    "***",
    "_",
    "__",
    "`",
    "``",
    "\n```\n",
    "\n```",
    "\n```rust\n",
    "\n~~~\n",
    "\n    code\n",
    "[",
    "]",
    "](",
    ")",
    "](/url)",
    "](/url \"title\")",
    "](<b c>)",
    "![",
    "[x]",
    "\n[x]: /target 'title'\n",
    "\n[y]: <>\n",
    "[y][]",
    "[a][x]",
    "<",
    ">",
    "<a href='x'>",
    "</a>",
    "<b>",
    "\n<div>\n",
    "\n</div>\n",
    "<!-- c -->",
    "\n<!-- d\n",
    "-->",
    "<?php ?>",
    "<!X y>",
    "<![CDATA[z]]>",
    "<http://example.org/?a=b&c>",
    "<me@example.org>",
    "&amp;",
    "&copy;",
    "&#35;",
    "&#x22;",
    "&#0;",
    "&unknown;",
    "\\*",
    "\\",
    "\\[",
    "|",
    ":",
    "{",
    "}",
    "~~",
    "$",
    "^",
    "\"",
    "'",
    "\r\n",
    "\n:::note\n",
    "{.x}",
    "[^1]",
    "\n[^1]: f\n",
    "- [ ] ",
    "| a |\n|---|\n",
    "{{< x >}}",
    "<script>",
    "</script>",
    "<pre>\n",
    "\n\n</pre>",
];

/// Compares both writers on generated documents.
pub fn campaign(default_size: usize) -> Result<(), Failed> {
    let size = number("MAQAL_SIZE", default_size as u64)?;
    let seed = number("MAQAL_SEED", 1)?;
    let mut random = Rng::with_seed(seed);
    for count in 0..size {
        let document = document(&mut random);
        let mut expected = String::new();
        html::push_html(&mut expected, Parser::new(&document));
        let got = commonmark_html(&document);
        // Like the reference implementation we escape quotation marks in text; pulldown-cmark does not.
        if got.replace("&quot;", "\"") != expected.replace("&quot;", "\"") {
            let message =
                format!("document {count} of seed {seed}: {document:?}\nexpected {expected:?}\ngot      {got:?}");
            return Err(message.into());
        }
    }
    Ok(())
}

fn number(variable: &str, default: u64) -> Result<u64, Failed> {
    match std::env::var(variable) {
        Ok(text) => text
            .parse()
            .map_err(|_| format!("{variable} is no number: {text}").into()),
        Err(_) => Ok(default),
    }
}

fn document(random: &mut Rng) -> String {
    let length = 1 + random.usize(..40);
    (0..length).map(|_| PIECES[random.usize(..PIECES.len())]).collect()
}
