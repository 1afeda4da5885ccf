//! Configuration and documents: from bytes to heads and bodies, each remembered by its digest.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::{Hooks, Outcome, Pipeline, Report, Request, Step};
use crate::base::{Checked, Diagnostic, Digest, Digester, SourcePath};
use crate::disk::Files;
use crate::model::{self, Body, Config, Head, Lang, TitleSource};
use crate::parse::config::{Found, base_url_option, config, lists_languages, terms};
use crate::parse::head::{HeadSettings, begins_article, decode, head};
use crate::parse::markdown::{self, LeadingTitle, Reading, body};
use crate::resolve::{self, Read, Reader, below_content, found_languages, names_language};
use crate::scan::{CONFIG, TERMS, Tree};
use crate::text::majority;

/// How much of each file is looked at to tell the language of a site that names none, in bytes.
const SAMPLE: usize = 4 << 10;

/// The heads of all documents that could be read, sorted by path.
pub(super) struct Sources {
    pub heads: Vec<Read>,
    /// By head: what its bodies are remembered by.
    pub digests: Vec<Digest>,
}

impl Sources {
    /// Joins heads that were read one by one, in the order of paths; what is wrong with them goes to the problems.
    pub fn gather<'h>(
        heads: impl Iterator<Item = (&'h SourcePath, &'h Result<ReadHead, Diagnostic>)>,
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        Sources::new(heads.filter_map(|(path, read)| match read {
            Ok(ReadHead { head, digest }) => {
                problems.extend_from_slice(&head.diagnostics);
                let (path, head) = (path.clone(), Arc::clone(&head.value));
                Some((Read { path, head }, *digest))
            }
            Err(problem) => {
                problems.push(problem.clone());
                None
            }
        }))
    }

    /// Joins what was read one by one, in the order of paths.
    pub fn new(documents: impl Iterator<Item = (Read, Digest)>) -> Self {
        let (heads, digests) = documents.unzip();
        Sources { heads, digests }
    }

    /// Whether all heads are the same, in the same places.
    pub fn has_same_heads(&self, other: &Sources) -> bool {
        let same = |(one, other): (&Read, &Read)| Arc::ptr_eq(&one.head, &other.head) && one.path == other.path;
        self.heads.len() == other.heads.len() && self.heads.iter().zip(&other.heads).all(same)
    }

    /// The head of a source, and what its bodies are remembered by.
    pub fn at(&self, path: &SourcePath) -> Option<(&Head, Digest)> {
        let at = self.heads.binary_search_by(|read| read.path.cmp(path)).ok()?;
        Some((&self.heads.get(at)?.head, *self.digests.get(at)?))
    }
}

/// One document that could be read.
struct Document {
    read: Read,
    digest: Digest,
    /// Of its head and its bodies.
    problems: Vec<Diagnostic>,
}

/// A head, as far as it could be read, and what its bodies are remembered by.
pub(super) struct ReadHead {
    pub head: Arc<Checked<Arc<Head>>>,
    pub digest: Digest,
}

impl Pipeline {
    pub(super) fn configure(
        &self,
        disk: &dyn Files,
        request: &Request,
        tree: &Tree,
        report: &mut Report,
    ) -> Result<Config, Outcome> {
        let path = SourcePath::new(CONFIG);
        let text = tree.config.as_deref().map(|bytes| decode(&path, bytes)).transpose();
        let text = text.map_err(|problem| {
            report.found(&[problem]);
            Outcome::BadConfig
        })?;
        let listed = text.is_some_and(lists_languages);
        let found = Found {
            languages: if listed {
                Vec::new()
            } else {
                languages_of(disk, &request.root, tree)?
            },
        };
        let Checked {
            value: mut config,
            mut diagnostics,
        } = config(text, &found);
        if let Some(written) = &request.base_url {
            match base_url_option(written) {
                Ok(base_url) => config.base_url = base_url,
                Err(problem) => diagnostics.push(problem),
            }
        }
        report.levels(&config.levels, request.strict);
        report.found(&diagnostics);
        if report.has_errors() {
            return Err(Outcome::BadConfig);
        }
        config.digest = Digester::new("config").debug(&config).finish();
        if let Some(bytes) = &tree.terms {
            let path = SourcePath::new(TERMS);
            match decode(&path, bytes) {
                Ok(text) => {
                    let read = terms(&path, text, &config.taxonomies, &config.owned_tags());
                    config.terms = read.value;
                    report.found(&read.diagnostics);
                }
                Err(problem) => report.found(&[problem]),
            }
        }
        Ok(config)
    }

    /// Reads and parses every document, on all cores.
    pub(super) fn read(
        &self,
        disk: &dyn Files,
        request: &Request,
        hooks: &Hooks<'_>,
        tree: &Tree,
        config: &Config,
        report: &mut Report,
    ) -> Result<Sources, Outcome> {
        let (done, total) = (AtomicUsize::new(0), tree.documents.len());
        (hooks.progress)(Step::Parse, 0, total);
        let languages = config.owned_tags();
        let reader = Reader::new(&languages, tree.documents.iter());
        let documents: Vec<Result<Document, Diagnostic>> = tree
            .documents
            .par_iter()
            .map(|path| {
                hooks.goes_on()?;
                let bytes = disk.read(&request.root.join(path.as_str()))?;
                let document = self.document(path, &bytes, config, &languages, &reader);
                (hooks.progress)(Step::Parse, done.fetch_add(1, Ordering::Relaxed) + 1, total);
                Ok::<_, Outcome>(document)
            })
            .collect::<Result<_, Outcome>>()?;
        let documents = documents.into_iter().filter_map(|document| match document {
            Ok(document) => {
                report.found(&document.problems);
                Some((document.read, document.digest))
            }
            Err(problem) => {
                report.found(&[problem]);
                None
            }
        });
        Ok(Sources::new(documents))
    }

