//! Which sources are translations of each other.

use std::collections::HashMap;

use super::identity::{Reader, below_content, key, normal, own_folder};
use super::names::{Names, normal_form};
use super::source::Named;
use crate::base::{Code, Diagnostic};
use crate::model::Config;

/// The sources of one article; indices into the named sources.
#[derive(Clone, Debug)]
pub struct Group {
    /// One a language, in the order of languages.
    pub members: Vec<usize>,
    /// The one that the others translate.
    pub original: usize,
}

/// The indices of named sources by the key of their article.
type ByKey<'a> = HashMap<&'a str, Vec<usize>>;

/// Groups sources by the article that they are: those of one key, and those that `translation_of` joins.
pub fn groups(named: &[Named<'_>], reader: &Reader, config: &Config, problems: &mut Vec<Diagnostic>) -> Vec<Group> {
    let mut by_key: ByKey<'_> = HashMap::with_capacity(named.len());
    for (at, source) in named.iter().enumerate() {
        by_key.entry(source.identity.key()).or_default().push(at);
    }
    let originals = originals(named, &by_key, reader, problems);
    let mut joined = Joined::new(named.len());
    for members in by_key.values() {
        members.iter().for_each(|&member| joined.join(members[0], member));
    }
    for (at, original) in originals.iter().enumerate() {
        if let Some(original) = *original {
            joined.join(original, at);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); named.len()];
    for at in 0..named.len() {
        groups[joined.root(at)].push(at);
    }
    groups
        .into_iter()
        .filter(|members| !members.is_empty())
        .map(|members| group(named, members, &originals, config, problems))
        .collect()
}

/// Sets that grow together: which sources belong to one article.
struct Joined(Vec<usize>);

impl Joined {
    fn new(size: usize) -> Self {
        Joined((0..size).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    /// The first stands for both.
    fn join(&mut self, first: usize, second: usize) {
        let (first, second) = (self.root(first), self.root(second));
        self.0[second] = first;
    }
}

/// For each source the index of the one that its `translation_of` names; what names nothing is reported.
fn originals(
    named: &[Named<'_>],
    by_key: &ByKey<'_>,
    reader: &Reader,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let mut names = None;
    let mut find = |(at, source): (usize, &Named<'_>)| {
        let front = &source.read.head.front;
        let written = front.translation_of.as_deref()?;
        let rooted = written.strip_prefix("@/").or_else(|| written.strip_prefix('/'));
        let beside = || normal(&key(own_folder(&source.read.path), written));
        let from_root = || normal(below_content(rooted.unwrap_or(written)));
        let candidates = [if rooted.is_none() { beside() } else { None }, from_root()];
        let found = candidates.iter().flatten().find_map(|path| {
            let identity = reader.identity(path);
            let members = by_key.get(identity.key())?;
            let is_meant = |&&member: &&usize| identity.lang.is_some() && named[member].identity.lang == identity.lang;
            members.iter().find(is_meant).or(members.first()).copied()
        });
        if found.is_none() {
            let paths = || named.iter().map(|source| below_content(source.read.path.as_str()));
            let names = names.get_or_insert_with(|| Names::new(paths()));
            let near = candidates.iter().flatten().find_map(|path| names.near(path));
            let help = match near {
                Some(name) => format!("write `{name}`"),
                None => "write the path of the original below `content/`, such as `articles/name.en.md`".to_owned(),
            };
            let message = format!("`translation_of` names `{written}`, which is no source of this site");
            let problem = Diagnostic::new(Code::MissingOriginal, message);
            problems.push(
                problem
                    .at(&source.read.path, front.position("translation_of"))
                    .help(help),
            );
        }
        found.filter(|&original| original != at)
    };
    named.iter().enumerate().map(&mut find).collect()
}

fn group(
    named: &[Named<'_>],
    mut members: Vec<usize>,
    originals: &[Option<usize>],
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Group {
    members.sort_by_key(|&at| (named[at].lang, &named[at].read.path));
    members.dedup_by(|&mut later, &mut first| {
        let twice = named[later].lang == named[first].lang;
        if twice {
            let Named { read, .. } = &named[later];
            let other = &named[first].read.path;
            let mut message = format!("this is the same article in the same language as `{other}`");
            if let Some(difference) = normal_form(&read.path, other) {
                message.push_str(&format!("; {difference}"));
            }
            let problem = Diagnostic::new(Code::DuplicateTranslation, message);
            let problem = match read.head.front.positions.get("translation_of") {
                Some(&position) => problem.at(&read.path, position),
                None => problem.in_file(&read.path),
            };
            problems.push(problem.help("rename one of the two, or give one of them another `lang`"));
        }
        twice
    });
    // The one that others name and that names no other; else the one in the site's first language.
    let is_named = |at: &usize| members.iter().any(|&member| originals[member] == Some(*at));
    let named_original = members.iter().find(|at| originals[**at].is_none() && is_named(at));
    let default = members.iter().find(|&&at| named[at].lang == config.default_language);
    let original = named_original
        .or(default)
        .or(members.first())
        .copied()
        .unwrap_or_default();
    Group { members, original }
}
