//! From heads to the site: every document with its place, its address and what it inherits.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::claimant::Claimant;
use super::claims::Claims;
use super::complete::complete;
use super::files::{self, Places};
use super::frame::Frame;
use super::identity::{Identity, Reader, below_content};
use super::maker::Maker;
use super::origins::{Known, Last, Origins};
use super::pairs::{Group, groups};
use super::schedule::Schedule;
use super::sections::Sections;
use super::source::{Inherited, Named, Published, Read};
use crate::base::{Checked, Code, Diagnostic, SourcePath, nearest};
use crate::locale::{self, Locale};
use crate::model::{Config, DocId, Document, HeldBack, Lang, Pair, PairId, Site, Withheld};

/// Everything that a site is made of.
pub struct Input<'a> {
    /// The configuration.
    pub config: Arc<Config>,
    /// One for each language of the configuration.
    pub locales: &'a [Locale],
    /// What the theme has, whose files are published too.
    pub frame: &'a Frame,
    /// All readable sources, sorted by path.
    pub sources: &'a [Read],
    /// Files published as they are, sorted by path.
    pub files: &'a [SourcePath],
    /// Files that are not content.
    pub ignored: &'a [SourcePath],
    /// What is published now.
    pub schedule: Schedule<'a>,
    /// The site before, whose documents are taken over where they would come out the same.
    pub last: Option<Last<'a>>,
}

/// Makes the site, and says what its documents were made from.
pub fn site(input: &Input<'_>) -> Checked<(Site, Origins)> {
    let room = input.last.and_then(|last| last.origins.room());
    let (made, _) = room
        .map(|room| put_together(input, Claims::beside(Arc::clone(room))))
        .filter(|(_, is_sure)| *is_sure)
        // Of most articles there is a page beside its translation, and lists take some.
        .unwrap_or_else(|| put_together(input, Claims::with_capacity(2 * input.sources.len())));
    made
}

/// The site, and whether its addresses surely have room beside each other or what is wrong with them was reported.
fn put_together(input: &Input<'_>, mut claims: Claims) -> (Checked<(Site, Origins)>, bool) {
    let config = &input.config;
    let mut problems = Vec::new();
    let (reader, named) = named(input, &mut problems);
    let groups = groups(&named, &reader, config, &mut problems);

    let files = files::files(input.files, input.frame, &mut claims, &mut problems);
    let (published, mut withheld) = publishable(&named, &groups, &input.schedule);
    withheld.extend(input.ignored.iter().map(|path| HeldBack {
        path: path.clone(),
        reason: Withheld::Ignored,
    }));
    let sections = Sections::new(config, published.iter().map(|source| source.named), &mut problems);
    let known = input.last.map(|last| last.documents(&named, config, &sections, &files));
    let maker = Maker {
        config,
        sections: &sections,
        schedule: &input.schedule,
        files: Places::new(&files),
    };
    let (mut documents, sound) = documents(&published, &maker, known.as_deref(), &mut problems);
    documents.sort_by(|(a, _), (b, _)| (&a.path, a.lang).cmp(&(&b.path, b.lang)));
    let pairs = pair_up(&mut documents, groups.len(), &published);
    let documents: Vec<_> = documents.into_iter().map(|(document, _)| document).collect();
    for document in &documents {
        let claimant = || {
            let position = document.head.front.positions.get("slug").copied();
            Claimant::source(&document.path, position)
        };
        claims.claim(&document.route, claimant, &mut problems);
    }

    let site = Site {
        config: Arc::clone(config),
        routes: HashMap::new(),
        articles: Vec::new(),
        pages: Vec::new(),
        places: Vec::new(),
        parallels: Vec::new(),
        fallbacks: Vec::new(),
        sections: Vec::new(),
        taxonomies: Vec::new(),
        filed: Vec::new(),
        archives: Vec::new(),
        timeline: None,
        feeds: Vec::new(),
        aliases: Vec::new(),
        generated: Vec::new(),
        documents,
        pairs,
        files,
        withheld,
    };
    let site = complete(site, input, &sections, &mut claims, &mut problems);
    let (is_sure, room) = claims.finish();
    let origins = Origins::new(input.sources, reader, sections, &named, sound.into_iter(), room);
    let made = Checked {
        value: (site, origins),
        diagnostics: problems,
    };
    (made, is_sure)
}

