//! Feeds and sitemaps as their readers see them.

use roxmltree::{Document, Node};

use crate::page::Page;

const ATOM: &str = "http://www.w3.org/2005/Atom";
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A link of a feed.
pub struct FeedLink {
    /// Its `rel`.
    pub rel: String,
    /// Its `hreflang`.
    pub hreflang: String,
    /// Its address.
    pub href: String,
}

/// An Atom feed, or an entry of one.
pub struct Atom {
    /// `xml:lang`.
    pub lang: String,
    /// What it is known by.
    pub id: String,
    /// Its dates.
    pub dates: Vec<String>,
    /// Its links.
    pub links: Vec<FeedLink>,
    /// Whether it names an author.
    pub has_author: bool,
    /// Its text as a page.
    pub content: Option<Page>,
    /// Its entries.
    pub entries: Vec<Atom>,
}

/// An address in a sitemap.
pub struct Entry {
    /// The address.
    pub loc: String,
    /// The same in other languages.
    pub alternates: Vec<(String, String)>,
}

/// An XML file, by its root.
pub enum Xml {
    /// A feed.
    Atom(Box<Atom>),
    /// A sitemap.
    Sitemap(Vec<Entry>),
    /// A list of sitemaps.
    Index(Vec<String>),
    /// Anything else.
    Other,
}

impl Xml {
    /// Reads a file.
    pub fn parse(text: &str) -> Result<Xml, String> {
        let document = Document::parse(text).map_err(|error| error.to_string())?;
        let root = document.root_element();
        let locs = |node: Node<'_, '_>| within(node, "loc").map(|loc| text_of(loc)).collect::<Vec<_>>().concat();
        let name = root.tag_name();
        Ok(match (name.namespace(), name.name()) {
            (Some(ATOM), "feed") => Xml::Atom(Box::new(atom(root))),
            (Some(SITEMAP), "sitemapindex") => Xml::Index(within(root, "sitemap").map(locs).collect()),
            (Some(SITEMAP), "urlset") => {
                let entry = |url| Entry {
                    loc: locs(url),
                    alternates: within(url, "link")
                        .map(|link| (value(link, "hreflang"), value(link, "href")))
                        .collect(),
                };
                Xml::Sitemap(within(root, "url").map(entry).collect())
            }
            _ => Xml::Other,
        })
    }
}

fn atom(node: Node<'_, '_>) -> Atom {
    let first = |name| within(node, name).next().map(text_of).unwrap_or_default();
    let xml_lang = ("http://www.w3.org/XML/1998/namespace", "lang");
    let lang = node.attribute(xml_lang).unwrap_or_default().to_owned();
    let content = within(node, "content").next().map(text_of);
    let link = |link| FeedLink {
        rel: value(link, "rel"),
        hreflang: value(link, "hreflang"),
        href: value(link, "href"),
    };
    Atom {
        id: first("id"),
        dates: within(node, "published")
            .chain(within(node, "updated"))
            .map(text_of)
            .collect(),
        links: within(node, "link").map(link).collect(),
        has_author: within(node, "author").next().is_some(),
        content: content.map(|content| fragment(&content, &lang)),
        entries: within(node, "entry").map(atom).collect(),
        lang,
    }
}

/// The HTML of an entry, which stands in a page of its language.
pub fn fragment(html: &str, lang: &str) -> Page {
    Page::parse(&format!("<!DOCTYPE html><html lang=\"{lang}\"><body>{html}"))
}

/// The children of a name.
fn within<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn text_of(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter_map(|node| node.text().filter(|_| node.is_text()))
        .collect()
}

fn value(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}
