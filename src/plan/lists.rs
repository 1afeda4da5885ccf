//! `items`, `pager`, `subsections` and `fronts`: what lists show.

use super::Planner;
use super::texts::{DESCRIPTION, TITLE, Writing};
use crate::base::{Digest, Digester, escape};
use crate::model::{DocId, Job, Lang, Route, SectionId, SectionPage, Subject, Value};

/// How many of the newest articles the front page shows of each language.
const FRONT_ITEMS: usize = 5;

impl Planner<'_> {
    fn listed(&self, job: &Job) -> &[DocId] {
        let page = self.list_page(job.subject, job.lang);
        page.map_or(&[], |(page, number)| page.listed(number, self.config().paginate_by))
    }

    pub(super) fn items_digest(&self, job: &Job) -> Digest {
        let digester = self.setting_on("items", job);
        digester
            .each(self.listed(job).iter(), |digester, &id| {
                digester.digest(self.listed_digest(job.lang, id))
            })
            .finish()
    }

    pub(super) fn items(&self, job: &Job) -> Value {
        Value::list(
            self.listed(job)
                .iter()
                .map(|&id| self.listed_card(Writing::around(job), id)),
        )
    }

    pub(super) fn pager_digest(&self, job: &Job) -> Digest {
        let place = self
            .place(job)
            .map(|(page, number)| (&page.route, page.older_pages, number));
        self.setting_on("pager", job).debug(&place).finish()
    }

    fn place(&self, job: &Job) -> Option<(&SectionPage, Option<usize>)> {
        self.list_page(job.subject, job.lang)
    }

    /// Which of how many pages a page of a list is, counted from the newest as readers do.
    fn counted_place(page: &SectionPage, number: Option<usize>) -> (usize, usize) {
        let pages = page.older_pages + 1;
        (number.map_or(1, |number| pages - number + 1), pages)
    }

    /// Which page it is of how many, in words.
    fn place_text(&self, lang: Lang, (place, pages): (usize, usize)) -> String {
        self.string(lang, "page_of")
            .replace("{page}", &self.number(lang, place))
            .replace("{pages}", &self.number(lang, pages))
    }

    /// The same of a page of a list that is not its first, which has the title of the first.
    pub(super) fn older_page(&self, job: &Job) -> Option<String> {
        let (page, number) = self.place(job).filter(|(_, number)| number.is_some())?;
        Some(self.place_text(job.lang, Self::counted_place(page, number)))
    }

    /// Where a list page stands among the pages of its list.
    pub(super) fn pager(&self, job: &Job) -> Value {
        let Some((page, number)) = self.place(job).filter(|(page, _)| page.older_pages > 0) else {
            return Value::Null;
        };
        let (place, pages) = Self::counted_place(page, number);
        let older = number.map_or(page.older_pages, |number| number - 1);
        let newer = match number {
            None => None,
            Some(number) if number == page.older_pages => Some(page.route.clone()),
            Some(number) => Some(page.older_route(number + 1)),
        };
        let href = |route: Route| self.url(&route);
        // Isolated, so that a string such as `{page} / {pages}` keeps the order of its language.
        let isolated = |number| format!("<bdi>{}</bdi>", self.number(job.lang, number));
        let phrase = self.string(job.lang, "page_of");
        let text = self.place_text(job.lang, (place, pages));
        let html = escape::escaped(phrase)
            .replace("{page}", &isolated(place))
            .replace("{pages}", &isolated(pages));
        let html = self.marked_up(Writing::around(job), self.writing(job.lang), html);
        Value::map([
            ("text", Value::from(text)),
            ("html", Value::markup(html)),
            ("newer", newer.map_or(Value::Null, href)),
            (
                "older",
                if older > 0 {
                    href(page.older_route(older))
                } else {
                    Value::Null
                },
            ),
        ])
    }

    fn children(&self, job: &Job) -> impl Iterator<Item = &SectionPage> {
        let children: &[SectionId] = match job.subject {
            Subject::Section { section, number: None } => self
                .section_page(section, job.lang)
                .map_or(&[], |page| page.children.as_slice()),
            _ => &[],
        };
        children.iter().filter_map(|&child| self.section_page(child, job.lang))
    }

    pub(super) fn subsections_digest(&self, job: &Job) -> Digest {
        let children: Vec<_> = self
            .children(job)
            .map(|page| (&page.route, &page.title, self.list_writing(page, job.lang).direction))
            .collect();
        self.setting_on("subsections", job).debug(&children).finish()
    }

    pub(super) fn subsections(&self, job: &Job) -> Value {
        Value::list(self.children(job).map(|page| self.link_to_list(job, page)))
    }

    fn newest(&self, lang: Lang) -> &[DocId] {
        let articles = self
            .parts
            .site
            .articles
            .get(usize::from(lang.0))
            .map_or(&[][..], Vec::as_slice);
        &articles[..articles.len().min(FRONT_ITEMS)]
    }

    pub(super) fn fronts_digest(&self, job: &Job) -> Digest {
        let digester = self
            .config()
            .langs()
            .fold(Digester::new("fronts"), |digester, (lang, _)| {
                let home = self
                    .section_page(SectionId(0), lang)
                    .map(|page| (&page.route, &page.title));
                let digester = digester.digest(self.setting("front", lang).debug(&home).finish());
                digester.each(self.newest(lang).iter(), |digester, &id| {
                    digester.digest(self.card_digest(id))
                })
            });
        digester.number(job.lang.0.into()).finish()
    }

    /// One part of the front page for each language.
    pub(super) fn fronts(&self, job: &Job) -> Value {
        let page = Writing::around(job);
        Value::list(self.config().langs().map(|(lang, language)| {
            let of = self.writing(lang);
            let described = self.config().description.get(&language.tag).map(String::as_str);
            let home = self.section_page(SectionId(0), lang);
            let [tag, dir, name, name_text] = self.language_facts(page, of);
            let [title, title_text] = self.twins(TITLE, page, of, Some(self.site_title(lang)));
            let [description, description_text] = self.twins(DESCRIPTION, page, of, described);
            Value::map([
                tag,
                dir,
                name,
                name_text,
                title,
                title_text,
                description,
                description_text,
                ("url", Value::from(home.map(|page| self.href(&page.route)))),
                ("nothing_yet", Value::text(self.string(lang, "nothing_yet"))),
                ("draft_mark", Value::text(self.string(lang, "draft"))),
                ("hint", Value::text(self.string(lang, "hint"))),
                (
                    "items",
                    Value::list(self.newest(lang).iter().map(|&id| self.card(page, id))),
                ),
            ])
        }))
    }
}
