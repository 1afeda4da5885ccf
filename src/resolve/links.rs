//! Where references lead: resolved from the source file, to the reader's language where it can be.

use std::collections::HashMap;
use std::sync::Arc;

use super::anchors::anchors;
use super::files::{by_path, variant};
use super::identity::{Reader, below_content, key};
use crate::base::{Digester, nearest};
use crate::model::{
    Body, DocId, Document, HeldBack, Lang, Links, Missing, PairId, Route, SectionId, Site, StaticFile, Target, decode,
    encode,
};

/// Resolves the references of documents of one site.
pub struct Linker<'a> {
    site: &'a Site,
    reader: Reader<'a>,
    pairs: HashMap<String, PairId>,
    sections: HashMap<&'a str, SectionId>,
    files: HashMap<&'a str, &'a StaticFile>,
}

/// A target taken apart: decoded path, query as written, decoded fragment.
struct Parts<'t> {
    path: String,
    query: &'t str,
    fragment: Option<String>,
}

/// What a path leads to.
enum Found<'a> {
    Document(DocId),
    Section(&'a Route, Lang),
    Address(&'a Route, Option<Lang>),
}

impl<'a> Linker<'a> {
    /// Prepares the look-ups; `tags` are the languages of the site.
    pub fn new(site: &'a Site, tags: &'a [String]) -> Self {
        let reader = Reader::new(tags, site.documents.iter().map(|document| &document.path));
        let pairs = site.documents.iter().map(|document| {
            let identity = reader.identity(below_content(document.path.as_str()));
            (identity.key(), document.pair)
        });
        Linker {
            pairs: pairs.collect(),
            sections: site
                .sections
                .iter()
                .zip(0..)
                .map(|(section, at)| (section.folder.as_str(), SectionId(at)))
                .collect(),
            files: by_path(&site.files),
            reader,
            site,
        }
    }

    /// The outcome for one document; `body` gives the body of any document.
    pub fn links<'b>(&self, id: DocId, body: impl Fn(DocId) -> &'b Body) -> Links {
        let site = self.site;
        let document = site.document(id);
        let partners = site
            .pair(document.pair)
            .members
            .iter()
            .copied()
            .filter(|&member| member != id);
        let partners: Vec<DocId> = partners.collect();
        let bodies: Vec<&Body> = partners.iter().map(|&partner| body(partner)).collect();
        let (anchors, aligned) = anchors(body(id), &bodies);
        let unaligned = partners.iter().zip(aligned).filter(|(_, aligned)| !aligned);
        let unaligned = unaligned.map(|(&partner, _)| site.document(partner).lang).collect();
        let targets: Box<[Target]> = body(id)
            .references
            .iter()
            .map(|reference| self.target(id, &reference.target, &body))
            .collect();
        let digest = Digester::new("links").debug(&targets).debug(&anchors).finish();
        Links {
            targets,
            anchors,
            unaligned,
            digest,
        }
    }

    fn target<'b>(&self, from: DocId, written: &str, body: &impl Fn(DocId) -> &'b Body) -> Target {
        if written.is_empty() || written.starts_with("//") || has_scheme(written) {
            return Target::AsWritten;
        }
        let parts = take_apart(written);
        let found = if parts.path.is_empty() {
            Found::Document(from)
        } else if let Some(found) = self.find(from, &parts.path) {
            found
        } else {
            return Target::Broken(self.missing(from, &parts.path));
        };
        let (route, lang) = match found {
            Found::Document(id) => (&self.site.document(id).route, Some(self.site.document(id).lang)),
            Found::Section(route, lang) => (route, Some(lang)),
            Found::Address(route, lang) => (route, lang),
        };
        let mut href = if parts.path.is_empty() {
            String::new()
        } else {
            route.href(&self.site.config.base_url.path)
        };
        href.push_str(parts.query);
        let Some(fragment) = parts.fragment else {
            return Target::Internal {
                href: href.into(),
                lang,
            };
        };
        href.push('#');
        href.push_str(&encode(&fragment));
        let href: Arc<str> = href.into();
        match found {
            Found::Document(id) if !self.has_anchor(id, &fragment, body) => {
                let ids = body(id).headings.iter().map(|heading| &*heading.id);
                let nearest = nearest(&fragment, ids).map(Box::from);
                Target::NoFragment { href, lang, nearest }
            }
            _ => Target::Internal { href, lang },
        }
    }

    /// Why nothing was found.
    fn missing(&self, from: DocId, path: &str) -> Missing {
        let own_folder = own_folder(self.site.document(from));
        let rooted = path.strip_prefix("@/").or_else(|| path.strip_prefix('/'));
        let Some(below) = rooted.map_or_else(|| normal(&key(own_folder, path)), normal) else {
            return Missing::Nothing;
        };
        let wanted = self.reader.identity(&below).key();
        let names_it = |held: &&HeldBack| {
            let held = below_content(held.path.as_str());
            held == below || self.reader.identity(held).key() == wanted
        };
        if let Some(held) = self.site.withheld.iter().find(names_it) {
            return Missing::HeldBack(held.reason);
        }
        let (folder, name) = below.rsplit_once('/').unwrap_or(("", &below));
        let documents = self
            .site
            .documents
            .iter()
            .map(|document| below_content(document.path.as_str()));
        let there = documents.chain(self.files.keys().copied()).filter_map(|path| {
            let (its_folder, its_name) = path.rsplit_once('/').unwrap_or(("", path));
            (its_folder == folder).then_some(its_name)
        });
        let before = path.strip_suffix(name).unwrap_or_default();
        nearest(name, there).map_or(Missing::Nothing, |near| Missing::Near(format!("{before}{near}").into()))
    }

    /// Looks a decoded path up: as a source, as a file, as an address.
    fn find(&self, from: DocId, path: &str) -> Option<Found<'_>> {
        let document = self.site.document(from);
        let rooted = path.strip_prefix("@/").or_else(|| path.strip_prefix('/'));
        let below = rooted.map_or_else(|| normal(&key(own_folder(document), path)), normal);
        if let Some(below) = below {
            if let Some(found) = self.source(from, &below) {
                return Some(found);
            }
            if let Some(file) = variant(&self.files, &below, &self.site.config.language(document.lang).tag) {
                return Some(Found::Address(&file.route, None));
            }
        }
        // Or an address, seen from where the page will be.
        let from_address = match rooted {
            Some(rest) => normal(rest),
            None => normal(&format!("{}{path}", document.route)),
        }?;
        let slash = if path.ends_with('/') || path.ends_with("..") {
            "/"
        } else {
            ""
        };
        self.address(&format!("{from_address}{slash}"), document.lang)
    }

    /// A source, in the reader's language where a translation exists. A link from one translation to
    /// another of the same article that names the other's language means that one.
    fn source(&self, from: DocId, path: &str) -> Option<Found<'_>> {
        let document = self.site.document(from);
        let identity = self.reader.identity(path);
        let named = identity.lang.as_deref().and_then(|tag| self.site.config.lang(tag));
        let folder = key(&identity.folder, &identity.name);
        let pair = [identity.key(), key(&folder, "_index")]
            .into_iter()
            .find_map(|key| self.pairs.get(&key));
        if let Some(&pair) = pair {
            let members = &self.site.pair(pair).members;
            let of = |lang: Lang| members.iter().copied().find(|&id| self.site.document(id).lang == lang);
            let own = named.filter(|_| pair == document.pair).and_then(of);
            let id = own.or_else(|| of(document.lang)).or_else(|| named.and_then(of));
            return Some(Found::Document(id.unwrap_or(self.site.pair(pair).original)));
        }
        let folder = if identity.index { &identity.folder } else { &folder };
        let section = self.site.section(*self.sections.get(folder.as_str())?);
        let page_of = |lang: Lang| Some((section.pages.get(usize::from(lang.0))?.as_ref()?, lang));
        let (page, lang) = named.and_then(page_of).or_else(|| page_of(document.lang)).or_else(|| {
            let mut langs = self.site.config.langs();
            langs.find_map(|(lang, _)| page_of(lang))
        })?;
        Some(Found::Section(&page.route, lang))
    }

    /// An address as published, with or without its slash, with or without the reader's language or the base path.
    fn address(&self, path: &str, lang: Lang) -> Option<Found<'_>> {
        let base = decode(self.site.config.base_url.path.trim_matches('/'));
        let below_base = path
            .strip_prefix(&base)
            .filter(|_| !base.is_empty())
            .map(|rest| rest.trim_start_matches('/'));
        let tag = &self.site.config.language(lang).tag;
        let spelt = [Some(path), below_base].into_iter().flatten();
        let mut spellings = spelt.flat_map(|path| {
            let bare = path.trim_end_matches('/');
            [
                format!("/{path}"),
                format!("/{bare}/"),
                format!("/{bare}"),
                format!("/{tag}/{bare}/"),
                format!("/{bare}.html"),
            ]
        });
        spellings.find_map(|spelling| {
            let (route, (id, lang)) = self.site.routes.get_key_value(&Route::new(&spelling))?;
            Some(id.map_or(Found::Address(route, *lang), Found::Document))
        })
    }

    /// Whether a page has an element of this id: a heading, its partner's id, or the author's own HTML.
    fn has_anchor<'b>(&self, id: DocId, fragment: &str, body: &impl Fn(DocId) -> &'b Body) -> bool {
        let own = body(id);
        if fragment.is_empty() || fragment == "top" || fragment.starts_with("fn-") || fragment.starts_with("fnref-") {
            return true;
        }
        if own
            .headings
            .iter()
            .map(|heading| &heading.id)
            .chain(&own.ids)
            .any(|id| &**id == fragment)
        {
            return true;
        }
        let spelt = [
            format!("id=\"{fragment}\""),
            format!("id='{fragment}'"),
            format!("id={fragment}"),
            format!("name=\"{fragment}\""),
        ];
        let in_html = own
            .blocks
            .iter()
            .any(|block| spelt.iter().any(|spelling| block.markup.html.contains(spelling)));
        in_html || {
            let pair = self.site.pair(self.site.document(id).pair);
            let partners: Vec<&Body> = pair
                .members
                .iter()
                .filter(|&&member| member != id)
                .map(|&member| body(member))
                .collect();
            let (anchors, _) = anchors(own, &partners);
            anchors.iter().flatten().any(|anchor| &**anchor == fragment)
        }
    }
}