    /// Reads one document: its head, and its body once for each language that it serves.
    fn document(
        &self,
        path: &SourcePath,
        bytes: &[u8],
        config: &Config,
        languages: &[String],
        reader: &Reader,
    ) -> Result<Document, Diagnostic> {
        let settings = HeadSettings {
            taxonomies: &config.taxonomies,
            languages,
            math: config.markdown.has_formulas(),
        };
        let ReadHead { head, digest } = self.head(path, bytes, &settings)?;
        let read = Read {
            path: path.clone(),
            head: Arc::clone(&head.value),
        };
        let identity = reader.identity(below_content(path.as_str()));
        // Where the language is in error, `resolve` says so; the body is read for its own problems.
        let langs = resolve::languages(&read, &identity, config).unwrap_or_else(|_| vec![config.default_language]);
        let mut problems = head.diagnostics.clone();
        for (lang, is_first) in langs
            .into_iter()
            .zip(std::iter::once(true).chain(std::iter::repeat(false)))
        {
            let body = self.body(path, &read.head, digest, config, lang, || bytes.into());
            for problem in &body.diagnostics {
                if is_first || !problems.contains(problem) {
                    problems.push(problem.clone());
                }
            }
        }
        Ok(Document { read, digest, problems })
    }

    /// Reads the first half of a document.
    pub(super) fn head(
        &self,
        path: &SourcePath,
        bytes: &[u8],
        settings: &HeadSettings<'_>,
    ) -> Result<ReadHead, Diagnostic> {
        let text = decode(path, bytes)?;
        let digest = settings.digest(path, text);
        let read = || head(path, text, settings).map(Arc::new);
        Ok(ReadHead {
            head: self.heads.get_or_make(digest, read),
            digest,
        })
    }

    /// The second half of a document whose head was read; `bytes` are asked for if it is not remembered.
    pub(super) fn body_of(
        &self,
        document: &model::Document,
        config: &Config,
        sources: &Sources,
        bytes: impl FnOnce() -> Vec<u8>,
    ) -> Arc<Checked<Arc<Body>>> {
        // Every document was made of a head.
        let (head, digest) = sources
            .at(&document.path)
            .unwrap_or((&document.head, Digest::default()));
        let bytes = || Cow::Owned(bytes());
        self.body(&document.path, head, digest, config, document.lang, bytes)
    }

    fn body<'b>(
        &self,
        path: &SourcePath,
        head: &Head,
        source: Digest,
        config: &Config,
        lang: Lang,
        bytes: impl FnOnce() -> Cow<'b, [u8]>,
    ) -> Arc<Checked<Arc<Body>>> {
        let language = config.language(lang);
        let reading = Reading {
            language,
            direction: head.front.direction(language),
            languages: &config.languages,
            isolate: head.front.isolate.unwrap_or(config.markdown.isolate),
        };
        let digest = Digester::new("body")
            .digest(source)
            .debug(&config.markdown)
            .digest(reading.digest())
            .finish();
        self.bodies.get_or_make(digest, || {
            let bytes = bytes();
            // What is no text has no head either, unless it was written anew since; then it is read again soon.
            let text = decode(path, &bytes).unwrap_or_default();
            let source = markdown::Source {
                path,
                text,
                start: head.body_start.min(text.len()),
                plain_text: head.plain_text,
                title: title_in_body(head),
                reading,
                digest,
            };
            body(&source, &config.markdown).map(Arc::new)
        })
    }
}

/// Text files that do not begin as articles do are files published at their place.
pub(super) fn sort_texts(disk: &dyn Files, request: &Request, tree: &mut Tree) -> Result<(), Outcome> {
    let (mut documents, mut files) = (Vec::with_capacity(tree.documents.len()), Vec::new());
    for path in tree.documents.drain(..) {
        let article = path.extension() != "txt" || begins_article(&disk.read(&request.root.join(path.as_str()))?);
        if article {
            documents.push(path)
        } else {
            files.push(path)
        }
    }
    tree.documents = documents;
    tree.files.extend(files);
    tree.files.sort();
    Ok(())
}

/// The heading that the page's own title makes redundant.
fn title_in_body(head: &Head) -> LeadingTitle<'_> {
    match &head.found_title {
        Some((TitleSource::Heading, _)) => LeadingTitle::Drop,
        _ => match head.front.title.as_ref().and_then(|title| title.plain.as_deref()) {
            Some(title) => LeadingTitle::DropIfEqual(title),
            None => LeadingTitle::Keep,
        },
    }
}

/// The languages of a site that does not list them.
fn languages_of(disk: &dyn Files, root: &Path, tree: &Tree) -> Result<Vec<String>, Outcome> {
    let mut sample = String::new();
    for path in tree.documents.iter().filter(|path| !names_language(path)) {
        let bytes = disk.read(&root.join(path.as_str()))?;
        sample.push_str(&String::from_utf8_lossy(&bytes[..bytes.len().min(SAMPLE)]));
        if sample.len() > 16 * SAMPLE {
            break;
        }
    }
    let direction = majority(&sample).or_else(|| (!sample.is_empty()).then_some(crate::text::Direction::Ltr));
    Ok(found_languages(&tree.documents, direction))
}
