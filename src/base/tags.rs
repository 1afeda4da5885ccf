//! The tags of finished HTML and their attributes, for whoever has to change some of them.

use std::ops::Range;

/// Elements whose text is no HTML, up to their end tag.
const RAW: &[&str] = &[
    "script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp",
];

/// A start tag or an end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// Its name as it stands there.
    pub name: &'h str,
    /// Whether it is an end tag.
    pub closes: bool,
    /// Whether it ends with `/>`.
    pub closes_itself: bool,
    /// The attributes in order.
    pub attributes: Vec<Attribute<'h>>,
}

/// An attribute as it stands in its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribute<'h> {
    /// Its name.
    pub name: &'h str,
    /// Its value, still escaped; empty if it has none.
    pub value: &'h str,
    /// Name, value and the blanks before them, as bytes of the HTML.
    pub span: Range<usize>,
}

/// The tags of HTML, in order; what stands in comments, scripts and the like is no tag.
pub fn tags(html: &str) -> Tags<'_> {
    Tags { html, at: 0, raw: None }
}

/// The ids in HTML, and the names of its anchors, as they stand there.
pub fn ids(html: &str) -> impl Iterator<Item = &str> {
    // Most blocks have no attributes at all.
    let tags = html.contains('=').then(|| tags(html)).into_iter().flatten();
    tags.flat_map(|tag| {
        let is_id = move |name: &str| name.eq_ignore_ascii_case("id") || is_anchor_name(tag.name, name);
        let values = tag
            .attributes
            .into_iter()
            .filter(move |attribute| is_id(attribute.name));
        values.map(|attribute| attribute.value)
    })
}

/// Whether the attribute `name` of an element is as good as an id.
pub fn is_anchor_name(element: &str, name: &str) -> bool {
    let is = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    is(name, "name") && (is(element, "a") || is(element, "map"))
}

/// See [`tags`].
pub struct Tags<'h> {
    html: &'h str,
    at: usize,
    /// The element whose text comes next.
    raw: Option<&'h str>,
}

impl<'h> Tags<'h> {
    fn rest(&self) -> &'h str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Goes on behind the next `end`, or to the end of all.
    fn behind(&mut self, end: &str) {
        self.at += self
            .rest()
            .find(end)
            .map_or(self.rest().len(), |found| found + end.len());
    }

    fn take(&mut self, while_it_is: impl Fn(char) -> bool) -> &'h str {
        let rest = self.rest();
        let length = rest.find(|c| !while_it_is(c)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }

    fn eat(&mut self, what: char) -> bool {
        let found = self.rest().starts_with(what);
        self.at += if found { what.len_utf8() } else { 0 };
        found
    }

    fn blanks(&mut self) {
        self.take(|c| c.is_ascii_whitespace());
    }

    /// The rest of a tag behind its name; `None` if it does not end.
    fn tag(&mut self, closes: bool) -> Option<Tag<'h>> {
        let name = self.take(|c| !c.is_ascii_whitespace() && c != '/' && c != '>');
        let (mut attributes, mut closes_itself) = (Vec::new(), false);
        loop {
            let from = self.at;
            self.blanks();
            if self.eat('>') {
                return Some(Tag {
                    name,
                    closes,
                    closes_itself,
                    attributes,
                });
            }
            closes_itself = self.eat('/');
            if closes_itself {
                continue;
            }
            if self.rest().is_empty() {
                return None;
            }
            attributes.push(self.attribute(from));
        }
    }

    fn attribute(&mut self, from: usize) -> Attribute<'h> {
        let start = self.at;
        self.eat('=');
        self.take(|c| !c.is_ascii_whitespace() && !"/>=".contains(c));
        let (name, mut end) = (self.html.get(start..self.at).unwrap_or_default(), self.at);
        let mut value = "";
        self.blanks();
        if self.eat('=') {
            self.blanks();
            let quote = ['"', '\''].into_iter().find(|&quote| self.eat(quote));
            value = match quote {
                Some(quote) => {
                    let value = self.take(|c| c != quote);
                    self.eat(quote);
                    value
                }
                None => self.take(|c| !c.is_ascii_whitespace() && c != '>'),
            };
            end = self.at;
        }
        self.at = end;
        Attribute {
            name,
            value,
            span: from..end,
        }
    }

    /// Goes to the end tag of the element that was opened last, if its text is no HTML.
    fn skip_raw(&mut self) {
        let Some(name) = self.raw.take() else { return };
        let rest = self.rest();
        let is_end = |&at: &usize| {
            let found = rest.get(at + 2..at + 2 + name.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(name))
        };
        self.at += rest
            .match_indices("</")
            .map(|(at, _)| at)
            .find(is_end)
            .unwrap_or(rest.len());
    }
}

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        self.skip_raw();
        loop {
            self.take(|c| c != '<');
            if !self.eat('<') {
                return None;
            }
            if self.rest().starts_with("!--") {
                // `<!-->` and `<!--->` are comments too.
                self.at += 1;
                self.behind("-->");
                continue;
            }
            if self.rest().starts_with(['!', '?']) {
                self.behind(">");
                continue;
            }
            let closes = self.eat('/');
            if !self.rest().starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let tag = self.tag(closes)?;
            let is_raw = |name: &str| RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name));
            self.raw = Some(tag.name).filter(|name| !closes && is_raw(name));
            return Some(tag);
        }
    }
}

