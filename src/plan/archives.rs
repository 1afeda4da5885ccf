//! `years`, `months`, `rows` and `directories`: archives, and the way to all lists.

use super::Planner;
use super::texts::{TITLE, Writing};
use crate::base::{Digest, Digester};
use crate::model::{Date, DocId, Job, Lang, Route, Row, SectionPage, Subject, Value};

/// A year of an archive as its list shows it.
struct Year<'a> {
    year: i16,
    title: String,
    route: &'a Route,
    /// How many articles each month has, newest first.
    months: Vec<(u8, usize)>,
}

impl<'a> Planner<'a> {
    fn date_of(&self, id: DocId) -> Option<Date> {
        self.parts.site.document(id).date
    }

    /// The years of the archive that a page belongs to.
    fn years_of(&self, job: &Job) -> Vec<Year<'a>> {
        let months = |dates: &mut dyn Iterator<Item = Date>| {
            let mut months: Vec<(u8, usize)> = Vec::new();
            for date in dates {
                match months.last_mut().filter(|(month, _)| *month == date.month) {
                    Some((_, count)) => *count += 1,
                    None => months.push((date.month, 1)),
                }
            }
            months
        };
        let site = self.parts.site;
        match job.subject {
            Subject::Archive(_) => {
                let archive = site.archives.get(usize::from(job.lang.0)).and_then(Option::as_ref);
                let years = archive.into_iter().flat_map(|archive| &archive.years);
                years
                    .map(|(year, page)| Year {
                        year: *year,
                        title: page.title.to_string(),
                        route: &page.route,
                        months: months(&mut page.members.iter().filter_map(|&id| self.date_of(id))),
                    })
                    .collect()
            }
            Subject::Timeline(_) => {
                let years = site.timeline.iter().flat_map(|timeline| &timeline.years);
                years
                    .map(|(year, route, rows)| Year {
                        year: *year,
                        title: self.locale(job.lang).year_in_calendars((*year).into()),
                        route,
                        months: months(&mut rows.iter().filter_map(|row| self.date_of(row.dated))),
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    fn shown_year(job: &Job) -> Option<i16> {
        match job.subject {
            Subject::Archive(year) | Subject::Timeline(year) => year,
            _ => None,
        }
    }

    pub(super) fn years_digest(&self, job: &Job) -> Digest {
        let years = self.years_of(job);
        self.setting_on("years", job)
            .debug(&Self::shown_year(job))
            .each(years.iter(), |digester, year| {
                digester.text(&year.title).text(year.route.as_str()).debug(&year.months)
            })
            .finish()
    }

    pub(super) fn years(&self, job: &Job) -> Value {
        let shown = Self::shown_year(job);
        Value::list(self.years_of(job).into_iter().map(|year| {
            let total = year.months.iter().map(|(_, count)| count).sum();
            let base = self.href(year.route);
            let months = year.months.iter().map(|&(month, count)| {
                Value::map([
                    (
                        "text",
                        Value::from(self.locale(job.lang).month(year.year.into(), month)),
                    ),
                    ("url", Value::from(format!("{base}#{}", month_id(month)))),
                    ("count", Value::from(self.counted(job.lang, "articles_count", count))),
                    ("number", Value::from(count)),
                ])
            });
            Value::map([
                ("year", Value::from(self.locale(job.lang).year(year.year.into()))),
                ("text", Value::from(year.title)),
                ("url", Value::from(base.clone())),
                ("count", Value::from(self.counted(job.lang, "articles_count", total))),
                ("current", Value::Bool(shown == Some(year.year))),
                ("months", Value::list(months.collect::<Vec<_>>())),
            ])
        }))
    }

    fn of_year(&self, job: &Job) -> &'a [DocId] {
        match job.subject {
            Subject::Archive(Some(_)) => self
                .list_page(job.subject, job.lang)
                .map_or(&[], |(page, _)| &page.members),
            _ => &[],
        }
    }

    pub(super) fn months_digest(&self, job: &Job) -> Digest {
        self.setting_on("months", job)
            .each(self.of_year(job).iter(), |digester, &id| {
                digester.digest(self.card_digest(id))
            })
            .finish()
    }

    pub(super) fn months(&self, job: &Job) -> Value {
        let months = self
            .of_year(job)
            .chunk_by(|&a, &b| month(self.date_of(a)) == month(self.date_of(b)));
        Value::list(months.filter_map(|members| {
            let date = self.date_of(*members.first()?)?;
            Some(Value::map([
                (
                    "text",
                    Value::from(self.locale(job.lang).month(date.year.into(), date.month)),
                ),
                ("id", Value::from(month_id(date.month))),
                (
                    "count",
                    Value::from(self.counted(job.lang, "articles_count", members.len())),
                ),
                (
                    "items",
                    Value::list(members.iter().map(|&id| self.card(Writing::around(job), id))),
                ),
            ]))
        }))
    }

    fn rows_of(&self, job: &Job) -> &'a [Row] {
        let Subject::Timeline(Some(year)) = job.subject else {
            return &[];
        };
        let years = self.parts.site.timeline.iter().flat_map(|timeline| &timeline.years);
        years
            .into_iter()
            .find(|(of, _, _)| *of == year)
            .map_or(&[], |(_, _, rows)| rows.as_slice())
    }

    pub(super) fn rows_digest(&self, job: &Job) -> Digest {
        self.setting_on("rows", job)
            .each(self.rows_of(job).iter(), |digester, row| {
                // A row shows the card of each translation.
                let members = self.parts.site.pair(row.pair).members.iter();
                let digester = digester.digest(self.card_digest(row.dated));
                digester.each(members, |digester, &member| {
                    digester.digest(self.cover_digest_of(member))
                })
            })
            .finish()
    }

    /// The months of a year, with one row for an article in all its languages.
    pub(super) fn rows(&self, job: &Job) -> Value {
        let months = self
            .rows_of(job)
            .chunk_by(|a, b| month(self.date_of(a.dated)) == month(self.date_of(b.dated)));
        Value::list(months.filter_map(|rows| {
            let date = self.date_of(rows.first()?.dated)?;
            Some(Value::map([
                (
                    "text",
                    Value::from(self.locale(job.lang).month(date.year.into(), date.month)),
                ),
                ("id", Value::from(month_id(date.month))),
                ("items", Value::list(rows.iter().map(|row| self.row(job, row)))),
            ]))
        }))
    }

    fn row(&self, job: &Job, row: &Row) -> Value {
        let page = Writing::around(job);
        let site = self.parts.site;
        let members = &site.pair(row.pair).members;
        let complete = members.len() == self.config().languages.len();
        let only = match members.as_slice() {
            [only] if !complete => Some(site.document(*only).lang),
            _ => None,
        };
        let [only, only_text] = match only {
            Some(lang) => self.twins(ONLY, page, self.writing(lang), Some(&self.language(lang).name)),
            None => self.twins(ONLY, page, page, None),
        };
        Value::map([
            ("date", self.date(page.lang, self.date_of(row.dated))),
            ("complete", Value::Bool(complete)),
            only,
            only_text,
            ("cards", Value::list(members.iter().map(|&id| self.card(page, id)))),
        ])
    }

    /// Addresses and titles of the lists that no section stands for, and the languages that they are in.
    fn directories_of(&self, lang: Lang) -> Vec<(&'a Route, &str, Lang)> {
        let site = self.parts.site;
        let listed = |page: &'a SectionPage| (&page.route, &*page.title, lang);
        let archive = self
            .list_page(Subject::Archive(None), lang)
            .map(|(page, _)| listed(page));
        let taxonomies = (0u32..).zip(&site.taxonomies);
        let indices = taxonomies.filter_map(|(at, _)| Some(listed(self.list_page(Subject::Terms(at), lang)?.0)));
        let timeline = site.timeline.as_ref();
        let all = (self.string(lang, "archive_of_all"), self.config().default_language);
        let timeline = timeline.map(|timeline| (&timeline.route, all.0, all.1));
        archive.into_iter().chain(indices).chain(timeline).collect()
    }

    pub(super) fn directories_digest(&self, job: &Job) -> Digest {
        let digester = Digester::new("directories").digest(self.setting_on("directories", job).finish());
        digester.debug(&self.directories_of(job.lang)).finish()
    }

    pub(super) fn directories(&self, job: &Job) -> Value {
        let directories = self.directories_of(job.lang).into_iter();
        Value::list(directories.map(|(route, title, lang)| {
            let [title, title_text] = self.twins(TITLE, Writing::around(job), self.writing(job.lang), Some(title));
            let tag = Value::text(&self.language(lang).tag);
            Value::map([title, title_text, ("url", self.url(route)), ("lang", tag)])
        }))
    }
}

/// The two fields of the only language that an article has.
const ONLY: super::texts::Twins = ("only", "only_text");

fn month(date: Option<Date>) -> Option<u8> {
    date.map(|date| date.month)
}

/// Months are found by their numbers, whatever language names them.
fn month_id(month: u8) -> String {
    format!("m{month:02}")
}