/// The document of each published source with the group of the source, taken over where it is `known`; and the sources with
/// which nothing was wrong.
fn documents<'s>(
    published: &'s [Published<'s>],
    maker: &Maker<'_>,
    known: Option<&[Option<Known<'_>>]>,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<(Arc<Document>, usize)>, Vec<&'s Published<'s>>) {
    let known = |source: &Published<'_>| known?.get(source.at)?.as_ref()?.document(source);
    let mut documents = Vec::with_capacity(published.len());
    let mut sound = Vec::with_capacity(published.len());
    for source in published {
        let found = problems.len();
        let document = known(source).or_else(|| maker.document(source, problems).map(Arc::new));
        documents.extend(document.map(|document| (document, source.group)));
        sound.extend((problems.len() == found).then_some(source));
    }
    (documents, sound)
}

/// Every source with what its path says, once for each language that it serves; and what reads paths.
fn named<'a>(input: &Input<'a>, problems: &mut Vec<Diagnostic>) -> (Arc<Reader>, Vec<Named<'a>>) {
    let tags = input.config.owned_tags();
    let paths = || input.sources.iter().map(|source| &source.path);
    let last = input.last.map(|last| last.origins);
    let reader = last.and_then(|last| last.reader_of(&tags, input.sources)).cloned();
    let reader = reader.unwrap_or_else(|| Arc::new(Reader::new(&tags, paths())));
    let known = last.map_or_else(Vec::new, |last| last.identities(&reader, paths()));
    let known = known.into_iter().chain(std::iter::repeat(None));
    let named = input.sources.iter().zip(known).flat_map(|(source, identity)| {
        let identity = identity.unwrap_or_else(|| Arc::new(reader.identity(below_content(source.path.as_str()))));
        name(source, &identity, &input.config, problems)
    });
    let named = without_replaced(named.collect());
    (reader, named)
}

fn name<'a>(
    source: &'a Read,
    identity: &Arc<Identity>,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Named<'a>> {
    let langs = match languages(source, identity, config) {
        Ok(langs) => langs,
        Err(problem) => {
            problems.push(problem);
            Vec::new()
        }
    };
    let named = |lang| Named {
        read: source,
        identity: Arc::clone(identity),
        lang,
    };
    langs.into_iter().map(named).collect()
}

/// The languages that a source serves: its own; for an `_index` file with titles by language, each of those.
pub fn languages(source: &Read, identity: &Identity, config: &Config) -> Result<Vec<Lang>, Diagnostic> {
    let front = &source.head.front;
    if let Some(written) = &front.lang {
        let canonical = locale::canonical(written);
        let Some(lang) = canonical.as_ref().ok().and_then(|tag| config.lang(tag)) else {
            let tags = config.languages.iter().map(|language| language.tag.as_str());
            let suggestion = canonical.as_ref().err().and_then(|error| error.suggestion.clone());
            let suggestion = suggestion.or_else(|| nearest(written, tags).map(str::to_owned));
            let help = match suggestion {
                Some(tag) => format!("write `lang: {tag}`"),
                None => format!(
                    "add it to `languages` in `site.toml`, or write one of: {}",
                    config.tags().join(", ")
                ),
            };
            let problem = Diagnostic::new(
                Code::UnknownLanguage,
                format!("`{written}` is not a language of this site"),
            );
            return Err(problem.at(&source.path, front.position("lang")).help(help));
        };
        return Ok(vec![lang]);
    }
    if let Some(lang) = identity.lang.as_deref().and_then(|tag| config.lang(tag)) {
        return Ok(vec![lang]);
    }
    let titles = front
        .title
        .as_ref()
        .filter(|title| identity.index && !title.by_language.is_empty());
    if let Some(titles) = titles {
        return Ok(config
            .langs()
            .filter(|(_, language)| titles.get(&language.tag).is_some())
            .map(|(lang, _)| lang)
            .collect());
    }
    let by_script = || {
        let direction = source.head.direction.filter(|_| source.head.plain_text)?;
        config
            .langs()
            .find(|(_, language)| language.direction == direction)
            .map(|(lang, _)| lang)
    };
    Ok(vec![by_script().unwrap_or(config.default_language)])
}

