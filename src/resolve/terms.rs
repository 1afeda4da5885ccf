//! Taxonomies: what articles are filed under, in every language.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::claims::Claims;
use super::frame::Frame;
use super::sections::{Order, capitalised};
use crate::base::quote::in_quotes;
use crate::base::{Code, Diagnostic};
use crate::model::{Config, DeclaredTerm, DocId, Lang, Route, SectionPage, Site, Taxonomy, Term, TermId};
use crate::text::{fold_key, slug};

/// The table of terms, for what is said about it.
const TERMS: &str = "content/_data/terms.toml";

/// The taxonomy of series: the front matter key.
pub const SERIES: &str = "series";

/// What taxonomies are made from.
pub(super) struct Filing<'a> {
    pub site: &'a Site,
    pub order: Order<'a>,
    pub frame: &'a Frame,
}

/// What is filed under one key of a taxonomy.
#[derive(Default)]
struct Filed<'a> {
    /// By language.
    members: BTreeMap<Lang, Vec<DocId>>,
    /// By language: how often each spelling stands there.
    spellings: BTreeMap<Lang, BTreeMap<&'a str, usize>>,
}

/// By document: the keys that it is filed under, in the order that it has them.
type Keys = Vec<(DocId, Vec<Arc<str>>)>;

impl<'a> Filing<'a> {
    /// All taxonomies that file something, and by document the terms it is filed under.
    pub fn taxonomies(&self, claims: &mut Claims, problems: &mut Vec<Diagnostic>) -> (Vec<Taxonomy>, Vec<Vec<TermId>>) {
        let mut filed_under = vec![Vec::new(); self.site.documents.len()];
        let mut taxonomies = Vec::new();
        if !(self.frame.offers("terms.html") && self.frame.offers("term.html")) {
            return (taxonomies, filed_under);
        }
        let names = self.site.config.taxonomies.iter().map(String::as_str);
        for name in names.filter(|&name| name != SERIES).chain([SERIES]) {
            let declared = self.site.config.terms.get(name).map_or(&[][..], Vec::as_slice);
            let (found, by_document) = self.found(name, declared);
            if found.is_empty() || (name == SERIES && !self.frame.offers("series.html")) {
                continue;
            }
            let at = u32::try_from(taxonomies.len()).unwrap_or(u32::MAX);
            let taxonomy = self.taxonomy(name, declared, found, claims, problems);
            let ids: HashMap<&str, u32> = taxonomy.terms.iter().map(|term| &*term.key).zip(0..).collect();
            for (id, keys) in by_document {
                let terms = keys.iter().filter_map(|key| ids.get(&**key).copied());
                filed_under[id.0 as usize].extend(terms.map(|term| TermId { taxonomy: at, term }));
            }
            taxonomies.push(taxonomy);
        }
        (taxonomies, filed_under)
    }

    /// What is filed under which key; each document once however it spells a term, and in the order that it has them.
    fn found(&self, name: &str, declared: &[DeclaredTerm]) -> (BTreeMap<Arc<str>, Filed<'a>>, Keys) {
        let known = keys(declared);
        let mut found: BTreeMap<Arc<str>, Filed<'a>> = BTreeMap::new();
        let mut folded: HashMap<&str, Arc<str>> = HashMap::new();
        let mut by_document = Vec::new();
        for id in self.site.ids() {
            let document = self.site.document(id);
            if document.kind.is_index() {
                continue;
            }
            let mut own: Vec<Arc<str>> = Vec::new();
            for term in document.terms.get(name).into_iter().flatten() {
                let key = folded.entry(term).or_insert_with(|| {
                    let folded = fold_key(term);
                    known
                        .get(&folded)
                        .map_or_else(|| folded.as_str().into(), |&id| id.into())
                });
                if key.is_empty() || own.contains(key) {
                    continue;
                }
                let key = Arc::clone(key);
                let filed = found.entry(Arc::clone(&key)).or_default();
                filed.members.entry(document.lang).or_default().push(id);
                let spellings = filed.spellings.entry(document.lang).or_default();
                *spellings.entry(term).or_default() += 1;
                own.push(key);
            }
            if !own.is_empty() {
                by_document.push((id, own));
            }
        }
        (found, by_document)
    }