/// What becomes of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stays.
    Keep,
    /// It goes.
    Drop,
    /// It has another value, escaped as in double quotes.
    Value(String),
}

/// The HTML with some attributes changed; `change` is asked for each.
pub fn with_attributes(html: &str, change: impl Fn(&Tag<'_>, &Attribute<'_>) -> Change) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut from = 0;
    for tag in tags(html).filter(|tag| !tag.closes) {
        for attribute in &tag.attributes {
            let change = change(&tag, attribute);
            if change == Change::Keep {
                continue;
            }
            out.push_str(html.get(from..attribute.span.start).unwrap_or_default());
            from = attribute.span.end;
            if let Change::Value(value) = change {
                out.push(' ');
                out.push_str(attribute.name);
                out.push_str("=\"");
                out.push_str(&value);
                out.push('"');
            }
        }
    }
    out.push_str(html.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_what_is_none() {
        for (html, expected) in [
            ("<p>a</p>", "p /p"),
            ("a < b <3 </ 4>", ""),
            ("<!-- <a> --><b><!--><i>--><u>", "b i u"),
            ("<!DOCTYPE html><?x <y?>z<q>", "q"),
            ("<script>'<a>'</script><b>", "script /script b"),
            ("<STYLE>a</p></style ><b>", "STYLE /style b"),
            ("<script><a>", "script"),
            ("<br/><x-y z=/><img alt='>'/>", "br! x-y img!"),
            ("<a href=\"<b>\"", ""),
            ("<a <b>", "a"),
        ] {
            let shown = |tag: Tag<'_>| {
                let closes = if tag.closes { "/" } else { "" };
                let itself = if tag.closes_itself { "!" } else { "" };
                format!("{closes}{}{itself}", tag.name)
            };
            assert_eq!(tags(html).map(shown).collect::<Vec<_>>().join(" "), expected, "{html}");
        }
    }

    #[test]
    fn ids_in_html() {
        for (html, expected) in [
            ("<p>id=a</p>", vec![]),
            ("<a id=\"x\"></a><p ID='y z'>", vec!["x", "y z"]),
            ("<a name=old><map name=m><input name=no>", vec!["old", "m"]),
            ("<a data-id=\"no\"> grid=x <b\nid=\"yes\">", vec!["yes"]),
            ("<p id=", vec![]),
        ] {
            assert_eq!(ids(html).collect::<Vec<_>>(), expected, "{html}");
        }
    }

    #[test]
    fn attributes_change_and_the_rest_stays() {
        let change = |_: &Tag<'_>, attribute: &Attribute<'_>| match attribute.name {
            "id" => Change::Value(format!("x-{}", attribute.value)),
            "class" => Change::Drop,
            _ => Change::Keep,
        };
        for (html, expected) in [
            (
                "<p id=a class=\"b c\" lang=en>id=a</p>",
                "<p id=\"x-a\" lang=en>id=a</p>",
            ),
            ("<p id = 'a'\nclass>", "<p id=\"x-a\">"),
            ("<p data-id=\"a\" =id>", "<p data-id=\"a\" =id>"),
            ("<br id=a/><br class=b />", "<br id=\"x-a/\"><br />"),
            (
                "<!-- id=a --><p title='<i id=a>' id=م>",
                "<!-- id=a --><p title='<i id=a>' id=\"x-م\">",
            ),
            ("</p id=a>", "</p id=a>"),
            ("<p id=\"a", "<p id=\"a"),
        ] {
            assert_eq!(with_attributes(html, change), expected, "{html}");
        }
    }
}
