//! Where references lead: resolved from the source file, to the reader's language where it can be.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::files::Places;
use super::identity::{Reader, below_content, key, normal, own_folder};
use super::names::Names;
use super::origins::Origins;
use super::outlines::Outlines;
use crate::base::{Digester, nearest};
use crate::model::{
    Bodies, DocId, FileId, Images, Lang, Links, Missing, PairId, Reference, ReferenceKind, Route, SectionId, Site,
    Target, decode, encode,
};
use crate::text::nfc;

/// What references may lead to, by what they are written as. It follows from the site alone, and each part of it is made when
/// the first reference asks for it.
pub struct Index {
    reader: Arc<Reader>,
    pairs: OnceLock<HashMap<Arc<str>, PairId>>,
    sections: OnceLock<HashMap<String, SectionId>>,
    files: OnceLock<Places>,
    names: OnceLock<Names>,
}

impl Index {
    /// Looks at nothing yet.
    pub fn new(origins: &Origins) -> Self {
        Index {
            reader: Arc::clone(origins.reader()),
            pairs: OnceLock::new(),
            sections: OnceLock::new(),
            files: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    /// The article of a key.
    fn pair(&self, site: &Site, key: &str) -> Option<PairId> {
        let all = || {
            site.documents()
                .map(|document| (Arc::clone(&document.place), document.pair))
        };
        self.pairs.get_or_init(|| all().collect()).get(key).copied()
    }

    /// The section of a folder.
    fn section(&self, site: &Site, folder: &str) -> Option<SectionId> {
        let all = || {
            site.sections
                .iter()
                .zip(0..)
                .map(|(section, at)| (section.folder.clone(), SectionId(at)))
        };
        self.sections.get_or_init(|| all().collect()).get(folder).copied()
    }

    fn files(&self, site: &Site) -> &Places {
        self.files.get_or_init(|| Places::new(&site.files))
    }

    fn names(&self, site: &Site) -> &Names {
        self.names.get_or_init(|| {
            let paths = site.documents().map(|document| below_content(document.path.as_str()));
            let mut names = Names::new(paths.chain(self.files(site).paths()));
            for held in &site.withheld {
                names.hold(held.path.as_str(), held.reason, &self.reader);
            }
            names
        })
    }
}

/// Resolves the references of documents of one site.
pub struct Linker<'a> {
    site: &'a Site,
    index: &'a Index,
    images: &'a dyn Images,
    outlines: Outlines<'a>,
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
    Address(&'a Route, Option<Lang>),
    File(FileId, &'a Route),
    HeldBack(Missing),
}

impl<'a> Linker<'a> {
    /// Takes the index of the site.
    pub fn new(site: &'a Site, index: &'a Index, bodies: &'a dyn Bodies, images: &'a dyn Images) -> Self {
        Linker {
            site,
            index,
            images,
            outlines: Outlines::new(site, bodies),
        }
    }

    /// The outcome for one document.
    pub fn links(&self, id: DocId) -> Links {
        let outline = self.outlines.of(id);
        let references = &self.outlines.body(id).references;
        let targets: Box<[Target]> = references.iter().map(|reference| self.target(id, reference)).collect();
        let digest = Digester::new("links").debug(&targets).debug(&outline.anchors).finish();
        Links {
            targets,
            anchors: outline.anchors.clone(),
            unaligned: outline.unaligned.clone(),
            digest,
        }
    }

    fn target(&self, from: DocId, reference: &Reference) -> Target {
        let written = &*reference.target;
        if written.is_empty() || written.starts_with("//") || has_scheme(written) {
            return Target::AsWritten;
        }
        let parts = take_apart(written);
        let found = match parts.path.as_str() {
            "" => Some(Found::Document(from)),
            path => self.find(from, path),
        };
        let (route, lang, page) = match found {
            Some(Found::Document(id)) => (
                &self.site.document(id).route,
                Some(self.site.document(id).lang),
                Some(id),
            ),
            Some(Found::Address(route, lang)) => (route, lang, None),
            Some(Found::File(id, route)) => {
                // What stands behind `?` or `#` may ask for a part of it.
                let is_plain = parts.query.is_empty() && parts.fragment.is_none();
                let shows = reference.kind != ReferenceKind::Link && is_plain;
                if let Some(image) = shows.then(|| self.images.image(id)).flatten() {
                    return Target::Image {
                        href: route.href(&self.site.config.base_url.path).into(),
                        image: Arc::clone(image),
                    };
                }
                (route, None, None)
            }
            Some(Found::HeldBack(missing)) => return Target::Broken(missing),
            None => return Target::Broken(self.missing(from, &parts.path)),
        };
        let mut href = String::new();
        if !parts.path.is_empty() {
            href.push_str(&route.href(&self.site.config.base_url.path));
        }
        href.push_str(&parts.query.replace(' ', "%20"));
        let Some(fragment) = parts.fragment else {
            return Target::Internal {
                href: href.into(),
                lang,
            };
        };
        href.push('#');
        href.push_str(&encode(&fragment));
        let href = href.into();
        match page.filter(|&page| !self.outlines.has_id(page, &fragment)) {
            None => Target::Internal { href, lang },
            Some(page) => {
                let ids = self.outlines.body(page).headings.iter().map(|heading| &*heading.id);
                let nearest = nearest(&fragment, ids).map(Box::from);
                Target::NoFragment { href, lang, nearest }
            }
        }
    }

    /// The path below `content/` that a target means from a source: from the file, or from the root.
    fn below(&self, from: DocId, path: &str) -> Option<String> {
        match rooted(path) {
            Some(rest) => normal(rest),
            None => normal(&key(&nfc(own_folder(&self.site.document(from).path)), path)),
        }
    }

    /// Why nothing was found.
    fn missing(&self, from: DocId, path: &str) -> Missing {
        let Some(below) = self.below(from, path) else {
            return Missing::Nothing;
        };
        let names = self.index.names(self.site);
        let held = names
            .held(&below)
            .or_else(|| names.held(self.index.reader.identity(&below).key()));
        if let Some(reason) = held {
            return Missing::HeldBack(reason);
        }
        let name = below.rsplit_once('/').map_or(below.as_str(), |(_, name)| name);
        let before = path.strip_suffix(name).unwrap_or_default();
        let near = names.near(&below);
        near.map_or(Missing::Nothing, |near| Missing::Near(format!("{before}{near}").into()))
    }

    /// Looks a decoded path up: as a file, as a source, as an address.
    fn find(&self, from: DocId, path: &str) -> Option<Found<'_>> {
        let document = self.site.document(from);
        if let Some(below) = self.below(from, path) {
            let tag = &self.site.config.language(document.lang).tag;
            if let Some((id, route)) = self.index.files(self.site).variant(&below, tag) {
                return Some(Found::File(id, route));
            }
            if let Some(found) = self.source(from, &below) {
                return Some(found);
            }
        }
        // Or an address, seen from where the page will be.
        let here = document.route.as_str();
        let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
        let from_address = match rooted(path) {
            Some(rest) => normal(rest),
            None => normal(&format!("{folder}/{path}")),
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
        let identity = self.index.reader.identity(path);
        let named = identity.lang.as_deref().and_then(|tag| self.site.config.lang(tag));
        if !identity.index
            && let Some(pair) = self.index.pair(self.site, identity.key())
        {
            let members = &self.site.pair(pair).members;
            let of = |lang: Lang| members.iter().copied().find(|&id| self.site.document(id).lang == lang);
            let own = named.filter(|_| pair == document.pair);
            if own.is_some_and(|lang| of(lang).is_none())
                && let Some(reason) = self.index.names(self.site).held(path)
            {
                return Some(Found::HeldBack(Missing::HeldBack(reason)));
            }
            let id = own
                .and_then(of)
                .or_else(|| of(document.lang))
                .or_else(|| named.and_then(of));
            return Some(Found::Document(id.unwrap_or(self.site.pair(pair).original)));
        }
        let folder = if identity.index {
            identity.folder.clone()
        } else {
            key(&identity.folder, &identity.name)
        };
        let id = self.index.section(self.site, &folder)?;
        let page_of = |lang: Lang| Some((self.site.section(id).pages.get(usize::from(lang.0))?.as_ref()?, lang));
        let own = named.filter(|_| document.section == id && document.kind.is_index());
        let page = own
            .and_then(page_of)
            .or_else(|| page_of(document.lang))
            .or_else(|| named.and_then(page_of));
        let (page, lang) = page.or_else(|| self.site.config.langs().find_map(|(lang, _)| page_of(lang)))?;
        Some(
            page.document
                .map_or(Found::Address(&page.route, Some(lang)), Found::Document),
        )
    }

    /// An address as published, with or without its slash, with or without the reader's language or the base path.
    fn address(&self, path: &str, lang: Lang) -> Option<Found<'_>> {
        let base = decode(self.site.config.base_url.path.trim_start_matches('/'));
        let below_base = path.strip_prefix(&base).filter(|_| !base.is_empty());
        let tag = &self.site.config.language(lang).tag;
        let mut spellings = [Some(path), below_base].into_iter().flatten().flat_map(|path| {
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
}

/// What follows `@/` or `/`.
fn rooted(path: &str) -> Option<&str> {
    path.strip_prefix("@/").or_else(|| path.strip_prefix('/'))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_and_parts() {
        for (target, expected) in [
            ("http://x", true),
            ("mailto:a@b", true),
            ("a/b:c", false),
            ("x.md", false),
            (":x", false),
        ] {
            assert_eq!(has_scheme(target), expected, "{target}");
        }
        let parts = take_apart("%D9%85.md?v=1#%D9%84%D9%85%D8%A7");
        assert_eq!(
            (parts.path.as_str(), parts.query, parts.fragment.as_deref()),
            ("م.md", "?v=1", Some("لما"))
        );
    }
}