/// The folder of a document's source below `content/`.
fn own_folder(document: &Document) -> &str {
    match document.path.folder() {
        "content" => "",
        folder => below_content(folder),
    }
}

/// RFC 3986: a letter, then letters, digits, `+`, `-`, `.`, then a colon.
fn has_scheme(target: &str) -> bool {
    let Some((scheme, _)) = target.split_once(':') else {
        return false;
    };
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

fn take_apart(target: &str) -> Parts<'_> {
    let (rest, fragment) = target
        .split_once('#')
        .map_or((target, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
    Parts {
        path: decode(path),
        query,
        fragment: fragment.map(decode),
    }
}

/// A path without `.`, `..` and empty parts; `None` where it leaves the root.
fn normal(path: &str) -> Option<String> {
    let mut parts = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_paths_and_parts() {
        for (target, expected) in [
            ("http://x", true),
            ("mailto:a@b", true),
            ("a/b:c", false),
            ("x.md", false),
            (":x", false),
        ] {
            assert_eq!(has_scheme(target), expected, "{target}");
        }
        for (path, expected) in [
            ("a/./b/../c", Some("a/c")),
            ("../x", None),
            ("", Some("")),
            ("a//b/", Some("a/b")),
        ] {
            assert_eq!(normal(path).as_deref(), expected, "{path}");
        }
        let parts = take_apart("%D9%85.md?v=1#%D9%84%D9%85%D8%A7");
        assert_eq!(
            (parts.path.as_str(), parts.query, parts.fragment.as_deref()),
            ("م.md", "?v=1", Some("لما"))
        );
    }
}