/// A language that has an `_index` file of its own does not use the one that serves several.
fn without_replaced(named: Vec<Named<'_>>) -> Vec<Named<'_>> {
    let own = |source: &Named<'_>| source.identity.index && source.identity.lang.is_some();
    let own: HashSet<(String, Lang)> = named
        .iter()
        .filter(|source| own(source))
        .map(|source| (source.identity.key().to_owned(), source.lang))
        .collect();
    let serves_several = |source: &Named<'_>| source.identity.index && source.identity.lang.is_none();
    let kept = named
        .into_iter()
        .filter(|source| !serves_several(source) || !own.contains(&(source.identity.key().to_owned(), source.lang)));
    kept.collect()
}

fn publishable<'a>(
    named: &'a [Named<'a>],
    groups: &[Group],
    schedule: &Schedule<'_>,
) -> (Vec<Published<'a>>, Vec<HeldBack>) {
    let (mut published, mut withheld) = (Vec::new(), Vec::new());
    for (at, group) in groups.iter().enumerate() {
        let original = &named[group.original];
        for (member_at, member) in group.members.iter().map(|&member| (member, &named[member])) {
            match schedule.withheld(Inherited::new(&member.read.head, &original.read.head)) {
                Some(reason) => withheld.push(HeldBack {
                    path: member.read.path.clone(),
                    reason,
                }),
                None => published.push(Published {
                    at: member_at,
                    named: member,
                    original,
                    group: at,
                }),
            }
        }
    }
    withheld.sort_by(|a, b| a.path.cmp(&b.path));
    withheld.dedup();
    (published, withheld)
}

/// Joins the published members of each group, in the order of languages; with each document stands its group.
fn pair_up(documents: &mut [(Arc<Document>, usize)], groups: usize, published: &[Published<'_>]) -> Vec<Pair> {
    let mut members: Vec<Vec<DocId>> = vec![Vec::new(); groups];
    let mut originals: Vec<Option<(&SourcePath, Lang)>> = vec![None; groups];
    for source in published {
        originals[source.group] = Some((&source.original.read.path, source.original.lang));
    }
    for ((_, group), at) in documents.iter().zip(0..) {
        members[*group].push(DocId(at));
    }
    let mut pairs = Vec::with_capacity(groups);
    for (mut members, original) in members
        .into_iter()
        .zip(originals)
        .filter(|(members, _)| !members.is_empty())
    {
        members.sort_by_key(|id| documents[id.0 as usize].0.lang);
        let id = PairId(u32::try_from(pairs.len()).unwrap_or(u32::MAX));
        for member in &members {
            let (document, _) = &mut documents[member.0 as usize];
            // What was taken over stays the same document wherever it can.
            if document.pair != id {
                Arc::make_mut(document).pair = id;
            }
        }
        let is_original = |id: &&DocId| {
            let (document, _) = &documents[id.0 as usize];
            original == Some((&document.path, document.lang))
        };
        let original = members
            .iter()
            .find(is_original)
            .or(members.first())
            .copied()
            .unwrap_or(DocId(0));
        pairs.push(Pair { members, original });
    }
    pairs
}
