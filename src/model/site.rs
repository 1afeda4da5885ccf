//! The site as one immutable value: every document, pair, section and address.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Alias, Archive, Config, DocId, Document, Fallback, FallbackId, Feed, FileId, Generated, Lang, Parallel, ParallelId,
    Route, Taxonomy, Term, TermId, Timeline,
};
use crate::base::SourcePath;

/// The translations of one article: an index in [`Site::pairs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PairId(pub u32);

/// A section: an index in [`Site::sections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(pub u32);

/// The translations of one article.
#[derive(Clone, Debug)]
pub struct Pair {
    /// One document a language at most, in the order of the site's languages.
    pub members: Vec<DocId>,
    /// The one that the others translate.
    pub original: DocId,
}

/// A folder of content in one or more languages. The content root is the first.
#[derive(Clone, Debug)]
pub struct Section {
    /// The folder below `content/`, without a language folder; empty for the root.
    pub folder: String,
    /// The section around it; `None` for the root.
    pub parent: Option<SectionId>,
    /// By language, where it has a page.
    pub pages: Vec<Option<SectionPage>>,
}

/// A section in one language.
#[derive(Clone, Debug)]
pub struct SectionPage {
    /// Its address.
    pub route: Route,
    /// Its title.
    pub title: Arc<str>,
    /// Its place among sections.
    pub weight: Option<i64>,
    /// The `_index` file, if it has one.
    pub document: Option<DocId>,
    /// What it lists: dated documents newest first, then the undated by weight and title.
    pub members: Vec<DocId>,
    /// What its pages list where that is not simply its members: with what stands in for missing translations, and what is pinned first.
    pub entries: Option<Vec<DocId>>,
    /// How many older list pages it has, `page/1/` being the oldest; see [`SectionPage::listed`].
    pub older_pages: usize,
    /// The sections directly within it, by weight and title.
    pub children: Vec<SectionId>,
}

impl SectionPage {
    /// The address of older page `number`.
    pub fn older_route(&self, number: usize) -> Route {
        Route::new(&format!("{}page/{number}/", self.route))
    }

    /// Puts what is pinned before all else.
    pub fn pin(&mut self, is_pinned: impl Fn(DocId) -> bool) {
        let (mut first, rest): (Vec<DocId>, Vec<DocId>) = self
            .entries
            .as_ref()
            .unwrap_or(&self.members)
            .iter()
            .partition(|&&id| is_pinned(id));
        if !first.is_empty() {
            first.extend(rest);
            self.entries = Some(first);
        }
    }

    /// What one list page shows. Older pages are numbered from the oldest and always full, so that a
    /// new article changes the first page alone; all change when the list gains a page, for each says how
    /// many there are.
    pub fn listed(&self, number: Option<usize>, paginate_by: usize) -> &[DocId] {
        let entries = self.entries.as_ref().unwrap_or(&self.members);
        let total = entries.len();
        let from_oldest = |count: usize| total.saturating_sub(count);
        let range = match number {
            None => 0..from_oldest(self.older_pages * paginate_by),
            Some(number) => from_oldest(number * paginate_by)..from_oldest((number.saturating_sub(1)) * paginate_by),
        };
        entries.get(range).unwrap_or_default()
    }

    /// How many older pages a list of `total` entries has: the first page keeps at least one full page.
    pub fn count_older(total: usize, paginate_by: usize) -> usize {
        (total / paginate_by.max(1)).saturating_sub(1)
    }
}

/// Where a file comes from that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaticOrigin {
    /// A file under `content/`.
    Content(SourcePath),
    /// What is made for the theme.
    Theme(Arc<[u8]>),
}

/// A file that is published as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its address.
    pub route: Route,
    /// Its origin.
    pub origin: StaticOrigin,
}

/// Why a source is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Withheld {
    /// `draft: true`.
    Draft,
    /// Its date or `publish` lies in the future.
    Future,
    /// `expires` has passed.
    Expired,
    /// Not content: data, an editor's leftovers, a hidden file.
    Ignored,
}

impl Withheld {
    /// The reason in one word, for machines.
    pub fn word(self) -> &'static str {
        match self {
            Withheld::Draft => "draft",
            Withheld::Future => "future",
            Withheld::Expired => "expired",
            Withheld::Ignored => "ignored",
        }
    }

    /// The reason in a few words.
    pub fn as_str(self) -> &'static str {
        match self {
            Withheld::Draft => "draft",
            Withheld::Future => "not yet due",
            Withheld::Expired => "expired",
            Withheld::Ignored => "not content",
        }
    }
}

/// A source that is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// The source.
    pub path: SourcePath,
    /// Why.
    pub reason: Withheld,
}

