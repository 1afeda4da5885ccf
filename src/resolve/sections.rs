//! Sections: every folder that holds documents, in every language that has some.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::claimant::Claimant;
use super::claims::Claims;
use super::identity::{add_with_ancestors, ancestors};
use super::routes::own_slug;
use super::source::Named;
use crate::base::Diagnostic;
use crate::locale::Locale;
use crate::model::{Config, DocId, Document, Kind, Lang, Route, Section, SectionId, SectionPage, Site, Time};
use crate::text::balanced;

/// Whether `/` is the front page of all languages rather than the home of one.
pub fn has_front(config: &Config) -> bool {
    config.prefix_default_language
}

/// The sections of a site, before their documents are known.
#[derive(Debug, PartialEq)]
pub struct Sections {
    ids: HashMap<String, SectionId>,
    folders: Vec<String>,
    /// By folder, then language.
    routes: HashMap<(String, Lang), Route>,
}

impl Sections {
    /// Finds the sections of all published sources.
    pub fn new<'a>(
        config: &Config,
        sources: impl Iterator<Item = &'a Named<'a>>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut folders = BTreeSet::from([String::new()]);
        let mut slugs: BTreeMap<(String, Lang), String> = BTreeMap::new();
        let mut last = None;
        for source in sources {
            // Most lie in the folder of the one before.
            if last.replace(&source.identity.folder) != Some(&source.identity.folder) {
                add_with_ancestors(&mut folders, &source.identity.folder);
            }
            if source.identity.index
                && let Ok(Some(slug)) = own_slug(source.read, problems)
            {
                slugs.insert((source.identity.folder.clone(), source.lang), slug);
            }
        }
        let folders: Vec<String> = folders.into_iter().collect();
        let mut routes = HashMap::new();
        for (lang, language) in config.langs() {
            routes.insert((String::new(), lang), Route::new(&config.prefix(lang)));
            // Sorted, so the section around a section comes first.
            for folder in folders.iter().filter(|folder| !folder.is_empty()) {
                let (parent, name) = folder.rsplit_once('/').unwrap_or(("", folder));
                let own = language.sections.get(folder).cloned();
                let own = own
                    .or_else(|| slugs.get(&(folder.clone(), lang)).cloned())
                    .unwrap_or_else(|| config.slugs.slug(name));
                let around = routes.get(&(parent.to_owned(), lang)).map_or("/", Route::as_str);
                let route = Route::new(&format!("{around}{own}/"));
                routes.insert((folder.clone(), lang), route);
            }
        }
        Sections {
            ids: folders
                .iter()
                .zip(0..)
                .map(|(folder, at)| (folder.clone(), SectionId(at)))
                .collect(),
            folders,
            routes,
        }
    }

    /// The section of a folder; the root for a folder that is none.
    pub fn id(&self, folder: &str) -> SectionId {
        self.ids.get(folder).copied().unwrap_or(SectionId(0))
    }

    /// The folder of a section.
    pub fn folder(&self, id: SectionId) -> &str {
        self.folders.get(id.0 as usize).map_or("", String::as_str)
    }

    /// The address of a folder in a language.
    pub fn route(&self, folder: &str, lang: Lang) -> Route {
        self.routes
            .get(&(folder.to_owned(), lang))
            .cloned()
            .unwrap_or_else(|| Route::new("/"))
    }

    /// Fills in `site.sections`, `site.articles` and `site.pages`, and claims the addresses of lists.
    pub fn complete(&self, site: &mut Site, locales: &[Locale], claims: &mut Claims, problems: &mut Vec<Diagnostic>) {
        let order = Order::new(&site.documents, locales);
        let lists = Lists::new(site, &self.folders, &order);
        let mut sections: Vec<Section> = Vec::with_capacity(self.folders.len());
        for folder in &self.folders {
            let parent =
                (!folder.is_empty()).then(|| self.id(folder.rsplit_once('/').map_or("", |(parent, _)| parent)));
            let pages = site
                .config
                .langs()
                .map(|(lang, _)| self.page(site, &lists, folder, lang))
                .collect();
            sections.push(Section {
                folder: folder.clone(),
                parent,
                pages,
            });
        }
        self.nest(&mut sections, &order);
        claim_lists(site, &sections, claims, problems);
        site.articles = sections.first().map(members_by_language).unwrap_or_default();
        site.pages = lists.pages;
        site.places = places(site, &sections);
        site.sections = sections;
    }

    fn page(&self, site: &Site, lists: &Lists, folder: &str, lang: Lang) -> Option<SectionPage> {
        let (id, language) = (self.id(folder), site.config.language(lang));
        let document = lists.indices.get(&(id, lang)).copied();
        let members = lists.members.get(&(id, lang)).cloned().unwrap_or_default();
        let entries = lists.entries.get(&(id, lang)).cloned();
        if document.is_none() && !folder.is_empty() && !lists.lived_in.contains(&(folder.to_owned(), lang)) {
            return None;
        }
        let readable = || {
            let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
            language
                .sections
                .get(folder)
                .cloned()
                .unwrap_or_else(|| capitalised(&balanced(name).replace(['-', '_'], " ")))
        };
        let title = match document {
            Some(id) => site.document(id).title.clone(),
            None if folder.is_empty() => site.config.title.get(&language.tag).cloned().unwrap_or_default().into(),
            None => readable().into(),
        };
        let mut page = SectionPage {
            route: self.route(folder, lang),
            title,
            weight: document.and_then(|id| site.document(id).weight),
            document,
            older_pages: SectionPage::count_older(entries.as_ref().unwrap_or(&members).len(), site.config.paginate_by),
            members,
            entries,
            children: Vec::new(),
        };
        page.pin(|id| site.document(id).pinned);
        Some(page)
    }

    /// Hangs each section below the one around it, in every language in which both have a page.
    fn nest(&self, sections: &mut [Section], order: &Order<'_>) {
        for child in (1..sections.len()).rev() {
            let Some(parent) = sections[child].parent else { continue };
            for lang in 0..sections[child].pages.len() {
                if sections[child].pages[lang].is_some()
                    && let Some(page) = sections
                        .get_mut(parent.0 as usize)
                        .and_then(|parent| parent.pages[lang].as_mut())
                {
                    page.children.push(SectionId(u32::try_from(child).unwrap_or(u32::MAX)));
                }
            }
        }
        let titles: Vec<Vec<_>> = sections
            .iter()
            .map(|section| {
                section
                    .pages
                    .iter()
                    .map(|page| page.as_ref().map(|page| (page.weight, page.title.clone())))
                    .collect()
            })
            .collect();
        for page in sections
            .iter_mut()
            .flat_map(|section| section.pages.iter_mut().enumerate())
        {
            let (lang, Some(page)) = page else { continue };
            let of = |id: &SectionId| {
                titles
                    .get(id.0 as usize)
                    .and_then(|pages| pages.get(lang))
                    .cloned()
                    .flatten()
            };
            page.children.sort_by(|a, b| match (of(a), of(b)) {
                (Some(a), Some(b)) => order.undated(lang, (a.0, &a.1), (b.0, &b.1)),
                _ => Ordering::Equal,
            });
        }
    }
}

