//! HTML without differences that do not matter, by the rules of the specification's test program:
//! white space around block tags and its amount elsewhere, the order and case of attributes, self-closing
//! tags, and whether a character is written as a reference.

use libtest_mimic::Trial;

const BLOCK_TAGS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "canvas",
    "caption",
    "col",
    "colgroup",
    "dd",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "iframe",
    "li",
    "map",
    "object",
    "ol",
    "output",
    "p",
    "pre",
    "progress",
    "script",
    "section",
    "style",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
];

/// What was written last.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    Start,
    End,
    Text,
    Other,
}

struct Normalizer {
    out: String,
    last: Last,
    tag: String,
    in_pre: bool,
}

/// The normal form of a piece of HTML.
pub fn normalize(html: &str) -> String {
    let mut normalizer = Normalizer {
        out: String::new(),
        last: Last::Start,
        tag: String::new(),
        in_pre: false,
    };
    let mut rest = html;
    while !rest.is_empty() {
        rest = normalizer.piece(rest);
    }
    normalizer.out
}

impl Normalizer {
    fn piece<'h>(&mut self, html: &'h str) -> &'h str {
        let until = |end: &str| html.find(end).map(|at| html.split_at(at + end.len()));
        if html.starts_with("<![CDATA[") {
            let (section, rest) = until("]]>").unwrap_or((html, ""));
            self.out.push_str(section);
            return rest;
        }
        for (start, end) in [("<!--", "-->"), ("<!", ">"), ("<?", ">")] {
            if let (true, Some((other, rest))) = (html.starts_with(start), until(end)) {
                self.out.push_str(other);
                self.last = Last::Other;
                return rest;
            }
        }
        if let (true, Some((tag, rest))) = (is_tag(html), tag_end(html).map(|end| html.split_at(end))) {
            self.tag(tag);
            return rest;
        }
        if let (true, Some((character, length))) = (html.starts_with('&'), reference(html)) {
            self.character(character);
            return &html[length..];
        }
        let mut others = html.char_indices().skip(1);
        let end = others
            .find(|(_, c)| matches!(c, '<' | '&'))
            .map_or(html.len(), |(at, _)| at);
        self.text(&html[..end]);
        &html[end..]
    }

    fn text(&mut self, text: &str) {
        let after_tag = matches!(self.last, Last::Start | Last::End);
        let after_block = after_tag && BLOCK_TAGS.contains(&self.tag.as_str());
        let text = if after_tag && self.tag == "br" {
            text.trim_start_matches('\n')
        } else {
            text
        };
        if self.in_pre {
            self.out.push_str(text);
        } else {
            let text = collapsed(text);
            self.out.push_str(match self.last {
                Last::Start if after_block => text.trim_start(),
                Last::End if after_block => text.trim(),
                _ => &text,
            });
        }
        self.last = Last::Text;
    }

    fn tag(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (is_end, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let name_end = inner
            .find(|c: char| c.is_whitespace() || c == '/')
            .unwrap_or(inner.len());
        let name = inner[..name_end].to_lowercase();
        if name == "pre" {
            self.in_pre = !is_end;
        }
        if BLOCK_TAGS.contains(&name.as_str()) && !(is_end && name == "pre") {
            self.out.truncate(self.out.trim_end().len());
        }
        self.out.push_str(if is_end { "</" } else { "<" });
        self.out.push_str(&name);
        if !is_end {
            let mut attributes = attributes(&inner[name_end..]);
            attributes.sort();
            for (key, value) in attributes {
                self.out.push_str(&format!(" {key}"));
                if let Some(value) = value {
                    self.out.push_str(&format!("=\"{}\"", escaped(&unescaped(&value))));
                }
            }
        }
        self.out.push('>');
        self.last = if is_end || inner.ends_with('/') {
            Last::End
        } else {
            Last::Start
        };
        self.tag = name;
    }

    fn character(&mut self, character: char) {
        self.out.push_str(&escaped(&character.to_string()));
        self.last = Last::Other;
    }
}

fn is_tag(html: &str) -> bool {
    let name = html.strip_prefix("</").or_else(|| html.strip_prefix('<'));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Where a tag ends; a `>` within quotes does not end it.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}

fn attributes(mut text: &str) -> Vec<(String, Option<String>)> {
    let mut attributes = Vec::new();
    loop {
        text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if text.is_empty() {
            return attributes;
        }
        let mut others = text.char_indices().skip(1);
        let end = others
            .find(|(_, c)| c.is_whitespace() || matches!(c, '=' | '/'))
            .map_or(text.len(), |(at, _)| at);
        let key = text[..end].to_lowercase();
        let Some(value) = text[end..].trim_start().strip_prefix('=').map(str::trim_start) else {
            attributes.push((key, None));
            text = &text[end..];
            continue;
        };
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        attributes.push((key, Some(value.to_owned())));
        text = rest;
    }
}

/// White space as one space each.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if !character.is_whitespace() {
            out.push(character);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The character that `html` starts with a reference to, and the reference's length.
fn reference(html: &str) -> Option<(char, usize)> {
    let (name, _) = html.get(1..)?.split_once(';')?;
    let character = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => char::from_u32(u32::from_str_radix(digits, 16).ok()?)?,
            None => char::from_u32(number.parse().ok()?)?,
        },
        None => match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            _ => return None,
        },
    };
    Some((character, name.len() + 2))
}

fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let (character, length) = reference(&rest[at..]).unwrap_or(('&', 1));
        out.push(character);
        rest = &rest[at + length..];
    }
    out + rest
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The normaliser's own tests: what it must and must not level.
pub fn trials() -> Vec<Trial> {
    let cases = [
        ("<p>a  \t b</p>", "<p>a b</p>"),
        ("<p>a  \t\nb</p>", "<p>a b</p>"),
        (" <p>a  b</p> ", "<p>a b</p>"),
        ("\n\t<p>\n\t\ta  b\t\t</p>\n\t", "<p>a b</p>"),
        ("<i>a  b</i> ", "<i>a b</i> "),
        ("<br />", "<br>"),
        (
            "<a title=\"bar\" HREF=\"foo\">x</a>",
            "<a href=\"foo\" title=\"bar\">x</a>",
        ),
        ("&#8704;&amp;&gt;&lt;&quot;", "\u{2200}&amp;&gt;&lt;&quot;"),
        ("<pre> a  b\n</pre>", "<pre> a  b\n</pre>"),
        ("<p>a<em> b</em></p>", "<p>a<em> b</em></p>"),
        ("<img src=\"a\" alt='b>c' />", "<img alt=\"b&gt;c\" src=\"a\">"),
        ("\"&quot;", "\"&quot;"),
    ];
    cases
        .into_iter()
        .map(|(html, expected)| {
            Trial::test(format!("normal form of {html:?}"), move || {
                let got = normalize(html);
                if got == expected {
                    Ok(())
                } else {
                    Err(format!("{got:?}").into())
                }
            })
        })
        .collect()
}
