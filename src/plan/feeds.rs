//! `feed` and `feeds`: articles for readers elsewhere (RFC 4287, JSON Feed 1.1).

use std::cmp::Reverse;

use super::Planner;
use super::content::Purpose;
use super::texts::{TITLE, Writing};
use crate::base::{Diagnostic, Digest, Digester};
use crate::model::{DocId, Feed, FeedScope, Job, Lang, OutputKind, Route, Subject, Value};
use crate::text::marked;

impl<'a> Planner<'a> {
    /// The feed that a job makes.
    pub(super) fn feed_of(&self, job: &Job) -> Option<&'a Feed> {
        let Subject::Feed(feed) = job.subject else { return None };
        self.parts.site.feeds.get(feed as usize)
    }

    /// The dated articles of a feed, newest first.
    fn entries(&self, feed: &Feed) -> Vec<DocId> {
        let site = self.parts.site;
        let of_language = |lang: Lang| site.articles.get(usize::from(lang.0)).map_or(&[][..], Vec::as_slice);
        let of_list = |subject| {
            self.list_page(subject, feed.lang)
                .map_or(&[][..], |(page, _)| page.members.as_slice())
        };
        let limit = self.config().feed_limit;
        let mut entries: Vec<DocId> = match feed.scope {
            // Newest first already: no language has more than its newest in it.
            FeedScope::All => {
                let langs = self.config().langs();
                langs
                    .flat_map(|(lang, _)| of_language(lang).iter().take(limit))
                    .copied()
                    .collect()
            }
            FeedScope::Language => of_language(feed.lang).iter().take(limit).copied().collect(),
            FeedScope::Section(section) => of_list(Subject::Section { section, number: None }).to_vec(),
            FeedScope::Term(term) => of_list(Subject::Term { term, number: None }).to_vec(),
        };
        entries.retain(|&id| site.document(id).date.is_some());
        entries.sort_by_key(|&id| Reverse(site.document(id).date.map(|date| date.sort_key())));
        entries.truncate(limit);
        entries
    }

    /// The list that a feed follows, as people read it.
    fn home_of(&self, feed: &Feed) -> Route {
        let subject = match feed.scope {
            FeedScope::All => return Route::new("/"),
            FeedScope::Language => Subject::Section {
                section: crate::model::SectionId(0),
                number: None,
            },
            FeedScope::Section(section) => Subject::Section { section, number: None },
            FeedScope::Term(term) => Subject::Term { term, number: None },
        };
        self.list_page(subject, feed.lang)
            .map_or_else(|| Route::new("/"), |(page, _)| page.route.clone())
    }

    /// What a feed is known by, which neither its address nor its neighbours change.
    fn feed_key(&self, feed: &Feed) -> String {
        let site = self.parts.site;
        match feed.scope {
            FeedScope::All => "all".to_owned(),
            FeedScope::Language => "language".to_owned(),
            FeedScope::Section(section) => format!("section/{}", site.section(section).folder),
            FeedScope::Term(term) => {
                let taxonomy = site
                    .taxonomies
                    .get(term.taxonomy as usize)
                    .map_or("", |taxonomy| &taxonomy.name);
                format!("term/{taxonomy}/{}", site.term(term).key)
            }
        }
    }

    /// The title of a feed as plain text: the list's, then the site's.
    fn feed_title(&self, feed: &Feed) -> String {
        let list = match feed.scope {
            FeedScope::All | FeedScope::Language => None,
            FeedScope::Section(section) => self.list_page(Subject::Section { section, number: None }, feed.lang),
            FeedScope::Term(term) => self.list_page(Subject::Term { term, number: None }, feed.lang),
        };
        self.joined_titles(self.writing(feed.lang), &[list.map_or("", |(page, _)| &page.title)])
    }

    pub(super) fn feed_digest(&self, job: &Job) -> Digest {
        let digester = self.setting_on("feed", job);
        let Some(feed) = self.feed_of(job) else {
            return digester.finish();
        };
        let site = self.parts.site;
        digester
            .text(&self.feed_title(feed))
            .text(self.home_of(feed).as_str())
            .text(&self.feed_key(feed))
            .each(self.entries(feed).into_iter(), |digester, id| {
                let document = site.document(id);
                digester
                    .digest(self.card_digest(id))
                    .digest(self.content_digest(id))
                    .digest(self.filed_digest(id))
                    .text(&document.key)
                    .debug(&document.instants)
            })
            .finish()
    }

    pub(super) fn feed(&self, job: &Job) -> Result<Value, Diagnostic> {
        let Some(feed) = self.feed_of(job) else {
            return Ok(Value::Null);
        };
        let language = self.language(feed.lang);
        let described = self
            .config()
            .description
            .get(&language.tag)
            .map(|text| self.plain(text, language.direction));
        let entries = self.entries(feed);
        let updated = entries
            .iter()
            .filter_map(|&id| self.parts.site.document(id).instants.updated.clone())
            .max();
        let items = entries.iter().map(|&id| self.entry(id));
        let items: Vec<Value> = items.collect::<Result<_, _>>()?;
        Ok(Value::map([
            ("title_text", Value::from(self.feed_title(feed))),
            ("description_text", Value::from(described)),
            (
                "id",
                Value::from(identity(
                    "feed",
                    &self.feed_key(feed),
                    &language.tag,
                    &self.config().base_url.origin,
                )),
            ),
            ("url", self.absolute_url(&feed.route)),
            ("home", self.absolute_url(&self.home_of(feed))),
            ("lang", Value::text(&language.tag)),
            ("dir", Value::text(language.direction.as_str())),
            ("author", Value::text(self.site_title(feed.lang))),
            ("updated_at", Value::from(updated.as_deref())),
            ("items", Value::list(items)),
        ]))
    }

    fn entry(&self, id: DocId) -> Result<Value, Diagnostic> {
        let document = self.parts.site.document(id);
        let language = self.language(document.lang);
        let plain = |text: &str| self.plain(text, document.direction);
        let (dir, tag) = (document.direction.as_str(), &language.tag);
        let body = match self.config().full_feeds {
            true => {
                let content = self.content_for(id, Purpose::Feed)?;
                Some(format!("<div dir=\"{dir}\" lang=\"{tag}\">{content}</div>"))
            }
            false => None,
        };
        let names = |taxonomy: &str| {
            let terms = document.terms.get(taxonomy).into_iter().flatten();
            // Programs compare them.
            let name = |term: &str| Value::from(marked(term, document.direction).into_owned());
            Value::list(terms.map(|term| name(term)).collect::<Vec<_>>())
        };
        let members = &self.parts.site.pair(document.pair).members;
        let translations = members.iter().filter(|&&member| member != id).map(|&member| {
            let translation = self.parts.site.document(member);
            let of = Writing::of(translation);
            let [title, title_text] = self.twins(TITLE, of, of, Some(&translation.title));
            Value::map([
                title,
                title_text,
                ("url", self.absolute_url(&translation.route)),
                ("lang", Value::text(&self.language(translation.lang).tag)),
            ])
        });
        Ok(Value::map([
            (
                "id",
                Value::from(match document.head.front.id.as_deref().filter(|id| id.contains(':')) {
                    Some(uri) => uri.to_owned(),
                    None => identity("entry", &document.key, tag, &self.config().base_url.origin),
                }),
            ),
            ("title_text", Value::from(plain(&document.title))),
            ("description_text", Value::from(plain(&document.description))),
            ("url", self.absolute_url(&document.route)),
            ("lang", Value::text(tag)),
            ("dir", Value::text(dir)),
            ("published_at", Value::from(document.instants.published.as_deref())),
            ("updated_at", Value::from(document.instants.updated.as_deref())),
            ("body", Value::from(body)),
            ("authors", names("authors")),
            ("tags", names("tags")),
            ("translations", Value::list(translations)),
        ]))
    }

    fn absolute_url(&self, route: &Route) -> Value {
        Value::from(self.absolute_href(route))
    }

    /// The feeds that belong to a page: those of its language, of the list that it is, and on the front page all.
    pub(super) fn feeds_for(&self, job: &Job) -> Vec<&'a Feed> {
        let scope = match job.subject {
            Subject::Section { section, .. } => Some(FeedScope::Section(section)),
            Subject::Term { term, .. } => Some(FeedScope::Term(term)),
            _ => None,
        };
        let is_front = matches!(job.subject, Subject::Front | Subject::Timeline(_));
        let belongs = |feed: &&Feed| match feed.scope {
            FeedScope::All => is_front,
            FeedScope::Language => is_front || feed.lang == job.lang,
            own => feed.lang == job.lang && Some(own) == scope,
        };
        self.parts.site.feeds.iter().filter(belongs).collect()
    }

    /// Links to the feeds of a page, for its head.
    pub(super) fn feed_links(&self, job: &Job) -> Vec<(&'static str, &'a str, String, String)> {
        let feeds = self.feeds_for(job).into_iter();
        feeds
            .map(|feed| {
                let kind = match feed.kind {
                    OutputKind::Json => "application/feed+json",
                    _ => "application/atom+xml",
                };
                let url = self.absolute_href(&feed.route);
                (kind, self.language(feed.lang).tag.as_str(), self.feed_title(feed), url)
            })
            .collect()
    }
}

/// A name that stays: of the key of an article, not of its address (RFC 9562, version 8).
fn identity(kind: &str, key: &str, lang: &str, origin: &str) -> String {
    let digest = Digester::new("identity")
        .text(kind)
        .text(key)
        .text(lang)
        .text(origin)
        .finish();
    let mut bytes = *digest.as_bytes();
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from, to| hex.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 16),
        part(16, 20),
        part(20, 32)
    )
}