    fn taxonomy(
        &self,
        name: &str,
        declared: &[DeclaredTerm],
        found: BTreeMap<Arc<str>, Filed<'a>>,
        claims: &mut Claims,
        problems: &mut Vec<Diagnostic>,
    ) -> Taxonomy {
        let config = &self.site.config;
        let is_series = name == SERIES;
        let index: Vec<Option<SectionPage>> = config
            .langs()
            .map(|(lang, _)| {
                let used = found.values().any(|filed| filed.members.contains_key(&lang));
                let page = used.then(|| self.index(name, lang))?;
                claim(claims, &page, problems).then_some(page)
            })
            .collect();
        let mut taken: BTreeSet<Route> = BTreeSet::new();
        let mut terms = Vec::with_capacity(found.len());
        for (key, filed) in found {
            let declared = declared.iter().find(|declared| declared.id == *key);
            let mut term = Term {
                key: key.to_string(),
                pages: Vec::with_capacity(index.len()),
                texts: Vec::with_capacity(index.len()),
            };
            for (lang, language) in config.langs() {
                let around = index.get(usize::from(lang.0)).and_then(Option::as_ref);
                let page = around.and_then(|around| {
                    self.page(
                        &term.key, declared, &filed, lang, around, is_series, &mut taken, problems,
                    )
                });
                let page = page.filter(|page| claim(claims, page, problems));
                term.pages.push(page);
                let text = declared.and_then(|declared| declared.text.get(&language.tag)).cloned();
                term.texts.push(text);
            }
            self.look_for_names(name, &term, declared, problems);
            terms.push(term);
        }
        Taxonomy {
            name: name.to_owned(),
            is_series,
            index,
            terms,
        }
    }

    /// Says which names a term lacks, where the site has a table that should hold them.
    fn look_for_names(
        &self,
        taxonomy: &str,
        term: &Term,
        declared: Option<&DeclaredTerm>,
        problems: &mut Vec<Diagnostic>,
    ) {
        let config = &self.site.config;
        if config.terms.get(taxonomy).is_none_or(Vec::is_empty) {
            return;
        }
        let name = |lang: &crate::model::Language| declared.and_then(|declared| declared.label.get(&lang.tag));
        let lacking: Vec<&str> = config
            .languages
            .iter()
            .filter(|lang| name(lang).is_none())
            .map(|lang| &*lang.tag)
            .collect();
        let shown = term
            .pages
            .iter()
            .flatten()
            .next()
            .map_or(&*term.key, |page| &page.title);
        if lacking.is_empty() || term.pages.iter().all(Option::is_none) {
            return;
        }
        let message = format!("the term `{shown}` has no name in {}", lacking.join(", "));
        let problem = Diagnostic::new(Code::UntranslatedTerm, message);
        if let Some(declared) = declared {
            let labels: Vec<String> = lacking.iter().map(|tag| format!("{tag} = \"…\"")).collect();
            let help = format!("write `label = {{ {} }}` in its table", labels.join(", "));
            problems.push(problem.at(&TERMS.into(), declared.position).help(help));
            return;
        }
        // It stands nowhere but in articles.
        let mut members = term.pages.iter().flatten().flat_map(|page| &page.members);
        let Some(document) = members.next().map(|&id| self.site.document(id)) else {
            return;
        };
        let problem = match document.head.front.positions.get(taxonomy) {
            Some(&position) => problem.at(&document.path, position),
            None => problem.in_file(&document.path),
        };
        problems.push(problem.help(format!("write in `{TERMS}`:\n{}", self.entry(taxonomy, term))));
    }

    /// The table of a term that is in none yet, with the names that articles give it.
    fn entry(&self, taxonomy: &str, term: &Term) -> String {
        let labels = self
            .site
            .config
            .languages
            .iter()
            .zip(&term.pages)
            .map(|(language, page)| {
                let name = page.as_ref().map_or("…", |page| &*page.title);
                format!("{} = {}", toml_key(&language.tag), in_quotes(name))
            });
        let labels = labels.collect::<Vec<_>>().join(", ");
        format!(
            "[{}.{}]\nlabel = {{ {labels} }}",
            toml_key(taxonomy),
            toml_key(&term.key)
        )
    }

    /// The page of all terms, at the word that the language has for the taxonomy.
    fn index(&self, name: &str, lang: Lang) -> SectionPage {
        let language = self.site.config.language(lang);
        let titles = self.site.config.taxonomy_titles.get(name);
        let title = titles.and_then(|titles| titles.get(&language.tag)).cloned();
        let of_theme = || Some(self.frame.title(&language.tag, name)).filter(|title| !title.is_empty());
        let title = title
            .or_else(|| of_theme().map(str::to_owned))
            .unwrap_or_else(|| capitalised(&name.replace(['-', '_'], " ")));
        list(word(&self.site.config, lang, name), title)
    }