/// With its first letter in upper case, as a title has it.
pub(super) fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// By document: its place among the members of its section.
fn places(site: &Site, sections: &[Section]) -> Vec<usize> {
    let mut places = vec![0; site.documents.len()];
    for (section, at) in sections.iter().zip(0..) {
        let members = section.pages.iter().flatten().map(|page| &page.members);
        for (place, id) in members.flat_map(|members| members.iter().enumerate()) {
            // A home lists the articles of all sections.
            if site.document(*id).section == SectionId(at) {
                places[id.0 as usize] = place;
            }
        }
    }
    places
}

fn members_by_language(home: &Section) -> Vec<Vec<DocId>> {
    home.pages
        .iter()
        .map(|page| page.as_ref().map(|page| page.members.clone()).unwrap_or_default())
        .collect()
}

fn claim_lists(site: &Site, sections: &[Section], claims: &mut Claims, problems: &mut Vec<Diagnostic>) {
    for page in sections.iter().flat_map(|section| section.pages.iter().flatten()) {
        claims.claim_list(page, problems);
    }
    if has_front(&site.config) {
        claims.claim(&Route::new("/"), || Claimant::made("the front page"), problems);
    }
}

/// Which documents belong where, by section and language.
struct Lists {
    indices: HashMap<(SectionId, Lang), DocId>,
    members: HashMap<(SectionId, Lang), Vec<DocId>>,
    /// The members and what stands in for missing translations, where something does.
    entries: HashMap<(SectionId, Lang), Vec<DocId>>,
    /// Folders that hold documents of a language, at any depth.
    lived_in: BTreeSet<(String, Lang)>,
    pages: Vec<Vec<DocId>>,
}

