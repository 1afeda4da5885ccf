//! What the documents of a site were made from, so that the next site takes over those that would come out the same.
//!
//! Nothing is looked up by what has changed: a document is taken over where everything that it was made from is equal.

use std::sync::Arc;

use super::identity::{Identity, Reader};
use super::room::Room;
use super::sections::Sections;
use super::source::{Named, Published, Read};
use crate::base::SourcePath;
use crate::model::{Config, Document, Head, Lang, Site, StaticFile};

/// What a site was made from, as far as its documents are concerned.
pub struct Origins {
    /// All sources, published or not, in their order.
    paths: Vec<SourcePath>,
    reader: Arc<Reader>,
    sections: Sections,
    /// The addresses, if all have room beside each other.
    room: Option<Arc<Room>>,
    /// By source and language, in the order of both.
    named: Vec<Origin>,
}

/// What one document was made from.
struct Origin {
    path: SourcePath,
    lang: Lang,
    identity: Arc<Identity>,
    head: Arc<Head>,
    /// The original that it inherits from, where the document was made and nothing was found wrong with it.
    original: Option<(SourcePath, Arc<Head>)>,
}

/// A site and what it was made from.
#[derive(Clone, Copy)]
pub struct Last<'a> {
    /// The site.
    pub site: &'a Site,
    /// What it was made from.
    pub origins: &'a Origins,
}

impl Origins {
    /// Remembers what the documents of `site` were made from; `sound` are the published ones with which nothing was wrong.
    pub(super) fn new<'a>(
        sources: &[Read],
        reader: Arc<Reader>,
        sections: Sections,
        named: &[Named<'_>],
        sound: impl Iterator<Item = &'a Published<'a>>,
        room: Option<Arc<Room>>,
    ) -> Self {
        let origin = |named: &Named<'_>| Origin {
            path: named.read.path.clone(),
            lang: named.lang,
            identity: Arc::clone(&named.identity),
            head: Arc::clone(&named.read.head),
            original: None,
        };
        let mut named: Vec<Origin> = named.iter().map(origin).collect();
        for Published { at, original, .. } in sound {
            if let Some(origin) = named.get_mut(*at) {
                origin.original = Some((original.read.path.clone(), Arc::clone(&original.read.head)));
            }
        }
        Origins {
            paths: sources.iter().map(|source| source.path.clone()).collect(),
            reader,
            sections,
            room,
            named,
        }
    }

    /// The addresses, if all have room beside each other.
    pub(super) fn room(&self) -> Option<&Arc<Room>> {
        self.room.as_ref()
    }

    /// What reads the paths of the site.
    pub(super) fn reader(&self) -> &Arc<Reader> {
        &self.reader
    }

    /// The reader, if it would come out the same of these sources.
    pub(super) fn reader_of(&self, languages: &[String], sources: &[Read]) -> Option<&Arc<Reader>> {
        let paths = sources.iter().map(|source| &source.path);
        let is_same = self.reader.is_of(languages) && self.paths.iter().eq(paths);
        is_same.then_some(&self.reader)
    }

    /// What each of these paths says, where it is known; they stand in their order.
    pub(super) fn identities<'a>(
        &'a self,
        reader: &Reader,
        paths: impl Iterator<Item = &'a SourcePath>,
    ) -> Vec<Option<Arc<Identity>>> {
        let is_same = *self.reader == *reader;
        let mut known = self.named.iter().filter(|_| is_same).peekable();
        let of = |path: &SourcePath| {
            while known.next_if(|origin| origin.path < *path).is_some() {}
            let origin = known.peek().filter(|origin| origin.path == *path)?;
            Some(Arc::clone(&origin.identity))
        };
        paths.map(of).collect()
    }
}

impl<'a> Last<'a> {
    /// By named source: the document that was made of it, with its origin; none at all where documents are made otherwise now.
    pub(super) fn documents(
        &self,
        named: &[Named<'_>],
        config: &Arc<Config>,
        sections: &Sections,
        files: &[StaticFile],
    ) -> Vec<Option<Known<'a>>> {
        let Origins {
            sections: last_sections,
            named: origins,
            ..
        } = self.origins;
        // The time zone is a setting too.
        let is_same = Arc::ptr_eq(&self.site.config, config) && *last_sections == *sections && self.site.files == files;
        let mut origins = origins.iter().filter(|_| is_same).peekable();
        let mut documents = self.site.documents.iter().peekable();
        let of = |named: &Named<'_>| {
            let wanted = (&named.read.path, named.lang);
            while origins.next_if(|origin| (&origin.path, origin.lang) < wanted).is_some() {}
            while documents
                .next_if(|document| (&document.path, document.lang) < wanted)
                .is_some()
            {}
            let is_it = |path: &SourcePath, lang: Lang| (path, lang) == wanted;
            let origin = *origins.peek().filter(|origin| is_it(&origin.path, origin.lang))?;
            let document = *documents
                .peek()
                .filter(|document| is_it(&document.path, document.lang))?;
            Some(Known { origin, document })
        };
        named.iter().map(of).collect()
    }
}

/// A document that was made before.
pub(super) struct Known<'a> {
    origin: &'a Origin,
    document: &'a Arc<Document>,
}

impl Known<'_> {
    /// The document, if it would come out the same of this source.
    pub fn document(&self, source: &Published<'_>) -> Option<Arc<Document>> {
        let Origin {
            identity,
            head,
            original,
            ..
        } = self.origin;
        let (original_path, original_head) = original.as_ref()?;
        let (own, of) = (source.named, source.original);
        let is_same = Arc::ptr_eq(head, &own.read.head)
            && Arc::ptr_eq(original_head, &of.read.head)
            && *original_path == of.read.path
            && *identity == own.identity;
        is_same.then(|| Arc::clone(self.document))
    }
}
