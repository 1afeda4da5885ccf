//! What the checks ask of a page, gathered in one walk through its tree.

use crate::tree::{Node, Tree, What};

/// Elements whose text is no prose, or for programs.
const NO_PROSE: &[&str] = &["code", "kbd", "pre", "samp", "script", "style"];

/// Attributes that readers see or hear.
const SPOKEN: &[&str] = &["alt", "aria-description", "aria-label", "placeholder", "title"];

/// Attributes that hold one address.
const ADDRESSES: &[&str] = &["action", "data", "formaction", "href", "poster", "src"];

/// Properties of a page for previews elsewhere that hold an address.
const PREVIEWED: &[&str] = &["og:image", "og:url", "twitter:image"];

/// An address as a page holds it.
pub struct Link {
    /// As written.
    pub address: String,
    /// Whether readers follow it, or the page is made with it.
    pub is_followed: bool,
}

/// Words, and the language that the tree says they are in.
pub struct Said {
    /// The words.
    pub words: String,
    /// The nearest `lang`.
    pub lang: String,
}

/// What one page says of itself and leads to.
#[derive(Default)]
pub struct Page {
    /// `lang` of its root.
    pub lang: String,
    /// The language of its text, which on a page that stands in for a translation is another one.
    pub text_lang: String,
    /// `dir` of its root.
    pub dir: String,
    /// Whether the generator made it; other HTML is an author's file.
    pub is_made: bool,
    /// Every `rel=canonical`.
    pub canonical: Vec<String>,
    /// Every `rel=alternate` of its head that has `hreflang` and is no feed.
    pub alternates: Vec<(String, String)>,
    /// What its links say of the language of where they lead, and where that is.
    pub called: Vec<(String, String)>,
    /// Links of its body to translations of it.
    pub translations: Vec<String>,
    /// Whether it asks search engines to leave it out.
    pub noindex: bool,
    /// Whether it leads elsewhere at once.
    pub is_redirect: bool,
    /// Every `id`, as often as it occurs.
    pub ids: Vec<String>,
    /// Names of anchors of the old kind.
    pub names: Vec<String>,
    /// Every address.
    pub links: Vec<Link>,
    /// Every text and spoken attribute.
    pub said: Vec<Said>,
    /// Blocks of JSON-LD.
    pub data: Vec<String>,
}

impl Page {
    /// Reads a document.
    pub fn parse(html: &str) -> Page {
        let tree = Tree::parse(html);
        let mut page = Page::default();
        let mut open = vec![(0, String::new(), true, false)];
        while let Some((at, lang, is_prose, in_body)) = open.pop() {
            let node = &tree.0[at];
            if let What::Text(text) = &node.what {
                if is_prose && !text.trim().is_empty() {
                    page.say(
                        if in_body {
                            text.to_string()
                        } else {
                            outside_isolates(text)
                        },
                        &lang,
                    );
                }
                continue;
            }
            let name = node.name().unwrap_or_default();
            let lang = node.attribute("lang").map_or(lang, str::to_owned);
            let in_body = in_body || name == "body";
            page.element(&tree, at, node, &lang, in_body);
            let is_prose = is_prose && !NO_PROSE.contains(&name) && node.attribute("translate") != Some("no");
            let inside = node.children.iter().rev();
            open.extend(inside.map(|&child| (child, lang.clone(), is_prose, in_body)));
        }
        page
    }

    /// Whether search engines may list it.
    pub fn is_listed(&self) -> bool {
        self.is_made && !self.noindex && !self.is_redirect
    }

    /// Whether a fragment of an address means a place in it.
    pub fn has_anchor(&self, fragment: &str) -> bool {
        let top = fragment.is_empty() || fragment.eq_ignore_ascii_case("top");
        top || self.ids.iter().chain(&self.names).any(|id| id == fragment)
    }

    fn say(&mut self, words: String, lang: &str) {
        self.said.push(Said {
            words,
            lang: lang.to_owned(),
        });
    }

    fn link(&mut self, address: &str, is_followed: bool) {
        self.links.push(Link {
            address: address.to_owned(),
            is_followed,
        });
    }

