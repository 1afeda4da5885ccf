//! Which sources are translations of each other, and what a translation inherits.

use std::collections::{BTreeMap, HashMap};

use super::documents::Read;
use super::identity::{Identity, Reader, below_content, key};
use crate::base::{Code, Diagnostic, nearest};
use crate::model::{Config, Date, FrontMatter, Head, Lang};

/// A source whose place and language are known.
#[derive(Clone, Debug)]
pub struct Named<'a> {
    /// What was read.
    pub read: &'a Read,
    /// What its path says.
    pub identity: Identity,
    /// Its language.
    pub lang: Lang,
}

/// The sources of one article; indices into the named sources.
#[derive(Clone, Debug)]
pub struct Group {
    /// One a language, in the order of languages.
    pub members: Vec<usize>,
    /// The one that the others translate.
    pub original: usize,
}

/// A front matter together with that of the original: what is not text is inherited.
#[derive(Clone, Copy)]
pub struct Inherited<'a> {
    own: &'a FrontMatter,
    original: &'a FrontMatter,
}

impl<'a> Inherited<'a> {
    /// `original` is `own` for an original.
    pub fn new(own: &'a Head, original: &'a Head) -> Self {
        Inherited {
            own: &own.front,
            original: &original.front,
        }
    }

    /// The article's date.
    pub fn date(&self) -> Option<Date> {
        self.own.date.or(self.original.date)
    }

    /// When it may be published.
    pub fn publish(&self) -> Option<Date> {
        self.own.publish.or(self.original.publish)
    }

    /// When it is no longer published.
    pub fn expires(&self) -> Option<Date> {
        self.own.expires.or(self.original.expires)
    }

    /// Whether it is a draft: a state of the text itself, so it is not inherited.
    pub fn draft(&self) -> bool {
        self.own.draft
    }

    /// Its image, and whether that was named by the original.
    pub fn image(&self) -> Option<(&'a str, bool)> {
        let own = self.own.image.as_deref().map(|image| (image, false));
        own.or_else(|| self.original.image.as_deref().map(|image| (image, true)))
    }

    /// Its place among the undated.
    pub fn weight(&self) -> Option<i64> {
        self.own.weight.or(self.original.weight)
    }

    /// Whether search engines are asked to leave it out.
    pub fn noindex(&self) -> bool {
        self.own.noindex.or(self.original.noindex).unwrap_or(false)
    }

    /// Its template.
    pub fn template(&self) -> Option<&'a String> {
        self.own.template.as_ref().or(self.original.template.as_ref())
    }

    /// Its terms by taxonomy.
    pub fn terms(&self) -> BTreeMap<String, Vec<String>> {
        let mut terms = self.original.terms.clone();
        terms.extend(
            self.own
                .terms
                .iter()
                .map(|(taxonomy, own)| (taxonomy.clone(), own.clone())),
        );
        terms
    }
}

/// Groups sources by the article that they are.
pub fn groups(named: &[Named<'_>], reader: &Reader<'_>, config: &Config, problems: &mut Vec<Diagnostic>) -> Vec<Group> {
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, source) in named.iter().enumerate() {
        by_key.entry(source.identity.key()).or_default().push(at);
    }
    let originals = Originals {
        named,
        by_key: &by_key,
        reader,
    };
    let mut joined: BTreeMap<String, (Vec<usize>, Option<usize>)> = BTreeMap::new();
    for (at, source) in named.iter().enumerate() {
        let original = originals.of(source, problems).filter(|&original| original != at);
        let key = original.map_or_else(|| source.identity.key(), |original| named[original].identity.key());
        let group = joined.entry(key).or_default();
        group.0.push(at);
        group.1 = group.1.or(original);
    }
    joined
        .into_values()
        .map(|(members, original)| group(named, members, original, config, problems))
        .collect()
}

/// Finds what `translation_of` names.
struct Originals<'a> {
    named: &'a [Named<'a>],
    by_key: &'a HashMap<String, Vec<usize>>,
    reader: &'a Reader<'a>,
}

impl Originals<'_> {
    /// The index of the original that a source names; one that does not exist is reported.
    fn of(&self, source: &Named<'_>, problems: &mut Vec<Diagnostic>) -> Option<usize> {
        let front = &source.read.head.front;
        let written = front.translation_of.as_deref()?;
        let path = written.trim_start_matches("@/").trim_start_matches('/');
        let folder = below_content(source.read.path.folder());
        let beside = key(folder, path);
        let found = [below_content(path), &beside].into_iter().find_map(|candidate| {
            let members = self.by_key.get(&self.reader.identity(candidate).key())?;
            members.first().copied()
        });
        if found.is_none() {
            let message = format!("`translation_of` names `{written}`, which is no source of this site");
            let names = self
                .named
                .iter()
                .filter(|other| below_content(other.read.path.folder()) == folder);
            let help = match nearest(path, names.map(|other| other.read.path.name())) {
                Some(name) => format!("write `{name}`"),
                None => "write the path of the original below `content/`, such as `articles/name.en.md`".to_owned(),
            };
            let problem = Diagnostic::new(Code::MissingOriginal, message);
            problems.push(
                problem
                    .at(&source.read.path, front.position("translation_of"))
                    .help(help),
            );
        }
        found
    }
}

fn group(
    named: &[Named<'_>],
    mut members: Vec<usize>,
    original: Option<usize>,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Group {
    members.sort_by_key(|&at| (named[at].lang, &named[at].read.path));
    members.dedup_by(|&mut later, &mut first| {
        let twice = named[later].lang == named[first].lang;
        if twice {
            let Named { read, .. } = &named[later];
            let message = format!(
                "this is the same article in the same language as `{}`",
                named[first].read.path
            );
            let problem = Diagnostic::new(Code::DuplicateTranslation, message);
            let problem = match read.head.front.positions.get("translation_of") {
                Some(&position) => problem.at(&read.path, position),
                None => problem.in_file(&read.path),
            };
            problems.push(problem.help("rename one of the two, or give one of them another `lang`"));
        }
        twice
    });
    let default = || {
        members
            .iter()
            .copied()
            .find(|&at| named[at].lang == config.default_language)
    };
    let original = original.filter(|at| members.contains(at)).or_else(default);
    Group {
        original: original.or_else(|| members.first().copied()).unwrap_or_default(),
        members,
    }
}