    #[expect(clippy::too_many_arguments, reason = "what a term is made from")]
    fn page(
        &self,
        key: &str,
        declared: Option<&DeclaredTerm>,
        filed: &Filed<'a>,
        lang: Lang,
        around: &SectionPage,
        is_series: bool,
        taken: &mut BTreeSet<Route>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<SectionPage> {
        let mut members = filed.members.get(&lang)?.clone();
        let tag = &self.site.config.language(lang).tag;
        let written = || {
            let spellings = filed.spellings.get(&lang)?.iter();
            spellings
                .max_by_key(|(spelling, times)| (**times, std::cmp::Reverse(**spelling)))
                .map(|(spelling, _)| (*spelling).to_owned())
        };
        let label = declared.and_then(|declared| declared.label.get(tag)).cloned();
        let label = label.or_else(written)?;
        let own = declared.and_then(|declared| declared.slug.get(tag));
        let slugs = self.site.config.slugs;
        let candidates = [own.map_or_else(|| slugs.slug(&label), |own| slug(own)), slugs.slug(key)];
        let Some(name) = candidates.into_iter().find(|name| !name.is_empty()) else {
            let message = format!("no address can be made of the term `{label}`");
            let path = &self.site.document(*members.first()?).path;
            let problem = Diagnostic::new(Code::UnsafeName, message).in_file(path);
            problems
                .push(problem.help("write it in letters or digits, or give it a `slug` in `content/_data/terms.toml`"));
            return None;
        };
        members.sort_by(|a, b| self.order.members(*a, *b));
        if is_series {
            // Parts follow one another from the first.
            members.sort_by_key(|&id| {
                let document = self.site.document(id);
                let date = document.date.map(|date| date.sort_key());
                (document.weight.is_none(), document.weight, date.is_none(), date)
            });
        }
        // Names that fold differently may have one slug: `c` and `ć` where addresses are in ASCII.
        let address = |suffix: &str| Route::new(&format!("{}{name}{suffix}/", around.route));
        let mut route = address("");
        for number in 2.. {
            if taken.insert(route.clone()) {
                break;
            }
            route = address(&format!("-{number}"));
        }
        let mut page = list(route, label);
        if !is_series {
            page.older_pages = SectionPage::count_older(members.len(), self.site.config.paginate_by);
        }
        page.members = members;
        if !is_series {
            page.pin(|id| self.site.document(id).pinned);
        }
        Some(page)
    }
}

/// The ids of declared terms by the folded forms of everything that they are called.
fn keys(declared: &[DeclaredTerm]) -> HashMap<String, &str> {
    let mut known = HashMap::new();
    for term in declared {
        let labels = term.label.plain.iter().chain(term.label.by_language.values());
        for name in labels.chain(&term.names).chain([&term.id]) {
            known.entry(fold_key(name)).or_insert(term.id.as_str());
        }
    }
    known
}

/// A name as a key of TOML.
fn toml_key(name: &str) -> String {
    let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if name.bytes().all(is_bare) {
        name.to_owned()
    } else {
        in_quotes(name)
    }
}

/// A list at `route`, with nothing in it yet.
pub(super) fn list(route: Route, title: impl Into<Arc<str>>) -> SectionPage {
    SectionPage {
        route,
        title: title.into(),
        weight: None,
        document: None,
        members: Vec::new(),
        entries: None,
        older_pages: 0,
        children: Vec::new(),
    }
}

/// The address of something that the program makes for a language, at the word that the language has for it.
pub(super) fn word(config: &Config, lang: Lang, name: &str) -> Route {
    let own = config.language(lang).sections.get(name);
    let word = own.cloned().unwrap_or_else(|| config.slugs.slug(name));
    Route::new(&format!("{}{word}/", config.prefix(lang)))
}

/// Claims the pages of a list. What an author has put at its address stays there, and the list is left out.
pub(super) fn claim(claims: &mut Claims, page: &SectionPage, problems: &mut Vec<Diagnostic>) -> bool {
    if claims.holds(&page.route) {
        return false;
    }
    claims.claim_list(page, problems);
    true
}