impl Lists {
    fn new(site: &Site, folders: &[String], order: &Order<'_>) -> Self {
        let root = SectionId(0);
        let mut lists = Lists {
            indices: HashMap::new(),
            members: HashMap::new(),
            entries: HashMap::new(),
            lived_in: BTreeSet::new(),
            pages: vec![Vec::new(); site.config.languages.len()],
        };
        for id in site.ids() {
            let document = site.document(id);
            let lang = document.lang;
            match document.kind {
                Kind::Home | Kind::Section => {
                    lists.indices.insert((document.section, lang), id);
                }
                Kind::Page => lists.pages[usize::from(lang.0)].push(id),
                Kind::Article => {
                    if document.section != root {
                        lists.members.entry((document.section, lang)).or_default().push(id);
                    }
                    // A home lists every dated article of its language.
                    if document.date.is_some() {
                        lists.members.entry((root, lang)).or_default().push(id);
                    }
                }
            }
            let folder = folders.get(document.section.0 as usize).map_or("", String::as_str);
            for around in ancestors(folder) {
                if !lists.lived_in.insert((around.to_owned(), lang)) {
                    break;
                }
            }
        }
        for members in lists.members.values_mut().chain(lists.pages.iter_mut()) {
            members.sort_by(|a, b| order.members(*a, *b));
        }
        lists.borrow(site, folders, order);
        lists
    }
}

impl Lists {
    /// Adds what stands in for missing translations.
    fn borrow(&mut self, site: &Site, folders: &[String], order: &Order<'_>) {
        for fallback in &site.fallbacks {
            let (document, lang) = (site.document(fallback.document), fallback.lang);
            let folder = folders.get(document.section.0 as usize).map_or("", String::as_str);
            for around in ancestors(folder) {
                self.lived_in.insert((around.to_owned(), lang));
            }
            if document.kind != Kind::Article {
                continue;
            }
            let root = document.date.is_some().then_some(SectionId(0));
            let own = Some(document.section).filter(|&section| section != SectionId(0));
            for key in root.into_iter().chain(own).map(|section| (section, lang)) {
                let members = || self.members.get(&key).cloned().unwrap_or_default();
                self.entries.entry(key).or_insert_with(members).push(fallback.document);
            }
        }
        for ((_, lang), entries) in &mut self.entries {
            entries.sort_by(|a, b| order.in_list(*lang, *a, *b));
        }
    }
}

/// How lists are sorted; ties end at the path, which is the order of documents, so that every run sorts alike.
pub(super) struct Order<'a> {
    documents: &'a [Arc<Document>],
    locales: &'a [Locale],
    /// By document: the day and time that it is sorted by.
    dates: Vec<Option<Moment>>,
}

/// What dates are sorted by.
type Moment = (i16, u8, u8, Option<Time>);

impl<'a> Order<'a> {
    /// Looks at the dates of all documents, which are ordered by path.
    pub fn new(documents: &'a [Arc<Document>], locales: &'a [Locale]) -> Self {
        let dates = documents
            .iter()
            .map(|document| document.date.map(|date| date.sort_key()));
        Order {
            dates: dates.collect(),
            documents,
            locales,
        }
    }

    /// Dated before undated; dated newest first; undated by weight and title.
    pub fn members(&self, a: DocId, b: DocId) -> Ordering {
        self.compare(a, b, || self.document(a).lang)
    }

    /// The same in a list of a language, whatever language they are in.
    fn in_list(&self, lang: Lang, a: DocId, b: DocId) -> Ordering {
        self.compare(a, b, || lang)
    }

    fn compare(&self, a: DocId, b: DocId, lang: impl FnOnce() -> Lang) -> Ordering {
        let date = |id: DocId| self.dates.get(id.0 as usize).copied().flatten();
        let order = match (date(a), date(b)) {
            (Some(a), Some(b)) => b.cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => {
                let of = |id: DocId| (self.document(id).weight, &*self.document(id).title);
                self.undated(lang().0.into(), of(a), of(b))
            }
        };
        order.then_with(|| a.cmp(&b))
    }

    fn document(&self, id: DocId) -> &Document {
        &self.documents[id.0 as usize]
    }

    /// By weight, those without one last; then by title in the order of the language.
    fn undated(&self, lang: usize, a: (Option<i64>, &str), b: (Option<i64>, &str)) -> Ordering {
        let weight = |weight: Option<i64>| (weight.is_none(), weight);
        let titles = || {
            self.locales
                .get(lang)
                .map_or_else(|| a.1.cmp(b.1), |locale| locale.compare(a.1, b.1))
        };
        weight(a.0).cmp(&weight(b.0)).then_with(titles)
    }
}