/// The whole site.
#[derive(Debug)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// All published documents, ordered by path.
    pub documents: Vec<Arc<Document>>,
    /// All pairs.
    pub pairs: Vec<Pair>,
    /// All pages with two translations side by side, by pair.
    pub parallels: Vec<Parallel>,
    /// What stands in for missing translations, by document, then language.
    pub fallbacks: Vec<Fallback>,
    /// All sections, the content root first, then by folder.
    pub sections: Vec<Section>,
    /// By document: its place among the members of its section.
    pub places: Vec<usize>,
    /// Files published as they are.
    pub files: Vec<StaticFile>,
    /// By language: dated articles, newest first.
    pub articles: Vec<Vec<DocId>>,
    /// By language: pages of the content root, by weight and title.
    pub pages: Vec<Vec<DocId>>,
    /// Every taxonomy that files something, the series last.
    pub taxonomies: Vec<Taxonomy>,
    /// By document: the terms that it is filed under, in the order written.
    pub filed: Vec<Vec<TermId>>,
    /// By language: its archive, where anything is dated.
    pub archives: Vec<Option<Archive>>,
    /// The archive of all languages, where there are several.
    pub timeline: Option<Timeline>,
    /// The feeds.
    pub feeds: Vec<Feed>,
    /// Former addresses, in the order of their documents.
    pub aliases: Vec<Alias>,
    /// What the program publishes of its own accord, and where.
    pub generated: Vec<(Generated, Route)>,
    /// What is not published.
    pub withheld: Vec<HeldBack>,
    /// Every address, with the document there, if it is one, and its language, if it is a page.
    pub routes: HashMap<Route, (Option<DocId>, Option<Lang>)>,
}

impl Site {
    /// All documents, ordered by path.
    pub fn documents(&self) -> impl Iterator<Item = &Document> + Clone {
        self.documents.iter().map(|document| &**document)
    }

    /// A document. Ids are only made by `resolve`, of documents that exist.
    pub fn document(&self, id: DocId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// A pair. Ids are only made by `resolve`, of pairs that exist.
    pub fn pair(&self, id: PairId) -> &Pair {
        &self.pairs[id.0 as usize]
    }

    /// Two translations side by side. Ids are only made by `resolve`, of parallels that exist.
    pub fn parallel(&self, id: ParallelId) -> &Parallel {
        &self.parallels[id.0 as usize]
    }

    /// A stand-in. Ids are only made by `resolve`, of stand-ins that exist.
    pub fn fallback(&self, id: FallbackId) -> &Fallback {
        &self.fallbacks[id.0 as usize]
    }

    /// What a document is to readers of a language that it is not translated into.
    pub fn fallback_of(&self, document: DocId, lang: Lang) -> Option<&Fallback> {
        let key = |fallback: &Fallback| (fallback.document, fallback.lang);
        let at = self.fallbacks.binary_search_by_key(&(document, lang), key).ok()?;
        self.fallbacks.get(at)
    }

    /// The parallels of a pair.
    pub fn parallels_of(&self, pair: PairId) -> &[Parallel] {
        let of = |parallel: &Parallel| self.document(parallel.members[0]).pair;
        let from = self.parallels.partition_point(|parallel| of(parallel) < pair);
        let to = self.parallels.partition_point(|parallel| of(parallel) <= pair);
        self.parallels.get(from..to).unwrap_or_default()
    }

    /// A section. Ids are only made by `resolve`, of sections that exist.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0 as usize]
    }

    /// A file. Ids are only made by `resolve`, of files that exist.
    pub fn file(&self, id: FileId) -> &StaticFile {
        &self.files[id.0 as usize]
    }

    /// How many files of the content are published as they are.
    pub fn content_files(&self) -> usize {
        self.files
            .iter()
            .filter(|file| matches!(file.origin, StaticOrigin::Content(_)))
            .count()
    }

    /// A term. Ids are only made by `resolve`, of terms that exist.
    pub fn term(&self, id: TermId) -> &Term {
        &self.taxonomies[id.taxonomy as usize].terms[id.term as usize]
    }

    /// Something of the site by the name that settings know it by: a section by its folder, a page by its path, the archive,
    /// a taxonomy by its name.
    pub fn place(&self, name: &str, lang: Lang) -> Option<(&Route, &str, Option<DocId>)> {
        let at = usize::from(lang.0);
        let sections = self.sections.iter().filter(|section| section.folder == name);
        let taxonomies = self.taxonomies.iter().filter(|taxonomy| taxonomy.name == name);
        let mut lists = sections
            .map(|section| &section.pages)
            .chain(taxonomies.map(|taxonomy| &taxonomy.index));
        let list = lists.find_map(|pages| pages.get(at)?.as_ref());
        let archive = || {
            self.archives
                .get(at)?
                .as_ref()
                .filter(|_| name == "archive")
                .map(|archive| &archive.page)
        };
        if let Some(page) = list.or_else(archive) {
            return Some((&page.route, &page.title, page.document));
        }
        let is_it = |id: &DocId| self.document(*id).lang == lang && &*self.document(*id).place == name;
        let id = self.ids().find(is_it)?;
        let document = self.document(id);
        Some((&document.route, &document.title, Some(id)))
    }

    /// All ids of documents.
    pub fn ids(&self) -> impl Iterator<Item = DocId> + use<> {
        (0..u32::try_from(self.documents.len()).unwrap_or(u32::MAX)).map(DocId)
    }

    /// The translation of `id` in `lang`, itself included.
    pub fn translation(&self, id: DocId, lang: Lang) -> Option<DocId> {
        let members = &self.pair(self.document(id).pair).members;
        members
            .iter()
            .copied()
            .find(|&member| self.document(member).lang == lang)
    }
}