    fn element(&mut self, tree: &Tree, at: usize, node: &Node, lang: &str, in_body: bool) {
        let value = |name: &str| node.attribute(name).unwrap_or_default();
        let is = |name: &str, word: &str| value(name).split_ascii_whitespace().any(|one| one == word);
        if let Some(id) = node.attribute("id") {
            self.ids.push(id.to_owned());
        }
        for words in SPOKEN.iter().filter_map(|name| node.attribute(name)) {
            self.say(outside_isolates(words), lang);
        }
        let name = node.name().unwrap_or_default();
        for address in ADDRESSES.iter().filter_map(|name| node.attribute(name)) {
            self.link(address, ["a", "area"].contains(&name));
        }
        for candidates in ["srcset", "imagesrcset"].iter().filter_map(|name| node.attribute(name)) {
            for candidate in candidates.split(", ") {
                self.link(candidate.split_ascii_whitespace().next().unwrap_or_default(), false);
            }
        }
        if let (Some(lang), Some(address)) = (node.attribute("hreflang"), node.attribute("href")) {
            self.called.push((lang.to_owned(), address.to_owned()));
        }
        match name {
            "html" => {
                lang.clone_into(&mut self.lang);
                value("dir").clone_into(&mut self.dir);
            }
            "main" => lang.clone_into(&mut self.text_lang),
            "a" => {
                self.names.extend(node.attribute("name").map(str::to_owned));
                if in_body && is("rel", "alternate") && node.attribute("hreflang").is_some() {
                    self.translations.push(value("href").to_owned());
                }
            }
            "link" if is("rel", "canonical") => self.canonical.push(value("href").to_owned()),
            "link" if is("rel", "alternate") && node.attribute("type").is_none() => {
                self.alternates
                    .push((value("hreflang").to_owned(), value("href").to_owned()));
            }
            "meta" => self.meta(value("name"), value("property"), value("http-equiv"), value("content")),
            "script" if value("type") == "application/ld+json" => self.data.push(tree.text(at)),
            _ => {}
        }
    }

    fn meta(&mut self, name: &str, property: &str, equivalent: &str, content: &str) {
        self.is_made |= name == "generator" && content == "Maqal";
        self.noindex |= name == "robots" && content.contains("noindex");
        if equivalent.eq_ignore_ascii_case("refresh") {
            self.is_redirect = true;
            let (_, address) = content.split_once("url=").unwrap_or_default();
            self.link(address, true);
        }
        if PREVIEWED.contains(&property) || PREVIEWED.contains(&name) {
            self.link(content, false);
        }
    }
}

/// A text that cannot hold elements without what is isolated in it by characters (UAX #9): that is somebody else's, such
/// as a title in another language, and no element can say so.
fn outside_isolates(text: &str) -> String {
    let mut depth = 0_usize;
    let is_outside = |c: &char| {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            '\u{2069}' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    text.chars().filter(is_outside).collect()
}

#[test]
fn isolates_in_a_text() {
    for (text, outside) in [
        ("a", "a"),
        ("a \u{2067}b \u{2066}c\u{2069}\u{2069} d", "a  d"),
        ("a\u{2069}b", "ab"),
    ] {
        assert_eq!(outside_isolates(text), outside, "{text:?}");
    }
}

#[test]
fn what_a_page_says() {
    let page = Page::parse(
        "<!DOCTYPE html><html lang=ar dir=rtl><meta name=generator content=Maqal><link rel=alternate hreflang=en href=/en/>\
         <meta http-equiv=refresh content='0; url=/x/'><title>سلام</title><p id=p>نصّ <span lang=en title=Tip>two <code>3</code></span>\
         <img srcset='a.png 1x, b.png 2x'><a rel='alternate x' hreflang=en href=/en/#p>",
    );
    let said: Vec<_> = page.said.iter().map(|said| (said.words.trim(), &*said.lang)).collect();
    assert_eq!(said, [("سلام", "ar"), ("نصّ", "ar"), ("Tip", "en"), ("two", "en")]);
    let links: Vec<_> = page
        .links
        .iter()
        .map(|link| (&*link.address, link.is_followed))
        .collect();
    let expected = [
        ("/en/", false),
        ("/x/", true),
        ("a.png", false),
        ("b.png", false),
        ("/en/#p", true),
    ];
    assert_eq!(links, expected);
    assert!(page.is_redirect && page.is_made && !page.is_listed() && page.has_anchor("p") && !page.has_anchor("q"));
    assert_eq!(page.alternates, [("en".to_owned(), "/en/".to_owned())]);
    assert_eq!(page.translations, ["/en/#p"]);
}
