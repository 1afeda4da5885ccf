//! One document: its title, its address, its image, what it inherits.

use std::sync::Arc;

use super::addresses::Addresses;
use super::files::Places;
use super::identity::{key, normal, own_folder};
use super::routes::{Refused, own_slug};
use super::schedule::Schedule;
use super::sections::Sections;
use super::source::{Inherited, Named, Published};
use crate::base::{Code, Diagnostic, Digest, Digester, Position, SourcePath};
use crate::model::{Config, Date, Document, FileId, Instants, Kind, PairId, Route, TitleSource};
use crate::text::{balanced, nfc};

/// Makes the documents of one site.
pub(super) struct Maker<'a> {
    pub config: &'a Config,
    pub sections: &'a Sections,
    pub schedule: &'a Schedule<'a>,
    /// The content's files.
    pub files: Places,
}

impl Maker<'_> {
    /// The document of a source that is published; one that can have no address is reported.
    pub fn document(&self, source: &Published<'_>, problems: &mut Vec<Diagnostic>) -> Option<Document> {
        let Named { read, identity, lang } = source.named;
        let head = &read.head;
        let tag = &self.config.language(*lang).tag;
        let inherited = Inherited::new(head, &source.original.read.head);
        let kind = match (identity.index, identity.folder.is_empty(), inherited.date()) {
            (true, true, _) => Kind::Home,
            (true, false, _) => Kind::Section,
            (false, true, None) => Kind::Page,
            _ => Kind::Article,
        };
        let title = self.title(source.named);
        let slug = self.slug(source.named, &title, problems)?;
        let route = self.route(source.named, &slug, inherited.date(), problems);
        let written = head
            .front
            .description
            .as_ref()
            .and_then(|description| description.get(tag));
        let description: Arc<str> =
            written.map_or_else(|| Arc::clone(&head.first_words), |text| on_one_line(text).into());
        let image = inherited.image().map(|(image, by_original)| {
            let source = if by_original { source.original.read } else { read };
            self.image(image, &source.path, tag)
        });
        let (image, image_file) = image.map_or((None, None), |(address, file)| (Some(address), file));
        let mut document = Document {
            path: read.path.clone(),
            lang: *lang,
            direction: head.front.direction(self.config.language(*lang)),
            kind,
            pair: PairId(u32::try_from(source.group).unwrap_or(u32::MAX)),
            section: self.sections.id(&identity.folder),
            route,
            slug: slug.into(),
            title,
            description,
            described: written.is_some(),
            date: inherited.date(),
            updated: head.front.updated,
            instants: self.instants(inherited.date(), head.front.updated),
            place: identity.key().into(),
            key: head.front.id.as_deref().unwrap_or_else(|| identity.key()).into(),
            image,
            image_file,
            template: inherited.template().cloned(),
            weight: inherited.weight(),
            noindex: inherited.noindex(),
            comments: inherited.comments().unwrap_or(kind == Kind::Article),
            draft: inherited.draft(),
            pinned: inherited.pinned(),
            terms: inherited.terms(),
            extra: Arc::new(head.front.extra.clone()),
            head: Arc::clone(head),
            card: Default::default(),
        };
        document.card = card(&document);
        Some(document)
    }

    fn instants(&self, date: Option<Date>, updated: Option<Date>) -> Instants {
        let written = |date: Option<Date>| date.and_then(|date| self.schedule.rfc3339(date)).map(Arc::from);
        let published = written(date);
        Instants {
            updated: written(updated).or_else(|| published.clone()),
            published,
        }
    }

    fn title(&self, named: &Named<'_>) -> Arc<str> {
        let head = &named.read.head;
        let tag = &self.config.language(named.lang).tag;
        let written = head.front.title.as_ref().and_then(|title| title.get(tag));
        let found = || match &head.found_title {
            // An index file without a title is called as the site names its section.
            Some((TitleSource::FileName, _)) if named.identity.index && named.identity.folder.is_empty() => {
                self.config.title.get(tag).map(|title| title.as_str().into())
            }
            Some((_, title)) => Some(Arc::clone(title)),
            None => None,
        };
        written
            .map(|title| title.as_str().into())
            .or_else(found)
            .unwrap_or_else(|| balanced(&named.identity.name).into())
    }

    fn route(&self, named: &Named<'_>, slug: &str, date: Option<Date>, problems: &mut Vec<Diagnostic>) -> Route {
        let Named { read, identity, lang } = named;
        if identity.index {
            return self.sections.route(&identity.folder, *lang);
        }
        let addresses = Addresses {
            config: self.config,
            sections: self.sections,
        };
        let (route, lacks_date) = addresses.of(&identity.folder, *lang, slug, date);
        if lacks_date {
            let message = "this article has no date, so its address does not follow the pattern of its section";
            let problem = Diagnostic::new(Code::MissingDate, message).in_file(&read.path);
            problems.push(problem.help("write `date: 2025-03-04` in its front matter"));
        }
        route
    }

    /// The part of its address that is a document's own; empty for the text of a section.
    fn slug(&self, named: &Named<'_>, title: &str, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let Named { read, identity, .. } = named;
        if identity.index {
            return Some(String::new());
        }
        Some(match own_slug(read, problems) {
            Err(Refused) => return None,
            Ok(Some(written)) => written,
            Ok(None) => {
                let slugs = self.config.slugs;
                let from_name = slugs.slug(&identity.name);
                let name = if from_name.is_empty() {
                    slugs.slug(title)
                } else {
                    from_name
                };
                if name.is_empty() {
                    let message = format!("no address can be made of the name `{}`", identity.name);
                    let problem = Diagnostic::new(Code::UnsafeName, message).at(&read.path, Position::START);
                    problems.push(problem.help("set `slug:` in the front matter"));
                    return None;
                }
                name
            }
        })
    }

    /// The address of an image and its file: one beside the source or at its place in the site; else as written.
    fn image(&self, written: &str, source: &SourcePath, tag: &str) -> (Arc<str>, Option<FileId>) {
        let rooted = written.strip_prefix("@/").or_else(|| written.strip_prefix('/'));
        let path = rooted.map_or_else(|| normal(&key(own_folder(source), written)), normal);
        let file = path.and_then(|path| self.files.variant(&nfc(&path), tag));
        match file {
            Some((id, route)) => (route.href(&self.config.base_url.path).into(), Some(id)),
            None => (written.into(), None),
        }
    }
}

/// A text of one line or several as one.
fn on_one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Of what lists show of a document.
fn card(document: &Document) -> Digest {
    Digester::new("card")
        .text(document.route.as_str())
        .number(document.lang.0.into())
        .text(document.direction.as_str())
        .text(&document.title)
        .text(&document.description)
        .debug(&(document.kind, document.date, document.weight, document.draft))
        .finish()
}
